//! What a form shows of a text: every field that may stand there, what it holds, and what is asked of it.
//!
//! Input: a text and its layout. Output: blocks in the manual's order, those that are absent included as long as they
//! stand once. Works on broken text as far as it could be read, and says when that is not far enough.

use std::collections::BTreeMap;

use super::address::BlockAddress;
use super::standing::{self, Standing};
use super::walk::{Item, Member, Opened, inner};
use crate::layout::{BlockId, FieldId, Layout};
use crate::source::Source;
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax};

/// A text seen through its layout.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// How far the text could be read.
    pub status: Status,
    /// Every block comes after the one around it.
    pub blocks: Vec<BlockReading>,
    /// How many outermost blocks there are; one is shown even of an empty text.
    pub n_records: u32,
    /// Whether there may be more of them.
    pub is_list: bool,
    places: BTreeMap<BlockAddress, usize>,
}

/// How far a text could be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// There is none yet.
    #[default]
    Empty,
    /// Well enough to be edited by a form.
    Read,
    /// It is no request of this layout: another notation, an answer, a piece, or nothing that could be read.
    Unreadable,
}

/// A block: what is known of each of its members.
#[derive(Clone, Debug, PartialEq)]
pub struct BlockReading {
    /// Where it is, or would be.
    pub address: BlockAddress,
    /// Which block of the layout.
    pub block: BlockId,
    /// The field that it is; none of an outermost block.
    pub field: Option<FieldId>,
    /// Whether it is in the text.
    pub is_there: bool,
    /// From its first to its last character; empty when it is not there.
    pub span: Span,
    /// Index of the block around it.
    pub around: Option<usize>,
    /// One a member of the layout's block, in the manual's order.
    pub fields: Vec<FieldReading>,
}

/// What a text says of a field in one block.
#[derive(Clone, Debug, PartialEq)]
pub struct FieldReading {
    /// Which.
    pub field: FieldId,
    /// What it holds.
    pub held: Held,
    /// Of the value, in the text; empty when it is absent.
    pub span: Span,
    /// What is asked of it here.
    pub standing: Standing,
    /// Whether conditions must not look at it: it is wrong, or required and absent.
    pub is_in_doubt: bool,
}

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is not there.
    Absent,
    /// A value without quotes and escapes, and how it is written.
    Value(String, Kind),
    /// A block, which has its own reading.
    Block,
    /// So many blocks.
    Items(u32),
    /// A block where a value is due, or the other way round. A form leaves it alone.
    Other,
}

impl Held {
    /// The value; empty where there is none.
    pub fn text(&self) -> &str {
        match self {
            Held::Value(text, _) => text,
            _ => "",
        }
    }

    /// Whether nothing is said: absent, null, empty, blank, or a list without items.
    pub fn is_blank(&self) -> bool {
        match self {
            Held::Absent | Held::Items(0) => true,
            Held::Value(text, kind) => *kind == Kind::Null || text.trim().is_empty(),
            Held::Block | Held::Items(_) | Held::Other => false,
        }
    }
}

impl Reading {
    /// The index of a block.
    pub fn place(&self, address: &BlockAddress) -> Option<usize> {
        self.places.get(address).copied()
    }

    /// A block by its address.
    pub fn block(&self, address: &BlockAddress) -> Option<&BlockReading> {
        self.blocks.get(self.place(address)?)
    }

    /// A field in a block.
    pub fn field(&self, address: &BlockAddress, slot: usize) -> Option<&FieldReading> {
        self.block(address)?.fields.get(slot)
    }
}

/// Reads a text as a payload of `layout`.
pub fn read(text: &str, layout: &Layout) -> Reading {
    let source = Source::from_text(text);
    let opened = Opened::new(&source, layout);
    let records = opened.records();
    let is_empty = text.trim_start_matches('\u{feff}').trim().is_empty();
    let is_list = opened.record_list().is_some() || is_empty && layout.root == crate::layout::Root::List;
    let is_readable = !records.is_empty() || opened.record_list().is_some();
    let status = match (is_empty, is_readable) {
        (true, _) => Status::Empty,
        (false, true) => Status::Read,
        (false, false) => Status::Unreadable,
    };
    let mut reader = Reader { source: &source, opened, acc: Reading { status, is_list, ..Reading::default() } };
    if status != Status::Unreadable {
        // Something to fill in is shown even where there is nothing yet.
        let nodes = if records.is_empty() { vec![None] } else { records.into_iter().map(Some).collect() };
        for (record, item) in (0..).zip(nodes) {
            reader.block(BlockAddress::record(record), layout.request, None, None, item);
            reader.acc.n_records = record + 1;
        }
    }
    let mut reading = reader.acc;
    standing::judge(&mut reading, layout);
    reading
}

struct Reader<'s, 'a, 'l> {
    source: &'s Source<'a>,
    opened: Opened<'s, 'l>,
    acc: Reading,
}

impl Reader<'_, '_, '_> {
    /// Goes down by calling itself: a layout is as deep as its own paths are long.
    fn block(
        &mut self,
        address: BlockAddress,
        block: BlockId,
        field: Option<FieldId>,
        around: Option<usize>,
        item: Option<Item>,
    ) {
        let layout = self.opened.layout;
        let node = item.map(|item| item.value).filter(|node| self.opened.is_block(*node));
        let members = node.map(|node| self.opened.members(block, node)).unwrap_or_default();
        let at = self.acc.blocks.len();
        let ids = &layout.block(block).members;
        let fields = ids.iter().map(|id| self.field(*id, &members)).collect();
        let whole = |item: Item| match item.name {
            Some(name) => self.opened.tree.element(name),
            None => self.opened.tree.span(item.value),
        };
        let span = item.filter(|_| node.is_some()).map(|item| self.source.place(whole(item))).unwrap_or_default();
        self.acc.places.insert(address.clone(), at);
        let is_there = node.is_some();
        self.acc.blocks.push(BlockReading { address: address.clone(), block, field, is_there, span, around, fields });
        for id in ids {
            let member = layout.field(*id);
            let Some(inner) = inner(member) else { continue };
            let items = self.opened.items(&members, *id);
            if member.is_list(layout) {
                for (number, item) in (0..).zip(items) {
                    self.block(address.below(*id, number), inner, Some(*id), Some(at), Some(item));
                }
            } else {
                let only = members.iter().find(|member| member.field == *id);
                let item = only.map(|member| Item { name: Some(member.name), value: member.value });
                self.block(address.below(*id, 0), inner, Some(*id), Some(at), item);
            }
        }
    }

    fn field(&self, id: FieldId, members: &[Member]) -> FieldReading {
        let layout = self.opened.layout;
        let field = layout.field(id);
        let own = members.iter().find(|member| member.field == id).map(|member| member.value);
        let held = match (own, inner(field).is_some(), field.is_list(layout)) {
            (None, ..) => Held::Absent,
            (Some(_), true, true) if !self.is_scalar(own) => {
                Held::Items(crate::span::offset(self.opened.items(members, id).len()))
            }
            (Some(node), true, false) if self.opened.is_block(node) => Held::Block,
            (Some(node), ..) => self.value(node, inner(field).is_some()),
        };
        let span = own.map(|node| self.source.place(self.opened.tree.span(node))).unwrap_or_default();
        FieldReading { field: id, held, span, standing: Standing::Free, is_in_doubt: false }
    }

    /// Whether a JSON value stands where items are due.
    fn is_scalar(&self, node: Option<NodeId>) -> bool {
        let tree = &self.opened.tree;
        let is_container = |node: NodeId| matches!(tree.kind(node), Kind::Array | Kind::Object);
        tree.syntax == Syntax::Json && !node.is_some_and(is_container)
    }

    fn value(&self, node: NodeId, is_block_due: bool) -> Held {
        let kind = self.opened.tree.kind(node);
        match kind {
            Kind::Object | Kind::Array | Kind::Invalid | Kind::Name => Held::Other,
            // Null or "" says that there is no block.
            _ if is_block_due && !self.opened.tree.value(node).trim().is_empty() && kind != Kind::Null => Held::Other,
            _ => {
                // What a null is written as is no value.
                let text = if kind == Kind::Null { String::new() } else { self.opened.tree.value(node).into_owned() };
                Held::Value(text, kind)
            }
        }
    }
}
