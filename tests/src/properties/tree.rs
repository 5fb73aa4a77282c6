//! What every tree must fulfil, whatever it was read from: each node in the text, each inside of the one that holds it.
//!
//! Input: a parsed text. Output: a panic where a stage behind the parser could be led astray.
//! Never asks whether the tree is right about the text: that is what the oracles are for.

use std::collections::BTreeSet;
use std::fmt::Debug;

use validator_core::Span;
use validator_core::parse::{MAX_DEPTH, Parse};
use validator_core::tree::{Kind, NodeId, Syntax, Tree};

/// Asks of a tree and of what was said on the way what each must fulfil.
#[track_caller]
pub fn assert_sound(parse: &Parse<'_>) {
    let Parse { tree, diagnostics } = parse;
    for found in diagnostics {
        assert_in_text(tree, found.span, &found.violation);
    }
    assert!(diagnostics.is_sorted_by_key(|found| found.span.start), "diagnostics come in order");
    for node in tree.nodes() {
        assert_in_text(tree, tree.span(node), &("value", node));
        if is_block(tree, node) {
            assert_in_text(tree, tree.opening(node), &("opening", node, tree.kind(node)));
        }
        // Nothing is read twice, so that no text means more than it can hold.
        assert!(tree.value(node).len() <= tree.text.len(), "{node:?} means more than the whole text");
        if tree.kind(node) == Kind::Name {
            assert_in_text(tree, tree.local_span(node), &("local name", node));
            assert_in_text(tree, tree.element(node), &("element", node));
            assert_in_text(tree, tree.namespace_uri(tree.namespace(node)).1, &("namespace", node));
        }
    }
    if let Some(root) = tree.root() {
        assert_nested(tree, root);
    }
}

#[track_caller]
fn assert_in_text(tree: &Tree<'_>, Span { start, end }: Span, what: &dyn Debug) {
    let is_inside = start <= end && tree.text.get(start as usize..end as usize).is_some();
    assert!(is_inside, "{start} to {end} does not lie in the text, or cuts a character: {what:?}");
}

/// Walks from the root: every node is met once, inside of its parent and behind its siblings.
#[track_caller]
fn assert_nested(tree: &Tree<'_>, root: NodeId) {
    let mut met = BTreeSet::new();
    let mut waiting = vec![(root, 1)];
    while let Some((parent, depth)) = waiting.pop() {
        assert!(met.insert(parent), "{parent:?} is met twice");
        assert!(depth <= MAX_DEPTH + 1, "{parent:?} lies {depth} deep");
        let around = tree.span(parent);
        let mut last = around.start;
        for (name, value) in parts(tree, parent) {
            let place = name.map_or(tree.span(value), |name| whole(tree, name, value));
            assert!(last <= place.start, "{value:?} begins before the end of what stands before it");
            assert!(place.end <= around.end, "{value:?} ends outside of what holds it");
            last = place.end;
            waiting.push((value, depth + 1));
        }
    }
}

/// Whether something may be missing inside of it.
fn is_block(tree: &Tree<'_>, node: NodeId) -> bool {
    match tree.syntax {
        Syntax::Json => matches!(tree.kind(node), Kind::Object | Kind::Array),
        Syntax::Xml => tree.kind(node) != Kind::Name,
    }
}

/// What a container holds: items, or names and values.
fn parts(tree: &Tree<'_>, parent: NodeId) -> Vec<(Option<NodeId>, NodeId)> {
    let items = tree.items(parent).map(|item| (None, item));
    let members = tree.members(parent).map(|(name, value)| (Some(name), value));
    items.chain(members).collect()
}

/// A member from its first to its last character.
fn whole(tree: &Tree<'_>, name: NodeId, value: NodeId) -> Span {
    match tree.syntax {
        Syntax::Json => Span { start: tree.span(name).start, end: tree.span(value).end },
        Syntax::Xml => tree.element(name),
    }
}
