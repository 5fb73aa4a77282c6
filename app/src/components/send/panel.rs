//! The panel as a whole: what it says depends on whether there is a proxy, and whom it takes the person for.

use std::sync::Arc;

use leptos::html::H2;
use leptos::prelude::*;
use validator_core::report::FileReport;

use super::form::SendForm;
use super::history::HistoryList;
use super::outcome::{OutcomeView, refused_word};
use super::sign_in::SignIn;
use crate::components::icon::{Drawing, Icon};
use crate::payload::Payload;
use crate::send::Sender;
use crate::send::reach::Reach;
use crate::text::text;

/// The element that the button which opens the panel names.
pub const PANEL: &str = "send-panel";

/// Environment, request, outcome and history. The focus comes to its heading when it is opened.
#[component]
pub fn SendPanel(
    sender: Sender,
    #[prop(into)] payload: Signal<Payload, LocalStorage>,
    /// By what the payload is sent: the id of a bundled layout.
    #[prop(into)]
    layout: Signal<Option<String>>,
    #[prop(into)] report: Signal<Arc<FileReport>>,
    /// The report is about to be replaced by one on a newer text.
    #[prop(into)]
    is_pending: Signal<bool>,
    /// Receives the documented path of a field that the answer speaks of.
    #[prop(into)]
    on_choose_field: Callback<String>,
    /// Where closing leads back to, in words.
    #[prop(into)]
    back: Signal<&'static str>,
    #[prop(into)] on_close: Callback<()>,
) -> impl IntoView {
    let heading = NodeRef::<H2>::new();
    heading.on_load(|heading| {
        // An element that takes no focus is only not focused.
        let _ = heading.focus();
    });
    let reach = move || match sender.reach.get() {
        Reach::Unasked | Reach::Asking => view! { <p class="send-note">{text().send.reach.asking}</p> }.into_any(),
        Reach::Absent => again(sender, text().send.reach.absent),
        Reach::Refused(code) => again(sender, refused_word(code, &text().send.refused)),
        Reach::SignIn { was_refused } => view! { <SignIn sender was_refused /> }.into_any(),
        Reach::Ready(environments) => {
            view! { <SendForm sender environments payload layout report is_pending /> }.into_any()
        }
    };
    view! {
        <section class="pane send-pane" id=PANEL aria-labelledby="send-heading">
            <div class="pane-head">
                <h2 id="send-heading" tabindex="-1" node_ref=heading>{move || text().send.heading}</h2>
                <button type="button" class="button close-send" on:click=move |_| on_close.run(())>
                    {back}
                </button>
            </div>
            <div class="send-body">
                {reach}
                <OutcomeView sender on_choose_field />
                <HistoryList sender />
                <p class="privacy">
                    <Icon drawing=Drawing::Lock />
                    {move || text().send.privacy}
                </p>
            </div>
        </section>
    }
    .into_any()
}

/// Nothing to send with, and a way to look again.
fn again(sender: Sender, why: &'static str) -> AnyView {
    view! {
        <div class="send-note">
            <p role="status">{why}</p>
            <button type="button" class="button" on:click=move |_| sender.ask_environments()>
                {text().send.reach.again}
            </button>
        </div>
    }
    .into_any()
}
