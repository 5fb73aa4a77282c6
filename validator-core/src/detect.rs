//! Finds out which layout a payload belongs to, without loading any of them.
//!
//! JSON is recognised by the names of an item: the layout that knows most of them, so that a payload with a name missing
//! or misspelt is still told what it lacks. SOAP is recognised by its operation.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::bind;
use crate::bundled::BundledDocument;
use crate::catalog::{self, Entry, Holder};
use crate::document;
use crate::envelope::{Element, Soap};
use crate::layout::{BlockId, Content, ErrorBody, Layout, Root, System};
use crate::report::{Direction, Outcome};
use crate::run::LayoutChoice;
use crate::tree::{Kind, NodeId, Syntax, Tree};

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

/// Recognises a JSON request or answer. Of a half of each that fit as well the request is meant.
pub(crate) fn json(tree: &Tree<'_>, directions: &[Direction]) -> Option<Detected> {
    let root = tree.root()?;
    let items: Vec<NodeId> = match tree.kind(root) {
        Kind::Array => tree.items(root).take(ITEMS).collect(),
        _ => vec![root],
    };
    let is_list = tree.kind(root) == Kind::Array;
    items.iter().find_map(|item| {
        let names: BTreeSet<_> = tree.members(*item).take(NAMES).map(|(name, _)| tree.name(name)).collect();
        let known = known(&names);
        let halves = directions.iter().filter_map(|direction| by_names(&known, is_list, *direction));
        // The first of those that score the same.
        let best = halves.reduce(|first, next| if next.score.weight > first.score.weight { next } else { first });
        best.map(|best| best.detected)
    })
}

/// The layouts that have a name, and what it tells of them.
type Known = (&'static [Holder], usize);

/// What a name tells. In another case it tells less, so that putting it right cannot lead to another layout.
const AS_WRITTEN: usize = 8;
const IN_ANOTHER_CASE: usize = 6;

/// Of each name the layouts that have it as it is written; where none has, those that have it in another case. Names that
/// would be one if they were put right are one.
fn known(names: &BTreeSet<Cow<'_, str>>) -> Vec<Known> {
    let holders = catalog::holders();
    let as_written = |name: &str| {
        let at = holders.binary_search_by(|(known, _)| (*known).cmp(name)).ok()?;
        holders.get(at).map(|(_, holders)| (holders.as_slice(), AS_WRITTEN))
    };
    let names: Vec<_> = names.iter().map(|name| (name, as_written(name))).collect();
    let stands_for = |at: usize, name: &str| {
        let others = names.iter().enumerate().filter(|(other, _)| *other != at);
        let mut same = others.filter(|(_, (other, _))| other.len() == name.len() && other.eq_ignore_ascii_case(name));
        same.all(|(other, (_, as_written))| as_written.is_none() && other > at)
    };
    let in_another_case = |(at, (name, as_written)): (usize, &(&Cow<'_, str>, Option<Known>))| {
        let other = || stands_for(at, name).then(|| (catalog::holders_in_any_case(name), IN_ANOTHER_CASE));
        as_written.or_else(other)
    };
    names.iter().enumerate().filter_map(in_another_case).collect()
}

/// The layouts one half of which knows most of the names that these are the holders of.
fn by_names(known: &[Known], is_list: bool, direction: Direction) -> Option<Best> {
    let mut scores: BTreeMap<&'static str, (Entry, Score)> = BTreeMap::new();
    let holders = known.iter().flat_map(|(holders, weight)| holders.iter().map(move |holder| (holder, weight)));
    for (holder, weight) in holders.filter(|(holder, _)| holder.direction == direction) {
        let entry = holder.entry;
        // Of layouts that know the same names the one with this root is meant.
        let has_root = Score { known: 0, weight: usize::from(entry.is_list() == is_list) };
        let (_, score) = scores.entry(entry.id()).or_insert((entry, has_root));
        score.known += 1;
        score.weight += weight * (1 + usize::from(holder.is_block));
    }
    let Best { score, detected } = best(scores.into_values().map(|(entry, score)| (score, entry)))?;
    // At least half of the payload's own names must be known.
    (score.known * 2 >= known.len()).then_some(Best { score, detected: Detected { direction, ..detected } })
}

/// Which half of a layout a JSON document is: the one that knows more of its names, the request when none does.
pub(crate) fn half_of(tree: &Tree<'_>, root: NodeId, layout: &Layout) -> Half {
    let item = tree.items(root).next().unwrap_or(root);
    let known = |half: Option<BlockId>| {
        let is_known = |name: NodeId| half.is_some_and(|half| bind::member(layout, half, &tree.name(name)).is_some());
        tree.members(item).take(NAMES).filter(|(name, _)| is_known(*name)).count()
    };
    let (asked, answered) = (known(Some(layout.request)), known(layout.answer));
    let direction = if answered > asked { Direction::Response } else { Direction::Request };
    Half { direction, is_known: asked + answered > 0 }
}

/// The half that a document fits, and whether it knows anything of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Half {
    pub direction: Direction,
    pub is_known: bool,
}

/// The body with which one of the systems refuses any call.
#[derive(Clone, Debug)]
pub(crate) struct Refusal {
    pub system: Arc<System>,
    pub outcome: Outcome,
    /// The value that says what happened.
    pub message: NodeId,
}

/// Recognises such a body: it has all the names of one.
pub(crate) fn refusal(tree: &Tree<'_>, mut systems: impl Iterator<Item = Arc<System>>) -> Option<Refusal> {
    let root = tree.root().filter(|_| tree.syntax == Syntax::Json)?;
    systems.find_map(|system| {
        let has_all = |body: &&ErrorBody| body.has.iter().all(|path| at_path(tree, root, path).is_some());
        let body = system.error_bodies.iter().find(has_all)?;
        let (outcome, message) = (body.outcome, at_path(tree, root, &body.message)?);
        Some(Refusal { system: Arc::clone(&system), outcome, message })
    })
}

/// The value that a dotted path of names leads to.
fn at_path(tree: &Tree<'_>, root: NodeId, path: &str) -> Option<NodeId> {
    path.split('.').try_fold(root, |block, wanted| {
        let mut members = tree.members(block).take(NAMES);
        members.find(|(name, _)| tree.name(*name) == wanted).map(|(_, value)| value)
    })
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
