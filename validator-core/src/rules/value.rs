//! What is wrong with one value: one complaint at most, the most specific, errors before advice.

use std::borrow::Cow;

use super::{altered, date, kind, list, number, size};
use crate::condition::{Condition, Truth};
use crate::formats::Format;
use crate::layout::{Others, System, ValueKind, ValueRules};
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::{Severity, Violation};

/// A value as the rules see it.
#[derive(Clone, Debug)]
pub(crate) struct Value<'a> {
    /// How the document writes it.
    pub kind: Kind,
    /// JSON or XML.
    pub syntax: Syntax,
    /// What it means, without quotes and escapes.
    pub text: Cow<'a, str>,
}

impl<'a> Value<'a> {
    pub fn read(tree: &Tree<'a>, node: NodeId) -> Self {
        Self { kind: tree.kind(node), syntax: tree.syntax, text: tree.value(node) }
    }
}

/// A complaint, and the value that is its reason when another field's is.
pub(crate) type Complaint = (Violation, Option<Span>);

/// Judges a present value.
///
/// `holds` evaluates a condition where the value stands; `None` when it cannot be known.
pub(crate) fn check(
    rules: &ValueRules,
    system: &System,
    value: &Value<'_>,
    holds: &impl Fn(&Condition) -> Option<Truth>,
) -> Option<Complaint> {
    let text = &*value.text;
    if is_placeholder(system, value) {
        return Some((Violation::Placeholder, None));
    }
    if let Some(violation) = kind::check(rules, value) {
        return Some((violation, None));
    }
    let listed = rules.list.as_deref().and_then(|known| list::check(known, rules.others, text));
    if let Some(violation) = listed
        && rules.others == Others::Refused
    {
        return Some((violation, None));
    }
    if let Some(complaint) = forced(rules, text, holds) {
        return Some(complaint);
    }
    let written = match rules.kind {
        ValueKind::Text | ValueKind::Boolean | ValueKind::Any => None,
        ValueKind::Integer => number::check_integer(rules, value),
        ValueKind::Decimal(mark, padding) => number::check_decimal(rules, mark, padding, value),
        ValueKind::Date => date::check(text, date::Form::Date),
        ValueKind::DateTime => date::check(text, date::Form::DateTime),
    };
    let formed = form(rules, text, holds);
    let is_error = |violation: &Violation| violation.entry().severity == Severity::Error;
    // Errors first, in this order; then what only advises, in this order too.
    let plain = |violation: Option<Violation>| violation.map(|violation| (violation, None));
    None.or_else(|| formed.filter(|(violation, _)| is_error(violation)))
        .or_else(|| plain(written.filter(is_error)))
        .or_else(|| plain(rules.size.and_then(|max| size::check(max, text))))
        .or(formed)
        .or_else(|| plain(written))
        .or_else(|| plain(listed))
        .or_else(|| plain(altered::check(&rules.altered, text)))
}

/// Whether a value is one of the documented, or none are.
pub(crate) fn is_listed(rules: &ValueRules, text: &str) -> bool {
    rules.list.as_deref().is_none_or(|known| known.iter().any(|(code, _)| **code == *text))
}

fn is_placeholder(system: &System, value: &Value<'_>) -> bool {
    value.kind == Kind::Text && system.placeholders.iter().any(|word| *word == value.text)
}

/// A value that another field's value forces.
fn forced(rules: &ValueRules, text: &str, holds: &impl Fn(&Condition) -> Option<Truth>) -> Option<Complaint> {
    let must_be = rules.must_be.as_ref().filter(|must_be| *must_be.value != *text)?;
    let truth = holds(&must_be.when).filter(|truth| truth.holds)?;
    Some((Violation::ValueByCondition, truth.cause))
}

/// The named form that applies: the first whose condition holds. An unknown condition leaves it open which.
fn form(rules: &ValueRules, text: &str, holds: &impl Fn(&Condition) -> Option<Truth>) -> Option<Complaint> {
    for (when, format) in &rules.formats {
        let cause = match when {
            None => None,
            Some(condition) => match holds(condition)? {
                Truth { holds: true, cause } => cause,
                Truth { holds: false, .. } => continue,
            },
        };
        let format: Format = *format;
        return format.check(text, rules.valid_check_digits).map(|violation| (violation, cause));
    }
    None
}
