//! `POST /api/send`: from a request to what became of it.
//!
//! Input: a request. Output: 200 whenever the proxy did its work, whatever the system said; else why it was not taken.
//! Judges who may ask and how much; what is sent, and how, is for `send`.

use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::Response;
use proxy_api::{ErrorCode, SendRequest, SendResponse};
use validator::Validate;
use validator_core::report::FileReport;

use super::guard::{check_is_json, check_origin};
use super::{ApiError, body, failed, json, peer};
use crate::send;
use crate::state::AppState;

pub(super) async fn send(State(state): State<AppState>, request: Request) -> Result<Response, ApiError> {
    let result = take(&state, request).await;
    if let Err(error) = &result {
        state.metrics.count_refused(error.code);
    }
    Ok(json(StatusCode::OK, &result?))
}

async fn take(state: &AppState, request: Request) -> Result<SendResponse<FileReport>, ApiError> {
    let (parts, body) = request.into_parts();
    let current = state.current();
    let config = &current.config;
    check_origin(config, &parts.headers)?;
    check_is_json(&parts.headers)?;
    let caller = state.door.caller(config, &parts.headers, peer(&parts)).await?;
    let (bytes, place) = body::read(&state.admission, &config.limits, &parts.headers, body).await?;
    let request = read(&bytes)?;
    // The request has a copy of its own.
    drop(bytes);
    if config.environment(&request.environment).is_none() {
        return Err(ApiError::new(ErrorCode::UnknownEnvironment, "there is no environment of this name"));
    }
    if !caller.may_send_to(config, &request.environment) {
        return Err(ApiError::new(ErrorCode::NotPermitted, "this person may not send to this environment"));
    }
    current.pace.count(&caller, &request.environment)?;

    // A client that goes away must not leave a sending half done.
    let environment = request.environment.clone();
    let sharing = state.clone();
    let sending = state.sendings.spawn(async move {
        let _place = place;
        let result = send::send(&sharing, &caller, request).await;
        if let Ok(response) = &result {
            sharing.metrics.count_sent(&environment, response);
        }
        result
    });
    sending.await.unwrap_or_else(|_| Err(failed()))
}

/// What is wrong is said without a word of what was read.
fn read(bytes: &[u8]) -> Result<SendRequest, ApiError> {
    let refused = |message| ApiError::new(ErrorCode::BadRequest, message);
    let request: SendRequest =
        serde_json::from_slice(bytes).map_err(|_| refused("the body is not the JSON that is documented"))?;
    request.validate().map_err(|_| refused("a text or list of the body is shorter or longer than documented"))?;
    Ok(request)
}
