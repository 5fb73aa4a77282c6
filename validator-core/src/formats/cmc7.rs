//! CMC7: the thirty digits of a cheque's band, in three blocks of 8, 10 and 12.
//!
//! With places counted from 1, digit 8 checks 9 to 18, digit 19 checks 1 to 7, digit 30 checks 20 to 29; all modulo 10.
//! The manual's own samples are no bands at all, so this advises.

use super::{digits, modulo_10};
use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    let bare: String = text.chars().filter(|c| !matches!(c, '<' | '>' | ':' | ' ')).collect();
    (!holds(&bare)).then_some(Violation::Cmc7Form)
}

fn holds(bare: &str) -> bool {
    let Some(digits) = digits(bare).filter(|digits| digits.len() == 30) else { return false };
    let part = |from: usize, to: usize| digits.get(from - 1..to).unwrap_or_default();
    [(8, 9, 18), (19, 1, 7), (30, 20, 29)]
        .into_iter()
        .all(|(place, from, to)| part(place, place) == [modulo_10(part(from, to))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_bands() {
        for text in [
            "341378140090004285081430432989",
            "341026200184356765450006083914",
            "070006790187002605206700864017",
            "756423870330001855900052800109",
            "001347740188505735511011535959",
            "070001170180001505001100799574",
            "<34137814<0090004285>081430432989:",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
        for text in ["341378140090004285081430432988", "34137814009000428508143043298", "INTCH00101", ""] {
            assert_eq!(check(text), Some(Violation::Cmc7Form), "{text}");
        }
    }
}
