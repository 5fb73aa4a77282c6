//! What the operations of a system share, as written in its `system.toml`.

use serde::{Deserialize, Serialize};

use super::http::HttpFile;
use super::{CredentialFile, ErrorBodyFile, KnownTextFile, Ordered, OthersFile, VerdictFile};

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SystemFile {
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
    pub credential: Vec<CredentialFile>,
    #[serde(default)]
    pub pages: Vec<String>,
    #[serde(default)]
    pub verdict: Vec<VerdictFile>,
    #[serde(default)]
    pub known_text: Vec<KnownTextFile>,
    #[serde(default)]
    pub error_body: Vec<ErrorBodyFile>,
    #[serde(default)]
    pub documents_are_looked_up: bool,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum SyntaxFile {
    Json,
    Xml,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TypeFile {
    pub kind: KindFile,
    pub mark: Option<MarkFile>,
    pub decimals: Option<PaddingFile>,
    pub masked: Option<Box<TypeFile>>,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum KindFile {
    Text,
    Integer,
    Decimal,
    Date,
    DateTime,
    Boolean,
    Any,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum MarkFile {
    Comma,
    Point,
}

#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PaddingFile {
    AtMost,
    Advised,
    Exact,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EnvelopeFile {
    pub namespace: String,
    pub parameters: String,
    pub answer_suffix: String,
    pub answer: String,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PartFile {
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
