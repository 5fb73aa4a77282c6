//! Number plates: three letters and four digits, or the Mercosul form with a letter in the fifth place. Advice only.

use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    let shape: String = text
        .chars()
        .map(|c| {
            if c.is_ascii_uppercase() {
                'L'
            } else if c.is_ascii_digit() {
                'N'
            } else {
                '?'
            }
        })
        .collect();
    let is_plate = matches!(shape.as_str(), "LLLNNNN" | "LLLNLNN");
    (!is_plate).then_some(Violation::PlateForm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_forms() {
        for text in ["ABC1234", "ABC4E67", "AAA1A11", "XXX9X99", "TRT1A22"] {
            assert_eq!(check(text), None, "{text}");
        }
        for text in ["ABCD567", "ABC45F7", "ABC456G", "ABC-1D23", "ABC4E678", "abc1234", ""] {
            assert_eq!(check(text), Some(Violation::PlateForm), "{text}");
        }
    }
}
