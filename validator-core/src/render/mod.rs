//! The report in the forms that people and programs read: terminal, JSON, SARIF, JUnit.
//!
//! Input: a finished report, and for people the text it is about. Output: a `String` that ends in a line break.
//! Judges nothing and words nothing: every sentence comes from the report or from `codes/`.

mod excerpt;
mod human;
mod json;
mod junit;
mod sarif;

pub use self::human::human;
pub use self::json::json;
pub use self::junit::junit;
pub use self::sarif::sarif;

use std::borrow::Cow;

use crate::explain::{self, Locale};
use crate::report::Outcome;
use crate::violation::Severity;

/// The word for a severity: "erro", "aviso", "dica".
fn severity_word(locale: Locale, severity: Severity) -> &'static str {
    let key = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    };
    explain::word(locale, key)
}

/// The word for an outcome: "processado", "rejeitado".
fn outcome_word(locale: Locale, outcome: Outcome) -> &'static str {
    explain::word(locale, outcome.tag())
}

/// `template` with each `{name}` replaced by its value.
fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let value = |wanted: &str| values.iter().find(|(name, _)| *name == wanted).map(|(_, value)| Cow::Borrowed(*value));
    explain::fill(template, value)
}
