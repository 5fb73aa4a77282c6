//! Reads the sample envelopes of an operation and the tables below them.
//!
//! Input: an operation's name and a manual. Output: the facts of request and answer: elements first, then rows.
//! Takes a sample for what it shows: names and types.

use std::iter;

use validator_core::report::Direction;

use crate::facts::{Fact, From};
use crate::manual::size;

/// Envelope, body, operation.
const AROUND: usize = 3;

pub(crate) fn facts(operation: &str, text: &str) -> Vec<Fact> {
    let mut lines = text.lines();
    let mut acc = Vec::new();
    let mut half = None;
    while let Some(line) = lines.next() {
        if line.contains(":Envelope ") {
            let elements = envelope(iter::once(line).chain(&mut lines));
            half = half_of(operation, &elements);
            if let Some(half) = half {
                acc.extend(elements.iter().filter_map(|element| leaf(half, element)));
            }
        } else if let Some(half) = line.starts_with("|---").then(|| half.take()).flatten() {
            acc.extend(rows(lines.clone()).iter().map(|row| fact(half, row)));
        }
    }
    acc
}

/// An element with the names around it; a type for one that has text.
type Element = (Vec<String>, Option<String>);

/// The elements of the envelope that begins in the first line; takes its lines and no more.
fn envelope<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<Element> {
    let mut acc = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for line in lines.map(str::trim) {
        let Some((tag, rest)) = line.strip_prefix('<').and_then(|line| line.split_once('>')) else {
            panic!("not an element: {line}");
        };
        if tag.starts_with('/') {
            open.pop();
        } else {
            let name = tag.split(' ').next().unwrap_or_default().to_owned();
            open.push(name);
            let text = rest.split_once('<').map(|(text, _)| text.to_owned());
            let is_closed = text.is_some();
            acc.push((open.clone(), text));
            if is_closed {
                open.pop();
            }
        }
        if open.is_empty() {
            return acc;
        }
    }
    panic!("an envelope is not closed");
}

/// Which half of the operation an envelope is, by its third element.
fn half_of(operation: &str, elements: &[Element]) -> Option<Direction> {
    let name = elements.iter().find_map(|(path, _)| path.get(AROUND - 1))?;
    let name = name.rsplit(':').next().unwrap_or_default();
    match name.strip_prefix(operation) {
        Some("") => Some(Direction::Request),
        Some("Response") => Some(Direction::Response),
        _ => None,
    }
}

/// Layouts name a parameter without the element around all of them.
fn leaf(half: Direction, (path, text): &Element) -> Option<Fact> {
    let (from, path) = match path.get(AROUND..)? {
        [] => return None,
        // The one element around an answer is no field; beside the parameters of a request there are others.
        [_] if half == Direction::Response => return None,
        [name] => (From::Operation, name.clone()),
        [_, path @ ..] => (From::Envelope, path.join(".")),
    };
    Some(Fact::new(half, from, path, text.as_deref().unwrap_or("Set")))
}

/// The rows of a table; one goes on over several lines until its last bar.
fn rows<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut acc = Vec::new();
    let mut row = String::new();
    for line in lines {
        if row.is_empty() && !line.starts_with('|') {
            break;
        }
        row.push_str(line);
        row.push(' ');
        if line.trim_end().ends_with('|') && row.matches('|').count() >= 4 {
            acc.push(std::mem::take(&mut row));
        }
    }
    acc
}

fn fact(half: Direction, row: &str) -> Fact {
    let mut cells = row.trim().trim_matches('|').splitn(3, '|').map(str::trim);
    let [name, type_name, description] = [(); 3].map(|()| cells.next().unwrap_or_default());
    let mut acc = Fact::new(half, From::Table, name.to_owned(), type_name);
    acc.marker = marker(description);
    if let Some((word, text)) = mask(description) {
        acc.mask = word.to_owned();
        acc.size = size(text).unwrap_or_default();
    }
    acc
}

fn marker(description: &str) -> String {
    let words = ["Obrigatório", "Opcional"];
    let found = words.into_iter().filter_map(|word| Some((description.find(&format!("{word})"))?, word)));
    found.min().map(|(_, word)| word.to_owned()).unwrap_or_default()
}

/// The first mask: its word, and what stands between its brackets.
fn mask(description: &str) -> Option<(&'static str, &str)> {
    let words = ["String", "Number", "Date"];
    let found = words.into_iter().flat_map(|word| description.match_indices(word).map(move |(at, _)| (at, word)));
    let mut found: Vec<(usize, &'static str)> = found.collect();
    found.sort_unstable();
    found.into_iter().find_map(|(at, word)| {
        let after = description.get(at + word.len()..)?.trim_start();
        match after.strip_prefix('(') {
            Some(inner) => Some((word, inner.split_once(')')?.0)),
            None => {
                let is_between_dashes = description.get(..at)?.trim_end().ends_with('-') && after.starts_with('-');
                is_between_dashes.then_some((word, ""))
            }
        }
    })
}

#[test]
fn a_mask_is_found_where_it_stands() {
    assert_eq!(mask("(Opcional) Number (004) words"), Some(("Number", "004")));
    assert_eq!(mask("(Opcional) - Date - words"), Some(("Date", "")));
    assert_eq!(mask("words Date words"), None);
}

#[test]
fn a_row_may_go_on_in_the_next_line() {
    assert_eq!(rows("| a | X | one\ntwo |\n| b | Y | |\nend".lines()).len(), 2);
}
