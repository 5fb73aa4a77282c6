//! The answer at a glance: valid or not, how far the payload came, as what it was read, and the counts.

use leptos::prelude::*;
use validator_core::report::{Direction, FileReport};
use validator_core::violation::Severity;

use crate::check::{Stage, layout_title, stages};
use crate::components::icon::{Drawing, Icon};
use crate::text::{Texts, locale, text};

/// The strip above the list.
#[component]
pub fn Verdict(
    #[prop(into)] report: Signal<FileReport>,
    /// The report is about to be replaced by one on a newer text.
    #[prop(into)]
    is_pending: Signal<bool>,
) -> impl IntoView {
    let is_valid = Memo::new(move |_| report.with(|report| report.valid));
    let stages = Memo::new(move |_| report.with(stages));
    let counts = Memo::new(move |_| report.with(|report| report.counts));
    let word = move || if is_valid.get() { text().valid } else { text().invalid };
    let drawing = Signal::derive(move || if is_valid.get() { Drawing::Passed } else { Drawing::Failed });

    view! {
        <div class="verdict" class:is-valid=move || is_valid.get()>
            <div class="verdict-line">
                <p class="verdict-word" role="status">
                    <Icon drawing />
                    <strong>{word}</strong>
                    <span class="visually-hidden">
                        {move || {
                            let counts = counts.get();
                            spoken_counts(text(), counts.error, counts.warning, counts.hint)
                        }}
                    </span>
                    {move || is_pending.get().then(|| view! { <span class="pending">{text().checking}</span> })}
                </p>
                <dl class="counts">
                    <Count severity=Severity::Error name=|texts| texts.errors count=move || counts.get().error />
                    <Count severity=Severity::Warning name=|texts| texts.warnings count=move || counts.get().warning />
                    <Count severity=Severity::Hint name=|texts| texts.hints count=move || counts.get().hint />
                </dl>
            </div>
            <div class="verdict-line">
                <LayoutName report />
                <ol class="stages">
                    <StageItem name=|texts| texts.well_formed stage=move || stages.get().well_formed />
                    <StageItem name=|texts| texts.layout stage=move || stages.get().layout />
                    <StageItem name=|texts| texts.rules stage=move || stages.get().rules />
                </ol>
            </div>
        </div>
    }
}

/// One step of the check, with how it ended.
#[component]
fn StageItem(name: fn(&Texts) -> &'static str, #[prop(into)] stage: Signal<Stage>) -> impl IntoView {
    let drawing = Signal::derive(move || match stage.get() {
        Stage::Passed => Drawing::Passed,
        Stage::Failed => Drawing::Failed,
        Stage::Skipped => Drawing::Skipped,
    });
    let class = move || match stage.get() {
        Stage::Passed => "stage passed",
        Stage::Failed => "stage failed",
        Stage::Skipped => "stage skipped",
    };
    let word = move || match stage.get() {
        Stage::Passed => text().stage_passed,
        Stage::Failed => text().stage_failed,
        Stage::Skipped => text().stage_skipped,
    };
    view! {
        <li class=class>
            <Icon drawing />
            {move || name(text())}
            <span class="visually-hidden">": " {word}</span>
        </li>
    }
}

/// What the payload was recognised as.
#[component]
fn LayoutName(#[prop(into)] report: Signal<FileReport>) -> impl IntoView {
    let layout = Memo::new(move |_| report.with(|report| report.layout.clone()));
    let direction = Memo::new(move |_| report.with(|report| report.direction));
    let direction_word = move || match direction.get() {
        Some(Direction::Request) => Some(text().request),
        Some(Direction::Response) => Some(text().response),
        None => None,
    };
    view! {
        <p class="layout-name">
            {move || match layout.get() {
                Some(id) => {
                    let title = layout_title(&id, locale());
                    let word = direction_word().map(|word| view! { <span class="direction">{word}</span> });
                    view! { <strong>{title}</strong> <code>{id}</code> {word} }.into_any()
                }
                None => text().layout_unknown.into_any(),
            }}
        </p>
    }
}

/// How many diagnostics of one severity.
#[component]
fn Count(severity: Severity, name: fn(&Texts) -> &'static str, #[prop(into)] count: Signal<u32>) -> impl IntoView {
    let class = match severity {
        Severity::Error => "count error",
        Severity::Warning => "count warning",
        Severity::Hint => "count hint",
    };
    view! {
        <div class=class class:none=move || count.get() == 0>
            <dt>
                <Icon drawing=Drawing::of(severity) />
                {move || name(text())}
            </dt>
            <dd>{move || count.get()}</dd>
        </div>
    }
}

fn spoken_counts(texts: &Texts, error: u32, warning: u32, hint: u32) -> String {
    format!(". {}: {error}. {}: {warning}. {}: {hint}.", texts.errors, texts.warnings, texts.hints)
}
