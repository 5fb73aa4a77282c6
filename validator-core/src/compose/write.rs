//! The smallest edit of a text that does what a person did in the form.
//!
//! Input: a text, its layout, an [`Action`]. Output: edits, or nothing where the text does not allow it. Blocks that are
//! missing on the way are made; what is not touched stays as it is, byte by byte.

use super::address::BlockAddress;
use super::entry::Entered;
use super::escape;
use super::json;
use super::start::skeleton;
use super::style::{Content, Style};
use super::walk::{Item, Member, Opened, inner};
use super::xml;
use crate::fix::{self, Edit};
use crate::layout::{BlockId, Field, FieldId, Layout, Presence, Root, ValueKind};
use crate::lines::LineIndex;
use crate::report::EditReport;
use crate::source::Source;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Syntax};

/// Something that a person does in a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Gives a field of a block a value.
    Set(BlockAddress, FieldId, Entered),
    /// Takes the value away. What is always required keeps its place, with nothing in it; anything else goes, and with
    /// it the optional blocks around it that hold nothing more.
    Clear(BlockAddress, FieldId),
    /// Adds a block: the only one, or another item.
    Add(BlockAddress, FieldId),
    /// Adds another outermost block.
    AddRecord,
    /// Takes a block or an item out.
    Remove(BlockAddress),
    /// Adds a copy of an item behind it.
    Duplicate(BlockAddress),
    /// Puts an item in the place of another of its list, by that one's number.
    Move(BlockAddress, u32),
}

/// What changes in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// In order, never overlapping.
    pub edits: Vec<EditReport>,
    /// The whole text afterwards.
    pub text: String,
}

/// The edits of an action; nothing where the text cannot be edited so: the place is not there, or broken.
pub fn change(text: &str, layout: &Layout, action: &Action) -> Option<Change> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        let start = skeleton(layout)?;
        // There is nothing to take away from nothing.
        let changed = edits(&start, layout, action)?;
        return Some(reported(text, vec![Edit { span: Span::new(0, text.len()), text: fix::apply(&start, &changed) }]));
    }
    edits(text, layout, action).map(|edits| reported(text, edits))
}

fn reported(text: &str, edits: Vec<Edit>) -> Change {
    let index = LineIndex::new(text);
    let changed = fix::apply(text, &edits);
    let report = |edit: Edit| EditReport {
        start: index.position(edit.span.start),
        end: index.position(edit.span.end),
        text: edit.text,
    };
    Change { edits: edits.into_iter().map(report).collect(), text: changed }
}

fn edits(text: &str, layout: &Layout, action: &Action) -> Option<Vec<Edit>> {
    let source = Source::from_text(text);
    let opened = Opened::new(&source, layout);
    let records = opened.records();
    let style = Style::of(source.payload(), opened.tree.syntax);
    let writer = Writer { opened: &opened, style, records };
    let mut edits = match action {
        Action::Set(block, field, entered) => writer.set(block, *field, entered),
        Action::Clear(block, field) => writer.clear(block, *field),
        Action::Add(block, field) => writer.add(block, *field),
        Action::AddRecord => writer.add_record(),
        Action::Remove(item) => writer.remove(item),
        Action::Duplicate(item) => writer.duplicate(item),
        Action::Move(item, to) => writer.put(item, *to),
    }?;
    edits.sort_by_key(|edit| edit.span);
    edits.into_iter().map(|edit| edit.in_text(&source)).collect()
}

/// A block that is in the text.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub block: BlockId,
    pub item: Item,
}

pub(super) struct Writer<'o, 's, 'l> {
    pub opened: &'o Opened<'s, 'l>,
    pub style: Style,
    pub records: Vec<Item>,
}

impl<'l> Writer<'_, '_, 'l> {
    pub(super) fn layout(&self) -> &'l Layout {
        self.opened.layout
    }

    fn set(&self, block: &BlockAddress, id: FieldId, entered: &Entered) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let is_attribute = self.name(id).starts_with('@');
        let written = if is_attribute { escape::attribute(&entered.text) } else { escape::value(tree.syntax, entered) };
        let Some(found) = self.find(block) else {
            return self.make(block, id, Content::Value(written));
        };
        match self.member(found, id) {
            None => match self.name(id).strip_prefix('@') {
                Some(name) => xml::add_attribute(tree, found.item.value, name, &written),
                None => self.insert(found, id, &Content::Value(written)),
            },
            Some(member) => match (tree.syntax, tree.kind(member.value)) {
                (_, Kind::Object | Kind::Array) => None,
                _ if tree.owner(member.value).is_some() => {
                    Some(vec![Edit { span: tree.span(member.value), text: written }])
                }
                (Syntax::Json, _) => Some(vec![Edit { span: tree.span(member.value), text: written }]),
                (Syntax::Xml, _) => xml::set(tree, member.name, member.value, &written),
            },
        }
    }

    fn clear(&self, block: &BlockAddress, id: FieldId) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let Some(found) = self.find(block) else { return Some(Vec::new()) };
        let Some(member) = self.member(found, id) else { return Some(Vec::new()) };
        if tree.owner(member.value).is_some() {
            return xml::remove_attribute(tree, member.name, member.value);
        }
        if matches!(tree.kind(member.value), Kind::Object | Kind::Array) {
            return None;
        }
        let field = self.layout().field(id);
        if matches!(field.presence, Presence::Required | Presence::Credential) {
            return match tree.syntax {
                Syntax::Json => {
                    let text = if is_bare(field) { "null" } else { "\"\"" };
                    Some(vec![Edit { span: tree.span(member.value), text: text.to_owned() }])
                }
                Syntax::Xml => xml::set(tree, member.name, member.value, ""),
            };
        }
        self.take_out(block, found, member)
    }

    /// Takes a member out, and the optional block around it when that held nothing else.
    fn take_out(&self, address: &BlockAddress, found: Found, member: Member) -> Option<Vec<Edit>> {
        if !member.is_direct {
            return None;
        }
        let tree = &self.opened.tree;
        let is_last = match tree.syntax {
            Syntax::Json => {
                json::children(tree, found.item.value).len() == 1
                    && is_only(tree.text, json::inside(tree, found.item.value)?, self.whole(member))
            }
            Syntax::Xml => {
                let element = tree.element(found.item.name?);
                let inside = Span { start: tree.opening(found.item.value).end, end: element.end };
                let inside = inside.text(tree.text);
                let close = inside.rfind("</").unwrap_or(inside.len());
                let start = tree.opening(found.item.value).end;
                xml::children(tree, found.item.value).len() == 1
                    && is_only(tree.text, Span { start, end: start + offset(close) }, self.whole(member))
            }
        };
        if is_last
            && let Some((outer, field, _)) = address.around()
            && !self.layout().field(field).is_list(self.layout())
            && matches!(self.layout().field(field).presence, Presence::Optional | Presence::When(_))
            && let Some(around) = self.find(&outer)
            && let Some(holder) = self.member(around, field)
        {
            return self.take_out(&outer, around, holder);
        }
        self.cut(found, member)
    }

    /// From the name to the end of the value; in XML from tag to tag.
    fn whole(&self, member: Member) -> Span {
        let tree = &self.opened.tree;
        match tree.syntax {
            Syntax::Json => Span { start: tree.span(member.name).start, end: tree.span(member.value).end },
            Syntax::Xml => tree.element(member.name),
        }
    }

    fn cut(&self, found: Found, member: Member) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        match tree.syntax {
            Syntax::Json => {
                let whole = self.whole(member);
                let at = json::children(tree, found.item.value).iter().position(|child| *child == whole)?;
                json::remove(tree, found.item.value, at)
            }
            Syntax::Xml => xml::remove(tree, (found.item.name?, found.item.value), self.whole(member)),
        }
    }

    fn add(&self, block: &BlockAddress, id: FieldId) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let is_list = self.layout().field(id).is_list(self.layout());
        let new = match (tree.syntax, is_list) {
            (Syntax::Json, true) => Content::List(vec![Content::empty()]),
            _ => Content::empty(),
        };
        let Some(found) = self.find(block) else { return self.make(block, id, new) };
        let members = self.opened.members(found.block, found.item.value);
        let Some(member) = members.iter().rev().find(|member| member.field == id) else {
            return self.insert(found, id, &new);
        };
        match (tree.syntax, tree.kind(member.value)) {
            (Syntax::Json, Kind::Array) if is_list => {
                let at = json::children(tree, member.value).len();
                json::insert(tree, &self.style, member.value, at, |indent| self.style.json(&Content::empty(), indent))
            }
            (Syntax::Json, Kind::Object) if is_list => {
                Some(json::wrap(tree, &self.style, member.value, &Content::empty()))
            }
            (Syntax::Json, Kind::Object | Kind::Array) => None,
            (Syntax::Json, _) => {
                let text = self.style.json(&new, self.indent(tree.span(member.name).start));
                Some(vec![Edit { span: tree.span(member.value), text }])
            }
            (Syntax::Xml, Kind::Null) => {
                let old = (member.name, member.value);
                Some(vec![xml::replace(tree, &self.style, old, self.name(id), &new)])
            }
            (Syntax::Xml, _) if is_list => {
                let element = tree.element(member.name);
                let at = xml::children(tree, found.item.value).iter().position(|child| *child == element)?;
                let render = |indent: Option<&str>| self.style.member(self.name(id), &Content::empty(), indent);
                xml::insert(tree, &self.style, (found.item.name?, found.item.value), at + 1, render)
            }
            (Syntax::Xml, _) => None,
        }
    }

    fn add_record(&self) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let new = Content::Block(self.placeholders());
        let render = |indent: Option<&str>| self.style.json(&new, indent);
        match (self.opened.record_list(), self.records.first()) {
            (Some(list), _) => json::insert(tree, &self.style, list, json::children(tree, list).len(), render),
            // The list was forgotten around the first.
            (None, Some(only)) if self.layout().root == Root::List && tree.kind(only.value) == Kind::Object => {
                Some(json::wrap(tree, &self.style, only.value, &new))
            }
            _ => None,
        }
    }

    fn remove(&self, address: &BlockAddress) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let Some((outer, field, number)) = address.around() else {
            return json::remove(tree, self.opened.record_list()?, address.record as usize);
        };
        let found = self.find(&outer)?;
        let members = self.opened.members(found.block, found.item.value);
        let own: Vec<Member> = members.into_iter().filter(|member| member.field == field).collect();
        match (tree.syntax, own.first()) {
            (Syntax::Json, Some(member)) if tree.kind(member.value) == Kind::Array => {
                let is_last = json::children(tree, member.value).len() == 1;
                if is_last && !matches!(self.layout().field(field).presence, Presence::Required) {
                    return self.take_out(&outer, found, *member);
                }
                json::remove(tree, member.value, number as usize)
            }
            (Syntax::Json, Some(member)) => self.take_out(&outer, found, *member),
            _ => self.take_out(&outer, found, *own.get(number as usize)?),
        }
    }

    fn duplicate(&self, address: &BlockAddress) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let (container, items, at) = self.siblings(address)?;
        let item = *items.get(at)?;
        let raw = item.text(tree.text);
        match (tree.syntax, container) {
            (Syntax::Json, Some(list)) => json::insert(tree, &self.style, list, at + 1, |_| raw.to_owned()),
            (Syntax::Json, None) => None,
            (Syntax::Xml, _) => {
                let (outer, ..) = address.around()?;
                let found = self.find(&outer)?;
                let at = xml::children(tree, found.item.value).iter().position(|child| *child == item)?;
                let around = (found.item.name?, found.item.value);
                xml::insert(tree, &self.style, around, at + 1, |_| raw.to_owned())
            }
        }
    }

    /// Each item between the two places takes the text of its neighbour; what stands between them stays.
    fn put(&self, address: &BlockAddress, to: u32) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let (_, items, from) = self.siblings(address)?;
        let to = to as usize;
        if to >= items.len() || from >= items.len() {
            return None;
        }
        let mut order: Vec<usize> = (0..items.len()).collect();
        let moved = order.remove(from);
        order.insert(to, moved);
        let changed = items.iter().zip(&order).enumerate().filter(|(at, (_, new))| at != *new);
        let edit = |(_, (span, new)): (usize, (&Span, &usize))| {
            Some(Edit { span: *span, text: items.get(*new)?.text(tree.text).to_owned() })
        };
        changed.map(edit).collect()
    }

    /// The items of the list that an item belongs to, the array that they lie in, and its own number.
    fn siblings(&self, address: &BlockAddress) -> Option<(Option<NodeId>, Vec<Span>, usize)> {
        let tree = &self.opened.tree;
        let Some((outer, field, number)) = address.around() else {
            let list = self.opened.record_list()?;
            return Some((Some(list), json::children(tree, list), address.record as usize));
        };
        let found = self.find(&outer)?;
        let members = self.opened.members(found.block, found.item.value);
        let list = members.iter().find(|member| member.field == field).map(|member| member.value);
        let list = list.filter(|list| tree.kind(*list) == Kind::Array);
        let items = self.opened.items(&members, field).into_iter();
        let span = |item: Item| item.name.map_or_else(|| tree.span(item.value), |name| tree.element(name));
        Some((list, items.map(span).collect(), number as usize))
    }

    /// A block that is there, by its address.
    pub(super) fn find(&self, address: &BlockAddress) -> Option<Found> {
        let record = *self.records.get(address.record as usize)?;
        let mut found = Found { block: self.layout().request, item: record };
        for (field, number) in &address.steps {
            if !self.opened.is_block(found.item.value) {
                return None;
            }
            let members = self.opened.members(found.block, found.item.value);
            let item = if self.layout().field(*field).is_list(self.layout()) {
                *self.opened.items(&members, *field).get(*number as usize)?
            } else {
                let member = members.iter().find(|member| member.field == *field)?;
                Item { name: Some(member.name), value: member.value }
            };
            found = Found { block: inner(self.layout().field(*field))?, item };
        }
        self.opened.is_block(found.item.value).then_some(found)
    }

    pub(super) fn member(&self, found: Found, id: FieldId) -> Option<Member> {
        self.opened.members(found.block, found.item.value).into_iter().find(|member| member.field == id)
    }

    pub(super) fn name(&self, id: FieldId) -> &'l str {
        &self.layout().field(id).name
    }

    /// The indentation for what begins in the line of `at`.
    pub(super) fn indent(&self, at: u32) -> Option<&str> {
        (!self.style.is_compact).then(|| super::style::indent_of(self.opened.tree.text, at))
    }
}

/// Whether nothing but blanks stands around a span.
fn is_only(text: &str, inside: Span, span: Span) -> bool {
    let before = Span { start: inside.start, end: span.start };
    let after = Span { start: span.end, end: inside.end };
    let is_blank = |span: Span| super::style::is_blank_text(span.text(text).trim_end_matches(','));
    is_blank(before) && is_blank(after)
}

fn is_bare(field: &Field) -> bool {
    let kind = field.value_rules().map(|rules| rules.kind);
    matches!(kind, Some(ValueKind::Integer | ValueKind::Decimal(..) | ValueKind::Boolean))
}
