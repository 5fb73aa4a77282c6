//! The way to `validator-core`: a text and a language go in, a report comes back.
//!
//! Also answers what the page asks of a report: how far a payload came, and which row a place belongs to.
//! Never touches the browser, so that all of it can be tested without one.

use validator_core::report::{DiagnosticReport, FileReport, Position};
use validator_core::violation::Severity;
use validator_core::{Locale, Options, catalog, check_text, explain};

/// Checks a text and words the report in `locale`.
pub fn check(text: &str, locale: Locale) -> FileReport {
    check_text(text, &Options { locale, ..Options::default() })
}

/// What a layout is called; its id when the catalogue has no name for it.
pub fn layout_title(id: &str, locale: Locale) -> String {
    let entry = catalog::entries().find(|entry| entry.id() == id);
    entry.map_or_else(|| id.to_owned(), |entry| entry.title(locale).to_string())
}

/// Why there is such a code at all.
pub fn why(code: &str, locale: Locale) -> String {
    explain::code(code).map(|entry| entry.text(locale).why.to_string()).unwrap_or_default()
}

/// How a step of the check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    Passed,
    Failed,
    /// It had nothing to work on.
    Skipped,
}

/// The three steps of a check, as a person thinks of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stages {
    pub well_formed: Stage,
    pub layout: Stage,
    pub rules: Stage,
}

/// How far the payload came. Without a layout no rule was looked at; codes begin with the number of their step.
pub fn stages(report: &FileReport) -> Stages {
    let failed = |step: &str| {
        let is_error = |item: &&DiagnosticReport| item.severity == Severity::Error;
        report.diagnostics.iter().filter(is_error).any(|item| item.code.starts_with(step))
    };
    let stage = |failed: bool| if failed { Stage::Failed } else { Stage::Passed };

    let well_formed = stage(failed("V1"));
    if report.layout.is_none() {
        // A text that could not be read far enough has no layout, and that is not the layout's fault.
        let layout = if failed("V5") { Stage::Failed } else { Stage::Skipped };
        return Stages { well_formed, layout, rules: Stage::Skipped };
    }
    Stages { well_formed, layout: stage(failed("V5")), rules: stage(failed("V2") || failed("V3") || failed("V4")) }
}

/// The row of the list that a selection in the editor belongs to: the narrowest diagnostic around it.
/// `current` wins among equals, so that a row stays chosen when another one has the same span.
pub fn row_at(report: &FileReport, start: (u32, u32), end: (u32, u32), current: Option<usize>) -> Option<usize> {
    let holds = |item: &DiagnosticReport| place(item.start) <= start && end <= place(item.end);
    let width = |item: &DiagnosticReport| item.end.offset - item.start.offset;
    let rows = report.diagnostics.iter().enumerate().filter(|(_, item)| holds(item));
    rows.min_by_key(|(row, item)| (width(item), Some(*row) != current)).map(|(row, _)| row)
}

fn place(position: Position) -> (u32, u32) {
    (position.line, position.column)
}
