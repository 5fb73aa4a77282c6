//! Values as edits of a parsed text: parts of a SOAP operation, and fields of every item of a JSON payload.
//!
//! Input: a well-formed tree and the values by their names. Output: edits that do not overlap. A part or field that is
//! there is replaced, wherever and in whatever form; a missing one is added. Touches nothing else.

use memchr::memmem;

use crate::bind;
use crate::fix::Edit;
use crate::layout::Layout;
use crate::span::Span;
use crate::tree::{Kind, NodeId, Tree};

/// The parts of an operation, whose value is `operation`. New ones stand in the order given, each behind the one before.
pub(super) fn parts(tree: &Tree<'_>, operation: NodeId, parts: &[(String, String)]) -> Vec<Edit> {
    let mut acc = Vec::new();
    let mut added = String::new();
    // Without a prefix a part would be in the namespace that is declared around it.
    let unqualified = if declares_default(tree.text) { " xmlns=\"\"" } else { "" };
    let opening = tree.opening(operation);
    let is_empty_tag = opening.text(tree.text).ends_with("/>");
    let mut at = opening.end;
    for (part, value) in parts {
        let text = escaped(value);
        let found = tree.members(operation).filter(|(name, _)| tree.name(*name) == **part);
        let mut last = None;
        for (name, _) in found {
            let (element, written) = (tree.element(name), tree.span(name).text(tree.text));
            let declared = if written.contains(':') { "" } else { unqualified };
            acc.push(Edit { span: element, text: format!("<{written}{declared}>{text}</{written}>") });
            last = Some(element.end);
        }
        match last {
            None => added.push_str(&format!("<{part}{unqualified}>{text}</{part}>")),
            Some(end) => {
                acc.extend(insertion(at, &mut added));
                at = end;
            }
        }
    }
    if is_empty_tag && !added.is_empty() {
        let name = tree.span(NodeId(operation.0.saturating_sub(1))).text(tree.text);
        let span = Span { start: opening.end - 2, end: opening.end };
        acc.push(Edit { span, text: format!(">{added}</{name}>") });
        return acc;
    }
    acc.extend(insertion(at, &mut added));
    acc
}

/// Fields of every item, for the items that are objects and the fields that the layout has.
pub(super) fn fields(tree: &Tree<'_>, layout: &Layout, root: NodeId, fields: &[(String, String)]) -> Vec<Edit> {
    let json = |text: &str| serde_json::Value::from(text).to_string();
    // The same in each of many items: made once.
    let known = fields.iter().filter_map(|(field, value)| {
        let (id, text) = (bind::member(layout, layout.request, field)?, json(value));
        Some((id, format!("{}:{text}", json(field)), text))
    });
    let known: Vec<_> = known.collect();
    let mut acc = Vec::new();
    let items: Vec<NodeId> = if tree.kind(root) == Kind::Array { tree.items(root).collect() } else { vec![root] };
    for item in items.into_iter().filter(|item| tree.kind(*item) == Kind::Object) {
        let mut is_there = vec![false; known.len()];
        let mut is_empty = true;
        for (name, found) in tree.members(item) {
            is_empty = false;
            let id = bind::member(layout, layout.request, &tree.name(name));
            let here = known.iter().zip(&mut is_there).filter(|((known, ..), _)| id == Some(*known));
            for ((.., text), is_there) in here {
                acc.push(Edit { span: tree.span(found), text: text.clone() });
                *is_there = true;
            }
        }
        let missing = known.iter().zip(is_there).filter(|(_, is_there)| !is_there).map(|((_, member, _), _)| &**member);
        let mut added = missing.collect::<Vec<_>>().join(",");
        if !added.is_empty() && !is_empty {
            added.push(',');
        }
        acc.extend(insertion(tree.opening(item).end, &mut added));
    }
    acc
}

/// What was gathered, put in at one place; nothing is left of it.
fn insertion(at: u32, added: &mut String) -> Option<Edit> {
    let text = std::mem::take(added);
    (!text.is_empty()).then_some(Edit { span: Span { start: at, end: at }, text })
}

/// Whether a default namespace is declared anywhere. That it ends before the operation does no harm.
fn declares_default(text: &str) -> bool {
    const WORD: &str = "xmlns";
    memmem::find_iter(text.as_bytes(), WORD)
        .any(|at| text.get(at + WORD.len()..).is_some_and(|rest| rest.trim_ascii_start().starts_with('=')))
}

/// Text of an element. A line break would be read as another one, and other control characters are no XML at all.
fn escaped(value: &str) -> String {
    let mut acc = String::with_capacity(value.len());
    for c in value.chars() {
        match c {
            '&' => acc.push_str("&amp;"),
            '<' => acc.push_str("&lt;"),
            '>' => acc.push_str("&gt;"),
            '\r' => acc.push_str("&#13;"),
            c => acc.push(c),
        }
    }
    acc
}
