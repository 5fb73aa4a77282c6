//! Holds a document against its layout: block by block, outermost first, in the order of the document.
//!
//! Input: a `Tree` and a `Layout`. Output: diagnostics. Keeps no more than the blocks around the one it is in, so that
//! ten thousand records take the memory of one.

mod access_key;
mod block;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::bind::{self, Order, Slot, State};
use crate::diagnostic::{Diagnostic, Sink};
use crate::envelope::Element;
use crate::layout::{BlockId, FieldId, Layout, Root, RuleId};
use crate::report::Direction;
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::{Severity, Violation};

/// Which severities apply.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Profile {
    /// What the manuals state.
    #[default]
    Documented,
    /// Milder where servers are known to be, as the layout says with its reason.
    Tolerated,
}

/// Where in the document the layout's outermost block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    /// The outermost value, or the element of an envelope that corresponds to it.
    pub node: NodeId,
    pub direction: Direction,
    /// The block that the node is, when it is only a piece of a payload; else the outermost.
    pub fragment: Option<BlockId>,
}

/// Checks everything from `entry` down.
pub(crate) fn check(tree: &Tree<'_>, layout: &Layout, profile: Profile, entry: Entry, acc: &mut Sink) {
    let Some(root) = entry.fragment.or_else(|| layout.half(entry.direction)) else { return };
    let mut checker = Checker {
        tree,
        layout,
        is_answer: entry.direction == Direction::Response,
        judge: Judge { layout, profile, acc, loudest: loudest(entry.direction), defaults: BTreeSet::new() },
        frames: Vec::new(),
        slots: Vec::new(),
        pending: Vec::new(),
        order: Order::of(layout),
        only_one: vec![None; layout.rules.len()],
        unique: BTreeMap::new(),
    };
    match entry.fragment {
        Some(block) => checker.enter_fragment(block, entry.node),
        None => checker.enter_root(root, entry.node),
    }
    checker.run();
}

/// How a system writes its answer is not for the reader to mend; an error there is what the answer says.
fn loudest(direction: Direction) -> Severity {
    match direction {
        Direction::Request => Severity::Error,
        Direction::Response => Severity::Warning,
    }
}

/// Gives each diagnostic the severity that evidence and profile leave it.
struct Judge<'l, 's> {
    layout: &'l Layout,
    profile: Profile,
    acc: &'s mut Sink,
    loudest: Severity,
    /// Default namespaces that were complained about: one declaration reaches many elements.
    defaults: BTreeSet<Span>,
}

impl Judge<'_, '_> {
    fn add(&mut self, diagnostic: Diagnostic) {
        if let (Violation::QualifiedByDefault { .. }, Some(declared)) = (diagnostic.violation, diagnostic.cause)
            && !self.defaults.insert(declared)
        {
            return;
        }
        let code = diagnostic.violation.entry().code;
        let cap = diagnostic.field.map_or(Severity::Error, |id| self.layout.field(id).evidence.cap());
        let mut severity = diagnostic.severity.min(cap).min(self.loudest);
        if self.profile == Profile::Tolerated
            && let Some(tolerated) = self.layout.tolerated.iter().find(|tolerated| tolerated.code == code)
        {
            severity = severity.min(tolerated.severity);
        }
        self.acc.add(Diagnostic { severity, ..diagnostic });
    }
}

/// A block whose members are bound, while the blocks inside it are being checked.
#[derive(Clone, Copy)]
struct Frame {
    block: BlockId,
    /// Where its slots begin and end.
    start: usize,
    end: usize,
}

/// Blocks that wait to be checked. A list waits as a whole and gives up one item at a time.
#[derive(Clone, Copy)]
struct Pending {
    block: BlockId,
    /// How many blocks lie around it.
    depth: usize,
    /// The field that it is, but for the outermost.
    field: Option<FieldId>,
    what: Waiting,
}

#[derive(Clone, Copy)]
enum Waiting {
    Block(NodeId),
    Items { next: NodeId, end: NodeId },
}

struct Checker<'t, 'a, 'l, 's> {
    tree: &'t Tree<'a>,
    layout: &'l Layout,
    is_answer: bool,
    judge: Judge<'l, 's>,
    frames: Vec<Frame>,
    slots: Vec<Slot>,
    pending: Vec<Pending>,
    order: Order,
    /// Of each rule the first item that took the only place.
    only_one: Vec<Option<Span>>,
    /// Of each value that must be unique where it stood first.
    unique: BTreeMap<(RuleId, Cow<'a, str>), Span>,
}

impl Checker<'_, '_, '_, '_> {
    fn enter_root(&mut self, block: BlockId, node: NodeId) {
        let expected = match self.layout.root {
            Root::List => Violation::ListExpected,
            Root::Object | Root::Envelope | Root::Document => Violation::ObjectExpected,
        };
        if let Some(document) = &self.layout.document {
            let first = self.pending.len();
            let bodies = crate::document::bodies(self.tree, document);
            let pending = |body: Element| Pending { block, depth: 0, field: None, what: Waiting::Block(body.value) };
            self.pending.extend(bodies.map(pending));
            // The last to wait is the first to be taken.
            self.pending.get_mut(first..).unwrap_or_default().reverse();
            return;
        }
        let what = match (self.layout.root, self.tree.kind(node)) {
            (_, Kind::Invalid) => None,
            (Root::List, Kind::Array) => items(self.tree, node),
            (Root::Object, Kind::Object) | (Root::Envelope | Root::Document, _) => Some(Waiting::Block(node)),
            // What an answer looks like is not for its reader to mend.
            (Root::List, Kind::Object) if self.is_answer => Some(Waiting::Block(node)),
            (Root::List, Kind::Object) => {
                self.judge.add(Diagnostic::at(expected, self.tree.opening(node), node));
                Some(Waiting::Block(node))
            }
            (Root::Object, Kind::Array) => {
                self.judge.add(Diagnostic::at(expected, self.tree.opening(node), node));
                items(self.tree, node)
            }
            (Root::List | Root::Object, _) => {
                self.judge.add(Diagnostic::at(expected, self.tree.span(node), node));
                None
            }
        };
        let pending = |what| Pending { block, depth: 0, field: None, what };
        self.pending.extend(what.map(pending));
    }

    /// Begins inside: of the blocks around nothing is known.
    fn enter_fragment(&mut self, block: BlockId, node: NodeId) {
        let mut around = Vec::new();
        let mut next = self.layout.block(block).parent;
        while let Some(parent) = next {
            around.push(parent);
            next = self.layout.block(parent).parent;
        }
        for block in around.into_iter().rev() {
            let start = self.slots.len();
            let end = start + self.layout.block(block).members.len();
            self.slots.resize(end, Slot { state: State::Unknown, ..Slot::ABSENT });
            self.frames.push(Frame { block, start, end });
        }
        let depth = self.frames.len();
        self.pending.push(Pending { block, depth, field: None, what: Waiting::Block(node) });
    }

    fn run(&mut self) {
        while let Some(pending) = self.pending.pop() {
            let node = match pending.what {
                Waiting::Block(node) => node,
                Waiting::Items { next, end } => {
                    let after = self.tree.after(next);
                    if after < end {
                        self.pending.push(Pending { what: Waiting::Items { next: after, end }, ..pending });
                    }
                    next
                }
            };
            self.frames.truncate(pending.depth);
            self.slots.truncate(self.frames.last().map_or(0, |frame| frame.end));
            self.enter(pending, node);
        }
    }

    fn enter(&mut self, pending: Pending, node: NodeId) {
        let is_item = matches!(pending.what, Waiting::Items { .. });
        let is_xml = self.tree.syntax == Syntax::Xml;
        let kind = self.tree.kind(node);
        if kind == Kind::Object {
            return self.check_block(pending, node);
        }
        match (kind, bind::state(self.tree, node)) {
            // An element without content is a block without members.
            (Kind::Empty | Kind::Text, State::Empty | State::Blank) if is_xml => self.check_block(pending, node),
            (Kind::Invalid, _) => {}
            // Null or "" says that there is no block, but not in the midst of a list.
            (_, State::Null | State::Empty | State::Blank) if !is_item => {}
            // An asynchronous answer is a text where the block would be.
            _ if self.is_answer => {}
            (Kind::Array, _) => self.report_shape(Violation::ListWhereObject, pending, node),
            _ => self.report_shape(Violation::ValueWhereBlock, pending, node),
        }
    }

    fn report_shape(&mut self, violation: Violation, pending: Pending, node: NodeId) {
        let span = match violation {
            Violation::ListWhereObject => self.tree.opening(node),
            _ => self.tree.span(node),
        };
        self.judge.add(Diagnostic { field: pending.field, ..Diagnostic::at(violation, span, node) });
    }
}

fn items(tree: &Tree<'_>, node: NodeId) -> Option<Waiting> {
    let (next, end) = tree.item_range(node);
    (next < end).then_some(Waiting::Items { next, end })
}
