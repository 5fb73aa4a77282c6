//! All diagnostics in the order of the report, one row each.

use leptos::html;
use leptos::prelude::*;
use validator_core::report::{Applicability, DiagnosticReport, EditReport, FileReport, Position};

use crate::check::documented_row;
use crate::components::diagnostic_row::DiagnosticRow;
use crate::components::icon::{Drawing, Icon};
use crate::paths;
use crate::text::text;

/// The list, with the button that applies every safe fix.
#[component]
pub fn DiagnosticList(
    #[prop(into)] report: Signal<FileReport>,
    #[prop(into)] selected: Signal<Option<usize>>,
    #[prop(into)] on_choose_row: Callback<(usize, DiagnosticReport)>,
    #[prop(into)] on_choose_place: Callback<(Position, Position)>,
    #[prop(into)] on_fix: Callback<Vec<EditReport>>,
    #[prop(into)] on_fix_safe: Callback<()>,
) -> impl IntoView {
    let list = NodeRef::<html::Ol>::new();
    let rows = move || report.with(|report| report.diagnostics.iter().cloned().enumerate().collect::<Vec<_>>());
    let n_rows = Memo::new(move |_| report.with(|report| report.diagnostics.len()));
    let n_hidden = move || report.with(|report| report.truncated.then(|| report.counts.total()));
    let has_safe_fix = Memo::new(move |_| report.with(|report| report.diagnostics.iter().any(is_safely_fixed)));

    Effect::new(move |_| {
        if let (Some(list), Some(row)) = (list.get(), selected.get()) {
            reveal(&list, row);
        }
    });

    view! {
        <div class="list-head">
            <h3>{move || text().diagnostics}</h3>
            <Show when=move || has_safe_fix.get()>
                <button type="button" class="button fix" on:click=move |_| on_fix_safe.run(())>
                    <Icon drawing=Drawing::Wrench />
                    {move || text().apply_safe}
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
                    row=row_address(report, diagnostic.field.clone())
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

/// Where the layout's table shows a field, as far as the layout has it.
fn row_address(report: Signal<FileReport>, field: Option<String>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let (layout, direction) = report.with(|report| (report.layout.clone(), report.direction));
        let (layout, direction) = (layout?, direction?);
        let path = documented_row(&layout, direction, field.as_deref()?)?;
        Some(paths::row(&layout, direction, &path))
    })
}

fn is_safely_fixed(diagnostic: &DiagnosticReport) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
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
