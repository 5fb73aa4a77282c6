//! Repairs of broken syntax and of the encoding's outer signs.

use super::{Fix, bare, insert, replace};
use crate::diagnostic::Diagnostic;
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
        Violation::MissingComma => missing_mark(tree, diagnostic, ','),
        Violation::MissingColon => missing_mark(tree, diagnostic, ':'),
        Violation::WrongSeparator { expected } => Fix::safe(vec![replace(span, expected)]),
        Violation::MissingOpening => Fix::suggested(vec![insert(span.start, "{")]),
        Violation::OddBlank => Fix::safe(vec![replace(span, " ")]),
        Violation::SingleQuotes => Fix::safe(vec![replace(span, double_quoted(raw)?)]),
        Violation::UnquotedName => {
            let edits = vec![replace(span, serde_json::to_string(raw).ok()?)];
            if begins_member(tree.text, span.start) { Fix::safe(edits) } else { Fix::suggested(edits) }
        }
        Violation::UnquotedText => Fix::suggested(vec![replace(span, serde_json::to_string(raw).ok()?)]),
        Violation::ForeignLiteral { json } => Fix::safe(vec![replace(span, json)]),
        Violation::RawControl => Fix::safe(vec![replace(span, escaped(raw))]),
        Violation::WrongBracket { expected } => Fix::safe(vec![replace(span, expected)]),
        Violation::StrayBracket | Violation::StrayEndTag => Fix::suggested(vec![replace(span, "")]),
        Violation::BadNumber => Fix::safe(vec![bare(tree, span, good_number(raw)?)?]),
        Violation::WrongEndTag { expected } => {
            // A quote in the name would go on to the next one, across the end of the tag.
            let name = Some(expected.text(tree.text)).filter(|name| !name.contains(['"', '\'']))?;
            Fix::safe(vec![replace(span, name)])
        }
        Violation::BareAmpersand => Fix::safe(vec![replace(span, "&amp;")]),
        Violation::BareLessThan | Violation::LessThanInAttribute => Fix::safe(vec![replace(span, "&lt;")]),
        Violation::CdataEndInText => Fix::safe(vec![replace(span, "]]&gt;")]),
        Violation::UnquotedAttribute if !raw.contains(['"', '<', '&']) => {
            Fix::safe(vec![insert(span.start, "\""), insert(span.end, "\"")])
        }
        _ => None,
    }
}

/// Inserts a mark behind the last thing before it. Safe only where nothing else can be meant: unescaped quotes inside
/// of a text look just like missing marks.
fn missing_mark(tree: &Tree<'_>, diagnostic: &Diagnostic, mark: char) -> Option<Fix> {
    let start = diagnostic.cause?.end;
    let between = tree.text.get(start as usize..diagnostic.span.start as usize).unwrap_or_default();
    let after = tree.text.get(diagnostic.span.start as usize..).unwrap_or_default();
    let is_apart = match mark {
        ':' => !between.is_empty() && follows_name(tree.text, start),
        _ => between.contains(['\n', '\r']) || after.starts_with(['{', '[']) || starts_with_member(after),
    };
    let edits = vec![insert(start, mark)];
    if is_apart { Fix::safe(edits) } else { Fix::suggested(edits) }
}

/// Whether a name in quotes and its colon stand at the start.
fn starts_with_member(text: &str) -> bool {
    let name = text.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    name.is_some_and(|(name, rest)| !name.contains('\\') && rest.trim_ascii_start().starts_with(':'))
}

/// Whether a bare word begins a member: behind a quote it may as well be a piece of a text whose quotes were not escaped.
fn begins_member(text: &str, start: u32) -> bool {
    let before = text.get(..start as usize).unwrap_or_default();
    before.trim_ascii_end().ends_with(['{', ',']) || before.ends_with(['\n', '\r', ' ', '\t', '/'])
}

/// Whether a name ends here that can be nothing else: one in quotes, or a bare word that begins a member.
fn follows_name(text: &str, end: u32) -> bool {
    let before = text.get(..end as usize).unwrap_or_default();
    let start = before.trim_end_matches(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '-')).len();
    before.ends_with(['"', '\'']) || begins_member(text, crate::span::offset(start))
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
