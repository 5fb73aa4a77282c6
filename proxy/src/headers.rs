//! The headers that every answer carries, whatever it is about, and the hosts that are asked.
//!
//! Input: a request and its answer. Output: the same answer under the strict policy; a refusal where another host was asked.
//! Never loosened for one path: what the page cannot do under it, the page does another way.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use proxy_api::ErrorCode;

use crate::api::{ApiError, is_behind_tls, is_own_host};
use crate::state::AppState;

/// Our own scripts and styles only, none of them inline; WASM may be compiled; the page calls nobody but us.
const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
                      object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors ";

/// The page needs none of the machine's devices.
const PERMISSIONS: &str = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
                           magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

const STRICT: [(HeaderName, HeaderValue); 5] = [
    (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
];

/// Two years, as browsers ask for before they take a host into their own lists.
const TLS_ONLY: HeaderValue = HeaderValue::from_static("max-age=63072000; includeSubDomains");

/// The content security policy; nobody may frame the page but those that the operator names.
pub(crate) fn policy(frame_ancestors: &[String]) -> HeaderValue {
    let ancestors = if frame_ancestors.is_empty() { "'none'".to_owned() } else { frame_ancestors.join(" ") };
    // Origins are ASCII; what could not stand in a header frames nothing.
    HeaderValue::try_from(format!("{POLICY}{ancestors}"))
        .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}

/// Adds the strict headers, over whatever the answer may have had in their place.
pub(crate) async fn make_strict(State(state): State<AppState>, request: Request, next: Next) -> Response {
    let current = state.current();
    let is_own = is_own_host(&current.config, request.uri(), request.headers());
    let is_tls = is_behind_tls(&current.config, request.headers());
    let mut response = if is_own {
        next.run(request).await
    } else {
        ApiError::new(ErrorCode::ForeignOrigin, "the host that was asked for is not this one").into_response()
    };
    let headers = response.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, current.policy.clone());
    headers.extend(STRICT);
    if is_tls {
        headers.insert(STRICT_TRANSPORT_SECURITY, TLS_ONLY);
    }
    response
}
