//! XML text to tree, with positions and recovery.
//!
//! quick-xml finds where markup begins and ends; what it leaves unchecked is checked here: characters, names,
//! references, one root, attributes, namespaces, matching tags. A DOCTYPE is refused and nothing is ever expanded.
//! Iterative; what nests too deep is passed over without being kept.

mod plain;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::MAX_DEPTH;
use super::scan::colon;
use super::xml_chars::{forbidden, is_name_start, is_nc_name, is_qualified_name};
use super::xml_names::{Scope, attributes, check_reference};
use crate::diagnostic::{Diagnostic, Sink};
use crate::source::without_mark;
use crate::span::{Span, offset};
use crate::tree::{Kind, NamespaceId, NodeId, Syntax, Tree};
use crate::violation::Violation;

/// Reads XML, well-formed or nearly so. A byte-order mark at the start is passed over.
pub(super) fn parse<'a>(text: &'a str, acc: &mut Sink) -> Tree<'a> {
    for (at, c) in forbidden(text) {
        acc.push(Violation::BadCharacter, Span::new(at, at + c.len_utf8()));
    }
    let start = text.len() - without_mark(text).len();
    let mut parser = Parser {
        text,
        at: start,
        start,
        tree: Tree::new(text, Syntax::Xml),
        open: Vec::new(),
        scope: Scope::default(),
        deep: 0,
        told: Told::default(),
        has_root: false,
        acc,
    };
    parser.run();
    parser.tree
}

/// A start tag whose end tag is still to come.
struct Open {
    name: NodeId,
    value: NodeId,
    /// Offset after the start tag.
    content: usize,
    scope: usize,
    has_elements: bool,
    /// The first text that is not blank.
    text: Option<Span>,
    has_text: bool,
    is_escaped: bool,
    is_nil: bool,
    /// Its text holds a reference that means nothing.
    is_unknown: bool,
    /// An element in it lost its end tag, and may have swallowed others.
    is_incomplete: bool,
    /// Its start tag was read without quick-xml.
    is_plain: bool,
}

/// What is said once a document.
#[derive(Default)]
struct Told {
    too_deep: bool,
    second_root: bool,
    doctype: bool,
    is_cut: bool,
}

struct Parser<'a, 's> {
    text: &'a str,
    /// Everything before it is read.
    at: usize,
    start: usize,
    tree: Tree<'a>,
    open: Vec<Open>,
    scope: Scope<'a>,
    /// How many elements are open below the deepest that is kept.
    deep: usize,
    told: Told,
    has_root: bool,
    acc: &'s mut Sink,
}

impl<'a> Parser<'a, '_> {
    fn run(&mut self) {
        while self.read_on() {}
        self.end_of_text();
    }

    /// Reads with one reader until a `<` that begins no markup, which would mislead it. False at the end, or a hopeless one.
    fn read_on(&mut self) -> bool {
        self.marks();
        let mut base = self.at;
        let mut reader = Reader::from_str(self.text.get(base..).unwrap_or_default());
        let config = reader.config_mut();
        config.check_end_names = false;
        config.allow_unmatched_ends = true;
        config.allow_dangling_amp = true;
        loop {
            // The reader stands before the same `<`, or right behind it: it goes on so at the next one.
            let n_bytes = self.plain_markup();
            *reader.get_mut() = reader.get_ref().get(n_bytes..).unwrap_or_default();
            base += n_bytes;
            if self.is_bare_less_than() {
                self.acc.push(Violation::BareLessThan, Span::new(self.at, self.at + 1));
                self.character_data(Span::new(self.at, self.at + 1), true);
                self.at += 1;
                return true;
            }
            if let Some(end) = self.unknown_markup() {
                self.acc.push(Violation::UnclosedMarkup, Span::new(self.at, end));
                self.at = end;
                return true;
            }
            let event = reader.read_event();
            let end = base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
            let markup = Span::new(self.at, end);
            match event {
                Ok(Event::Start(_)) => self.start_tag(markup, false),
                Ok(Event::Empty(_)) => self.start_tag(markup, true),
                Ok(Event::End(_)) => self.end_tag(markup),
                Ok(Event::Text(_)) => self.text(markup),
                Ok(Event::GeneralRef(_)) => {
                    self.reference(markup);
                    // A lone `&` took more than itself: go on right behind it.
                    if self.at < end {
                        return true;
                    }
                }
                Ok(Event::CData(_)) => self.character_data(markup, true),
                Ok(Event::Comment(_)) => self.comment(markup),
                Ok(Event::PI(_)) => self.instruction(markup),
                Ok(Event::Decl(_)) => self.declaration(markup),
                Ok(Event::DocType(_)) => self.doctype(markup),
                Ok(Event::Eof) => return false,
                Err(_) => {
                    self.broken_markup();
                    return false;
                }
            }
            self.at = end;
        }
    }

    /// Byte-order marks where a reader begins: quick-xml drops the first and does not count it.
    fn marks(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = rest.len() - rest.trim_start_matches('\u{feff}').len();
        if length > 0 {
            self.text(Span::new(self.at, self.at + length));
            self.at += length;
        }
    }

    fn is_bare_less_than(&self) -> bool {
        let mut chars = self.text.get(self.at..).unwrap_or_default().chars();
        chars.next() == Some('<')
            && !chars.next().is_some_and(|c| is_name_start(c) || matches!(c, '/' | '!' | '?' | ':'))
    }

    /// The end of `<!…>` that is neither comment nor CDATA nor DOCTYPE: quick-xml would give up at it.
    fn unknown_markup(&self) -> Option<usize> {
        let rest = self.text.get(self.at..)?.strip_prefix("<!")?;
        let is_doctype = rest.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("DOCTYPE"));
        if rest.starts_with("--") || rest.starts_with("[CDATA[") || is_doctype {
            return None;
        }
        Some(self.at + 2 + memchr::memchr(b'>', rest.as_bytes())? + 1)
    }

    fn start_tag(&mut self, markup: Span, is_empty: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.too_deep(markup, is_empty);
            return;
        }
        if self.open.is_empty() && self.has_root {
            if !self.told.second_root {
                self.told.second_root = true;
                self.acc.push(Violation::SecondRoot, markup);
            }
            self.deep += usize::from(!is_empty);
            return;
        }
        self.has_root = true;
        if let Some(parent) = self.open.last_mut() {
            parent.has_elements = true;
        }
        let start = markup.start as usize;
        let end = markup.end as usize - if is_empty { 2 } else { 1 };
        let inside = self.text.get(start + 1..end).unwrap_or_default();
        let length = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
        let name_span = Span::new(start + 1, start + 1 + length);
        let name_text = inside.get(..length).unwrap_or_default();
        if !is_qualified_name(name_text) {
            self.acc.push(Violation::BadName, name_span);
        }
        let scope = self.scope.mark();
        let mut is_nil = false;
        let mut pairs = Vec::new();
        if length < inside.len() {
            pairs = attributes(self.text, start + 1 + length, end, self.acc);
            is_nil = self.scope.enter(&mut self.tree, &pairs, self.acc);
        }
        let namespace = self.namespace(name_text, name_span);
        let name = self.tree.push_name(name_span, namespace.0);
        let value = self.tree.push(Kind::Empty, markup);
        for pair in pairs.iter().filter(|pair| is_kept(pair.name.text(self.text))) {
            self.tree.push_attribute(value, pair.name, pair.value);
        }
        let open = Open {
            name,
            value,
            content: markup.end as usize,
            scope,
            has_elements: false,
            text: None,
            has_text: false,
            is_escaped: false,
            is_nil,
            is_unknown: false,
            is_incomplete: false,
            is_plain: false,
        };
        self.open.push(open);
        if is_empty {
            self.close(markup.end as usize, markup.end as usize);
        }
    }

    fn namespace(&mut self, name: &str, span: Span) -> NamespaceId {
        let prefix = match colon(name) {
            None if self.scope.has_no_default() => return NamespaceId::NONE,
            None => "",
            Some(colon) => name.get(..colon).unwrap_or_default(),
        };
        self.scope.resolve(prefix).unwrap_or_else(|| {
            self.acc.push(Violation::UnboundPrefix, span);
            NamespaceId::NONE
        })
    }

    fn too_deep(&mut self, markup: Span, is_empty: bool) {
        if !self.told.too_deep {
            self.told.too_deep = true;
            self.acc.push(Violation::TooDeep { max: offset(MAX_DEPTH) }, markup);
        }
        self.deep += usize::from(!is_empty);
    }

    fn end_tag(&mut self, markup: Span) {
        if self.deep > 0 {
            self.deep -= 1;
            return;
        }
        let raw = markup.text(self.text);
        let name = raw.get(2..raw.len().saturating_sub(1)).unwrap_or_default().trim_ascii_end();
        let start = markup.start as usize;
        let span = Span::new(start + 2, start + 2 + name.len());
        let Some(open) = self.open.last() else {
            self.acc.push(Violation::StrayEndTag, markup);
            return;
        };
        let expected = self.tree.span(open.name);
        if expected.text(self.text) != name {
            let depth = self.open.iter().rposition(|outer| self.tree.span(outer.name).text(self.text) == name);
            match depth {
                // An outer element ends here: the end tags of those inside it were forgotten.
                Some(depth) => {
                    while self.open.len() > depth + 1 {
                        self.forgotten_end(start);
                    }
                }
                None => self.acc.push(Violation::WrongEndTag { expected }, span),
            }
        }
        self.close(start, markup.end as usize);
    }

    fn forgotten_end(&mut self, at: usize) {
        if let Some(open) = self.open.last() {
            let name = self.tree.span(open.name);
            self.acc.push(Violation::UnclosedElement { name }, name);
            self.abandon(at);
        }
    }

    /// Ends the innermost element where its end tag is missing: nobody knows what belongs to it, or what follows it.
    fn abandon(&mut self, at: usize) {
        let Some(open) = self.open.last_mut() else { return };
        open.text = None;
        let value = open.value;
        let has_elements = open.has_elements;
        self.close(at, at);
        if has_elements {
            self.tree.mark_incomplete(value);
        } else {
            self.tree.settle(value, Kind::Invalid, Span::new(at, at));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.is_incomplete = true;
        }
    }

    /// Ends the innermost element, whose content ends at `content_end`.
    fn close(&mut self, content_end: usize, end: usize) {
        let Some(open) = self.open.pop() else { return };
        self.scope.leave(open.scope);
        let tag_start = self.tree.span(open.name).start as usize - 1;
        let element = Span::new(tag_start, end);
        let content = Span::new(open.content, content_end);
        if open.has_elements {
            self.tree.settle_block(open.value, element, open.content - tag_start);
            if open.is_incomplete {
                self.tree.mark_incomplete(open.value);
            }
            if let Some(text) = open.text {
                self.acc.add(Diagnostic::at(Violation::TextInBlock, text, open.value));
            }
        } else if open.is_nil {
            self.tree.settle(open.value, Kind::Null, element);
        } else if open.is_unknown {
            self.tree.settle(open.value, Kind::Invalid, content);
        } else if open.has_text {
            self.tree.settle_text(open.value, content, end, open.is_escaped);
        } else {
            self.tree.settle(open.value, Kind::Empty, element);
        }
    }

    fn text(&mut self, markup: Span) {
        let raw = markup.text(self.text);
        let start = markup.start as usize;
        // quick-xml leaves a lone `&` in the text.
        let mut is_escaped = memchr::memchr(b'\r', raw.as_bytes()).is_some();
        for at in memchr::memchr_iter(b'&', raw.as_bytes()) {
            is_escaped = true;
            let (_, is_known) = check_reference(raw.get(at..).unwrap_or_default(), start + at, self.acc);
            self.note_meaning(is_known);
        }
        for at in memchr::memmem::find_iter(raw.as_bytes(), b"]]>") {
            self.acc.push(Violation::CdataEndInText, Span::new(start + at, start + at + 3));
        }
        self.character_data(markup, is_escaped);
    }

    fn reference(&mut self, markup: Span) {
        let start = markup.start as usize;
        let rest = markup.text(self.text);
        // After a DOCTYPE was refused, its entities are no second complaint.
        let mut quiet = Sink::default();
        let acc = if self.told.doctype { &mut quiet } else { &mut *self.acc };
        let (length, is_known) = check_reference(rest, start, acc);
        self.at = start + length;
        self.note_meaning(is_known);
        self.character_data(Span::new(start, start + length), true);
    }

    /// A value with a reference that means nothing is already complained about.
    fn note_meaning(&mut self, is_known: bool) {
        if let Some(open) = self.open.last_mut() {
            open.is_unknown |= !is_known;
        }
    }

    /// Text of any kind: it belongs to the innermost element, or to nothing.
    fn character_data(&mut self, span: Span, is_escaped: bool) {
        let raw = span.text(self.text);
        let start = span.start as usize + raw.len() - raw.trim_ascii_start().len();
        let inner = Span::new(start, start + raw.trim_ascii().len());
        let is_blank = inner.start == inner.end;
        match self.open.last_mut() {
            Some(open) if self.deep == 0 => {
                open.has_text = true;
                open.is_escaped |= is_escaped;
                if !is_blank {
                    open.text = open.text.or(Some(inner));
                }
            }
            Some(_) => {}
            None if is_blank || self.deep > 0 => {}
            None => self.acc.push(Violation::TextOutsideRoot, inner),
        }
    }

    fn comment(&mut self, markup: Span) {
        let raw = markup.text(self.text);
        let inside = raw.get(4..raw.len().saturating_sub(3)).unwrap_or_default();
        if inside.contains("--") || inside.ends_with('-') {
            self.acc.push(Violation::BadComment, markup);
        }
        self.note_markup_in_text();
    }

    /// A comment or instruction inside a value: the value must be read with it left out.
    fn note_markup_in_text(&mut self) {
        if let Some(open) = self.open.last_mut() {
            open.is_escaped = true;
        }
    }

    fn instruction(&mut self, markup: Span) {
        let raw = markup.text(self.text);
        let inside = raw.get(2..raw.len().saturating_sub(2)).unwrap_or_default();
        let target = inside.split(|c: char| c.is_ascii_whitespace()).next().unwrap_or_default();
        // Namespaces take the colon away from targets.
        if target.eq_ignore_ascii_case("xml") || !is_nc_name(target) {
            self.acc.push(Violation::BadName, markup);
        } else {
            self.acc.push(Violation::ProcessingInstruction, markup);
        }
        self.note_markup_in_text();
    }

    fn declaration(&mut self, markup: Span) {
        if markup.start as usize != self.start {
            self.acc.push(Violation::MisplacedDeclaration, markup);
            return;
        }
        let start = markup.start as usize + "<?xml".len();
        let end = markup.end as usize - "?>".len();
        let pairs = attributes(self.text, start, end, self.acc);
        let mut expected = [("version", true), ("encoding", false), ("standalone", false)].into_iter();
        for pair in &pairs {
            let name = pair.name.text(self.text);
            let value = pair.value.text(self.text);
            let is_known = loop {
                match expected.next() {
                    Some((known, _)) if known == name => break true,
                    // The version may not be left out, the others may.
                    Some((_, false)) => {}
                    Some((_, true)) | None => break false,
                }
            };
            let is_good = match name {
                "version" => value
                    .strip_prefix("1.")
                    .is_some_and(|minor| !minor.is_empty() && minor.bytes().all(|byte| byte.is_ascii_digit())),
                "encoding" => is_encoding_name(value),
                _ => matches!(value, "yes" | "no"),
            };
            if !is_known || !is_good {
                let span = if is_known { pair.value } else { pair.name };
                self.acc.push(Violation::BadDeclaration, span);
                return;
            }
        }
        // What could not be read as an attribute is already complained about.
        if self.text.get(start..end).is_some_and(|inside| inside.trim_ascii().is_empty()) {
            self.acc.push(Violation::BadDeclaration, markup);
        }
    }

    fn doctype(&mut self, markup: Span) {
        self.told.doctype = true;
        self.acc.push(Violation::Doctype, markup);
    }

    /// Markup that has no end: what comes behind it cannot be told from what is in it.
    fn broken_markup(&mut self) {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_doctype = rest.get(..9).is_some_and(|start| start.eq_ignore_ascii_case("<!DOCTYPE"));
        let line = rest.find(['\n', '\r']).unwrap_or(rest.len());
        let span = Span::new(self.at, self.at + line);
        self.acc.push(if is_doctype { Violation::Doctype } else { Violation::UnclosedMarkup }, span);
        self.told.is_cut = true;
    }

    fn end_of_text(&mut self) {
        if !self.has_root && !self.told.is_cut {
            self.acc.push(Violation::NoRoot, Span::at(self.text.len()));
        }
        // A tag that is cut short says already that the text is.
        if let Some(open) = self.open.last().filter(|_| !self.told.is_cut) {
            let name = self.tree.span(open.name);
            self.acc.push(Violation::UnclosedElement { name }, name);
        }
        while !self.open.is_empty() {
            self.abandon(self.text.len());
        }
    }
}

/// Whether an attribute may be a field: what has a prefix is about the document itself.
fn is_kept(name: &str) -> bool {
    name != "xmlns" && !name.contains(':')
}

/// `EncName` [81].
fn is_encoding_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-'))
}
