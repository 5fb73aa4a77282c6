//! Whether the page's own files are kept in this browser, so that it opens without a network.
//!
//! They are unless a person says otherwise, which is remembered. Nothing of a payload is ever among them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;

use crate::storage::{self, Key};

#[wasm_bindgen(module = "/js/offline.js")]
extern "C" {
    #[wasm_bindgen(js_name = isOfflinePossible)]
    fn is_possible() -> bool;
    #[wasm_bindgen(js_name = keepOffline)]
    async fn keep();
    #[wasm_bindgen(js_name = forgetOffline)]
    async fn forget();
}

/// What is remembered of a person who does not want it.
const OFF: &str = "off";

/// The choice, where the browser leaves one.
#[derive(Clone, Copy)]
pub struct Offline {
    pub is_possible: bool,
    pub is_on: RwSignal<bool>,
}

impl Offline {
    /// As it was chosen before, and done at once.
    pub fn restore() -> Self {
        let is_possible = is_possible();
        let is_on = is_possible && storage::read(Key::Offline).as_deref() != Some(OFF);
        if is_on {
            spawn_local(keep());
        }
        Self { is_possible, is_on: RwSignal::new(is_on) }
    }

    /// Takes a person's choice.
    pub fn choose(self, is_on: bool) {
        self.is_on.set(is_on);
        if is_on {
            storage::forget(Key::Offline);
            spawn_local(keep());
        } else {
            storage::write(Key::Offline, OFF);
            spawn_local(forget());
        }
    }
}
