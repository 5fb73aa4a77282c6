//! A payload with other text around it: a line of a log, an assignment, a fenced block.

use super::map::Builder;
use super::start::skip_blanks;
use super::{Escape, Unwrapped};
use crate::violation::Violation;

/// Whether the first quote is an escaped one: then all are. Without quotes, whether line ends between tags are.
/// In the text of an element a backslash is a character like any other: what is XML as it stands is not taken apart.
pub(super) fn has_escapes(text: &str, from: usize) -> bool {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let is_xml = rest.starts_with(b"<");
    match memchr::memchr(b'"', rest) {
        Some(quote) => {
            let before = rest.get(..quote).unwrap_or_default();
            before.strip_suffix(b"\\").is_some_and(|before| !is_xml || is_quoting(before))
        }
        None => memchr::memmem::find_iter(rest, b">\\n").any(|at| {
            let after = skip_blanks(rest.get(at + 1..).unwrap_or_default());
            after.is_empty() || after.starts_with(b"<")
        }),
    }
}

/// Whether markup quotes something behind these bytes: the value of an attribute, or what a document type names.
fn is_quoting(before: &[u8]) -> bool {
    let bracket = memchr::memrchr2(b'<', b'>', before).unwrap_or_default();
    match before.get(bracket..).unwrap_or_default() {
        // A comment and CDATA quote nothing.
        [b'<', b'!', next, ..] => next.is_ascii_alphabetic(),
        [b'<', tag @ ..] => tag.trim_ascii_end().ends_with(b"="),
        _ => false,
    }
}

/// The payload that begins at `from`.
pub(super) fn read(text: &str, from: usize) -> Unwrapped {
    let rest = text.get(from..).unwrap_or_default();
    let mut builder = Builder::new(text);
    if rest.starts_with("&lt;") {
        let end = from + element_end(rest, "&lt;/", "&gt;");
        entities(&mut builder, text, from, end);
        return Unwrapped::new(builder, Escape::Entities, Violation::UnwrappedEscaped);
    }
    let is_escaped = has_escapes(text, from);
    let length = if rest.starts_with('<') { element_end(rest, "</", ">") } else { json_end(rest, is_escaped) };
    if is_escaped {
        backslashes(&mut builder, text, from, from + length);
        return Unwrapped::new(builder, Escape::Backslash, Violation::UnwrappedEscaped);
    }
    builder.copy(from..from + length);
    Unwrapped::new(builder, Escape::None, Violation::UnwrappedText)
}

/// Where the root element ends: behind the last tag that closes it, else behind the last tag.
fn element_end(rest: &str, closing: &str, bracket: &str) -> usize {
    let root = root_name(rest, closing);
    let closed = root.and_then(|name| rest.rfind(&format!("{closing}{name}"))).unwrap_or_default();
    let after = |at: usize| rest.get(at..).and_then(|tail| tail.find(bracket)).map(|end| at + end + bracket.len());
    let last = || rest.rfind(bracket).map(|end| end + bracket.len());
    Some(closed).filter(|closed| *closed > 0).and_then(after).or_else(last).unwrap_or(rest.len())
}

/// The name of the first element that is not a declaration or a comment.
fn root_name<'a>(rest: &'a str, closing: &str) -> Option<&'a str> {
    let opening = closing.strip_suffix('/')?;
    let name = rest.split(opening).skip(1).find(|tag| tag.starts_with(|c: char| c.is_alphabetic() || c == '_'))?;
    name.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.' | '-')).next()
}

/// Where the brackets are closed again, else the end. Strings begin and end with `\"` where quotes are escaped.
fn json_end(rest: &str, is_escaped: bool) -> usize {
    let bytes = rest.as_bytes();
    let mut depth = 0_usize;
    let mut is_string = false;
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' if is_escaped => {
                match (bytes.get(at + 1), is_string) {
                    (Some(b'"'), _) => is_string = !is_string,
                    // A backslash of the payload itself: what it escapes is no quote of the payload.
                    (Some(b'\\'), true) => at += if bytes.get(at + 2) == Some(&b'\\') { 2 } else { 1 },
                    _ => {}
                }
                at += 1;
            }
            b'\\' if is_string => at += 1,
            b'"' if !is_escaped => is_string = !is_string,
            b'{' | b'[' if !is_string => depth += 1,
            b'}' | b']' if !is_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    rest.len()
}

/// Takes a range, its character references replaced once.
fn entities(builder: &mut Builder<'_>, text: &str, from: usize, to: usize) {
    let mut done = from;
    for at in memchr::memchr_iter(b'&', text.as_bytes().get(from..to).unwrap_or_default()) {
        let at = from + at;
        let Some((c, length)) = text.get(at..to).and_then(reference) else { continue };
        builder.copy(done..at);
        builder.put(c, at..at + length);
        done = at + length;
    }
    builder.copy(done..to);
}

/// The longest character reference that is read, in bytes.
const REFERENCE: usize = 10;

/// A character reference at the start of a text, and its length.
fn reference(text: &str) -> Option<(char, usize)> {
    let semicolon = text.bytes().take(REFERENCE).position(|byte| byte == b';')?;
    let name = text.get(1..semicolon)?;
    let c = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((c, semicolon + 1))
}

/// Takes a range, its backslash escapes replaced once.
pub(super) fn backslashes(builder: &mut Builder<'_>, text: &str, from: usize, to: usize) {
    let mut done = from;
    while let Some(found) = text.as_bytes().get(done..to).and_then(|rest| memchr::memchr(b'\\', rest)) {
        let at = done + found;
        builder.copy(done..at);
        done = backslash(builder, text, at).min(to);
    }
    builder.copy(done..to);
}

/// Takes what the backslash at a place stands for; gives the place behind it. What is no escape stays as it is.
pub(super) fn backslash(builder: &mut Builder<'_>, text: &str, at: usize) -> usize {
    let Some(escaped) = text.get(at + 1..).and_then(|rest| rest.chars().next()) else {
        builder.copy(at..at + 1);
        return at + 1;
    };
    let after = at + 1 + escaped.len_utf8();
    let c = match escaped {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        '"' | '\'' | '\\' | '/' | '`' | '$' => escaped,
        'u' => {
            let code = text.get(after..after + 4).and_then(|digits| u32::from_str_radix(digits, 16).ok());
            if let Some(c) = code.and_then(char::from_u32).filter(|c| *c != '\0') {
                builder.put(c, at..after + 4);
                return after + 4;
            }
            builder.copy(at..after);
            return after;
        }
        _ => {
            builder.copy(at..after);
            return after;
        }
    };
    builder.put(c, at..after);
    after
}
