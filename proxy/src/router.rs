//! Which answer a request gets.
//!
//! Input: a [`Site`] and what calls share. Output: a router that can be served, or asked in memory by a test.
//! Never answers without the strict headers, not even "not found" or a failure of our own.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;

use crate::api;
use crate::headers::make_strict;
use crate::site::{Found, Site};
use crate::state::AppState;

/// Everything that the server answers.
pub fn router(site: Site, state: AppState) -> Router {
    Router::new()
        .route("/", get(page))
        .route("/{*path}", get(page))
        // For what the build did not compress; answers that are compressed already pass through untouched.
        .layer(CompressionLayer::new().br(true).gzip(true))
        .with_state(Arc::new(site))
        .merge(api::routes(state.clone()))
        .layer((from_fn_with_state(state, make_strict), CatchPanicLayer::custom(|_| api::failed().into_response())))
}

async fn page(State(site): State<Arc<Site>>, uri: Uri, headers: HeaderMap) -> Response {
    match site.find(uri.path()) {
        Found::Asset(asset) => asset.respond(&headers),
        Found::NoPage(index) => index.respond_not_found(&headers),
        Found::Nothing => StatusCode::NOT_FOUND.into_response(),
    }
}
