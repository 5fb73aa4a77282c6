//! The differences between manuals and layouts that have a reason.
//!
//! Input: `tests/completeness/explained.toml`. Output: whether a difference is among them, and which explain nothing.
//! An explanation holds for exactly one wording of a difference: when either side changes, it is asked for again.

use std::collections::BTreeSet;
use std::fs;

use toml::{Table, Value};
use validator_core::catalog;

use crate::compare::Difference;

pub(crate) struct Explained {
    file: Table,
    /// Layout, half, path, difference.
    known: BTreeSet<[String; 4]>,
    used: BTreeSet<[String; 4]>,
}

impl Explained {
    pub(crate) fn load() -> Self {
        let path = crate::folder().join("explained.toml");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let file: Table = text.parse().unwrap_or_else(|error| panic!("explained.toml: {error}"));
        let mut known = BTreeSet::new();
        for entry in tables(&file, "difference") {
            let half = entry.get("half").map_or("request", |half| half.as_str().unwrap_or_default());
            for path in entry.get("paths").and_then(Value::as_array).into_iter().flatten() {
                let path = path.as_str().expect("a path is text");
                let key = [word(entry, "layout"), half, path, word(entry, "differs")].map(str::to_owned);
                assert!(known.insert(key), "{path} is explained twice");
            }
        }
        for entry in ["difference", "same_table"].iter().flat_map(|name| tables(&file, name)) {
            let reason = word(entry, "reason");
            assert!(reason.ends_with('.') && reason.len() > 20, "a reason is a sentence: {reason}");
            let layout = word(entry, "layout");
            assert!(catalog::layout(layout).is_some(), "{layout} is explained, but is no layout");
        }
        Self { file, known, used: BTreeSet::new() }
    }

    /// The layout whose table is to be compared with this one.
    pub(crate) fn table_of(&self, layout: &str) -> String {
        let other = tables(&self.file, "same_table").find(|entry| word(entry, "layout") == layout);
        other.map_or(layout, |entry| word(entry, "as")).to_owned()
    }

    /// Whether a layout is compared with the table of another.
    pub(crate) fn shares_a_table(&self, layout: &str) -> bool {
        self.table_of(layout) != layout
    }

    /// Whether a difference has a reason; one that has is remembered.
    pub(crate) fn covers(&mut self, difference: &Difference) -> bool {
        // What holds for a table holds for every layout that is compared with it.
        let layout = self.table_of(&difference.layout);
        let key = [layout.as_str(), difference.half, &difference.path, &difference.differs].map(str::to_owned);
        let is_known = self.known.contains(&key);
        if is_known {
            self.used.insert(key);
        }
        is_known
    }

    /// Explanations of nothing.
    pub(crate) fn unused(&self) -> Vec<String> {
        self.known.difference(&self.used).map(|key| key.join("\t")).collect()
    }
}

fn tables<'f>(file: &'f Table, name: &str) -> impl Iterator<Item = &'f Table> {
    file.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_table)
}

fn word<'f>(entry: &'f Table, key: &str) -> &'f str {
    entry.get(key).and_then(Value::as_str).unwrap_or_else(|| panic!("explained.toml: {key} is missing in {entry:?}"))
}
