//! Every row of the manuals' tables has its field, and every field its row or another stated evidence; every name that a
//! manual without tables lists has its layout.
//!
//! Input: the facts kept in `tests/completeness/facts/`, the bundled layouts, `tests/completeness/explained.toml`; where
//! `GABARITO_MANUALS` names a folder, the manuals too. Output: what differs and is not explained.
//! Keeps no sentence of a manual: a fact is a path, a type, a size and a marker.

mod compare;
mod explained;
mod facts;
mod manual;
mod names;
mod pipes;
mod soap;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::{env, fs};

use validator_core::catalog;
use validator_core::layout::{Evidence, Layout};
use validator_core::report::Direction;

use crate::explained::Explained;
use crate::facts::Fact;

const COMMAND: &str = "UPDATE_DOCS=1 cargo test -p tests --test completeness";

/// Where the facts and the explanations lie.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("completeness")
}

fn layouts() -> impl Iterator<Item = &'static Layout> {
    let all = catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"));
    // The others were read from public pages, which are not among the manuals, or a manual only names them.
    all.filter(|layout| layout.source.manual.ends_with(".txt") && has_documented_fields(layout))
}

fn has_documented_fields(layout: &Layout) -> bool {
    layout.has_table && layout.rows(Direction::Request).any(|field| field.evidence == Evidence::Documented)
}

/// The layouts that were read from a table of their own.
fn tabled(explained: &Explained) -> impl Iterator<Item = &'static Layout> {
    layouts().filter(|layout| !explained.shares_a_table(&layout.id))
}

/// What a manual says of a layout; `None` where the manuals are not at hand.
fn in_manual(layout: &Layout) -> Option<Vec<Fact>> {
    let manuals = env::var_os("GABARITO_MANUALS").filter(|folder| !folder.is_empty())?;
    let text = fs::read_to_string(Path::new(&manuals).join(&layout.source.manual));
    let text = text.unwrap_or_else(|error| panic!("{}: {error}", layout.source.manual));
    Some(manual::facts(layout, &text))
}

/// Writes the facts anew where that is asked for, once and before any test reads them.
fn bring_up_to_date(explained: &Explained) {
    static ONCE: Once = Once::new();
    if env::var("UPDATE_DOCS").is_ok_and(|value| value == "1") {
        ONCE.call_once(|| {
            for layout in tabled(explained) {
                if let Some(facts) = in_manual(layout) {
                    facts::write(&layout.id, &facts);
                }
            }
        });
    }
}

#[test]
fn every_row_has_its_field_and_every_field_its_row() {
    let mut explained = Explained::load();
    bring_up_to_date(&explained);
    let mut unexplained = Vec::new();
    for layout in layouts() {
        let facts = facts::read(&explained.table_of(&layout.id));
        let found = compare::differences(layout, &facts);
        unexplained.extend(found.into_iter().filter(|difference| !explained.covers(difference)));
    }
    let listed: Vec<String> = unexplained.iter().map(ToString::to_string).collect();
    assert!(listed.is_empty(), "{} differences are not explained:\n{}", listed.len(), listed.join("\n"));
    let unused = explained.unused();
    assert!(unused.is_empty(), "explanations that nothing needs any more:\n{}", unused.join("\n"));
}

#[test]
fn the_facts_are_what_the_manuals_say() {
    let explained = Explained::load();
    bring_up_to_date(&explained);
    let mut stale = Vec::new();
    for layout in tabled(&explained) {
        let Some(expected) = in_manual(layout) else {
            eprintln!("GABARITO_MANUALS is not set: the facts are not compared with the manuals");
            return;
        };
        assert!(expected.iter().any(Fact::is_row), "{}: no table was found in its manual", layout.id);
        if facts::read(&layout.id) != expected {
            stale.push(&layout.id);
        }
    }
    assert!(stale.is_empty(), "the facts are not what the manuals say: {stale:?}; run {COMMAND}");
}

#[test]
fn a_layout_that_shares_a_table_has_none_of_its_own() {
    let explained = Explained::load();
    let without = layouts().filter(|layout| explained.shares_a_table(&layout.id));
    let wrong: Vec<&str> =
        without.filter(|layout| in_manual(layout).is_some_and(|facts| !facts.is_empty())).map(|l| &*l.id).collect();
    assert!(wrong.is_empty(), "these have a table after all: {wrong:?}");
}

#[test]
fn no_facts_are_left_over() {
    let explained = Explained::load();
    bring_up_to_date(&explained);
    let expected: BTreeSet<PathBuf> = tabled(&explained).map(|layout| facts::path(&layout.id)).collect();
    let mut found = BTreeSet::new();
    let mut open = vec![folder().join("facts")];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder of facts is there") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    assert_eq!(found, expected);
}
