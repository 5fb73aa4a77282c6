//! Edits of JSON objects and arrays: adding and taking out a member or an item, with its comma.
//!
//! Input: a container's node. Output: edits. Comments and faults beside the place stay as they are.

use super::style::{Content, Style, blank_before, indent_of, is_blank_text, own_indent};
use crate::fix::Edit;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Tree};

/// What lies in a container: each member with its name, or each item.
pub(super) fn children(tree: &Tree<'_>, container: NodeId) -> Vec<Span> {
    match tree.kind(container) {
        Kind::Array => tree.items(container).map(|item| tree.span(item)).collect(),
        _ => {
            let whole = |(name, value)| Span { start: tree.span(name).start, end: tree.span(value).end };
            tree.members(container).map(whole).collect()
        }
    }
}

/// Adds something at this number. `render` is told the indentation, or that all has to stand in one line.
pub(super) fn insert(
    tree: &Tree<'_>,
    style: &Style,
    container: NodeId,
    at: usize,
    render: impl Fn(Option<&str>) -> String,
) -> Option<Vec<Edit>> {
    let children = children(tree, container);
    let text = tree.text;
    let before = at.checked_sub(1).and_then(|before| children.get(before));
    if let Some(before) = before {
        let indent = own_indent(text, before.start);
        let gap = indent.map_or_else(|| style.space.to_owned(), |indent| style.line(indent));
        return Some(vec![insertion(before.end, format!(",{gap}{}", render(indent)))]);
    }
    if let Some(after) = children.first() {
        let indent = own_indent(text, after.start);
        let gap = indent.map_or_else(|| style.space.to_owned(), |indent| style.line(indent));
        return Some(vec![insertion(after.start, format!("{},{gap}", render(indent)))]);
    }
    let inside = inside(tree, container)?;
    let indent = indent_of(text, tree.span(container).start);
    let written = if style.is_compact {
        render(None)
    } else {
        let deeper = style.deeper(indent);
        format!("{}{}{}", style.line(&deeper), render(Some(&deeper)), style.line(indent))
    };
    // A comment stays behind what is new.
    let span = if is_blank_text(inside.text(text)) { inside } else { Span { start: inside.start, end: inside.start } };
    Some(vec![Edit { span, text: written }])
}

/// Takes out a child.
pub(super) fn remove(tree: &Tree<'_>, container: NodeId, at: usize) -> Option<Vec<Edit>> {
    let children = children(tree, container);
    let text = tree.text;
    let child = *children.get(at)?;
    let inside = inside(tree, container)?;
    let next = children.get(at + 1);
    let before = at.checked_sub(1).and_then(|before| children.get(before));
    let gap_before = Span { start: before.map_or(inside.start, |before| before.end), end: child.start };
    let gap_after = Span { start: child.end, end: next.map_or(inside.end, |next| next.start) };
    let is_blank = |span: Span| is_blank_text(span.text(text));
    let comma_after = comma(text, gap_after);
    if let (Some(next), Some(comma)) = (next, comma_after)
        && is_blank(Span { start: child.end, end: comma })
        && is_blank(Span { start: comma + 1, end: next.start })
    {
        return Some(vec![deletion(child.start, next.start)]);
    }
    if children.len() == 1 && is_blank(gap_before) && is_blank(gap_after) {
        return Some(vec![deletion(inside.start, inside.end)]);
    }
    // Behind a comment the line has to end.
    let is_commented = gap_before.text(text).contains(['/', '#']);
    let start = if is_commented { child.start } else { blank_before(text, child.start).max(gap_before.start) };
    let mut edits = vec![deletion(start, child.end)];
    // Of two commas one stays: that behind goes with what it follows.
    let comma = comma_after.or_else(|| comma(text, gap_before).filter(|_| before.is_some()));
    edits.extend(comma.map(|comma| deletion(comma, comma + 1)));
    edits.sort_by_key(|edit| edit.span);
    Some(edits)
}

/// Between the brackets; nothing of a container that is not closed.
pub(super) fn inside(tree: &Tree<'_>, container: NodeId) -> Option<Span> {
    let Span { start, end } = tree.span(container);
    let raw = Span { start, end }.text(tree.text);
    let is_closed = raw.len() >= 2 && raw.starts_with(['{', '[']) && raw.ends_with(['}', ']']);
    is_closed.then(|| Span { start: start + 1, end: end - 1 })
}

/// The first comma in a gap that is not part of a comment.
fn comma(text: &str, gap: Span) -> Option<u32> {
    let raw = gap.text(text);
    let mut at = 0;
    while let Some(rest) = raw.get(at..).filter(|rest| !rest.is_empty()) {
        let skipped = if rest.starts_with("//") || rest.starts_with('#') {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with(',') {
            return Some(gap.start + offset(at));
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += skipped;
    }
    None
}

/// A list that was written as one block becomes an array, with another item behind that.
pub(super) fn wrap(tree: &Tree<'_>, style: &Style, block: NodeId, next: &Content) -> Vec<Edit> {
    let Span { start, end } = tree.span(block);
    let more = format!(",{}{}]", style.space, style.json(next, None));
    vec![insertion(start, "[".to_owned()), insertion(end, more)]
}

pub(super) fn insertion(at: u32, text: String) -> Edit {
    Edit { span: Span { start: at, end: at }, text }
}

pub(super) fn deletion(start: u32, end: u32) -> Edit {
    Edit { span: Span { start, end }, text: String::new() }
}
