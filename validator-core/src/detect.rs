//! Finds out which layout a payload belongs to, without loading any of them.
//!
//! JSON is recognised by the names of an item: the layout that knows most of them, so that a payload with a name missing
//! or misspelt is still told what it lacks. SOAP is recognised by its operation.

use crate::catalog::{self, Entry};
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
    items.into_iter().find_map(|item| by_names(tree, item, is_list))
}

fn by_names(tree: &Tree<'_>, item: NodeId, is_list: bool) -> Option<Detected> {
    let names: Vec<_> = tree.members(item).take(NAMES).map(|(name, _)| tree.name(name)).collect();
    let score = |entry: Entry| {
        let known = names.iter().filter(|name| entry.knows(name)).count();
        let blocks = names.iter().filter(|name| entry.has_block(name)).count();
        // Of layouts that know the same names the one with this root is meant.
        let has_root = usize::from(known > 0 && entry.is_list() == is_list);
        Score { known, weight: 2 * (known + blocks) + has_root }
    };
    let candidates = catalog::entries().filter(|entry| entry.operation().is_none());
    let best = best(candidates.map(|entry| (score(entry), entry)))?;
    // At least half of the payload's own names must be known.
    (best.score.known * 2 >= names.len()).then_some(best.detected)
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
