//! What whoever asked is told, put together.
//!
//! Input: what was found of a payload, and what became of it. Output: the answer to `POST /api/send`.

use proxy_api::{NotSent, Outcome, SendResponse};
use validator_core::report::FileReport;

use super::check::Checked;
use crate::store::Told;

pub(super) type Response = SendResponse<FileReport>;

/// Bytes of an answer that everybody hears who asked with the same key.
const LARGEST_SHARED: usize = 64 * 1024;

/// With nothing but what was found.
pub(super) fn base(checked: Checked) -> Response {
    SendResponse {
        outcome: Outcome::NotSent,
        verdict: None,
        status: None,
        duration_ms: 0,
        answer: None,
        diagnostics: checked.report,
        not_sent: None,
        to_confirm: Vec::new(),
        to_configure: Vec::new(),
        natural_key: checked.natural_key,
        repeated: false,
    }
}

pub(super) fn not_sent(checked: Checked, reason: NotSent) -> Response {
    Response { not_sent: Some(reason), ..base(checked) }
}

pub(super) fn unknown(checked: Checked) -> Response {
    Response { outcome: Outcome::Unknown, ..base(checked) }
}

/// What somebody hears who asked with the same key at the same time. Large answers are told once: two hundred of them
/// would be two hundred times the memory.
pub(super) fn shared_with(shared: &Response) -> Response {
    let answer = shared.answer.as_ref().filter(|answer| answer.text.len() <= LARGEST_SHARED).cloned();
    let report = shared.diagnostics.clone();
    let (natural_key, to_confirm) = (shared.natural_key.clone(), shared.to_confirm.clone());
    // Where something was to be configured, no key was taken that anybody could share.
    let to_configure = Vec::new();
    Response { answer, diagnostics: report, natural_key, to_confirm, to_configure, repeated: true, ..*shared }
}

pub(super) fn told_again(checked: Checked, told: Told) -> Response {
    let Told { outcome, verdict, status, duration_ms } = told;
    Response { outcome, verdict, status, duration_ms, repeated: true, ..base(checked) }
}
