//! What answers under `/api/`.
//!
//! Input: requests. Output: JSON, an [`ErrorBody`](proxy_api::ErrorBody) for everything that is not taken.
//! Reads nothing of a client's headers but what guards the door, and forwards none of them.
//!
//! - `guard`: where a question comes from; `body`: a body within its limits; `error`: a question that is not taken
//! - `sending`: `POST /api/send`; `cors`: pages of other origins; `openapi`: the description of all this

mod body;
mod cors;
mod error;
mod guard;
mod openapi;
mod sending;

use std::net::{IpAddr, Ipv4Addr};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use axum::routing::{any, get, post};
use proxy_api::{EnvironmentInfo, Environments, ErrorCode, Health};
use serde::Serialize;

use crate::state::AppState;

pub(crate) use self::error::ApiError;
pub(crate) use self::guard::{is_behind_tls, is_own_host};

/// Where a connection comes from; the server adds it to each request.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Everything under `/api/`.
pub(crate) fn routes(state: AppState) -> Router {
    Router::new()
        .route("/api/send", post(sending::send).fallback(other_method))
        .route("/api/environments", get(environments).fallback(other_method))
        .route("/api/health", get(health).fallback(other_method))
        .route("/api/metrics", get(metrics).fallback(other_method))
        .route("/api/openapi.json", get(openapi::description).fallback(other_method))
        .route("/api", any(nothing))
        .route("/api/", any(nothing))
        .route("/api/{*path}", any(nothing))
        .layer(cors::layer(&state))
        .with_state(state)
}

/// `GET /api/environments`: those that this person may send to.
async fn environments(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let (parts, _) = request.into_parts();
    let current = state.current();
    let config = &current.config;
    let caller = state.door.caller(config, &parts.headers, peer(&parts)).await?;
    let allowed = config.environments.iter().filter(|environment| caller.may_send_to(config, &environment.name));
    let environments = allowed.map(|environment| EnvironmentInfo {
        name: environment.name.clone(),
        system: environment.system.clone(),
        production: environment.production,
        simulator: environment.is_simulator,
        allow_invalid: environment.allow_invalid,
    });
    Ok(json(StatusCode::OK, &Environments { environments: environments.collect(), user: caller.user }))
}

/// `GET /api/health`: that the server answers, for whoever watches it.
async fn health() -> Response {
    json(StatusCode::OK, &Health { status: "ok".to_owned(), version: env!("CARGO_PKG_VERSION").to_owned() })
}

/// `GET /api/metrics`: what is counted.
async fn metrics(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let (parts, _) = request.into_parts();
    state.door.caller(&state.current().config, &parts.headers, peer(&parts)).await?;
    state.metrics.body_bytes.set(i64::try_from(state.admission.bytes()).unwrap_or(i64::MAX));
    state.metrics.sendings.set(i64::try_from(state.sendings.len()).unwrap_or(i64::MAX));
    let mut response = Response::new(Body::from(state.metrics.text()));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(crate::metrics::CONTENT_TYPE));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

async fn nothing() -> ApiError {
    ApiError::new(ErrorCode::NotFound, "there is no such address")
}

async fn other_method() -> ApiError {
    ApiError::new(ErrorCode::MethodNotAllowed, "the address exists, but not with this method")
}

/// What is said when something of our own broke, wherever that was: nobody who hears it can tell whether the call left.
pub(crate) fn failed() -> ApiError {
    ApiError::new(
        ErrorCode::Internal,
        "the proxy itself failed, and it is unknown whether the call left; ask again with the same key: it never sends twice",
    )
}

/// Where a question comes from; nowhere that anybody would trust where the server does not say it.
fn peer(parts: &Parts) -> IpAddr {
    parts.extensions.get().map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |Peer(address)| *address)
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
