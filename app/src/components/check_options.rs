//! What the payload is held against: the layout that it looks like or another one, and how strictly.

use leptos::prelude::*;
use validator_core::catalog::{self, Entry};

use crate::question::Choice;
use crate::text::{locale, text};

/// Two choices in one line.
#[component]
pub fn CheckOptions(choice: RwSignal<Choice>, is_tolerant: RwSignal<bool>) -> impl IntoView {
    let choose = move |id: String| choice.set(if id.is_empty() { Choice::Detect } else { Choice::Bundled(id) });
    let is_chosen = move |id: &str| choice.with(|choice| matches!(choice, Choice::Bundled(chosen) if chosen == id));
    // A layout without a table has nothing to hold a payload against.
    let entries: Vec<Entry> = catalog::entries().filter(|entry| entry.has_table()).collect();
    let groups = entries.chunk_by(|a, b| a.system() == b.system()).map(|entries| {
        let system = entries.first().and_then(|entry| catalog::system(entry.system()));
        let options = entries.iter().copied().map(|entry| {
            view! {
                <option value=entry.id() prop:selected=move || is_chosen(entry.id())>
                    {move || entry.title(locale())}
                </option>
            }
        });
        view! { <optgroup label=system.map(|system| system.name.clone())>{options.collect_view()}</optgroup> }
    });
    view! {
        <div class="check-options">
            <label>
                <span>{move || text().layout}</span>
                <select id="layout" on:change:target=move |event| choose(event.target().value())>
                    <option value="" prop:selected=move || choice.with(|choice| !matches!(choice, Choice::Bundled(_)))>
                        {move || text().own_layout_leave}
                    </option>
                    {groups.collect_view()}
                </select>
            </label>
            <label>
                <span>{move || text().list.profile}</span>
                <select
                    id="profile"
                    on:change:target=move |event| is_tolerant.set(event.target().value() == "tolerated")
                >
                    <option value="documented" prop:selected=move || !is_tolerant.get()>
                        {move || text().list.documented}
                    </option>
                    <option value="tolerated" prop:selected=move || is_tolerant.get()>
                        {move || text().list.tolerated}
                    </option>
                </select>
            </label>
        </div>
    }
}
