//! What the page asks of the proxy: send this payload there.

use serde::{Deserialize, Serialize};
use validator::Validate;

/// The body of `POST /api/send`. It names an environment and a layout; addresses, paths and secrets are the operator's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, Validate)]
#[serde(deny_unknown_fields)]
pub struct SendRequest {
    /// By its name in the configuration, at most 100 characters.
    #[validate(length(min = 1, max = 100))]
    pub environment: String,
    /// Such as `fis/pedido`, at most 200 characters.
    #[validate(length(min = 1, max = 200))]
    pub layout: String,
    /// When the system is to work on it.
    #[serde(default)]
    pub execution: Execution,
    /// The text to send, credentials left out or as placeholders.
    pub payload: String,
    /// Which language the reports of the answer are worded in. Makes no other sending of the same key.
    #[serde(default)]
    pub language: Language,
    /// The same key within 24 hours means the same sending: 8 to 100 characters, drawn by the page.
    #[validate(length(min = 8, max = 100))]
    pub idempotency_key: String,
    /// What the person has confirmed, at most ten.
    #[serde(default)]
    #[validate(length(max = 10))]
    pub confirm: Vec<Confirmation>,
}

/// A language that reports are worded in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Language {
    /// Portuguese of Brazil.
    #[default]
    #[serde(rename = "pt-BR")]
    PtBr,
    /// English.
    #[serde(rename = "en")]
    En,
    /// Spanish.
    #[serde(rename = "es")]
    Es,
}

/// When the system works on a request. Systems that know no choice are synchronous.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Execution {
    /// The answer is the result.
    #[default]
    Sync,
    /// The answer only says that it was taken; the system starts right away.
    Async,
    /// The answer only says that it was taken; the system starts at a time of its own.
    Scheduled,
}

/// Something that a person has to say yes to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case", deny_unknown_fields)]
pub enum Confirmation {
    /// What is sent is real.
    Production {
        /// The environment, as the person has read it.
        environment: String,
    },
    /// The payload deletes something.
    Deletion {},
}
