//! One shape for JSON and XML: nodes in document order, each with its place in the text.
//!
//! A parser fills it, everything after only reads. Values stay text: nothing is converted before a rule asks.
//!
//! A member of an object, and an element of XML, is a `Name` node followed by its value. An element that holds elements
//! is an `Object`, one that holds text is a `Text`, one that holds nothing is `Empty`.

use std::borrow::Cow;

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

/// Sixteen bytes a node: payloads of 100 MB must fit into memory.
#[derive(Clone, Copy, Debug)]
struct Node {
    start: u32,
    end: u32,
    /// Of a container the index after its last descendant, of an XML text the offset where its element ends.
    link: u32,
    /// Kind in the low bits, then flags, then 26 bits more: of an XML block the length of its start tag, of an XML name its namespace.
    meta: u32,
}

const KIND_BITS: u32 = 0xF;
const ESCAPED: u32 = 1 << 4;
const INCOMPLETE: u32 = 1 << 5;
const EXTRA_SHIFT: u32 = 6;
const EXTRA_MAX: u32 = (1 << (32 - EXTRA_SHIFT)) - 1;

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
    nodes: Vec<Node>,
    namespaces: Vec<Namespace>,
    /// In the order of their owners.
    attributes: Vec<Attribute>,
}

impl<'a> Tree<'a> {
    pub(crate) fn new(text: &'a str, syntax: Syntax) -> Self {
        // A guess that suits real payloads; dense ones grow it.
        let nodes = Vec::with_capacity(text.len() / 16);
        Self { text, syntax, nodes, namespaces: Vec::new(), attributes: Vec::new() }
    }

    /// The outermost value: JSON's root, or the document whose children are the root element's name and value.
    pub fn root(&self) -> Option<NodeId> {
        let first = NodeId(0);
        match self.kind(first) {
            Kind::Name => Some(NodeId(1)),
            Kind::Invalid if self.nodes.is_empty() => None,
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
        self.nodes.get(id.0 as usize).copied().unwrap_or_else(|| self.attribute_node(id))
    }

    #[cold]
    fn attribute_node(&self, id: NodeId) -> Node {
        const NOTHING: Node = Node { start: 0, end: 0, link: 0, meta: Kind::Invalid as u32 };
        let node = |attribute: &Attribute| if id.0.is_multiple_of(2) { attribute.name } else { attribute.value };
        self.attribute(id).map_or(NOTHING, node)
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
        Some((*owner, Span { start: name.start, end: name.end }.text(self.text)))
    }

    /// What the node is.
    pub fn kind(&self, id: NodeId) -> Kind {
        KINDS.get((self.node(id).meta & KIND_BITS) as usize).copied().unwrap_or(Kind::Invalid)
    }

    /// The value as written: with its quotes in JSON, the text or else the whole element in XML; of a name, all of it.
    pub fn span(&self, id: NodeId) -> Span {
        let Node { start, end, .. } = self.node(id);
        Span { start, end }
    }

    /// Where something missing in this block is reported: its `{`, or its start tag.
    pub fn opening(&self, id: NodeId) -> Span {
        let node = self.node(id);
        match (self.syntax, self.kind(id)) {
            (Syntax::Json, _) => Span { start: node.start, end: (node.start + 1).min(node.end) },
            (Syntax::Xml, Kind::Object) => {
                Span { start: node.start, end: (node.start + (node.meta >> EXTRA_SHIFT)).min(node.end) }
            }
            (Syntax::Xml, _) => self.start_tag(NodeId(id.0.saturating_sub(1))),
        }
    }

    /// From `<` to `>` of the tag that an element's name stands in.
    fn start_tag(&self, name: NodeId) -> Span {
        let start = self.node(name).start.saturating_sub(1);
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
            (Syntax::Xml, Kind::Text) => Span { start: self.node(name).start.saturating_sub(1), end: node.link },
            _ => self.span(value),
        }
    }

    /// Whether the block lost members to broken syntax, so that what is absent may only be unread.
    pub fn is_incomplete(&self, id: NodeId) -> bool {
        self.node(id).meta & INCOMPLETE != 0
    }

    /// The namespace of an element, by its name node.
    pub fn namespace(&self, name: NodeId) -> NamespaceId {
        NamespaceId(self.node(name).meta >> EXTRA_SHIFT)
    }

    /// The URI of a namespace, and where it was declared; empty for none.
    pub fn namespace_uri(&self, id: NamespaceId) -> (&'a str, Span) {
        let declared = id.0.checked_sub(1).and_then(|at| self.namespaces.get(at as usize));
        let span = declared.map(|namespace| namespace.uri).unwrap_or_default();
        (span.text(self.text), span)
    }

    /// What a node's text means, without quotes, escapes and references; borrowed when it is written plainly.
    pub fn value(&self, id: NodeId) -> Cow<'a, str> {
        let node = self.node(id);
        let is_escaped = node.meta & ESCAPED != 0;
        match (self.syntax, self.kind(id)) {
            // Between its quotes, as nearly every string.
            (Syntax::Json, Kind::Text | Kind::Name) if !is_escaped => Cow::Borrowed(self.inside_quotes(node)),
            (Syntax::Json, Kind::Text | Kind::Name) => Cow::Owned(text::json(self.span(id).text(self.text))),
            (Syntax::Xml, Kind::Text) if is_escaped => text::xml(self.span(id).text(self.text)),
            (Syntax::Xml, Kind::Null | Kind::Empty) => Cow::Borrowed(""),
            _ => Cow::Borrowed(self.span(id).text(self.text)),
        }
    }

    /// A number, or a text in which nothing is escaped, as written; nothing for others.
    #[inline]
    pub(crate) fn plain(&self, id: NodeId) -> Option<(Kind, &'a str)> {
        let node = self.node(id);
        let kind = self.kind(id);
        match (self.syntax, kind) {
            (_, Kind::Text) if node.meta & ESCAPED != 0 => None,
            (Syntax::Json, Kind::Text) => Some((kind, self.inside_quotes(node))),
            (_, Kind::Text | Kind::Number) => Some((kind, self.text.get(node.start as usize..node.end as usize)?)),
            _ => None,
        }
    }

    /// A name in which nothing is escaped, without quotes or prefix.
    #[inline]
    pub(crate) fn plain_name(&self, id: NodeId) -> Option<&'a str> {
        let node = self.node(id);
        match self.syntax {
            Syntax::Json if node.meta & (KIND_BITS | ESCAPED) == Kind::Name as u32 => Some(self.inside_quotes(node)),
            _ => None,
        }
    }

    #[inline]
    fn inside_quotes(&self, node: Node) -> &'a str {
        self.text.get(node.start as usize + 1..(node.end as usize).saturating_sub(1)).unwrap_or_default()
    }

    /// The first byte of a text's content as written; none when it is empty.
    pub(crate) fn first_byte(&self, id: NodeId) -> Option<u8> {
        let node = self.node(id);
        let quote = usize::from(self.syntax == Syntax::Json);
        let start = node.start as usize + quote;
        let is_empty = start + quote >= node.end as usize;
        self.text.as_bytes().get(start).copied().filter(|_| !is_empty)
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
        match self.kind(id) {
            // What did not parse may hold nodes too; a leaf's link is lower than its own index.
            Kind::Object | Kind::Array | Kind::Invalid => NodeId(self.node(id).link.max(id.0 + 1)),
            _ => NodeId(id.0 + 1),
        }
    }

    /// Names and values of an object, in order; nothing for other nodes.
    pub fn members(&self, id: NodeId) -> Members<'_, 'a> {
        let is_object = self.kind(id) == Kind::Object;
        let end = if is_object { self.after(id) } else { id };
        Members { tree: self, next: NodeId(id.0 + 1), end }
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

const KINDS: [Kind; 9] = [
    Kind::Name,
    Kind::Null,
    Kind::Bool,
    Kind::Number,
    Kind::Text,
    Kind::Empty,
    Kind::Object,
    Kind::Array,
    Kind::Invalid,
];

/// What only parsers do.
impl Tree<'_> {
    pub(crate) fn push(&mut self, kind: Kind, span: Span) -> NodeId {
        let id = NodeId(crate::span::offset(self.nodes.len()));
        self.nodes.push(Node { start: span.start, end: span.end, link: 0, meta: kind as u32 });
        id
    }

    pub(crate) fn push_text(&mut self, kind: Kind, span: Span, is_escaped: bool) -> NodeId {
        let id = NodeId(crate::span::offset(self.nodes.len()));
        let meta = kind as u32 | if is_escaped { ESCAPED } else { 0 };
        self.nodes.push(Node { start: span.start, end: span.end, link: 0, meta });
        id
    }

    /// Keeps an attribute of the element whose value node is `owner`; the last one pushed, or one before.
    pub(crate) fn push_attribute(&mut self, owner: NodeId, name: Span, value: Span) {
        let is_escaped = memchr::memchr(b'&', value.text(self.text).as_bytes()).is_some();
        let meta = Kind::Text as u32 | if is_escaped { ESCAPED } else { 0 };
        let node = |span: Span, meta: u32| Node { start: span.start, end: span.end, link: span.end, meta };
        self.attributes.push(Attribute { owner, name: node(name, Kind::Name as u32), value: node(value, meta) });
    }

    /// Takes back the last node when it is a text behind a name; returns its place.
    pub(crate) fn take_back_text(&mut self) -> Option<Span> {
        let [.., name, text] = self.nodes.as_slice() else { return None };
        let is_pair = name.meta & KIND_BITS == Kind::Name as u32 && text.meta & KIND_BITS == Kind::Text as u32;
        let span = Span { start: text.start, end: text.end };
        is_pair.then(|| {
            self.nodes.pop();
            span
        })
    }

    pub(crate) fn push_namespace(&mut self, namespace: Namespace) -> NamespaceId {
        self.namespaces.push(namespace);
        NamespaceId(crate::span::offset(self.namespaces.len()).min(EXTRA_MAX))
    }

    /// Ends a container at `end`; all nodes pushed since belong to it.
    pub(crate) fn close(&mut self, id: NodeId, end: usize) {
        let link = crate::span::offset(self.nodes.len());
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.link = link;
            node.end = crate::span::offset(end);
        }
    }

    pub(crate) fn mark_incomplete(&mut self, id: NodeId) {
        self.set_meta(id, INCOMPLETE);
    }

    /// Says what an XML node turned out to be, once its end tag is read.
    pub(crate) fn settle(&mut self, id: NodeId, kind: Kind, span: Span, link: usize, is_escaped: bool) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            let meta = kind as u32 | if is_escaped { ESCAPED } else { 0 };
            *node = Node { start: span.start, end: span.end, link: crate::span::offset(link), meta };
        }
    }

    /// Start-tag length of a block, or namespace of a name.
    pub(crate) fn set_extra(&mut self, id: NodeId, extra: u32) {
        self.set_meta(id, extra.min(EXTRA_MAX) << EXTRA_SHIFT);
    }

    fn set_meta(&mut self, id: NodeId, bits: u32) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.meta |= bits;
        }
    }
}
