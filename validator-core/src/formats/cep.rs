//! CEP: eight digits, with or without the hyphen before the last three. The manuals give it no form, so this advises.

use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    let are_digits = |part: &str, length: usize| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
    let is_good = match text.split_once('-') {
        Some((region, rest)) => are_digits(region, 5) && are_digits(rest, 3),
        None => are_digits(text, 8),
    };
    (!is_good).then_some(Violation::CepForm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eight_digits_with_or_without_the_hyphen() {
        for text in ["88801500", "88801-500"] {
            assert_eq!(check(text), None, "{text}");
        }
        for text in ["888000222", "8880150", "888-01500", "88801-50a", "88.801-500"] {
            assert_eq!(check(text), Some(Violation::CepForm), "{text}");
        }
    }
}
