//! `GET /api/openapi.json`: the description of everything under `/api/`.
//!
//! Input: the file beside this one. Output: the same, with the version of this program.
//! A test holds it against the structs that it describes.

use std::sync::LazyLock;

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;

const WRITTEN: &str = include_str!("openapi.json");
/// What stands in the file where the version belongs.
const VERSION: &str = "{version}";

static DESCRIPTION: LazyLock<Bytes> =
    LazyLock::new(|| Bytes::from(WRITTEN.replacen(VERSION, env!("CARGO_PKG_VERSION"), 1)));

pub(super) async fn description() -> Response {
    let mut response = Response::new(Body::from(DESCRIPTION.clone()));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_of_ours_is_described_in_the_words_that_it_has() {
        let description: serde_json::Value = serde_json::from_str(WRITTEN).expect("it is JSON");
        let example = &description["components"]["responses"]["Failed"]["content"]["application/json"]["example"];
        let failed = super::super::failed();
        assert_eq!(example["message"], *failed.message);
        assert_eq!(example["error"], serde_json::json!(failed.code));
    }
}
