//! What each field on the page shows, as signals of its own: a key changes those of a few fields and wakes nobody else.
//!
//! Input: the reading of the text, what is wrong in it, and what of that may be said. Output: signals that are set only where
//! they change. With everything derived field by field, a key woke ten effects a field to find that nothing had changed.

use std::collections::{BTreeMap, BTreeSet};

use leptos::prelude::*;
use validator_core::compose::{Held, Reading, Standing};
use validator_core::report::EditReport;
use validator_core::violation::Severity;

use crate::form::problems::Problems;
use crate::form::{Form, Place};

/// What of a reading changes how a field looks.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    pub held: Held,
    pub standing: Standing,
}

/// What is wrong with a field, in words.
#[derive(Clone, PartialEq)]
pub struct Told {
    pub severity: Severity,
    pub message: String,
    pub repair: Option<Vec<EditReport>>,
}

/// The signals of one field.
#[derive(Clone, Copy)]
pub struct Cell {
    pub shown: RwSignal<Shown>,
    pub told: RwSignal<Option<Told>>,
}

/// The fields that are on the page.
#[derive(Clone, Copy)]
pub struct Cells {
    cells: StoredValue<BTreeMap<Place, Cell>>,
}

impl Cells {
    /// No field is on the page yet.
    pub fn new() -> Self {
        Self { cells: StoredValue::new(BTreeMap::new()) }
    }
}

impl Form {
    /// The signals of a field, which follow the text for as long as the field is on the page.
    pub fn cell(self, place: &Place) -> Cell {
        let (shown, told) = untrack(|| self.now(|now| (now.shown(place), now.told(place))));
        let cell = Cell { shown: RwSignal::new(shown), told: RwSignal::new(told) };
        self.cells.cells.update_value(|cells| {
            cells.insert(place.clone(), cell);
        });
        let place = place.clone();
        on_cleanup(move || {
            self.cells.cells.try_update_value(|cells| {
                // By now another may show the same field.
                if cells.get(&place).is_some_and(|found| found.shown == cell.shown) {
                    cells.remove(&place);
                }
            });
        });
        cell
    }

    /// Keeps the signals of all fields in step with the text.
    pub(super) fn follow(self) {
        Effect::new(move |_| {
            self.now(|now| {
                self.cells.cells.with_value(|cells| {
                    for (place, cell) in cells {
                        set_changed(cell.shown, now.shown(place));
                        set_changed(cell.told, now.told(place));
                    }
                });
            });
        });
    }

    /// Looks at what is known at this moment; tracked.
    fn now<T>(self, look: impl FnOnce(&Now) -> T) -> T {
        let (reading, problems) = (self.reading.get(), self.problems.get());
        let is_checked = self.is_checked.get();
        self.touched.with(|touched| look(&Now { reading: &reading, problems: &problems, is_checked, touched }))
    }
}

/// What all fields are derived from.
struct Now<'n> {
    reading: &'n Reading,
    problems: &'n Problems,
    is_checked: bool,
    touched: &'n BTreeSet<Place>,
}

impl Now<'_> {
    fn shown(&self, (address, slot): &Place) -> Shown {
        match self.reading.field(address, *slot) {
            Some(found) => Shown { held: found.held.clone(), standing: found.standing },
            None => Shown { held: Held::Absent, standing: Standing::Free },
        }
    }

    /// Nothing is said of a field before it was left, or everything was asked for.
    fn told(&self, place: &Place) -> Option<Told> {
        let first = self.problems.at(place).next().filter(|_| self.is_checked || self.touched.contains(place))?;
        let repair = first.fix.as_ref().map(|fix| fix.edits.clone());
        Some(Told { severity: first.severity, message: first.message.clone(), repair })
    }
}

fn set_changed<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, new: T) {
    if signal.try_with_untracked(|former| *former != new) == Some(true) {
        signal.set(new);
    }
}
