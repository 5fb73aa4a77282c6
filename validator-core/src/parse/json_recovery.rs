//! What the JSON parser does where the text leaves RFC 8259: one diagnostic, and on with what follows.
//!
//! Every path either moves forward or closes a container, so that no input makes a loop.

use super::MAX_DEPTH;
use super::json::{Open, Parser, is_word};
use super::scan::{skip_blank, string_end};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::tree::{Kind, NodeId};
use crate::violation::Violation;

impl Parser<'_, '_> {
    /// The character here, for a diagnostic to point at; empty at the end.
    pub(super) fn next_character(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        Span::new(self.at, self.at + rest.chars().next().map_or(0, char::len_utf8))
    }

    /// Passes comments and blanks that JSON does not know, with a word about each.
    #[cold]
    pub(super) fn odd_blanks(&mut self) {
        loop {
            self.at = skip_blank(self.bytes, self.at);
            let rest = self.text.get(self.at..).unwrap_or_default();
            let is_blank = |c: &char| !c.is_ascii() && (c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}'));
            match rest.chars().next().filter(is_blank) {
                Some(blank) => {
                    let span = Span::new(self.at, self.at + blank.len_utf8());
                    self.acc.push(Violation::OddBlank, span);
                    self.at += blank.len_utf8();
                }
                None if self.comment() => {}
                None => return,
            }
        }
    }

    /// Passes a comment of another language. Says whether there was one.
    fn comment(&mut self) -> bool {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length = if rest.starts_with("//") {
            rest.find(['\n', '\r']).unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else {
            return false;
        };
        self.acc.push(Violation::Comment, Span::new(self.at, self.at + length));
        self.at += length;
        true
    }

    /// Says that a mark is missing before the next character; the end of the last thing is kept for the repair.
    fn missing_mark(&mut self, violation: Violation) {
        let cause = Some(Span::at(self.token_end));
        self.acc.add(Diagnostic { cause, ..Diagnostic::in_text(violation, self.next_character()) });
    }

    pub(super) fn missing_comma(&mut self) {
        self.missing_mark(Violation::MissingComma);
    }

    /// A name is read and something else than a colon follows.
    pub(super) fn no_colon(&mut self, byte: u8) {
        if byte == b'=' {
            let is_arrow = self.bytes.get(self.at + 1) == Some(&b'>');
            let end = self.at + 1 + usize::from(is_arrow);
            self.acc.push(Violation::WrongSeparator { expected: ':' }, Span::new(self.at, end));
            self.at = end;
            self.blank();
        } else if let Some(end) = self.word_before_colon() {
            self.acc.push(Violation::UnexpectedText, Span::new(self.at, end));
            self.at = skip_blank(self.bytes, end) + 1;
            self.blank();
        } else {
            self.missing_mark(Violation::MissingColon);
        }
    }

    /// `"a"0: 1`: the end of what stands between a name and its colon.
    fn word_before_colon(&self) -> Option<usize> {
        let end = self.word_end();
        let colon = skip_blank(self.bytes, end);
        let is_attached = self.at == self.token_end;
        (is_attached && self.bytes.get(colon) == Some(&b':')).then_some(end)
    }

    /// Marks of other languages between members, and a colon that shows that a `{` is missing. Says whether it was one.
    pub(super) fn is_odd_separator(&mut self, open: Open, byte: u8) -> bool {
        if self.comma.is_some() || self.is_first(open) {
            return false;
        }
        match byte {
            b';' => {
                self.acc.push(Violation::WrongSeparator { expected: ',' }, Span::new(self.at, self.at + 1));
                self.comma = Some(self.at);
                self.at += 1;
                true
            }
            b':' if open.is_object => self.missing_opening(),
            _ => false,
        }
    }

    /// `"a": "b": 1`: what was taken for a value is the first name of an object whose bracket is missing.
    fn missing_opening(&mut self) -> bool {
        // What stands inside of a block that is closed already is no name of this one.
        let last = NodeId(crate::span::offset(self.tree.n_nodes()).saturating_sub(1));
        if self.tree.span(last).end as usize != self.token_end || self.open.len() >= MAX_DEPTH {
            return false;
        }
        let Some(name) = self.tree.take_back_text() else { return false };
        let start = name.start as usize;
        self.acc.push(Violation::MissingOpening, name);
        let node = self.tree.push(Kind::Object, Span::at(start));
        // It may begin earlier than it seems.
        self.tree.mark_incomplete(node);
        self.open.push(Open::new(node, true));
        self.tree.push(Kind::Name, name);
        self.at += 1;
        self.blank();
        self.value();
        true
    }

    /// Whether a `}` closes one block too many: a member follows where only items may.
    pub(super) fn is_surplus(&self) -> bool {
        let [.., around, open] = self.open.as_slice() else { return self.open.len() == 1 && self.member_follows() };
        open.is_object && !around.is_object && self.member_follows()
    }

    fn member_follows(&self) -> bool {
        let next = skip_blank(self.bytes, self.at + 1);
        self.bytes.get(self.at) == Some(&b'}')
            && self.bytes.get(next) == Some(&b',')
            && self.is_member(skip_blank(self.bytes, next + 1))
    }

    /// A comma or colon where an item is due.
    pub(super) fn stray_separator(&mut self, byte: u8) {
        let violation = if byte == b',' { Violation::MissingValue } else { Violation::UnexpectedText };
        self.acc.push(violation, Span::new(self.at, self.at + 1));
        if byte == b':' {
            self.at += 1;
        } else {
            self.invalid_item();
        }
    }

    /// Keeps the place of an item that is not there, so that the next comma follows something.
    fn invalid_item(&mut self) {
        self.tree.push(Kind::Invalid, Span::at(self.at));
        self.spoil();
    }

    /// The innermost object may have lost a member here: absences in it say nothing.
    fn spoil(&mut self) {
        if let Some(open) = self.open.last() {
            self.tree.mark_incomplete(open.node);
        }
    }

    /// A value is due and there is none.
    pub(super) fn no_value(&mut self) {
        self.acc.push(Violation::MissingValue, self.next_character());
        self.tree.push(Kind::Invalid, Span::at(self.at));
        // A second colon would be met again as the next member.
        if self.peek() == Some(b':') {
            self.at += 1;
        }
    }

    /// A name that is not in double quotes. Says whether a value may follow.
    pub(super) fn odd_name(&mut self, byte: u8) -> bool {
        match byte {
            b'\'' => self.single_quoted(Kind::Name),
            b',' | b':' => {
                self.acc.push(Violation::MissingName, Span::new(self.at, self.at + 1));
                self.spoil();
                if byte == b':' {
                    self.tree.push(Kind::Invalid, Span::at(self.at));
                    return true;
                }
                self.after_junk = true;
                return false;
            }
            _ if self.is_bare_name() => {
                let end = self.word_end();
                self.acc.push(Violation::UnquotedName, Span::new(self.at, end));
                self.tree.push_text(Kind::Name, Span::new(self.at, end), true);
                self.at = end;
            }
            _ if !matches!(byte, b'{' | b'[' | b'-' | b'.' | b'+' | b'0'..=b'9') => {
                let end = self.junk_end();
                self.acc.push(Violation::UnexpectedText, Span::new(self.at, end));
                self.spoil();
                self.at = end;
                self.after_junk = true;
                return false;
            }
            _ => {
                self.acc.push(Violation::MissingName, self.next_character());
                self.spoil();
                self.tree.push(Kind::Invalid, Span::at(self.at));
                self.value();
                return false;
            }
        }
        true
    }

    /// A word that may be a name; digits alone are one only before a colon.
    fn is_bare_name(&self) -> bool {
        let end = self.word_end();
        let word = self.bytes.get(self.at..end).unwrap_or_default();
        !word.is_empty()
            && (!word.iter().all(u8::is_ascii_digit) || self.bytes.get(skip_blank(self.bytes, end)) == Some(&b':'))
    }

    fn word_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-');
        self.at + rest.find(|c| !is_part(c)).unwrap_or(rest.len())
    }

    /// A value that is none of JSON's.
    pub(super) fn odd_value(&mut self, byte: u8) {
        match byte {
            b'\'' => self.single_quoted(Kind::Text),
            b'+' | b'.' => self.odd_number(),
            _ if is_word(byte) => self.word(),
            _ => {
                let end = self.junk_end();
                self.acc.push(Violation::UnexpectedText, Span::new(self.at, end));
                self.tree.push(Kind::Invalid, Span::new(self.at, end));
                self.at = end;
            }
        }
    }

    fn word(&mut self) {
        let end = self.word_end();
        let span = Span::new(self.at, end);
        let word = span.text(self.text);
        let json = match word.to_ascii_lowercase().as_str() {
            "true" => Some(("true", Kind::Bool)),
            "false" => Some(("false", Kind::Bool)),
            "null" | "none" | "nil" | "undefined" => Some(("null", Kind::Null)),
            _ => None,
        };
        if let Some((json, kind)) = json {
            if json != word {
                self.acc.push(Violation::ForeignLiteral { json }, span);
            }
            self.tree.push(kind, span);
            self.at = end;
            return;
        }
        let end = self.junk_end();
        let span = Span::new(self.at, end);
        let is_number = matches!(word, "NaN" | "Infinity" | "inf");
        self.acc.push(if is_number { Violation::BadNumber } else { Violation::UnquotedText }, span);
        self.tree.push(Kind::Invalid, span);
        self.at = end;
    }

    /// Something that begins like a number.
    pub(super) fn odd_number(&mut self) {
        let end = self.junk_end();
        let span = Span::new(self.at, end);
        let is_number =
            span.text(self.text).bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'+' | b'-' | b'.' | b'e' | b'E'));
        self.acc.push(if is_number { Violation::BadNumber } else { Violation::UnquotedText }, span);
        self.tree.push(Kind::Invalid, span);
        self.at = end;
    }

    /// Where a run that is no value ends: at what may follow a value. Takes at least one character.
    fn junk_end(&self) -> usize {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let first = rest.chars().next().map_or(0, char::len_utf8);
        let tail = rest.get(first..).unwrap_or_default();
        let end = first + tail.find([',', ':', '}', ']', '{', '[', '"', '\n', '\r']).unwrap_or(tail.len());
        self.at + rest.get(..end).unwrap_or_default().trim_end().len().max(first)
    }

    fn single_quoted(&mut self, kind: Kind) {
        let start = self.at;
        let mut at = start + 1;
        let mut is_escaped = false;
        loop {
            match self.bytes.get(at) {
                Some(b'\'') => break,
                Some(b'\\') => {
                    is_escaped = true;
                    // Never past a character that begins on the next byte but is longer.
                    let next = self.text.get(at + 1..).and_then(|rest| rest.chars().next());
                    at += 1 + next.map_or(0, char::len_utf8);
                }
                Some(b'\n' | b'\r') | None => return self.unclosed_string(kind, start, at),
                Some(_) => at += 1,
            }
        }
        let span = Span::new(start, at + 1);
        self.acc.push(Violation::SingleQuotes, span);
        self.tree.push_text(kind, span, is_escaped);
        self.at = at + 1;
    }

    /// Whether a string with a raw line break at `at` still ends where a string may: at a quote that something
    /// of JSON's structure follows. Otherwise its closing quote was forgotten.
    pub(super) fn end_beyond_break(&self, at: usize) -> Option<usize> {
        let mut end = at;
        loop {
            end = string_end(self.bytes, end);
            match self.bytes.get(end)? {
                b'"' => break,
                b'\\' => end += 2,
                _ => end += 1,
            }
        }
        let next = self.bytes.get(skip_blank(self.bytes, end + 1));
        matches!(next, Some(b',' | b':' | b'}' | b']') | None).then_some(end)
    }

    /// A string that its line does not end. What looks like the end of the member is left to be read.
    pub(super) fn unclosed_string(&mut self, kind: Kind, start: usize, at: usize) {
        let line = Span::new(start + 1, at).text(self.text);
        let kept = line.trim_end_matches([' ', '\t', ',', '}', ']', '{', '[', ':']);
        let end = start + 1 + kept.len();
        let span = Span::new(start, end);
        self.acc.push(Violation::UnclosedString, span);
        self.is_cut = at >= self.bytes.len();
        self.tree.push_text(if kind == Kind::Name { Kind::Name } else { Kind::Invalid }, span, true);
        self.at = end;
    }

    /// `]` where `}` is due, or the reverse.
    pub(super) fn wrong_bracket(&mut self, byte: u8) {
        let Some(open) = self.open.last().copied() else { return };
        let expected = if open.is_object { '}' } else { ']' };
        let here = Span::new(self.at, self.at + 1);
        if let Some(comma) = self.comma.take() {
            self.acc.push(Violation::TrailingComma, Span::new(comma, comma + 1));
        }
        let outer = self.open.iter().rposition(|outer| outer.is_object == (byte == b'}'));
        let closes_outer = outer.is_some_and(|depth| self.fits_after(depth));
        self.open.pop();
        self.tree.mark_incomplete(open.node);
        if closes_outer {
            // The bracket belongs to a container around this one, whose own end was forgotten.
            self.acc.push(Violation::UnclosedBracket { expected }, self.tree.opening(open.node));
            self.tree.close(open.node, self.at);
        } else {
            self.acc.push(Violation::WrongBracket { expected }, here);
            self.at += 1;
            self.tree.close(open.node, self.at);
        }
    }

    /// Whether what follows the bracket here suits the container around the one at `depth`, if that is what it closes.
    fn fits_after(&self, depth: usize) -> bool {
        let around = depth.checked_sub(1).and_then(|at| self.open.get(at));
        let next = skip_blank(self.bytes, self.at + 1);
        match (self.bytes.get(next), around) {
            (None, around) => around.is_none(),
            (Some(b'}' | b']'), None) | (Some(b','), None) => false,
            (Some(b','), Some(around)) => around.is_object == self.is_member(skip_blank(self.bytes, next + 1)),
            (Some(byte @ (b'}' | b']')), Some(around)) => around.is_object == (*byte == b'}'),
            (Some(_), _) => true,
        }
    }

    /// Whether a string and a colon stand here.
    fn is_member(&self, at: usize) -> bool {
        let end = string_end(self.bytes, at + 1);
        let is_string = self.bytes.get(at) == Some(&b'"') && self.bytes.get(end) == Some(&b'"');
        is_string && self.bytes.get(skip_blank(self.bytes, end + 1)) == Some(&b':')
    }

    /// The text ends inside containers: one diagnostic for the innermost, none for what is therefore missing.
    pub(super) fn end_of_text(&mut self) {
        if let Some(open) = self.open.last().filter(|_| !self.is_cut) {
            let expected = if open.is_object { '}' } else { ']' };
            self.acc.push(Violation::UnclosedBracket { expected }, self.tree.opening(open.node));
        }
        for open in self.open.drain(..).rev() {
            self.tree.close(open.node, self.bytes.len());
            self.tree.mark_incomplete(open.node);
        }
    }

    /// Something after the end of the document.
    pub(super) fn extra_content(&mut self) {
        let is_bracket = matches!(self.peek(), Some(b'}' | b']'));
        if is_bracket {
            self.acc.push(Violation::StrayBracket, self.next_character());
            return;
        }
        let rest = self.text.get(self.at..).unwrap_or_default();
        let span = Span::new(self.at, self.at + rest.trim_end().len());
        self.acc.push(Violation::ExtraContent, span);
    }

    /// Passes a container that lies too deep, without keeping any of it.
    pub(super) fn skip_deep(&mut self) {
        let start = self.at;
        if !self.told_depth {
            self.told_depth = true;
            let max = u32::try_from(super::MAX_DEPTH).unwrap_or(u32::MAX);
            self.acc.push(Violation::TooDeep { max }, Span::new(start, start + 1));
        }
        let mut depth = 0usize;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'[' | b'{' => depth += 1,
                b']' | b'}' => depth -= 1,
                b'"' => self.skip_string(),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        self.tree.push(Kind::Invalid, Span::new(start, self.at));
    }

    fn skip_string(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            self.at += if *byte == b'\\' { 2 } else { 1 };
            if *byte == b'"' {
                break;
            }
        }
        self.at = self.at.min(self.bytes.len());
    }
}
