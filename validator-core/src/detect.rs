//! Finds out which layout a payload belongs to, without loading any of them.
//!
//! JSON is recognised by the names of an item: the layout that knows most of them, so that a payload with a name missing
//! or misspelt is still told what it lacks. SOAP is recognised by its operation.

use crate::catalog::{self, Entry};
use crate::envelope::{Element, Soap};
use crate::report::Direction;
use crate::tree::{Kind, NodeId, Tree};

/// How many items of a list are looked at: the first may be broken.
const ITEMS: usize = 16;

/// The layouts that fit best; more than one when they cannot be told apart.
#[derive(Clone, Debug)]
pub(crate) struct Detected {
    pub best: Entry,
    pub others: Vec<Entry>,
    pub direction: Direction,
}

/// Recognises a JSON request.
pub(crate) fn json(tree: &Tree<'_>) -> Option<Detected> {
    let root = tree.root()?;
    let items: Vec<NodeId> = match tree.kind(root) {
        Kind::Array => tree.items(root).take(ITEMS).collect(),
        _ => vec![root],
    };
    items.into_iter().find_map(|item| by_names(tree, item))
}

fn by_names(tree: &Tree<'_>, item: NodeId) -> Option<Detected> {
    let names: Vec<_> = tree.members(item).map(|(name, _)| tree.name(name)).collect();
    let known = |entry: Entry| names.iter().filter(|name| entry.knows(name)).count();
    let candidates = catalog::entries().filter(|entry| entry.operation().is_none());
    best(candidates.map(|entry| (known(entry), entry)), names.len())
}

/// The entries with the most known names; at least half of the payload's own must be among them.
fn best(scored: impl Iterator<Item = (usize, Entry)>, n_names: usize) -> Option<Detected> {
    let mut top = 0;
    let mut entries = Vec::new();
    for (score, entry) in scored {
        if score > top {
            top = score;
            entries.clear();
        }
        if score == top {
            entries.push(entry);
        }
    }
    let is_enough = top > 0 && top * 2 >= n_names;
    let mut entries = entries.into_iter().filter(|_| is_enough);
    let best = entries.next()?;
    Some(Detected { best, others: entries.collect(), direction: Direction::Request })
}

/// Recognises a SOAP request or answer by its operation, and by the fields below it where services share a name.
pub(crate) fn soap(tree: &Tree<'_>, soap: &Soap) -> Option<(Detected, Element)> {
    soap.operations.iter().find_map(|operation| Some((by_operation(tree, *operation)?, *operation)))
}

fn by_operation(tree: &Tree<'_>, operation: Element) -> Option<Detected> {
    let name = tree.name(operation.name);
    let direction_of = |entry: Entry| {
        let known = entry.operation()?;
        let suffix = catalog::system(entry.system())?.envelope.as_ref()?.answer_suffix.clone();
        match name.strip_prefix(known)? {
            "" => Some(Direction::Request),
            rest => (rest == suffix).then_some(Direction::Response),
        }
    };
    let fields = |entry: Entry| {
        let parts = tree.members(operation.value).flat_map(|(_, part)| tree.members(part));
        parts.filter(|(name, _)| entry.knows(&tree.name(*name))).count()
    };
    let direction = catalog::entries().find_map(direction_of)?;
    let candidates = catalog::entries().filter(|entry| direction_of(*entry) == Some(direction));
    let scored = candidates.map(|entry| (fields(entry) + 1, entry));
    best(scored, 0).map(|detected| Detected { direction, ..detected })
}
