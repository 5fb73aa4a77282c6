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
