//! XML documents without an envelope: what a payload or a batch of them is made of.
//!
//! Input: an XML tree and what a layout says of its document. Output: the documents in it, and what is wrong with the
//! elements around them. Never looks inside a document.

use crate::diagnostic::{Diagnostic, Sink};
use crate::envelope::Element;
use crate::layout::Document;
use crate::span::Span;
use crate::tree::{NodeId, Tree};
use crate::violation::Violation;

/// The documents of a payload: its root, or those in a batch. Nothing where the root is neither.
pub(crate) fn find<'t>(
    tree: &'t Tree<'_>,
    root: &'t str,
    around: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Element> + 't {
    let name = tree.root_name();
    let value = tree.root().filter(|_| name.is_some());
    let outer = name.zip(value).map(|(name, value)| Element { name, value });
    let is_alone = outer.filter(|outer| tree.name(outer.name) == root);
    let batch = outer.filter(|outer| around(&tree.name(outer.name)));
    let members = batch.into_iter().flat_map(|batch| tree.members(batch.value));
    let inside = members.map(|(name, value)| Element { name, value });
    is_alone.into_iter().chain(inside.filter(move |element| tree.name(element.name) == root))
}

/// Those of a payload that is held against a layout.
pub(crate) fn bodies<'t>(tree: &'t Tree<'_>, document: &'t Document) -> impl Iterator<Item = Element> + 't {
    find(tree, &document.root, |name| document.is_around(name))
}

/// Says what is wrong around the documents. False when there is nothing to check inside.
pub(crate) fn check(tree: &Tree<'_>, document: &Document, acc: &mut Sink) -> bool {
    let (Some(root), Some(value)) = (tree.root_name(), tree.root()) else { return false };
    let is_known = tree.name(root) == *document.root || document.is_around(&tree.name(root));
    if !is_known {
        acc.add(Diagnostic::at(Violation::OtherRoot { name: tree.local_span(root) }, tree.span(root), value));
        return false;
    }
    let uri = tree.namespace_uri(tree.namespace(root)).0;
    if *uri != *document.namespace {
        acc.add(Diagnostic::at(Violation::DocumentNamespace, namespace_place(tree, root), value));
    }
    let mut has_body = false;
    for body in bodies(tree, document) {
        has_body = true;
        if tree.namespace_uri(tree.namespace(body.name)).0 != uri {
            acc.add(Diagnostic::at(Violation::DocumentNamespace, namespace_place(tree, body.name), body.value));
        }
    }
    if !has_body && !tree.is_incomplete(value) {
        acc.add(Diagnostic::at(Violation::NoDocument { name: tree.local_span(root) }, tree.span(root), value));
    }
    has_body
}

/// Where an element's namespace is declared, or the element when it has none.
pub(crate) fn namespace_place(tree: &Tree<'_>, name: NodeId) -> Span {
    let (uri, declared) = tree.namespace_uri(tree.namespace(name));
    if uri.is_empty() { tree.span(name) } else { declared }
}
