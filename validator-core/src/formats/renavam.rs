//! RENAVAM: eleven digits, the last a check digit (weights 3 2 9 8 7 6 5 4 3 2, sum · 10 modulo 11, where 10 counts as 0).
//!
//! Older numbers of nine digits are padded with zeros. The manual's own sample breaks the rule, so this advises.

use super::{digits, is_repeated};
use crate::violation::Violation;

const WEIGHTS: [u32; 10] = [3, 2, 9, 8, 7, 6, 5, 4, 3, 2];

pub(crate) fn check(text: &str) -> Option<Violation> {
    let padded = if text.len() == 9 { format!("00{text}") } else { text.to_owned() };
    let holds = digits(&padded).is_some_and(|digits| {
        let sum: u32 = digits.iter().zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        digits.len() == 11 && digits.last() == Some(&(sum * 10 % 11 % 10)) && !is_repeated(&padded)
    });
    (!holds).then_some(Violation::RenavamForm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_numbers() {
        for text in ["86769597308", "01234567897", "98765432103", "00639884962", "12345678900", "639884962"] {
            assert_eq!(check(text), None, "{text}");
        }
        for text in ["12345678901", "86769597309", "11111111111", "00000000000", "12389712312", "", "8676959730a"] {
            assert_eq!(check(text), Some(Violation::RenavamForm), "{text}");
        }
    }
}
