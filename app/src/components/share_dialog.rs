//! What a link would show to others, before anybody gets it.

use std::time::Duration;

use leptos::prelude::*;

use crate::components::export_menu::copy_text;
use crate::components::icon::{Drawing, Icon};
use crate::components::modal::modal;
use crate::share::Shared;
use crate::text::text;

/// How long the page says that the link was copied.
const SAID_FOR: Duration = Duration::from_secs(4);

/// A dialog over the page: the payload with its fakes, and the link to copy.
#[component]
pub fn ShareDialog(shared: Shared, #[prop(into)] on_leave: Callback<()>) -> impl IntoView {
    let (dialog, close) = modal();
    let is_copied = RwSignal::new(false);
    let Shared { text: masked, link } = shared;
    let choice = link.map(|link| {
        let copy = move |_| {
            copy_text(&link);
            is_copied.set(true);
            // The dialog may be gone by then.
            let forget = move || {
                let _ = is_copied.try_set(false);
            };
            set_timeout(forget, SAID_FOR);
        };
        view! {
            <button type="button" class="button fix copy-link" on:click=copy>
                <Icon drawing=Drawing::Copy />
                {move || text().share.copy}
            </button>
        }
    });
    let is_too_long = choice.is_none();
    view! {
        <dialog class="preview share" aria-labelledby="share-heading" node_ref=dialog on:close=move |_| on_leave.run(())>
            <h2 id="share-heading">{move || text().share.heading}</h2>
            <p class="share-note">{move || text().share.note}</p>
            <pre class="share-text" tabindex="0" aria-labelledby="share-heading">{masked}</pre>
            <div class="preview-choice">
                {choice}
                <button type="button" class="button" on:click=move |_| close()>
                    {move || text().share.close}
                </button>
                <span class="copied" role="status">
                    {move || match (is_too_long, is_copied.get()) {
                        (true, _) => text().share.too_long,
                        (false, true) => text().list.copied,
                        (false, false) => "",
                    }}
                </span>
            </div>
        </dialog>
    }
}
