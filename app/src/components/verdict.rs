//! The result at a glance: valid or not, or what an answer says of its request; how far the payload came, as what it was
//! read, and the counts.

use std::sync::Arc;

use leptos::prelude::*;
use validator_core::report::{Direction, FileReport, Outcome};
use validator_core::violation::Severity;

use crate::check::{Stage, layout_title, stages};
use crate::components::icon::{Drawing, Icon};
use crate::paths;
use crate::text::{Texts, locale, text};

/// The strip above the list.
#[component]
pub fn Verdict(
    #[prop(into)] report: Signal<Arc<FileReport>>,
    /// The report is about to be replaced by one on a newer text.
    #[prop(into)]
    is_pending: Signal<bool>,
    /// The layout came with an example.
    #[prop(into)]
    has_own_layout: Signal<bool>,
    #[prop(into)] on_detect: Callback<()>,
) -> impl IntoView {
    let at_a_glance = Memo::new(move |_| report.with(|report| Glance::of(report)));
    let stages = Memo::new(move |_| report.with(|report| stages(report)));
    let counts = Memo::new(move |_| report.with(|report| report.counts));
    let word = move || at_a_glance.get().word(text());
    let drawing = Signal::derive(move || at_a_glance.get().drawing());

    view! {
        <div
            class="verdict"
            class:is-valid=move || at_a_glance.get().drawing() == Drawing::Passed
            class:is-open=move || at_a_glance.get().drawing() == Drawing::Skipped
        >
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
                <LayoutName report has_own_layout on_detect />
                <ol class="stages">
                    <StageItem name=|texts| texts.well_formed stage=move || stages.get().well_formed />
                    <StageItem name=|texts| texts.layout stage=move || stages.get().layout />
                    <StageItem name=|texts| texts.rules stage=move || stages.get().rules />
                </ol>
            </div>
        </div>
    }
}

/// What stands in large letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Glance {
    Valid,
    Invalid,
    /// An answer with its verdict.
    Answer(Outcome),
    /// An answer that no rule can read.
    Unread,
}

impl Glance {
    fn of(report: &FileReport) -> Self {
        let outcome = report.verdict.as_ref().map(|verdict| verdict.outcome);
        match (outcome, report.direction, report.valid) {
            (Some(outcome), ..) => Glance::Answer(outcome),
            (None, Some(Direction::Response), _) => Glance::Unread,
            (None, _, true) => Glance::Valid,
            (None, _, false) => Glance::Invalid,
        }
    }

    fn word(self, texts: &Texts) -> &'static str {
        match self {
            Glance::Valid => texts.valid,
            Glance::Invalid => texts.invalid,
            Glance::Answer(Outcome::Processed) => texts.answer_processed,
            Glance::Answer(Outcome::Partial) => texts.answer_partial,
            Glance::Answer(Outcome::Received) => texts.answer_received,
            Glance::Answer(Outcome::Rejected) => texts.answer_rejected,
            Glance::Answer(Outcome::Failed) => texts.answer_failed,
            Glance::Unread => texts.answer_unread,
        }
    }

    /// Passed, failed, or nothing that could be said yet.
    fn drawing(self) -> Drawing {
        match self {
            Glance::Valid | Glance::Answer(Outcome::Processed) => Drawing::Passed,
            Glance::Answer(Outcome::Received) | Glance::Unread => Drawing::Skipped,
            Glance::Invalid | Glance::Answer(Outcome::Partial | Outcome::Rejected | Outcome::Failed) => Drawing::Failed,
        }
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

/// What the payload was recognised as, with the way to the layout's page.
#[component]
fn LayoutName(
    #[prop(into)] report: Signal<Arc<FileReport>>,
    #[prop(into)] has_own_layout: Signal<bool>,
    #[prop(into)] on_detect: Callback<()>,
) -> impl IntoView {
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
                Some(_) if has_own_layout.get() => view! {
                    <strong>{text().own_layout}</strong>
                    <button type="button" class="link" on:click=move |_| on_detect.run(())>
                        {text().own_layout_leave}
                    </button>
                }.into_any(),
                Some(id) => {
                    let title = layout_title(&id, locale());
                    let word = direction_word().map(|word| view! { <span class="direction">{word}</span> });
                    let address = paths::layout(&id);
                    // Of an answer there is nothing to fill in.
                    let form = (direction.get() == Some(Direction::Request)).then(|| {
                        view! { <a class="to-form" href=paths::compose(&id)>{text().form.edit_here}</a> }
                    });
                    view! { <a href=address><strong>{title}</strong> " " <code>{id}</code></a> {word} {form} }.into_any()
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

#[cfg(test)]
mod tests {
    use validator_core::Locale;

    use super::*;
    use crate::check::check;

    #[track_caller]
    fn check_glance(payload: &str, expected: Glance) {
        assert_eq!(Glance::of(&check(payload, None, Locale::PtBr)), expected);
    }

    #[test]
    fn a_request_is_valid_or_not() {
        check_glance("{", Glance::Invalid);
        check_glance(r#"{ "login": "a", "senha": "b" }"#, Glance::Valid);
    }

    #[test]
    fn an_answer_shows_its_verdict() {
        check_glance("<Fault><faultstring>a</faultstring></Fault>", Glance::Answer(Outcome::Failed));
    }

    #[test]
    fn an_answer_without_a_verdict_is_neither_good_nor_bad() {
        let answer = FileReport { direction: Some(Direction::Response), ..check("", None, Locale::PtBr) };
        assert_eq!((Glance::of(&answer), Glance::of(&answer).drawing()), (Glance::Unread, Drawing::Skipped));
    }
}
