//! The TOML of a layout and of a system, as written. Nothing is proven here; unknown keys are refused.
//!
//! The build reads the bundled files through these same types and writes them in a compact form, which the program
//! reads in their place. This module knows nothing else of the core, so that the build script can take it in.

mod answer;
mod credential;
pub(crate) mod http;
mod parts;
mod system;

use std::ops::Range;

use serde::{Deserialize, Serialize};

pub(crate) use self::answer::*;
pub(crate) use self::credential::*;
use self::http::{Body, RouteFile, SuggestedFile};
pub(crate) use self::parts::*;
pub(crate) use self::system::*;

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LayoutFile {
    pub layout_format: Spanned<u32>,
    /// Of a person's own layout; a bundled one lies in its system's folder.
    pub system: Option<String>,
    pub title: Titles,
    /// Another bundled layout whose fields and rules these are.
    pub same_as: Option<Spanned<String>>,
    pub root: Option<RootFile>,
    pub operation: Option<String>,
    pub document: Option<DocumentFile>,
    #[serde(default = "yes")]
    pub complete: bool,
    pub source: SourceFile,
    #[serde(default)]
    pub group: Vec<GroupFile>,
    #[serde(default)]
    pub field: Vec<FieldFile>,
    #[serde(default)]
    pub rule: Vec<RuleFile>,
    pub answer: Option<AnswerFile>,
    #[serde(default)]
    pub conflict: Vec<ConflictFile>,
    #[serde(default)]
    pub severity: Ordered<ToleratedFile>,
    #[serde(default)]
    pub http: Vec<RouteFile>,
    pub body: Option<Body>,
    pub note: Option<Titles>,
    pub suggested: Option<SuggestedFile>,
    #[serde(default)]
    pub key: Vec<Spanned<String>>,
    #[serde(default)]
    pub deletes: Vec<DeletesFile>,
    #[serde(default)]
    pub always_deletes: bool,
}

/// Why a text is no layout file.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Unreadable {
    pub span: Range<usize>,
    /// TOML it is, but of another shape.
    pub is_toml: bool,
    /// What the TOML reader said.
    pub detail: String,
}

impl Unreadable {
    pub fn new(error: &toml::de::Error, text: &str) -> Self {
        Self {
            span: error.span().unwrap_or_default(),
            is_toml: text.parse::<toml::Table>().is_ok(),
            detail: error.message().to_owned(),
        }
    }
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Titles {
    #[serde(rename = "pt-BR")]
    pub pt_br: String,
    pub en: String,
    pub es: String,
}

impl From<Titles> for [String; 3] {
    fn from(Titles { pt_br, en, es }: Titles) -> Self {
        [pt_br, en, es]
    }
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum RootFile {
    List,
    Object,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct DocumentFile {
    pub root: String,
    #[serde(default)]
    pub inside: Vec<String>,
    pub namespace: String,
    #[serde(default)]
    pub told_by: Vec<ToldByFile>,
}

/// Read by the build for the index; here only its field is proven.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToldByFile {
    pub field: Spanned<String>,
    #[serde(default)]
    pub after: u32,
    pub is: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourceFile {
    pub manual: String,
    pub section: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroupFile {
    pub path: Spanned<String>,
    #[serde(default)]
    pub list: bool,
    #[serde(default)]
    pub main: bool,
    #[serde(default)]
    pub required: bool,
    pub required_when: Option<ConditionFile>,
    pub blank_when: Option<ConditionFile>,
    pub label: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    pub row: Option<String>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FieldFile {
    pub path: Spanned<String>,
    #[serde(rename = "type")]
    pub type_name: Spanned<String>,
    pub size: Option<u32>,
    pub digits: Option<u32>,
    pub decimals: Option<u32>,
    pub min: Option<u32>,
    pub min_advised: Option<u32>,
    pub max: Option<u32>,
    #[serde(default)]
    pub required: bool,
    pub required_when: Option<ConditionFile>,
    #[serde(default)]
    pub required_by_setting: bool,
    #[serde(default)]
    pub required_with_siblings: bool,
    pub blank_when: Option<ConditionFile>,
    pub only_when: Option<ConditionFile>,
    pub waived_when: Option<ConditionFile>,
    pub must_be: Option<MustBeFile>,
    pub values: Option<ValuesFile>,
    #[serde(default)]
    pub others: OthersFile,
    pub prefix: Option<String>,
    pub format: Option<Spanned<String>>,
    #[serde(default)]
    pub formats: Vec<FormatFile>,
    #[serde(default)]
    pub valid_check_digits: bool,
    #[serde(default)]
    pub altered: Vec<AlteredFile>,
    #[serde(default)]
    pub secret: bool,
    #[serde(default)]
    pub only_example: bool,
    pub label: Option<String>,
    pub row: Option<String>,
    #[serde(default)]
    pub also: Vec<String>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MustBeFile {
    pub value: String,
    pub when: ConditionFile,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum OthersFile {
    #[default]
    Refused,
    Open,
    Answer,
    Registration,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum AlteredFile {
    Markup,
    FirstDay,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FormatFile {
    pub when: ConditionFile,
    pub format: Spanned<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConditionFile {
    pub field: Option<Spanned<String>>,
    pub is: Option<String>,
    #[serde(rename = "in")]
    pub one_of: Option<Vec<String>>,
    pub present: Option<bool>,
    pub all: Option<Vec<ConditionFile>>,
    pub any: Option<Vec<ConditionFile>>,
    pub not: Option<Box<ConditionFile>>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RuleFile {
    pub at_least_one: Option<Vec<Spanned<String>>>,
    pub at_most_one: Option<OnlyOneFile>,
    pub one_of: Option<Vec<Spanned<String>>>,
    pub unique: Option<Vec<Spanned<String>>>,
    pub access_key: Option<AccessKeyFile>,
    pub severity: Option<SeverityFile>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OnlyOneFile {
    pub field: Spanned<String>,
    pub is: String,
}

/// A key, and the fields that repeat a part of it: of each part one field, or several of which one is given.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AccessKeyFile {
    pub field: Spanned<String>,
    pub parts: Vec<KeyPartFile>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeyPartFile {
    pub part: Spanned<String>,
    pub field: Spanned<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SeverityFile {
    Error,
    Warning,
    Hint,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ConflictFile {
    pub field: String,
    pub between: Vec<String>,
    pub reading: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ToleratedFile {
    pub tolerated: SeverityFile,
    pub reason: String,
}
