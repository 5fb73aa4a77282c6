//! One shape for JSON and XML: nodes in document order, each with its place in the text.
//!
//! A parser fills it, everything after only reads. Values stay text: nothing is converted before a rule asks.
//!
//! A member of an object, and an element of XML, is a `Name` node followed by its value. An element that holds elements
//! is an `Object`, one that holds text is a `Text`, one that holds nothing is `Empty`.

mod nodes;

use std::borrow::Cow;
use std::collections::BTreeMap;

use self::nodes::{Node, Nodes, PlainMember};
use crate::parse::scan::colon;
use crate::parse::text;
use crate::span::Span;

/// Index of a node in its [`Tree`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub(crate) u32);

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name of the value that follows.
    Name,
    /// JSON's `null`, or an element with `xsi:nil="true"`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number as written.
    Number,
    /// A JSON string, or the text of an element.
    Text,
    /// An element with nothing in it.
    Empty,
    /// Names and values.
    Object,
    /// Values without names; only in JSON.
    Array,
    /// Something that did not parse and was already reported.
    Invalid,
}

/// Which notation a tree was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// RFC 8259.
    Json,
    /// XML 1.0, fifth edition, without a document type.
    Xml,
}

/// A start tag of so many bytes is read again when its end is asked for.
const SHORT_TAG: usize = 256;

/// Index of a namespace in its [`Tree`]; 0 is "no namespace".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamespaceId(pub(crate) u32);

impl NamespaceId {
    /// The element is in no namespace.
    pub const NONE: NamespaceId = NamespaceId(0);
}

/// An attribute without a prefix. Kept apart from the nodes, so that a document without any does not pay for them.
#[derive(Clone, Copy, Debug)]
struct Attribute {
    owner: NodeId,
    name: Node,
    value: Node,
}

/// Ids from here on are of attributes: of each first the name, then the value, as it is with elements.
const FIRST_ATTRIBUTE: u32 = 1 << 31;

/// A namespace declaration: the URI as written and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Namespace {
    /// Inside the quotes.
    pub uri: Span,
}

/// A parsed document. Complete even for a broken one.
#[derive(Debug)]
pub struct Tree<'a> {
    /// The text that spans point into.
    pub text: &'a str,
    /// Where it came from.
    pub syntax: Syntax,
    nodes: Nodes,
    /// How long the start tags of blocks are that are too long to be read again.
    long_tags: BTreeMap<NodeId, u32>,
    namespaces: Vec<Namespace>,
    /// In the order of their owners.
    attributes: Vec<Attribute>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(text: &'a str, syntax: Syntax) -> Self {
        let nodes = Nodes::of(text.len());
        Self { text, syntax, nodes, long_tags: BTreeMap::new(), namespaces: Vec::new(), attributes: Vec::new() }
    }

    /// The outermost value: JSON's root, or the document whose children are the root element's name and value.
    pub fn root(&self) -> Option<NodeId> {
        let first = NodeId(0);
        match self.kind(first) {
            Kind::Name => Some(NodeId(1)),
            Kind::Invalid if self.nodes.len() == 0 => None,
            _ => Some(first),
        }
    }

    /// The root element's name; JSON has none.
    pub fn root_name(&self) -> Option<NodeId> {
        let first = NodeId(0);
        (self.kind(first) == Kind::Name).then_some(first)
    }

    /// How many nodes there are.
    pub(crate) fn n_nodes(&self) -> usize {
        self.nodes.len()
    }

    /// All nodes in document order.
    pub fn nodes(&self) -> impl Iterator<Item = NodeId> + '_ {
        (0..crate::span::offset(self.nodes.len())).map(NodeId)
    }

    fn node(&self, id: NodeId) -> Node {
        self.nodes.get(id.0 as usize).unwrap_or_else(|| self.attribute_node(id))
    }

    #[cold]
    fn attribute_node(&self, id: NodeId) -> Node {
        let node = |attribute: &Attribute| if id.0.is_multiple_of(2) { attribute.name } else { attribute.value };
        self.attribute(id).map_or(Node::new(Kind::Invalid, Span::default()), node)
    }

    fn attribute(&self, id: NodeId) -> Option<&Attribute> {
        self.attributes.get((id.0.checked_sub(FIRST_ATTRIBUTE)? / 2) as usize)
    }

    /// Names and values of the attributes of an element, by its value node. Of those with a prefix nothing is kept.
    pub(crate) fn attributes(&self, owner: NodeId) -> impl Iterator<Item = (NodeId, NodeId)> {
        let first = self.attributes.partition_point(|attribute| attribute.owner < owner);
        let own = self.attributes.iter().enumerate().skip(first).take_while(move |(_, found)| found.owner == owner);
        own.map(|(at, _)| {
            let name = FIRST_ATTRIBUTE | (crate::span::offset(at) * 2);
            (NodeId(name), NodeId(name + 1))
        })
    }

    /// Of an attribute the element that it belongs to and its name.
    pub(crate) fn owner(&self, id: NodeId) -> Option<(NodeId, &'a str)> {
        let Attribute { owner, name, .. } = self.attribute(id)?;
        Some((*owner, name.span.text(self.text)))
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> Kind {
        self.nodes.kind(id.0 as usize).unwrap_or_else(|| self.attribute_node(id).kind)
    }

    /// The value as written: with its quotes in JSON, the text or else the whole element in XML; of a name, all of it.
    pub fn span(&self, id: NodeId) -> Span {
        self.node(id).span
    }

    /// Where something missing in this block is reported: its `{`, or its start tag.
    pub fn opening(&self, id: NodeId) -> Span {
        let Span { start, end } = self.span(id);
        match (self.syntax, self.long_tags.get(&id)) {
            (Syntax::Json, _) => Span { start, end: (start + 1).min(end) },
            (Syntax::Xml, Some(length)) => Span { start, end: (start + length).min(end) },
            (Syntax::Xml, None) => self.start_tag(NodeId(id.0.saturating_sub(1))),
        }
    }

    /// From `<` to `>` of the tag that an element's name stands in.
    fn start_tag(&self, name: NodeId) -> Span {
        let start = self.span(name).start.saturating_sub(1);
        let rest = self.text.get(start as usize..).unwrap_or_default();
        let mut quote = None;
        let end = rest.bytes().position(|byte| {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                _ => {}
            }
            quote.is_none() && byte == b'>'
        });
        Span { start, end: start + crate::span::offset(end.map_or(rest.len(), |end| end + 1)) }
    }

    /// From `<` of the start tag to `>` of the end tag; in JSON the value itself.
    pub fn element(&self, name: NodeId) -> Span {
        let value = NodeId(name.0 + 1);
        let node = self.node(value);
        match (self.syntax, self.kind(value)) {
            (Syntax::Xml, Kind::Text) => Span { start: self.span(name).start.saturating_sub(1), end: node.link },
            _ => self.span(value),
        }
    }

    /// Whether the block lost members to broken syntax, so that what is absent may only be unread.
    pub fn is_incomplete(&self, id: NodeId) -> bool {
        let node = self.node(id);
        node.flag && matches!(node.kind, Kind::Object | Kind::Array)
    }

    /// The namespace of an element, by its name node.
    pub fn namespace(&self, name: NodeId) -> NamespaceId {
        NamespaceId(self.nodes.name_link(name.0 as usize))
    }

    /// The URI of a namespace, and where it was declared; empty for none.
    pub fn namespace_uri(&self, id: NamespaceId) -> (&'a str, Span) {
        let declared = id.0.checked_sub(1).and_then(|at| self.namespaces.get(at as usize));
        let span = declared.map(|namespace| namespace.uri).unwrap_or_default();
        (span.text(self.text), span)
    }

    /// What a node's text means, without quotes, escapes and references; borrowed when it is written plainly.
    pub fn value(&self, id: NodeId) -> Cow<'a, str> {
        self.value_and_span(id).0
    }

    /// The same, and where it stands.
    #[inline]
    pub(crate) fn value_and_span(&self, id: NodeId) -> (Cow<'a, str>, Span) {
        let Node { kind, flag: is_escaped, span, .. } = self.node(id);
        let value = match (self.syntax, kind) {
            // Between its quotes, as nearly every string.
            (Syntax::Json, Kind::Text | Kind::Name) if !is_escaped => Cow::Borrowed(self.inside_quotes(span)),
            (Syntax::Json, Kind::Text | Kind::Name) => Cow::Owned(text::json(span.text(self.text))),
            (Syntax::Xml, Kind::Text) if is_escaped => text::xml(span.text(self.text)),
            (Syntax::Xml, Kind::Null | Kind::Empty) => Cow::Borrowed(""),
            _ => Cow::Borrowed(span.text(self.text)),
        };
        (value, span)
    }

    /// A number, or a text in which nothing is escaped, as written; nothing for others.
    #[inline]
    pub(crate) fn plain(&self, id: NodeId) -> Option<(Kind, &'a [u8])> {
        let (kind, Span { start, end }) = self.nodes.plain(id.0 as usize).or_else(|| self.plain_attribute(id))?;
        let quote = usize::from(self.syntax == Syntax::Json && kind == Kind::Text);
        Some((kind, self.text.as_bytes().get(start as usize + quote..(end as usize).saturating_sub(quote))?))
    }

    #[cold]
    fn plain_attribute(&self, id: NodeId) -> Option<(Kind, Span)> {
        let Attribute { value, .. } = self.attribute(id)?;
        (!value.flag).then_some((value.kind, value.span))
    }

    /// Members of JSON from `name` on, as long as they are like nearly all: the mark of the name, and a number, or a text between
    /// its quotes, in which nothing is escaped.
    #[inline]
    pub(crate) fn plain_members(&self, name: NodeId, end: NodeId) -> impl Iterator<Item = (u32, Kind, &'a [u8])> {
        self.nodes.plain_members(name.0 as usize, end.0 as usize).map_while(|PlainMember { mark, kind, value }| {
            let quote = usize::from(kind == Kind::Text);
            let inside = value.start as usize + quote..(value.end as usize).saturating_sub(quote);
            Some((mark, kind, self.text.as_bytes().get(inside)?))
        })
    }

    /// A name in which nothing is escaped, without quotes or prefix.
    #[inline]
    pub(crate) fn plain_name(&self, id: NodeId) -> Option<&'a str> {
        let Node { kind, flag, span, .. } = self.node(id);
        let is_plain = self.syntax == Syntax::Json && kind == Kind::Name && !flag;
        is_plain.then(|| self.inside_quotes(span))
    }

    /// What names share that are spelled the same and stand at the same place of the document; 0 where nobody looked.
    #[inline]
    pub(crate) fn mark(&self, name: NodeId) -> u32 {
        if self.syntax == Syntax::Json { self.nodes.name_link(name.0 as usize) } else { 0 }
    }

    #[inline]
    fn inside_quotes(&self, span: Span) -> &'a str {
        self.text.get(span.start as usize + 1..(span.end as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// A member's name as the layout writes it: JSON's string, or an element's local name.
    pub fn name(&self, name: NodeId) -> Cow<'a, str> {
        match self.syntax {
            Syntax::Json => self.value(name),
            Syntax::Xml => Cow::Borrowed(self.local_span(name).text(self.text)),
        }
    }

    /// The name without its prefix; in JSON with its quotes.
    pub fn local_span(&self, name: NodeId) -> Span {
        let span = self.span(name);
        let raw = span.text(self.text);
        match (self.syntax, colon(raw)) {
            (Syntax::Xml, Some(colon)) => Span { start: span.start + crate::span::offset(colon + 1), end: span.end },
            _ => span,
        }
    }

    /// The first name of an object and the end of its members, to walk through with [`Tree::after`]; empty for other nodes.
    pub(crate) fn member_range(&self, id: NodeId) -> (NodeId, NodeId) {
        let is_object = self.kind(id) == Kind::Object;
        (NodeId(id.0 + 1), if is_object { self.after(id) } else { id })
    }

    /// Whether it is an array without items.
    pub(crate) fn is_empty_list(&self, id: NodeId) -> bool {
        self.kind(id) == Kind::Array && self.after(id) == NodeId(id.0 + 1)
    }

    /// The first item of an array and the end of its items, to walk through with [`Tree::after`].
    pub(crate) fn item_range(&self, id: NodeId) -> (NodeId, NodeId) {
        (NodeId(id.0 + 1), self.after(id))
    }

    /// The node after this one and all it holds.
    pub(crate) fn after(&self, id: NodeId) -> NodeId {
        match self.nodes.kind(id.0 as usize) {
            // What did not parse may hold nodes too; the link of one that holds none is lower than its own index.
            Some(Kind::Object | Kind::Array | Kind::Invalid) => NodeId(self.nodes.after(id.0 as usize).max(id.0 + 1)),
            _ => NodeId(id.0 + 1),
        }
    }

    /// Names and values of an object, in order; nothing for other nodes.
    pub fn members(&self, id: NodeId) -> Members<'_, 'a> {
        let (next, end) = self.member_range(id);
        Members { tree: self, next, end }
    }

    /// The items of an array, in order; nothing for other nodes.
    pub fn items(&self, id: NodeId) -> Items<'_, 'a> {
        let is_array = self.kind(id) == Kind::Array;
        let end = if is_array { self.after(id) } else { id };
        Items { tree: self, next: NodeId(id.0 + 1), end }
    }
}

/// Iterates over `(name, value)`.
#[derive(Clone)]
pub struct Members<'t, 'a> {
    tree: &'t Tree<'a>,
    next: NodeId,
    end: NodeId,
}

impl Iterator for Members<'_, '_> {
    type Item = (NodeId, NodeId);

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let name = self.next;
        let value = NodeId(name.0 + 1);
        self.next = self.tree.after(value);
        Some((name, value))
    }
}

/// Iterates over the values of an array.
#[derive(Clone)]
pub struct Items<'t, 'a> {
    tree: &'t Tree<'a>,
    next: NodeId,
    end: NodeId,
}

impl Iterator for Items<'_, '_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<Self::Item> {
        if self.next >= self.end {
            return None;
        }
        let item = self.next;
        self.next = self.tree.after(item);
        Some(item)
    }
}

/// What only parsers do.
impl Tree<'_> {
    pub(crate) fn push(&mut self, kind: Kind, span: Span) -> NodeId {
        self.push_node(Node::new(kind, span))
    }

    /// Adds a name or a text in which something is escaped, or may be.
    pub(crate) fn push_text(&mut self, kind: Kind, span: Span, is_escaped: bool) -> NodeId {
        self.push_node(Node { flag: is_escaped, ..Node::new(kind, span) })
    }

    fn push_node(&mut self, node: Node) -> NodeId {
        let id = NodeId(crate::span::offset(self.nodes.len()));
        self.nodes.push(node);
        id
    }

    /// Adds a name in which nothing is escaped, with its mark or namespace.
    pub(crate) fn push_name(&mut self, span: Span, link: u32) -> NodeId {
        self.push_node(Node { link, ..Node::new(Kind::Name, span) })
    }

    /// Adds a marked name and its value, in neither of which anything is escaped.
    #[inline]
    pub(crate) fn push_member(&mut self, name: Span, mark: u32, kind: Kind, value: Span) {
        self.nodes.push_member(name, mark, kind, value);
    }

    /// Adds an element of XML that holds nothing but `content`, in which nothing is escaped; it ends at `end`.
    #[inline]
    pub(crate) fn push_element(&mut self, name: Span, namespace: NamespaceId, content: Span, end: usize) {
        self.push_name(name, namespace.0);
        let link = crate::span::offset(end);
        let element = Span { start: name.start.saturating_sub(1), end: link };
        let is_empty = content.start == content.end;
        let value = if is_empty { Node::new(Kind::Empty, element) } else { Node::new(Kind::Text, content) };
        self.push_node(if is_empty { value } else { Node { link, ..value } });
    }

    /// Marks the name that was just added.
    pub(crate) fn mark_name(&mut self, mark: u32) {
        self.change(NodeId(crate::span::offset(self.nodes.len().saturating_sub(1))), |name| name.link = mark);
    }

    /// Keeps an attribute of the element whose value node is `owner`; the last one pushed, or one before.
    pub(crate) fn push_attribute(&mut self, owner: NodeId, name: Span, value: Span) {
        let flag = memchr::memchr(b'&', value.text(self.text).as_bytes()).is_some();
        let value = Node { flag, ..Node::new(Kind::Text, value) };
        self.attributes.push(Attribute { owner, name: Node::new(Kind::Name, name), value });
    }

    /// Takes back the last node when it is a text behind a name; returns its place.
    pub(crate) fn take_back_text(&mut self) -> Option<Span> {
        let last = self.nodes.len().checked_sub(1)?;
        let (name, text) = (self.nodes.kind(last.checked_sub(1)?)?, self.nodes.get(last)?);
        (name == Kind::Name && text.kind == Kind::Text).then(|| {
            self.nodes.pop();
            text.span
        })
    }

    pub(crate) fn push_namespace(&mut self, namespace: Namespace) -> NamespaceId {
        self.namespaces.push(namespace);
        NamespaceId(crate::span::offset(self.namespaces.len()))
    }

    /// Ends a container at `end`; all nodes pushed since belong to it.
    pub(crate) fn close(&mut self, id: NodeId, end: usize) {
        let link = crate::span::offset(self.nodes.len());
        self.nodes.close(id.0 as usize, crate::span::offset(end), link);
    }

    pub(crate) fn mark_incomplete(&mut self, id: NodeId) {
        self.change(id, |node| node.flag = true);
    }

    /// Says what an XML node turned out to be, once its end tag is read.
    pub(crate) fn settle(&mut self, id: NodeId, kind: Kind, span: Span) {
        self.nodes.set(id.0 as usize, Node::new(kind, span));
    }

    /// Says that an XML node is a text, whose element ends at `end`.
    pub(crate) fn settle_text(&mut self, id: NodeId, span: Span, end: usize, is_escaped: bool) {
        let link = crate::span::offset(end);
        self.nodes.set(id.0 as usize, Node { link, flag: is_escaped, ..Node::new(Kind::Text, span) });
    }

    /// Says that an XML node is a block, which ends here, and how long its start tag is.
    pub(crate) fn settle_block(&mut self, id: NodeId, span: Span, tag_length: usize) {
        let link = crate::span::offset(self.nodes.len());
        self.nodes.set(id.0 as usize, Node { link, ..Node::new(Kind::Object, span) });
        if tag_length > SHORT_TAG {
            self.long_tags.insert(id, crate::span::offset(tag_length));
        }
    }

    fn change(&mut self, id: NodeId, change: impl FnOnce(&mut Node)) {
        let at = id.0 as usize;
        if let Some(mut node) = self.nodes.get(at) {
            change(&mut node);
            self.nodes.set(at, node);
        }
    }
}
