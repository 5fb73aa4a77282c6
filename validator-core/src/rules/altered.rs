//! Values that a system accepts and then changes.

use super::date;
use crate::layout::Alteration;
use crate::violation::Violation;

pub(super) fn check(alterations: &[Alteration], text: &str) -> Option<Violation> {
    alterations.iter().find_map(|alteration| match alteration {
        // Few names hold an ampersand at all.
        Alteration::Markup => (text.contains('&') && text.contains("&#")).then_some(Violation::MarkupAltered),
        Alteration::FirstDay => (date::day(text)? != 1).then_some(Violation::FirstDayAssumed),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_broken_up() {
        assert_eq!(check(&[Alteration::Markup], "A &#38; B"), Some(Violation::MarkupAltered));
        assert_eq!(check(&[Alteration::Markup], "A & B #1"), None);
    }

    #[test]
    fn a_period_begins_on_day_one() {
        assert_eq!(check(&[Alteration::FirstDay], "15/01/2026"), Some(Violation::FirstDayAssumed));
        assert_eq!(check(&[Alteration::FirstDay], "01/01/2026"), None);
    }
}
