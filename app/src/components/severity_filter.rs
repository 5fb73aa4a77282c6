//! Which severities the list shows: one switch each, with how many there are.

use std::sync::Arc;

use leptos::prelude::*;
use validator_core::report::FileReport;
use validator_core::violation::Severity;

use crate::components::icon::{Drawing, Icon};
use crate::grouping::{Hidden, LOUDEST_FIRST, count};
use crate::text::{Texts, text};

/// The switches; a severity that does not occur has none.
#[component]
pub fn SeverityFilter(#[prop(into)] report: Signal<Arc<FileReport>>, hidden: RwSignal<Hidden>) -> impl IntoView {
    let counts = Memo::new(move |_| report.with(|report| report.counts));
    let switches = LOUDEST_FIRST.map(|severity| {
        let n_rows = Memo::new(move |_| count(&counts.get(), severity));
        view! {
            <Show when=move || n_rows.get() != 0>
                <button
                    type="button"
                    class="button filter"
                    aria-pressed=move || (!hidden.get().holds(severity)).to_string()
                    on:click=move |_| hidden.update(|hidden| hidden.toggle(severity))
                >
                    <Icon drawing=Drawing::of(severity) />
                    {move || format!("{} {}", plural(text(), severity), n_rows.get())}
                </button>
            </Show>
        }
    });
    view! { <div class="filters" role="group" aria-label=move || text().list.filter>{switches}</div> }
}

fn plural(texts: &Texts, severity: Severity) -> &'static str {
    match severity {
        Severity::Error => texts.errors,
        Severity::Warning => texts.warnings,
        Severity::Hint => texts.hints,
    }
}
