//! Repairs of broken syntax and of the encoding's outer signs.

use super::{Edit, Fix, insert, replace};
use crate::diagnostic::Diagnostic;
use crate::span::{Span, offset};
use crate::tree::Tree;
use crate::violation::Violation;

pub(super) fn propose(tree: &Tree<'_>, diagnostic: &Diagnostic) -> Option<Fix> {
    let span = diagnostic.span;
    let raw = span.text(tree.text);
    match diagnostic.violation {
        Violation::DeclaredEncoding { actual, .. } | Violation::DeclaredSingleByte { actual, .. } => {
            let name = if actual.starts_with("UTF-16") { "UTF-16" } else { actual };
            Fix::safe(vec![replace(span, name)])
        }
        Violation::ByteOrderMark | Violation::TrailingComma | Violation::Comment => Fix::safe(vec![replace(span, "")]),
        Violation::MissingComma => Fix::safe(vec![after_last(tree, span, ",")]),
        Violation::MissingColon => Fix::safe(vec![after_last(tree, span, ":")]),
        Violation::SingleQuotes => Fix::safe(vec![replace(span, double_quoted(raw)?)]),
        Violation::UnquotedName => Fix::safe(vec![replace(span, serde_json::to_string(raw).ok()?)]),
        Violation::UnquotedText => Fix::suggested(vec![replace(span, serde_json::to_string(raw).ok()?)]),
        Violation::ForeignLiteral { json } => Fix::safe(vec![replace(span, json)]),
        Violation::RawControl => Fix::safe(vec![replace(span, escaped(raw))]),
        Violation::WrongBracket { expected } => Fix::safe(vec![replace(span, expected)]),
        Violation::StrayBracket | Violation::StrayEndTag => Fix::suggested(vec![replace(span, "")]),
        Violation::BadNumber => Fix::safe(vec![replace(span, good_number(raw)?)]),
        Violation::WrongEndTag { expected } => Fix::safe(vec![replace(span, expected.text(tree.text))]),
        Violation::BareAmpersand => Fix::safe(vec![replace(span, "&amp;")]),
        Violation::BareLessThan | Violation::LessThanInAttribute => Fix::safe(vec![replace(span, "&lt;")]),
        Violation::CdataEndInText => Fix::safe(vec![replace(span, "]]&gt;")]),
        Violation::UnquotedAttribute if !raw.contains(['"', '<', '&']) => {
            Fix::safe(vec![insert(span.start, "\""), insert(span.end, "\"")])
        }
        _ => None,
    }
}

/// Inserts behind the last thing before a place, so that the mark does not hang at the start of a line.
fn after_last(tree: &Tree<'_>, span: Span, mark: &str) -> Edit {
    let before = tree.text.get(..span.start as usize).unwrap_or_default();
    insert(offset(before.trim_end().len()), mark)
}

/// `'it\'s'` as JSON writes it.
fn double_quoted(raw: &str) -> Option<String> {
    let inner = raw.strip_prefix('\'')?.strip_suffix('\'')?;
    let mut acc = String::from("\"");
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '"' => acc.push_str("\\\""),
            '\\' => match chars.next() {
                Some('\'') => acc.push('\''),
                Some(other) => acc.extend(['\\', other]),
                None => acc.push_str("\\\\"),
            },
            c if (c as u32) < 0x20 => acc.push_str(&escaped(c.encode_utf8(&mut [0; 4]))),
            c => acc.push(c),
        }
    }
    acc.push('"');
    Some(acc)
}

/// Control characters as JSON escapes.
fn escaped(raw: &str) -> String {
    let quoted = serde_json::to_string(raw).unwrap_or_default();
    quoted.trim_matches('"').to_owned()
}

/// A number that only lacks a digit or has a plus too many.
fn good_number(raw: &str) -> Option<String> {
    let unsigned = raw.strip_prefix('+').unwrap_or(raw);
    let candidate = match (unsigned.strip_prefix('.'), unsigned.strip_suffix('.')) {
        (Some(decimals), _) => format!("0.{decimals}"),
        (None, Some(whole)) => whole.to_owned(),
        (None, None) => unsigned.to_owned(),
    };
    let is_good = serde_json::from_str::<serde_json::Number>(&candidate).is_ok();
    (is_good && candidate != raw).then_some(candidate)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_quotes_become_double_ones() {
        assert_eq!(double_quoted(r#"'it\'s "x" \n'"#).as_deref(), Some(r#""it's \"x\" \n""#));
    }

    #[test]
    fn numbers_that_lack_a_digit() {
        assert_eq!(good_number("+5").as_deref(), Some("5"));
        assert_eq!(good_number(".5").as_deref(), Some("0.5"));
        assert_eq!(good_number("5.").as_deref(), Some("5"));
        assert_eq!(good_number("007"), None);
        assert_eq!(good_number("1.2.3"), None);
    }
}
