//! How nodes are kept: eight bytes each, and eight more for a container or whatever else does not fit.
//!
//! Payloads of 100 MB must fit into memory, and ten thousand records into the processor's cache: what the checker reads
//! is what the parser wrote long before.

use super::Kind;
use crate::span::{Span, offset};

/// A node with all that is known of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub kind: Kind,
    /// Of a name or text: it holds escapes or references. Of a container: it lost members to broken syntax.
    pub flag: bool,
    pub span: Span,
    /// Of a container the index after its last descendant, of an XML text the offset where its element ends, of a name its
    /// mark in JSON and its namespace in XML.
    pub link: u32,
}

impl Node {
    pub fn new(kind: Kind, span: Span) -> Self {
        // What is not said of a text's element is that it ends with the text.
        let link = if kind == Kind::Text { span.end } else { 0 };
        Self { kind, flag: false, span, link }
    }
}

#[derive(Clone, Copy, Debug)]
struct Packed {
    start: u32,
    /// Kind, flags, and either length and link or an index into `wide`.
    bits: u32,
}

const KIND: u32 = 0xF;
const FLAG: u32 = 1 << 4;
const WIDE: u32 = 1 << 5;
const SHIFT: u32 = 6;
const NAME_BITS: u32 = 13;
const TEXT_BITS: u32 = 18;

const TEXT: u32 = Kind::Text as u32;
const NUMBER: u32 = Kind::Number as u32;

/// A member as nearly all are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PlainMember {
    /// Of its name.
    pub mark: u32,
    /// A text or a number.
    pub kind: Kind,
    /// The value, quotes included.
    pub value: Span,
}

/// What does not fit into [`Packed`].
#[derive(Clone, Copy, Debug)]
struct Wide {
    end: u32,
    link: u32,
}

/// The nodes of a document, in its order.
#[derive(Debug)]
pub(super) struct Nodes {
    /// How long the text is that they are read from.
    n_bytes: usize,
    packed: Vec<Packed>,
    wide: Vec<Wide>,
}

/// How many of the 26 bits behind kind and flags hold the length; the rest holds what the link needs.
fn length_bits(kind: Kind) -> u32 {
    match kind {
        Kind::Name => NAME_BITS,
        Kind::Text => TEXT_BITS,
        _ => 26,
    }
}

impl Nodes {
    /// No nodes yet of a text of so many bytes.
    pub fn of(n_bytes: usize) -> Self {
        // Half of what real payloads need: by then it is known how dense this one is.
        Self { n_bytes, packed: Vec::with_capacity(n_bytes / 32), wide: Vec::with_capacity(n_bytes / 128) }
    }

    pub fn len(&self) -> usize {
        self.packed.len()
    }

    #[inline]
    pub fn kind(&self, at: usize) -> Option<Kind> {
        self.packed.get(at).map(|packed| kind(packed.bits))
    }

    /// Of a text or a number in which nothing is escaped: which, and where.
    #[inline]
    pub fn plain(&self, at: usize) -> Option<(Kind, Span)> {
        let Packed { start, bits } = *self.packed.get(at)?;
        let (kind, length) = match bits & (KIND | FLAG | WIDE) {
            TEXT => (Kind::Text, bits >> SHIFT & ((1 << TEXT_BITS) - 1)),
            NUMBER => (Kind::Number, bits >> SHIFT),
            _ => {
                let node = self.get(at).filter(|node| !node.flag)?;
                return matches!(node.kind, Kind::Text | Kind::Number).then_some((node.kind, node.span));
            }
        };
        Some((kind, Span { start, end: start + length }))
    }

    /// Members from `from` on, as long as nothing is escaped in them and the value is a text or a number.
    #[inline]
    pub fn plain_members(&self, from: usize, to: usize) -> impl Iterator<Item = PlainMember> {
        let pairs = self.packed.get(from..to).unwrap_or_default().as_chunks().0;
        pairs.iter().map_while(|[name, value]| plain_member(*name, *value))
    }

    /// The mark or namespace of a name; 0 of anything else.
    #[inline]
    pub fn name_link(&self, at: usize) -> u32 {
        let bits = self.packed.get(at).map_or(0, |packed| packed.bits);
        match bits & (KIND | WIDE) == Kind::Name as u32 {
            true => bits >> (SHIFT + NAME_BITS),
            false => self.get(at).filter(|node| node.kind == Kind::Name).map_or(0, |node| node.link),
        }
    }

    /// The link of a container.
    #[inline]
    pub fn after(&self, at: usize) -> u32 {
        let bits = self.packed.get(at).map_or(0, |packed| packed.bits);
        self.wide.get((bits >> SHIFT) as usize).filter(|_| bits & WIDE != 0).map_or(0, |wide| wide.link)
    }

    #[inline]
    pub fn get(&self, at: usize) -> Option<Node> {
        let Packed { start, bits } = *self.packed.get(at)?;
        let kind = kind(bits);
        let rest = bits >> SHIFT;
        let (end, link) = match self.wide.get(rest as usize) {
            Some(wide) if bits & WIDE != 0 => (wide.end, wide.link),
            _ => {
                let width = length_bits(kind);
                let end = start + (rest & ((1 << width) - 1));
                let link = rest >> width;
                (end, if kind == Kind::Text { end + link } else { link })
            }
        };
        Some(Node { kind, flag: bits & FLAG != 0, span: Span { start, end }, link })
    }

    pub fn push(&mut self, node: Node) {
        let packed = self.pack(node, None);
        self.keep([packed]);
    }

    #[inline]
    fn keep<const N: usize>(&mut self, packed: [Packed; N]) {
        if self.packed.capacity() - self.packed.len() < N {
            make_room(&mut self.packed, self.n_bytes, packed.first().map_or(0, |first| first.start));
        }
        self.packed.extend_from_slice(&packed);
    }

    /// Adds a marked name and its value, a text or a number, in neither of which anything is escaped.
    #[inline]
    pub fn push_member(&mut self, name: Span, mark: u32, kind: Kind, value: Span) {
        let (n_name, n_value) = (name.end.wrapping_sub(name.start), value.end.wrapping_sub(value.start));
        // Nearly every member fits, whatever its kind.
        if n_name < 1 << NAME_BITS && mark < 1 << (26 - NAME_BITS) && n_value < 1 << TEXT_BITS {
            let bits = Kind::Name as u32 | (n_name | mark << NAME_BITS) << SHIFT;
            let name = Packed { start: name.start, bits };
            self.keep([name, Packed { start: value.start, bits: kind as u32 | n_value << SHIFT }]);
        } else {
            self.push(Node { link: mark, ..Node::new(Kind::Name, name) });
            self.push(Node::new(kind, value));
        }
    }

    pub fn pop(&mut self) {
        self.packed.pop();
    }

    /// Ends a container, whose last descendant is before `link`.
    pub fn close(&mut self, at: usize, end: u32, link: u32) {
        let bits = self.packed.get(at).map_or(0, |packed| packed.bits);
        match self.wide.get_mut((bits >> SHIFT) as usize) {
            Some(wide) if bits & WIDE != 0 => *wide = Wide { end, link },
            _ => {
                if let Some(node) = self.get(at) {
                    self.set(at, Node { span: Span { end, ..node.span }, link, ..node });
                }
            }
        }
    }

    /// Puts another node into the place of one.
    pub fn set(&mut self, at: usize, node: Node) {
        let Some(old) = self.packed.get(at) else { return };
        let place = (old.bits & WIDE != 0).then_some(old.bits >> SHIFT);
        let packed = self.pack(node, place);
        if let Some(old) = self.packed.get_mut(at) {
            *old = packed;
        }
    }

    /// `place` is one in `wide` that the node had before.
    fn pack(&mut self, node: Node, place: Option<u32>) -> Packed {
        let Node { kind, flag, span: Span { start, end }, link } = node;
        let width = length_bits(kind);
        let length = end.wrapping_sub(start);
        // A text's element ends a few bytes behind it.
        let extra = if kind == Kind::Text { link.wrapping_sub(end) } else { link };
        // What did not parse may hold nodes or not.
        let is_container = matches!(kind, Kind::Object | Kind::Array);
        let is_small = length < 1 << width && u64::from(extra) < 1 << (26 - width) && !is_container;
        let flags = kind as u32 | if flag { FLAG } else { 0 };
        if is_small {
            return Packed { start, bits: flags | (length | extra << (width % 32)) << SHIFT };
        }
        let wide = Wide { end, link };
        let place = match place {
            Some(place) => place,
            None => {
                if self.wide.len() == self.wide.capacity() {
                    make_room(&mut self.wide, self.n_bytes, start);
                }
                self.wide.push(wide);
                offset(self.wide.len() - 1)
            }
        };
        if let Some(old) = self.wide.get_mut(place as usize) {
            *old = wide;
        }
        Packed { start, bits: flags | WIDE | place << SHIFT }
    }
}

/// Makes room for as many as the rest of the text holds if it is as dense as the part up to `read`. Doubling would take three
/// times as much while they are moved, which hostile text makes as large as fits.
#[cold]
fn make_room<T>(kept: &mut Vec<T>, n_bytes: usize, read: u32) {
    let n_kept = kept.len();
    let rest = (n_bytes as u64).saturating_sub(u64::from(read));
    let expected = n_kept as u64 * rest / u64::from(read).max(1);
    let expected = usize::try_from(expected + expected / 64).unwrap_or(n_kept);
    // Never so little that moving them would be what takes the time.
    kept.reserve_exact(expected.max(n_kept / 4).max(64));
}

#[inline]
fn plain_member(name: Packed, value: Packed) -> Option<PlainMember> {
    let kind = match value.bits & (KIND | FLAG | WIDE) {
        TEXT => Kind::Text,
        NUMBER => Kind::Number,
        _ => return None,
    };
    // In JSON nothing else is kept with a length.
    let length = value.bits >> SHIFT;
    let value = Span { start: value.start, end: value.start + length };
    let is_plain = name.bits & (KIND | FLAG | WIDE) == Kind::Name as u32;
    is_plain.then_some(PlainMember { mark: name.bits >> (SHIFT + NAME_BITS), kind, value })
}

#[inline]
fn kind(bits: u32) -> Kind {
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
    KINDS.get((bits & KIND) as usize).copied().unwrap_or(Kind::Invalid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(kind: Kind, start: u32, length: u32, link: u32) {
        let span = Span { start, end: start + length };
        for flag in [false, true] {
            let node = Node { kind, flag, span, link };
            let mut nodes = Nodes::of(0);
            nodes.push(Node::new(Kind::Object, Span { start: 7, end: 9 }));
            nodes.push(Node::new(Kind::Empty, Span::default()));
            nodes.set(1, node);
            let kept = nodes.get(1).expect("it was set");
            assert_eq!((kept.kind, kept.flag, kept.span, kept.link), (kind, flag, span, link));
            assert_eq!(nodes.kind(1), Some(kind));
            let is_plain = matches!(kind, Kind::Text | Kind::Number) && !flag;
            assert_eq!(nodes.plain(1), is_plain.then_some((kind, span)));
            assert_eq!(nodes.name_link(1), if kind == Kind::Name { link } else { 0 });
            let before = nodes.get(0).expect("it was pushed");
            assert_eq!((before.kind, before.span), (Kind::Object, Span { start: 7, end: 9 }));
        }
    }

    #[test]
    fn small_and_large_are_kept_alike() {
        for length in [0, 1, 8_191, 8_192, 262_143, 262_144, 67_108_863, 67_108_864, 100_000_000] {
            for start in [0, 1, 99_999_999] {
                let end = start + length;
                check(Kind::Number, start, length, 0);
                for link in [0, 1, 8_191, 8_192, 100_000_000] {
                    check(Kind::Name, start, length, link);
                    check(Kind::Object, start, length, link);
                    check(Kind::Invalid, start, length, link);
                }
                for link in [end, end + 255, end + 256, 0] {
                    check(Kind::Text, start, length, link);
                }
            }
        }
    }

    #[test]
    fn plain_members_end_at_the_first_that_is_not() {
        let (name, value) = (Span::new(10, 14), Span::new(16, 20));
        let mut nodes = Nodes::of(0);
        nodes.push_member(name, 7, Kind::Text, value);
        nodes.push_member(name, 0, Kind::Number, value);
        nodes.push_member(name, 8, Kind::Text, Span::new(16, 16 + (1 << TEXT_BITS)));
        nodes.push_member(name, 9, Kind::Text, value);
        let found: Vec<PlainMember> = nodes.plain_members(0, nodes.len()).collect();
        let member = |mark, kind| PlainMember { mark, kind, value };
        assert_eq!(found, [member(7, Kind::Text), member(0, Kind::Number)]);
        assert_eq!(nodes.plain_members(6, 8).collect::<Vec<_>>(), [member(9, Kind::Text)]);
        let other = [Node::new(Kind::Name, name), Node { flag: true, ..Node::new(Kind::Text, value) }];
        other.into_iter().for_each(|node| nodes.push(node));
        assert_eq!(nodes.plain_members(8, 10).count(), 0);
    }

    #[test]
    fn what_is_closed_keeps_what_it_is() {
        for (kind, flag) in [(Kind::Object, false), (Kind::Array, true), (Kind::Invalid, false)] {
            let mut nodes = Nodes::of(0);
            nodes.push(Node { flag, ..Node::new(kind, Span::new(3, 4)) });
            nodes.close(0, 100_000_000, 2);
            let Node { kind: kept, flag: kept_flag, span, link } = nodes.get(0).expect("it was pushed");
            assert_eq!((kept, kept_flag, span, link), (kind, flag, Span::new(3, 100_000_000), 2));
        }
    }
}
