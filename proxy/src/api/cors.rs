//! Pages of other origins that may call, because the operator named them.
//!
//! Input: what calls share. Output: a layer that answers what browsers ask beforehand.
//! Names one origin at a time, never all of them, and never lets cookies through.

use std::time::Duration;

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::request::Parts;
use axum::http::{HeaderName, HeaderValue, Method};
use proxy_api::CLIENT_HEADER;
use tower_http::cors::{AllowOrigin, CorsLayer};

use crate::state::AppState;

/// How long a browser remembers what it asked.
const REMEMBERED: Duration = Duration::from_secs(600);

pub(super) fn layer(state: &AppState) -> CorsLayer {
    let state = state.clone();
    // The configuration may be another one at each call.
    let is_named = move |origin: &HeaderValue, _: &Parts| {
        state.current().config.cors_origins.iter().any(|known| known.as_bytes() == origin.as_bytes())
    };
    CorsLayer::new()
        .allow_origin(AllowOrigin::predicate(is_named))
        .allow_methods([Method::GET, Method::POST])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, HeaderName::from_static(CLIENT_HEADER)])
        .expose_headers([RETRY_AFTER])
        .max_age(REMEMBERED)
}
