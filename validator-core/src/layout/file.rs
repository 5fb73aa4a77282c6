//! The TOML of a layout and of a system, as written. Nothing is proven here; unknown keys are refused.

use std::fmt;
use std::marker::PhantomData;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use toml::Spanned;

use super::http::{Body, HttpFile, RouteFile, SuggestedFile};

/// A table whose order matters: codes are shown in the order of the manual.
#[derive(Clone, Debug)]
pub(super) struct Ordered<T>(pub Vec<(String, T)>);

impl<T> Default for Ordered<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Ordered<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Ordered<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a table")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    entries.push(entry);
                }
                Ok(Ordered(entries))
            }
        }

        deserializer.deserialize_map(Entries(PhantomData))
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LayoutFile {
    pub layout_format: Spanned<u32>,
    /// Of a person's own layout; a bundled one lies in its system's folder.
    #[expect(dead_code, reason = "read before the layout is, to know which system to load it with")]
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
}

fn yes() -> bool {
    true
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Titles {
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

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum RootFile {
    List,
    Object,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentFile {
    pub root: String,
    #[serde(default)]
    pub inside: Vec<String>,
    pub namespace: String,
    #[serde(default)]
    pub told_by: Vec<ToldByFile>,
}

/// Read by the build for the index; here only its field is proven.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToldByFile {
    pub field: Spanned<String>,
    #[serde(default)]
    #[expect(dead_code, reason = "the build reads it")]
    pub after: u32,
    #[expect(dead_code, reason = "the build reads it")]
    pub is: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceFile {
    pub manual: String,
    pub section: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct GroupFile {
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FieldFile {
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

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct MustBeFile {
    pub value: String,
    pub when: ConditionFile,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum ValuesFile {
    Shared(String),
    Own(Ordered<String>),
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum OthersFile {
    #[default]
    Refused,
    Open,
    Answer,
    Registration,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum AlteredFile {
    Markup,
    FirstDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FormatFile {
    pub when: ConditionFile,
    pub format: Spanned<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConditionFile {
    pub field: Option<Spanned<String>>,
    pub is: Option<String>,
    #[serde(rename = "in")]
    pub one_of: Option<Vec<String>>,
    pub present: Option<bool>,
    pub all: Option<Vec<ConditionFile>>,
    pub any: Option<Vec<ConditionFile>>,
    pub not: Option<Box<ConditionFile>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RuleFile {
    pub at_least_one: Option<Vec<Spanned<String>>>,
    pub at_most_one: Option<OnlyOneFile>,
    pub one_of: Option<Vec<Spanned<String>>>,
    pub unique: Option<Vec<Spanned<String>>>,
    pub access_key: Option<AccessKeyFile>,
    pub severity: Option<SeverityFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OnlyOneFile {
    pub field: Spanned<String>,
    pub is: String,
}

/// A key, and the fields that repeat a part of it: of each part one field, or several of which one is given.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AccessKeyFile {
    pub field: Spanned<String>,
    pub parts: Vec<KeyPartFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KeyPartFile {
    pub part: Spanned<String>,
    pub field: Spanned<String>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SeverityFile {
    Error,
    Warning,
    Hint,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AnswerFile {
    #[serde(default)]
    pub group: Vec<GroupFile>,
    #[serde(default)]
    pub field: Vec<FieldFile>,
    #[serde(default)]
    pub verdict: Vec<VerdictFile>,
    #[serde(default)]
    pub item: Vec<ItemFile>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct VerdictFile {
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

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum OutcomeFile {
    Processed,
    Received,
    Rejected,
    Failed,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ItemFile {
    pub field: Spanned<String>,
    pub good: Vec<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct KnownTextFile {
    pub text: String,
    pub cause: Titles,
    pub advice: Titles,
    pub field: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ErrorBodyFile {
    pub has: Vec<String>,
    pub message: String,
    pub outcome: OutcomeFile,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ConflictFile {
    pub field: String,
    pub between: Vec<String>,
    pub reading: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ToleratedFile {
    pub tolerated: SeverityFile,
    pub reason: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SystemFile {
    #[expect(dead_code, reason = "only its presence is asked for, until a second format exists")]
    pub layout_format: u32,
    pub name: String,
    pub title: String,
    pub syntax: SyntaxFile,
    #[serde(rename = "type")]
    pub types: Ordered<TypeFile>,
    #[serde(default)]
    pub list: Ordered<Ordered<String>>,
    pub envelope: Option<EnvelopeFile>,
    #[serde(default)]
    pub part: Vec<PartFile>,
    #[serde(default)]
    pub placeholders: Vec<String>,
    #[serde(default)]
    pub known_everywhere: Vec<String>,
    #[serde(default)]
    pub http: HttpFile,
    #[serde(default)]
    pub pages: Vec<String>,
    #[serde(default)]
    pub verdict: Vec<VerdictFile>,
    #[serde(default)]
    pub known_text: Vec<KnownTextFile>,
    #[serde(default)]
    pub error_body: Vec<ErrorBodyFile>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SyntaxFile {
    Json,
    Xml,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct TypeFile {
    pub kind: KindFile,
    pub mark: Option<MarkFile>,
    pub decimals: Option<PaddingFile>,
    pub masked: Option<Box<TypeFile>>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum KindFile {
    Text,
    Integer,
    Decimal,
    Date,
    DateTime,
    Boolean,
    Any,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum MarkFile {
    Comma,
    Point,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PaddingFile {
    AtMost,
    Advised,
    Exact,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct EnvelopeFile {
    pub namespace: String,
    pub parameters: String,
    pub answer_suffix: String,
    pub answer: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PartFile {
    pub name: String,
    #[serde(rename = "type")]
    pub type_name: String,
    #[serde(default)]
    pub secret: bool,
    pub values: Option<Ordered<String>>,
    #[serde(default)]
    pub others: OthersFile,
    pub label: Option<String>,
}
