//! The items of an answer, each of which says what became of it.

use super::{Reader, members, state};
use crate::bind::State;
use crate::diagnostic::Diagnostic;
use crate::layout::{BlockId, Content, ItemRule, Layout};
use crate::report::Direction;
use crate::tree::{Kind, NodeId, Syntax};
use crate::violation::{Told, Violation};

/// How the items fared.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Items {
    pub total: u32,
    /// Those that say that something went wrong.
    pub failed: u32,
    /// The text of the first of these.
    pub first: Option<NodeId>,
    /// Those that say something of which no manual tells what it means.
    pub remarks: u32,
}

impl Reader<'_, '_> {
    /// Looks at every item once, in the order of the document.
    pub(super) fn items(&mut self, layout: &Layout, node: NodeId) -> Items {
        let mut acc = Items::default();
        let Some(root) = layout.half(Direction::Response).filter(|_| !layout.items.is_empty()) else { return acc };
        let tree = self.tree;
        // Of each rule how many items its list had so far.
        let mut numbers = vec![0_u32; layout.items.len()];
        for (field, value) in members(tree, layout, root, node) {
            let rule = layout.items.iter().zip(&mut numbers).find(|(rule, _)| rule.list == field);
            let (Some((rule, number)), Content::Block(block)) = (rule, &layout.field(field).content) else { continue };
            match (tree.syntax, tree.kind(value)) {
                (Syntax::Json, Kind::Array) => {
                    for item in tree.items(value) {
                        *number += 1;
                        self.item(&mut acc, layout, rule, Item { block: *block, node: item, number: *number });
                    }
                }
                _ => {
                    *number += 1;
                    self.item(&mut acc, layout, rule, Item { block: *block, node: value, number: *number });
                }
            }
        }
        acc
    }

    fn item(&mut self, acc: &mut Items, layout: &Layout, rule: &ItemRule, item: Item) {
        acc.total += 1;
        let mut told = members(self.tree, layout, item.block, item.node).filter(|(field, _)| *field == rule.field);
        let told = told.next().map(|(_, value)| value);
        let Some(told) = told.filter(|told| state(self.tree, layout, *told) == State::Present) else { return };
        let text = self.tree.value(told);
        if rule.good.iter().any(|good| good.eq_ignore_ascii_case(text.trim())) {
            return;
        }
        let span = self.tree.span(told);
        let violation = if rule.is_inferred {
            Violation::ItemRemark { item: item.number, told: Told(span) }
        } else {
            Violation::ItemFailed { item: item.number, told: Told(span) }
        };
        if rule.is_inferred {
            acc.remarks += 1;
        } else {
            acc.failed += 1;
            acc.first = acc.first.or(Some(told));
        }
        self.acc.add(Diagnostic { field: Some(rule.field), ..Diagnostic::at(violation, span, told) });
        self.explain(told);
    }
}

/// One item of a list, counted from 1.
struct Item {
    block: BlockId,
    node: NodeId,
    number: u32,
}
