//! Finds out which layout a payload belongs to, without loading any of them.
//!
//! JSON is recognised by the names of an item: the layout that knows most of them, so that a payload with a name missing
//! or misspelt is still told what it lacks. SOAP is recognised by its operation.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::bundled::BundledDocument;
use crate::catalog::{self, Entry};
use crate::document;
use crate::envelope::{Element, Soap};
use crate::layout::{BlockId, Content, Layout, Root};
use crate::report::Direction;
use crate::run::LayoutChoice;
use crate::tree::{Kind, NodeId, Tree};

/// How many items of a list are looked at: the first may be broken.
const ITEMS: usize = 16;

/// How many names of an item are looked at; no documented one has as many.
const NAMES: usize = 256;

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
    let is_list = tree.kind(root) == Kind::Array;
    let exact = items.iter().find_map(|item| by_names(tree, *item, is_list));
    // Only what nothing else fits is looked at without regard to case.
    exact.or_else(|| items.iter().find_map(|item| by_names_in_any_case(tree, *item, is_list)))
}

fn by_names(tree: &Tree<'_>, item: NodeId, is_list: bool) -> Option<Detected> {
    let names: Vec<_> = tree.members(item).take(NAMES).map(|(name, _)| tree.name(name)).collect();
    let known = |entry: Entry| {
        let known = names.iter().filter(|name| entry.knows(name)).count();
        (known, names.iter().filter(|name| entry.has_block(name)).count())
    };
    by_known(known, names.len(), is_list)
}

fn by_names_in_any_case(tree: &Tree<'_>, item: NodeId, is_list: bool) -> Option<Detected> {
    let names: BTreeSet<String> =
        tree.members(item).take(NAMES).map(|(name, _)| tree.name(name).to_lowercase()).collect();
    let known = |entry: Entry| {
        let known = entry.names().iter().filter(|name| names.contains(&name.to_lowercase()));
        known.fold((0, 0), |(known, blocks), name| (known + 1, blocks + usize::from(entry.has_block(name))))
    };
    by_known(known, names.len(), is_list)
}

/// The layouts that know most names, and how many of these are blocks.
fn by_known(known: impl Fn(Entry) -> (usize, usize), n_names: usize, is_list: bool) -> Option<Detected> {
    let score = |entry: Entry| {
        let (known, blocks) = known(entry);
        // Of layouts that know the same names the one with this root is meant.
        let has_root = usize::from(known > 0 && entry.is_list() == is_list);
        Score { known, weight: 2 * (known + blocks) + has_root }
    };
    let candidates = catalog::entries().filter(|entry| entry.operation().is_none() && entry.document().is_none());
    let best = best(candidates.map(|entry| (score(entry), entry)))?;
    // At least half of the payload's own names must be known.
    (best.score.known * 2 >= n_names).then_some(best.detected)
}

/// How well a layout fits. A block's name tells more than that of a value, which many layouts share.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    known: usize,
    weight: usize,
}

struct Best {
    score: Score,
    detected: Detected,
}

/// The entries of the greatest weight, if any has one.
fn best(scored: impl Iterator<Item = (Score, Entry)>) -> Option<Best> {
    let mut top = Score::default();
    let mut entries = Vec::new();
    for (score, entry) in scored {
        if score.weight > top.weight {
            top = score;
            entries.clear();
        }
        if score.weight == top.weight {
            entries.push(entry);
        }
    }
    let mut entries = entries.into_iter().filter(|_| top.weight > 0);
    let best = entries.next()?;
    Some(Best { score: top, detected: Detected { best, others: entries.collect(), direction: Direction::Request } })
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
    let score = |entry| {
        let known = fields(entry);
        // The operation's own name counts too.
        Score { known, weight: known + 1 }
    };
    let best = best(candidates.map(|entry| (score(entry), entry)))?;
    Some(Detected { direction, ..best.detected })
}

/// Recognises an XML document without an envelope by its root element, then by its namespace, then by what tells
/// documents of the same root apart.
pub(crate) fn document(tree: &Tree<'_>) -> Option<Detected> {
    let root = tree.root_name()?;
    let name = tree.name(root);
    let uri = tree.namespace_uri(tree.namespace(root)).0;
    let is_root = |known: &BundledDocument| *known.root == *name || known.inside.contains(&&*name);
    let candidates: Vec<Entry> = catalog::entries().filter(|entry| entry.document().is_some_and(is_root)).collect();
    let score = |entry: Entry| {
        let Some(known) = entry.document() else { return Score::default() };
        let has_namespace = usize::from(known.namespace == uri);
        // What is looked at first decides; the rest only where it is missing.
        let told = known.told_by.iter().find_map(|(path, after, is)| {
            let value = value_at(tree, known, path)?;
            Some(value.get(*after..).is_some_and(|rest| rest.starts_with(is)))
        });
        Score { known: 1, weight: 1 + 2 * has_namespace + usize::from(told == Some(true)) }
    };
    best(candidates.into_iter().map(|entry| (score(entry), entry))).map(|best| best.detected)
}

/// The value at a path of the first document.
fn value_at<'a>(tree: &Tree<'a>, known: &BundledDocument, path: &str) -> Option<Cow<'a, str>> {
    let body = document::find(tree, known.root, |name| known.inside.contains(&name)).next()?;
    let found = path.split('.').try_fold(body.value, |node, part| match part.strip_prefix('@') {
        Some(wanted) => tree.attributes(node).find(|(name, _)| tree.name(*name) == wanted).map(|(_, value)| value),
        None => tree.members(node).find(|(name, _)| tree.name(*name) == part).map(|(_, value)| value),
    })?;
    Some(tree.value(found))
}

/// The layout and the block of it that an XML fragment looks like.
#[derive(Clone, Debug)]
pub(crate) struct Fragment<'l> {
    pub layout: &'l Layout,
    pub block: BlockId,
    /// Ids of other layouts that fit as well.
    pub others: Vec<&'static str>,
}

/// Recognises a piece from inside of an envelope by its root element and the names in it. There are few SOAP layouts,
/// and this is rare: they are loaded for it.
pub(crate) fn fragment<'l>(tree: &Tree<'_>, choice: LayoutChoice<'l>) -> Option<Fragment<'l>> {
    let root = tree.name(tree.root_name()?);
    let names = tree.nodes().filter(|id| tree.kind(*id) == Kind::Name).take(NAMES);
    let names: Vec<_> = names.map(|name| tree.name(name)).collect();
    if let LayoutChoice::Use(layout) = choice {
        return Some(Fragment { layout, block: block_named(layout, &root)?, others: Vec::new() });
    }
    let mut top = 0;
    let mut fitting: Vec<(Entry, &'static Layout, BlockId)> = Vec::new();
    for entry in catalog::entries().filter(|entry| entry.operation().is_some()) {
        let Some(layout) = catalog::layout(entry.id()) else { continue };
        let Some(block) = block_named(layout, &root) else { continue };
        let score = names.iter().filter(|name| layout.has_name(name)).count();
        if score > top {
            top = score;
            fitting.clear();
        }
        if score == top {
            fitting.push((entry, layout, block));
        }
    }
    let mut fitting = fitting.into_iter();
    let (_, layout, block) = fitting.next()?;
    Some(Fragment { layout, block, others: fitting.map(|(entry, ..)| entry.id()).collect() })
}

/// The operation's own block, or the block of the request that has this name; the outermost wins.
fn block_named(layout: &Layout, name: &str) -> Option<BlockId> {
    if layout.root != Root::Envelope {
        return None;
    }
    if layout.operation.as_deref() == Some(name) {
        return Some(layout.request);
    }
    let blocks = layout.fields.iter().filter_map(|field| match field.content {
        Content::Block(block) if *field.name == *name && layout.root_of(block) == layout.request => Some(block),
        _ => None,
    });
    blocks.min_by_key(|block| layout.block(*block).depth)
}
