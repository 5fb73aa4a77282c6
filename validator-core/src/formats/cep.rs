//! CEP: eight digits, with or without the hyphen before the last three. The manuals give it no form, so this advises.

use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    let digits = match text.split_once('-') {
        Some((region, rest)) if region.len() == 5 && rest.len() == 3 => format!("{region}{rest}"),
        _ => text.to_owned(),
    };
    let is_good = digits.len() == 8 && digits.bytes().all(|byte| byte.is_ascii_digit());
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
