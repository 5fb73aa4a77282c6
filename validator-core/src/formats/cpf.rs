//! CPF: nine digits and two check digits, weights 10…2 and 11…2, sum · 10 modulo 11, where 10 counts as 0.

use super::{Document, without_mask};
use crate::violation::Violation;

pub(crate) const LENGTH: usize = 11;
const CPF: Document = Document { name: "CPF", length: 11 };

pub(crate) fn check(text: &str, must_hold: bool) -> Option<Violation> {
    let Document { name: document, length: expected } = CPF;
    if has_shape(text) {
        return CPF.judged(text, holds(text), must_hold);
    }
    let bare = without_mask(text);
    if bare.len() < text.len() && has_shape(&bare) {
        return Some(Violation::DocumentMask { document, expected });
    }
    Some(CPF.misshapen(text))
}

fn has_shape(text: &str) -> bool {
    text.len() == LENGTH && text.bytes().all(|byte| byte.is_ascii_digit())
}

pub(super) fn holds(text: &str) -> bool {
    let value = |byte: u8| u32::from(byte) - 48;
    let expected = |length: u32| {
        let weights = (2..=length + 1).rev();
        text.bytes().zip(weights).map(|(byte, weight)| value(byte) * weight).sum::<u32>() * 10 % 11 % 10
    };
    text.bytes().skip(LENGTH - 2).map(value).eq([expected(9), expected(10)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn code(text: &str) -> u16 {
        check(text, false).map_or(0, |violation| violation.entry().code.0)
    }

    #[test]
    fn published_numbers_hold() {
        for text in ["39053344705", "52998224725", "29537995593", "25524893033"] {
            assert_eq!(code(text), 0, "{text}");
        }
    }

    #[test]
    fn wrong_digits_and_repeated_ones_do_not() {
        for text in ["23100299900", "00000000000", "11111111111", "99999999999"] {
            assert_eq!(code(text), 314, "{text}");
        }
    }

    #[test]
    fn the_shape_is_eleven_digits() {
        for text in ["390.533.447-05", "3905334470", "3905334470A", "123456789012345"] {
            assert_eq!(code(text), 313, "{text}");
        }
    }
}
