//! What a form can begin with: questions first, then a menu. And whether the browser keeps drafts.

use leptos::prelude::*;

use crate::form::Form;
use crate::form::start::{self, Start};
use crate::text::{Texts, text};

/// The beginnings as buttons. Each replaces the text, which can be undone.
#[component]
pub fn StartButtons(form: Form, #[prop(into)] on_choose: Callback<Start>) -> impl IntoView {
    let layout = form.layout;
    let buttons = Start::ALL.into_iter().filter(|start| start.is_there(layout)).map(|start| {
        view! {
            <button type="button" class="button" on:click=move |_| on_choose.run(start)>
                {move || word(start, text())}
            </button>
        }
    });
    view! { <div class="start-buttons">{buttons.collect_view()}</div> }.into_any()
}

fn word(start: Start, texts: &Texts) -> &'static str {
    match start {
        Start::Empty => texts.form.empty,
        Start::Least => texts.form.least,
        Start::Full => texts.form.full,
        Start::Example => texts.form.example,
        Start::Draft => texts.form.draft,
    }
}

/// The switch that lets the browser keep drafts, with what it does.
#[component]
pub fn DraftSwitch(form: Form) -> impl IntoView {
    let is_on = RwSignal::new(start::keeps_drafts());
    let layout = form.layout;
    Effect::new(move |_| {
        if is_on.get()
            && let Some(text) = form.checker.payload.with(|payload| payload.to_text(crate::form::LONGEST))
        {
            start::keep(layout, &text);
        }
    });
    view! {
        <p class="drafts">
            <label class="switch">
                <input
                    id="keep-drafts"
                    type="checkbox"
                    prop:checked=is_on
                    aria-describedby="keep-drafts-note"
                    on:change:target=move |event| {
                        start::keep_drafts(event.target().checked());
                        is_on.set(event.target().checked());
                    }
                />
                <span>{move || text().form.keep_drafts}</span>
            </label>
            <span class="switch-note" id="keep-drafts-note">{move || text().form.keep_drafts_note}</span>
        </p>
    }
    .into_any()
}
