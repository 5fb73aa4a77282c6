//! Every code there is, by family.

use leptos::prelude::*;
use validator_core::explain::CodeFile;

use crate::components::search_box::SearchBox;
use crate::components::severity_tag::SeverityTag;
use crate::explanation::{Family, families};
use crate::navigation::title_page;
use crate::paths;
use crate::search::{fold, holds};
use crate::text::{locale, text};

/// The list of the codes, with a search in all they say.
#[component]
pub fn CodesPage() -> impl IntoView {
    title_page(|| (text().shell.title)(text().shell.codes));
    let query = RwSignal::new(String::new());
    let folded = Memo::new(move |_| query.with(|query| fold(query)));
    // What is searched changes with the language only.
    let searched =
        Memo::new(move |_| families().iter().flat_map(|family| haystacks(family, locale())).collect::<Vec<_>>());
    let shown = Memo::new(move |_| {
        searched.with(|searched| searched.iter().map(|text| holds(text, &folded.read())).collect::<Vec<_>>())
    });
    let n_shown = Memo::new(move |_| shown.with(|shown| shown.iter().filter(|is_shown| **is_shown).count()));
    let n_codes = Memo::new(move |_| shown.with(Vec::len));

    let mut first = 0;
    let sections = families().into_iter().map(|family| {
        let row = first;
        first += family.codes.len();
        view! { <FamilySection family first=row shown /> }
    });

    view! {
        <main class="reading">
            <div class="page-head">
                <h1 tabindex="-1">{move || text().shell.codes}</h1>
                <p class="lead">{move || text().codes.intro}</p>
            </div>
            <SearchBox id="search-codes" label=move || text().codes.search query n_shown n_all=n_codes />
            {sections.collect_view()}
        </main>
    }
}

fn haystacks(family: &Family, locale: validator_core::Locale) -> Vec<String> {
    let haystack = |file: &&CodeFile| {
        let text = file.text(locale);
        let cases = file.cases().into_iter().map(|case| file.variant(locale, case.variant).message);
        let messages = cases.collect::<Vec<_>>().join(" ");
        fold(&format!("{} {} {} {} {messages}", file.code, file.name, text.title, text.why))
    };
    family.codes.iter().map(haystack).collect()
}

/// The codes of one family; hidden when the search leaves none of them.
#[component]
fn FamilySection(
    family: Family,
    /// The place of its first code among all.
    first: usize,
    #[prop(into)] shown: Signal<Vec<bool>>,
) -> impl IntoView {
    let Family { digit, codes } = family;
    let end = first + codes.len();
    let is_empty =
        move || shown.with(|shown| shown.get(first..end).is_none_or(|shown| shown.iter().all(|is_shown| !is_shown)));
    let rows = codes.into_iter().zip(first..).map(move |(file, row)| {
        let is_hidden = move || shown.with(|shown| shown.get(row) != Some(&true));
        view! { <li hidden=is_hidden><CodeRow file /></li> }
    });
    view! {
        <section class="panel" hidden=is_empty>
            <h2>
                <span class="digit">{format!("V{digit}xx")}</span>
                {move || (text().codes.family)(digit)}
            </h2>
            <ul class="entries">{rows.collect_view()}</ul>
        </section>
    }
}

#[component]
fn CodeRow(file: &'static CodeFile) -> impl IntoView {
    let severity = file.cases().first().map(|case| case.severity);
    view! {
        <a class="entry code-entry" href=paths::code(&file.code)>
            <code>{file.code.as_str()}</code>
            <span class="entry-title">{move || file.text(locale()).title}</span>
            {severity.map(|severity| view! { <SeverityTag severity /> })}
            <code class="entry-note">{file.name.as_str()}</code>
        </a>
    }
}
