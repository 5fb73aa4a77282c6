//! The way to `validator-core`: a text and a language go in, a report comes back.
//!
//! Also answers what the page asks of a report: how far a payload came, and which row a place belongs to.
//! Never touches the browser, so that all of it can be tested without one.

use std::sync::Arc;

use validator_core::layout::Layout;
use validator_core::report::{DiagnosticReport, Direction, FileReport, Position};
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Locale, Options, catalog, explain};

/// Checks a text and words the report in `locale`. Without a layout of its own it is held against what it looks like.
pub fn check(text: &str, own_layout: Option<&Layout>, locale: Locale) -> FileReport {
    let layout = own_layout.map_or(LayoutChoice::Detect, LayoutChoice::Use);
    validator_core::check_text(text, &Options { layout, locale, ..Options::default() })
}

/// The report on a text of which nothing is known yet.
pub fn nothing_yet() -> Arc<FileReport> {
    Arc::new(FileReport { valid: true, ..FileReport::default() })
}

/// The row of a bundled layout that a diagnostic is about. A name that only the payload has is no row.
pub fn documented_row(id: &str, direction: Direction, path: &str) -> Option<String> {
    let layout = catalog::layout(id)?;
    layout.rows(direction).find(|field| *field.path == *path).map(|field| field.path.to_string())
}

/// What a layout is called; its id when the catalogue has no name for it.
pub fn layout_title(id: &str, locale: Locale) -> String {
    let entry = catalog::entries().find(|entry| entry.id() == id);
    entry.map_or_else(|| id.to_owned(), |entry| entry.title(locale).to_owned())
}

/// Why there is such a code at all.
pub fn why(code: &str, locale: Locale) -> &'static str {
    explain::code(code).map(|entry| entry.text(locale).why).unwrap_or_default()
}

/// What a code is called.
pub fn code_title(code: &str, locale: Locale) -> &'static str {
    explain::code(code).map(|entry| entry.text(locale).title).unwrap_or_default()
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

#[cfg(test)]
mod tests {
    use super::*;

    fn report(items: &[(&str, (u32, u32))], layout: Option<&str>) -> FileReport {
        let mut report = check("", None, Locale::PtBr);
        let template = report.diagnostics.remove(0);
        report.layout = layout.map(str::to_owned);
        report.diagnostics =
            items.iter().map(|(code, (start, end))| at(template.clone(), code, *start, *end)).collect();
        report
    }

    /// The template at columns of one line, as an error.
    fn at(template: DiagnosticReport, code: &str, start: u32, end: u32) -> DiagnosticReport {
        let place = |offset| Position { offset, line: 1, column: offset + 1 };
        DiagnosticReport { code: code.to_owned(), start: place(start), end: place(end), ..template }
    }

    #[track_caller]
    fn check_stages(codes: &[&str], layout: Option<&str>, expected: [Stage; 3]) {
        let items: Vec<_> = codes.iter().map(|code| (*code, (0, 1))).collect();
        let Stages { well_formed, layout, rules } = stages(&report(&items, layout));
        assert_eq!([well_formed, layout, rules], expected);
    }

    #[test]
    fn nothing_wrong_passes_everything() {
        check_stages(&[], Some("a"), [Stage::Passed; 3]);
    }

    #[test]
    fn syntax_does_not_fail_the_rules() {
        check_stages(&["V103"], Some("a"), [Stage::Failed, Stage::Passed, Stage::Passed]);
    }

    #[test]
    fn without_a_layout_no_rule_was_looked_at() {
        check_stages(&["V501"], None, [Stage::Passed, Stage::Failed, Stage::Skipped]);
        check_stages(&["V101"], None, [Stage::Failed, Stage::Skipped, Stage::Skipped]);
    }

    #[track_caller]
    fn check_row(selection: (u32, u32), current: Option<usize>, expected: Option<usize>) {
        let report = report(&[("V201", (0, 20)), ("V302", (4, 9)), ("V303", (4, 9))], Some("a"));
        let (start, end) = selection;
        assert_eq!(row_at(&report, (1, start + 1), (1, end + 1), current), expected);
    }

    #[test]
    fn the_narrowest_span_around_the_selection_wins() {
        check_row((5, 5), None, Some(1));
        check_row((0, 0), None, Some(0));
        check_row((2, 9), None, Some(0));
    }

    #[test]
    fn the_chosen_row_stays_chosen_among_equals() {
        check_row((4, 9), Some(2), Some(2));
    }

    #[test]
    fn outside_every_span_there_is_no_row() {
        check_row((25, 25), Some(1), None);
    }
}
