//! CNPJ: twelve characters 0–9 A–Z and two check digits.
//!
//! Letters are in use since July 2026 (Instrução Normativa RFB 2.229/2024): a character counts as its ASCII code − 48,
//! so that numbers given before keep their digits.

use super::{Document, digit, without_mask};
use crate::violation::Violation;

pub(super) const LENGTH: usize = 14;
const CNPJ: Document = Document { name: "CNPJ", length: 14 };
/// Of the first check digit, then of the second, which takes the first as written: if that is wrong, the whole is anyway.
const WEIGHTS: [[u32; LENGTH]; 2] =
    [[5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2, 0, 0], [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2, 0]];

pub(crate) fn check(text: &str, must_hold: bool) -> Option<Violation> {
    let Document { name: document, length: expected } = CNPJ;
    if has_shape(text) {
        return CNPJ.judged(text, holds(text), must_hold);
    }
    let bare = without_mask(text);
    if bare.len() < text.len() && has_shape(&bare.to_ascii_uppercase()) {
        return Some(Violation::DocumentMask { document, expected });
    }
    if has_shape(&text.to_ascii_uppercase()) {
        return Some(Violation::DocumentCase { document, expected });
    }
    Some(CNPJ.misshapen(text))
}

pub(super) fn has_shape(text: &str) -> bool {
    let is_base = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    let (base, digits) = text.as_bytes().split_at_checked(12).unwrap_or_default();
    text.len() == LENGTH && base.iter().all(is_base) && digits.iter().all(u8::is_ascii_digit)
}

pub(super) fn holds(text: &str) -> bool {
    let Ok(bytes) = <[u8; LENGTH]>::try_from(text.as_bytes()) else { return false };
    let values = bytes.map(|byte| u32::from(byte).wrapping_sub(48));
    let digits = WEIGHTS.map(|weights| {
        let sum =
            values.iter().zip(weights).fold(0_u32, |sum, (value, weight)| sum.wrapping_add(value.wrapping_mul(weight)));
        digit(sum % 11)
    });
    values.ends_with(&digits)
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
        for text in ["12ABC34501DE35", "AA345678000114", "AA345678000A29", "12345678000A08"] {
            assert_eq!(code(text), 0, "{text}");
        }
        for text in ["16727230000197", "11222333000181", "11444777000161", "54550752000155"] {
            assert_eq!(code(text), 0, "{text}");
        }
    }

    #[test]
    fn a_wrong_digit_is_told_from_a_wrong_shape() {
        for text in ["12ABC34501DE36", "54550752000154", "54550752000156", "12345678901234", "00000000000000"] {
            assert_eq!(code(text), 314, "{text}");
        }
        for text in [
            "12ABC34501DE3A",
            "12abc34501de35",
            "12.ABC.345/01DE-35",
            "1672723000019",
            "",
            "ç2ABC34501DE3",
            "167272300001977",
        ] {
            assert_eq!(code(text), 313, "{text}");
        }
    }

    #[test]
    fn where_the_manual_wants_it_valid_a_wrong_digit_is_an_error() {
        assert_eq!(check("54550752000154", true), Some(Violation::CheckDigitRequired { document: "CNPJ" }));
    }
}
