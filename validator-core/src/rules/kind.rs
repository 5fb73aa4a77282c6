//! A JSON value of another type than declared, where no milder reading exists.

use super::value::Value;
use crate::layout::{ValueKind, ValueRules};
use crate::tree::{Kind, Syntax};
use crate::violation::Violation;

pub(super) fn check(rules: &ValueRules, value: &Value<'_>) -> Option<Violation> {
    if value.syntax == Syntax::Xml {
        return None;
    }
    match (rules.kind, value.kind) {
        (ValueKind::Text, Kind::Number | Kind::Bool) => Some(Violation::TextExpected),
        (ValueKind::Date | ValueKind::DateTime, Kind::Number | Kind::Bool) => Some(Violation::DateExpected),
        (ValueKind::Boolean, Kind::Text | Kind::Number) => Some(Violation::BooleanExpected),
        (ValueKind::Integer, Kind::Bool) => Some(Violation::IntegerExpected),
        (ValueKind::Decimal(..), Kind::Bool) => Some(Violation::NumberExpected),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::{Mark, Padding};

    const DECIMAL: ValueKind = ValueKind::Decimal(Mark::Point, Padding::AtMost);

    #[track_caller]
    fn check_kind(declared: ValueKind, kind: Kind, expected: Option<Violation>) {
        let rules = ValueRules { kind: declared, ..ValueRules::default() };
        let value = |syntax| Value { kind, syntax, text: "".into() };
        assert_eq!(check(&rules, &value(Syntax::Json)), expected);
        assert_eq!(check(&rules, &value(Syntax::Xml)), None, "XML knows texts only");
    }

    #[test]
    fn what_json_writes_as_another_type_is_none_of_the_declared() {
        for kind in [Kind::Number, Kind::Bool] {
            check_kind(ValueKind::Text, kind, Some(Violation::TextExpected));
            check_kind(ValueKind::Date, kind, Some(Violation::DateExpected));
            check_kind(ValueKind::DateTime, kind, Some(Violation::DateExpected));
        }
        for kind in [Kind::Number, Kind::Text] {
            check_kind(ValueKind::Boolean, kind, Some(Violation::BooleanExpected));
        }
        check_kind(ValueKind::Integer, Kind::Bool, Some(Violation::IntegerExpected));
        check_kind(DECIMAL, Kind::Bool, Some(Violation::NumberExpected));
    }

    #[test]
    fn the_declared_type_passes_and_so_does_a_number_in_quotes() {
        for kind in [Kind::Text, Kind::Number, Kind::Bool] {
            check_kind(ValueKind::Any, kind, None);
        }
        check_kind(ValueKind::Text, Kind::Text, None);
        check_kind(ValueKind::Date, Kind::Text, None);
        check_kind(ValueKind::Boolean, Kind::Bool, None);
        for kind in [Kind::Text, Kind::Number] {
            check_kind(ValueKind::Integer, kind, None);
            check_kind(DECIMAL, kind, None);
        }
    }
}
