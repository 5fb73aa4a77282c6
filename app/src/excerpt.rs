//! The lines of a payload that diagnostics stand in, for a report that is read without the payload beside it.
//!
//! Input: a text with fakes, which has the length of the payload, and the report on the payload. Output: numbered lines with
//! the places marked. Of a long line only what is around its first place; of many lines only the first.

use std::collections::BTreeMap;

use validator_core::report::DiagnosticReport;

/// How many lines are shown.
const LINES: usize = 200;

/// How much of a line is shown, in bytes, and how much of that before its first place.
const WIDTH: usize = 400;
const BEFORE: usize = 80;

/// A line with its number and its pieces; a piece is marked where a diagnostic stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line<'t> {
    pub number: u32,
    pub pieces: Vec<(&'t str, bool)>,
}

/// The lines in which diagnostics begin.
pub fn excerpt<'t>(text: &'t str, diagnostics: &[DiagnosticReport]) -> Vec<Line<'t>> {
    let mut by_line: BTreeMap<u32, Vec<(usize, usize)>> = BTreeMap::new();
    for DiagnosticReport { start, end, .. } in diagnostics {
        by_line.entry(start.line).or_default().push((start.offset as usize, end.offset as usize));
    }
    let mut acc = Vec::new();
    let mut begin = 0;
    for (number, line) in (1..).zip(lines(text)) {
        if let Some(spans) = by_line.get(&number) {
            acc.push(Line { number, pieces: marked(line, begin, spans) });
        }
        if acc.len() == LINES {
            break;
        }
        begin += line.len();
    }
    acc
}

/// Lines with their ends, which are LF, CRLF or CR.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.find(['\n', '\r']).map_or(rest.len(), |end| end + 1);
        let is_pair = rest.get(end.saturating_sub(1)..).is_some_and(|rest| rest.starts_with("\r\n"));
        let (line, after) = rest.split_at_checked(end + usize::from(is_pair))?;
        rest = after;
        (!line.is_empty()).then_some(line)
    })
}

fn marked<'t>(line: &'t str, begin: usize, spans: &[(usize, usize)]) -> Vec<(&'t str, bool)> {
    let line = line.trim_end_matches(['\n', '\r']);
    let first = spans.iter().map(|(start, _)| start.saturating_sub(begin)).min().unwrap_or_default();
    let from = if line.len() > WIDTH { line.floor_char_boundary(first.saturating_sub(BEFORE)) } else { 0 };
    let to = line.floor_char_boundary((from + WIDTH).min(line.len()));
    let mut acc = Vec::new();
    let mut done = from;
    for (start, end) in spans {
        let start = start.saturating_sub(begin).clamp(done, to);
        let end = end.saturating_sub(begin).clamp(start, to);
        if let (Some(before), Some(found)) = (line.get(done..start), line.get(start..end)) {
            acc.extend([(before, false), (found, true)]);
            done = end;
        }
    }
    acc.extend(line.get(done..to).map(|rest| (rest, false)));
    acc.retain(|(piece, _)| !piece.is_empty());
    acc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;

    /// What is wrong with the notation; that no layout is known for such a text does not matter here.
    fn faults(text: &str) -> Vec<DiagnosticReport> {
        let mut found = Question::default().check(text).diagnostics;
        found.retain(|diagnostic| diagnostic.code.starts_with("V1"));
        found
    }

    #[track_caller]
    fn check_excerpt(text: &str, expected: &[(u32, &[(&str, bool)])]) {
        let faults = faults(text);
        let lines = excerpt(text, &faults);
        let actual: Vec<_> = lines.iter().map(|line| (line.number, line.pieces.as_slice())).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn the_place_is_marked_in_its_line() {
        check_excerpt("{\r\n\"a\": 01\r}", &[(2, &[("\"a\": ", false), ("01", true)])]);
    }

    #[test]
    fn a_long_line_is_shown_around_its_place() {
        let text = format!("[\"{}\", 01]", "á".repeat(1000));
        let faults = faults(&text);
        let lines = excerpt(&text, &faults);
        let [line] = lines.as_slice() else { panic!("one line: {lines:?}") };
        assert!(line.pieces.contains(&("01", true)), "{line:?}");
        assert!(line.pieces.iter().map(|(piece, _)| piece.len()).sum::<usize>() <= WIDTH);
    }
}
