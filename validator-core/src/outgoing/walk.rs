//! Goes through the values of a request in the order of its blocks.
//!
//! Keeps its own queue. Sees repeated names and names in another case too: who reads them at the other end is not known.

use std::collections::{HashMap, VecDeque};

use super::Outgoing;
use crate::bind;
use crate::document;
use crate::layout::{BlockId, Content, FieldId, Layout, Root};
use crate::tree::{Kind, NodeId, Syntax};

/// What of each block leads to a wanted field, by its names; blocks that lead to none are left out.
fn ways<'l>(layout: &'l Layout, wanted: &[FieldId]) -> HashMap<BlockId, Vec<&'l str>> {
    let mut acc: HashMap<BlockId, Vec<&str>> = HashMap::new();
    let mut led: Vec<FieldId> = wanted.to_vec();
    let mut next = 0;
    // From each field outwards: a layout has hundreds of others.
    while let Some(id) = led.get(next).copied() {
        next += 1;
        let block = layout.field(id).block;
        let names = layout.block(block).names.iter().filter(|(_, leading, _)| *leading == id);
        acc.entry(block).or_default().extend(names.map(|(name, ..)| &**name));
        led.extend(layout.holder(block).filter(|holder| !led.contains(holder)));
    }
    acc
}

/// Whether a name may be this one, in any case, as it is written: in JSON with quotes and escapes, in XML with a prefix.
fn may_be(syntax: Syntax, written: &str, name: &str) -> bool {
    match syntax {
        Syntax::Xml => {
            let start = written.len().checked_sub(name.len());
            let end = start.and_then(|start| written.as_bytes().get(start..));
            end.is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes()))
        }
        Syntax::Json => match written.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
            Some(inside) if !inside.contains('\\') => inside.eq_ignore_ascii_case(name),
            _ => true,
        },
    }
}

impl Outgoing<'_, '_> {
    /// Calls `each` for every value of some fields.
    pub(super) fn each_of(&self, wanted: &[FieldId], mut each: impl FnMut(FieldId, NodeId)) {
        if wanted.is_empty() {
            return;
        }
        let (tree, layout) = (&self.tree, self.layout);
        let ways = ways(layout, wanted);
        let mut blocks: VecDeque<(BlockId, NodeId)> =
            self.items().into_iter().map(|node| (layout.request, node)).collect();
        while let Some((block, node)) = blocks.pop_front() {
            let Some(ways) = ways.get(&block) else { continue };
            for (name, value) in tree.members(node).filter(|(name, _)| tree.kind(*name) == Kind::Name) {
                // Most names lead nowhere that is asked for, and need no look at the whole block.
                let written = tree.span(name).text(tree.text);
                let may_lead = ways.iter().any(|known| may_be(tree.syntax, written, known));
                let id = may_lead.then(|| bind::member(layout, block, &tree.name(name)));
                let Some(id) = id.flatten() else { continue };
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
