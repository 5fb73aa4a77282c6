//! The payload under check and what it is held against.
//!
//! It lives above the pages, so that a look at another page loses nothing, and nowhere else: not in the address, not in
//! storage.

use std::sync::Arc;

use leptos::prelude::*;
use validator_core::Locale;
use validator_core::layout::Layout;
use validator_core::report::FileReport;

use crate::check::check;

/// The signals of the check; the report is derived from the others.
#[derive(Clone, Copy)]
pub struct Checker {
    pub source: RwSignal<String>,
    /// The row of the list that is open.
    pub selected: RwSignal<Option<usize>>,
    /// The layout of an example that no bundled layout recognises.
    pub own_layout: RwSignal<Option<Arc<Layout>>>,
    pub report: Memo<FileReport>,
}

impl Checker {
    /// Nothing to check yet.
    pub fn new(locale: RwSignal<Locale>) -> Self {
        let source = RwSignal::new(String::new());
        let own_layout = RwSignal::new(None::<Arc<Layout>>);
        let report = Memo::new(move |_| {
            let own_layout = own_layout.get();
            source.with(|source| check(source, own_layout.as_deref(), locale.get()))
        });
        Self { source, selected: RwSignal::new(None), own_layout, report }
    }

    /// Takes a payload whose layout is recognised by its content.
    pub fn open(self, payload: String) {
        self.open_with(payload, None);
    }

    /// Takes an example, with the layout that it brings along.
    pub fn open_with(self, payload: String, own_layout: Option<Arc<Layout>>) {
        self.selected.set(None);
        self.own_layout.set(own_layout);
        self.source.set(payload);
    }
}
