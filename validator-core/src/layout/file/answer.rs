//! What a layout or its system says about answers, as written.

use serde::{Deserialize, Serialize};

use super::{ConditionFile, FieldFile, GroupFile, Spanned, Titles};

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerFile {
    #[serde(default)]
    pub group: Vec<GroupFile>,
    #[serde(default)]
    pub field: Vec<FieldFile>,
    #[serde(default)]
    pub verdict: Vec<VerdictFile>,
    #[serde(default)]
    pub item: Vec<ItemFile>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VerdictFile {
    pub outcome: Spanned<OutcomeFile>,
    pub when: Option<ConditionFile>,
    /// The answer as a whole is one of these texts; with an empty list any text.
    pub text: Option<Vec<String>>,
    #[serde(default)]
    pub status: Vec<u16>,
    pub message: Option<Spanned<String>>,
    #[serde(default)]
    pub may_be_written: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OutcomeFile {
    Processed,
    Received,
    Rejected,
    Failed,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ItemFile {
    pub field: Spanned<String>,
    pub good: Vec<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KnownTextFile {
    pub text: String,
    pub cause: Titles,
    pub advice: Titles,
    pub field: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ErrorBodyFile {
    pub has: Vec<String>,
    pub message: String,
    pub outcome: OutcomeFile,
}
