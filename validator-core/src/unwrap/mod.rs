//! Finds the payload in what people really paste: a cURL command, a line of a log, a string literal of a program.
//!
//! Input: a pasted text. Output: the payload in it, with a way back for every place; nothing when the text is the payload.
//! Takes one layer off, in one pass, and never looks at what the payload says.

mod escape;
mod literal;
mod map;
mod pieces;
mod raw;
mod shell;
mod start;

pub(crate) use escape::Escape;
use map::{Builder, Map};

use crate::source::without_mark;
use crate::violation::Violation;

/// A payload that was found inside of a text.
#[derive(Clone, Debug)]
pub(crate) struct Unwrapped {
    /// The payload, its escapes replaced, and where it stood.
    pub map: Map,
    /// How the text around writes what would end it: repairs must be written like this.
    pub escape: Escape,
    /// What it was found in.
    pub violation: Violation,
}

impl Unwrapped {
    fn new(builder: Builder<'_>, escape: Escape, violation: Violation) -> Self {
        Self { map: builder.finish(), escape, violation }
    }
}

/// Whether a quote stands before a place, with nothing but blanks between them.
pub(crate) fn follows_quote(text: &str, at: usize) -> bool {
    start::quote_before(text, at).is_some()
}

/// Takes off what is around a payload. A text that begins as a payload does is one, unless all of its quotes are escaped.
pub(crate) fn unwrap(text: &str) -> Option<Unwrapped> {
    let body = without_mark(text).trim_start();
    let from = text.len() - body.len();
    match body.bytes().next()? {
        b'<' => escaped_payload(text, from),
        b'{' => json_log(text, from).or_else(|| escaped_payload(text, from)),
        b'[' if !start::is_log_stamp(body) => escaped_payload(text, from),
        _ => shell::curl(text, from).or_else(|| wrapped(text, from)),
    }
}

/// The inside of a string literal, copied without its quotes.
fn escaped_payload(text: &str, from: usize) -> Option<Unwrapped> {
    raw::has_escapes(text, from).then(|| raw::read(text, from))
}

/// An envelope, or a list of objects, in a text of a line that is JSON itself.
fn json_log(text: &str, from: usize) -> Option<Unwrapped> {
    let rest = text.get(from..)?;
    // The same word may stand in any other text of the line.
    let envelope = || memchr::memmem::find_iter(rest.as_bytes(), b"Envelope").find_map(|at| quote_of_tag(rest, at));
    let list = || memchr::memmem::find(rest.as_bytes(), br#""[{\""#);
    let quote = from + envelope().or_else(list)?;
    let (builder, escape) = literal::read(text, quote).filter(|_| text.as_bytes().get(quote) == Some(&b'"'))?;
    Some(Unwrapped::new(builder, escape, Violation::UnwrappedLiteral))
}

/// The longest prefix of an envelope's name that is looked for, in bytes.
const PREFIX: usize = 64;

/// The quote that stands right before a tag, by where the tag's local name begins.
fn quote_of_tag(text: &str, name: usize) -> Option<usize> {
    let from = (name.saturating_sub(PREFIX)..=name).find(|at| text.is_char_boundary(*at))?;
    let is_in_prefix = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    let before = text.get(from..name)?.trim_end_matches(is_in_prefix);
    Some(from + before.strip_suffix("\"<")?.len())
}

/// The first payload in a text: between quotes, or as it is.
fn wrapped(text: &str, from: usize) -> Option<Unwrapped> {
    let at = start::find(text, from)?;
    let quote = start::quote_before(text, at);
    if let Some((builder, escape)) = quote.and_then(|quote| literal::read(text, quote)) {
        return Some(Unwrapped::new(builder, escape, Violation::UnwrappedLiteral));
    }
    let unwrapped = raw::read(text, at);
    // A stray mark in front of a payload is a fault of the payload, not a text around it.
    let has_words = text.get(from..at)?.chars().any(|c| c.is_alphanumeric() || c == '`');
    (has_words || unwrapped.escape != Escape::None).then_some(unwrapped)
}

#[cfg(test)]
mod tests;
