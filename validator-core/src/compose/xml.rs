//! Edits of XML elements: adding and taking out a child, writing a text, an attribute.
//!
//! Input: an element by its name and value nodes. Output: edits. Comments and attributes stay as they are.

use super::aside::{kept, with_kept};
use super::json::{deletion, insertion};
use super::style::{Content, Style, blank_before, indent_of, is_blank_text, own_indent};
use crate::fix::Edit;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Tree};

/// The elements in an element, from tag to tag.
pub(super) fn children(tree: &Tree<'_>, container: NodeId) -> Vec<Span> {
    tree.members(container).map(|(name, _)| tree.element(name)).collect()
}

/// Adds elements at this number. `render` is told the indentation, or that all has to stand in one line.
pub(super) fn insert(
    tree: &Tree<'_>,
    style: &Style,
    (name, value): (NodeId, NodeId),
    at: usize,
    render: impl Fn(Option<&str>) -> String,
) -> Option<Vec<Edit>> {
    let children = children(tree, value);
    let text = tree.text;
    let gap = |indent: Option<&str>| indent.map(|indent| style.line(indent)).unwrap_or_default();
    let before = at.checked_sub(1).and_then(|before| children.get(before));
    if let Some(before) = before {
        let indent = own_indent(text, before.start);
        return Some(vec![insertion(before.end, format!("{}{}", gap(indent), render(indent)))]);
    }
    if let Some(after) = children.first() {
        let indent = own_indent(text, after.start);
        return Some(vec![insertion(after.start, format!("{}{}", render(indent), gap(indent)))]);
    }
    let indent = indent_of(text, tree.element(name).start);
    let written = if style.is_compact {
        render(None)
    } else {
        let deeper = style.deeper(indent);
        format!("{}{}{}", style.line(&deeper), render(Some(&deeper)), style.line(indent))
    };
    fill(tree, name, value, &written)
}

/// Writes the text of an element.
pub(super) fn set(tree: &Tree<'_>, name: NodeId, value: NodeId, written: &str) -> Option<Vec<Edit>> {
    match tree.kind(value) {
        Kind::Text => {
            let span = tree.span(value);
            Some(vec![Edit { span, text: with_kept(span.text(tree.text), written) }])
        }
        _ => fill(tree, name, value, written),
    }
}

/// Puts a text into an element that holds nothing, or only blanks and comments. Of one that says that it is null the
/// attributes go.
fn fill(tree: &Tree<'_>, name: NodeId, value: NodeId, written: &str) -> Option<Vec<Edit>> {
    let text = tree.text;
    let element = tree.element(name);
    let tag = tree.span(name).text(text);
    if tree.kind(value) == Kind::Null {
        let aside = inside(tree, name, value).map(|inside| kept(inside.text(text))).unwrap_or_default();
        return Some(vec![Edit { span: element, text: format!("<{tag}>{written}{aside}</{tag}>") }]);
    }
    let raw = element.text(text);
    if let Some(open) = raw.strip_suffix("/>") {
        let cut = element.start + offset(open.trim_end().len());
        return Some(vec![Edit { span: Span { start: cut, end: element.end }, text: format!(">{written}</{tag}>") }]);
    }
    let inside = inside(tree, name, value)?;
    let span = if is_blank_text(inside.text(text)) { inside } else { Span { start: inside.start, end: inside.start } };
    Some(vec![Edit { span, text: written.to_owned() }])
}

/// Between the tags; nothing of an element that is not closed.
fn inside(tree: &Tree<'_>, name: NodeId, value: NodeId) -> Option<Span> {
    let element = tree.element(name);
    let start = tree.opening(value).end;
    let end = element.start + offset(element.text(tree.text).rfind("</")?);
    (start <= end).then_some(Span { start, end })
}

/// Takes an element out of the one around it.
pub(super) fn remove(tree: &Tree<'_>, around: (NodeId, NodeId), child: Span) -> Option<Vec<Edit>> {
    let text = tree.text;
    let inside = inside(tree, around.0, around.1)?;
    let start = blank_before(text, child.start).max(inside.start);
    let is_alone = is_blank_text(Span { start: inside.start, end: child.start }.text(text))
        && is_blank_text(Span { start: child.end, end: inside.end }.text(text));
    Some(vec![if is_alone { deletion(inside.start, inside.end) } else { deletion(start, child.end) }])
}

/// Adds an attribute to a start tag, its value as it is written there.
pub(super) fn add_attribute(tree: &Tree<'_>, value: NodeId, name: &str, written: &str) -> Option<Vec<Edit>> {
    let tag = tree.opening(value);
    let open = tag.text(tree.text).strip_suffix('>')?;
    let open = open.strip_suffix('/').unwrap_or(open).trim_end();
    let at = tag.start + offset(open.len());
    Some(vec![insertion(at, format!(" {name}=\"{written}\""))])
}

/// Takes an attribute out, with the blank before it.
pub(super) fn remove_attribute(tree: &Tree<'_>, name: NodeId, value: NodeId) -> Option<Vec<Edit>> {
    let start = blank_before(tree.text, tree.span(name).start);
    let end = tree.span(value).end + 1;
    Some(vec![deletion(start, end)])
}

/// A block in the place of an element that says that there is none.
pub(super) fn replace(
    tree: &Tree<'_>,
    style: &Style,
    (name, value): (NodeId, NodeId),
    known: &str,
    content: &Content,
) -> Edit {
    let span = tree.element(name);
    let indent = (!style.is_compact).then(|| indent_of(tree.text, span.start));
    let aside = inside(tree, name, value).map(|inside| kept(inside.text(tree.text))).unwrap_or_default();
    Edit { span, text: format!("{}{aside}", style.member(known, content, indent)) }
}
