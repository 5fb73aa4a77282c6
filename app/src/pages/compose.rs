//! The form of a layout beside the payload that it writes.
//!
//! The text belongs to the checker, above the pages: what is written here is what the first page checks.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;
use validator_core::catalog;
use validator_core::layout::Layout;

use crate::check::layout_title;
use crate::checker::Checker;
use crate::components::form::block::Records;
use crate::components::form::execution::ExecutionPane;
use crate::components::form::head::FormHead;
use crate::components::form::preview::Preview;
use crate::components::form::sending::{FormSending, SendButton};
use crate::components::form::start_menu::{DraftSwitch, StartButtons};
use crate::components::layout_calls::LayoutCalls;
use crate::form::Form;
use crate::form::start::Start;
use crate::navigation::title_page;
use crate::open_file::open_file;
use crate::pages::not_found::NotFound;
use crate::paths;
use crate::payload::Payload;
use crate::question::Choice;
use crate::send::Sender;
use crate::text::{locale, text};

/// The form of the layout that the address names.
#[component]
pub fn ComposePage(checker: Checker, sender: Sender) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || {
        let id = id.get();
        match catalog::layout(id.trim_matches('/')) {
            Some(layout) => view! { <ComposeLayout layout checker sender /> }.into_any(),
            None => {
                view! { <NotFound heading=Signal::derive(move || (text().layouts.no_such_layout)(&id)) /> }.into_any()
            }
        }
    }
}

/// What is said above the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Notice {
    Started(Start),
    Replaced,
}

#[component]
fn ComposeLayout(layout: &'static Layout, checker: Checker, sender: Sender) -> impl IntoView {
    title_page(move || (text().shell.title)(&(text().form.title)(layout.title(locale()))));
    // Here the text is held against this layout, whatever it looks like; elsewhere as before.
    let former = checker.choice.get_untracked();
    let own = Choice::Bundled(layout.id.clone());
    let looks_like = Memo::new(move |_| checker.report.with(|report| report.layout.clone()));
    let other = StoredValue::new(looks_like.get_untracked().filter(|id| *id != layout.id && former == Choice::Detect));
    checker.choice.set(own.clone());
    on_cleanup(move || {
        if checker.choice.with_untracked(|choice| *choice == own) {
            checker.choice.set(former);
        }
    });
    let form = Form::new(layout, checker);
    let notice = RwSignal::new(None::<Notice>);
    let shows_text = RwSignal::new(false);
    let is_sending = RwSignal::new(false);
    let is_empty = Memo::new(move |_| checker.payload.with(Payload::is_empty));

    let start = Callback::new(move |start: Start| {
        if let Some(text) = start.text(layout) {
            form.replace(text, false);
            other.set_value(None);
            notice.set(Some(Notice::Started(start)));
        }
    });
    let take_file = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            spawn_local(async move {
                if let Ok(opened) = open_file(&file).await {
                    form.replace(opened.text, true);
                    notice.set(Some(Notice::Replaced));
                }
            });
        }
        input.set_value("");
    };
    let notice_text = move || {
        if form.is_refused.get() {
            return Some(text().form.refused);
        }
        Some(match notice.get()? {
            Notice::Started(start) if start.is_synthetic() => match layout.system.documents_are_looked_up {
                true => text().form.synthetic_looked_up,
                false => text().form.synthetic,
            },
            Notice::Started(Start::Example) => text().form.from_manual,
            Notice::Started(_) | Notice::Replaced => text().form.replaces,
        })
    };
    let other_layout = move || {
        let id = other.get_value().filter(|_| !is_empty.get())?;
        let title = layout_title(&id, locale());
        Some(view! {
            <p class="notice">
                {(text().form.other_layout)(&title)} " "
                <a href=paths::compose(&id)>{text().form.edit_here}</a>
            </p>
        })
    };
    // One history for both sides: the browser's own would undo an input alone.
    let on_key = move |event: web_sys::KeyboardEvent| {
        let is_command = event.ctrl_key() || event.meta_key();
        if is_command {
            form.typing.settle();
        }
        match (is_command, event.shift_key(), event.key().to_lowercase().as_str()) {
            (true, false, "z") => checker.editor.undo(),
            (true, true, "z") | (true, false, "y") => checker.editor.redo(),
            _ => return,
        }
        event.prevent_default();
    };
    // A key must not build the form anew.
    let is_too_long = Memo::new(move |_| form.is_too_long());
    let body = move || {
        if !layout.has_table {
            return view! { <p class="not-published">{text().form.no_form}</p> }.into_any();
        }
        if is_too_long.get() {
            return view! { <p class="not-published">{text().form.too_long}</p> }.into_any();
        }
        view! { <FormBody form /> }.into_any()
    };
    let tab = move |is_text: bool, name: fn() -> &'static str| {
        view! {
            <button
                type="button"
                class="tab"
                aria-pressed=move || (shows_text.get() == is_text).to_string()
                on:click=move |_| shows_text.set(is_text)
            >
                {name}
            </button>
        }
    };
    view! {
        <main class="compose" class:shows-text=shows_text class:sending=is_sending>
            <div class="compose-head">
                <p class="crumb"><a href=paths::COMPOSE>{move || text().form.page}</a></p>
                <h1 tabindex="-1">{move || layout.title(locale())}</h1>
                <p class="compose-links">
                    <a href=paths::CHECK>{move || text().form.to_checker}</a>
                    <a href=paths::layout(&layout.id)>{move || text().form.to_layout}</a>
                    {layout.record().map(|_| view! {
                        <a class="to-sheet" href=paths::sheet(&layout.id)>{move || text().sheet.link}</a>
                    })}
                </p>
                <SendButton sender is_sending />
            </div>
            <details class="start" open=is_empty.get_untracked()>
                <summary>{move || if is_empty.get() { text().form.start_question } else { text().form.start }}</summary>
                <StartButtons form on_choose=start />
                <label class="button file">
                    {move || text().form.file}
                    <input type="file" class="visually-hidden" accept=".json,.xml,.txt" on:change:target=take_file />
                </label>
                <DraftSwitch form />
            </details>
            <p class="notice" role="status">{notice_text}</p>
            {other_layout}
            <ExecutionPane layout sender />
            <div class="tabs">
                {tab(false, || text().form.form)}
                {tab(true, || text().form.preview)}
            </div>
            <div class="panes">
                <section class="pane form-pane" aria-labelledby="form-heading" on:keydown=on_key>
                    <h2 id="form-heading" class="visually-hidden">{move || text().form.form}</h2>
                    {body}
                </section>
                <Preview form sender />
                <FormSending form sender is_sending shows_text />
            </div>
            <LayoutCalls layout />
        </main>
    }
    .into_any()
}

#[component]
fn FormBody(form: Form) -> impl IntoView {
    let is_readable = Memo::new(move |_| form.is_readable());
    view! {
        <FormHead form />
        {move || match is_readable.get() {
            true => view! { <div class="form-body"><Records form /></div> }.into_any(),
            false => view! { <p class="not-published">{text().form.unreadable}</p> }.into_any(),
        }}
    }
    .into_any()
}
