//! What stands between the values: punctuation and tags stay, everything else is faked.
//!
//! Input: the pieces of the text between values, in order. Output: the same with fakes. In a broken document these pieces
//! may hold anything, so that only what is certainly no value is kept.

use super::fake::Fakes;
use crate::tree::Syntax;

/// Words that no person is called, which a JSON text may hold outside of quotes.
const JSON_WORDS: [&str; 8] = ["true", "false", "null", "none", "nan", "undefined", "infinity", "e"];

/// Where in the markup the last piece ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Outside of tags; for JSON always.
    Text,
    /// In a tag, before its name or in it.
    TagName,
    /// In a tag, after its name.
    Tag,
    /// In the quotes of an attribute whose value says nothing of anybody.
    Kept(char),
    /// In the quotes of any other attribute.
    Quoted(char),
    Comment,
    Instruction,
}

/// Goes on in each piece where the one before ended.
pub(super) struct Between {
    syntax: Syntax,
    state: State,
    /// Whether the attribute that was named last has a prefix, as those about the document itself have.
    is_about_document: bool,
}

impl Between {
    pub fn new(syntax: Syntax) -> Self {
        Self { syntax, state: State::Text, is_about_document: false }
    }

    /// Writes a piece.
    pub fn write(&mut self, piece: &str, fakes: &mut Fakes, acc: &mut String) {
        let mut rest = piece;
        while let Some(c) = rest.chars().next() {
            let word = rest
                .find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '-' | '.' | ':' | '@'))
                .unwrap_or(rest.len());
            if word == 0 || !c.is_alphanumeric() {
                let length = if self.syntax == Syntax::Xml { self.step(rest) } else { c.len_utf8() };
                acc.push_str(rest.get(..length).unwrap_or_default());
                rest = rest.get(length..).unwrap_or_default();
                continue;
            }
            let (found, after) = rest.split_at_checked(word).unwrap_or((rest, ""));
            if self.keeps(found, after) {
                acc.push_str(found);
            } else {
                acc.push_str(&fakes.of(found, self.syntax));
            }
            if self.state == State::TagName {
                self.state = State::Tag;
            }
            rest = after;
        }
    }

    /// Takes a mark of the markup; gives its length.
    fn step(&mut self, rest: &str) -> usize {
        let starts = |mark: &str| rest.starts_with(mark).then_some(mark.len());
        let (state, length) = match self.state {
            State::Text => match (starts("<!--"), starts("<![CDATA["), starts("<?"), starts("<")) {
                (Some(length), ..) => (State::Comment, length),
                (_, Some(length), ..) => (State::Text, length),
                (_, _, Some(length), _) => (State::Instruction, length),
                (.., Some(length)) => (State::TagName, length),
                _ => (State::Text, 0),
            },
            State::Comment => starts("-->").map_or((State::Comment, 0), |length| (State::Text, length)),
            State::Instruction => starts("?>").map_or((State::Instruction, 0), |length| (State::Text, length)),
            State::Kept(quote) | State::Quoted(quote) if rest.starts_with(quote) => (State::Tag, 1),
            State::Kept(_) | State::Quoted(_) => (self.state, 0),
            State::TagName | State::Tag => match rest.chars().next() {
                Some('>') => (State::Text, 1),
                Some(quote @ ('"' | '\'')) if self.is_about_document => (State::Kept(quote), 1),
                Some(quote @ ('"' | '\'')) => (State::Quoted(quote), 1),
                Some(c) if c.is_whitespace() => (State::Tag, c.len_utf8()),
                _ => (self.state, 0),
            },
        };
        self.state = state;
        // A character that means nothing here is passed by.
        length.max(if length == 0 { rest.chars().next().map_or(0, char::len_utf8) } else { 0 })
    }

    fn keeps(&mut self, word: &str, after: &str) -> bool {
        match (self.syntax, self.state) {
            (Syntax::Json, _) => JSON_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)),
            (Syntax::Xml, State::TagName | State::Instruction | State::Kept(_)) => true,
            (Syntax::Xml, State::Tag) => {
                let is_name = after.trim_start().starts_with('=');
                self.is_about_document = is_name && (word.contains(':') || word == "xmlns");
                is_name
            }
            (Syntax::Xml, State::Text | State::Comment | State::Quoted(_)) => false,
        }
    }
}
