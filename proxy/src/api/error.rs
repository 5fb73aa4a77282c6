//! Why a question was not taken, as an answer.
//!
//! Input: a code and a sentence. Output: the status that belongs to the code, with an [`ErrorBody`].
//! The sentence names no value of the request: it goes into logs of others.

use std::borrow::Cow;

use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use proxy_api::{ErrorBody, ErrorCode};

use super::json;

/// A question that was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ApiError {
    pub code: ErrorCode,
    pub message: Cow<'static, str>,
    /// Seconds after which it may be asked again.
    pub retry_after: Option<u64>,
}

impl ApiError {
    pub(crate) fn new(code: ErrorCode, message: impl Into<Cow<'static, str>>) -> Self {
        Self { code, message: message.into(), retry_after: None }
    }

    /// The same, with the time after which it may be asked again.
    pub(crate) fn retry_after(self, seconds: u64) -> Self {
        Self { retry_after: Some(seconds), ..self }
    }

    pub(crate) fn status(&self) -> StatusCode {
        match self.code {
            ErrorCode::BadRequest => StatusCode::BAD_REQUEST,
            ErrorCode::SignInRequired => StatusCode::UNAUTHORIZED,
            ErrorCode::NotPermitted | ErrorCode::ForeignOrigin => StatusCode::FORBIDDEN,
            ErrorCode::NotFound | ErrorCode::UnknownEnvironment | ErrorCode::UnknownLayout => StatusCode::NOT_FOUND,
            ErrorCode::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            ErrorCode::KeyReused | ErrorCode::KeyInUse => StatusCode::CONFLICT,
            ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            ErrorCode::NotJson => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            ErrorCode::OtherSystem => StatusCode::UNPROCESSABLE_ENTITY,
            ErrorCode::TooManyCalls => StatusCode::TOO_MANY_REQUESTS,
            ErrorCode::Busy => StatusCode::SERVICE_UNAVAILABLE,
            ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let status = self.status();
        let retry_after = self.retry_after.map(HeaderValue::from);
        let is_stranger = self.code == ErrorCode::SignInRequired;
        let body = ErrorBody { error: self.code, message: self.message.into_owned() };
        let mut response = json(status, &body);
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(RETRY_AFTER, seconds);
        }
        if is_stranger {
            response.headers_mut().insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer realm=\"gabarito\""));
        }
        response
    }
}
