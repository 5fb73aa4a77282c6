//! What became of a sending.

use serde::{Deserialize, Serialize};

use crate::Confirmation;

/// The answer to `POST /api/send`, always with HTTP status 200: that the proxy did its work, whatever the system said.
/// `R` is the validator's report of one text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SendResponse<R> {
    /// What became of the call.
    pub outcome: Outcome,
    /// What the answer means; only when there is one that says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The HTTP status that the system answered with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<u16>,
    /// From the first byte out to the last byte in, in milliseconds; 0 when nothing was sent.
    pub duration_ms: u64,
    /// What the system said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<Answer<R>>,
    /// The report of the request, as the page has it too.
    pub diagnostics: R,
    /// Why nothing was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_sent: Option<NotSent>,
    /// What is still to be confirmed, when that is the reason.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_confirm: Vec<Confirmation>,
    /// What is to be set below `[[environment]]` in the configuration, as it is written there, when an address lacks it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_configure: Vec<String>,
    /// By what the person finds the record in the system: what to look for when the outcome is unknown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub natural_key: Vec<KeyPart>,
    /// Whether this is what an earlier call with the same key was told.
    #[serde(default)]
    pub repeated: bool,
}

/// What became of the call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Outcome {
    /// A whole answer came.
    Answered,
    /// Nothing of the payload left the proxy.
    NotSent,
    /// It left, or may have left, and no whole answer came. Never repeated by itself.
    Unknown,
}

/// What an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The system says that it did what was asked.
    Processed,
    /// It did part of it.
    Partial,
    /// It says no, with its reason.
    Rejected,
    /// It took the request and will work on it later.
    Received,
    /// It could not work on it.
    Failed,
}

/// What the system said.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer<R> {
    /// As the system named it; empty when it did not.
    pub content_type: String,
    /// The body as text, secrets of the configuration covered.
    pub text: String,
    /// The answer read against the layout's other half.
    pub report: R,
}

/// Why nothing was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotSent {
    /// The payload has errors, and the environment takes none.
    Invalid,
    /// A person has to say yes first.
    Unconfirmed,
    /// The system does not take this kind of execution.
    NoSuchExecution,
    /// How it is reached is not configured; `to_configure` says what is missing.
    NoAddress,
    /// The credentials were refused, or could not be had.
    Credentials,
    /// No connection could be made.
    Unreachable,
    /// Too many calls failed just now; it is left alone for a moment.
    Resting,
    /// The line that has to be written about every call could not be.
    NoAudit,
}

/// A part of what tells a record apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyPart {
    /// The field's documented path.
    pub field: String,
    /// Its value in the payload that was sent.
    pub value: String,
}
