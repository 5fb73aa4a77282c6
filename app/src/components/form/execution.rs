//! When the system is to work on the payload: each choice with its address, and with what it can be answered.
//!
//! Input: a layout that knows a choice. Output: the execution of whoever sends or copies a call. All of it is data of the
//! layout and of its system; what no source says is said to be unknown.

use leptos::prelude::*;
use proxy_api::Execution;
use validator_core::layout::{Field, Layout};
use validator_core::report::{Direction, Outcome};

use crate::components::form::field::name_of;
use crate::components::send::{executions, of_route, words};
use crate::paths;
use crate::send::Sender;
use crate::text::{Texts, text};

/// The choice; nothing where the layout knows none.
#[component]
pub fn ExecutionPane(layout: &'static Layout, sender: Sender) -> impl IntoView {
    let known = executions(layout);
    if known.is_empty() {
        return ().into_any();
    }
    let chosen = Memo::new(move |_| sender.execution.get());
    let choices = known.into_iter().map(|execution| {
        view! {
            <label class="execution">
                <input
                    type="radio"
                    name="form-execution"
                    prop:checked=move || chosen.get() == execution
                    on:change=move |_| sender.execution.set(execution)
                />
                <span>
                    <strong>{move || words(execution).0}</strong>
                    <span class="environment-note">{move || words(execution).1}</span>
                </span>
            </label>
        }
    });
    view! {
        <section class="form-execution">
            <fieldset>
                <legend>{move || text().send.form.execution}</legend>
                <div class="execution-choices">{choices.collect_view()}</div>
            </fieldset>
            <div class="execution-facts">
                <div class="execution-address">
                    <h2>{move || text().snippet.address}</h2>
                    {move || addresses(layout, chosen.get())}
                </div>
                <div class="execution-answer">
                    <h2>{move || text().form.answers}</h2>
                    {move || match chosen.get() {
                        Execution::Sync => view! { <Returned layout /> }.into_any(),
                        Execution::Async | Execution::Scheduled => view! { <Receipt layout /> }.into_any(),
                    }}
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// The ways to reach the system so: method, address and path.
fn addresses(layout: &'static Layout, chosen: Execution) -> Vec<AnyView> {
    let calls = validator_core::snippets::addresses(layout).into_iter();
    let own = calls.filter(|(call, _)| call.execution.is_none_or(|own| of_route(own) == chosen));
    own.map(|(call, address)| {
        let method = call.methods.iter().map(|method| method.word()).collect::<Vec<_>>().join(", ");
        let base = address.map(|address| address.base.as_str()).unwrap_or_default();
        let path = call.paths.first().copied().unwrap_or_default();
        view! {
            <p class="call-line">
                <span class="call-method certain">{method}</span>
                <code class="call-path">{base}<wbr />{path}</code>
            </p>
        }
        .into_any()
    })
    .collect()
}

/// What comes back with the result: the outermost fields of the answer by their names, and on demand what they are.
#[component]
fn Returned(layout: &'static Layout) -> impl IntoView {
    let rows: Vec<&'static Field> = layout.rows(Direction::Response).collect();
    if rows.is_empty() {
        return view! { <p class="section-note">{text().form.answers_unknown}</p> }.into_any();
    }
    let outermost: Vec<&'static Field> = rows.iter().copied().filter(|field| !field.path.contains('.')).collect();
    let names: Vec<&str> = outermost.iter().map(|field| &*field.name).collect();
    let fields = outermost.into_iter().map(|field| {
        let prefix = format!("{}.", field.path);
        let inner: Vec<&str> = rows.iter().filter_map(|row| row.path.strip_prefix(&*prefix)).collect();
        let inner = inner.join(", ");
        let list = field.value_rules().and_then(|rules| rules.list.as_deref());
        let values = list.into_iter().flatten().map(|(code, meaning)| format!("{code} = {meaning}"));
        let values = values.collect::<Vec<_>>().join(", ");
        view! {
            <div>
                <dt><a href=paths::row(&layout.id, Direction::Response, &field.path)><code>{&*field.name}</code></a></dt>
                <dd lang="pt-BR">
                    {name_of(field)}
                    {(!values.is_empty()).then(|| view! { <span class="section-note">": " {values}</span> })}
                    {(!inner.is_empty()).then(|| view! { <code class="section-note">{inner}</code> })}
                </dd>
            </div>
        }
    });
    let fields = fields.collect_view();
    view! {
        <details class="answer-result">
            <summary><code>{names.join(", ")}</code></summary>
            <dl class="answer-fields">{fields}</dl>
        </details>
    }
    .into_any()
}

/// What comes back before the result is there: one text, and what it means.
#[component]
fn Receipt(layout: &'static Layout) -> impl IntoView {
    let rows: Vec<AnyView> = layout
        .told_texts()
        .map(|(texts, outcome)| {
            let told = texts.iter().map(|text| view! { <code>{&**text}</code> }).collect_view();
            let any = texts.is_empty().then(|| text().form.any_other_text);
            view! { <div><dt>{told}{any}</dt><dd>{outcome_word(outcome, text())}</dd></div> }.into_any()
        })
        .collect();
    if rows.is_empty() {
        return view! { <p class="section-note">{text().form.answers_unknown}</p> }.into_any();
    }
    view! { <dl class="answer-fields">{rows}</dl> }.into_any()
}

fn outcome_word(outcome: Outcome, texts: &Texts) -> &'static str {
    match outcome {
        Outcome::Processed => texts.answer_processed,
        Outcome::Partial => texts.answer_partial,
        Outcome::Received => texts.answer_received,
        Outcome::Rejected => texts.answer_rejected,
        Outcome::Failed => texts.answer_failed,
    }
}
