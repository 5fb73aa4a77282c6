//! Which fields of a layout a sample has, and with which values.
//!
//! Input: a layout, and how much is wanted. Output: one entry a field. Conditions are looked up in the plan itself, which
//! is therefore made again and again until it no longer changes.

use super::case::Case;
use super::value::{self, Value};
use crate::condition::{Condition, Look, Truth};
use crate::layout::{BlockId, Content, Field, FieldId, Layout, Others, Presence, RuleCheck};
use crate::span::{Span, offset};

/// How much a sample has.
#[derive(Clone, Copy, Debug)]
pub(super) enum Extent<'w> {
    /// What must be there, and these.
    Minimal(&'w [FieldId]),
    /// What may be there in this case.
    Full(&'w Case),
}

/// What each field of a layout holds; `None` where it is not there.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Plan {
    fields: Vec<Option<Value>>,
}

/// More rounds than a chain of conditions is long. Conditions in a circle do not load.
const MAX_ROUNDS: usize = 50;

impl Plan {
    pub fn make(layout: &Layout, extent: Extent<'_>) -> Self {
        let mut plan = Plan { fields: vec![None; layout.fields.len()] };
        for _ in 0..MAX_ROUNDS {
            let next = plan.next(layout, extent);
            if next == plan {
                break;
            }
            plan = next;
        }
        plan
    }

    pub fn get(&self, id: FieldId) -> Option<&Value> {
        self.fields.get(id.0 as usize)?.as_ref()
    }

    pub fn set(&mut self, id: FieldId, value: Option<Value>) {
        if let Some(place) = self.fields.get_mut(id.0 as usize) {
            *place = value;
        }
    }

    /// Whether a condition holds in this sample. A sample holds nothing that is in doubt.
    pub fn holds(&self, condition: &Condition) -> Option<Truth> {
        let look = |id: FieldId| match self.get(id) {
            Some(value) if !value.is_blank() => Look::Value(value.text().into(), Span::default()),
            _ => Look::Blank,
        };
        condition.evaluate(&look)
    }

    /// Whether a condition, if there is one, holds.
    pub fn is_true(&self, condition: Option<&Condition>) -> bool {
        condition.and_then(|condition| self.holds(condition)).is_some_and(|truth| truth.holds)
    }

    /// Whether a field has no place beside what the sample holds.
    pub fn is_excluded(&self, field: &Field) -> bool {
        self.is_true(field.blank_when.as_ref()) || field.only_when.is_some() && !self.is_true(field.only_when.as_ref())
    }

    /// Whether a field may not be left out.
    pub fn is_needed(&self, layout: &Layout, field: &Field) -> bool {
        !self.is_true(field.waived_when.as_ref())
            && match &field.presence {
                Presence::Optional => false,
                Presence::When(condition) => self.is_true(Some(condition)),
                Presence::WithSiblings => self.has_siblings(layout, field),
                Presence::Required | Presence::BySetting | Presence::Main | Presence::Credential => true,
            }
    }

    /// Whether another member of its block has a value.
    pub fn has_siblings(&self, layout: &Layout, field: &Field) -> bool {
        let members = layout.block(field.block).members.iter();
        let mut others = members.filter(|id| layout.field(**id).slot != field.slot);
        others.any(|id| self.get(*id).is_some_and(|value| !value.is_blank()))
    }

    /// The plan that follows from this one.
    fn next(&self, layout: &Layout, extent: Extent<'_>) -> Self {
        let mut next = Plan { fields: vec![None; layout.fields.len()] };
        let mut waiting = vec![layout.request];
        while let Some(block) = waiting.pop() {
            for id in self.members(layout, block, extent) {
                let field = layout.field(id);
                let given = match extent {
                    Extent::Full(case) => case.value(layout, id),
                    Extent::Minimal(_) => None,
                };
                next.set(id, Some(given.unwrap_or_else(|| self.value(layout, field))));
                waiting.extend(match field.content {
                    Content::Block(inner) => Some(inner),
                    Content::Value(_) => None,
                });
            }
        }
        next.without_empty_blocks(layout)
    }

    /// The members of a block that are there.
    fn members(&self, layout: &Layout, block: BlockId, extent: Extent<'_>) -> Vec<FieldId> {
        let may_be = |id: &FieldId| {
            let field = layout.field(*id);
            !field.is_only_in_example && !self.is_excluded(field) && !is_ousted(layout, *id, extent)
        };
        let is_wanted = |id: &FieldId| match extent {
            Extent::Full(case) => case.gives(*id) || !waives_others(layout, *id),
            Extent::Minimal(wanted) => wanted.contains(id) || self.is_picked(layout, block, *id),
        };
        let members = layout.block(block).members.iter().copied().filter(may_be);
        let acc: Vec<FieldId> =
            members.clone().filter(|id| is_wanted(id) || self.is_needed(layout, layout.field(*id))).collect();
        // A block that is there holds something, even where nothing in it is required.
        if acc.is_empty() && block != layout.request { members.take(1).collect() } else { acc }
    }

    /// What a field holds in this sample.
    pub fn value(&self, layout: &Layout, field: &Field) -> Value {
        let rules = match &field.content {
            Content::Block(block) => return Value::Block { is_list: layout.block(*block).is_list },
            Content::Value(rules) => rules,
        };
        // A marker that takes something back stays empty: the sample registers.
        if rules.others == Others::Registration && !matches!(field.presence, Presence::Required) {
            return Value::Text(String::new());
        }
        value::sample(rules, &field.label, layout.syntax(), &|condition| self.holds(condition))
    }

    /// The first of several fields of which one is needed.
    fn is_picked(&self, layout: &Layout, block: BlockId, id: FieldId) -> bool {
        layout.block(block).rules.iter().any(|rule| match &layout.rule(*rule).check {
            RuleCheck::AtLeastOne(fields) => fields.first() == Some(&id),
            _ => false,
        })
    }

    /// Whether another field is there of which only one may be.
    pub fn comes_second(&self, layout: &Layout, id: FieldId) -> bool {
        rivals(layout, id).any(|other| self.get(other).is_some())
    }

    /// A block that nothing is known of would only be a name; it stays where it is required.
    fn without_empty_blocks(mut self, layout: &Layout) -> Self {
        loop {
            let is_empty = |id: &FieldId| match layout.field(*id).content {
                Content::Block(block)
                    if self.get(*id).is_some() && !matches!(layout.field(*id).presence, Presence::Required) =>
                {
                    layout.block(block).members.iter().all(|member| self.get(*member).is_none())
                }
                _ => false,
            };
            let Some(empty) = (0..offset(layout.fields.len())).map(FieldId).find(is_empty) else { return self };
            self.set(empty, None);
        }
    }
}

/// The fields beside which one is not allowed.
fn rivals(layout: &Layout, id: FieldId) -> impl Iterator<Item = FieldId> {
    let rules = layout.rules.iter().filter_map(|rule| match &rule.check {
        RuleCheck::OneOf(fields) => Some(fields),
        _ => None,
    });
    rules.filter(move |fields| fields.contains(&id)).flatten().copied().filter(move |other| *other != id)
}

/// Whether a rival takes the only place: the one that the case gives, or else the first of the manual.
fn is_ousted(layout: &Layout, id: FieldId, extent: Extent<'_>) -> bool {
    let is_given = |other: &FieldId| matches!(extent, Extent::Full(case) if case.gives(*other));
    !is_given(&id) && rivals(layout, id).any(|other| is_given(&other) || other < id)
}

/// Whether a field's mere presence lets required ones be left out. The full sample does without: it is the case in which
/// most is demanded.
fn waives_others(layout: &Layout, id: FieldId) -> bool {
    layout.fields.iter().any(|field| field.waived_when == Some(Condition::Present(id)))
}
