//! Resolves what a layout and its system say about answers, once the answer's fields are known.
//!
//! A layout's own rules replace those of its system. A rule of the system applies to the layouts that have its fields,
//! with the values that it asks for.

use std::sync::Arc;

use super::answer::{ItemRule, VerdictRule, outcome};
use super::file::{AnswerFile, ConditionFile, ItemFile, Spanned, VerdictFile};
use super::load::{Loader, Problem};
use super::load_conditions::Paths;
use super::model::{BlockId, Content, FieldId};
use crate::violation::Violation;

/// The answer's half as far as it was read: its outermost block, and where its paths lead.
pub(super) struct AnswerHalf {
    pub root: Option<BlockId>,
    pub paths: Paths,
}

impl Loader {
    pub fn resolve_verdicts(&mut self, answer: Option<&AnswerFile>, half: &AnswerHalf) -> Vec<VerdictRule> {
        let own = answer.map(|answer| answer.verdict.as_slice()).unwrap_or_default();
        if !own.is_empty() {
            for message in own.iter().filter_map(|file| file.message.as_ref()) {
                if !half.paths.contains_key(message.get_ref().as_str()) {
                    self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, message));
                }
            }
            return own.iter().filter_map(|file| self.verdict(file, half)).collect();
        }
        let system = Arc::clone(&self.system);
        let applies = |file: &&VerdictFile| file.when.as_ref().is_none_or(|when| self.has_all(when, half));
        let shared: Vec<&VerdictFile> = system.file.verdict.iter().filter(applies).collect();
        shared.into_iter().filter_map(|file| self.verdict(file, half)).collect()
    }

    fn verdict(&mut self, file: &VerdictFile, half: &AnswerHalf) -> Option<VerdictRule> {
        let place = Spanned::new(file.outcome.span(), String::new());
        if file.when.is_none() && file.text.is_none() && file.status.is_empty() {
            // A verdict that needs no reason would be a guess.
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, &place));
            return None;
        }
        let when = match (&file.when, half.root) {
            (None, _) => None,
            (Some(when), Some(root)) => Some(self.condition(when, root, &half.paths, &place)?),
            (Some(_), None) => return None,
        };
        let fields = when.as_ref().map(|when| when.fields()).unwrap_or_default();
        if fields.iter().any(|id| !self.is_outermost(*id, half)) {
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, &place));
            return None;
        }
        let message = file.message.as_ref().and_then(|name| {
            let known = half.paths.get(name.get_ref().as_str()).copied();
            known.filter(|id| self.is_outermost(*id, half))
        });
        Some(VerdictRule {
            outcome: outcome(*file.outcome.get_ref()),
            when,
            text: file.text.as_ref().map(|texts| texts.iter().map(|text| text.as_str().into()).collect()),
            status: file.status.clone(),
            message,
            may_be_written: file.may_be_written,
        })
    }

    fn is_outermost(&self, id: FieldId, half: &AnswerHalf) -> bool {
        self.field(id).is_some_and(|field| Some(field.block) == half.root)
    }

    /// Whether the answer has every field of a condition, and its list every value asked for.
    fn has_all(&self, when: &ConditionFile, half: &AnswerHalf) -> bool {
        let inner = when.all.iter().chain(&when.any).flatten().chain(when.not.as_deref());
        let is_known = when.field.as_ref().is_none_or(|name| {
            let field = half.paths.get(name.get_ref().as_str()).and_then(|id| self.field(*id));
            let list = field.and_then(|field| field.value_rules()).and_then(|rules| rules.list.as_deref());
            let is_listed = |value: &String| list.is_none_or(|list| list.iter().any(|(code, _)| **code == **value));
            field.is_some() && when.is.iter().chain(when.one_of.iter().flatten()).all(is_listed)
        });
        is_known && inner.into_iter().all(|inner| self.has_all(inner, half))
    }

    pub fn resolve_items(&mut self, files: &[ItemFile], half: &AnswerHalf) -> Vec<ItemRule> {
        files.iter().filter_map(|file| self.item(file, half)).collect()
    }

    /// The field must lie in a list at the answer's outermost level.
    fn item(&mut self, file: &ItemFile, half: &AnswerHalf) -> Option<ItemRule> {
        let path = file.field.get_ref();
        let list = path.rsplit_once('.').and_then(|(list, _)| half.paths.get(list)).copied();
        let is_list = |id: &FieldId| {
            let block = match self.field(*id).map(|field| &field.content) {
                Some(Content::Block(block)) => self.blocks.get(block.0 as usize),
                _ => None,
            };
            block.is_some_and(|block| block.is_list && block.parent == half.root)
        };
        let found = list.filter(is_list).zip(half.paths.get(path.as_str()).copied());
        let Some((list, field)) = found else {
            self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, &file.field));
            return None;
        };
        let good = file.good.iter().map(|text| text.as_str().into()).collect();
        Some(ItemRule { list, field, good, is_inferred: file.inferred.is_some() })
    }
}
