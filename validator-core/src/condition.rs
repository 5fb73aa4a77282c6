//! Conditions: when a field is required, must be blank, or takes a certain form.
//!
//! A condition is data. It is evaluated against a block and those around it, and becomes a sentence at the edge.
//! Three-valued: over a field that is itself in doubt it is unknown, and what depends on it stays silent.

use std::borrow::Cow;

use crate::layout::FieldId;
use crate::parse::scan::is_same;
use crate::span::Span;

/// A predicate over fields of the same block or of blocks around it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The field has this value.
    Is(FieldId, Box<str>),
    /// The field has one of these values.
    In(FieldId, Vec<Box<str>>),
    /// The field has a value.
    Present(FieldId),
    /// All hold.
    All(Vec<Condition>),
    /// At least one holds.
    Any(Vec<Condition>),
    /// It does not hold.
    Not(Box<Condition>),
}

/// What a condition gets to see of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Look<'a> {
    /// It is wrong, or required and absent.
    Unknown,
    /// Absent, null, empty or blank.
    Blank,
    /// A value, and where it stands.
    Value(Cow<'a, str>, Span),
}

/// A condition's truth and the place that decided it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Truth {
    pub holds: bool,
    /// The value that decided; none when the absence of one did.
    pub cause: Option<Span>,
}

impl Condition {
    /// `None` when it cannot be known.
    pub(crate) fn evaluate<'a>(&self, look: &impl Fn(FieldId) -> Look<'a>) -> Option<Truth> {
        match self {
            Condition::Is(field, expected) => {
                test(look(*field), |value| is_same(value.as_bytes(), expected.as_bytes()))
            }
            Condition::In(field, expected) => {
                test(look(*field), |value| expected.iter().any(|known| value == &**known))
            }
            Condition::Present(field) => test(look(*field), |_| true),
            Condition::Not(inner) => inner.evaluate(look).map(|truth| Truth { holds: !truth.holds, ..truth }),
            Condition::All(parts) => join(parts, look, false),
            Condition::Any(parts) => join(parts, look, true),
        }
    }

    /// The fields it looks at.
    pub fn fields(&self) -> Vec<FieldId> {
        match self {
            Condition::Is(field, _) | Condition::In(field, _) | Condition::Present(field) => vec![*field],
            Condition::Not(inner) => inner.fields(),
            Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(Condition::fields).collect(),
        }
    }
}

fn test(look: Look<'_>, holds: impl Fn(&str) -> bool) -> Option<Truth> {
    match look {
        Look::Unknown => None,
        Look::Blank => Some(Truth { holds: false, cause: None }),
        Look::Value(value, span) => Some(Truth { holds: holds(&value), cause: Some(span) }),
    }
}

/// `decisive` is the truth of one part that settles the whole, whatever is unknown beside it.
fn join<'a>(parts: &[Condition], look: &impl Fn(FieldId) -> Look<'a>, decisive: bool) -> Option<Truth> {
    let mut joined = Some(Truth { holds: !decisive, cause: None });
    for part in parts {
        match part.evaluate(look) {
            Some(truth) if truth.holds == decisive => return Some(truth),
            Some(truth) => joined = joined.map(|acc| Truth { cause: acc.cause.or(truth.cause), ..acc }),
            None => joined = None,
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fields 0, 1, 2 are unknown, blank, and "J".
    #[track_caller]
    fn check(condition: Condition, expected: Option<bool>) {
        let look = |field: FieldId| match field.0 {
            0 => Look::Unknown,
            1 => Look::Blank,
            _ => Look::Value("J".into(), Span::new(5, 6)),
        };
        assert_eq!(condition.evaluate(&look).map(|truth| truth.holds), expected);
    }

    fn is(field: u32, value: &str) -> Condition {
        Condition::Is(FieldId(field), value.into())
    }

    fn not(condition: Condition) -> Condition {
        Condition::Not(Box::new(condition))
    }

    #[test]
    fn values_are_compared() {
        check(is(2, "J"), Some(true));
        check(is(2, "F"), Some(false));
        check(Condition::In(FieldId(2), vec!["F".into(), "J".into()]), Some(true));
        check(Condition::Present(FieldId(2)), Some(true));
    }

    #[test]
    fn a_blank_field_is_no_value() {
        check(is(1, ""), Some(false));
        check(not(is(1, "S")), Some(true));
        check(Condition::Present(FieldId(1)), Some(false));
    }

    #[test]
    fn an_unknown_field_makes_unknown_unless_the_rest_decides() {
        check(not(is(0, "J")), None);
        check(Condition::All(vec![is(0, "J"), is(2, "J")]), None);
        check(Condition::All(vec![is(0, "J"), is(2, "F")]), Some(false));
        check(Condition::Any(vec![is(0, "J"), is(2, "J")]), Some(true));
        check(Condition::Any(vec![is(0, "J"), is(2, "F")]), None);
    }

    #[test]
    fn the_first_value_that_speaks_for_the_truth_is_its_cause() {
        let look = |field: FieldId| match field.0 {
            1 => Look::Blank,
            at => Look::Value("J".into(), Span::new(at as usize, at as usize + 1)),
        };
        let cause = |condition: Condition| condition.evaluate(&look).and_then(|truth| truth.cause);
        assert_eq!(cause(Condition::All(vec![not(is(1, "S")), is(2, "J"), is(3, "J")])), Some(Span::new(2, 3)));
        assert_eq!(cause(Condition::All(vec![is(2, "J"), is(3, "F")])), Some(Span::new(3, 4)));
        assert_eq!(cause(Condition::Any(vec![is(2, "F"), is(3, "J")])), Some(Span::new(3, 4)));
        assert_eq!(cause(not(is(1, "S"))), None);
    }
}
