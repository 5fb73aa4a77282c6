//! Finds the next byte that matters, sixteen at a time.

use wide::u8x16;

/// The next sixteen bytes, when there are so many.
#[inline]
fn chunk(bytes: &[u8], at: usize) -> Option<u8x16> {
    bytes.get(at..)?.first_chunk::<16>().map(|chunk| u8x16::new(*chunk))
}

/// Index of the first `"`, `\` or control character from `at`; the length if there is none.
#[inline]
pub(crate) fn string_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = chunk(bytes, at) {
        let is_mark = chunk.simd_eq(u8x16::splat(b'"')) | chunk.simd_eq(u8x16::splat(b'\\'));
        let found = (is_mark | chunk.simd_le(u8x16::splat(0x1F))).to_bitmask();
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += 16;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20)).unwrap_or(rest.len())
}

/// Index of the first `<`, `>`, `&` or carriage return from `at`; the length if there is none.
#[inline]
pub(crate) fn text_end(bytes: &[u8], mut at: usize) -> usize {
    while let Some(chunk) = chunk(bytes, at) {
        // `<` and `>` differ in one bit, which no other character shares with both.
        let is_angle = (chunk | u8x16::splat(2)).simd_eq(u8x16::splat(b'>'));
        let found = (is_angle | chunk.simd_eq(u8x16::splat(b'&')) | chunk.simd_eq(u8x16::splat(b'\r'))).to_bitmask();
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += 16;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|byte| matches!(byte, b'<' | b'>' | b'&' | b'\r')).unwrap_or(rest.len())
}

/// What one look at all bytes of a text says, so that most texts need no second one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Survey {
    /// Whether there are control characters that are no white space: only then must each blank be looked at.
    pub has_controls: bool,
    /// Whether there are bytes that `Ã` or `Â` end with: only then can text have been decoded twice.
    pub may_be_mojibake: bool,
}

/// Looks at all bytes once.
pub(crate) fn survey(bytes: &[u8]) -> Survey {
    let (chunks, rest) = bytes.as_chunks::<16>();
    let last: [u8; 16] = std::array::from_fn(|at| rest.get(at).copied().unwrap_or(b' '));
    let (mut controls, mut suspects) = (u8x16::splat(0), u8x16::splat(0));
    for chunk in chunks.iter().chain(std::iter::once(&last)) {
        let chunk = u8x16::new(*chunk);
        let is_blank = chunk.simd_eq(u8x16::splat(b'\n')) | chunk.simd_eq(u8x16::splat(b'\r'));
        let is_blank = is_blank | chunk.simd_eq(u8x16::splat(b'\t'));
        controls |= chunk.simd_le(u8x16::splat(0x1F)) & !is_blank;
        // They differ in their last bit.
        suspects |= (chunk | u8x16::splat(1)).simd_eq(u8x16::splat(0x83));
    }
    Survey { has_controls: controls.any(), may_be_mojibake: suspects.any() }
}

/// [`skip_blank`] for texts without control characters: whatever is not above a blank is white space.
#[inline]
pub(crate) fn skip_plain_blank(bytes: &[u8], mut at: usize) -> usize {
    if bytes.get(at).is_some_and(|byte| *byte > b' ') {
        return at;
    }
    while let Some(chunk) = chunk(bytes, at) {
        let found = chunk.simd_gt(u8x16::splat(b' ')).to_bitmask();
        if found != 0 {
            return at + found.trailing_zeros() as usize;
        }
        at += 16;
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

/// Whether two texts are the same. Names and codes are a few bytes long, where a call to compare memory costs more than the
/// comparison.
#[inline]
pub(crate) fn is_same(a: &[u8], b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // The last sixteen, eight or four bytes overlap those before.
    if let (Some(a_last), Some(b_last)) = (a.last_chunk(), b.last_chunk()) {
        let mut chunks = a.as_chunks().0.iter().zip(b.as_chunks().0);
        return chunks.all(|(a, b)| is_same_chunk(a, b)) && is_same_chunk(a_last, b_last);
    }
    if let (Some(a_first), Some(b_first)) = (a.first_chunk::<8>(), b.first_chunk::<8>()) {
        return a_first == b_first && a.last_chunk::<8>() == b.last_chunk::<8>();
    }
    if let (Some(a_first), Some(b_first)) = (a.first_chunk::<4>(), b.first_chunk::<4>()) {
        return a_first == b_first && a.last_chunk::<4>() == b.last_chunk::<4>();
    }
    // Of three bytes and less these are all.
    a.first() == b.first() && a.get(1) == b.get(1) && a.last() == b.last()
}

/// The same for sixteen bytes.
#[inline]
pub(crate) fn is_same_chunk(a: &[u8; 16], b: &[u8; 16]) -> bool {
    u8x16::new(*a).simd_eq(u8x16::new(*b)).all()
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
    fn the_end_of_plain_text_is_what_a_byte_loop_finds() {
        for length in [0, 1, 15, 16, 17, 40] {
            for at in 0..length {
                for byte in 0..=255 {
                    let mut bytes = vec![b'x'; length];
                    bytes[at] = byte;
                    let is_end = matches!(byte, b'<' | b'>' | b'&' | b'\r');
                    assert_eq!(text_end(&bytes, 0), if is_end { at } else { length }, "{byte} at {at} of {length}");
                }
            }
        }
    }

    #[test]
    fn controls_are_told_from_white_space() {
        for at in [0, 15, 16, 17, 40] {
            for byte in 0..=255 {
                let mut bytes = [b'x'; 41];
                bytes[at] = byte;
                let expected = byte < 0x20 && !matches!(byte, b'\n' | b'\r' | b'\t');
                assert_eq!(survey(&bytes).has_controls, expected, "{byte} at {at}");
            }
        }
    }

    #[test]
    fn what_may_have_been_decoded_twice_is_noticed_anywhere() {
        for text in ["Ã", "Â", "instalaÃ§Ã£o de dezesseis ou mais", "de dezesseis ou mais: instalaÃ"] {
            assert!(survey(text.as_bytes()).may_be_mojibake, "{text}");
        }
        assert_eq!(survey("são, é, ç e ü: até aqui tudo bem".as_bytes()), Survey::default());
    }

    #[test]
    fn short_texts_are_compared_whole() {
        let texts = [
            "",
            "a",
            "b",
            "ab",
            "aX",
            "abc",
            "aXc",
            "abX",
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
                assert_eq!(is_same(a.as_bytes(), b.as_bytes()), a == b, "{a} {b}");
            }
        }
    }

    #[test]
    fn white_space_is_no_control() {
        assert!(!survey("{\"a\":\t[1, 2],\r\n\"ção\u{7f}\": 3}".as_bytes()).has_controls);
        for text in ["\0", "a\u{1}", "\u{8}\t", "\n\u{b}", "\u{c} ", "\u{1f}", "\u{1}\u{1}"] {
            assert!(survey(text.as_bytes()).has_controls, "{text:?}");
        }
    }

    #[test]
    fn skips_runs_of_any_blank() {
        assert_eq!(skip_blank(b"                    \t\r\n  x", 0), 25);
        assert_eq!(skip_blank(b"   ", 0), 3);
        let long = format!("{}x{}é", " ".repeat(70), "\n".repeat(70));
        for text in
            ["", " ", "x", "        ", "         x", " \n\t\r          é", "        !", "      \u{7f}      ", &long]
        {
            for at in 0..=text.len() {
                let (bytes, place) = (text.as_bytes(), format!("{text:?} from {at}"));
                assert_eq!(skip_plain_blank(bytes, at), skip_blank(bytes, at), "{place}");
            }
        }
    }
}
