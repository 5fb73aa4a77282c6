//! The request as it will leave: how it is called, the credentials that the proxy fills in, the body.
//!
//! Made while it is looked at, and not otherwise. The host is the operator's; the page never knows it.

use leptos::prelude::*;
use proxy_api::Execution;
use validator_core::layout::{Call, Flow, Layout};

use super::executions::of_route;
use crate::components::icon::{Drawing, Icon};
use crate::components::layout_calls::CallItem;
use crate::payload::Payload;
use crate::send::request::{covered, credentials};
use crate::text::text;

/// A longer body, in UTF-16 units, is not shown.
const LONGEST: u32 = 100_000;

/// Closed until a person opens it.
#[component]
pub fn RequestView(
    layout: &'static Layout,
    #[prop(into)] environment: Signal<Option<String>>,
    #[prop(into)] execution: Signal<Execution>,
    payload: Signal<Payload, LocalStorage>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    view! {
        <details class="send-request" on:toggle:target=move |event| is_open.set(event.target().has_attribute("open"))>
            <summary>{move || text().send.form.request}</summary>
            {move || is_open.get().then(|| view! { <Leaving layout environment execution payload /> })}
        </details>
    }
    .into_any()
}

#[component]
fn Leaving(
    layout: &'static Layout,
    environment: Signal<Option<String>>,
    execution: Signal<Execution>,
    payload: Signal<Payload, LocalStorage>,
) -> impl IntoView {
    let calls = move || {
        let calls = calls(layout, execution.get());
        calls.into_iter().map(|call| view! { <CallItem layout call /> }).collect_view()
    };
    let address = move || environment.get().map(|environment| (text().send.form.address)(&environment));
    let filled_in: Vec<&'static str> = credentials(layout).collect();
    let body = move || payload.with(|payload| payload.to_text(LONGEST)).map(|text| covered(&text, layout));
    view! {
        <ul class="call-list">{calls}</ul>
        <p class="send-note">{address}</p>
        {(!filled_in.is_empty()).then(|| view! {
            <p class="send-locked">
                <span>{move || text().send.form.filled_in}</span>
                {filled_in.iter().map(|path| view! {
                    <span class="tag"><Icon drawing=Drawing::Lock /><code>{*path}</code></span>
                }).collect_view()}
                <span class="send-note">{move || text().send.form.covered}</span>
            </p>
        })}
        <p id="send-body" class="send-label">{move || text().send.form.body}</p>
        {move || match body() {
            Some(body) => view! { <pre class="send-text" tabindex="0" aria-labelledby="send-body">{body}</pre> }.into_any(),
            None => view! { <p class="send-note">{text().send.form.too_long}</p> }.into_any(),
        }}
    }
    .into_any()
}

/// The ways in which such a call may be made. Which one it is, is said by the operator's configuration.
fn calls(layout: &'static Layout, execution: Execution) -> Vec<Call<'static>> {
    let fits =
        |call: &Call<'_>| call.flow != Some(Flow::Out) && call.execution.is_none_or(|own| of_route(own) == execution);
    layout.calls().into_iter().filter(fits).collect()
}
