//! Where the proxy wants to know who the person is: a field for an access token.
//!
//! The token stays in memory; the browser is told not to offer to keep it.

use leptos::html::Input;
use leptos::prelude::*;

use crate::send::Sender;
use crate::text::text;

/// The field and its button.
#[component]
pub fn SignIn(sender: Sender, was_refused: bool) -> impl IntoView {
    let field = NodeRef::<Input>::new();
    let enter = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if let Some(field) = field.get_untracked() {
            sender.sign_in(&field.value());
        }
    };
    view! {
        <form class="sign-in" on:submit=enter>
            <h3>{move || text().send.reach.sign_in}</h3>
            <label for="send-token">{move || text().send.reach.token}</label>
            <div class="field-line">
                <input
                    id="send-token"
                    type="password"
                    autocomplete="off"
                    required
                    aria-describedby="send-token-note"
                    aria-invalid=was_refused.then_some("true")
                    node_ref=field
                />
                <button type="submit" class="button">{move || text().send.reach.enter}</button>
            </div>
            <p id="send-token-note" class="send-note">{move || text().send.reach.token_note}</p>
            <p role="alert">{move || was_refused.then(|| text().send.reach.token_refused)}</p>
        </form>
    }
    .into_any()
}
