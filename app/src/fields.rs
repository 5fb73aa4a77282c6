//! What the pages of the layouts show: rows with what can be searched in them, and the catalogue by system.
//!
//! Input: the catalogue. Output: plain values. A layout is loaded when its own page asks for it, never for the list.

use validator_core::Locale;
use validator_core::catalog::{self, Entry};
use validator_core::layout::{Evidence, Field, Layout};
use validator_core::report::Direction;

use crate::search::fold;

/// The layouts of one system.
pub struct SystemGroup {
    /// As people call it.
    pub name: String,
    pub entries: Vec<Entry>,
}

/// The catalogue by system, in the order of the ids.
pub fn systems() -> Vec<SystemGroup> {
    let mut acc: Vec<(&str, SystemGroup)> = Vec::new();
    for entry in catalog::entries() {
        match acc.last_mut() {
            Some((system, group)) if *system == entry.system() => group.entries.push(entry),
            _ => {
                let name = catalog::system(entry.system()).map(|system| system.name.clone());
                let name = name.unwrap_or_else(|| entry.system().to_owned());
                acc.push((entry.system(), SystemGroup { name, entries: vec![entry] }));
            }
        }
    }
    acc.into_iter().map(|(_, group)| group).collect()
}

/// What a search in the list looks at.
pub fn entry_haystack(entry: Entry, system: &str, locale: Locale) -> String {
    fold(&format!("{} {} {system}", entry.id(), entry.title(locale)))
}

/// A row of a layout's table.
#[derive(Clone)]
pub struct Row {
    pub field: &'static Field,
    /// How many blocks lie around it.
    pub depth: usize,
    /// Everything a search looks at, folded.
    pub haystack: String,
    /// Places in the layout's list of contradictions.
    pub conflicts: Vec<usize>,
}

/// The rows of a half in the manual's order.
pub fn rows(layout: &'static Layout, direction: Direction) -> Vec<Row> {
    let row = |field: &'static Field| {
        let conflicts = layout.conflicts.iter().enumerate().filter(|(_, conflict)| *conflict.field == *field.path);
        Row {
            field,
            depth: field.path.matches('.').count(),
            haystack: haystack(field),
            conflicts: conflicts.map(|(index, _)| index).collect(),
        }
    };
    layout.rows(direction).map(row).collect()
}

fn haystack(field: &Field) -> String {
    let mut acc = format!("{} {} {}", field.path, field.label, field.also.join(" "));
    if let Some(rules) = field.value_rules() {
        acc.push_str(&format!(" {}", rules.type_name));
        for (value, meaning) in rules.list.as_deref().into_iter().flatten() {
            acc.push_str(&format!(" {value} {meaning}"));
        }
    }
    fold(&acc)
}

/// The part of a path before its last name, with the dot, and that name.
pub fn path_parts(path: &str) -> (&str, &str) {
    let at = path.rfind('.').map_or(0, |dot| dot + 1);
    path.split_at_checked(at).unwrap_or(("", path))
}

/// How we know of a field, where the manual does not state it.
pub fn evidence(field: &Field) -> Option<(bool, &str)> {
    match &field.evidence {
        Evidence::Documented => None,
        Evidence::Observed(reason) => Some((true, reason)),
        Evidence::Inferred(reason) => Some((false, reason)),
    }
}

/// The half of a layout in which a documented path stands; the request's where both have it.
pub fn half_of(layout: &Layout, path: &str) -> Option<Direction> {
    let has = |half: &Direction| layout.rows(*half).any(|field| *field.path == *path);
    [Direction::Request, Direction::Response].into_iter().find(has)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_cut_before_its_last_name() {
        assert_eq!(path_parts("a.b.c"), ("a.b.", "c"));
        assert_eq!(path_parts("a"), ("", "a"));
    }

    #[test]
    fn every_layout_belongs_to_one_system() {
        let n_entries: usize = systems().iter().map(|system| system.entries.len()).sum();
        assert_eq!(n_entries, catalog::entries().count());
    }

    #[test]
    fn a_search_finds_the_meaning_of_a_value() {
        let layouts = catalog::entries().filter_map(|entry| catalog::layout(entry.id()));
        for layout in layouts {
            for row in rows(layout, Direction::Request) {
                let list = row.field.value_rules().and_then(|rules| rules.list.as_deref());
                assert!(list.into_iter().flatten().all(|(_, meaning)| row.haystack.contains(&fold(meaning))));
            }
        }
    }
}
