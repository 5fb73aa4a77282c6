//! A layout filled in as a spreadsheet: the model, the file that comes back, what is wrong with it, and what comes of it.

use leptos::ev::Targeted;
use leptos::html;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use validator_core::layout::{Layout, Record};
use validator_core::{catalog, samples};
use web_sys::{DragEvent, Event, File, HtmlInputElement};

use crate::components::icon::{Drawing, Icon};
use crate::components::sheet_findings::SheetFindings;
use crate::navigation::title_page;
use crate::pages::not_found::NotFound;
use crate::paths;
use crate::sheet::{Answer, Outcome, Output, Refused, Sheets};
use crate::text::{locale, locale_untracked, text};

/// The spreadsheet of the layout that the address names.
#[component]
pub fn SheetPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || {
        let id = id.get();
        let layout = catalog::layout(id.trim_matches('/'));
        match layout.and_then(|layout| Some((layout, layout.record()?))) {
            Some((layout, record)) => view! { <KnownSheet layout record /> }.into_any(),
            None => view! { <NotFound heading=Signal::derive(move || (text().sheet.no_such)(&id)) /> }.into_any(),
        }
    }
}

#[component]
fn KnownSheet(layout: &'static Layout, record: Record<'static>) -> impl IntoView {
    title_page(move || (text().shell.title)(&format!("{}: {}", text().sheet.heading, layout.title(locale()))));
    let sheets = Sheets::new();
    let row_is = move || match record {
        Record::Item => text().sheet.row_is_item.to_owned(),
        Record::Entry(list) => (text().sheet.row_is_entry)(&list.path),
        Record::Payload => text().sheet.row_is_payload.to_owned(),
    };
    let has_one = !matches!(record, Record::Payload);
    view! {
        <main class="reading sheet">
            <div class="page-head">
                <p class="crumb"><a href=paths::layout(&layout.id)>{move || layout.title(locale())}</a></p>
                <h1 tabindex="-1">{move || text().sheet.heading}</h1>
                <p class="lead">{row_is}</p>
                <p class="privacy"><Icon drawing=Drawing::Lock />{move || text().sheet.privacy}</p>
            </div>
            <Model layout sheets />
            <Drop layout sheets />
            {move || sheets.answer.get().map(|(name, answer)| match answer.refused.clone() {
                Some(refused) => view! { <NotRead name refused /> }.into_any(),
                None => view! { <Read layout sheets name answer has_one /> }.into_any(),
            })}
        </main>
    }
}

/// The model to download.
#[component]
fn Model(layout: &'static Layout, sheets: Sheets) -> impl IntoView {
    let is_busy = move || sheets.work.with(Option::is_some);
    let make = move |kind: &'static str| {
        let name = format!("gabarito-{}.{kind}", stem(&layout.id));
        sheets.model(&layout.id, kind, locale_untracked().tag(), &name);
    };
    view! {
        <section class="panel step" aria-labelledby="sheet-model">
            <h2 id="sheet-model">{move || text().sheet.model}</h2>
            <p class="section-note">{move || text().sheet.model_note}</p>
            <div class="sheet-buttons">
                <button type="button" class="button" disabled=is_busy on:click=move |_| make("xlsx")>
                    <Icon drawing=Drawing::Save />
                    {move || text().sheet.model_xlsx}
                </button>
                <button type="button" class="button" disabled=is_busy on:click=move |_| make("csv")>
                    <Icon drawing=Drawing::Save />
                    {move || text().sheet.model_csv}
                </button>
            </div>
        </section>
    }
}

/// Where a file is dropped or chosen, and how far its reading is.
#[component]
fn Drop(layout: &'static Layout, sheets: Sheets) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let is_over = RwSignal::new(false);
    let check = move |file: File| sheets.check(&file, &layout.id, locale_untracked().tag());
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let chosen = move |event: Targeted<Event, HtmlInputElement>| {
        let input = event.target();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            check(file);
        }
        // Without this the same file could not be chosen again after it was mended.
        input.set_value("");
    };
    let dropped = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(false);
        let file = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0));
        if let Some(file) = file.filter(|_| sheets.work.with_untracked(Option::is_none)) {
            check(file);
        }
    };
    let over = move |event: DragEvent| {
        event.prevent_default();
        is_over.set(true);
    };
    let is_busy = move || sheets.work.with(Option::is_some);
    view! {
        <section class="panel step" aria-labelledby="sheet-fill">
            <h2 id="sheet-fill">{move || text().sheet.fill}</h2>
            <div
                class="sheet-drop"
                class:is-over=is_over
                on:dragover=over
                on:dragleave=move |_| is_over.set(false)
                on:drop=dropped
            >
                <p>{move || text().sheet.drop}</p>
                <button type="button" class="button sheet-choose" disabled=is_busy on:click=choose>
                    <Icon drawing=Drawing::Folder />
                    {move || text().sheet.choose}
                </button>
                <input type="file" hidden accept=".xlsx,.csv,.txt" node_ref=input on:change:target=chosen />
                <p class="section-note">{move || text().sheet.kinds}</p>
            </div>
            <Progress sheets />
        </section>
    }
}

/// What the worker is at, how to stop it, and what became of the task before.
#[component]
fn Progress(sheets: Sheets) -> impl IntoView {
    let doing = move || {
        sheets.work.with(|work| {
            work.as_ref().map(|work| {
                let word = if work.is_reading { text().sheet.reading } else { text().sheet.writing };
                word(&work.name)
            })
        })
    };
    let is_busy = Memo::new(move |_| sheets.work.with(Option::is_some));
    let done = move || sheets.work.with(|work| work.as_ref().and_then(|work| work.done));
    let said = move || {
        sheets.outcome.get().map(|outcome| match outcome {
            Outcome::Cancelled => text().sheet.cancelled.to_owned(),
            Outcome::Failed => text().sheet.failed.to_owned(),
            Outcome::Saved(name) => (text().sheet.saved)(&name),
        })
    };
    view! {
        <div class="sheet-progress">
            {move || is_busy.get().then(|| view! {
                <progress max="1" prop:value=move || done().unwrap_or_default() aria-label=move || doing().unwrap_or_default() />
                <button type="button" class="button sheet-cancel" on:click=move |_| sheets.cancel()>
                    {move || text().sheet.cancel}
                </button>
            })}
            <p role="status">{move || doing().or_else(said)}</p>
        </div>
    }
}

/// A file that was not read, and what to do.
#[component]
fn NotRead(name: String, refused: Refused) -> impl IntoView {
    view! {
        <section class="panel step sheet-refused" role="alert">
            <h2><Icon drawing=Drawing::Error />{move || (text().sheet.not_read)(&name)}</h2>
            <p>{refused.message}</p>
            <p class="section-note">{refused.help}</p>
        </section>
    }
}

/// What a check found, and what comes of the file.
#[component]
fn Read(layout: &'static Layout, sheets: Sheets, name: String, answer: Answer, has_one: bool) -> impl IntoView {
    let (n_rows, n_faulty) = (answer.n_rows, answer.n_faulty);
    let has_findings = answer.counts.total() > 0;
    let with_faulty = RwSignal::new(false);
    let is_busy = move || sheets.work.with(Option::is_some);
    let cannot_send = move || is_busy() || (n_rows == n_faulty && !with_faulty.get());
    let (stem, ending) = match name.rsplit_once('.') {
        Some((stem, ending)) if ending.eq_ignore_ascii_case("xlsx") => (stem.to_owned(), "xlsx"),
        Some((stem, _)) => (stem.to_owned(), "csv"),
        None => (name, "csv"),
    };
    let names = StoredValue::new((
        format!("{stem}.{}", samples::extension(layout)),
        format!("{stem}.zip"),
        format!("{stem}-diagnosticos.{ending}"),
    ));
    let write = move |output| {
        let (one, each, returned) = names.get_value();
        let name = match output {
            Output::One => one,
            Output::Each => each,
            Output::Returned => returned,
        };
        sheets.write(output, with_faulty.get_untracked(), &name);
    };
    let verdict = if n_faulty > 0 { Drawing::Failed } else { Drawing::Passed };
    view! {
        <section class="panel step" aria-labelledby="sheet-result">
            <h2 id="sheet-result">{move || text().sheet.result}</h2>
            <p class="sheet-verdict" class:is-valid=n_faulty == 0 role="status">
                <Icon drawing=verdict />
                {move || (text().sheet.rows)(n_rows, n_faulty)}
            </p>
            {(!has_findings).then(|| view! { <p>{move || text().sheet.all_good}</p> })}
            <SheetFindings answer />
        </section>
        <section class="panel step" aria-labelledby="sheet-downloads">
            <h2 id="sheet-downloads">{move || text().sheet.downloads}</h2>
            <div class="sheet-buttons">
                <button type="button" class="button" disabled=is_busy on:click=move |_| write(Output::Returned)>
                    <Icon drawing=Drawing::Save />
                    {move || text().sheet.returned}
                </button>
            </div>
            <p class="section-note">{move || text().sheet.returned_note}</p>
            {(n_faulty > 0).then(|| view! {
                <label class="switch">
                    <input type="checkbox" bind:checked=with_faulty />
                    {move || (text().sheet.with_faulty)(n_faulty)}
                </label>
            })}
            <div class="sheet-buttons">
                {has_one.then(|| view! {
                    <button type="button" class="button" disabled=cannot_send on:click=move |_| write(Output::One)>
                        <Icon drawing=Drawing::Save />
                        {move || text().sheet.one}
                    </button>
                })}
                <button type="button" class="button" disabled=cannot_send on:click=move |_| write(Output::Each)>
                    <Icon drawing=Drawing::Save />
                    {move || text().sheet.each}
                </button>
            </div>
            {(n_rows == n_faulty).then(|| view! {
                <p class="section-note" hidden=with_faulty>{move || text().sheet.nothing_to_send}</p>
            })}
        </section>
    }
}

/// What files of a layout are called after.
fn stem(id: &str) -> &str {
    id.rsplit('/').next().unwrap_or(id)
}
