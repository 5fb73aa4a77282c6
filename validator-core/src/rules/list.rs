//! The `values` constraint: one of the documented values.

use crate::layout::{Others, ValueList};
use crate::parse::scan::is_same;
use crate::violation::Violation;

pub(super) fn check(known: &ValueList, others: Others, text: &str) -> Option<Violation> {
    if known.iter().any(|(code, _)| is_same(code.as_bytes(), text.as_bytes())) {
        return None;
    }
    Some(match others {
        Others::Refused if in_other_case(known, text).is_some() => Violation::ListCase,
        Others::Refused => Violation::NotInList,
        Others::Open => Violation::NotInOpenList,
        Others::Answer => Violation::NotInAnswerList,
        Others::Registration => Violation::CountsAsRegistration,
    })
}

/// The documented value that differs from `text` only in case.
pub(crate) fn in_other_case<'l>(known: &'l ValueList, text: &str) -> Option<&'l str> {
    known.iter().map(|(code, _)| &**code).find(|code| code.to_lowercase() == text.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_text(others: Others, text: &str, expected: Option<Violation>) {
        let known = vec![("S".into(), "Sim".into()), ("N".into(), "Não".into())];
        assert_eq!(check(&known, others, text), expected);
    }

    #[test]
    fn documented_values_pass() {
        check_text(Others::Refused, "S", None);
    }

    #[test]
    fn another_case_is_told_from_another_value() {
        check_text(Others::Refused, "s", Some(Violation::ListCase));
        check_text(Others::Refused, "X", Some(Violation::NotInList));
        check_text(Others::Refused, "Sim", Some(Violation::NotInList));
    }

    #[test]
    fn what_others_are_is_the_layouts_word() {
        check_text(Others::Open, "X", Some(Violation::NotInOpenList));
        check_text(Others::Registration, "X", Some(Violation::CountsAsRegistration));
        check_text(Others::Answer, "X", Some(Violation::NotInAnswerList));
    }
}
