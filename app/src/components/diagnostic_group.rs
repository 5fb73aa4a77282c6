//! Equal diagnostics under one line: the same code about the same field, with how many there are.

use leptos::prelude::*;

use crate::components::diagnostic_row::row_class;
use crate::components::icon::{Drawing, Icon};
use crate::components::severity_tag::severity_word;
use crate::grouping::Kind;
use crate::text::text;

/// The line, and the rows below it once it is open.
#[component]
pub fn DiagnosticGroup(
    kind: Kind,
    #[prop(into)] n_rows: Signal<usize>,
    /// What the first of them says.
    #[prop(into)]
    message: Signal<String>,
    #[prop(into)] is_open: Signal<bool>,
    #[prop(into)] on_toggle: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let Kind { severity, code, field } = kind;
    let children = StoredValue::new(children);
    view! {
        <li class=format!("group {}", row_class(severity).trim_start_matches("row "))>
            <button
                type="button"
                class="row-main group-main"
                aria-expanded=move || is_open.get().to_string()
                on:click=move |_| on_toggle.run(())
            >
                <Icon drawing=Drawing::of(severity) />
                <span class="row-facts">
                    <span class="severity">{move || severity_word(text(), severity)}</span>
                    <code class="code">{code}</code>
                    {field.map(|field| view! { <code class="field">{field}</code> })}
                </span>
                <span class="group-count">{move || (text().list.times)(n_rows.get())}</span>
                <span class="row-message">{move || message.get()}</span>
            </button>
            <Show when=move || is_open.get()>
                <ol class="group-rows">{children.with_value(|children| children())}</ol>
            </Show>
        </li>
    }
}
