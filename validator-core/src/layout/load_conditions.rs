//! Resolves the conditions and rules of a layout file once all its fields are known, and orders the checks.

use std::collections::BTreeMap;

use super::file::{AccessKeyFile, ConditionFile, FieldFile, GroupFile, LayoutFile, RuleFile, Spanned};
use super::load::{Loader, Problem, severity};
use super::model::{BlockId, Content, FieldId, MustBe, Presence, Rule, RuleCheck, RuleId, Sending, Step};
use crate::condition::Condition;
use crate::formats::KeyPart;
use crate::span::{Span, offset};
use crate::violation::{Severity, Violation};

/// The fields of a half by their paths.
pub(super) type Paths = BTreeMap<String, FieldId>;

impl Loader {
    /// Gives each row of a half its conditions.
    pub fn resolve_rows(&mut self, rows: &[FieldFile], paths: &Paths) {
        for row in rows {
            let Some(id) = paths.get(row.path.get_ref().as_str()).copied() else { continue };
            let Some(block) = self.field(id).map(|field| field.block) else { continue };
            let required_when =
                row.required_when.as_ref().and_then(|file| self.condition(file, block, paths, &row.path));
            let blank_when = row.blank_when.as_ref().and_then(|file| self.condition(file, block, paths, &row.path));
            let waived_when = row.waived_when.as_ref().and_then(|file| self.condition(file, block, paths, &row.path));
            let only_when = row.only_when.as_ref().and_then(|file| self.condition(file, block, paths, &row.path));
            let must_be = row.must_be.as_ref().and_then(|file| {
                let when = self.condition(&file.when, block, paths, &row.path)?;
                Some(MustBe { value: file.value.as_str().into(), when })
            });
            let mut formats = Vec::new();
            for file in &row.formats {
                let when = self.condition(&file.when, block, paths, &row.path);
                let format = self.format(&file.format);
                formats.extend(format.map(|format| (when, format)));
            }
            let Some(field) = self.fields.get_mut(id.0 as usize) else { continue };
            if let Some(condition) = required_when {
                field.presence = Presence::When(condition);
            }
            field.blank_when = blank_when;
            field.only_when = only_when;
            field.waived_when = waived_when;
            if let Content::Value(rules) = &mut field.content {
                rules.must_be = must_be;
                rules.formats.extend(formats);
            }
        }
    }

    /// Gives each block of a half its conditions.
    pub fn resolve_groups(&mut self, groups: &[GroupFile], paths: &Paths) {
        for group in groups {
            let Some(id) = paths.get(group.path.get_ref().as_str()).copied() else { continue };
            let Some(around) = self.field(id).map(|field| field.block) else { continue };
            let required_when =
                group.required_when.as_ref().and_then(|file| self.condition(file, around, paths, &group.path));
            let blank_when =
                group.blank_when.as_ref().and_then(|file| self.condition(file, around, paths, &group.path));
            let Some(field) = self.fields.get_mut(id.0 as usize) else { continue };
            if let Some(condition) = required_when {
                field.presence = Presence::When(condition);
            }
            field.blank_when = blank_when;
        }
    }

    /// What a payload is known by, and what it deletes.
    pub fn resolve_sending(&mut self, file: &LayoutFile, paths: &Paths) -> Sending {
        let key = file.key.iter().filter_map(|name| self.known(name, paths)).collect();
        let deletes =
            file.deletes.iter().filter_map(|file| Some((self.known(&file.field, paths)?, file.is.as_str().into())));
        Sending { key, deletes: deletes.collect(), always_deletes: file.always_deletes }
    }

    pub fn condition(
        &mut self,
        file: &ConditionFile,
        block: BlockId,
        paths: &Paths,
        row: &Spanned<String>,
    ) -> Option<Condition> {
        let parts = |files: &[ConditionFile], loader: &mut Self| {
            files.iter().map(|file| loader.condition(file, block, paths, row)).collect::<Option<Vec<_>>>()
        };
        if let Some(files) = &file.all {
            return parts(files, self).map(Condition::All);
        }
        if let Some(files) = &file.any {
            return parts(files, self).map(Condition::Any);
        }
        if let Some(inner) = &file.not {
            return self.condition(inner, block, paths, row).map(|inner| Condition::Not(Box::new(inner)));
        }
        let Some(name) = &file.field else {
            // A condition about nothing: the row is the best place to show.
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, row));
            return None;
        };
        let field = self.visible(name, block, paths)?;
        match (&file.is, &file.one_of, file.present) {
            (Some(value), _, _) => Some(Condition::Is(field, value.as_str().into())),
            (None, Some(values), _) => {
                Some(Condition::In(field, values.iter().map(|value| value.as_str().into()).collect()))
            }
            (None, None, Some(false)) => Some(Condition::Not(Box::new(Condition::Present(field)))),
            (None, None, _) => Some(Condition::Present(field)),
        }
    }

    /// A field that a condition in `block` may look at: of the same block, of one around it, or of a single block
    /// that is a member of one of these.
    fn visible(&mut self, name: &Spanned<String>, block: BlockId, paths: &Paths) -> Option<FieldId> {
        let found = paths.get(name.get_ref().as_str()).copied();
        let is_around = |holder: Option<BlockId>| {
            let mut around = Some(block);
            while around.is_some() && around != holder {
                around = around.and_then(|inner| self.blocks.get(inner.0 as usize)?.parent);
            }
            around.is_some()
        };
        let is_visible = |id: &FieldId| {
            let holder = self.field(*id).map(|field| field.block);
            let holding = holder.and_then(|holder| self.blocks.get(holder.0 as usize));
            let is_beside = holding
                .is_some_and(|holding| !holding.is_list && holding.parent.is_some() && is_around(holding.parent));
            is_around(holder) || is_beside
        };
        let visible = found.filter(is_visible);
        if visible.is_none() {
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, name));
        }
        visible
    }

    /// The rules over several fields; each is hung up in the block whose items it looks at.
    pub fn resolve_rules(&mut self, files: &[RuleFile], paths: &Paths) -> Vec<Rule> {
        let mut rules = Vec::new();
        for file in files {
            let loudness = file.severity.map(severity);
            if let Some(names) = &file.at_least_one {
                let fields: Vec<FieldId> = names.iter().filter_map(|name| self.known(name, paths)).collect();
                self.hang_up(
                    &mut rules,
                    fields.first().copied(),
                    RuleCheck::AtLeastOne(fields),
                    loudness.unwrap_or(Severity::Error),
                );
            }
            if let Some(only) = &file.at_most_one {
                let Some(field) = self.known(&only.field, paths) else { continue };
                let check = RuleCheck::OnlyOne { field, value: only.is.as_str().into() };
                self.hang_up(&mut rules, Some(field), check, loudness.unwrap_or(Severity::Warning));
            }
            if let Some(names) = &file.one_of {
                let fields: Vec<FieldId> = names.iter().filter_map(|name| self.known(name, paths)).collect();
                let check = RuleCheck::OneOf(fields.clone());
                self.hang_up(&mut rules, fields.first().copied(), check, loudness.unwrap_or(Severity::Warning));
            }
            if let Some(check) = file.access_key.as_ref().and_then(|file| self.access_key(file, paths)) {
                let key = match &check {
                    RuleCheck::AccessKey { key, .. } => Some(*key),
                    _ => None,
                };
                self.hang_up(&mut rules, key, check, loudness.unwrap_or(Severity::Error));
            }
            for name in file.unique.iter().flatten() {
                let Some(field) = self.known(name, paths) else { continue };
                self.hang_up(&mut rules, Some(field), RuleCheck::Unique(field), loudness.unwrap_or(Severity::Error));
            }
        }
        rules
    }

    fn access_key(&mut self, file: &AccessKeyFile, paths: &Paths) -> Option<RuleCheck> {
        let key = self.known(&file.field, paths)?;
        let holder = self.field(key)?.block;
        let mut parts = Vec::new();
        for file in &file.parts {
            let part = KeyPart::named(file.part.get_ref());
            if part.is_none() {
                self.problems.push(Problem::named(|name| Violation::UnknownFormat { name }, &file.part));
            }
            parts.extend(self.visible(&file.field, holder, paths).zip(part));
        }
        Some(RuleCheck::AccessKey { key, parts })
    }

    fn hang_up(&mut self, rules: &mut Vec<Rule>, field: Option<FieldId>, check: RuleCheck, severity: Severity) {
        let id = RuleId(offset(rules.len()));
        let block = field.and_then(|field| self.field(field)).map(|field| field.block);
        let parent = block.and_then(|block| self.blocks.get(block.0 as usize)?.parent);
        if let (RuleCheck::OnlyOne { .. }, Some(parent)) =
            (&check, parent.and_then(|parent| self.blocks.get_mut(parent.0 as usize)))
        {
            parent.resets.push(id);
        }
        if let Some(block) = block.and_then(|block| self.blocks.get_mut(block.0 as usize)) {
            block.rules.push(id);
            rules.push(Rule { check, severity });
        }
    }

    pub fn known(&mut self, name: &Spanned<String>, paths: &Paths) -> Option<FieldId> {
        let known = paths.get(name.get_ref().as_str()).copied();
        if known.is_none() {
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, name));
        }
        known
    }

    /// Orders each block's members so that what a condition looks at is checked before it.
    pub fn order_checks(&mut self, spans: &BTreeMap<FieldId, Span>) {
        let mut circular = Vec::new();
        let orders: Vec<Vec<FieldId>> =
            self.blocks.iter().map(|block| self.order(&block.members, &mut circular)).collect();
        let step = |field: FieldId| {
            let row = self.fields.get(field.0 as usize);
            let is_optional = row.is_some_and(|row| matches!(row.presence, Presence::Optional));
            Step {
                field,
                slot: row.map_or(0, |row| row.slot),
                is_optional,
                may_be_excluded: row.is_some_and(|row| row.blank_when.is_some() || row.only_when.is_some()),
            }
        };
        let steps: Vec<Vec<Step>> = orders.into_iter().map(|order| order.into_iter().map(step).collect()).collect();
        for (block, steps) in self.blocks.iter_mut().zip(steps) {
            block.check_order = steps;
        }
        for id in circular {
            let name = spans.get(&id).copied().unwrap_or_default();
            self.problems.push(Problem { violation: Violation::CircularCondition { name }, span: name, detail: None });
        }
    }

    /// Takes, again and again, the first member whose conditions look only at what was taken before or at other blocks.
    fn order(&self, members: &[FieldId], circular: &mut Vec<FieldId>) -> Vec<FieldId> {
        let mut order: Vec<FieldId> = Vec::with_capacity(members.len());
        let mut waiting: Vec<FieldId> = members.to_vec();
        while !waiting.is_empty() {
            let is_ready = |id: &FieldId| {
                self.looked_at(*id).iter().all(|other| order.contains(other) || !members.contains(other))
            };
            match waiting.iter().position(is_ready) {
                Some(at) => order.push(waiting.remove(at)),
                None => {
                    circular.append(&mut waiting);
                }
            }
        }
        order
    }

    fn looked_at(&self, id: FieldId) -> Vec<FieldId> {
        let Some(field) = self.field(id) else { return Vec::new() };
        let mut conditions: Vec<&Condition> =
            field.blank_when.iter().chain(&field.only_when).chain(&field.waived_when).collect();
        if let Presence::When(condition) = &field.presence {
            conditions.push(condition);
        }
        if let Content::Value(rules) = &field.content {
            conditions.extend(rules.must_be.iter().map(|must_be| &must_be.when));
            conditions.extend(rules.formats.iter().filter_map(|(when, _)| when.as_ref()));
        }
        conditions.into_iter().flat_map(Condition::fields).collect()
    }
}
