//! One file of the built page, ready to be answered.
//!
//! Input: a file's path and bytes, with its compressed forms if the build made them. Output: responses.
//! Never compresses anything itself: what has no compressed form leaves as it is, and the router's layer takes care.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;

use crate::negotiate::accepted;

/// A year: the name of such a file changes with its content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";
/// The browser asks again each time, and is told when nothing has changed.
const ASK_AGAIN: &str = "no-cache";

/// A file with everything that its answers need.
pub(crate) struct Asset {
    plain: Bytes,
    br: Option<Bytes>,
    gzip: Option<Bytes>,
    content_type: HeaderValue,
    cache_control: HeaderValue,
    etag: Option<HeaderValue>,
}

impl Asset {
    /// A file with the forms that the build made of it.
    pub(crate) fn new(path: &str, plain: Bytes, br: Option<Bytes>, gzip: Option<Bytes>) -> Self {
        let cache_control = if has_hashed_name(path) { FOR_EVER } else { ASK_AGAIN };
        Self {
            etag: etag(&plain),
            plain,
            br,
            gzip,
            content_type: HeaderValue::from_static(content_type(path)),
            cache_control: HeaderValue::from_static(cache_control),
        }
    }

    /// The answer to a request for this file.
    pub(crate) fn respond(&self, request: &HeaderMap) -> Response {
        let mut response = if self.is_known_to(request) {
            let mut response = Response::new(Body::empty());
            *response.status_mut() = StatusCode::NOT_MODIFIED;
            response
        } else {
            self.body(request)
        };
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, self.cache_control.clone());
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        if let Some(etag) = &self.etag {
            headers.insert(ETAG, etag.clone());
        }
        response
    }

    /// The file as the answer to a request for something that does not exist.
    pub(crate) fn respond_not_found(&self, request: &HeaderMap) -> Response {
        let mut response = self.body(request);
        *response.status_mut() = StatusCode::NOT_FOUND;
        let headers = response.headers_mut();
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(ASK_AGAIN));
        headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
        response
    }

    fn body(&self, request: &HeaderMap) -> Response {
        let accepted = accepted(request);
        let (bytes, encoding) = match (&self.br, &self.gzip) {
            (Some(br), _) if accepted.br => (br, Some("br")),
            (_, Some(gzip)) if accepted.gzip => (gzip, Some("gzip")),
            _ => (&self.plain, None),
        };
        let mut response = Response::new(Body::from(bytes.clone()));
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, self.content_type.clone());
        if let Some(encoding) = encoding {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
        }
        response
    }

    fn is_known_to(&self, request: &HeaderMap) -> bool {
        let Some(etag) = self.etag.as_ref().and_then(|etag| etag.to_str().ok()) else {
            return false;
        };
        let known = request.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
        known.flat_map(|text| text.split(',')).any(|item| item.trim() == etag)
    }
}

/// Whether a name ends as the files of a page do.
pub(crate) fn is_file_name(name: &str) -> bool {
    content_type(name) != UNKNOWN
}

/// What is none of the files that a page is made of.
const UNKNOWN: &str = "application/octet-stream";

/// Whether the last part of the path ends in a hash, as in `app-1f2e3d4c5b6a7988_bg.wasm`.
fn has_hashed_name(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.split('.').next().unwrap_or(name);
    let stem = stem.strip_suffix("_bg").unwrap_or(stem);
    // Trunk writes the 64 bits of its hash without leading zeros; fewer than 12 digits would be rarer than a real word.
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    hash.len() >= 12 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// Weak, because the compressed forms share it.
fn etag(plain: &Bytes) -> Option<HeaderValue> {
    let mut hasher = DefaultHasher::new();
    plain.hash(&mut hasher);
    HeaderValue::from_str(&format!("W/\"{:016x}\"", hasher.finish())).ok()
}

/// What a browser must be told about the files that a page is made of.
fn content_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    match ending {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        "xml" => "application/xml",
        _ => UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_hashed(path: &str, expected: bool) {
        assert_eq!(has_hashed_name(path), expected);
    }

    #[test]
    fn what_trunk_hashes_is_recognised() {
        check_hashed("app-1f2e3d4c5b6a7988.js", true);
        check_hashed("app-1f2e3d4c5b6a7988_bg.wasm", true);
        check_hashed("public/app-f2e3d4c5b6a798.css", true);
    }

    #[test]
    fn a_plain_name_is_not_hashed() {
        check_hashed("index.html", false);
        check_hashed("editor.js", false);
        check_hashed("validator-wasm_bg.wasm", false);
        check_hashed("snippets/app-1f2e3d4c5b6a7988/js/loader.js", false);
    }
}
