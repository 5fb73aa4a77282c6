//! Forms that a manual states outright.

use crate::violation::Violation;

/// Four digits.
pub(crate) fn year(text: &str) -> Option<Violation> {
    let is_year = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (!is_year).then_some(Violation::NoYear)
}

/// Integers between slashes: `30/60/90`.
pub(crate) fn integers_by_slash(text: &str) -> Option<Violation> {
    let is_integer = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (!text.split('/').all(is_integer)).then_some(Violation::NoIntegersBySlash)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years() {
        assert_eq!(year("2026"), None);
        for text in ["26", "20261", "202a", "", "-202"] {
            assert_eq!(year(text), Some(Violation::NoYear), "{text}");
        }
    }

    #[test]
    fn terms_of_payment() {
        for text in ["30", "30/60/90"] {
            assert_eq!(integers_by_slash(text), None, "{text}");
        }
        for text in ["30-60", "30/", "/30", "30 / 60", "a vista", ""] {
            assert_eq!(integers_by_slash(text), Some(Violation::NoIntegersBySlash), "{text}");
        }
    }
}
