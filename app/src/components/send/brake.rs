//! What a person has to say yes to before something real happens: the environment by its name, a deletion by what it deletes.

use std::sync::Arc;

use leptos::prelude::*;
use proxy_api::{Confirmation, KeyPart};
use validator_core::catalog;

use super::outcome::{KeyList, system_name};
use crate::components::icon::{Drawing, Icon};
use crate::components::modal::modal;
use crate::send::Sender;
use crate::send::request::natural_key;
use crate::send::sent::Held;
use crate::text::text;

/// A dialog while something is held back.
#[component]
pub fn Brake(sender: Sender) -> impl IntoView {
    move || sender.held.get().map(|held| view! { <BrakeDialog sender held /> })
}

#[component]
fn BrakeDialog(sender: Sender, held: Held) -> impl IntoView {
    let (dialog, close) = modal();
    let environment = held.intent.environment.clone();
    let is_real = held.to_confirm.iter().any(|it| matches!(it, Confirmation::Production { .. }));
    let deletes = held.to_confirm.contains(&Confirmation::Deletion {});
    let key = match catalog::layout(&held.intent.request.layout) {
        Some(layout) if deletes => natural_key(&held.intent.request.payload, layout),
        _ => Vec::new(),
    };
    let typed = RwSignal::new(String::new());
    let is_agreed = RwSignal::new(false);
    let name = StoredValue::new(environment.name.clone());
    let is_confirmed = move || {
        let is_named = name.with_value(|name| typed.with(|typed| typed.trim() == name));
        (is_named || !is_real) && (is_agreed.get() || !deletes)
    };
    let confirm = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if !untrack(is_confirmed) {
            return;
        }
        let mut intent = held.intent.clone();
        let production =
            is_real.then(|| Confirmation::Production { environment: typed.get_untracked().trim().to_owned() });
        intent.request.confirm = production.into_iter().chain(deletes.then_some(Confirmation::Deletion {})).collect();
        // The browser gives the focus back to the button that asked.
        close();
        sender.send(Arc::new(intent));
    };
    let kept = StoredValue::new(environment);
    let heading = move || {
        kept.with_value(|environment| match is_real {
            true => (text().send.brake.production)(&environment.name),
            false => text().send.brake.deletion.to_owned(),
        })
    };
    view! {
        <dialog class="preview brake" aria-labelledby="brake-heading" node_ref=dialog on:close=move |_| sender.held.set(None)>
            <h2 id="brake-heading"><Icon drawing=Drawing::Warning />{heading}</h2>
            <form on:submit=confirm>
                {is_real.then(|| view! {
                    <p id="brake-note">{move || text().send.brake.production_note}</p>
                    <label for="brake-name">
                        {move || name.with_value(|name| (text().send.brake.type_name)(name))}
                    </label>
                    <input
                        id="brake-name"
                        type="text"
                        autocomplete="off"
                        autocapitalize="off"
                        spellcheck="false"
                        aria-describedby="brake-note"
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                })}
                {deletes.then(|| view! { <Deletion key=key.clone() system=kept.with_value(|it| it.system.clone()) is_agreed /> })}
                <div class="preview-choice">
                    <button type="submit" class="button send-now real" disabled=move || !is_confirmed()>
                        {move || name.with_value(|name| (text().send.form.send)(name))}
                    </button>
                    <button type="button" class="button" on:click=move |_| close()>
                        {move || text().send.brake.leave}
                    </button>
                </div>
            </form>
        </dialog>
    }
    .into_any()
}

/// What will be deleted, and a box to agree.
#[component]
fn Deletion(key: Vec<KeyPart>, system: String, is_agreed: RwSignal<bool>) -> impl IntoView {
    let is_unknown = key.is_empty();
    let system = StoredValue::new(system_name(&system));
    view! {
        <div class="deletion">
            <h3>{move || text().send.brake.deletion}</h3>
            <KeyList key />
            {is_unknown.then(|| view! { <p>{move || text().send.brake.unknown_key}</p> })}
            <p>{move || text().send.brake.deletion_note}</p>
            <label class="agree">
                <input
                    type="checkbox"
                    on:change:target=move |event| is_agreed.set(event.target().checked())
                />
                {move || system.with_value(|system| (text().send.brake.confirm_deletion)(system))}
            </label>
        </div>
    }
    .into_any()
}
