//! Goes through the values of a request in the order of its blocks.
//!
//! Keeps its own queue. Sees repeated names and names in another case too: who reads them at the other end is not known.

use std::collections::VecDeque;

use super::Outgoing;
use crate::bind;
use crate::document;
use crate::layout::{BlockId, Content, FieldId, Root};
use crate::tree::{Kind, NodeId};

impl Outgoing<'_, '_> {
    /// Calls `each` for every value of some fields.
    pub(super) fn each_of(&self, wanted: &[FieldId], mut each: impl FnMut(FieldId, NodeId)) {
        if wanted.is_empty() {
            return;
        }
        let (tree, layout) = (&self.tree, self.layout);
        let mut blocks: VecDeque<(BlockId, NodeId)> =
            self.items().into_iter().map(|node| (layout.request, node)).collect();
        while let Some((block, node)) = blocks.pop_front() {
            for (name, value) in tree.members(node) {
                let known = (tree.kind(name) == Kind::Name).then(|| bind::member(layout, block, &tree.name(name)));
                let Some(id) = known.flatten() else { continue };
                match &layout.field(id).content {
                    Content::Value(_) if wanted.contains(&id) => each(id, value),
                    Content::Value(_) => {}
                    Content::Block(inner) if tree.kind(value) == Kind::Array => {
                        blocks.extend(tree.items(value).map(|item| (*inner, item)));
                    }
                    Content::Block(inner) => blocks.push_back((*inner, value)),
                }
            }
        }
    }

    /// The outermost blocks of the request: the items of a list, what an operation holds, documents of a batch.
    pub(super) fn items(&self) -> Vec<NodeId> {
        let Some(entry) = self.entry else { return Vec::new() };
        let tree = &self.tree;
        match (self.layout.root, &self.layout.document) {
            (Root::Document, Some(document)) => document::bodies(tree, document).map(|body| body.value).collect(),
            _ if tree.kind(entry) == Kind::Array => tree.items(entry).collect(),
            _ => vec![entry],
        }
    }
}
