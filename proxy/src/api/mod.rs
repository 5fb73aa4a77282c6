//! What answers under `/api/`.
//!
//! Input: requests. Output: JSON, an [`ErrorBody`](proxy_api::ErrorBody) for everything that is not taken.
//! Reads nothing of a client's headers but what guards the door, and forwards none of them.

mod error;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{get, post};
use proxy_api::{EnvironmentInfo, Environments, ErrorCode, SendRequest};
use serde::Serialize;

use crate::access::Caller;
use crate::send;
use crate::state::AppState;

pub(crate) use self::error::ApiError;

/// Everything under `/api/`.
pub(crate) fn routes(state: AppState) -> Router {
    Router::new()
        .route("/api/send", post(send_payload))
        .route("/api/environments", get(environments))
        .route("/api/health", get(health))
        .route("/api/metrics", get(metrics))
        .with_state(state)
}

/// `POST /api/send`: the answer is 200 whenever the proxy did its work, whatever the system said.
async fn send_payload(State(state): State<AppState>, body: axum::body::Bytes) -> Result<Response, ApiError> {
    let request: SendRequest = serde_json::from_slice(&body)
        .map_err(|_| ApiError::new(ErrorCode::BadRequest, "not the JSON that is documented"))?;
    let response = send::send(&state, &Caller::default(), request).await?;
    Ok(json(StatusCode::OK, &response))
}

/// `GET /api/environments`: those that this person may send to.
async fn environments(State(state): State<AppState>) -> Response {
    let current = state.current();
    let environments = current.config.environments.iter().map(|environment| EnvironmentInfo {
        name: environment.name.clone(),
        system: environment.system.clone(),
        production: environment.production,
        simulator: environment.is_simulator,
        allow_invalid: environment.allow_invalid,
    });
    json(StatusCode::OK, &Environments { environments: environments.collect(), user: None })
}

async fn health() -> Response {
    json(StatusCode::OK, &serde_json::json!({ "status": "ok", "version": env!("CARGO_PKG_VERSION") }))
}

async fn metrics(State(state): State<AppState>) -> Response {
    let mut response = Response::new(Body::from(state.metrics.text()));
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(crate::metrics::CONTENT_TYPE));
    response
}

/// An answer that is JSON and is kept by nobody.
pub(crate) fn json(status: StatusCode, body: &impl Serialize) -> Response {
    // Our own structs have text for keys and no number that JSON lacks.
    let bytes = serde_json::to_vec(body).unwrap_or_default();
    let mut response = Response::new(Body::from(bytes));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
