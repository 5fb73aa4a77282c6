//! The Send panel beside a form: what it is told of the payload, and where it leads back to.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use validator_core::report::Direction;

use crate::checker::Progress;
use crate::components::icon::{Drawing, Icon};
use crate::components::send::{PANEL, SendPanel};
use crate::form::Form;
use crate::navigation::focus;
use crate::paths;
use crate::send::Sender;
use crate::text::text;

/// Opens the panel, and closes it again.
#[component]
pub fn SendButton(sender: Sender, is_sending: RwSignal<bool>) -> impl IntoView {
    let press = move |_| {
        is_sending.update(|is_sending| *is_sending = !*is_sending);
        if is_sending.get_untracked() {
            sender.prepare();
        }
    };
    view! {
        <button
            type="button"
            class="button to-send"
            aria-expanded=move || is_sending.get().to_string()
            aria-controls=PANEL
            on:click=press
        >
            <Icon drawing=Drawing::Send />
            {move || text().send.open}
        </button>
    }
    .into_any()
}

/// The panel, while it is open. A field that the system speaks of gets the focus; one that the form does not have is
/// looked up in the manual's table.
#[component]
pub fn FormSending(
    form: Form,
    sender: Sender,
    is_sending: RwSignal<bool>,
    /// Whether a narrow page shows the text in the place of the form.
    shows_text: RwSignal<bool>,
) -> impl IntoView {
    let layout = form.layout;
    let checker = form.checker;
    let is_pending = Signal::derive(move || checker.progress.get() == Progress::Renewed);
    let navigate = StoredValue::new(use_navigate());
    let on_choose_field = Callback::new(move |path: String| {
        shows_text.set(false);
        if !form.reveal_path(&path) {
            let row = paths::row(&layout.id, Direction::Request, &path);
            navigate.with_value(|navigate| navigate(&row, Default::default()));
        }
    });
    let on_close = Callback::new(move |()| {
        is_sending.set(false);
        if let Ok(Some(button)) = document().query_selector(".to-send") {
            focus(&button);
        }
    });
    view! {
        <Show when=move || is_sending.get()>
            <SendPanel
                sender
                payload=checker.payload
                layout=Signal::stored(Some(layout.id.clone()))
                report=checker.report
                is_pending
                on_choose_field
                back=Signal::derive(|| text().form.back_to_preview)
                on_close
            />
        </Show>
    }
    .into_any()
}
