//! A request's body, read within its limits.
//!
//! Input: a body, how large it may be and how long it may take. Output: its bytes with the place they stand for.
//! Nothing is read before there is a place for it.

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use proxy_api::ErrorCode;
use tokio::time::timeout;

use super::ApiError;
use crate::admission::{Admission, Place};
use crate::config::Limits;

/// Waits for a place and reads the body.
pub(super) async fn read(
    admission: &Admission,
    limits: &Limits,
    headers: &HeaderMap,
    body: Body,
) -> Result<(axum::body::Bytes, Place), ApiError> {
    let limit = limits.request_bytes;
    let declared = headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|declared| declared > limit) {
        return Err(too_large());
    }
    // A body of which nobody says how long it is may be as long as the limit.
    let place = match admission.place(declared.unwrap_or(limit)).await {
        Ok(place) => place,
        Err(error) => {
            // A client that is still writing would never see the refusal: its body is let go by, and kept nowhere.
            let _ = timeout(limits.body_time, discard(Limited::new(body, limit))).await;
            return Err(error);
        }
    };
    let collected = timeout(limits.body_time, Limited::new(body, limit).collect()).await;
    match collected {
        Ok(Ok(collected)) => Ok((collected.to_bytes(), place)),
        Ok(Err(error)) if error.is::<LengthLimitError>() => Err(too_large()),
        Ok(Err(_)) => Err(ApiError::new(ErrorCode::BadRequest, "the body broke off")),
        Err(_) => Err(ApiError::new(ErrorCode::BadRequest, "the body took too long")),
    }
}

async fn discard(mut body: Limited<Body>) {
    while let Some(Ok(_)) = body.frame().await {}
}

fn too_large() -> ApiError {
    ApiError::new(ErrorCode::TooLarge, "the body is larger than the limit")
}
