//! How an interface is called: its routes, the addresses they belong to, the names in braces, the status codes.
//!
//! Input: a layout. What no source says is said to be unknown; what no document says is marked with how we know it.

use leptos::prelude::*;
use validator_core::Locale;
use validator_core::layout::{Call, Evidence, Flow, Layout, Status};

use crate::components::send::execution_word;
use crate::text::{Texts, locale, text};

/// The facts about the call; nothing where neither the layout nor its system says anything of HTTP.
#[component]
pub fn LayoutCalls(layout: &'static Layout) -> impl IntoView {
    if layout.calls().is_empty() {
        return ().into_any();
    }
    view! {
        <section class="calls" aria-labelledby="calls">
            <h2 id="calls">{move || text().calls.heading}</h2>
            <ul class="call-list">
                {layout.calls().into_iter().map(|call| view! { <CallItem layout call /> }).collect_view()}
            </ul>
            <Addresses layout />
            <Statuses layout />
        </section>
    }
    .into_any()
}

/// One way to call it.
#[component]
pub fn CallItem(layout: &'static Layout, call: Call<'static>) -> impl IntoView {
    let Call { methods, is_own_method, paths, address, flow, execution, headers, evidence } = call;
    let words = methods.iter().map(|method| method.word()).collect::<Vec<_>>();
    let method = move || match (is_own_method, words.as_slice()) {
        (_, []) => text().calls.unknown_method.to_owned(),
        (true, words) => words.join(", "),
        (false, words) => (text().calls.one_of_these)(&words.join(", ")),
    };
    let is_unknown = paths.is_empty();
    let paths = paths.into_iter().map(|path| view! { <code class="call-path">{path}</code> });
    let flow = move || {
        flow.map(|flow| match flow {
            Flow::In => (text().calls.into_system)(&layout.system.name),
            Flow::Out => (text().calls.out_of_system)(&layout.system.name),
        })
    };
    view! {
        <li>
            <p class="call-line">
                <span class="call-method" class:certain=is_own_method>{method}</span>
                {paths.collect_view()}
                {is_unknown.then(|| view! { <span>{move || text().calls.unknown_path}</span> })}
            </p>
            <p class="call-note">
                {address.map(|address| view! { <span>{move || own(&address.titles, locale())}</span> })}
                {execution.map(|execution| view! { <span>{move || execution_word(execution)}</span> })}
                {move || flow().map(|flow| view! { <span>{flow}</span> })}
                {evidence.map(|evidence| view! { <span class="evidence">{move || reason(evidence, text())}</span> })}
            </p>
            {(!headers.is_empty()).then(|| view! {
                <p class="call-headers">
                    <span class="call-label">{move || text().calls.headers}</span>
                    {headers.iter().map(|header| view! { <code>{header.as_str()}</code> }).collect_view()}
                </p>
            })}
        </li>
    }
}

/// Where the system is reached, and what stands in braces.
#[component]
fn Addresses(layout: &'static Layout) -> impl IntoView {
    let addresses = layout.call_addresses();
    let shown: Vec<&str> = (addresses.iter().map(|address| &*address.base))
        .chain(addresses.iter().flat_map(|address| &address.headers).map(String::as_str))
        .chain(layout.calls().iter().flat_map(|call| call.paths.clone()))
        .chain(layout.calls().iter().flat_map(|call| call.headers).map(String::as_str))
        .collect();
    let variables = layout.system.http.variables_in(&shown.join(" "));
    let rows = addresses.into_iter().map(|address| {
        view! {
            <div>
                <dt>{move || own(&address.titles, locale())}</dt>
                <dd>
                    <code>{address.base.as_str()}</code>
                    " "
                    <span class="evidence">{move || reason(&address.evidence, text())}</span>
                </dd>
            </div>
        }
    });
    let variables = variables.into_iter().map(|variable| {
        view! {
            <div>
                <dt><code>{format!("{{{}}}", variable.name)}</code></dt>
                <dd>{move || own(&variable.meanings, locale())}</dd>
            </div>
        }
    });
    view! { <dl class="facts">{rows.collect_view()}{variables.collect_view()}</dl> }
}

/// What the system may answer with; how it is known is said once for all codes that are known alike.
#[component]
fn Statuses(layout: &'static Layout) -> impl IntoView {
    let statuses = &layout.system.http.statuses;
    if statuses.is_empty() {
        return ().into_any();
    }
    let groups = statuses.chunk_by(|a, b| a.evidence == b.evidence).map(|alike| {
        let evidence = alike.first().map(|status| &status.evidence);
        let codes = alike.iter().map(|status: &Status| {
            view! {
                <div>
                    <dt><code>{status.code}</code></dt>
                    <dd>{move || own(&status.meanings, locale())}</dd>
                </div>
            }
        });
        view! {
            <dl class="statuses">{codes.collect_view()}</dl>
            {evidence.map(|evidence| view! { <p class="evidence">{move || reason(evidence, text())}</p> })}
        }
    });
    view! {
        <details class="status-codes">
            <summary>{move || (text().calls.statuses)(&layout.system.name, statuses.len())}</summary>
            {groups.collect_view()}
        </details>
    }
    .into_any()
}

/// Names that may belong to an interface whose table is not known in full.
#[component]
pub fn SuggestedNames(layout: &'static Layout) -> impl IntoView {
    layout.suggested.as_ref().map(|suggested| {
        let names = suggested.names.iter().map(|name| view! { <li><code>{name.as_str()}</code></li> });
        view! {
            <section class="panel suggested" aria-labelledby="suggested">
                <h2 id="suggested">{move || text().calls.suggested}</h2>
                <p class="section-note">
                    {move || text().calls.suggested_note} " "
                    <span class="evidence">{move || reason(&suggested.evidence, text())}</span>
                </p>
                <ul class="suggested-names">{names.collect_view()}</ul>
            </section>
        }
    })
}

/// The text of a language.
pub fn own(texts: &'static [String; 3], locale: Locale) -> &'static str {
    texts.get(locale as usize).map(String::as_str).unwrap_or_default()
}

/// How we know it, when it is no document that says so.
fn reason(evidence: &Evidence, texts: &Texts) -> Option<String> {
    match evidence {
        Evidence::Documented => None,
        Evidence::Observed(reason) => Some(format!("{}: {reason}", texts.layouts.observed)),
        Evidence::Inferred(reason) => Some(format!("{}: {reason}", texts.layouts.inferred)),
    }
}
