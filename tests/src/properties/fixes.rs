//! What every fix must fulfil: it mends what it stands at, breaks nothing, and leaves nothing for a second run.
//!
//! Input: a text. Output: a panic where a fix of its report does harm.
//! Never asks whether there should be a fix.

use std::collections::BTreeMap;

use validator_core::report::{Applicability, DiagnosticReport, EditReport, FileReport, FixReport};
use validator_core::violation::Severity;
use validator_core::{Options, apply, check_text, fix_safe};

use super::report::{assert_sound, number};

/// A second run of safe fixes finds nothing.
#[track_caller]
pub fn check_fixed_once(text: &str) {
    let fixed = fix_safe(text, &Options::default());
    let again = fix_safe(&fixed.text, &Options::default());
    assert_eq!((again.n_applied, &again.text), (0, &fixed.text), "{text:?}");
}

/// Every single fix of a report mends what it stands at; a safe one breaks nothing.
#[track_caller]
pub fn check_fixes(text: &str) {
    check_first_fixes(text, usize::MAX);
}

/// The same of the first so many fixes.
#[track_caller]
pub fn check_first_fixes(text: &str, n_fixes: usize) {
    let before = check_text(text, &Options::default());
    assert_sound(&before, text);
    if before.truncated {
        return;
    }
    let fixes = before.diagnostics.iter().filter_map(|found| Some((found, found.fix.as_ref()?)));
    for (found, fix) in fixes.take(n_fixes) {
        assert!(!fix.edits.is_empty(), "a fix without an edit: {} {}", found.code, found.message);
        let mended = apply(text, &fix.edits);
        let after = check_text(&mended, &Options::default());
        let same = |report: &FileReport, places: Option<[u32; 2]>| {
            let is_same = |other: &&DiagnosticReport| {
                (&other.code, &other.message, &other.pointer) == (&found.code, &found.message, &found.pointer)
                    && places.is_none_or(|places| places.contains(&other.start.offset))
            };
            report.diagnostics.iter().filter(is_same).count()
        };
        // Where brackets stand decides how everything behind them is read: one fault of syntax that is mended may bring
        // another of the same words to light elsewhere.
        let (here, there) = is_syntax(found).then(|| places(found.start.offset, fix)).unzip();
        let shown = || format!("{} {} {:?}\n{text}\nbecomes\n{mended}", found.code, found.message, fix.edits);
        // Of brackets and marks too many the next one moves up to the place of the one that is removed.
        let is_one_of_many = fix.applicability == Applicability::Suggested || found.code == "V102";
        let only_removes = is_one_of_many && fix.edits.iter().all(|edit| edit.text.is_empty());
        assert!(
            same(&after, there) < same(&before, here) || only_removes,
            "the fix leaves what it is to mend: {}",
            shown()
        );
        if fix.applicability != Applicability::Safe || is_syntax(found) {
            continue;
        }
        let is_error = found.severity == Severity::Error;
        let errors = |other: &DiagnosticReport| {
            let is_told = other.severity == Severity::Error;
            let counts = is_told && !(is_error && is_dependent(other)) && !is_inside(found, other);
            counts.then(|| (other.field.clone(), is_syntax(other)))
        };
        let (known, now) = (counted(&before, errors), counted(&after, errors));
        for (place, n) in now {
            assert!(
                known.get(&place).copied().unwrap_or(0) >= n,
                "a safe fix makes an error at {place:?}: {}",
                shown()
            );
        }
    }
}

/// A place and the end of what the fix replaces there, and the same two once the fix was applied.
fn places(offset: u32, fix: &FixReport) -> ([u32; 2], [u32; 2]) {
    let length = |edit: &EditReport| edit.text.len() as u32;
    let ended = fix.edits.iter().filter(|edit| edit.end.offset <= offset && edit.start.offset < offset);
    let moved = ended.fold(offset, |acc, edit| acc + length(edit) - (edit.end.offset - edit.start.offset));
    let written = fix.edits.iter().find(|edit| edit.start.offset == offset);
    ([offset, written.map_or(offset, |edit| edit.end.offset)], [moved, moved + written.map_or(0, length)])
}

fn is_syntax(found: &DiagnosticReport) -> bool {
    number(&found.code) < 200
}

/// What may only be said once a value that it depends on is in order.
fn is_dependent(found: &DiagnosticReport) -> bool {
    matches!(number(&found.code), 202 | 212 | 213 | 313 | 314 | 401 | 402 | 403)
}

/// What stands in a block that was not known by its name before: nobody looked at it.
fn is_inside(found: &DiagnosticReport, other: &DiagnosticReport) -> bool {
    let names = found.field.as_deref().zip(other.field.as_deref());
    let inner = names.and_then(|(block, field)| field.strip_prefix(block));
    found.code == "V205" && inner.is_some_and(|inner| inner.starts_with('.'))
}

/// How often each thing is said.
fn counted<'r, K: Ord>(report: &'r FileReport, key: impl Fn(&'r DiagnosticReport) -> Option<K>) -> BTreeMap<K, usize> {
    let mut acc = BTreeMap::new();
    for key in report.diagnostics.iter().filter_map(key) {
        *acc.entry(key).or_insert(0) += 1;
    }
    acc
}
