//! Finds the next byte that matters, eight at a time.

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

/// The lowest flagged byte is exact: a borrow can only flag bytes above a true one.
fn equal_to(word: u64, byte: u8) -> u64 {
    let difference = word ^ (ONES * byte as u64);
    difference.wrapping_sub(ONES) & !difference & HIGH
}

fn below_blank(word: u64) -> u64 {
    word.wrapping_sub(ONES * 0x20) & !word & HIGH
}

/// Index of the first `"`, `\` or control character from `at`; the length if there is none.
pub(crate) fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let found = equal_to(word, b'"') | equal_to(word, b'\\') | below_blank(word);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// High bits of the bytes above a blank; masked, so that no byte carries into the next.
fn above_blank(word: u64) -> u64 {
    ((word & !HIGH).wrapping_add(ONES * (0x80 - 0x21)) | word) & HIGH
}

/// Whether the text holds control characters that are no white space: only then must each blank be looked at.
pub(crate) fn has_controls(bytes: &[u8]) -> bool {
    let is_control = |byte: u8| byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t');
    bytes.iter().fold(false, |acc, byte| acc | is_control(*byte))
}

/// [`skip_blank`] for texts without control characters: whatever is not above a blank is white space.
#[inline]
pub(crate) fn skip_plain_blank(bytes: &[u8], mut at: usize) -> usize {
    if bytes.get(at).is_some_and(|byte| *byte > b' ') {
        return at;
    }
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let found = above_blank(u64::from_le_bytes(*chunk));
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    skip_blank(bytes, at)
}

/// Index of the first byte from `at` that is no white space of JSON or XML.
pub(crate) fn skip_blank(bytes: &[u8], mut at: usize) -> usize {
    while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
    }
    at
}

/// Where the prefix of a name ends. Names are a few bytes long, where a general search costs more than it finds.
#[inline]
pub(crate) fn colon(name: &str) -> Option<usize> {
    name.bytes().position(|byte| byte == b':')
}

/// Whether two short texts are the same. Names and codes are a few bytes long, where a call to compare memory costs more
/// than the comparison.
#[inline]
pub(crate) fn is_same(a: &str, b: &str) -> bool {
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if a.len() != b.len() {
        return false;
    }
    // The first and the last so many bytes, which may overlap, are all of them.
    match a.len() {
        0 => true,
        1..4 => a.iter().zip(b).all(|(a, b)| a == b),
        4..8 => (a.first_chunk::<4>(), a.last_chunk::<4>()) == (b.first_chunk::<4>(), b.last_chunk::<4>()),
        8..=16 => (a.first_chunk::<8>(), a.last_chunk::<8>()) == (b.first_chunk::<8>(), b.last_chunk::<8>()),
        17..=32 => (a.first_chunk::<16>(), a.last_chunk::<16>()) == (b.first_chunk::<16>(), b.last_chunk::<16>()),
        _ => a == b,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_what_a_byte_loop_finds() {
        let texts = [
            "",
            "\"",
            "abc\"",
            "longer than eight\\n",
            "ação é ã ü \" x",
            "tab\there",
            "\u{7f}\u{80}\u{ff}\u{1f}",
            "aaaaaaaa\u{0}",
        ];
        for text in texts {
            let expected =
                text.bytes().position(|byte| byte == b'"' || byte == b'\\' || byte < 0x20).unwrap_or(text.len());
            assert_eq!(string_end(text.as_bytes(), 0), expected, "{text:?}");
        }
    }

    #[test]
    fn short_texts_are_compared_whole() {
        let texts = [
            "",
            "a",
            "b",
            "abcdefg",
            "abcdefgh",
            "abcdefghi",
            "xbcdefghi",
            "abcdefghijklmnop",
            "abcdefgXijklmnop",
            "abcdefghijklmnopq",
            "abcdefghijklmnopX",
            "abcd",
            "abcX",
            "Xbcd",
            "abcdefghijklmnopqrstuvwxyzabcdef",
            "abcdefghijklmnopXrstuvwxyzabcdef",
            "abcdefghijklmnopqrstuvwxyzabcdeX",
            "abcdefghijklmnopqrstuvwxyzabcdefg",
        ];
        for a in texts {
            for b in texts {
                assert_eq!(is_same(a, b), a == b, "{a} {b}");
            }
        }
    }

    #[test]
    fn skips_runs_of_any_blank() {
        assert_eq!(skip_blank(b"                    \t\r\n  x", 0), 25);
        assert_eq!(skip_blank(b"   ", 0), 3);
        for text in ["", " ", "x", "        ", "         x", " \n\t\r          é", "        !", "      \u{7f}      "] {
            assert_eq!(skip_plain_blank(text.as_bytes(), 0), skip_blank(text.as_bytes(), 0), "{text:?}");
        }
    }
}
