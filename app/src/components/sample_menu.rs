//! The samples: as a menu in the toolbar, and as a plain list where there is room for one.

use leptos::prelude::*;

use crate::check::layout_title;
use crate::components::icon::Drawing;
use crate::components::menu::{Menu, MenuHandle};
use crate::samples::SAMPLES;
use crate::text::{locale, text};

/// A button that opens the list of samples.
#[component]
pub fn SampleMenu(#[prop(into)] on_choose: Callback<String>) -> impl IntoView {
    let menu = MenuHandle::new();
    let choose = Callback::new(move |payload| {
        on_choose.run(payload);
        menu.close();
    });
    view! {
        <Menu menu panel="samples" class="sample-menu" drawing=Drawing::Samples name=Signal::derive(|| text().samples)>
            <SampleList on_choose=choose />
        </Menu>
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
