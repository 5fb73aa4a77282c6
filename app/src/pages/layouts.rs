//! The catalogue: every layout there is, by system.

use leptos::prelude::*;
use validator_core::catalog::Entry;

use crate::components::search_box::SearchBox;
use crate::fields::{SystemGroup, entry_haystack, systems};
use crate::navigation::title_page;
use crate::paths;
use crate::search::{fold, holds};
use crate::text::{locale, text};

/// The list of the layouts, with a search in titles, ids and systems.
#[component]
pub fn LayoutsPage() -> impl IntoView {
    title_page(|| (text().shell.title)(text().shell.layouts));
    let query = RwSignal::new(String::new());
    let folded = Memo::new(move |_| query.with(|query| fold(query)));
    let groups = StoredValue::new(systems());
    let shown = Memo::new(move |_| {
        let locale = locale();
        let is_shown = |system: &str, entry: &Entry| holds(&entry_haystack(*entry, system, locale), &folded.read());
        groups.with_value(|groups| {
            let entries = groups.iter().flat_map(|group| group.entries.iter().map(|entry| (&*group.name, entry)));
            entries.map(|(system, entry)| is_shown(system, entry)).collect::<Vec<_>>()
        })
    });
    let n_shown = Memo::new(move |_| shown.with(|shown| shown.iter().filter(|is_shown| **is_shown).count()));
    let n_layouts = Memo::new(move |_| shown.with(Vec::len));

    let mut first = 0;
    let sections = systems().into_iter().map(|group| {
        let row = first;
        first += group.entries.len();
        view! { <SystemSection group first=row shown /> }
    });

    view! {
        <main class="reading">
            <div class="page-head">
                <h1 tabindex="-1">{move || text().shell.layouts}</h1>
                <p class="lead">{move || text().layouts.intro}</p>
            </div>
            <SearchBox id="search-layouts" label=move || text().layouts.search query n_shown n_all=n_layouts />
            {sections.collect_view()}
        </main>
    }
}

/// The layouts of one system; hidden when the search leaves none of them.
#[component]
fn SystemSection(
    group: SystemGroup,
    /// The place of its first layout among all.
    first: usize,
    #[prop(into)] shown: Signal<Vec<bool>>,
) -> impl IntoView {
    let SystemGroup { name, entries } = group;
    let end = first + entries.len();
    let is_empty =
        move || shown.with(|shown| shown.get(first..end).is_none_or(|shown| shown.iter().all(|is_shown| !is_shown)));
    let rows = entries.into_iter().zip(first..).map(move |(entry, row)| {
        let is_hidden = move || shown.with(|shown| shown.get(row) != Some(&true));
        view! { <li hidden=is_hidden><LayoutRow entry /></li> }
    });
    view! {
        <section class="panel" hidden=is_empty>
            <h2>{name}</h2>
            <ul class="entries">{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn LayoutRow(entry: Entry) -> impl IntoView {
    let n_fields = move || match entry.n_fields() {
        0 => text().layouts.not_published.to_owned(),
        n_fields => (text().layouts.n_fields)(n_fields),
    };
    let coverage = move || {
        let word = if entry.is_complete() { text().layouts.complete } else { text().layouts.incomplete };
        (entry.n_fields() > 0).then_some(word)
    };
    view! {
        <a class="entry layout-entry" href=paths::layout(entry.id())>
            <span class="entry-title">{move || entry.title(locale())}</span>
            <code class="entry-note">{entry.id()}</code>
            <span class="entry-count">{n_fields}</span>
            <span class="entry-coverage">{coverage}</span>
        </a>
    }
}
