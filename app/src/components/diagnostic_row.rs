//! One diagnostic: what is wrong and where; when it is chosen also why, what to do, and what says so.

use leptos::prelude::*;
use validator_core::report::{Applicability, DiagnosticReport, EditReport, FixReport, LabelReport, Position};
use validator_core::violation::Severity;

use crate::check::{code_title, why};
use crate::components::icon::{Drawing, Icon};
use crate::components::severity_tag::severity_word;
use crate::export::citation;
use crate::paths;
use crate::text::{locale, text};

/// A row of the list. Choosing it reports so; its fix and its causes report for themselves. It stays while its diagnostic
/// moves, so that a line put in before it changes a number on the screen and nothing else.
#[component]
pub fn DiagnosticRow(
    #[prop(into)] diagnostic: Signal<DiagnosticReport>,
    /// Its place in the report.
    #[prop(into)]
    place: Signal<usize>,
    /// Where the layout's table shows the field.
    #[prop(into)]
    row: Signal<Option<String>>,
    #[prop(into)] is_selected: Signal<bool>,
    #[prop(into)] on_choose: Callback<()>,
    #[prop(into)] on_choose_place: Callback<(Position, Position)>,
    #[prop(into)] on_fix: Callback<Vec<EditReport>>,
) -> impl IntoView {
    let severity = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.severity));
    let code = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.code.clone()));
    let field = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.field.clone()));
    let message = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.message.clone()));
    let start = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.start));
    let fix = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.fix.clone()));

    view! {
        <li class=move || row_class(severity.get()) data-place=move || place.get() class:selected=move || is_selected.get()>
            <button
                type="button"
                class="row-main"
                aria-expanded=move || is_selected.get().to_string()
                on:click=move |_| on_choose.run(())
            >
                <Icon drawing=Signal::derive(move || Drawing::of(severity.get())) />
                <span class="row-facts">
                    <span class="severity">{move || severity_word(text(), severity.get())}</span>
                    <code class="code">{move || code.get()}</code>
                    {move || field.get().map(|field| view! { <code class="field">{field}</code> })}
                </span>
                <span class="row-place">
                    <span aria-hidden="true">{move || format!("{}:{}", start.get().line, start.get().column)}</span>
                    <span class="visually-hidden">{move || (text().place)(start.get().line, start.get().column)}</span>
                </span>
                <span class="row-message">{move || message.get()}</span>
            </button>
            {move || fix.get().map(|fix| view! { <FixButton fix on_fix /> })}
            <Show when=move || is_selected.get()>
                {move || view! { <Detail diagnostic=diagnostic.get() row on_choose_place /> }}
            </Show>
        </li>
    }
}

/// The repair, with a word of caution when a person should look first.
#[component]
fn FixButton(fix: FixReport, on_fix: Callback<Vec<EditReport>>) -> impl IntoView {
    let FixReport { title, applicability, edits } = fix;
    let is_suggestion = applicability == Applicability::Suggested;
    view! {
        <div class="row-fix">
            <button type="button" class="button fix" on:click=move |_| on_fix.run(edits.clone())>
                <Icon drawing=Drawing::Wrench />
                <span>{title}</span>
            </button>
            <Show when=move || is_suggestion>
                <span class="caution">{move || text().suggestion}</span>
            </Show>
        </div>
    }
}

/// What opens below a chosen row, with the ways to the page of the code and to the field's row.
#[component]
fn Detail(
    diagnostic: DiagnosticReport,
    row: Signal<Option<String>>,
    on_choose_place: Callback<(Position, Position)>,
) -> impl IntoView {
    let DiagnosticReport { code, help, labels, source, field, .. } = diagnostic;
    let causes = labels.into_iter().map(|label| view! { <Cause label on_choose_place /> });
    let address = paths::code(&code);
    let known = StoredValue::new(code.clone());
    let field = move || Some((field.clone()?, row.get()?));
    view! {
        <dl class="detail">
            {causes.collect_view()}
            <dt>{move || text().why}</dt>
            <dd>{move || known.with_value(|code| why(code, locale()))}</dd>
            <dt>{move || text().help}</dt>
            <dd>{help}</dd>
            <dt>{move || text().learn_more}</dt>
            <dd><a href=address>{code} " " {move || known.with_value(|code| code_title(code, locale()))}</a></dd>
            {move || field().map(|(field, address)| view! {
                <dt>{text().field}</dt>
                <dd><a href=address>{field}</a></dd>
            })}
            {source.map(|source| view! {
                <dt>{move || text().source}</dt>
                <dd>{citation(&source)}</dd>
            })}
        </dl>
    }
}

/// Another place that matters, with a way to it.
#[component]
fn Cause(label: LabelReport, on_choose_place: Callback<(Position, Position)>) -> impl IntoView {
    let LabelReport { start, end, message } = label;
    view! {
        <dt>{move || text().cause}</dt>
        <dd>
            {message} " "
            <button type="button" class="link" on:click=move |_| on_choose_place.run((start, end))>
                {move || (text().place)(start.line, start.column)}
            </button>
        </dd>
    }
}

/// How a severity looks.
pub fn row_class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "row error",
        Severity::Warning => "row warning",
        Severity::Hint => "row hint",
    }
}
