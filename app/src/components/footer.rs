//! The end of every page: what the browser keeps of it, and the way to keep nothing.

use leptos::prelude::*;

use crate::offline::Offline;
use crate::text::text;

/// One switch, with what it does.
#[component]
pub fn Footer(offline: Offline) -> impl IntoView {
    view! {
        <footer class="bottom">
            <Show when=move || offline.is_possible>
                <label class="switch">
                    <input
                        id="offline"
                        type="checkbox"
                        prop:checked=move || offline.is_on.get()
                        on:change:target=move |event| offline.choose(event.target().checked())
                    />
                    <span>{move || text().shell.offline}</span>
                </label>
                <span class="switch-note">{move || text().shell.offline_note}</span>
            </Show>
        </footer>
    }
}
