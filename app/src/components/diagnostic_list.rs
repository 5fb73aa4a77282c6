//! All diagnostics in the order of the report, one row each.

use leptos::html;
use leptos::prelude::*;
use validator_core::report::{Applicability, DiagnosticReport, EditReport, FileReport, Position};

use crate::components::diagnostic_row::DiagnosticRow;
use crate::components::icon::{Drawing, Icon};
use crate::text::text;

/// The list, with the button that applies every safe fix.
#[component]
pub fn DiagnosticList(
    #[prop(into)] report: Signal<FileReport>,
    #[prop(into)] selected: Signal<Option<usize>>,
    #[prop(into)] on_choose_row: Callback<(usize, DiagnosticReport)>,
    #[prop(into)] on_choose_place: Callback<(Position, Position)>,
    #[prop(into)] on_fix: Callback<Vec<EditReport>>,
) -> impl IntoView {
    let list = NodeRef::<html::Ol>::new();
    let rows = move || report.with(|report| report.diagnostics.iter().cloned().enumerate().collect::<Vec<_>>());
    let n_rows = Memo::new(move |_| report.with(|report| report.diagnostics.len()));
    let n_hidden = move || report.with(|report| report.truncated.then(|| report.counts.total()));
    let safe_fixes = Memo::new(move |_| report.with(|report| safe_fixes(&report.diagnostics)));
    let n_safe_fixes = move || safe_fixes.with(Vec::len);

    Effect::new(move |_| {
        if let (Some(list), Some(row)) = (list.get(), selected.get()) {
            reveal(&list, row);
        }
    });

    view! {
        <div class="list-head">
            <h3>{move || text().diagnostics}</h3>
            <Show when=move || { n_safe_fixes() > 0 }>
                <button type="button" class="button fix" on:click=move |_| on_fix.run(safe_fixes.get_untracked().concat())>
                    <Icon drawing=Drawing::Wrench />
                    {move || (text().apply_safe)(n_safe_fixes())}
                </button>
            </Show>
        </div>
        <Show when=move || n_rows.get() == 0>
            <p class="list-note">{move || text().no_diagnostic}</p>
        </Show>
        <ol class="rows" node_ref=list>
            <For each=rows key=row_key let((row, diagnostic))>
                <DiagnosticRow
                    diagnostic=diagnostic.clone()
                    is_selected=Signal::derive(move || selected.get() == Some(row))
                    on_choose=move |()| on_choose_row.run((row, diagnostic.clone()))
                    on_choose_place
                    on_fix
                />
            </For>
        </ol>
        {move || n_hidden().map(|total| view! { <p class="list-note">{(text().truncated)(n_rows.get(), total)}</p> })}
    }
}

/// Everything that a row shows or does, so that a row is kept only while it is still true.
fn row_key((row, diagnostic): &(usize, DiagnosticReport)) -> String {
    let mut key =
        format!("{row} {} {:?} {:?} {}", diagnostic.code, diagnostic.start, diagnostic.end, diagnostic.message);
    for label in &diagnostic.labels {
        key.push_str(&format!(" {}", label.start.offset));
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        key.push_str(&format!(" {}", edit.start.offset));
    }
    key
}

/// The edits of every safe fix; of fixes that overlap, the first one's.
fn safe_fixes(diagnostics: &[DiagnosticReport]) -> Vec<Vec<EditReport>> {
    let mut acc: Vec<Vec<EditReport>> = Vec::new();
    let fixes = diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref());
    for fix in fixes.filter(|fix| fix.applicability == Applicability::Safe) {
        let overlaps = fix.edits.iter().any(|edit| acc.iter().flatten().any(|taken| overlap(edit, taken)));
        if !overlaps {
            acc.push(fix.edits.clone());
        }
    }
    acc
}

/// Two insertions at one place count as overlapping: their order would be a guess.
fn overlap(one: &EditReport, other: &EditReport) -> bool {
    let (one, other) = (one.start.offset..one.end.offset, other.start.offset..other.end.offset);
    one.start == other.start || (one.start < other.end && other.start < one.end)
}

/// Scrolls the list, and nothing around it, until the row is in view.
fn reveal(list: &web_sys::HtmlElement, row: usize) {
    let Some(row) = u32::try_from(row).ok().and_then(|row| list.children().item(row)) else {
        return;
    };
    let (frame, row) = (list.get_bounding_client_rect(), row.get_bounding_client_rect());
    let missing = if row.top() < frame.top() {
        row.top() - frame.top()
    } else {
        (row.bottom() - frame.bottom()).max(0.0).min(row.top() - frame.top())
    };
    list.scroll_by_with_x_and_y(0.0, missing);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_overlap(one: (u32, u32), other: (u32, u32), expected: bool) {
        let edit = |(start, end)| {
            let place = |offset| Position { offset, line: 1, column: offset + 1 };
            EditReport { start: place(start), end: place(end), text: String::new() }
        };
        assert_eq!(overlap(&edit(one), &edit(other)), expected);
        assert_eq!(overlap(&edit(other), &edit(one)), expected);
    }

    #[test]
    fn edits_side_by_side_are_apart() {
        check_overlap((0, 4), (4, 6), false);
    }

    #[test]
    fn one_inside_the_other_overlaps() {
        check_overlap((0, 4), (1, 2), true);
    }

    #[test]
    fn two_insertions_at_one_place_overlap() {
        check_overlap((3, 3), (3, 3), true);
    }
}
