//! What is known of answers: how they tell what became of a request, item by item, and the texts that come back often.
//!
//! Data of a layout or of its system, read from their TOML. Judges nothing: that is what `verdict` is for.

use super::file::{ErrorBodyFile, KnownTextFile, OutcomeFile, Titles};
use super::model::{FieldId, Layout};
use crate::condition::Condition;
use crate::locale::Locale;
use crate::report::Outcome;

impl Layout {
    /// What an answer that is one text says, rule by rule: the texts, and what became of the request. Without texts it is
    /// any other one.
    pub fn told_texts(&self) -> impl Iterator<Item = (&[Box<str>], Outcome)> {
        self.verdicts.iter().filter_map(|rule| Some((rule.text.as_deref()?, rule.outcome)))
    }
}

/// One rule about an answer. The first that holds decides.
#[derive(Clone, Debug)]
pub(crate) struct VerdictRule {
    pub outcome: Outcome,
    /// Over the answer's own fields.
    pub when: Option<Condition>,
    /// The answer as a whole is one of these texts; with an empty list any text.
    pub text: Option<Vec<Box<str>>>,
    /// The HTTP status is one of these; an empty list asks for none.
    pub status: Vec<u16>,
    /// The field that says more.
    pub message: Option<FieldId>,
    /// Whether a failure may have left the record written all the same.
    pub may_be_written: bool,
}

impl VerdictRule {
    /// The field that decides: the first that the rule looks at.
    pub fn field(&self) -> Option<FieldId> {
        self.when.as_ref()?.fields().first().copied()
    }
}

/// A field in which each item of a list tells what became of it.
#[derive(Clone, Debug)]
pub(crate) struct ItemRule {
    /// The list.
    pub list: FieldId,
    pub field: FieldId,
    /// What it holds when all is well.
    pub good: Vec<Box<str>>,
    /// No manual says what it holds: another text is worth a look, and decides nothing.
    pub is_inferred: bool,
}

/// Index of a known text in its system.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownTextId(pub(crate) u32);

/// A text that a system is known to answer, and what is behind it.
#[derive(Clone, Debug)]
pub struct KnownText {
    /// What stands around the variable parts, in lower case.
    parts: Vec<String>,
    cause: [String; 3],
    advice: [String; 3],
    /// The name of the request's field that it is about.
    pub(crate) field: Option<String>,
}

impl KnownText {
    pub(super) fn read(file: &KnownTextFile) -> Self {
        Self {
            parts: file.text.to_lowercase().split('*').map(str::to_owned).collect(),
            cause: three(&file.cause),
            advice: three(&file.advice),
            field: file.field.clone(),
        }
    }

    /// Whether it occurs in a text, which comes in lower case.
    pub(crate) fn occurs_in(&self, text: &str) -> bool {
        let mut rest = text;
        self.parts.iter().all(|part| {
            let found = rest.find(part.as_str()).and_then(|at| rest.get(at + part.len()..));
            rest = found.unwrap_or_default();
            found.is_some()
        })
    }

    /// Why a system answers this.
    pub fn cause(&self, locale: Locale) -> &str {
        self.cause.get(locale as usize).map(String::as_str).unwrap_or_default()
    }

    /// What to do about it.
    pub fn advice(&self, locale: Locale) -> &str {
        self.advice.get(locale as usize).map(String::as_str).unwrap_or_default()
    }
}

fn three(titles: &Titles) -> [String; 3] {
    [titles.pt_br.clone(), titles.en.clone(), titles.es.clone()]
}

/// A JSON body that a system answers to any call that it does not take.
#[derive(Clone, Debug)]
pub(crate) struct ErrorBody {
    /// Dotted paths that it has, all of them.
    pub has: Vec<String>,
    /// The one of them that says what happened.
    pub message: String,
    pub outcome: Outcome,
}

impl ErrorBody {
    pub(super) fn read(file: &ErrorBodyFile) -> Self {
        Self { has: file.has.clone(), message: file.message.clone(), outcome: outcome(file.outcome) }
    }
}

pub(super) fn outcome(file: OutcomeFile) -> Outcome {
    match file {
        OutcomeFile::Processed => Outcome::Processed,
        OutcomeFile::Received => Outcome::Received,
        OutcomeFile::Rejected => Outcome::Rejected,
        OutcomeFile::Failed => Outcome::Failed,
    }
}
