//! All diagnostics, the loudest first; equal ones stand together under one line that opens.

use std::collections::HashSet;

use leptos::html;
use leptos::prelude::*;
use validator_core::report::{Applicability, DiagnosticReport, EditReport, FileReport, Position};

use crate::check::documented_row;
use crate::components::diagnostic_group::DiagnosticGroup;
use crate::components::diagnostic_row::DiagnosticRow;
use crate::components::export_menu::ExportMenu;
use crate::components::icon::{Drawing, Icon};
use crate::components::severity_filter::SeverityFilter;
use crate::grouping::{Group, Hidden, Kind, groups};
use crate::paths;
use crate::text::text;

/// The list, with what filters it, what carries it away, and the button that applies every safe fix.
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
    let hidden = RwSignal::new(Hidden::default());
    let opened = RwSignal::new(HashSet::<Kind>::new());
    let shown = Memo::new(move |_| report.with(|report| groups(report, hidden.get())));
    let n_rows = Memo::new(move |_| report.with(|report| report.diagnostics.len()));
    let n_hidden = move || report.with(|report| report.truncated.then(|| report.counts.total()));
    let has_safe_fix = Memo::new(move |_| report.with(|report| report.diagnostics.iter().any(is_safely_fixed)));

    Effect::new(move |_| {
        if let (Some(list), Some(row)) = (list.get(), selected.get()) {
            reveal(&list, row);
        }
    });

    // The groups may stay while words or places change, as with another language or a line put in before them.
    let rows = move || {
        report.track();
        shown.get()
    };
    let toggle = move |kind: Kind| {
        opened.update(|opened| {
            if !opened.remove(&kind) {
                opened.insert(kind);
            }
        });
    };
    let item = move |row: usize| {
        let diagnostic = report.with_untracked(|report| report.diagnostics.get(row).cloned())?;
        let address = row_address(report, diagnostic.field.clone());
        let chosen = diagnostic.clone();
        Some(view! {
            <DiagnosticRow
                diagnostic
                place=row
                row=address
                is_selected=Signal::derive(move || selected.get() == Some(row))
                on_choose=move |()| on_choose_row.run((row, chosen.clone()))
                on_choose_place
                on_fix
            />
        })
    };
    let entry = move |Group { kind, rows }: Group| match rows.as_slice() {
        [row] => item(*row).into_any(),
        _ => {
            let known = kind.clone();
            let members = StoredValue::new(rows.clone());
            // A row that is chosen in the editor opens its group.
            let is_open = Memo::new(move |_| {
                let holds = |row: usize| members.with_value(|members| members.contains(&row));
                opened.with(|opened| opened.contains(&known)) || selected.get().is_some_and(holds)
            });
            let first = rows
                .first()
                .and_then(|row| report.with_untracked(|report| Some(report.diagnostics.get(*row)?.message.clone())));
            let n_rows = rows.len();
            let on_toggle = {
                let kind = kind.clone();
                move |()| toggle(kind.clone())
            };
            view! {
                <DiagnosticGroup kind n_rows message=first.unwrap_or_default() is_open on_toggle>
                    {members.with_value(|members| members.iter().take(SHOWN_OF_GROUP).filter_map(|row| item(*row)).collect_view())}
                </DiagnosticGroup>
            }
            .into_any()
        }
    };

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
        <Show
            when=move || n_rows.get() != 0
            fallback=move || view! { <p class="list-note">{move || text().no_diagnostic}</p> }
        >
            <div class="list-tools">
                <SeverityFilter report hidden />
                <ExportMenu report />
            </div>
        </Show>
        <ol class="rows" node_ref=list>
            <For each=rows key=move |group| group_key(report, group) children=entry />
        </ol>
        {move || n_hidden().map(|total| view! { <p class="list-note">{(text().truncated)(n_rows.get(), total)}</p> })}
    }
}

/// How many equal diagnostics are listed; more of the same help nobody, and the count says how many there are.
const SHOWN_OF_GROUP: usize = 100;

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

/// Everything that a group shows or does, so that it is kept only while it is still true.
fn group_key(report: Signal<FileReport>, group: &Group) -> String {
    let mut key = String::new();
    report.with_untracked(|report| {
        for row in &group.rows {
            if let Some(diagnostic) = report.diagnostics.get(*row) {
                push_row_key(&mut key, *row, diagnostic);
            }
        }
    });
    key
}

fn push_row_key(key: &mut String, row: usize, diagnostic: &DiagnosticReport) {
    let DiagnosticReport { code, start, end, message, severity, .. } = diagnostic;
    key.push_str(&format!("{row} {code} {severity:?} {start:?} {end:?} {message}"));
    for label in &diagnostic.labels {
        key.push_str(&format!(" {}", label.start.offset));
    }
    for edit in diagnostic.fix.iter().flat_map(|fix| &fix.edits) {
        key.push_str(&format!(" {}", edit.start.offset));
    }
}

/// Scrolls the list, and nothing around it, until the row is in view.
fn reveal(list: &web_sys::HtmlElement, row: usize) {
    let Ok(Some(row)) = list.query_selector(&format!("[data-place=\"{row}\"]")) else {
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
