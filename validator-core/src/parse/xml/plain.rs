//! Markup as nearly all of a payload has it: `<name>text</name>`, and `<name>` and `</name>` around such elements.
//!
//! It is read in one step, without quick-xml: no attribute, no prefix, no reference, and more markup right behind it. Whatever
//! is not just so is left to the parser around it, so that every fault is found there.

use super::Parser;
use crate::parse::MAX_DEPTH;
use crate::parse::scan::{is_same, skip_blank, text_end};
use crate::span::Span;

/// What begins with a start tag, and where its parts lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plain {
    /// It holds text and nothing else, and ends at `end`.
    Element { name: Span, content: Span, end: usize, next: usize },
    /// It holds other elements, the first at `next`.
    Block { tag: Span, next: usize },
}

impl Parser<'_, '_> {
    /// Reads plain markup up to the `<` of something else. Returns how many bytes it takes.
    pub(super) fn plain_markup(&mut self) -> usize {
        let start = self.at;
        while self.deep == 0 && self.open.len() < MAX_DEPTH {
            let Some(next) = self.plain_end().or_else(|| self.plain_start()) else { break };
            self.at = next;
        }
        self.at - start
    }

    /// Only where both tags are plain: quick-xml counts those that it has seen.
    fn plain_end(&mut self) -> Option<usize> {
        let open = self.open.last().filter(|open| open.is_plain)?;
        let name = self.tree.span(open.name).text(self.text);
        let (end, next) = find_end(self.text.as_bytes(), self.at, name.as_bytes())?;
        self.close(self.at, end);
        Some(next)
    }

    fn plain_start(&mut self) -> Option<usize> {
        let parent = self.open.last_mut()?;
        match find(self.text.as_bytes(), self.at)? {
            Plain::Element { name, content, end, next } => {
                parent.has_elements = true;
                let namespace = self.namespace(name.text(self.text), name);
                self.tree.push_element(name, namespace, content, end);
                Some(next)
            }
            Plain::Block { tag, next } => {
                self.start_tag(tag, false);
                let blank = Span { start: tag.end, end: crate::span::offset(next) };
                if let Some(open) = self.open.last_mut() {
                    open.is_plain = true;
                    open.has_text = blank.start < blank.end;
                    open.is_escaped = blank.text(self.text).contains('\r');
                }
                Some(next)
            }
        }
    }
}

/// What begins with the start tag at `at`.
#[inline]
fn find(bytes: &[u8], at: usize) -> Option<Plain> {
    let start = at + 1;
    let is_named = bytes.get(at) == Some(&b'<') && bytes.get(start).is_some_and(|byte| is_first(*byte));
    let rest = bytes.get(start..).filter(|_| is_named)?;
    let length = rest.iter().position(|byte| !is_in_name(*byte)).filter(|end| rest.get(*end) == Some(&b'>'))?;
    let (name, content) = (rest.get(..length)?, start + length + 1);
    let content_end = text_end(bytes, content);
    if let Some((end, next)) = find_end(bytes, content_end, name) {
        let (name, content) = (Span::new(start, start + length), Span::new(content, content_end));
        return Some(Plain::Element { name, content, end, next });
    }
    let next = skip_blank(bytes, content);
    let is_block = bytes.get(next) == Some(&b'<') && bytes.get(next + 1).is_some_and(|byte| is_first(*byte));
    is_block.then_some(Plain::Block { tag: Span::new(at, content), next })
}

/// Where the end tag of `name` at `at` ends, and the `<` behind it.
#[inline]
fn find_end(bytes: &[u8], at: usize, name: &[u8]) -> Option<(usize, usize)> {
    let start = at + 2;
    let end = start + name.len() + 1;
    let is_ended = bytes.get(at..start) == Some(b"</") && bytes.get(end - 1) == Some(&b'>');
    let next = skip_blank(bytes, end);
    let is_plain = is_ended && is_same(bytes.get(start..end - 1)?, name) && bytes.get(next) == Some(&b'<');
    is_plain.then_some((end, next))
}

/// `NameStartChar` [4] of plain ASCII.
fn is_first(byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_'
}

/// `NameChar` [4a] of plain ASCII, without the colon.
fn is_in_name(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-' | b'.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_elements_are_found() {
        for (text, expected) in [
            ("<a>1</a><", ("a", "1", "<")),
            ("<numCtr>12 34</numCtr>\n  </e>", ("numCtr", "12 34", "\n  </e>")),
            ("<_a-1.b>ação \"x\" 'y'</_a-1.b><b/>", ("_a-1.b", "ação \"x\" 'y'", "<b/>")),
            ("<a></a>\r\n<b>", ("a", "", "\r\n<b>")),
            ("<a> \n\t</a><b>", ("a", " \n\t", "<b>")),
        ] {
            let Some(Plain::Element { name, content, end, next }) = find(text.as_bytes(), 0) else { panic!("{text}") };
            let found = (name.text(text), content.text(text), text.get(end..).expect("it ends in the text"));
            assert_eq!(found, expected, "{text}");
            assert_eq!(text.as_bytes().get(next), Some(&b'<'), "{text}");
        }
    }

    #[test]
    fn plain_blocks_are_found() {
        for (text, tag, rest) in [("<a><b>", "<a>", "<b>"), ("<a>\r\n <b c='1'>", "<a>", "<b c='1'>")] {
            let Some(Plain::Block { tag: found, next }) = find(text.as_bytes(), 0) else { panic!("{text}") };
            assert_eq!((found.text(text), text.get(next..)), (tag, Some(rest)), "{text}");
        }
    }

    #[test]
    fn plain_end_tags_are_found() {
        assert_eq!(find_end(b"</a>\n<b>", 0, b"a"), Some((4, 5)));
        for text in ["", "</", "</a", "</a>", "</a>x", "</ab><", "</b><", "</a ><", "</A><", "<a><"] {
            assert_eq!(find_end(text.as_bytes(), 0, b"a"), None, "{text}");
        }
    }

    #[test]
    fn everything_else_is_left_to_the_parser() {
        for text in [
            "",
            "<",
            "<a",
            "<a>",
            "<a>1",
            "<a>1<",
            "<a>1</",
            "<a>1</a",
            "<a>1</a>",
            "<a>1</a> ",
            "<a>1</a>x<b>",
            "<a>1</b><",
            "<a>1</ab><",
            "<ab>1</a><",
            "<a>1</a ><",
            "<a >1</a><",
            "<a b=\"\">1</a><",
            "<p:a>1</p:a><",
            "<1a>1</1a><",
            "<é>1</é><",
            "<a>1&amp;2</a><",
            "<a>1>2</a><",
            "<a>]]></a><",
            "<a>1\r</a><",
            "<a>x<b/></a><",
            "<a><!----></a><",
            "<a/>",
            "</a>",
            "<!--a--><",
            "<?a?><",
            "x<a>1</a><",
            "<a>\u{0}",
            "<a></b>",
            "<a> </b>",
            "<a><",
            "<a>< b>",
            "<a><?b?>",
        ] {
            assert_eq!(find(text.as_bytes(), 0), None, "{text}");
        }
    }
}
