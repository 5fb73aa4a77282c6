//! JSON text to tree, with positions and recovery.
//!
//! Input: a text. Output: a `Tree`, as much of it as could be read; what was wrong goes into the sink, once each.
//! Iterative: depth costs a stack entry, never a call. What RFC 8259 allows takes the straight path of this file;
//! what it does not is mended in `json_recovery`.

use super::MAX_DEPTH;
use super::familiar::{Familiar, Place};
use super::scan::{Survey, skip_blank, skip_plain_blank, string_end};
use crate::diagnostic::Sink;
use crate::source::without_mark;
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::Violation;

/// Reads JSON, valid or nearly so. A byte-order mark at the start is passed over.
pub(super) fn parse<'a>(text: &'a str, survey: Survey, acc: &mut Sink) -> Tree<'a> {
    let at = text.len() - without_mark(text).len();
    let tree = Tree::new(text, Syntax::Json);
    let mut parser = Parser {
        text,
        bytes: text.as_bytes(),
        at,
        tree,
        open: Vec::new(),
        comma: None,
        acc,
        told_depth: false,
        has_controls: survey.has_controls,
        familiar: Familiar::new(),
        value_end: 0,
        token_end: 0,
        after_junk: false,
        is_cut: false,
    };
    parser.run();
    parser.tree
}

/// An array or object whose end is still to come.
#[derive(Clone, Copy)]
pub(super) struct Open {
    pub node: NodeId,
    pub is_object: bool,
    /// The first place of the objects in it.
    inside: Place,
    /// The place of its next member.
    next: Place,
}

impl Open {
    /// A container of which nothing is known.
    pub fn new(node: NodeId, is_object: bool) -> Self {
        Self { node, is_object, inside: Place::NOWHERE, next: Place::NOWHERE }
    }
}

pub(super) struct Parser<'a, 's> {
    pub text: &'a str,
    pub bytes: &'a [u8],
    /// Everything before it is read.
    pub at: usize,
    pub tree: Tree<'a>,
    pub open: Vec<Open>,
    /// The comma that the next item or member has to follow, if one was just read.
    pub comma: Option<usize>,
    pub acc: &'s mut Sink,
    pub told_depth: bool,
    has_controls: bool,
    familiar: Familiar,
    /// Where the last value ends, or the bracket of the container that was entered.
    value_end: usize,
    /// Where the last thing before the current white space ends.
    pub token_end: usize,
    /// Whether something was just passed over that is neither name nor value: no comma has to follow it.
    pub after_junk: bool,
    /// Whether the text ends inside a string.
    pub is_cut: bool,
}

impl Parser<'_, '_> {
    fn run(&mut self) {
        self.blank();
        if self.peek().is_none() {
            return;
        }
        self.value();
        while let Some(open) = self.open.last().copied() {
            if self.comma.is_none() && !self.after_junk {
                if open.is_object && self.familiar_members(open) {
                    continue;
                }
                self.value_end = self.at;
            }
            self.blank();
            let Some(byte) = self.peek() else {
                self.end_of_text();
                return;
            };
            match byte {
                b'}' if open.is_object => self.close(),
                b']' if !open.is_object => self.close(),
                b'}' | b']' => self.wrong_bracket(byte),
                b',' if self.comma.is_none() && (self.after_junk || !self.is_first(open)) => {
                    self.after_junk = false;
                    self.comma = Some(self.at);
                    self.at += 1;
                }
                _ if self.is_odd_separator(open, byte) => {}
                _ => {
                    if self.comma.is_none() && !self.is_first(open) && !self.after_junk {
                        self.missing_comma();
                    }
                    self.after_junk = false;
                    if open.is_object {
                        self.member(byte)
                    } else {
                        self.item(byte)
                    }
                    self.comma = None;
                }
            }
        }
        self.blank();
        if self.at < self.bytes.len() {
            self.extra_content();
        }
    }

    pub fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Whether nothing was read yet in this container.
    pub fn is_first(&self, open: Open) -> bool {
        self.tree.n_nodes() == open.node.0 as usize + 1
    }

    /// Passes white space, and comments with a word about each.
    #[inline]
    pub fn blank(&mut self) {
        self.token_end = self.at;
        self.at =
            if self.has_controls { skip_blank(self.bytes, self.at) } else { skip_plain_blank(self.bytes, self.at) };
        if matches!(self.peek(), Some(b'/' | 0x80..)) {
            self.odd_blanks();
        }
    }

    /// Reads members as long as names and separators are those that stood here before. Says whether there was one.
    fn familiar_members(&mut self, open: Open) -> bool {
        let mut place = open.next;
        while let Some(again) = self.familiar.find(place, self.bytes, self.at) {
            let start = again.end;
            place = again.place;
            let value = match self.bytes.get(start) {
                Some(b'"') => self.plain_string_end(start).map(|end| (Kind::Text, end)),
                Some(b'-' | b'0'..=b'9') => self.number_end(start).map(|end| (Kind::Number, end)),
                _ => None,
            };
            if let Some((kind, end)) = value {
                self.tree.push_member(again.name, again.mark(), kind, Span::new(start, end));
                self.at = end;
                continue;
            }
            // It may be a container, whose first place depends on this one; more blanks or a comment may stand before it.
            self.expect(place);
            self.tree.push_name(again.name, again.mark());
            self.at = start;
            self.blank();
            self.value();
            return true;
        }
        let is_any = place != open.next;
        self.expect(place);
        is_any
    }

    /// Keeps the place of the next member of the innermost container.
    fn expect(&mut self, place: Place) {
        if let Some(open) = self.open.last_mut() {
            open.next = place;
        }
    }

    fn close(&mut self) {
        if self.is_surplus() {
            self.acc.push(Violation::StrayBracket, Span::new(self.at, self.at + 1));
            self.at += 1;
            return;
        }
        if let Some(comma) = self.comma.take() {
            self.acc.push(Violation::TrailingComma, Span::new(comma, comma + 1));
        }
        self.at += 1;
        if let Some(open) = self.open.pop() {
            self.tree.close(open.node, self.at);
        }
    }

    fn item(&mut self, byte: u8) {
        if byte == b',' || byte == b':' {
            self.stray_separator(byte);
        } else {
            self.value();
        }
    }

    fn member(&mut self, byte: u8) {
        let place = self.open.last().map_or(Place::NOWHERE, |open| open.next);
        self.expect(Place::NOWHERE);
        let start = self.at;
        if byte == b'"' {
            self.string(Kind::Name);
        } else if !self.odd_name(byte) {
            return;
        }
        self.blank();
        match self.peek() {
            Some(b':') => {
                let name = Span::new(start, self.token_end);
                self.at += 1;
                self.blank();
                self.learn(place, name);
                self.value();
            }
            Some(b',' | b'}' | b']') | None => self.no_value(),
            Some(byte) => {
                self.no_colon(byte);
                self.value();
            }
        }
    }

    /// Remembers what was read since the last value.
    fn learn(&mut self, place: Place, name: Span) {
        if let Some(again) = self.familiar.learn(place, self.bytes, self.value_end, name, self.at) {
            self.tree.mark_name(again.mark());
            self.expect(again.place);
        }
    }

    /// Reads one value, or enters it when it is a container.
    pub fn value(&mut self) {
        match self.peek() {
            Some(b'"') => {
                self.string(Kind::Text);
            }
            Some(b'{') => self.enter(true),
            Some(b'[') => self.enter(false),
            Some(b'-' | b'0'..=b'9') => self.number(),
            Some(b't') => self.literal("true", Kind::Bool),
            Some(b'f') => self.literal("false", Kind::Bool),
            Some(b'n') => self.literal("null", Kind::Null),
            Some(b',' | b'}' | b']' | b':') | None => self.no_value(),
            Some(byte) => self.odd_value(byte),
        }
    }

    fn enter(&mut self, is_object: bool) {
        if self.open.len() >= MAX_DEPTH {
            self.skip_deep();
            return;
        }
        let kind = if is_object { Kind::Object } else { Kind::Array };
        let node = self.tree.push(kind, Span::new(self.at, self.at + 1));
        let inside = match self.open.last() {
            None => Place::ROOT,
            Some(around) if around.is_object => around.next.inside(),
            Some(around) => around.inside,
        };
        self.open.push(Open { node, is_object, inside, next: inside });
        self.comma = None;
        self.at += 1;
    }

    fn literal(&mut self, word: &str, kind: Kind) {
        let end = self.at + word.len();
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let goes_on = rest.get(word.len()).is_some_and(|byte| is_word(*byte));
        if rest.starts_with(word.as_bytes()) && !goes_on {
            self.tree.push(kind, Span::new(self.at, end));
            self.at = end;
        } else {
            self.odd_value(word.as_bytes().first().copied().unwrap_or_default());
        }
    }

    fn number(&mut self) {
        match self.number_end(self.at) {
            Some(end) => {
                self.tree.push(Kind::Number, Span::new(self.at, end));
                self.at = end;
            }
            None => self.odd_number(),
        }
    }

    /// Where the number ends that begins at `start`, when it is one of RFC 8259 and nothing else goes on with it.
    #[inline]
    fn number_end(&self, start: usize) -> Option<usize> {
        let first = start + usize::from(self.bytes.get(start) == Some(&b'-'));
        let mut at = self.digits(first);
        let has_leading_zero = self.bytes.get(first) == Some(&b'0') && at > first + 1;
        let mut is_good = at > first && !has_leading_zero;
        if self.bytes.get(at) == Some(&b'.') {
            let end = self.digits(at + 1);
            is_good &= end > at + 1;
            at = end;
        }
        if matches!(self.bytes.get(at), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(self.bytes.get(at + 1), Some(b'+' | b'-')));
            let end = self.digits(at + 1 + sign);
            is_good &= end > at + 1 + sign;
            at = end;
        }
        (is_good && !self.goes_on(at)).then_some(at)
    }

    /// Whether what looked like a number is the beginning of something else: `12abc`, `1.2.3`, `2026-01-31`, `31/01/2026`.
    fn goes_on(&self, at: usize) -> bool {
        match self.bytes.get(at) {
            Some(b'/') => self.bytes.get(at + 1).is_some_and(u8::is_ascii_digit),
            Some(0x80..) => self.text.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric)),
            Some(byte) => is_word(*byte) || matches!(byte, b'.' | b'-' | b'+'),
            None => false,
        }
    }

    fn digits(&self, mut at: usize) -> usize {
        while self.bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
        }
        at
    }

    /// Reads a string that begins here, as a name or as a value.
    pub fn string(&mut self, kind: Kind) {
        let start = self.at;
        match self.plain_string_end(start) {
            Some(end) => {
                self.tree.push(kind, Span::new(start, end));
                self.at = end;
            }
            None => self.long_string(kind),
        }
    }

    /// Where the string ends that begins at `start`, when it has neither escapes nor control characters.
    #[inline]
    fn plain_string_end(&self, start: usize) -> Option<usize> {
        let end = string_end(self.bytes, start + 1);
        (self.bytes.get(end) == Some(&b'"')).then_some(end + 1)
    }

    /// A string with escapes or with something wrong in it.
    #[cold]
    fn long_string(&mut self, kind: Kind) {
        let start = self.at;
        let mut at = start + 1;
        let mut is_escaped = false;
        let mut is_known = true;
        // Where the string really ends although it holds raw line breaks; looked up once.
        let mut real_end = None;
        loop {
            at = string_end(self.bytes, at);
            match self.bytes.get(at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    let (next, is_good) = self.escape(at);
                    is_known &= is_good;
                    at = next;
                }
                Some(b'\n' | b'\r') if real_end.is_none_or(|end| at > end) => match self.end_beyond_break(at) {
                    Some(end) => real_end = Some(end),
                    None => return self.unclosed_string(kind, start, at),
                },
                Some(byte) => {
                    let is_crlf = *byte == b'\r' && self.bytes.get(at + 1) == Some(&b'\n');
                    let length = 1 + usize::from(is_crlf);
                    self.acc.push(Violation::RawControl, Span::new(at, at + length));
                    at += length;
                }
                None => return self.unclosed_string(kind, start, at),
            }
        }
        // What an escape means that means nothing cannot be judged.
        let kind = if is_known || kind == Kind::Name { kind } else { Kind::Invalid };
        self.tree.push_text(kind, Span::new(start, at + 1), is_escaped);
        self.at = at + 1;
    }

    /// Checks the escape at `at`; returns where the string goes on, and whether the escape means something.
    fn escape(&mut self, at: usize) -> (usize, bool) {
        match self.bytes.get(at + 1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => (at + 2, true),
            Some(b'u') => match (self.unit(at), self.unit(at + 6)) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => (at + 12, true),
                (Some(0xD800..=0xDFFF), _) => {
                    self.acc.push(Violation::LoneSurrogate, Span::new(at, at + 6));
                    (at + 6, false)
                }
                (Some(_), _) => (at + 6, true),
                (None, _) => {
                    self.acc.push(Violation::BadEscape, Span::new(at, at + 2));
                    (at + 2, false)
                }
            },
            Some(_) => {
                let length = self.text.get(at + 1..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                // A backslash before a line break is judged with the line break.
                let is_break = matches!(self.bytes.get(at + 1), Some(b'\n' | b'\r'));
                let end = at + 1 + if is_break { 0 } else { length };
                self.acc.push(Violation::BadEscape, Span::new(at, end));
                (end, false)
            }
            None => (at + 1, true),
        }
    }

    /// The UTF-16 unit of `\uXXXX` at `at`.
    fn unit(&self, at: usize) -> Option<u16> {
        let escape = self.bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
        let mut digits = escape.iter().map(|byte| char::from(*byte).to_digit(16));
        digits.try_fold(0u16, |acc, digit| Some(acc << 4 | u16::try_from(digit?).ok()?))
    }
}

/// Whether a byte goes on with a word: letters, digits and what names of programs hold.
pub(super) fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$' | 0x80..)
}
