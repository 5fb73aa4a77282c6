//! All diagnostics, the loudest first; equal ones stand together under one line that opens.

use std::collections::HashSet;
use std::sync::Arc;

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
    #[prop(into)] report: Signal<Arc<FileReport>>,
    #[prop(into)] selected: Signal<Option<usize>>,
    #[prop(into)] on_choose_row: Callback<(usize, DiagnosticReport)>,
    #[prop(into)] on_choose_place: Callback<(Position, Position)>,
    #[prop(into)] on_fix: Callback<Vec<EditReport>>,
    #[prop(into)] on_fix_safe: Callback<()>,
    /// The payload with fakes, for a report to be carried away.
    #[prop(into)]
    masked: Callback<(), Option<String>>,
) -> impl IntoView {
    let list = NodeRef::<html::Ol>::new();
    let hidden = RwSignal::new(Hidden::default());
    let opened = RwSignal::new(HashSet::<Kind>::new());
    let shown = Memo::new(move |_| report.with(|report| groups(report, hidden.get())));
    let n_rows = Memo::new(move |_| report.with(|report| report.diagnostics.len()));
    let n_hidden = move || report.with(|report| report.truncated.then(|| report.counts.total()));
    let has_safe_fix = Memo::new(move |_| report.with(|report| report.diagnostics.iter().any(is_safely_fixed)));

    let n_wanted = RwSignal::new(SHOWN_AT_ONCE);
    // A row that is chosen in the editor is shown, wherever it stands.
    let n_shown = Memo::new(move |_| {
        let chosen = selected.get().and_then(|row| shown.with(|shown| place_of(shown, row)));
        n_wanted.get().max(chosen.map_or(0, |place| place + 1))
    });
    let n_more = Memo::new(move |_| shown.with(Vec::len).saturating_sub(n_shown.get()));
    let show_more = move || n_wanted.set(n_shown.get_untracked() + SHOWN_AT_ONCE);
    let on_scroll = move |_| {
        if let Some(list) = list.get_untracked()
            && n_more.get_untracked() > 0
            && list.scroll_top() + 2 * list.client_height() > list.scroll_height()
        {
            show_more();
        }
    };

    Effect::new(move |_| {
        if let (Some(list), Some(row)) = (list.get(), selected.get()) {
            n_shown.track();
            reveal(&list, row);
        }
    });

    let entries = move || {
        let first =
            |shown: &Vec<Group>| shown.iter().take(n_shown.get()).map(Entry::of).enumerate().collect::<Vec<_>>();
        shown.with(first)
    };
    let toggle = move |kind: Kind| {
        opened.update(|opened| {
            if !opened.remove(&kind) {
                opened.insert(kind);
            }
        });
    };
    // The row of a group that stands at `member`; it follows the report for as long as there is one.
    let item = move |rows: Memo<Vec<usize>>, member: usize| {
        let place = Memo::new(move |former: Option<&usize>| {
            rows.with(|rows| rows.get(member).copied()).or(former.copied()).unwrap_or_default()
        });
        let first = report.with_untracked(|report| report.diagnostics.get(place.get_untracked()).cloned())?;
        let diagnostic = Memo::new(move |former: Option<&DiagnosticReport>| {
            let current = report.with(|report| report.diagnostics.get(place.get()).cloned());
            current.or(former.cloned()).unwrap_or_else(|| first.clone())
        });
        let field = Memo::new(move |_| diagnostic.with(|diagnostic| diagnostic.field.clone()));
        Some(view! {
            <DiagnosticRow
                diagnostic
                place
                row=row_address(report, field)
                is_selected=Signal::derive(move || selected.get() == Some(place.get()))
                on_choose=move |()| on_choose_row.run((place.get_untracked(), diagnostic.get_untracked()))
                on_choose_place
                on_fix
            />
        })
    };
    let entry = move |(index, Entry { kind, is_single }): (usize, Entry)| {
        let rows = Memo::new(move |former: Option<&Vec<usize>>| {
            let current = shown.with(|shown| shown.get(index).map(|group| group.rows.clone()));
            current.or(former.cloned()).unwrap_or_default()
        });
        if is_single {
            return item(rows, 0).into_any();
        }
        let known = kind.clone();
        // A row that is chosen in the editor opens its group.
        let is_open = Memo::new(move |_| {
            let is_chosen = selected.get().is_some_and(|row| rows.with(|rows| rows.contains(&row)));
            is_chosen || opened.with(|opened| opened.contains(&known))
        });
        let message = Memo::new(move |_| {
            let first = rows.with(|rows| rows.first().copied()).unwrap_or_default();
            report.with(|report| report.diagnostics.get(first).map(|item| item.message.clone())).unwrap_or_default()
        });
        let n_rows = Memo::new(move |_| rows.with(Vec::len));
        let members = move || 0..n_rows.get().min(SHOWN_OF_GROUP);
        let on_toggle = {
            let kind = kind.clone();
            move |()| toggle(kind.clone())
        };
        view! {
            <DiagnosticGroup kind n_rows message is_open on_toggle>
                <For each=members key=|member| *member children=move |member| item(rows, member) />
            </DiagnosticGroup>
        }
        .into_any()
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
                <ExportMenu report masked />
            </div>
        </Show>
        <ol class="rows" node_ref=list on:scroll=on_scroll>
            <For each=entries key=Clone::clone children=entry />
            <Show when=move || n_more.get() != 0>
                <li class="more">
                    <button type="button" class="button" on:click=move |_| show_more()>
                        {move || (text().list.more)(n_more.get())}
                    </button>
                </li>
            </Show>
        </ol>
        {move || n_hidden().map(|total| view! { <p class="list-note">{(text().truncated)(n_rows.get(), total)}</p> })}
    }
}

/// How many equal diagnostics are listed; more of the same help nobody, and the count says how many there are.
const SHOWN_OF_GROUP: usize = 100;

/// How many groups are put on the page at once; the others follow when the list is scrolled to its end.
const SHOWN_AT_ONCE: usize = 40;

/// What a line of the list is for as long as it stands at its place; all else about it may change.
#[derive(Clone, PartialEq, Eq, Hash)]
struct Entry {
    kind: Kind,
    is_single: bool,
}

impl Entry {
    fn of(group: &Group) -> Self {
        Self { kind: group.kind.clone(), is_single: group.rows.len() == 1 }
    }
}

/// Where the group of a row stands.
fn place_of(shown: &[Group], row: usize) -> Option<usize> {
    shown.iter().position(|group| group.rows.contains(&row))
}

/// Where the layout's table shows a field, as far as the layout has it.
fn row_address(report: Signal<Arc<FileReport>>, field: Memo<Option<String>>) -> Signal<Option<String>> {
    Signal::derive(move || {
        let (layout, direction) = report.with(|report| (report.layout.clone(), report.direction));
        let (layout, direction) = (layout?, direction?);
        let path = documented_row(&layout, direction, &field.get()?)?;
        Some(paths::row(&layout, direction, &path))
    })
}

fn is_safely_fixed(diagnostic: &DiagnosticReport) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
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
