//! What stands in a request, by the documented paths of its fields.
//!
//! Input: a layout and the text of a request. Output: its blocks in the order of the document, and values of them.
//! Judges nothing: a name that the layout does not know, and a block in the place of a value, are passed over.

use crate::bind;
use crate::diagnostic::Sink;
use crate::layout::{BlockId, Content, FieldId, Layout, RuleCheck};
use crate::parse::parse;
use crate::recognise::recognise;
use crate::run::LayoutChoice;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Syntax, Tree};

/// One block of a request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub block: BlockId,
    pub node: NodeId,
    /// All of it, its tags included.
    pub span: Span,
}

/// A request that was read.
pub(super) struct Request<'r> {
    tree: Tree<'r>,
    layout: &'r Layout,
    pub blocks: Vec<Found>,
}

/// Of each path the value in every block that it belongs to, in the order of the document; `None` where a block has none
/// there. A path that is no field of the request has no values.
pub fn values(layout: &Layout, request: &str, paths: &[&str]) -> Vec<Vec<Option<String>>> {
    let request = Request::read(layout, request);
    paths.iter().map(|path| field(layout, path).map_or_else(Vec::new, |id| request.values(id))).collect()
}

/// The values that no two items may share, as the manual says: each with the place of the block that has it, in bytes.
pub fn unique_values(layout: &Layout, request: &str) -> Vec<(u32, String)> {
    let unique = layout.rules.iter().filter_map(|rule| match rule.check {
        RuleCheck::Unique(id) => Some(id),
        _ => None,
    });
    let request = Request::read(layout, request);
    unique.flat_map(|id| request.placed_values(id)).collect()
}

impl<'r> Request<'r> {
    pub fn read(layout: &'r Layout, text: &'r str) -> Self {
        let mut quiet = Sink::default();
        let tree = parse(text, &mut quiet);
        let entry = recognise(&tree, LayoutChoice::Use(layout), &mut quiet).entry;
        let mut blocks = Vec::new();
        if let Some(entry) = entry {
            // A piece of an envelope begins at a block of its own.
            let block = entry.fragment.unwrap_or(layout.request);
            enter(&tree, layout, Found { block, node: entry.node, span: tree.span(entry.node) }, &mut blocks);
        }
        Self { tree, layout, blocks }
    }

    /// The value of a field in each of its blocks.
    pub fn values(&self, id: FieldId) -> Vec<Option<String>> {
        let field = self.layout.field(id);
        let blocks = self.blocks.iter().filter(|found| found.block == field.block);
        blocks.map(|found| self.value(*found, &field.name)).collect()
    }

    fn placed_values(&self, id: FieldId) -> Vec<(u32, String)> {
        let field = self.layout.field(id);
        let blocks = self.blocks.iter().filter(|found| found.block == field.block);
        blocks.filter_map(|found| Some((found.span.start, self.value(*found, &field.name)?))).collect()
    }

    /// What a member of a block says, by its name.
    pub fn value(&self, found: Found, name: &str) -> Option<String> {
        let mut members = self.tree.members(found.node).filter(|(name, _)| self.tree.kind(*name) == Kind::Name);
        let wanted = bind::member(self.layout, found.block, name);
        let (_, value) = members.find(|(name, _)| {
            wanted.is_some() && bind::member(self.layout, found.block, &self.tree.name(*name)) == wanted
        })?;
        let is_value = matches!(self.tree.kind(value), Kind::Text | Kind::Number | Kind::Bool);
        let text = self.tree.value(value);
        (is_value && !text.trim().is_empty()).then(|| text.trim().to_owned())
    }
}

/// A block and all blocks in it. Goes down by calling itself: a layout is as deep as its own paths are long.
fn enter(tree: &Tree<'_>, layout: &Layout, found: Found, acc: &mut Vec<Found>) {
    if tree.kind(found.node) == Kind::Array {
        for node in tree.items(found.node).filter(|item| tree.kind(*item) != Kind::Array) {
            enter(tree, layout, Found { node, span: tree.span(node), ..found }, acc);
        }
        return;
    }
    acc.push(found);
    for (name, value) in tree.members(found.node).filter(|(name, _)| tree.kind(*name) == Kind::Name) {
        let field = bind::member(layout, found.block, &tree.name(name));
        if let Some(Content::Block(block)) = field.map(|id| &layout.field(id).content) {
            let span = match tree.syntax {
                Syntax::Xml => tree.element(name),
                Syntax::Json => tree.span(value),
            };
            enter(tree, layout, Found { block: *block, node: value, span }, acc);
        }
    }
}

/// The field of the request that a path names.
pub(super) fn field(layout: &Layout, path: &str) -> Option<FieldId> {
    let mut ids = (0..offset(layout.fields.len())).map(FieldId);
    ids.find(|id| {
        let field = layout.field(*id);
        *field.path == *path && layout.root_of(field.block) == layout.request
    })
}

#[cfg(test)]
mod tests;
