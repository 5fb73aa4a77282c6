//! What is wrong with one value: one complaint at most, the most specific, errors before advice.

use std::borrow::Cow;

use super::{altered, date, kind, list, number, size};
use crate::condition::{Condition, Truth};
use crate::formats::{Format, as_document, is_cnpj_with_letters, restored};
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
        return Some((lost_document(rules, value, holds).unwrap_or(violation), None));
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

/// A document that came as a number, where it can be told what it was.
fn lost_document(
    rules: &ValueRules,
    value: &Value<'_>,
    holds: &impl Fn(&Condition) -> Option<Truth>,
) -> Option<Violation> {
    if rules.kind != ValueKind::Text {
        return None;
    }
    let (format, _) = applying(rules, holds)?;
    let (document, text) = restored(format, &value.text)?;
    // A number that is as long as the document only lacks its quotes.
    (text != value.text).then_some(Violation::DocumentAsNumber { document })
}

/// The named form that applies: the first whose condition holds. An unknown condition leaves it open which.
fn applying(rules: &ValueRules, holds: &impl Fn(&Condition) -> Option<Truth>) -> Option<(Format, Option<Span>)> {
    for (when, format) in &rules.formats {
        let cause = match when {
            None => None,
            Some(condition) => match holds(condition)? {
                Truth { holds: true, cause } => cause,
                Truth { holds: false, .. } => continue,
            },
        };
        return Some((*format, cause));
    }
    None
}

fn form(rules: &ValueRules, text: &str, holds: &impl Fn(&Condition) -> Option<Truth>) -> Option<Complaint> {
    let text = match rules.prefix.as_deref().map(|prefix| text.strip_prefix(prefix)) {
        None => text,
        Some(Some(rest)) => rest,
        Some(None) => return Some((Violation::PrefixAbsent, None)),
    };
    let (format, cause) = applying(rules, holds)?;
    let text = match rules.kind {
        // That no number can carry it is worth more than its form.
        ValueKind::Integer | ValueKind::Decimal(..) if is_cnpj_with_letters(text) => return None,
        ValueKind::Integer | ValueKind::Decimal(..) => as_document(format, text),
        _ => Cow::Borrowed(text),
    };
    format.check(&text, rules.valid_check_digits).map(|violation| (violation, cause))
}
