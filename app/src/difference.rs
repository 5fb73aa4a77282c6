//! What is different between two texts, line by line, as far as a person wants to read it.
//!
//! Input: the text before and after. Output: pairs of lines that differ. Looks only a little ahead where lines were added
//! or taken away, so that it stays linear.

use serde::{Deserialize, Serialize};

/// How many lines it looks ahead for the place where both texts agree again.
const AHEAD: usize = 40;

/// How many changes are listed.
const LISTED: usize = 200;

/// How much of a line is shown around its change, in characters.
const AROUND: usize = 60;

/// A line of one text against the line of the other; one of both may be missing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// From 1, in the text before; of an added line where it comes in.
    pub line: usize,
    pub before: Option<Piece>,
    pub after: Option<Piece>,
}

/// A part of a line: what is the same, what differs, what is the same again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    pub lead: String,
    pub changed: String,
    pub rest: String,
}

/// The first changes, in order.
pub fn differences(before: &str, after: &str) -> Vec<Change> {
    let (before, after) = (lines(before), lines(after));
    let (mut at, mut to) = (0, 0);
    let mut acc = Vec::new();
    while acc.len() < LISTED && (at < before.len() || to < after.len()) {
        if before.get(at) == after.get(to) {
            at += 1;
            to += 1;
            continue;
        }
        let (n_before, n_after) = until_same(before.get(at..).unwrap_or_default(), after.get(to..).unwrap_or_default());
        for step in 0..n_before.max(n_after) {
            let old = before.get(at + step).filter(|_| step < n_before);
            let new = after.get(to + step).filter(|_| step < n_after);
            acc.push(change(at + step.min(n_before) + 1, old.copied(), new.copied()));
        }
        at += n_before;
        to += n_after;
    }
    acc.truncate(LISTED);
    acc
}

/// Lines with their own ends, so that a changed end is a change.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// How many lines differ on each side before both agree again; without such a place near by, one on each side.
fn until_same(before: &[&str], after: &[&str]) -> (usize, usize) {
    for distance in 1..=AHEAD {
        for n_before in 0..=distance {
            let n_after = distance - n_before;
            match (before.get(n_before), after.get(n_after)) {
                (Some(old), Some(new)) if old == new => return (n_before, n_after),
                (None, None) => return (n_before.min(before.len()), n_after.min(after.len())),
                _ => {}
            }
        }
    }
    (before.len().min(1), after.len().min(1))
}

fn change(line: usize, before: Option<&str>, after: Option<&str>) -> Change {
    let (old, new) = (before.unwrap_or_default(), after.unwrap_or_default());
    let lead: usize = old.chars().zip(new.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (old_tail, new_tail) = (old.get(lead..).unwrap_or_default(), new.get(lead..).unwrap_or_default());
    let rest: usize =
        old_tail.chars().rev().zip(new_tail.chars().rev()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let cut = |line: &str| piece(line, lead, rest);
    Change { line, before: before.map(cut), after: after.map(cut) }
}

fn piece(line: &str, lead: usize, rest: usize) -> Piece {
    let end = line.len().saturating_sub(rest);
    let part = |start: usize, end: usize| line.get(start..end).unwrap_or_default();
    let (lead, changed, rest) = (part(0, lead), part(lead, end), part(end, line.len()));
    let shortened: String = lead.chars().rev().take(AROUND).collect::<Vec<_>>().into_iter().rev().collect();
    Piece {
        lead: if shortened.len() < lead.len() { format!("…{shortened}") } else { shortened },
        changed: shown(changed, 4 * AROUND),
        rest: shown(rest.trim_end_matches(['\r', '\n']), AROUND),
    }
}

/// The first characters; line ends, which are to be seen, as signs.
fn shown(text: &str, limit: usize) -> String {
    let mut acc: String = text.chars().take(limit).collect();
    if acc.len() < text.len() {
        acc.push('…');
    }
    acc.replace('\r', "␍").replace('\n', "␊")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_differences(before: &str, after: &str, expected: &[(usize, Option<&str>, Option<&str>)]) {
        let differences = differences(before, after);
        let changed = |piece: &Option<Piece>| piece.as_ref().map(|piece| piece.changed.clone());
        let actual: Vec<_> =
            differences.iter().map(|change| (change.line, changed(&change.before), changed(&change.after))).collect();
        let expected: Vec<_> =
            expected.iter().map(|(line, old, new)| (*line, old.map(str::to_owned), new.map(str::to_owned))).collect();
        assert_eq!(actual, expected);
    }

    #[test]
    fn only_what_differs_is_marked() {
        check_differences("a\nb: 1,5;\nc", "a\nb: 1.5;\nc", &[(2, Some(","), Some("."))]);
    }

    #[test]
    fn lines_come_and_go() {
        check_differences("a\nb\nc\n", "a\nc\n", &[(2, Some("b␊"), None)]);
        check_differences("a\nc\n", "a\nb\nc\n", &[(2, None, Some("b␊"))]);
        check_differences("a", "", &[(1, Some("a"), None)]);
    }

    #[test]
    fn equal_texts_have_none() {
        check_differences("a\nb", "a\nb", &[]);
    }

    #[test]
    fn a_long_line_is_shown_around_its_change() {
        let before = format!("{}x{}", "a".repeat(500), "b".repeat(500));
        let [Change { after: Some(piece), .. }] = &differences(&before, &before.replace('x', "y"))[..] else {
            panic!("one line differs")
        };
        assert_eq!((piece.lead.chars().count(), piece.rest.chars().count()), (AROUND + 1, AROUND + 1));
    }
}
