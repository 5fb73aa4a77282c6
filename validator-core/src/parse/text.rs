//! What a quoted, escaped or referenced text means.
//!
//! Input: the raw slice of a node. Output: its meaning, borrowed where it is written plainly.
//! Lenient: what is broken was reported by the parser; here it only must not get lost.

use std::borrow::Cow;

/// A JSON string with escapes, in double or single quotes, or a name without any.
pub(crate) fn json(raw: &str) -> String {
    let inner = match raw.as_bytes() {
        [b'"', .., b'"'] | [b'\'', .., b'\''] => raw.get(1..raw.len() - 1),
        [b'"' | b'\'', ..] => raw.get(1..),
        _ => Some(raw),
    };
    unescape_json(inner.unwrap_or_default())
}

fn unescape_json(inner: &str) -> String {
    let mut acc = String::with_capacity(inner.len());
    let mut rest = inner;
    while let Some(at) = rest.find('\\') {
        acc.push_str(rest.get(..at).unwrap_or_default());
        let escape = rest.get(at..).unwrap_or_default();
        let (meaning, length) = json_escape(escape);
        acc.push_str(meaning.encode_utf8(&mut [0; 4]));
        rest = escape.get(length..).unwrap_or_default();
    }
    acc.push_str(rest);
    acc
}

/// The character of an escape and the bytes it takes; unknown escapes stand for their character.
fn json_escape(escape: &str) -> (char, usize) {
    let Some(letter) = escape.chars().nth(1) else { return ('\\', 1) };
    let plain = match letter {
        'n' => '\n',
        't' => '\t',
        'r' => '\r',
        'b' => '\u{8}',
        'f' => '\u{c}',
        'u' => return json_unicode(escape),
        other => other,
    };
    (plain, 1 + letter.len_utf8())
}

fn json_unicode(escape: &str) -> (char, usize) {
    let unit = |at: usize| {
        let digits = escape.get(at..at + 6)?.strip_prefix("\\u")?;
        digits.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| u32::from_str_radix(digits, 16).ok())?
    };
    match (unit(0), unit(6)) {
        (Some(high @ 0xD800..=0xDBFF), Some(low @ 0xDC00..=0xDFFF)) => {
            let scalar = 0x1_0000 + ((high - 0xD800) << 10) + (low - 0xDC00);
            (char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 12)
        }
        (Some(scalar), _) => (char::from_u32(scalar).unwrap_or(char::REPLACEMENT_CHARACTER), 6),
        (None, _) => ('u', 2),
    }
}

/// Character data of an element: references resolved, CDATA unwrapped, comments and instructions left out.
pub(crate) fn xml(raw: &str) -> Cow<'_, str> {
    let mut acc = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find(['&', '<', '\r']) {
        acc.push_str(rest.get(..at).unwrap_or_default());
        let special = rest.get(at..).unwrap_or_default();
        let length = xml_special(special, &mut acc).clamp(1, special.len());
        rest = special.get(length..).unwrap_or_default();
    }
    acc.push_str(rest);
    Cow::Owned(acc)
}

/// Appends what the construct at the start of `special` means; returns the bytes it takes.
fn xml_special(special: &str, acc: &mut String) -> usize {
    let until = |end: &str| special.find(end).map_or(special.len(), |at| at + end.len());
    if let Some(rest) = special.strip_prefix('\r') {
        // XML reads CRLF and CR as one line feed.
        acc.push('\n');
        return 1 + usize::from(rest.starts_with('\n'));
    }
    if let Some(cdata) = special.strip_prefix("<![CDATA[") {
        let length = cdata.find("]]>").unwrap_or(cdata.len());
        acc.push_str(&cdata.get(..length).unwrap_or_default().replace("\r\n", "\n").replace('\r', "\n"));
        return "<![CDATA[".len() + length + "]]>".len();
    }
    if let Some(comment) = special.strip_prefix("<!--") {
        let length = comment.find("-->").map_or(comment.len(), |at| at + "-->".len());
        return "<!--".len() + length;
    }
    if special.starts_with("<?") {
        return until("?>");
    }
    if special.starts_with('<') {
        acc.push('<');
        return 1;
    }
    // Only as far as a reference goes: of many lone `&` none may look through the rest of the text.
    let after = special.as_bytes().get(1..).unwrap_or_default();
    let length = after.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'#').unwrap_or(after.len());
    let name = special.get(1..1 + length).filter(|_| after.get(length) == Some(&b';'));
    match name.and_then(xml_reference) {
        Some(meaning) => {
            acc.push(meaning);
            length + 2
        }
        None => {
            acc.push('&');
            1
        }
    }
}

/// The character that `&name;` stands for: one of the five, or a number that XML allows.
pub(crate) fn xml_reference(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => {
            let number = name.strip_prefix('#')?;
            let (digits, radix) = match number.strip_prefix('x') {
                Some(digits) => (digits, 16),
                None => (number, 10),
            };
            if digits.is_empty() || !digits.chars().all(|c| c.is_digit(radix)) {
                return None;
            }
            let scalar = u32::from_str_radix(digits, radix).ok().and_then(char::from_u32)?;
            super::xml_chars::is_char(scalar).then_some(scalar)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_escapes() {
        assert_eq!(json(r#""a\n\u00e7\ud83d\ude9a\/""#), "a\nç🚚/");
        assert_eq!(json(r#""\ud83d""#), "\u{fffd}");
        assert_eq!(json(r#""\"#), "\\");
        assert_eq!(json("'it'"), "it");
    }

    #[test]
    fn xml_constructs() {
        assert_eq!(xml("a&amp;b&#x41;&#66;<![CDATA[<c>]]><!-- d -->e"), "a&bAB<c>e");
        assert_eq!(xml("a&b&nbsp;\r\nc"), "a&b&nbsp;\nc");
    }

    #[test]
    fn references_to_what_xml_forbids_mean_nothing() {
        for name in ["#0", "#xD800", "#x110000", "#", "#x", "#+5", "copy", "#x1"] {
            assert_eq!(xml_reference(name), None, "{name}");
        }
    }
}
