//! Text to tree. Both parsers always yield a tree, and say what was wrong on the way.

mod familiar;
mod json;
mod json_recovery;
pub(crate) mod scan;
pub(crate) mod text;
mod xml;
pub(crate) mod xml_chars;
mod xml_names;

use scan::{Survey, survey};

use crate::diagnostic::{Diagnostic, Sink};
use crate::source::{is_xml, without_mark};
use crate::span::Span;
use crate::tree::Tree;
use crate::violation::Violation;

/// What parsing always yields: as much tree as could be read, and what was wrong with it.
#[derive(Debug)]
pub struct Parse<'a> {
    /// Complete even for a broken document.
    pub tree: Tree<'a>,
    /// The first ones by place; [`crate::MAX_LISTED`] at most.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads JSON, valid or nearly so (RFC 8259).
pub fn parse_json(text: &str) -> Parse<'_> {
    let mut acc = Sink::default();
    let tree = json::parse(text, survey(text.as_bytes()), &mut acc);
    Parse { tree, diagnostics: acc.finish().0 }
}

/// Reads XML, well-formed or nearly so (XML 1.0, fifth edition, without a document type; Namespaces in XML 1.0).
pub fn parse_xml(text: &str) -> Parse<'_> {
    let mut acc = Sink::default();
    let tree = xml::parse(text, &mut acc);
    Parse { tree, diagnostics: acc.finish().0 }
}

/// How deep a payload may nest. What lies deeper is skipped and reported once.
pub const MAX_DEPTH: usize = 128;

/// Reads a text as what it looks like: XML when it begins with `<`, else JSON.
pub(crate) fn parse<'a>(text: &'a str, acc: &mut Sink) -> Tree<'a> {
    parse_surveyed(text, survey(text.as_bytes()), acc)
}

/// The same for a text whose bytes have been looked at.
pub(crate) fn parse_surveyed<'a>(text: &'a str, survey: Survey, acc: &mut Sink) -> Tree<'a> {
    if without_mark(text).trim().is_empty() {
        acc.push(Violation::EmptyInput, Span::new(0, text.len()));
        return Tree::new(text, crate::tree::Syntax::Json);
    }
    if is_xml(text) { xml::parse(text, acc) } else { json::parse(text, survey, acc) }
}
