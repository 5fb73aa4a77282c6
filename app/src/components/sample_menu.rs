//! The samples: as a menu in the toolbar, and as a plain list where there is room for one.

use leptos::html;
use leptos::prelude::*;

use crate::check::layout_title;
use crate::components::icon::{Drawing, Icon};
use crate::samples::SAMPLES;
use crate::text::{locale, text};

/// A button that opens the list of samples.
#[component]
pub fn SampleMenu(#[prop(into)] on_choose: Callback<String>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();

    let close = move || {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let choose = Callback::new(move |payload| {
        on_choose.run(payload);
        close();
    });
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            close();
        }
    };
    // Leaving the menu closes it, and leaves the focus where the person put it.
    let on_leave = move |event: web_sys::FocusEvent| {
        let next = event.related_target().map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Node>);
        let stays = menu.get_untracked().is_some_and(|menu| menu.contains(next.as_ref()));
        if !stays {
            is_open.set(false);
        }
    };

    view! {
        <div class="menu" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="samples"
                node_ref=button
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon drawing=Drawing::Samples />
                {move || text().samples}
            </button>
            <div id="samples" class="menu-panel" tabindex="-1" hidden=move || !is_open.get()>
                <SampleList on_choose=choose />
            </div>
        </div>
    }
}

/// Every sample as a button, grouped by layout.
#[component]
pub fn SampleList(#[prop(into)] on_choose: Callback<String>) -> impl IntoView {
    let groups = SAMPLES.iter().map(|sample| {
        let title = move || layout_title(sample.layout, locale());
        view! {
            <li>
                <span class="sample-title">
                    <span>{title}</span>
                    " "
                    <code>{sample.layout}</code>
                </span>
                <span class="sample-choices">
                    <button type="button" class="link" on:click=move |_| on_choose.run(sample.faulty.to_owned())>
                        {move || text().sample_faulty}
                        <span class="visually-hidden">": " {title}</span>
                    </button>
                    <button type="button" class="link" on:click=move |_| on_choose.run(sample.corrected.to_owned())>
                        {move || text().sample_corrected}
                        <span class="visually-hidden">": " {title}</span>
                    </button>
                </span>
            </li>
        }
    });
    view! { <ul class="samples">{groups.collect_view()}</ul> }
}
