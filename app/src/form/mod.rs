//! The form of a layout as signals: a view over the text under check, which alone is the truth.
//!
//! Input: the checker's payload. Output: what the form shows, and edits of that text. Every change goes through the
//! editor, so that one history undoes what was typed in either.

pub mod cells;
pub mod lead;
pub mod problems;
pub mod start;
mod typing;

use std::collections::BTreeSet;
use std::sync::Arc;

use leptos::prelude::*;
use validator_core::compose::{self, Action, BlockAddress, FieldReading, Owed, Reading, Status};
use validator_core::layout::{FieldId, Layout};
use validator_core::report::{EditReport, Position};

use crate::checker::Checker;
use crate::form::cells::Cells;
use crate::form::problems::Problems;
use crate::form::typing::Typing;
use crate::payload::Payload;
use crate::question::Choice;

/// Up to this many UTF-16 units a text is shown as a form; beyond, a page of inputs would help nobody.
pub const LONGEST: u32 = 256 * 1024;

/// Up to this many bytes a text that the form has written is checked at once.
const CHECKED_AT_ONCE: usize = 64 * 1024;

/// A field of a block, by its number there.
pub type Place = (BlockAddress, usize);

/// Copy handle to the form.
#[derive(Clone, Copy)]
pub struct Form {
    pub layout: &'static Layout,
    pub checker: Checker,
    pub reading: Memo<Arc<Reading>>,
    pub owed: Memo<Arc<Vec<Owed>>>,
    pub problems: Memo<Arc<Problems>>,
    /// Blocks that a person opened or closed, against what they are by themselves.
    pub toggled: RwSignal<BTreeSet<BlockAddress>>,
    /// Blocks whose empty optional fields are shown.
    pub whole: RwSignal<BTreeSet<BlockAddress>>,
    /// Fields that stay on the page, empty or not.
    pub kept: RwSignal<BTreeSet<Place>>,
    /// Fields that were left once: what is wrong with them may be said.
    pub touched: RwSignal<BTreeSet<Place>>,
    /// Whether everything that is wrong may be said.
    pub is_checked: RwSignal<bool>,
    /// Whether the last change could not be made.
    pub is_refused: RwSignal<bool>,
    /// What was typed and is not in the text yet.
    pub typing: Typing,
    cells: Cells,
}

impl Form {
    /// The form of a layout over the text under check.
    pub fn new(layout: &'static Layout, checker: Checker) -> Self {
        let payload = checker.payload;
        let reading = Memo::new(move |_| {
            let text = payload.with(|payload| payload.to_text(LONGEST));
            Arc::new(text.map(|text| compose::read(&text, layout)).unwrap_or_default())
        });
        let owed = Memo::new(move |_| Arc::new(reading.with(|reading| compose::owed(reading, layout))));
        let problems = Memo::new(move |_| {
            let report = checker.report.get();
            Arc::new(reading.with(|reading| Problems::of(&report, reading, layout)))
        });
        let form = Self {
            layout,
            checker,
            reading,
            owed,
            problems,
            toggled: RwSignal::default(),
            whole: RwSignal::default(),
            kept: RwSignal::default(),
            touched: RwSignal::default(),
            // What comes with a text was asked for with it.
            is_checked: RwSignal::new(payload.with_untracked(|payload| !payload.is_empty())),
            is_refused: RwSignal::new(false),
            typing: Typing::new(),
            cells: Cells::new(),
        };
        form.follow();
        form
    }

    /// Whether the text is longer than a form can show; tracked.
    pub fn is_too_long(self) -> bool {
        self.checker.payload.with(|payload| payload.length() > LONGEST)
    }

    /// Whether there is something to fill in; tracked.
    pub fn is_readable(self) -> bool {
        !self.is_too_long() && self.reading.with(|reading| reading.status != Status::Unreadable)
    }

    /// Where the credentials stand in the text; tracked.
    pub fn locked(self) -> Vec<(Position, Position)> {
        let text = self.checker.payload.with(|payload| payload.to_text(LONGEST));
        text.map(|text| self.reading.with(|reading| compose::locked(&text, reading, self.layout))).unwrap_or_default()
    }

    /// What a field holds, without its place in the text, which moves with every edit before it.
    pub fn field<T>(self, address: &BlockAddress, slot: usize, look: impl FnOnce(&FieldReading) -> T) -> Option<T> {
        self.reading.with(|reading| reading.field(address, slot).map(look))
    }

    /// What was typed into a field becomes a value of the text.
    pub fn enter(self, address: &BlockAddress, id: FieldId, typed: &str) {
        let rules = self.layout.field(id).value_rules();
        let action = match rules.filter(|_| !typed.trim().is_empty()) {
            Some(rules) => Action::Set(address.clone(), id, compose::enter(rules, self.layout.syntax(), typed)),
            None => Action::Clear(address.clone(), id),
        };
        self.perform(&action);
    }

    /// Changes the text, in the editor too.
    pub fn perform(self, action: &Action) {
        self.typing.settle();
        let text = self.checker.payload.with_untracked(|payload| payload.to_text(LONGEST));
        let change = text.and_then(|text| compose::change(&text, self.layout, action));
        self.is_refused.set(change.is_none());
        if let Some(change) = change {
            self.write(&change.edits, change.text);
        }
    }

    /// Makes the edits of a repair.
    pub fn repair(self, edits: &[EditReport]) {
        if let Some(text) = self.checker.payload.with_untracked(|payload| payload.to_text(LONGEST)) {
            self.write(edits, validator_core::apply(&text, edits));
        }
    }

    fn write(self, edits: &[EditReport], text: String) {
        if edits.is_empty() {
            return;
        }
        self.checker.editor.write(edits);
        let payload = if text.len() <= CHECKED_AT_ONCE { Payload::Short(text) } else { Payload::from(text) };
        self.checker.payload.set(payload);
    }

    /// Puts another text in the place of this one, as a step that can be undone.
    pub fn replace(self, text: String, is_checked: bool) {
        self.typing.settle();
        self.is_checked.set(is_checked);
        self.is_refused.set(false);
        self.touched.update(BTreeSet::clear);
        self.kept.update(BTreeSet::clear);
        let payload = Payload::from(text);
        self.checker.editor.set_text(&payload.to_js());
        self.checker.open_with(payload, Choice::Bundled(self.layout.id.clone()));
    }

    /// Says that a field was left.
    pub fn touch(self, place: &Place) {
        if self.touched.with_untracked(|touched| !touched.contains(place)) {
            self.touched.update(|touched| touched.extend([place.clone()]));
        }
    }

    /// Keeps a field on the page.
    pub fn keep(self, place: &Place) {
        if self.kept.with_untracked(|kept| !kept.contains(place)) {
            self.kept.update(|kept| kept.extend([place.clone()]));
        }
    }

    /// Whether a block is open; tracked. By itself what must be there is, and what a list holds is not.
    pub fn is_open(self, address: &BlockAddress) -> bool {
        self.toggled.with(|toggled| toggled.contains(address)) != self.opens_by_itself(address)
    }

    fn opens_by_itself(self, address: &BlockAddress) -> bool {
        let Some((_, field, _)) = address.around() else { return address.record == 0 };
        use validator_core::layout::Presence;
        let field = self.layout.field(field);
        !field.is_list(self.layout) && matches!(field.presence, Presence::Required | Presence::Main)
    }

    /// Opens or closes a block.
    pub fn toggle(self, address: &BlockAddress) {
        self.toggled.update(|toggled| {
            if !toggled.remove(address) {
                toggled.insert(address.clone());
            }
        });
    }

    /// Opens a block and all around it.
    pub fn open(self, address: &BlockAddress) {
        let mut next = Some(address.clone());
        while let Some(address) = next {
            if !untrack(|| self.is_open(&address)) {
                self.toggle(&address);
            }
            next = address.around().map(|(outer, ..)| outer);
        }
    }

    /// The number of a field in its block.
    pub fn slot(self, address: &BlockAddress, id: FieldId) -> Option<usize> {
        self.reading.with_untracked(|reading| reading.block(address)?.fields.iter().position(|field| field.field == id))
    }
}

/// The element of a field.
pub fn element((address, slot): &Place) -> String {
    format!("campo-{address}-{slot}")
}
