//! What is asked of a field at this moment, and because of what.
//!
//! Input: a reading. Output: a `Standing` a field, by the checker's own rules: a condition is three-valued, and one over
//! a field that is in doubt says nothing.

use super::address::BlockAddress;
use super::read::{Held, Reading};
use crate::condition::{Condition, Look, Truth};
use crate::layout::{BlockId, Field, FieldId, Layout, Presence};
use crate::rules::value::{self, Value};
use crate::tree::Kind;
use crate::violation::Severity;

/// What is asked of a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    #[default]
    Free,
    /// It must be there.
    Required,
    /// It must be there, because its condition holds.
    RequiredWhen,
    /// It must be there, because another member of its block has a value.
    RequiredBesideOthers,
    /// A setting of the installation may want it.
    RequiredBySetting,
    /// It carries the request.
    Main,
    /// Whoever sends the payload puts it in.
    Credential,
    /// It would have to be there, but what it is waived by holds.
    Waived,
    /// It may not have a value, because the condition holds.
    MustBeBlank,
    /// It has no place, because what it needs does not hold.
    NoPlace,
    /// Whether it must be there hangs on a field that is missing or wrong.
    Open,
}

impl Standing {
    /// Whether it is missed when it is blank.
    pub fn is_required(self) -> bool {
        matches!(self, Standing::Required | Standing::RequiredWhen | Standing::RequiredBesideOthers | Standing::Main)
    }

    /// Whether a value would be wrong here.
    pub fn is_excluded(self) -> bool {
        matches!(self, Standing::MustBeBlank | Standing::NoPlace)
    }
}

/// The condition that a standing comes from.
pub fn reason(field: &Field, standing: Standing) -> Option<&Condition> {
    match (standing, &field.presence) {
        (Standing::MustBeBlank, _) => field.blank_when.as_ref(),
        (Standing::NoPlace, _) => field.only_when.as_ref(),
        (Standing::Waived, _) => field.waived_when.as_ref(),
        (Standing::RequiredWhen | Standing::Open, Presence::When(condition)) => Some(condition),
        _ => None,
    }
}

/// Gives each field its standing, block by block, so that conditions come after what they look at.
pub(super) fn judge(reading: &mut Reading, layout: &Layout) {
    for at in 0..reading.blocks.len() {
        let Some(block) = reading.blocks.get(at).map(|block| block.block) else { continue };
        for step in &layout.block(block).check_order {
            let judged = Judge { reading, layout, at }.judge(step.field, step.slot as usize);
            let place = reading.blocks.get_mut(at).and_then(|block| block.fields.get_mut(step.slot as usize));
            if let (Some(place), Some((standing, is_in_doubt))) = (place, judged) {
                (place.standing, place.is_in_doubt) = (standing, is_in_doubt);
            }
        }
    }
}

struct Judge<'r, 'l> {
    reading: &'r Reading,
    layout: &'l Layout,
    at: usize,
}

impl Judge<'_, '_> {
    fn judge(&self, id: FieldId, slot: usize) -> Option<(Standing, bool)> {
        let block = self.reading.blocks.get(self.at)?;
        let held = &block.fields.get(slot)?.held;
        let field = self.layout.field(id);
        let standing = self.standing(field, slot);
        let is_wrong = match held {
            Held::Other => true,
            _ if held.is_blank() => standing.is_required() && standing != Standing::Main,
            _ if standing.is_excluded() => true,
            Held::Value(text, kind) => field.value_rules().is_some_and(|rules| {
                let value = Value { kind: *kind, syntax: self.layout.syntax(), text: text.as_str().into() };
                let complaint = value::check(rules, &self.layout.system, &value, &|condition| self.holds(condition));
                complaint.is_some_and(|(violation, _)| violation.entry().severity == Severity::Error)
            }),
            Held::Absent | Held::Block | Held::Items(_) => false,
        };
        Some((standing, is_wrong))
    }

    fn standing(&self, field: &Field, slot: usize) -> Standing {
        if self.is(field.blank_when.as_ref(), true) {
            return Standing::MustBeBlank;
        }
        if self.is(field.only_when.as_ref(), false) {
            return Standing::NoPlace;
        }
        if self.layout.is_placed(field) {
            return Standing::Credential;
        }
        let standing = match &field.presence {
            // A credential is always placed.
            Presence::Optional | Presence::Credential => return Standing::Free,
            Presence::Required => Standing::Required,
            Presence::Main => Standing::Main,
            Presence::BySetting => Standing::RequiredBySetting,
            Presence::When(condition) => match self.holds(condition) {
                Some(Truth { holds: true, .. }) => Standing::RequiredWhen,
                Some(_) => return Standing::Free,
                None => Standing::Open,
            },
            Presence::WithSiblings if self.has_siblings(slot) => Standing::RequiredBesideOthers,
            Presence::WithSiblings => return Standing::Free,
        };
        // Where nobody knows, the checker says nothing either.
        match field.waived_when.as_ref().map(|condition| self.holds(condition)) {
            Some(Some(Truth { holds: true, .. })) => Standing::Waived,
            Some(None) => Standing::Open,
            _ => standing,
        }
    }

    fn is(&self, condition: Option<&Condition>, expected: bool) -> bool {
        condition.and_then(|condition| self.holds(condition)).is_some_and(|truth| truth.holds == expected)
    }

    fn has_siblings(&self, slot: usize) -> bool {
        let fields = self.reading.blocks.get(self.at).map(|block| block.fields.as_slice()).unwrap_or_default();
        fields.iter().enumerate().any(|(other, field)| other != slot && !field.held.is_blank())
    }

    fn holds(&self, condition: &Condition) -> Option<Truth> {
        condition.evaluate(&|id| self.look(id))
    }

    /// A field of this block or one around it; else of a single block beside one of these.
    fn look(&self, id: FieldId) -> Look<'_> {
        let key = self.layout.key(id);
        match self.around(key.block) {
            Some(at) => self.seen(at, key.slot as usize, false),
            None => self.look_beside(id),
        }
    }

    /// What stands beside is judged in its own place; here it only must not mislead.
    fn look_beside(&self, id: FieldId) -> Look<'_> {
        let key = self.layout.key(id);
        let outer = self.layout.block(key.block).parent;
        let holder = outer.and_then(|outer| {
            let members = self.layout.block(outer).members.iter();
            members.copied().find(|member| self.layout.key(*member).inner == Some(key.block))
        });
        let at = outer.and_then(|outer| self.around(outer));
        let address = at.and_then(|at| self.reading.blocks.get(at)).zip(holder);
        let beside = address.map(|(block, holder)| BlockAddress::below(&block.address, holder, 0));
        match beside.and_then(|address| self.reading.place(&address)) {
            Some(at) => self.seen(at, key.slot as usize, true),
            None => Look::Unknown,
        }
    }

    /// The nearest block of this kind, from here outwards.
    fn around(&self, wanted: BlockId) -> Option<usize> {
        let mut next = Some(self.at);
        while let Some(at) = next {
            let block = self.reading.blocks.get(at)?;
            if block.block == wanted {
                return Some(at);
            }
            next = block.around;
        }
        None
    }

    /// `is_beside`: it may not have been judged yet.
    fn seen(&self, at: usize, slot: usize, is_beside: bool) -> Look<'_> {
        let Some(block) = self.reading.blocks.get(at) else { return Look::Unknown };
        let Some(found) = block.fields.get(slot) else { return Look::Unknown };
        let field = self.layout.field(found.field);
        let is_required = block.is_there && matches!(field.presence, Presence::Required);
        let is_listed = |text: &str| field.value_rules().is_none_or(|rules| value::is_listed(rules, text));
        match &found.held {
            _ if !is_beside && found.is_in_doubt => Look::Unknown,
            held if held.is_blank() => {
                if is_beside && is_required {
                    Look::Unknown
                } else {
                    Look::Blank
                }
            }
            Held::Value(text, kind) if *kind != Kind::Invalid && (!is_beside || is_listed(text)) => {
                Look::Value(text.as_str().into(), found.span)
            }
            Held::Block | Held::Items(_) => Look::Value("".into(), found.span),
            Held::Absent | Held::Value(..) | Held::Other => Look::Unknown,
        }
    }
}
