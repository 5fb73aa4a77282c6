//! What every report must fulfil, whatever it is about: places in the text, in order, every word said, every count right.
//!
//! Input: a text and its report. Output: a panic where the report is not sound.
//! Never asks whether the report is right about the payload.

use validator_core::report::{FileReport, Position, Report};
use validator_core::violation::Severity;
use validator_core::{Options, check, check_text, render};

/// Judges a text and asks of the report what every report must fulfil.
#[track_caller]
pub fn judged(text: &str) -> FileReport {
    let report = check_text(text, &Options::default());
    assert_eq!(report, check(text.as_bytes(), &Options::default()), "the same input gives the same report");
    assert_sound(&report, text);
    let shown = render::json(&Report::new(vec![report.clone()]));
    assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok());
    report
}

/// Asks of a report on a decoded text what every report must fulfil.
#[track_caller]
pub fn assert_sound(report: &FileReport, text: &str) {
    let order: Vec<_> = report.diagnostics.iter().map(|found| (found.start.offset, number(&found.code))).collect();
    assert!(order.is_sorted(), "{order:?}");
    for found in &report.diagnostics {
        assert_in_text(text, found.start, found.end);
        for label in &found.labels {
            assert_in_text(text, label.start, label.end);
        }
        let mut last = 0;
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert_in_text(text, edit.start, edit.end);
            assert!(
                last <= edit.start.offset,
                "edits come in order and do not overlap: {} {}",
                found.code,
                found.message
            );
            last = edit.end.offset;
        }
        for words in [&found.message, &found.help, &found.name.to_string()] {
            assert!(!words.trim().is_empty(), "{} {} says nothing", found.code, found.message);
            for name in
                ["{field}", "{found}", "{label}", "{because}", "{max}", "{actual}", "{expected}", "{nearest}", "{name}"]
            {
                assert!(!words.contains(name) || text.contains(name), "a place was left open: {} {words}", found.code);
            }
        }
    }
    let listed = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [report.counts.error, report.counts.warning, report.counts.hint].map(|count| count as usize);
    if !report.truncated {
        assert_eq!([Severity::Error, Severity::Warning, Severity::Hint].map(listed), counts);
    }
    assert_eq!(report.valid, report.counts.error == 0);
}

/// The number of a code: 302 of `V302`.
pub(super) fn number(code: &str) -> u32 {
    code.trim_start_matches('V').parse().expect("a code is V and a number")
}

#[track_caller]
fn assert_in_text(text: &str, start: Position, end: Position) {
    let (start, end) = (start.offset as usize, end.offset as usize);
    assert!(start <= end, "{start} to {end}");
    assert!(text.get(start..end).is_some(), "{start} to {end} does not lie in the text, or cuts a character");
}
