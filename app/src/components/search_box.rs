//! A search field that says how much it leaves.

use leptos::prelude::*;

use crate::text::text;

/// The field with its label, and the count below it, which is read out when it changes.
#[component]
pub fn SearchBox(
    id: &'static str,
    #[prop(into)] label: Signal<&'static str>,
    query: RwSignal<String>,
    #[prop(into)] n_shown: Signal<usize>,
    #[prop(into)] n_all: Signal<usize>,
) -> impl IntoView {
    let is_empty = move || query.with(String::is_empty);
    // Before anything is typed there is nothing to announce.
    let count = move || match n_shown.get() {
        _ if is_empty() => String::new(),
        0 => text().shell.none_found.to_owned(),
        n_shown => (text().shell.found)(n_shown, n_all.get()),
    };
    view! {
        <div class="search" role="search">
            <label for=id>{label}</label>
            <div class="search-line">
                <input
                    id=id
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=query
                    on:input:target=move |event| query.set(event.target().value())
                />
                <button type="button" class="link" hidden=is_empty on:click=move |_| query.set(String::new())>
                    {move || text().shell.clear_search}
                </button>
                <p class="search-count" role="status">{count}</p>
            </div>
        </div>
    }
}
