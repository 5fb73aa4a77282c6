//! The calls of this session, newest first; one is shown again when it is chosen.

use std::sync::Arc;

use leptos::prelude::*;

use super::outcome::{drawing, word};
use crate::components::icon::Icon;
use crate::send::Sender;
use crate::send::sent::{History, Sent};
use crate::text::{locale, text};

/// Nothing until something was sent.
#[component]
pub fn HistoryList(sender: Sender) -> impl IntoView {
    let is_empty = Memo::new(move |_| sender.history.with(|history| history.calls.is_empty()));
    let calls = move || sender.history.with(|history| history.calls.clone());
    view! {
        <Show when=move || !is_empty.get()>
            <section class="history" aria-labelledby="history-heading">
                <h3 id="history-heading">{move || text().send.history.heading}</h3>
                <ol>
                    <For each=calls key=|sent| (sent.key().to_owned(), sent.at.to_bits()) let:sent>
                        <Call sender sent />
                    </For>
                </ol>
                <p class="send-line">
                    <button
                        type="button"
                        class="button forget"
                        on:click=move |_| sender.history.set(History::default())
                    >
                        {move || text().send.history.clear}
                    </button>
                    <span class="send-note">{move || text().send.history.note}</span>
                </p>
            </section>
        </Show>
    }
    .into_any()
}

#[component]
fn Call(sender: Sender, sent: Arc<Sent>) -> impl IntoView {
    let told = sent.told.word();
    let (at, duration) = (sent.at, sent.duration_ms());
    let key = StoredValue::new(sent.key().to_owned());
    let is_shown = move || sender.history.with(|history| key.with_value(|key| history.shown.as_ref() == Some(key)));
    view! {
        <li>
            <button
                type="button"
                class="history-call"
                aria-current=move || is_shown().then_some("true")
                on:click=move |_| sender.history.update(|history| history.shown = Some(key.get_value()))
            >
                <Icon drawing=drawing(told) />
                <strong>{move || word(told, text())}</strong>
                <span>{move || clock(at, locale().tag())}</span>
                <span>{sent.intent.environment.name.clone()}</span>
                <code>{sent.intent.request.layout.clone()}</code>
                <span>{move || (text().send.outcome.duration)(duration)}</span>
            </button>
        </li>
    }
    .into_any()
}

/// The time of the day, as the language writes it.
fn clock(at: f64, tag: &str) -> String {
    String::from(js_sys::Date::new(&at.into()).to_locale_time_string(tag))
}
