//! The right half of the page: the verdict and the list, or what to do first.

use std::sync::Arc;

use leptos::prelude::*;
use validator_core::report::{DiagnosticReport, EditReport, FileReport, Position};

use crate::checker::Progress;
use crate::components::check_options::CheckOptions;
use crate::components::diagnostic_list::DiagnosticList;
use crate::components::empty_state::EmptyState;
use crate::components::icon::{Drawing, Icon};
use crate::components::long_check::LongCheck;
use crate::components::verdict::Verdict;
use crate::question::Choice;
use crate::text::text;

/// Verdict, list and the promise about where the check runs.
#[component]
pub fn Results(
    #[prop(into)] is_empty: Signal<bool>,
    #[prop(into)] is_pending: Signal<bool>,
    #[prop(into)] has_own_layout: Signal<bool>,
    #[prop(into)] report: Signal<Arc<FileReport>>,
    /// The row that the selection in the editor belongs to.
    #[prop(into)]
    selected: Signal<Option<usize>>,
    #[prop(into)] on_choose_sample: Callback<String>,
    #[prop(into)] on_choose_row: Callback<(usize, DiagnosticReport)>,
    #[prop(into)] on_choose_place: Callback<(Position, Position)>,
    #[prop(into)] on_fix: Callback<Vec<EditReport>>,
    #[prop(into)] on_fix_safe: Callback<()>,
    #[prop(into)] on_detect: Callback<()>,
    #[prop(into)] masked: Callback<(), Option<String>>,
    choice: RwSignal<Choice>,
    is_tolerant: RwSignal<bool>,
    #[prop(into)] progress: Signal<Progress>,
    #[prop(into)] length: Signal<u32>,
    #[prop(into)] on_cancel: Callback<()>,
    #[prop(into)] on_again: Callback<()>,
) -> impl IntoView {
    // A former report stays in sight while a new one is on its way; where there is none, there is nothing to show.
    let is_known = Memo::new(move |_| matches!(progress.get(), Progress::Done | Progress::Renewed));
    view! {
        <section class="pane results-pane" aria-labelledby="result-heading">
            <div class="pane-head">
                <h2 id="result-heading">{move || text().result}</h2>
                <p class="privacy">
                    <Icon drawing=Drawing::Lock />
                    {move || text().privacy}
                </p>
            </div>
            <Show when=move || !is_empty.get() fallback=move || view! { <EmptyState on_choose=on_choose_sample /> }>
                <LongCheck progress length on_cancel on_again />
                <Show when=move || is_known.get()>
                    <Verdict report is_pending has_own_layout on_detect />
                    <CheckOptions choice is_tolerant />
                    <DiagnosticList report selected on_choose_row on_choose_place on_fix on_fix_safe masked />
                </Show>
            </Show>
        </section>
    }
}
