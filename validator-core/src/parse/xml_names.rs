//! The attributes of a start tag, and the namespaces they declare.
//!
//! Input: the text between `<` and `>`. Output: what the tag declares and says; what is ill-formed goes into the sink.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::scan::skip_blank;
use super::text::{xml, xml_reference};
use super::xml_chars::{is_nc_name, is_qualified_name};
use crate::diagnostic::Sink;
use crate::span::Span;
use crate::tree::{Namespace, NamespaceId, Tree};
use crate::violation::Violation;

const XML_URI: &str = "http://www.w3.org/XML/1998/namespace";
const XMLNS_URI: &str = "http://www.w3.org/2000/xmlns/";
const XSI_URI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// An attribute as written: its qualified name, and its value without quotes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub name: Span,
    pub value: Span,
}

/// Reads the attributes that begin at `at`. Stops at the first that makes no sense.
pub(super) fn attributes(text: &str, mut at: usize, end: usize, acc: &mut Sink) -> Vec<Attribute> {
    let bytes = text.as_bytes().get(..end).unwrap_or_default();
    let mut found = Vec::new();
    loop {
        let start = skip_blank(bytes, at);
        if start >= end {
            return found;
        }
        let has_blank = start > at;
        let rest = text.get(start..end).unwrap_or_default();
        let length = rest.find(|c: char| c == '=' || c.is_ascii_whitespace()).unwrap_or(rest.len());
        let name = Span::new(start, start + length);
        let equals = skip_blank(bytes, start + length);
        if bytes.get(equals) != Some(&b'=') || !has_blank || !is_qualified_name(name.text(text)) {
            let violation = if bytes.get(equals) == Some(&b'=') && has_blank {
                Violation::BadName
            } else {
                Violation::BadAttribute
            };
            acc.push(violation, name);
            return found;
        }
        let open = skip_blank(bytes, equals + 1);
        let quote = bytes.get(open).copied().unwrap_or_default();
        if !matches!(quote, b'"' | b'\'') {
            let rest = text.get(open..end).unwrap_or_default();
            let length = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
            acc.push(Violation::UnquotedAttribute, Span::new(open, open + length));
            at = open + length;
            continue;
        }
        let inside = bytes.get(open + 1..).unwrap_or_default();
        let Some(length) = memchr::memchr(quote, inside) else {
            acc.push(Violation::BadAttribute, name);
            return found;
        };
        let value = Span::new(open + 1, open + 1 + length);
        check_value(text, value, acc);
        found.push(Attribute { name, value });
        at = open + 1 + length + 1;
    }
}

fn check_value(text: &str, value: Span, acc: &mut Sink) {
    let start = value.start as usize;
    let raw = value.text(text);
    for at in memchr::memchr2_iter(b'<', b'&', raw.as_bytes()) {
        let rest = raw.get(at..).unwrap_or_default();
        if rest.starts_with('<') {
            acc.push(Violation::LessThanInAttribute, Span::new(start + at, start + at + 1));
        } else {
            check_reference(rest, start + at, acc);
        }
    }
}

/// Judges the reference, or lone `&`, at the start of `rest`; returns the bytes that belong to it and whether they mean something.
pub(super) fn check_reference(rest: &str, at: usize, acc: &mut Sink) -> (usize, bool) {
    // Only up to what no name holds: of many lone `&` none may look through the rest of the text.
    let after = rest.get(1..).unwrap_or_default();
    let end = after.find(|c: char| matches!(c, ';' | '&' | '<') || c.is_ascii_whitespace());
    let name = end.and_then(|end| after.get(..end).filter(|_| after.as_bytes().get(end) == Some(&b';')));
    let name = name.filter(|name| name.starts_with('#') || is_nc_name(name));
    let Some(name) = name else {
        acc.push(Violation::BareAmpersand, Span::new(at, at + 1));
        return (1, true);
    };
    let length = name.len() + 2;
    let is_known = xml_reference(name).is_some();
    if !is_known {
        let violation = if name.starts_with('#') { Violation::BadReference } else { Violation::UnknownEntity };
        acc.push(violation, Span::new(at, at + length));
    }
    (length, is_known)
}

/// What a prefix stands for.
#[derive(Clone, Copy)]
struct Bound {
    id: NamespaceId,
    space: Space,
}

/// Two attributes of one tag with the same local name in the same space are one too many.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Space {
    /// Of names without a prefix.
    Plain,
    /// Of the declarations themselves.
    Declared,
    /// Of what begins with `xml:`.
    Xml,
    /// Of a namespace: the same number for the same one, however it is written.
    Numbered(usize),
}

/// The namespace declarations in scope.
#[derive(Default)]
pub(super) struct Scope<'a> {
    /// Of each prefix the declarations from the outermost to the innermost; the empty prefix is the default.
    bound: BTreeMap<&'a str, Vec<Bound>>,
    /// Prefixes in the order declared, to take back at an end tag.
    declared: Vec<&'a str>,
    /// Every namespace of the document. Attributes compare its number: a name may be as long as the text.
    numbers: BTreeMap<Cow<'a, str>, usize>,
}

impl<'a> Scope<'a> {
    /// Remembers where an element's own declarations begin.
    pub fn mark(&self) -> usize {
        self.declared.len()
    }

    /// Takes back what was declared since `mark`.
    pub fn leave(&mut self, mark: usize) {
        for prefix in self.declared.drain(mark.min(self.declared.len())..) {
            if let Some(stack) = self.bound.get_mut(prefix) {
                stack.pop();
            }
        }
    }

    /// The namespace of a prefix; `None` when nothing binds it.
    pub fn resolve(&self, prefix: &str) -> Option<NamespaceId> {
        let id = self.innermost(prefix).map(|bound| bound.id);
        // No declaration is due for these; what `xml` stands for is written nowhere in the document.
        if matches!(prefix, "" | "xml") { Some(id.unwrap_or(NamespaceId::NONE)) } else { id }
    }

    fn innermost(&self, prefix: &str) -> Option<Bound> {
        self.bound.get(prefix).and_then(|stack| stack.last().copied())
    }

    /// Whether elements without a prefix are simply in no namespace.
    pub fn has_no_default(&self) -> bool {
        self.bound.get("").is_none_or(Vec::is_empty)
    }

    /// Enters a tag: takes in its declarations and checks the names of the rest. Says whether `xsi:nil` is true.
    pub fn enter(&mut self, tree: &mut Tree<'a>, attributes: &[Attribute], acc: &mut Sink) -> bool {
        let text = tree.text;
        let mut names = BTreeSet::new();
        let mut is_repeated = |attribute: &Attribute, name: (Space, &'a str), acc: &mut Sink| {
            if !names.insert(name) {
                acc.push(Violation::DuplicateAttribute, attribute.name);
            }
        };
        for attribute in attributes {
            let name = attribute.name.text(text);
            let declared = match name.split_once(':') {
                None if name == "xmlns" => Some(""),
                Some(("xmlns", prefix)) => Some(prefix),
                _ => None,
            };
            if let Some(prefix) = declared {
                is_repeated(attribute, (Space::Declared, prefix), acc);
                self.declare(tree, prefix, attribute, acc);
            }
        }
        let mut is_nil = false;
        for attribute in attributes {
            let name = attribute.name.text(text);
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            if prefix == "xmlns" || name == "xmlns" {
                continue;
            }
            let bound = match (prefix, self.innermost(prefix)) {
                ("", _) => Bound { id: NamespaceId::NONE, space: Space::Plain },
                ("xml", _) => Bound { id: NamespaceId::NONE, space: Space::Xml },
                (_, Some(bound)) => bound,
                (_, None) => {
                    acc.push(Violation::UnboundPrefix, attribute.name);
                    continue;
                }
            };
            is_repeated(attribute, (bound.space, local), acc);
            is_nil |= local == "nil"
                && tree.namespace_uri(bound.id).0 == XSI_URI
                && matches!(attribute.value.text(text).trim(), "true" | "1");
        }
        is_nil
    }

    fn declare(&mut self, tree: &mut Tree<'a>, prefix: &'a str, attribute: &Attribute, acc: &mut Sink) {
        let uri = meaning(attribute.value.text(tree.text));
        let is_reserved = prefix == "xmlns" || uri == XMLNS_URI || (prefix == "xml") != (uri == XML_URI);
        if is_reserved || (uri.is_empty() && !prefix.is_empty()) {
            acc.push(Violation::ReservedNamespace, attribute.name);
            return;
        }
        let id =
            if uri.is_empty() { NamespaceId::NONE } else { tree.push_namespace(Namespace { uri: attribute.value }) };
        let next = self.numbers.len();
        let number = *self.numbers.entry(uri).or_insert(next);
        self.bound.entry(prefix).or_default().push(Bound { id, space: Space::Numbered(number) });
        self.declared.push(prefix);
    }
}

/// The name of a namespace with its references and line ends read (XML 1.0, 3.3.3): only then names can be compared.
fn meaning(raw: &str) -> Cow<'_, str> {
    if !raw.bytes().any(|byte| matches!(byte, b'&' | b'\t' | b'\n' | b'\r')) {
        return Cow::Borrowed(raw);
    }
    // A blank that is written as a reference stays what it is.
    let plain = raw.replace("\r\n", " ").replace(['\t', '\n', '\r'], " ");
    Cow::Owned(xml(&plain).into_owned())
}
