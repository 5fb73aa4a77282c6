//! What a manual's table states about a row, without its words.
//!
//! Input: a file of tab-separated values. Output: the facts in the manual's order, and back.
//! Judges nothing: that is what `compare` is for.

use std::fs;
use std::path::PathBuf;

use validator_core::report::Direction;

const HEADINGS: &str = "half\tfrom\tpath\ttype\tmask\tsize\tmarker";

/// A row of a table, or an element of a sample envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fact {
    pub half: Direction,
    pub from: From,
    /// Dotted, as printed; `.` is the outermost value.
    pub path: String,
    /// The type's word as printed; `block` and `list` where braces stand for it.
    pub type_name: String,
    /// The word before the size, where the manual has one.
    pub mask: String,
    /// `200` or `18,2`, without zeros to the left.
    pub size: String,
    /// Whether it is required, in the manual's word: `*` as printed, `…` where words follow.
    pub marker: String,
}

/// Where a fact was printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum From {
    Table,
    /// Among the parameters, or in the answer.
    Envelope,
    /// Beside the parameters.
    Operation,
}

impl Fact {
    /// A row without anything but its name and its type.
    pub(crate) fn new(half: Direction, from: From, path: String, type_name: &str) -> Self {
        let [mask, size, marker] = [String::new(), String::new(), String::new()];
        Self { half, from, path, type_name: type_name.to_owned(), mask, size, marker }
    }

    pub(crate) fn is_row(&self) -> bool {
        self.from == From::Table
    }

    fn line(&self) -> String {
        let half = half_word(self.half);
        let from = from_word(self.from);
        [half, from, &self.path, &self.type_name, &self.mask, &self.size, &self.marker].join("\t")
    }

    fn parse(line: &str) -> Option<Self> {
        let columns: Vec<&str> = line.split('\t').collect();
        let [half, from, path, type_name, mask, size, marker] = columns.as_slice() else {
            return None;
        };
        let half = [Direction::Request, Direction::Response].into_iter().find(|known| half_word(*known) == *half)?;
        let from =
            [From::Table, From::Envelope, From::Operation].into_iter().find(|known| from_word(*known) == *from)?;
        let [path, type_name, mask, size, marker] =
            [path, type_name, mask, size, marker].map(|text| (*text).to_owned());
        Some(Self { half, from, path, type_name, mask, size, marker })
    }
}

/// The word for a half, in the facts as in the explanations.
pub(crate) fn half_word(half: Direction) -> &'static str {
    match half {
        Direction::Request => "request",
        Direction::Response => "answer",
    }
}

/// The word for where a fact was printed.
pub(crate) fn from_word(from: From) -> &'static str {
    match from {
        From::Table => "table",
        From::Envelope => "envelope",
        From::Operation => "operation",
    }
}

/// Where the facts of a layout are kept.
pub(crate) fn path(id: &str) -> PathBuf {
    crate::folder().join("facts").join(format!("{id}.tsv"))
}

pub(crate) fn read(id: &str) -> Vec<Fact> {
    let path = path(id);
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut lines = text.lines();
    assert_eq!(lines.next(), Some(HEADINGS), "{id}");
    lines.map(|line| Fact::parse(line).unwrap_or_else(|| panic!("{id}: not a fact: {line}"))).collect()
}

pub(crate) fn write(id: &str, facts: &[Fact]) {
    let path = path(id);
    let lines: Vec<String> = facts.iter().map(Fact::line).collect();
    fs::create_dir_all(path.parent().expect("a file lies in a folder")).expect("the repository is writable");
    fs::write(path, format!("{HEADINGS}\n{}\n", lines.join("\n"))).expect("the repository is writable");
}

#[test]
fn a_fact_survives_being_kept() {
    let fact = Fact { size: "18,2".to_owned(), ..Fact::new(Direction::Response, From::Table, "a.b".to_owned(), "X") };
    assert_eq!(Fact::parse(&fact.line()), Some(fact));
}
