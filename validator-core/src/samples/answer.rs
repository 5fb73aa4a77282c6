//! The answer that a system would give to a request: what is known of its answers, read backwards.
//!
//! Input: a layout, the text of a request, and what is to be said of it. Output: a document that `verdict` reads as it
//! was meant; none where the layout has no way to say it in the document itself.
//! Judges nothing: what is wrong with the request comes from the caller.

use super::document::{self, Member};
use super::request::{Found, Request};
use super::value::{self, Value};
use crate::condition::{Condition, Look};
use crate::layout::{BlockId, Content, Field, FieldId, Layout, Presence, ValueRules, VerdictRule};
use crate::report::{Direction, Outcome};
use crate::span::{Span, offset};

/// What an answer is to say.
#[derive(Clone, Copy, Debug)]
pub struct Told<'t> {
    /// In one word.
    pub outcome: Outcome,
    /// Where the answer has a place for a sentence.
    pub message: &'t str,
    /// What an item tells that has no problem of its own, where the request as a whole was refused.
    pub not_worked_on: &'t str,
    /// Places in the request, in bytes, and what is wrong there; an item of the answer tells the first that lies in its own.
    pub problems: &'t [(u32, String)],
    /// Whether the answer is one text, as it is for calls that are only taken in.
    pub as_text: bool,
}

/// Writes the answer to a request of this layout.
pub fn answer(layout: &Layout, request: &str, told: &Told<'_>) -> Option<String> {
    if told.as_text {
        return text(layout, told).map(|text| document::write_answer(layout, Value::Text(text), Vec::new()));
    }
    let root = layout.half(Direction::Response)?;
    let held = held(layout, told)?;
    let request = Request::read(layout, request);
    let members = members(layout, &request, root, &held, told);
    Some(document::write_answer(layout, Value::Block { is_list: false }, members))
}

/// The whole answer as the text that a rule asks for; where any will do, the message.
fn text(layout: &Layout, told: &Told<'_>) -> Option<String> {
    let rules = layout.verdicts.iter().filter(|rule| rule.outcome == told.outcome);
    let texts = rules.filter_map(|rule| rule.text.as_ref()).next()?;
    Some(texts.first().map_or(told.message, |text| text).to_owned())
}

/// What fields at the answer's outermost level are made to hold; `None` keeps one away.
#[derive(Clone, Debug, Default)]
struct Held(Vec<(FieldId, Option<String>)>);

impl Held {
    fn get(&self, id: FieldId) -> Option<&Option<String>> {
        self.0.iter().find(|(known, _)| *known == id).map(|(_, value)| value)
    }

    /// Adds a value, unless the field has to hold another.
    fn hold(&mut self, id: FieldId, value: Option<String>) -> Option<()> {
        match self.get(id) {
            Some(known) => (*known == value).then_some(()),
            None => {
                self.0.push((id, value));
                Some(())
            }
        }
    }
}

/// What makes one of the outcome's rules the first that holds.
fn held(layout: &Layout, told: &Told<'_>) -> Option<Held> {
    let says_so = |rule: &VerdictRule| {
        rule.outcome == told.outcome && rule.text.is_none() && rule.status.is_empty() && rule.when.is_some()
    };
    let mut rules: Vec<(usize, &VerdictRule)> =
        layout.verdicts.iter().enumerate().filter(|(_, rule)| says_so(rule)).collect();
    // Better a plain failure than one that may have written the record.
    rules.sort_by_key(|(_, rule)| rule.may_be_written);
    rules.into_iter().find_map(|(at, rule)| {
        let mut acc = Held::default();
        meet(layout, rule.when.as_ref()?, true, told, &mut acc)?;
        for earlier in layout.verdicts.iter().take(at).filter_map(|rule| rule.when.as_ref()) {
            if earlier.evaluate(&|id| look(layout, &acc, id)).is_some_and(|truth| truth.holds) {
                meet(layout, earlier, false, told, &mut acc)?;
            }
        }
        if let Some(message) = rule.message.filter(|id| acc.get(*id).is_none()) {
            acc.hold(message, Some(said(layout.field(message), told)))?;
        }
        Some(acc)
    })
}

/// Makes a condition hold, or not hold, without changing what is settled. Goes down as deep as a layout's author wrote.
fn meet(layout: &Layout, condition: &Condition, wanted: bool, told: &Told<'_>, acc: &mut Held) -> Option<()> {
    let other = |id: &FieldId, refused: &[Box<str>]| {
        let list = layout.field(*id).value_rules().and_then(|rules| rules.list.as_deref())?;
        list.iter().find(|(code, _)| !refused.contains(code)).map(|(code, _)| code.to_string())
    };
    match (condition, wanted) {
        (Condition::Is(id, value), true) => acc.hold(*id, Some(value.to_string())),
        (Condition::Is(id, value), false) => acc.hold(*id, other(id, std::slice::from_ref(value))),
        (Condition::In(id, values), true) => acc.hold(*id, Some(values.first()?.to_string())),
        (Condition::In(id, values), false) => acc.hold(*id, other(id, values)),
        (Condition::Present(id), true) => acc.hold(*id, Some(said(layout.field(*id), told))),
        (Condition::Present(id), false) => acc.hold(*id, None),
        (Condition::Not(inner), wanted) => meet(layout, inner, !wanted, told, acc),
        (Condition::All(parts), true) | (Condition::Any(parts), false) => {
            parts.iter().try_for_each(|part| meet(layout, part, wanted, told, acc))
        }
        (Condition::Any(parts), true) | (Condition::All(parts), false) => parts.iter().find_map(|part| {
            let mut tried = acc.clone();
            meet(layout, part, wanted, told, &mut tried)?;
            *acc = tried;
            Some(())
        }),
    }
}

/// The message as a field has room for it; of a field that lists its values the first.
fn said(field: &Field, told: &Told<'_>) -> String {
    let Some(rules) = field.value_rules() else { return String::new() };
    match rules.list.as_deref().and_then(|list| list.first()) {
        Some((code, _)) => code.to_string(),
        None => cut(told.message, rules),
    }
}

fn cut(text: &str, rules: &ValueRules) -> String {
    text.chars().take(rules.size.map_or(usize::MAX, |size| size as usize)).collect()
}

/// What a condition sees of the answer while it is being made.
fn look(layout: &Layout, held: &Held, id: FieldId) -> Look<'static> {
    let field = layout.field(id);
    let value = match held.get(id) {
        Some(value) => value.clone(),
        None => is_due(field).then(|| sample(layout, field)).map(|value| value.text().to_owned()),
    };
    value.map_or(Look::Blank, |value| Look::Value(value.into(), Span::default()))
}

fn members(layout: &Layout, request: &Request<'_>, root: BlockId, held: &Held, told: &Told<'_>) -> Vec<Member> {
    let mut acc = Vec::new();
    for id in &layout.block(root).members {
        let field = layout.field(*id);
        match (&field.content, held.get(*id)) {
            (Content::Value(rules), Some(Some(text))) => {
                acc.push(member(*id, field, value::in_kind(rules, layout.syntax(), text.clone())));
            }
            (Content::Value(_), Some(None)) => {}
            (Content::Value(rules), None) if is_due(field) && is_message(layout, *id) => {
                acc.push(member(*id, field, value::in_kind(rules, layout.syntax(), said(field, told))));
            }
            (Content::Value(_), None) if is_due(field) => acc.push(member(*id, field, sample(layout, field))),
            (Content::Value(_), None) => {}
            // Where nothing was worked on, no item has a result.
            (Content::Block(_), _) if told.outcome == Outcome::Failed => {}
            (Content::Block(block), _) => {
                let Some(partner) = partner(layout, *block) else { continue };
                let is_list = layout.block(*block).is_list;
                let found = request.blocks.iter().filter(|found| found.block == partner);
                for (at, found) in found.enumerate() {
                    let members = item(layout, request, Item { list: *id, block: *block, found: *found }, told);
                    let value = if is_list && at > 0 { Value::Item } else { Value::Block { is_list } };
                    acc.push(Member { members, ..member(*id, field, value) });
                }
            }
        }
    }
    acc
}

/// The block of the request that a block of the answer is about: the one with which it shares most names.
fn partner(layout: &Layout, block: BlockId) -> Option<BlockId> {
    let names = |block: BlockId| layout.block(block).members.iter().map(|id| &layout.field(*id).name);
    let mut best = None;
    for candidate in (0..offset(layout.blocks.len())).map(BlockId) {
        if layout.root_of(candidate) != layout.request {
            continue;
        }
        let n_shared = names(candidate).filter(|name| names(block).any(|own| own == *name)).count();
        // The first of those that share as many.
        if n_shared > best.map_or(0, |(most, _)| most) {
            best = Some((n_shared, candidate));
        }
    }
    best.map(|(_, block)| block)
}

/// One item of the answer, and the block of the request that it is about.
#[derive(Clone, Copy)]
struct Item {
    list: FieldId,
    block: BlockId,
    found: Found,
}

fn item(layout: &Layout, request: &Request<'_>, item: Item, told: &Told<'_>) -> Vec<Member> {
    let rule = layout.items.iter().find(|rule| rule.list == item.list);
    let span = item.found.span;
    let problem = told.problems.iter().find(|(at, _)| (span.start..=span.end).contains(at)).map(|(_, text)| text);
    let is_taken = matches!(told.outcome, Outcome::Processed | Outcome::Partial | Outcome::Received);
    let mut acc = Vec::new();
    for id in &layout.block(item.block).members {
        let field = layout.field(*id);
        let Some(rules) = field.value_rules() else { continue };
        let echo = || request.value(item.found, &field.name);
        let text = match (rule.filter(|rule| rule.field == *id), problem) {
            (Some(_), Some(problem)) => Some(cut(problem, rules)),
            (Some(rule), None) if is_taken => rule.good.first().map(|good| good.to_string()),
            (Some(_), None) => Some(cut(told.not_worked_on, rules)),
            (None, _) => echo(),
        };
        match text {
            Some(text) => acc.push(member(*id, field, value::in_kind(rules, layout.syntax(), text))),
            None if is_due(field) => acc.push(member(*id, field, sample(layout, field))),
            None => {}
        }
    }
    acc
}

/// Whether any rule takes the field for the place that says more.
fn is_message(layout: &Layout, id: FieldId) -> bool {
    layout.verdicts.iter().any(|rule| rule.message == Some(id))
}

fn is_due(field: &Field) -> bool {
    matches!(field.presence, Presence::Required)
}

fn sample(layout: &Layout, field: &Field) -> Value {
    let rules = field.value_rules();
    rules.map_or(Value::Text(String::new()), |rules| value::sample(rules, &field.label, layout.syntax(), &|_| None))
}

fn member(id: FieldId, field: &Field, value: Value) -> Member {
    Member { name: field.name.to_string(), field: Some(id), value, members: Vec::new() }
}

#[cfg(test)]
mod tests;
