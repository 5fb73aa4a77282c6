//! The way through a tree along a layout: records, members, items.
//!
//! Input: a tree and where its outermost block is. Output: nodes. What the layout does not know is passed over.

use crate::bind;
use crate::check::Entry;
use crate::diagnostic::Sink;
use crate::document;
use crate::layout::{BlockId, Content, Field, FieldId, Layout, NameKind, Root};
use crate::parse::parse;
use crate::recognise::recognise;
use crate::report::Direction;
use crate::run::LayoutChoice;
use crate::source::Source;
use crate::tree::{Kind, NodeId, Syntax, Tree};

/// A text taken apart as far as that goes.
pub(super) struct Opened<'a, 'l> {
    pub tree: Tree<'a>,
    pub layout: &'l Layout,
    /// Where the outermost block is; none where the text is no request of this layout.
    pub entry: Option<Entry>,
    /// Whether the text was recognised as an answer.
    pub is_answer: bool,
}

/// A member that the layout knows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Member {
    pub field: FieldId,
    pub name: NodeId,
    pub value: NodeId,
    /// Whether it lies in the block itself: not in an element that only a table has, and not in a start tag.
    pub is_direct: bool,
}

/// One of several blocks of a list, or the only one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Item {
    /// Of an element; an item of a JSON array has none.
    pub name: Option<NodeId>,
    pub value: NodeId,
}

impl<'a, 'l> Opened<'a, 'l> {
    pub fn new(source: &'a Source<'_>, layout: &'l Layout) -> Self {
        let mut quiet = Sink::default();
        let tree = if source.is_readable() { parse(source.payload(), &mut quiet) } else { Tree::new("", Syntax::Json) };
        let recognised = recognise(&tree, LayoutChoice::Use(layout), &mut quiet);
        let is_answer = recognised.direction == Some(Direction::Response);
        Self { tree, layout, entry: recognised.entry, is_answer }
    }

    /// The outermost blocks, in order; nothing of a text that a form cannot show.
    pub fn records(&self) -> Vec<Item> {
        let tree = &self.tree;
        let Some(entry) = self.entry.filter(|entry| !self.is_answer && self.is_whole(*entry)) else {
            return Vec::new();
        };
        if let Some(document) = &self.layout.document {
            let bodies = document::bodies(tree, document);
            return bodies.map(|body| Item { name: Some(body.name), value: body.value }).collect();
        }
        match (tree.syntax, tree.kind(entry.node)) {
            (Syntax::Json, Kind::Object) => vec![Item { name: None, value: entry.node }],
            (Syntax::Json, Kind::Array) => tree.items(entry.node).map(|value| Item { name: None, value }).collect(),
            (Syntax::Xml, _) => vec![Item { name: Some(NodeId(entry.node.0.saturating_sub(1))), value: entry.node }],
            _ => Vec::new(),
        }
    }

    /// Whether the text is more than a piece of an envelope.
    pub fn is_whole(&self, entry: Entry) -> bool {
        entry.fragment.is_none_or(|block| block == self.layout.request)
    }

    /// The list that the records are items of.
    pub fn record_list(&self) -> Option<NodeId> {
        let node = self.entry?.node;
        let is_list = self.tree.kind(node) == Kind::Array && self.layout.root == Root::List;
        is_list.then_some(node)
    }

    /// The members of a block in the order of the text. Of a name that repeats where it may not, the first counts.
    pub fn members(&self, block: BlockId, node: NodeId) -> Vec<Member> {
        let mut acc: Vec<Member> = Vec::new();
        for (name, value) in self.tree.attributes(node) {
            let text = format!("@{}", self.tree.name(name));
            if let Some((field, _)) = self.known(block, &text) {
                self.take(&mut acc, Member { field, name, value, is_direct: false });
            }
        }
        for (name, value) in self.tree.members(node) {
            if self.tree.kind(name) == Kind::Invalid {
                continue;
            }
            let text = self.tree.name(name);
            match self.known(block, &text) {
                Some((_, NameKind::Wrapper)) => self.unwrap(block, &text, value, &mut acc),
                Some((field, _)) => self.take(&mut acc, Member { field, name, value, is_direct: true }),
                None => {}
            }
        }
        acc
    }

    /// What lies in an element that only a table has.
    fn unwrap(&self, block: BlockId, outer: &str, inside: NodeId, acc: &mut Vec<Member>) {
        for (name, value) in self.tree.members(inside) {
            if let Some((field, _)) = self.known(block, &format!("{outer}.{}", self.tree.name(name))) {
                self.take(acc, Member { field, name, value, is_direct: false });
            }
        }
    }

    fn take(&self, acc: &mut Vec<Member>, member: Member) {
        let may_repeat = self.tree.syntax == Syntax::Xml && self.layout.field(member.field).is_list(self.layout);
        if may_repeat || acc.iter().all(|known| known.field != member.field) {
            acc.push(member);
        }
    }

    fn known(&self, block: BlockId, name: &str) -> Option<(FieldId, NameKind)> {
        // In another case it is still this field.
        let in_other_case = || bind::member(self.layout, block, name).map(|field| (field, NameKind::Canonical));
        self.layout.block(block).named(name).or_else(in_other_case)
    }

    /// The items of a list: those of an array, every element of the name, or one block where a list was due.
    pub fn items(&self, members: &[Member], list: FieldId) -> Vec<Item> {
        let own = members.iter().filter(|member| member.field == list);
        let mut acc = Vec::new();
        for Member { name, value, .. } in own {
            match (self.tree.syntax, self.tree.kind(*value)) {
                (Syntax::Json, Kind::Array) => {
                    acc.extend(self.tree.items(*value).map(|value| Item { name: None, value }))
                }
                (Syntax::Json, Kind::Object) => acc.push(Item { name: None, value: *value }),
                (Syntax::Json, _) => {}
                (Syntax::Xml, _) => acc.push(Item { name: Some(*name), value: *value }),
            }
        }
        acc
    }

    /// Whether a node can be taken for a block, if need be one without members.
    pub fn is_block(&self, node: NodeId) -> bool {
        match (self.tree.syntax, self.tree.kind(node)) {
            (_, Kind::Object) => true,
            (Syntax::Xml, Kind::Empty) => true,
            (Syntax::Xml, Kind::Text) => self.tree.value(node).trim().is_empty(),
            _ => false,
        }
    }
}

/// The block that a field is.
pub(super) fn inner(field: &Field) -> Option<BlockId> {
    match field.content {
        Content::Block(block) => Some(block),
        Content::Value(_) => None,
    }
}
