//! What is wrong with a layout file, as a report on that file.
//!
//! Input: the TOML and the loader's problems. Output: a `FileReport` like that of any payload.
//! Judges nothing: the loader has, and each problem is an error.

use std::borrow::Cow;

use crate::explain::{self, fill};
use crate::layout::Problem;
use crate::lines::LineIndex;
use crate::locale::Locale;
use crate::report::{Counts, DiagnosticReport, Facts, FileReport};
use crate::tree::Syntax;
use crate::violation::{Fact, FactContext};

/// Words the problems, in their order. The report's `file` is left empty for the caller to fill.
pub fn report_problems(text: &str, problems: &[Problem], locale: Locale) -> FileReport {
    let lines = LineIndex::new(text);
    let diagnostics: Vec<DiagnosticReport> =
        problems.iter().map(|problem| describe(problem, text, &lines, locale)).collect();
    let mut counts = Counts::default();
    for diagnostic in &diagnostics {
        counts.add(diagnostic.severity);
    }
    FileReport { counts, diagnostics, ..FileReport::default() }
}

fn describe(problem: &Problem, text: &str, lines: &LineIndex<'_>, locale: Locale) -> DiagnosticReport {
    let entry = problem.violation.entry();
    let code = entry.code.to_string();
    let file = explain::code(&code);
    let words = file.map(|file| file.variant(locale, entry.variant));
    let mut facts =
        problem.violation.facts(FactContext { text, syntax: Syntax::Json, layout: None, system: None, locale });
    facts.extend(problem.detail.iter().map(|detail| ("detail", Fact::Text(detail.clone()))));
    let found = problem.span.excerpt(text);
    let lookup = |wanted: &str| match facts.iter().find(|(name, _)| *name == wanted) {
        Some((_, Fact::Number(number))) => Some(Cow::Owned(number.to_string())),
        Some((_, Fact::Text(text))) => Some(Cow::Borrowed(&**text)),
        None => (wanted == "found").then_some(Cow::Borrowed(&*found)),
    };
    let message = fill(words.map(|words| words.message).unwrap_or_default(), lookup);
    let help = fill(words.map(|words| words.help).unwrap_or_default(), lookup);
    DiagnosticReport {
        name: file.map(|file| Cow::Borrowed(&*file.name)).unwrap_or_default(),
        code,
        severity: entry.severity,
        field: None,
        pointer: None,
        start: lines.position(problem.span.start),
        end: lines.position(problem.span.end),
        message,
        help,
        facts: Facts(facts),
        source: None,
        labels: Vec::new(),
        fix: None,
    }
}
