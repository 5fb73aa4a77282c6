//! Where each byte of an unwrapped payload stood in what was pasted.
//!
//! Input: copies and replaced escapes, in order. Output: the payload's text, and a way back for every place in it.
//! A payload that is a plain part of the pasted text is not copied.

use std::ops::Range;

use super::pieces::{Piece, Pieces};
use crate::span::{Span, offset};

/// The payload, and the ways back, one for each run of bytes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Map {
    /// Nothing when the payload is one run of the pasted text.
    text: Option<String>,
    pieces: Pieces,
    /// Pieces of the payload that a program computes: what they will be is not known.
    pub computed: Vec<Span>,
    /// These, and line ends that a program names: there the pasted text has no quotes that anything could be written into.
    bare: Vec<Span>,
}

impl Map {
    /// The payload, found in the text that the map was made for.
    pub fn payload<'s>(&'s self, pasted: &'s str) -> &'s str {
        match (&self.text, self.pieces.holding(0)) {
            (Some(text), _) => text,
            (None, Some(only)) => pasted.get(only.start as usize..only.end as usize).unwrap_or_default(),
            (None, None) => "",
        }
    }

    /// Whether anything else may stand in the place of a span of the payload. What is inserted lies behind the character
    /// before it, also where that stands outside of quotes.
    pub fn is_writable(&self, span: Span) -> bool {
        let is_inserted = span.start == span.end;
        let is_before = |bare: &Span| bare.end < span.start || bare.end == span.start && !is_inserted;
        let first = self.bare.partition_point(is_before);
        self.bare.get(first).is_none_or(|bare| bare.start >= span.end)
    }

    /// A span of the payload in the pasted text. An empty one lies behind the character before it.
    pub fn span(&self, span: Span) -> Span {
        let end = self.end(span.end);
        let start = if span.start == span.end { end } else { self.start(span.start) };
        Span { start, end: end.max(start) }
    }

    /// The start of the character that starts at `at`.
    fn start(&self, at: u32) -> u32 {
        let Some(piece) = self.pieces.holding(at) else { return 0 };
        if piece.is_copy() { piece.start + (at - piece.at) } else { piece.start }
    }

    /// The end of the character that ends at `at`. Between two string literals that is the end of the first.
    fn end(&self, at: u32) -> u32 {
        let Some(before) = at.checked_sub(1) else { return self.start(0) };
        let Some(piece) = self.pieces.holding(before) else { return 0 };
        if piece.is_copy() { (piece.start + (at - piece.at)).min(piece.end) } else { piece.end }
    }
}

/// Builds a payload from what was pasted, character by character or in whole runs.
pub(super) struct Builder<'a> {
    pasted: &'a str,
    text: String,
    pieces: Pieces,
    /// The last piece.
    last: Option<Piece>,
    /// Whether it is a copy, so that it may grow.
    grows: bool,
    computed: Vec<Span>,
    bare: Vec<Span>,
}

impl<'a> Builder<'a> {
    pub fn new(pasted: &'a str) -> Self {
        Self {
            pasted,
            text: String::new(),
            pieces: Pieces::default(),
            last: None,
            grows: false,
            computed: Vec::new(),
            bare: Vec::new(),
        }
    }

    /// Takes a part of the pasted text as it is.
    pub fn copy(&mut self, range: Range<usize>) {
        let Some(copied) = self.pasted.get(range.clone()).filter(|copied| !copied.is_empty()) else { return };
        if self.last.is_none_or(|last| !self.grows || last.end != offset(range.start)) {
            self.begin(&range);
        }
        self.write(copied, range.end);
        self.grows = true;
    }

    /// Takes the name of something that a program computes.
    pub fn compute(&mut self, range: Range<usize>) {
        let start = self.text.len();
        self.copy(range);
        let computed = Span::new(start, self.text.len());
        self.computed.push(computed);
        self.bare.push(computed);
    }

    /// Takes the end of a line in the place of what a program calls it.
    pub fn end_line(&mut self, range: Range<usize>) {
        let start = self.text.len();
        self.put('\n', range);
        self.bare.push(Span::new(start, self.text.len()));
    }

    /// Takes a character in the place of the escape that stood for it.
    pub fn put(&mut self, c: char, range: Range<usize>) {
        self.begin(&range);
        self.write(c.encode_utf8(&mut [0; 4]), range.end);
        self.grows = false;
    }

    fn begin(&mut self, range: &Range<usize>) {
        let next =
            Piece { at: offset(self.text.len()), length: 0, start: offset(range.start), end: offset(range.start) };
        if let Some(last) = self.last.replace(next) {
            self.pieces.push(last);
        }
    }

    /// Adds to the last piece what was pasted up to `end`.
    fn write(&mut self, text: &str, end: usize) {
        if self.text.capacity() - self.text.len() < text.len() {
            // Twice as much as before, but hardly ever more than was pasted: the payload is shorter.
            let rest = self.pasted.len().saturating_sub(self.text.len());
            self.text.reserve_exact(self.text.len().min(rest).max(text.len()));
        }
        self.text.push_str(text);
        if let Some(last) = &mut self.last {
            last.length += offset(text.len());
            last.end = offset(end);
        }
    }

    /// What has been put together so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn finish(mut self) -> Map {
        let is_part = self.grows && self.pieces.is_empty();
        if let Some(last) = self.last {
            self.pieces.push(last);
        }
        let pieces = self.pieces.finish();
        Map { text: (!is_part).then_some(self.text), pieces, computed: self.computed, bare: self.bare }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `[\"é\"]`, the escapes of two bytes each, in a literal that is broken behind the letter.
    fn example() -> (&'static str, String, Map) {
        let pasted = r#""[\"é" + "\"]""#;
        let mut builder = Builder::new(pasted);
        builder.copy(1..2);
        builder.put('"', 2..4);
        builder.copy(4..6);
        builder.put('"', 11..13);
        builder.copy(13..14);
        let map = builder.finish();
        (pasted, map.payload(pasted).to_owned(), map)
    }

    #[track_caller]
    fn check(start: usize, end: usize, expected: &str) {
        let (pasted, _, map) = example();
        assert_eq!(map.span(Span::new(start, end)).text(pasted), expected);
    }

    #[test]
    fn every_character_leads_back_to_what_stood_for_it() {
        assert_eq!(example().1, "[\"é\"]");
        check(0, 1, "[");
        check(1, 2, r#"\""#);
        check(2, 4, "é");
        check(4, 5, r#"\""#);
        check(5, 6, "]");
    }

    #[test]
    fn a_span_over_a_joint_takes_the_joint_along() {
        check(1, 5, r#"\"é" + "\""#);
    }

    #[test]
    fn an_empty_span_lies_behind_the_character_before_it() {
        let (_, _, map) = example();
        assert_eq!(map.span(Span::at(4)), Span::at(6));
        assert_eq!(map.span(Span::at(0)), Span::at(1));
    }

    #[test]
    fn one_run_is_not_copied() {
        let mut builder = Builder::new("x = {}");
        builder.copy(4..5);
        builder.copy(5..6);
        let map = builder.finish();
        assert_eq!((map.text.as_deref(), map.payload("x = {}")), (None, "{}"));
    }
}
