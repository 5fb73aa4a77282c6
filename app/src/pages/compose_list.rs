//! Every layout that there is a form of, by system.

use leptos::prelude::*;
use validator_core::catalog::Entry;

use crate::components::search_box::SearchBox;
use crate::fields::{entry_haystack, systems};
use crate::navigation::title_page;
use crate::paths;
use crate::search::{fold, holds};
use crate::text::{locale, text};

/// The list with a search in titles, ids and systems.
#[component]
pub fn ComposeListPage() -> impl IntoView {
    title_page(|| (text().shell.title)(text().form.page));
    let query = RwSignal::new(String::new());
    let groups = StoredValue::new(systems());
    let is_shown = move |system: &str, entry: &Entry| {
        entry.has_table() && query.with(|query| holds(&entry_haystack(*entry, system, locale()), &fold(query)))
    };
    let count = move |is_counted: &dyn Fn(&str, &Entry) -> bool| {
        groups.with_value(|groups| {
            let entries = groups.iter().flat_map(|group| group.entries.iter().map(|entry| (&*group.name, entry)));
            entries.filter(|(system, entry)| is_counted(system, entry)).count()
        })
    };
    let n_shown = Memo::new(move |_| count(&is_shown));
    let n_all = count(&|_, entry: &Entry| entry.has_table());
    let sections = move || {
        groups.with_value(|groups| {
            let section = |group: &crate::fields::SystemGroup| {
                let entries: Vec<Entry> =
                    group.entries.iter().copied().filter(|entry| is_shown(&group.name, entry)).collect();
                (!entries.is_empty()).then(|| {
                    let rows = entries.into_iter().map(|entry| {
                        view! {
                            <li class="form-entry">
                                <a class="entry layout-entry" href=paths::compose(entry.id())>
                                    <span class="entry-title">{entry.title(locale())}</span>
                                    <code class="entry-note">{entry.id()}</code>
                                    <span class="entry-count">{(text().layouts.n_fields)(entry.n_fields())}</span>
                                </a>
                                {entry.takes_rows().then(|| view! {
                                    <a class="entry-sheet" href=paths::sheet(entry.id())>
                                        {text().form.sheet}
                                        <span class="visually-hidden">": " {entry.title(locale())}</span>
                                    </a>
                                })}
                            </li>
                        }
                    });
                    view! {
                        <section class="panel">
                            <h2>{group.name.clone()}</h2>
                            <ul class="entries">{rows.collect_view()}</ul>
                        </section>
                    }
                })
            };
            groups.iter().filter_map(section).collect_view()
        })
    };
    view! {
        <main class="reading">
            <div class="page-head">
                <h1 tabindex="-1">{move || text().form.page}</h1>
                <p class="lead">{move || text().form.intro}</p>
            </div>
            <SearchBox id="search-layouts" label=move || text().form.search_layouts query n_shown n_all=Signal::stored(n_all) />
            {sections}
        </main>
    }
    .into_any()
}
