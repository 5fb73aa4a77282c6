//! The `size` constraint: how many characters a text value may have.

use crate::span::offset;
use crate::violation::Violation;

pub(super) fn check(max: u32, text: &str) -> Option<Violation> {
    // Bytes are never fewer than characters: most values are settled without counting.
    if text.len() <= max as usize {
        return None;
    }
    // The manuals count characters ("posições"), not bytes.
    let actual = offset(text.chars().count());
    (actual > max).then_some(Violation::TooLong { max, actual })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_not_bytes() {
        assert_eq!(check(4, "ação"), None);
        assert_eq!(check(4, "ações"), Some(Violation::TooLong { max: 4, actual: 5 }));
    }

    #[test]
    fn blanks_count() {
        assert_eq!(check(2, "ab "), Some(Violation::TooLong { max: 2, actual: 3 }));
    }
}
