//! Typing: the browser shows a key at once, and the text gets it behind the frame that shows it.
//!
//! Input: what is to be done for a key. Output: the same, a frame later, and once for all keys of that frame. To leave the field
//! or the page, a command, and any other change settle first, so that no key is lost.

use std::time::Duration;

use leptos::prelude::*;

use crate::form::Place;

/// Copy handle to what was typed last.
#[derive(Clone, Copy)]
pub struct Typing {
    waiting: StoredValue<Option<Waiting>, LocalStorage>,
}

struct Waiting {
    place: Place,
    write: Box<dyn FnOnce(&Place)>,
}

impl Typing {
    /// Nothing was typed yet.
    pub fn new() -> Self {
        Self { waiting: StoredValue::new_local(None) }
    }

    /// Writes behind the next frame. What waits for the same field is out of date with it.
    pub fn put(self, place: Place, write: impl FnOnce(&Place) + 'static) {
        let is_other = |waiting: &Option<Waiting>| waiting.as_ref().is_some_and(|waiting| waiting.place != place);
        if self.waiting.with_value(is_other) {
            self.settle();
        }
        let waiting = Waiting { place, write: Box::new(write) };
        let former = self.waiting.try_update_value(|former| former.replace(waiting));
        if matches!(former, Some(None)) {
            // A task of its own: what is done before a frame is drawn delays it.
            request_animation_frame(move || set_timeout(move || self.settle(), Duration::ZERO));
        }
    }

    /// Writes what waits.
    pub fn settle(self) {
        let waiting = self.waiting.try_update_value(Option::take).flatten();
        if let Some(Waiting { place, write }) = waiting {
            write(&place);
        }
    }
}
