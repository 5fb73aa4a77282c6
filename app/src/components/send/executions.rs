//! When the system is to work on the request, where it knows a choice, and what each choice can be answered with.

use leptos::prelude::*;
use proxy_api::Execution;
use validator_core::layout::{self, Layout};

use crate::text::text;

/// Those that a layout knows, in the order of its routes; none where there is no choice.
pub fn executions(layout: &Layout) -> Vec<Execution> {
    let known = layout.routes.iter().filter_map(|route| route.execution).map(of_route);
    let mut acc = Vec::new();
    for execution in known {
        if !acc.contains(&execution) {
            acc.push(execution);
        }
    }
    if acc.len() > 1 { acc } else { Vec::new() }
}

/// The execution by its name alone.
pub fn execution_word(execution: layout::Execution) -> &'static str {
    words(of_route(execution)).0
}

/// Both crates have the word, because neither knows the other.
pub fn of_route(execution: layout::Execution) -> Execution {
    match execution {
        layout::Execution::Sync => Execution::Sync,
        layout::Execution::Async => Execution::Async,
        layout::Execution::Scheduled => Execution::Scheduled,
    }
}

/// The same, the other way round.
pub fn to_route(execution: Execution) -> layout::Execution {
    match execution {
        Execution::Sync => layout::Execution::Sync,
        Execution::Async => layout::Execution::Async,
        Execution::Scheduled => layout::Execution::Scheduled,
    }
}

/// One choice of several.
#[component]
pub fn ExecutionChoice(
    known: Vec<Execution>,
    #[prop(into)] chosen: Signal<Execution>,
    #[prop(into)] on_choose: Callback<Execution>,
) -> impl IntoView {
    let choices = known.into_iter().map(|execution| {
        view! {
            <label class="execution">
                <input
                    type="radio"
                    name="send-execution"
                    prop:checked=move || chosen.get() == execution
                    on:change=move |_| on_choose.run(execution)
                />
                <span>
                    <strong>{move || words(execution).0}</strong>
                    <span class="environment-note">{move || words(execution).1}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="executions">
            <legend>{move || text().send.form.execution}</legend>
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}

/// What an execution is called, and what it means.
pub fn words(execution: Execution) -> (&'static str, &'static str) {
    let texts = &text().send.form;
    match execution {
        Execution::Sync => (texts.sync, texts.sync_note),
        Execution::Async => (texts.asynchronous, texts.asynchronous_note),
        Execution::Scheduled => (texts.scheduled, texts.scheduled_note),
    }
}
