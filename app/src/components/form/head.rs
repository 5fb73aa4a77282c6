//! The top of the form: what is still owed, the search for a field, the check of everything.

use leptos::prelude::*;
use validator_core::compose::{FieldPlace, places};
use validator_core::layout::Layout;

use crate::components::form::field::name_of;
use crate::form::Form;
use crate::search::{fold, holds};
use crate::text::text;

/// At most so many fields are offered for a search.
const MAX_FOUND: usize = 12;

/// Meter, search, check.
#[component]
pub fn FormHead(form: Form) -> impl IntoView {
    let n_owed = Memo::new(move |_| form.owed.with(|owed| owed.len()));
    let last = StoredValue::new(None);
    let meter = move || match n_owed.get() {
        0 => text().form.nothing_owed.to_owned(),
        n_owed => (text().form.n_owed)(n_owed),
    };
    view! {
        <div class="form-head">
            <p class="owed" class:paid=move || n_owed.get() == 0 role="status" aria-live="polite">{meter}</p>
            <button
                type="button"
                class="button small"
                disabled=move || n_owed.get() == 0
                on:click=move |_| form.next_owed(last)
            >
                {move || text().form.next}
            </button>
            <button type="button" class="button small" aria-pressed=move || form.is_checked.get().to_string()
                on:click=move |_| form.is_checked.update(|is_checked| *is_checked = !*is_checked)>
                {move || text().form.check}
            </button>
            <FieldSearch form />
        </div>
    }
    .into_any()
}

/// Finds a field by its name or its words and leads there.
#[component]
fn FieldSearch(form: Form) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let all = StoredValue::new(haystacks(form.layout));
    let found = Memo::new(move |_| {
        let query = query.with(|query| fold(query));
        all.with_value(|all| {
            let is_it = |(_, (_, haystack)): &(usize, &(FieldPlace, String))| {
                !query.trim().is_empty() && holds(haystack, &query)
            };
            all.iter().enumerate().filter(is_it).map(|(at, _)| at).take(MAX_FOUND).collect::<Vec<_>>()
        })
    });
    let choose = move |at: usize| {
        let place = all.with_value(|all| all.get(at).map(|(place, _)| (place.block.clone(), place.slot)));
        query.set(String::new());
        if let Some(place) = place {
            form.make_way(&place.0);
            form.reveal(&place);
        }
    };
    let results = move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let rows = found.into_iter().filter_map(|at| {
                let id = all.with_value(|all| all.get(at).map(|(place, _)| place.field))?;
                let field = form.layout.field(id);
                Some(view! {
                    <li>
                        <button type="button" class="link" on:click=move |_| choose(at)>
                            <span lang="pt-BR">{name_of(field)}</span>
                            " "
                            <code>{&*field.path}</code>
                        </button>
                    </li>
                })
            });
            view! { <ul class="found-fields">{rows.collect_view()}</ul> }
        })
    };
    let none = move || {
        let is_none = found.with(Vec::is_empty) && query.with(|query| !query.trim().is_empty());
        is_none.then(|| text().shell.none_found)
    };
    view! {
        <div class="field-search" role="search">
            <label for="search-form" class="visually-hidden">{move || text().form.search}</label>
            <input
                id="search-form"
                type="search"
                autocomplete="off"
                spellcheck="false"
                placeholder=move || text().form.search
                prop:value=query
                on:input:target=move |event| query.set(event.target().value())
                on:keydown=move |event| match event.key().as_str() {
                    "Escape" => query.set(String::new()),
                    "Enter" => {
                        if let Some(first) = found.with_untracked(|found| found.first().copied()) {
                            choose(first);
                        }
                    }
                    _ => {}
                }
            />
            {results}
            <p class="none-found" role="status">{none}</p>
        </div>
    }
    .into_any()
}

/// The value fields of a layout, each with what a search looks at.
fn haystacks(layout: &'static Layout) -> Vec<(FieldPlace, String)> {
    let is_value = |place: &FieldPlace| layout.field(place.field).value_rules().is_some();
    let with_words = |place: FieldPlace| {
        let field = layout.field(place.field);
        let words = fold(&format!("{} {} {}", field.path, field.label, field.also.join(" ")));
        (place, words)
    };
    places(layout).into_iter().filter(is_value).map(with_words).collect()
}
