//! Something new in a text: a member where the manual has it, and the blocks that are missing on the way to it.
//!
//! Input: a writer, an address. Output: edits. Adds only: what is there stays as it is.

use super::address::BlockAddress;
use super::json;
use super::start::placeholders;
use super::style::Content;
use super::write::{Found, Writer};
use super::xml;
use crate::fix::Edit;
use crate::layout::FieldId;
use crate::tree::{Kind, NodeId, Syntax};

impl Writer<'_, '_, '_> {
    /// Adds a member to a block that is there.
    pub(super) fn insert(&self, found: Found, id: FieldId, content: &Content) -> Option<Vec<Edit>> {
        let tree = &self.opened.tree;
        let name = self.name(id);
        let at = self.due(found, id);
        let render = |indent: Option<&str>| self.style.member(name, content, indent);
        match tree.syntax {
            Syntax::Json => json::insert(tree, &self.style, found.item.value, at, render),
            Syntax::Xml => xml::insert(tree, &self.style, (found.item.name?, found.item.value), at, render),
        }
    }

    /// Behind which child a member goes: behind the one that the manual has before it, else before the one that follows.
    fn due(&self, found: Found, id: FieldId) -> usize {
        let tree = &self.opened.tree;
        let slot = self.layout().field(id).slot;
        let known = self.opened.members(found.block, found.item.value);
        let slot_of = |name: NodeId| {
            let member = known.iter().find(|member| member.name == name && member.is_direct)?;
            Some(self.layout().field(member.field).slot)
        };
        let children: Vec<Option<u32>> = tree.members(found.item.value).map(|(name, _)| slot_of(name)).collect();
        let placed = || children.iter().enumerate().filter_map(|(at, other)| Some((at, (*other)?)));
        let before = placed().filter(|(_, other)| *other <= slot).max_by_key(|(at, other)| (*other, *at));
        let after = placed().filter(|(_, other)| *other > slot).min_by_key(|(at, other)| (*other, *at));
        before.map(|(at, _)| at + 1).or(after.map(|(at, _)| at)).unwrap_or(children.len())
    }

    /// Makes what is missing on the way to a block, with a member in it.
    pub(super) fn make(&self, block: &BlockAddress, id: FieldId, content: Content) -> Option<Vec<Edit>> {
        let (outer, field, number) = match block.around() {
            Some(around) => around,
            None => return self.make_record(block, id, content),
        };
        // Items are added one by one, never on the way.
        if self.layout().field(field).is_list(self.layout()) || number > 0 {
            return None;
        }
        let content = Content::block(self.name(id), content);
        let Some(found) = self.find(&outer) else { return self.make(&outer, field, content) };
        let tree = &self.opened.tree;
        match self.member(found, field) {
            None => self.insert(found, field, &content),
            // It says that there is no block.
            Some(member) if tree.syntax == Syntax::Json && !matches!(tree.kind(member.value), Kind::Array) => {
                let text = self.style.json(&content, self.indent(tree.span(member.name).start));
                Some(vec![Edit { span: tree.span(member.value), text }])
            }
            Some(member) if tree.kind(member.value) == Kind::Null => {
                let old = (member.name, member.value);
                Some(vec![xml::replace(tree, &self.style, old, self.name(field), &content)])
            }
            Some(_) => None,
        }
    }

    /// The first record of a list without any.
    fn make_record(&self, block: &BlockAddress, id: FieldId, content: Content) -> Option<Vec<Edit>> {
        let list = self.opened.record_list().filter(|_| block.record == 0 && self.records.is_empty())?;
        let mut members = self.placeholders();
        members.retain(|(name, _)| name != self.name(id));
        members.insert(0, (self.name(id).to_owned(), content));
        let content = Content::Block(members);
        let render = |indent: Option<&str>| self.style.json(&content, indent);
        json::insert(&self.opened.tree, &self.style, list, 0, render)
    }

    /// What a new record holds before anybody fills it in.
    pub(super) fn placeholders(&self) -> Vec<(String, Content)> {
        placeholders(self.layout()).map(|(name, text)| (name.to_owned(), Content::Value(text))).collect()
    }
}
