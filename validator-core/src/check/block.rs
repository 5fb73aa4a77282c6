//! Checks one block: what is there, what is missing, what the values are, and the rules over several of them.

use super::{Checker, Frame, Pending, Waiting, items};
use crate::bind::{self, Slot, State, Target};
use crate::condition::{Condition, Look, Truth};
use crate::diagnostic::{Diagnostic, Place};
use crate::layout::{BlockId, Content, Field, FieldId, Presence, RuleCheck, RuleId, ValueKind, ValueRules};
use crate::rules::value::{self, Value};
use crate::tree::{Kind, NodeId, Syntax};
use crate::violation::{Severity, Violation};

impl<'a, 'l> Checker<'_, 'a, 'l, '_> {
    pub(super) fn check_block(&mut self, pending: Pending, node: NodeId) {
        let block = self.layout.block(pending.block);
        self.bind_block(pending, node);
        for rule in &block.resets {
            if let Some(seen) = self.only_one.get_mut(rule.0 as usize) {
                *seen = None;
            }
        }
        let start = self.frames.last().map_or(0, |frame| frame.start);
        for step in &block.check_order {
            let slot = self.slots.get(start + step.slot as usize).copied().unwrap_or(Slot::ABSENT);
            let is_settled = match slot.state {
                State::Absent | State::Null | State::Empty | State::Blank => step.is_optional,
                State::Present if step.may_be_excluded => {
                    slot.is_plain && self.excluded(self.layout.field(step.field)).is_none()
                }
                State::Present => slot.is_plain,
                State::Unknown => true,
            };
            if !is_settled {
                self.check_member(step.field, slot, node);
            }
        }
        if !self.is_answer {
            for rule in &block.rules {
                self.check_rule(*rule, pending, node);
            }
        }
    }

    /// Fills the block's slots and lets the blocks in it wait, in the order of the document.
    fn bind_block(&mut self, around: Pending, node: NodeId) {
        let Self { tree, layout, judge, slots, pending, frames, order, .. } = self;
        let (tree, layout) = (*tree, *layout);
        let block = layout.block(around.block);
        let start = slots.len();
        let end = start + block.members.len();
        slots.resize(end, Slot::ABSENT);
        frames.push(Frame { block: around.block, start, end });
        let depth = frames.len();
        let first = pending.len();
        let target = Target { layout, id: around.block, block, node, reports_names: !self.is_answer };
        let mut shapes = Vec::new();
        let each = |id: FieldId, inner: BlockId, value: NodeId| {
            let is_list = layout.block(inner).is_list;
            let what = match tree.kind(value) {
                Kind::Array if is_list => items(tree, value),
                Kind::Object if is_list && tree.syntax == Syntax::Json => {
                    shapes.push((id, value));
                    Some(Waiting::Block(value))
                }
                _ => Some(Waiting::Block(value)),
            };
            pending.extend(what.map(|what| Pending { block: inner, depth, field: Some(id), what }));
        };
        let slots = slots.get_mut(start..end).unwrap_or_default();
        bind::bind(tree, target, slots, order, each, |diagnostic| judge.add(diagnostic));
        for (id, value) in shapes {
            let span = tree.opening(value);
            judge.add(Diagnostic { field: Some(id), ..Diagnostic::at(Violation::ObjectWhereList, span, value) });
        }
        if tree.is_incomplete(node) {
            // What is absent may only be unread.
            for slot in slots.iter_mut().filter(|slot| slot.state == State::Absent) {
                slot.state = State::Unknown;
            }
        }
        // The last to wait is the first to be taken.
        pending.get_mut(first..).unwrap_or_default().reverse();
    }

    fn slot(&self, field: FieldId) -> Slot {
        let key = self.layout.key(field);
        let frame = self.frames.get(key.depth as usize);
        let slot = frame.and_then(|frame| self.slots.get(frame.start + key.slot as usize));
        slot.copied().unwrap_or(Slot::ABSENT)
    }

    /// A field of the current block, of one around it, or of one beside these.
    pub(super) fn slot_anywhere(&self, field: FieldId) -> Slot {
        let key = self.layout.key(field);
        let is_around = self.frames.get(key.depth as usize).is_some_and(|frame| frame.block == key.block);
        if is_around { self.slot(field) } else { self.slot_beside(field) }
    }

    /// A field of a block beside the current one, which may stand before or after it: looked up in the document.
    /// It is judged in its own block; here it only must not mislead.
    fn slot_beside(&self, id: FieldId) -> Slot {
        const UNKNOWN: Slot = Slot { state: State::Unknown, ..Slot::ABSENT };
        let field = self.layout.field(id);
        let Some(holder) = self.layout.holder(field.block).map(|holder| self.slot(holder)) else { return UNKNOWN };
        let is_required = matches!(field.presence, Presence::Required);
        let Some((_, block)) = holder.node else {
            return if holder.state == State::Unknown { UNKNOWN } else { Slot::ABSENT };
        };
        let is_it = |name: &NodeId| bind::member(self.layout, field.block, &self.tree.name(*name)) == Some(id);
        let mut found = self.tree.members(block).filter(|(name, _)| is_it(name));
        let Some((name, value)) = found.next() else {
            return if is_required { UNKNOWN } else { Slot::ABSENT };
        };
        let state = bind::state(self.tree, value);
        let is_listed = || field.value_rules().is_none_or(|rules| value::is_listed(rules, &self.tree.value(value)));
        let is_in_doubt = match state {
            State::Present => !is_listed(),
            _ => is_required,
        };
        if is_in_doubt || found.next().is_some() {
            return UNKNOWN;
        }
        Slot { node: Some((name, value)), state, is_plain: false }
    }

    fn doubt(&mut self, id: FieldId) {
        let key = self.layout.key(id);
        if let Some(frame) = self.frames.get(key.depth as usize).copied()
            && let Some(slot) = self.slots.get_mut(frame.start + key.slot as usize)
        {
            slot.state = State::Unknown;
        }
    }

    fn holds(&self, condition: &Condition) -> Option<Truth> {
        let look = |id: FieldId| {
            let slot = self.slot_anywhere(id);
            match (slot.state, slot.node) {
                (State::Unknown, _) => Look::Unknown,
                // A list without items holds nothing.
                (State::Present, Some((_, list))) if self.tree.is_empty_list(list) => Look::Blank,
                (State::Present, Some((_, value))) => {
                    let (value, span) = self.tree.value_and_span(value);
                    Look::Value(value, span)
                }
                _ => Look::Blank,
            }
        };
        condition.evaluate(&look)
    }

    fn check_member(&mut self, id: FieldId, slot: Slot, node: NodeId) {
        let field = self.layout.field(id);
        let complaint = match (slot.state, slot.node, &field.content) {
            (State::Unknown, ..) => None,
            (State::Absent, ..) | (_, None, _) => self.absent(field),
            (State::Present, Some((_, value)), Content::Value(rules)) => self.present(field, rules, value),
            (State::Present, Some(_), Content::Block(_)) => self.excluded(field),
            // An empty element is a block that lacks what it must have; that is said inside.
            (_, Some(_), Content::Block(_)) if self.tree.syntax == Syntax::Xml => None,
            (state, Some(_), _) => self.blank(field, state),
        };
        let Some((violation, cause)) = complaint else { return };
        let (span, place) = match slot.node {
            Some((_, value)) => (self.tree.span(value), Place::Node(value)),
            None => (self.tree.opening(node), Place::Missing(node)),
        };
        let diagnostic = Diagnostic { place, field: Some(id), cause, ..Diagnostic::in_text(violation, span) };
        if diagnostic.severity == Severity::Error {
            self.doubt(id);
        }
        self.judge.add(diagnostic);
    }

    fn absent(&self, field: &Field) -> Option<value::Complaint> {
        if self.is_answer || self.is_waived(field) {
            return None;
        }
        match &field.presence {
            Presence::Optional => None,
            Presence::Required => Some((Violation::MissingRequired, None)),
            Presence::Main => Some((Violation::MissingMainBlock, None)),
            Presence::BySetting => Some((Violation::MissingBySetting, None)),
            Presence::Credential => Some((Violation::CredentialsAbsent { part: self.id_of(field) }, None)),
            Presence::When(condition) => self.missing_when(condition),
            Presence::WithSiblings => self.missing_beside_others(field),
        }
    }

    /// Whether a required field may be left out here, or nobody knows.
    fn is_waived(&self, field: &Field) -> bool {
        let condition = field.waived_when.as_ref();
        condition.is_some_and(|condition| self.holds(condition).is_none_or(|truth| truth.holds))
    }

    fn missing_when(&self, condition: &Condition) -> Option<value::Complaint> {
        let truth = self.holds(condition).filter(|truth| truth.holds)?;
        Some((Violation::MissingByCondition, truth.cause))
    }

    /// The first member of the block that has a value makes the others required.
    fn missing_beside_others(&self, field: &Field) -> Option<value::Complaint> {
        let members = self.layout.block(field.block).members.iter();
        let mut values = members.filter_map(|id| self.slot(*id).node.map(|(_, value)| value));
        // A value that is wrong was meant all the same.
        let given = values.find(|value| bind::state(self.tree, *value) == State::Present)?;
        Some((Violation::MissingBesideOthers, Some(self.tree.span(given))))
    }

    fn id_of(&self, field: &Field) -> FieldId {
        let members = &self.layout.block(field.block).members;
        members.get(field.slot as usize).copied().unwrap_or(FieldId(0))
    }

    /// Null, empty or blank.
    fn blank(&self, field: &Field, state: State) -> Option<value::Complaint> {
        match (&field.presence, state) {
            (Presence::Required, _) if self.is_answer || self.is_waived(field) => None,
            (Presence::Required, State::Null) => Some((Violation::RequiredNull, None)),
            (Presence::Required, State::Empty) => Some((Violation::RequiredEmpty, None)),
            (Presence::Required, _) => Some((Violation::RequiredBlank, None)),
            _ => self.absent(field),
        }
    }

    fn present(&self, field: &Field, rules: &ValueRules, node: NodeId) -> Option<value::Complaint> {
        if let Some(complaint) = self.excluded(field) {
            return Some(complaint);
        }
        if matches!(self.tree.kind(node), Kind::Object | Kind::Array) {
            return (rules.kind != ValueKind::Any).then_some((Violation::BlockWhereValue, None));
        }
        let value = Value::read(self.tree, node);
        let complaint = value::check(rules, &self.layout.system, &value, &|condition| self.holds(condition))?;
        (!self.is_answer || matters_in_answer(&complaint.0)).then_some(complaint)
    }

    /// Whether a field that is there has no place in this case.
    fn excluded(&self, field: &Field) -> Option<value::Complaint> {
        if let Some(Truth { holds: true, cause }) =
            field.blank_when.as_ref().and_then(|condition| self.holds(condition))
        {
            return Some((Violation::MustBeBlank, cause));
        }
        match field.only_when.as_ref().and_then(|condition| self.holds(condition)) {
            Some(Truth { holds: false, cause }) => Some((Violation::ForbiddenByCondition, cause)),
            _ => None,
        }
    }

    fn check_rule(&mut self, id: RuleId, around: Pending, node: NodeId) {
        let layout = self.layout;
        let rule = layout.rule(id);
        let (violation, span, place, field, cause) = match &rule.check {
            RuleCheck::AtLeastOne(fields) => {
                let is_blank = |id: &FieldId| !matches!(self.slot(*id).state, State::Present | State::Unknown);
                if !fields.iter().all(is_blank) {
                    return;
                }
                let violation = Violation::AtLeastOne { fields: id };
                (violation, self.tree.opening(node), Place::Node(node), around.field, None)
            }
            RuleCheck::OnlyOne { field, value } => {
                let Some(found) = self.value_of(*field).filter(|found| *self.tree.value(*found) == **value) else {
                    return;
                };
                let span = self.tree.span(found);
                let Some(seen) = self.only_one.get_mut(id.0 as usize) else { return };
                let Some(first) = *seen else {
                    *seen = Some(span);
                    return;
                };
                (Violation::OnlyOne, span, Place::Node(found), Some(*field), Some(first))
            }
            RuleCheck::OneOf(fields) => {
                let mut given = fields.iter().filter_map(|field| Some((*field, self.value_of(*field)?)));
                let (Some((_, first)), Some((field, second))) = (given.next(), given.next()) else { return };
                let cause = Some(self.tree.span(first));
                let violation = Violation::OneOf { fields: id };
                (violation, self.tree.span(second), Place::Node(second), Some(field), cause)
            }
            RuleCheck::AccessKey { key, parts } => {
                self.check_access_key(*key, parts, rule.severity);
                return;
            }
            RuleCheck::Unique(field) => {
                let Some(found) = self.value_of(*field) else { return };
                let span = self.tree.span(found);
                let key = (id, self.tree.value(found));
                let Some(first) = self.unique.get(&key).copied() else {
                    self.unique.insert(key, span);
                    return;
                };
                (Violation::NotUnique, span, Place::Node(found), Some(*field), Some(first))
            }
        };
        self.judge.add(Diagnostic { violation, severity: rule.severity, span, place, field, cause });
    }

    /// The value of a field of the current block, when it has one that is in order.
    pub(super) fn value_of(&self, id: FieldId) -> Option<NodeId> {
        let slot = self.slot(id);
        let (_, value) = slot.node?;
        (slot.state == State::Present).then_some(value)
    }
}

/// What is worth saying of a system's own answer: how it writes, not how much, nor a value that no list has. What such
/// a value means is for the verdict to say.
fn matters_in_answer(violation: &Violation) -> bool {
    !matches!(
        violation,
        Violation::NotInList
            | Violation::ListCase
            | Violation::TooLong { .. }
            | Violation::TooManyDigits { .. }
            | Violation::TooManyWholeDigits { .. }
            | Violation::TooManyDecimals { .. }
            | Violation::DecimalPadding { .. }
            | Violation::DecimalPaddingAdvised { .. }
            | Violation::ThousandsSeparator
    )
}
