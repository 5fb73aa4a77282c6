//! What the browser remembers between visits: a few choices by name, and drafts of payloads only while a person has that
//! switched on.
//!
//! A browser that forbids storage is not an error: the choice then lasts as long as the page.

use leptos::prelude::window;
use web_sys::Storage;

/// Everything that is ever stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A language tag.
    Language,
    /// The name of a theme.
    Theme,
    /// That the files of the page are not to be kept.
    Offline,
    /// That drafts of payloads are to be kept.
    KeepDrafts,
    /// The last text of each layout, while that is so.
    Drafts,
}

impl Key {
    fn name(self) -> &'static str {
        match self {
            Key::Language => "gabarito.language",
            Key::Theme => "gabarito.theme",
            Key::Offline => "gabarito.offline",
            Key::KeepDrafts => "gabarito.keep-drafts",
            Key::Drafts => "gabarito.drafts",
        }
    }
}

/// The remembered value, if there is one.
pub fn read(key: Key) -> Option<String> {
    storage()?.get_item(key.name()).ok().flatten()
}

/// Remembers a value.
pub fn write(key: Key, value: &str) {
    if let Some(storage) = storage() {
        // A full or forbidden storage only means that the choice is asked for again.
        let _ = storage.set_item(key.name(), value);
    }
}

/// Forgets a value.
pub fn forget(key: Key) {
    if let Some(storage) = storage() {
        // What a forbidden storage never held needs no forgetting.
        let _ = storage.remove_item(key.name());
    }
}

fn storage() -> Option<Storage> {
    window().local_storage().ok().flatten()
}
