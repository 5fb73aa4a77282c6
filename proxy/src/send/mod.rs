//! Sending a payload to a system, and saying what became of it.
//!
//! Input: who asks, and for what. Output: the outcome.
//! Takes addresses and secrets from the configuration only.

use proxy_api::{ErrorCode, SendRequest, SendResponse};
use validator_core::report::FileReport;

use crate::access::Caller;
use crate::api::ApiError;
use crate::config::Config;
use crate::state::AppState;

/// What sending keeps between two calls under one reading of the configuration: clients, sessions, the store, the audit.
pub(crate) struct Sending {}

/// Why nothing could be sent under a configuration. Names what could not be opened, never a value.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {}

impl Sending {
    /// Opens what `config` names. `previous` is what the configuration before had, when it is read again.
    pub(crate) async fn open(_config: &Config, _previous: Option<&Sending>) -> Result<Self, OpenError> {
        Ok(Self {})
    }

    /// Waits until nothing that has left is without an outcome, for when the server is being stopped.
    pub(crate) async fn finish(&self) {}
}

/// Sends. The caller may send there, and what the request has of lengths and counts was checked.
pub(crate) async fn send(
    _state: &AppState,
    _caller: &Caller,
    _request: SendRequest,
) -> Result<SendResponse<FileReport>, ApiError> {
    Err(ApiError::new(ErrorCode::Internal, "sending is not built into this program"))
}
