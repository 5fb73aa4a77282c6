//! Reads a table whose blocks are opened and closed by rows of braces.
//!
//! Input: the lines of a section. Output: the facts of its first table, a path for each row.
//! Repairs what the print lost: a type at the end of the description, and a name.

use validator_core::report::Direction;

use crate::facts::{Fact, From};
use crate::manual::{marker, size};

/// What the layouts write for a row whose name the print lost.
const NAMELESS: &str = ", linha sem nome";

pub(crate) fn facts(section: &[&str]) -> Vec<Fact> {
    let rows = section.iter().skip_while(|line| !line.starts_with("---|")).skip(1);
    let mut acc = Vec::new();
    let mut blocks: Vec<String> = Vec::new();
    for line in rows.take_while(|line| line.contains('|')) {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let (first, rest) = cells.split_first().expect("a split has a part");
        let is_alone = rest.iter().all(|cell| cell.is_empty());
        if is_alone && first.chars().all(|c| matches!(c, '}' | ']' | ' ')) {
            blocks.pop();
        } else if let Some((name, kind)) = is_alone.then(|| opened(first)).flatten() {
            blocks.push(name.to_owned());
            acc.push(row(blocks.get(1..).unwrap_or_default().join("."), kind));
        } else if !is_alone {
            acc.push(value(blocks.get(1..).unwrap_or_default(), first, rest));
        }
    }
    assert!(blocks.is_empty(), "blocks are left open: {blocks:?}");
    acc
}

/// The name and the kind of the block that a row opens; the outermost has no name.
fn opened(cell: &str) -> Option<(&str, &'static str)> {
    let before = cell.strip_suffix('{')?.trim_end();
    match before.strip_suffix('[') {
        Some(before) => Some((before.trim_end(), "list")),
        None => Some((before, "block")),
    }
}

fn row(path: String, type_name: &str) -> Fact {
    let path = if path.is_empty() { ".".to_owned() } else { path };
    Fact::new(Direction::Request, From::Table, path, type_name)
}

fn value(blocks: &[String], name: &str, rest: &[&str]) -> Fact {
    let [description, after @ ..] = rest else { panic!("{name} has one cell only") };
    let block = blocks.join(".");
    let (type_name, after) = match after {
        [type_name, after @ ..] if is_type(type_name) => (*type_name, after),
        after => (description.rsplit(' ').next().unwrap_or_default(), after),
    };
    // The description has moved to the place of the name when the type stands in its own.
    let path = if type_name == *description {
        format!("{block}{NAMELESS}")
    } else {
        blocks.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join(".")
    };
    let mut fact = row(path, type_name);
    for cell in after.iter().filter(|cell| !cell.is_empty()) {
        match size(cell) {
            Some(size) => fact.size = size,
            None => fact.marker = marker(cell),
        }
    }
    fact
}

/// One word that is no marker.
fn is_type(cell: &str) -> bool {
    let is_word = !cell.is_empty() && cell.chars().all(|c| c.is_ascii_alphabetic());
    is_word && cell != "Sim"
}

#[test]
fn what_the_print_lost_is_found() {
    let table =
        "---|---|\n[ { | ||\na { | ||\nx | words String | 1 | Sim | |\nWords. | String | 200 | Não* | |\n} | ||\n} ] |";
    let facts = facts(&table.lines().collect::<Vec<_>>());
    let found: Vec<_> = facts.iter().map(|f| (f.path.as_str(), f.type_name.as_str(), f.size.as_str())).collect();
    let expected =
        [(".", "list", ""), ("a", "block", ""), ("a.x", "String", "1"), ("a, linha sem nome", "String", "200")];
    assert_eq!(found, expected);
}
