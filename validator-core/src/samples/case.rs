//! The cases that a layout's conditions tell apart: one sample cannot show what is only due in another case.
//!
//! Input: a layout and its usual full sample. Output: other choices, each with one field set differently, and which
//! fields it matters to.

use std::collections::BTreeSet;

use super::plan::Plan;
use super::value::{Value, in_kind};
use crate::condition::Condition;
use crate::layout::{Field, FieldId, Layout, Presence, RuleCheck};
use crate::span::offset;

/// Fields that are to be there, with a value or with whatever suits them.
#[derive(Clone, Debug, Default)]
pub(super) struct Case {
    given: Vec<(FieldId, Option<Box<str>>)>,
}

/// All cases but the usual one. Some may turn out impossible: [`Case::is_met`] says so of a finished plan.
pub(super) fn all(layout: &Layout, usual: &Plan) -> Vec<Case> {
    let mut looked_at = BTreeSet::new();
    for field in request_fields(layout) {
        conditions(field).into_iter().for_each(|condition| collect(condition, &mut looked_at));
    }
    let named: Vec<FieldId> = looked_at.iter().filter(|(_, value)| value.is_some()).map(|(id, _)| *id).collect();
    for id in named {
        // A value that no condition names stands for all of these.
        let list = layout.field(id).value_rules().and_then(|rules| rules.list.as_deref());
        let unnamed = list.into_iter().flatten().map(|(code, _)| (id, Some(code.clone())));
        let other = unnamed.into_iter().find(|choice| !looked_at.contains(choice));
        looked_at.extend(other);
    }
    // Of several fields of which one is allowed, each takes its turn.
    for rule in &layout.rules {
        if let RuleCheck::OneOf(fields) = &rule.check {
            looked_at.extend(fields.iter().map(|id| (*id, None)));
        }
    }
    let is_usual = |(id, value): &(FieldId, Option<Box<str>>)| match (usual.get(*id), value) {
        (Some(held), Some(value)) => held.text() == &**value,
        (held, None) => held.is_some(),
        (None, Some(_)) => false,
    };
    let choices = looked_at.into_iter().filter(|choice| !is_usual(choice));
    choices.map(|choice| Case { given: with_ground(layout, choice) }).collect()
}

impl Case {
    /// Whether a field has to be there.
    pub fn gives(&self, id: FieldId) -> bool {
        self.given.iter().any(|(given, _)| *given == id)
    }

    /// The value that a field has to have.
    pub fn value(&self, layout: &Layout, id: FieldId) -> Option<Value> {
        let (_, value) = self.given.iter().find(|(given, _)| *given == id)?;
        let rules = layout.field(id).value_rules()?;
        Some(in_kind(rules, layout.syntax(), value.as_deref()?.to_owned()))
    }

    /// Whether a plan has what the case wants.
    pub fn is_met(&self, plan: &Plan) -> bool {
        self.given.iter().all(|(id, value)| {
            let held = plan.get(*id);
            held.is_some() && value.as_deref().is_none_or(|value| held.map(Value::text) == Some(value))
        })
    }

    /// Whether something is asked of a field because of this case.
    pub fn matters_to(&self, field: &Field) -> bool {
        conditions(field).into_iter().flat_map(Condition::fields).any(|id| self.gives(id))
    }

    /// The field, and its value if it has to have one.
    pub fn name(&self, layout: &Layout) -> String {
        let Some((id, value)) = self.given.first() else { return String::new() };
        let path = &layout.field(*id).path;
        value.as_deref().map_or(path.to_string(), |value| format!("{path}-{value}"))
    }
}

/// A choice, and what its field has a place beside.
fn with_ground(layout: &Layout, choice: (FieldId, Option<Box<str>>)) -> Vec<(FieldId, Option<Box<str>>)> {
    let ground = match &layout.field(choice.0).only_when {
        Some(Condition::Is(id, value)) => Some((*id, Some(value.clone()))),
        _ => None,
    };
    std::iter::once(choice).chain(ground).collect()
}

fn request_fields(layout: &Layout) -> impl Iterator<Item = &Field> {
    let ids = (0..offset(layout.fields.len())).map(FieldId);
    ids.map(|id| layout.field(id)).filter(|field| layout.root_of(field.block) == layout.request)
}

/// Everything that a field is made to depend on.
fn conditions(field: &Field) -> Vec<&Condition> {
    let presence = match &field.presence {
        Presence::When(condition) => Some(condition),
        _ => None,
    };
    let rules = field.value_rules();
    let forced = rules.and_then(|rules| rules.must_be.as_ref()).map(|must_be| &must_be.when);
    let formats = rules.into_iter().flat_map(|rules| rules.formats.iter().filter_map(|(when, _)| when.as_ref()));
    let own = [presence, field.waived_when.as_ref(), field.blank_when.as_ref(), field.only_when.as_ref(), forced];
    own.into_iter().flatten().chain(formats).collect()
}

/// The values that a condition names. Goes down as deep as a layout's author wrote.
fn collect(condition: &Condition, acc: &mut BTreeSet<(FieldId, Option<Box<str>>)>) {
    match condition {
        Condition::Is(id, value) => drop(acc.insert((*id, Some(value.clone())))),
        Condition::In(id, values) => acc.extend(values.iter().map(|value| (*id, Some(value.clone())))),
        Condition::Present(id) => drop(acc.insert((*id, None))),
        Condition::Not(inner) => collect(inner, acc),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| collect(part, acc)),
    }
}
