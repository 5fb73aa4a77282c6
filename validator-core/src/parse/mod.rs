//! Text to tree. Both parsers always yield a tree, and say what was wrong on the way.

mod json;
mod json_recovery;
mod scan;
pub(crate) mod text;
mod xml;
mod xml_chars;
mod xml_names;

use crate::diagnostic::Sink;
use crate::source::is_xml;
use crate::span::Span;
use crate::tree::Tree;
use crate::violation::Violation;

/// How deep a payload may nest. What lies deeper is skipped and reported once.
pub const MAX_DEPTH: usize = 128;

/// Reads a text as what it looks like: XML when it begins with `<`, else JSON.
pub fn parse<'a>(text: &'a str, acc: &mut Sink) -> Tree<'a> {
    if text.trim_start_matches('\u{feff}').trim().is_empty() {
        acc.push(Violation::EmptyInput, Span::new(0, text.len()));
        return Tree::new(text, crate::tree::Syntax::Json);
    }
    if is_xml(text) { xml::parse(text, acc) } else { json::parse(text, acc) }
}
