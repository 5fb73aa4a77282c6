//! The report: what every entry point answers, in the exact form that outsiders rely on.
//!
//! Plain data, serialised as it stands (`docs/contract.md`), and read back where a report comes from another thread.
//! Nothing here judges or words anything.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::violation::{Fact, Severity};

/// The report over any number of payloads.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Report {
    /// Who says so.
    pub tool: Tool,
    /// One entry a payload, in the order given.
    pub files: Vec<FileReport>,
}

impl Report {
    /// A report by this version of Gabarito.
    pub fn new(files: Vec<FileReport>) -> Self {
        let tool = Tool { name: "gabarito", version: env!("CARGO_PKG_VERSION") };
        Self { tool, files }
    }
}

/// Name and version of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tool {
    /// Always `gabarito`.
    pub name: &'static str,
    /// Semantic version.
    pub version: &'static str,
}

/// What there is to say about one payload.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, Default)]
pub struct FileReport {
    /// The path as given, `-` for standard input, empty in the browser.
    pub file: String,
    /// Id of the layout used, such as `depsnet/pessoa`; null when none was recognised.
    pub layout: Option<String>,
    /// Whether the layout was found by looking at the payload rather than named by the caller.
    pub detected: bool,
    /// Whether the payload is a request or an answer; null when it was recognised as neither.
    pub direction: Option<Direction>,
    /// What an answer says of its request; left out for a request, and where no documented rule decides.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdict: Option<VerdictReport>,
    /// True when there is no error; warnings and hints do not count.
    pub valid: bool,
    /// Exact counts, also of diagnostics that are not listed.
    pub counts: Counts,
    /// Present and true when more diagnostics exist than are listed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub truncated: bool,
    /// In the order of their start, then code.
    pub diagnostics: Vec<DiagnosticReport>,
}

/// Which half of a layout a payload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Sent to the system.
    Request,
    /// Sent back by it.
    Response,
}

/// What became of a request, as its answer says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// The system did what was asked.
    Processed,
    /// It says so, but some of the items were refused.
    Partial,
    /// It took the request and will process it later.
    Received,
    /// It understood the request and refused it.
    Rejected,
    /// Something failed on the way or on the server.
    Failed,
}

impl Outcome {
    /// Its name in the report.
    pub fn tag(self) -> &'static str {
        match self {
            Outcome::Processed => "processed",
            Outcome::Partial => "partial",
            Outcome::Received => "received",
            Outcome::Rejected => "rejected",
            Outcome::Failed => "failed",
        }
    }
}

/// What an answer says, and the place that decides it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VerdictReport {
    /// In one word.
    pub outcome: Outcome,
    /// Where the deciding place begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
    /// JSON Pointer, or an XPath of local names.
    pub pointer: String,
}

/// How many diagnostics there are of each severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// The manual rules it out.
    pub error: u32,
    /// Worth a look.
    pub warning: u32,
    /// Advice.
    pub hint: u32,
}

impl Counts {
    /// Counts one more of `severity`.
    pub fn add(&mut self, severity: Severity) {
        match severity {
            Severity::Error => self.error += 1,
            Severity::Warning => self.warning += 1,
            Severity::Hint => self.hint += 1,
        }
    }

    /// All of them.
    pub fn total(&self) -> u32 {
        self.error + self.warning + self.hint
    }
}

/// One thing that is wrong, explained.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DiagnosticReport {
    /// `V302`.
    pub code: String,
    /// The code's name: `too-long`.
    pub name: Cow<'static, str>,
    /// After evidence and profile were taken into account.
    pub severity: Severity,
    /// Documented dotted path of the field, without list marks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// JSON Pointer, or an XPath of local names.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pointer: Option<String>,
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
    /// One sentence that can stand alone in a list.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The numbers and names behind the message. They are not read back: what a report says is already in words.
    #[serde(skip_deserializing, skip_serializing_if = "Facts::is_empty")]
    pub facts: Facts,
    /// The row of the manual that says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<SourceReport>,
    /// Other places that matter, such as the value that makes a field required.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelReport>,
    /// A repair, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fix: Option<FixReport>,
}

/// Named facts in the order of the registry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Facts(pub Vec<(&'static str, Fact)>);

impl Facts {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Facts {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, fact)| (name, fact)))
    }
}

/// A place in the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position {
    /// Bytes from 0 in the text as UTF-8, a byte-order mark included.
    pub offset: u32,
    /// From 1; a line ends at LF, CRLF or CR.
    pub line: u32,
    /// From 1, in UTF-16 units.
    pub column: u32,
}

/// Where a rule stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceReport {
    /// The document, such as "DepsNet, Integrações REST".
    pub title: String,
    /// File name of the manual's text.
    pub manual: String,
    /// Its section.
    pub section: String,
    /// The row of its table.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row: Option<String>,
}

/// A second place, with what it has to do with the first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelReport {
    /// Where it begins.
    pub start: Position,
    /// Where it ends, exclusive.
    pub end: Position,
    /// A few words.
    pub message: String,
}

/// A repair: what it does, how sure it is, and the edits that make it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FixReport {
    /// As on a button: "Trocar por 350,20".
    pub title: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// In order, never overlapping.
    pub edits: Vec<EditReport>,
}

/// Whether a repair may be applied without a person looking at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// Only one reading exists: it cannot change what was meant.
    Safe,
    /// Likely right; a person decides.
    Suggested,
}

/// Replace what lies between two places by a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditReport {
    /// Where the replaced text begins.
    pub start: Position,
    /// Where it ends, exclusive; equal to the start for an insertion.
    pub end: Position,
    /// What comes in its place.
    pub text: String,
}
