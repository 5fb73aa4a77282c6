//! What a form can begin with, and the drafts that a person lets the browser keep.
//!
//! Input: a layout. Output: a text. A draft is kept only while the switch is on, and never with credentials in it.

use std::collections::BTreeMap;

use validator_core::compose::skeleton;
use validator_core::layout::Layout;
use validator_core::{LayoutChoice, Options, Source, samples, without_secrets};

use crate::samples::SAMPLES;
use crate::storage::{self, Key};

/// A beginning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Start {
    Empty,
    Least,
    Full,
    Example,
    Draft,
}

impl Start {
    /// In the order of the menu.
    pub const ALL: [Start; 5] = [Start::Empty, Start::Least, Start::Full, Start::Example, Start::Draft];

    /// Whether there is such a beginning of this layout.
    pub fn is_there(self, layout: &Layout) -> bool {
        match self {
            Start::Empty => layout.has_table,
            Start::Least | Start::Full => samples::are_made_for(layout),
            Start::Example => example(layout).is_some(),
            Start::Draft => draft(layout).is_some(),
        }
    }

    /// Its text.
    pub fn text(self, layout: &Layout) -> Option<String> {
        match self {
            Start::Empty => skeleton(layout),
            Start::Least => Some(samples::valid(layout)),
            Start::Full => Some(samples::full(layout)),
            Start::Example => example(layout).map(str::to_owned),
            Start::Draft => draft(layout),
        }
    }

    /// Whether its values are made up.
    pub fn is_synthetic(self) -> bool {
        matches!(self, Start::Least | Start::Full)
    }
}

fn example(layout: &Layout) -> Option<&'static str> {
    SAMPLES.iter().find(|sample| *sample.layout == *layout.id).map(|sample| sample.corrected)
}

/// A text longer than this is no draft: the browser has little room for them.
const LONGEST: usize = 200_000;

/// Whether drafts are kept.
pub fn keeps_drafts() -> bool {
    storage::read(Key::KeepDrafts).is_some()
}

/// Turns the keeping on or off; off, nothing stays.
pub fn keep_drafts(is_on: bool) {
    if is_on {
        storage::write(Key::KeepDrafts, "on");
    } else {
        storage::forget(Key::KeepDrafts);
        storage::forget(Key::Drafts);
    }
}

/// Keeps the text as the last one of its layout, with its secrets covered up.
pub fn keep(layout: &Layout, text: &str) {
    if !keeps_drafts() || text.len() > LONGEST || text.trim().is_empty() {
        return;
    }
    let options = Options { layout: LayoutChoice::Use(layout), ..Options::default() };
    let covered = without_secrets(&Source::from_text(text), &options).into_owned();
    let mut drafts = drafts();
    drafts.insert(layout.id.clone(), covered);
    // Texts by name are always written.
    storage::write(Key::Drafts, &serde_json::to_string(&drafts).unwrap_or_default());
}

fn draft(layout: &Layout) -> Option<String> {
    drafts().remove(&layout.id)
}

fn drafts() -> BTreeMap<String, String> {
    storage::read(Key::Drafts).and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default()
}
