//! The ways to get a payload into the editor, and out of it again.

use leptos::ev::Targeted;
use leptos::html;
use leptos::prelude::*;

use crate::components::icon::{Drawing, Icon};
use crate::components::sample_menu::SampleMenu;
use crate::components::send::PANEL;
use crate::components::snippet_menu::SnippetMenu;
use crate::text::text;

/// Samples, open file, share, copy as a call, clear, send.
#[component]
pub fn Toolbar(
    #[prop(into)] on_replace: Callback<String>,
    #[prop(into)] on_file: Callback<web_sys::File>,
    #[prop(into)] on_share: Callback<()>,
    #[prop(into)] can_share: Signal<bool>,
    /// What is copied as a call, and the layout that is called.
    #[prop(into)]
    carried: Callback<(), Option<String>>,
    #[prop(into)] called: Signal<Option<String>>,
    /// Opens the Send panel, and closes it again.
    #[prop(into)]
    on_send: Callback<()>,
    #[prop(into)] is_sending: Signal<bool>,
) -> impl IntoView {
    let input = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(input) = input.get_untracked() {
            input.click();
        }
    };
    let take = move |event: Targeted<web_sys::Event, web_sys::HtmlInputElement>| {
        let input = event.target();
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            on_file.run(file);
        }
        // Without this the same file could not be opened again after an edit.
        input.set_value("");
    };

    view! {
        <div class="toolbar">
            <SampleMenu on_choose=on_replace />
            <button type="button" class="button" on:click=choose>
                <Icon drawing=Drawing::Folder />
                {move || text().open_file}
            </button>
            <input type="file" hidden accept=".json,.xml,.txt" node_ref=input on:change:target=take />
            <button
                type="button"
                class="button to-share"
                disabled=move || !can_share.get()
                on:click=move |_| on_share.run(())
            >
                <Icon drawing=Drawing::Share />
                {move || text().share.button}
            </button>
            <SnippetMenu payload=carried layout=called />
            <button type="button" class="button" on:click=move |_| on_replace.run(String::new())>
                <Icon drawing=Drawing::Clear />
                {move || text().clear}
            </button>
            <button
                type="button"
                class="button to-send"
                aria-expanded=move || is_sending.get().to_string()
                aria-controls=PANEL
                on:click=move |_| on_send.run(())
            >
                <Icon drawing=Drawing::Send />
                {move || text().send.open}
            </button>
        </div>
    }
}
