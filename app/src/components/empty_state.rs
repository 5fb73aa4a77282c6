//! What the result shows before there is anything to check.

use leptos::prelude::*;

use crate::components::sample_menu::SampleList;
use crate::text::text;

/// What to do first, and the samples.
#[component]
pub fn EmptyState(#[prop(into)] on_choose: Callback<String>) -> impl IntoView {
    view! {
        <div class="empty">
            <h3>{move || text().empty_title}</h3>
            <p>{move || text().empty_text}</p>
            <h4>{move || text().empty_samples}</h4>
            <SampleList on_choose />
        </div>
    }
}
