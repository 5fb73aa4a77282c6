//! Breaks a sample in one place at a time, and says what must be told about it.
//!
//! Input: a plan. Output: texts with the diagnostics that they must get, no more and no fewer.

use super::case::Case;
use super::document::{self, Member};
use super::place::{self, Place, inside, inside_mut};
use super::plan::Plan;
use super::value::{self, Value};
use super::{Expected, Mutation, near_miss};
use crate::layout::{Content, Field, FieldId, Layout, NameKind, Presence, RuleCheck};
use crate::tree::Syntax;

/// A name that no manual has.
const UNKNOWN: &str = "naoDocumentado";

/// All mutations of a sample. Of that of another case only those that the usual one does not have.
pub(super) fn all(layout: &Layout, plan: &Plan, case: Option<(&Case, &Plan)>) -> Vec<Mutation> {
    let members = document::members(layout, plan, layout.request);
    let mut mutator = Mutator { layout, plan, members: &members, case, acc: Vec::new() };
    for place in place::blocks(layout, &members) {
        for (at, member) in inside(&members, &place.steps).iter().enumerate() {
            if let Some(id) = member.field.filter(|id| mutator.is_new(*id)) {
                mutator.member(&place, at, member, layout.field(id));
            }
        }
        mutator.absent_members(&place);
        if case.is_none() || place.field.is_some_and(|id| mutator.is_new(id)) {
            mutator.rules(&place);
            mutator.unknown_name(&place);
        }
    }
    mutator.acc
}

struct Mutator<'s> {
    layout: &'s Layout,
    plan: &'s Plan,
    members: &'s [Member],
    /// Another case than the usual one, and the usual sample.
    case: Option<(&'s Case, &'s Plan)>,
    acc: Vec<Mutation>,
}

/// One diagnostic: its code, the path of its field, its pointer.
type Said<'s> = (u16, Option<&'s str>, String);

impl Mutator<'_> {
    /// Whether a field is not the same in the usual case.
    fn is_new(&self, id: FieldId) -> bool {
        let Some((case, usual)) = self.case else { return true };
        usual.get(id).is_none() || case.gives(id) || case.matters_to(self.layout.field(id))
    }

    /// Adds the sample with the members of one block changed.
    fn add(&mut self, name: String, place: &Place, said: Said<'_>, change: impl FnOnce(&mut Vec<Member>)) {
        let mut members = self.members.to_vec();
        if let Some(inside) = inside_mut(&mut members, &place.steps) {
            change(inside);
        }
        let (code, field, pointer) = said;
        let name = match self.case {
            Some((case, _)) => format!("{name}-{}", case.name(self.layout)),
            None => name,
        };
        let expected = Expected { code: format!("V{code}"), field: field.map(str::to_owned), pointer: Some(pointer) };
        self.acc.push(Mutation { name, text: document::write(self.layout, &members), expected: vec![expected] });
    }

    fn member(&mut self, place: &Place, at: usize, member: &Member, field: &Field) {
        let pointer = place.below(self.layout, &field.name);
        self.removed(place, at, field, &pointer);
        self.renamed(place, at, field);
        self.repeated(place, at, member, field, &pointer);
        let Some(rules) = field.value_rules() else { return };
        self.emptied(place, at, field, &pointer);
        let format = value::format(rules, &|condition| self.plan.holds(condition));
        let is_forced = rules.must_be.as_ref().is_some_and(|must_be| self.plan.is_true(Some(&must_be.when)));
        for miss in near_miss::all(rules, &member.value, format, is_forced, self.layout.syntax()) {
            let said = (miss.code, Some(&*field.path), pointer.clone());
            self.add(format!("{}-{}", miss.kind, field.path), place, said, |members| {
                if let Some(member) = members.get_mut(at) {
                    member.value = miss.value;
                }
            });
        }
    }

    /// What is said when a field of the sample has no value.
    fn missing(&self, field: &Field) -> Option<u16> {
        if !self.plan.is_needed(self.layout, field) {
            return None;
        }
        match field.presence {
            Presence::Optional => None,
            Presence::Required | Presence::Main => Some(201),
            Presence::When(_) | Presence::WithSiblings | Presence::BySetting => Some(202),
            Presence::Credential => Some(507),
        }
    }

    fn removed(&mut self, place: &Place, at: usize, field: &Field, pointer: &str) {
        let Some(code) = self.missing(field) else { return };
        self.add(format!("removed-{}", field.path), place, (code, Some(&*field.path), pointer.to_owned()), |members| {
            members.remove(at);
        });
    }

    fn emptied(&mut self, place: &Place, at: usize, field: &Field, pointer: &str) {
        let Some(code) = self.missing(field) else { return };
        let code = if code == 201 { 203 } else { code };
        self.add(format!("emptied-{}", field.path), place, (code, Some(&*field.path), pointer.to_owned()), |members| {
            if let Some(member) = members.get_mut(at) {
                member.value = Value::Text(String::new());
            }
        });
    }

    /// In another case, and as only one half of a manual writes it.
    fn renamed(&mut self, place: &Place, at: usize, field: &Field) {
        let block = self.layout.block(place.block);
        let is_known = |name: &str| block.names.iter().any(|(known, ..)| **known == *name);
        // Names of one block that differ in case alone cannot be told apart in a third case.
        let is_alone =
            block.names.iter().filter(|(known, ..)| known.to_lowercase() == field.name.to_lowercase()).count() == 1;
        let cases = [field.name.to_uppercase(), field.name.to_lowercase()];
        let other =
            cases.into_iter().find(|name| name.len() == field.name.len() && !is_known(name)).filter(|_| is_alone);
        let conflicting = block.names.iter().find(|(name, id, kind)| {
            *kind == NameKind::Conflicting && self.layout.field(*id).path == field.path && !name.contains('.')
        });
        let conflicting = conflicting.map(|(name, ..)| name.to_string());
        for (kind, code, name) in [("other-case", 205, other), ("conflicting-name", 209, conflicting)] {
            let Some(name) = name else { continue };
            let said = (code, Some(&*field.path), place.below(self.layout, &name));
            self.add(format!("{kind}-{}", field.path), place, said, |members| {
                if let Some(member) = members.get_mut(at) {
                    member.name = name;
                }
            });
        }
    }

    fn repeated(&mut self, place: &Place, at: usize, member: &Member, field: &Field, pointer: &str) {
        let is_xml = self.layout.syntax() == Syntax::Xml;
        // In XML a list is its element repeated.
        if is_xml && field.is_list(self.layout) {
            return;
        }
        let pointer = if is_xml { format!("{pointer}[2]") } else { pointer.to_owned() };
        let again = member.clone();
        self.add(format!("repeated-{}", field.path), place, (207, Some(&*field.path), pointer), |members| {
            members.insert(at + 1, again);
        });
    }

    /// Fields that the sample leaves out because they have no place in it.
    fn absent_members(&mut self, place: &Place) {
        for id in &self.layout.block(place.block).members {
            let field = self.layout.field(*id);
            if self.plan.get(*id).is_some() || !self.is_new_absence(*id) {
                continue;
            }
            let (kind, code) = if field.is_only_in_example && !self.plan.is_excluded(field) {
                ("only-in-example", 209)
            } else if self.plan.is_true(field.blank_when.as_ref()) {
                ("must-be-blank", 212)
            } else if self.plan.is_excluded(field) {
                ("out-of-place", 401)
            } else if self.plan.comes_second(self.layout, *id) {
                ("one-of-several", 402)
            } else {
                continue;
            };
            let said = (code, Some(&*field.path), place.below(self.layout, &field.name));
            let Some(added) = self.added(*id, field) else { continue };
            let layout = self.layout;
            self.add(format!("{kind}-{}", field.path), place, said, |members| {
                let is_after = |other: &Member| other.field.is_some_and(|id| layout.field(id).slot > field.slot);
                let at = members.iter().position(is_after).unwrap_or(members.len());
                members.insert(at, added);
            });
        }
    }

    /// Whether the usual sample does not lack the field for the same reason.
    fn is_new_absence(&self, id: FieldId) -> bool {
        self.case.is_none_or(|(case, _)| case.matters_to(self.layout.field(id)))
    }

    /// A field that the sample lacks; a block only as the usual case fills it, so that nothing is missing in it.
    fn added(&self, id: FieldId, field: &Field) -> Option<Member> {
        let (value, members) = match field.content {
            Content::Value(_) => (self.plan.value(self.layout, field), Vec::new()),
            Content::Block(block) => {
                let (_, usual) = self.case?;
                (usual.get(id)?.clone(), document::members(self.layout, usual, block))
            }
        };
        // What is to be noticed must not be empty.
        let value = if value.is_blank() { Value::Text("S".to_owned()) } else { value };
        Some(Member { name: field.name.to_string(), field: Some(id), value, members })
    }

    fn rules(&mut self, place: &Place) {
        for rule in &self.layout.block(place.block).rules {
            let RuleCheck::AtLeastOne(fields) = &self.layout.rule(*rule).check else { continue };
            let names: Vec<&str> = fields.iter().map(|id| &*self.layout.field(*id).name).collect();
            let block = place.path.join(".");
            let field = Some(&*block).filter(|path| !path.is_empty());
            let name = format!("none-of-{}", fields.first().map_or("", |id| &*self.layout.field(*id).path));
            self.add(name, place, (213, field, place.pointer.clone()), |members| {
                members.retain(|member| !names.contains(&&*member.name));
            });
        }
    }

    fn unknown_name(&mut self, place: &Place) {
        // Of a layout that is known in part no name is unknown.
        if !self.layout.complete {
            return;
        }
        let path = place.path.iter().map(String::as_str).chain([UNKNOWN]).collect::<Vec<_>>().join(".");
        let said = (204, Some(&*path), place.below(self.layout, UNKNOWN));
        // Parameters and the operation around them are told apart by their pointers alone.
        let is_around = place.steps.is_empty() && self.layout.syntax() == Syntax::Xml;
        let kind = if is_around { "unknown-name-around" } else { "unknown-name" };
        self.add(format!("{kind}-{path}"), place, said, |members| {
            let value = Value::Text("x".to_owned());
            members.push(Member { name: UNKNOWN.to_owned(), field: None, value, members: Vec::new() });
        });
    }
}
