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
    while let Some(chunk) = bytes.get(at..at + 8).and_then(|chunk| chunk.first_chunk::<8>()) {
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

/// Index of the first byte from `at` that is no white space of JSON or XML.
#[inline]
pub(crate) fn skip_blank(bytes: &[u8], mut at: usize) -> usize {
    // Indentation comes in runs of blanks: eight equal bytes are one comparison.
    while bytes.get(at).is_some_and(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t')) {
        at += 1;
        while bytes.get(at..at + 8) == Some(b"        ") {
            at += 8;
        }
    }
    at
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
    fn skips_runs_of_any_blank() {
        assert_eq!(skip_blank(b"                    \t\r\n  x", 0), 25);
        assert_eq!(skip_blank(b"   ", 0), 3);
    }
}
