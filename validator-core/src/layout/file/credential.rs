//! What a system wants to know of its caller, as written: what is configured, how a token is had of it, where it goes.

use serde::{Deserialize, Serialize};

use super::Ordered;

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CredentialFile {
    pub name: String,
    pub secrets: Vec<String>,
    #[serde(default)]
    pub parts: Ordered<String>,
    #[serde(default)]
    pub fields: Ordered<String>,
    #[serde(default)]
    pub headers: Vec<String>,
    pub call: Option<TokenCallFile>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

/// The call that gives a token.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenCallFile {
    pub layout: String,
    #[serde(default)]
    pub fields: Ordered<String>,
    pub basic: Option<(String, String)>,
    pub gives: String,
    pub token: PlaceFile,
    pub seconds: Option<PlaceFile>,
    pub text: Option<TokenTextFile>,
    pub renew_after: u32,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

/// A field of the answer, or a field of the JSON that the text in it is.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PlaceFile {
    pub field: String,
    pub inside: Option<String>,
}

/// An answer that is plain text.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TokenTextFile {
    pub begins: String,
    pub length: Option<u32>,
}

/// A value with which a payload deletes something.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DeletesFile {
    pub field: super::Spanned<String>,
    pub is: String,
}
