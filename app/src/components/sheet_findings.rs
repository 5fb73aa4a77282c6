//! What is wrong with a sheet: first what concerns the file, then cell by cell, in the order of rows and columns.

use leptos::prelude::*;

use crate::components::severity_tag::SeverityTag;
use crate::paths;
use crate::sheet::{Answer, Finding};
use crate::text::text;

/// How many are on the page at first, and how many more at a time.
const SHOWN: usize = 50;

/// Notices and findings; nothing where there are none.
#[component]
pub fn SheetFindings(answer: Answer) -> impl IntoView {
    let Answer { counts, findings, notices, .. } = answer;
    let notices = (!notices.is_empty()).then(|| {
        let items = notices.into_iter().map(|finding| view! { <Notice finding /> });
        view! {
            <h3>{move || text().sheet.about_file}</h3>
            <ul class="sheet-notices">{items.collect_view()}</ul>
        }
    });
    let n_all = counts.total();
    let n_listed = findings.len();
    let is_cut = (n_listed as u32) < n_all;
    let findings = (n_listed > 0).then(|| view! { <Cells findings /> });
    view! {
        {notices}
        {findings}
        {is_cut.then(|| view! { <p class="section-note">{move || (text().sheet.listed)(n_listed, n_all)}</p> })}
    }
}

#[component]
fn Notice(finding: Finding) -> impl IntoView {
    let Finding { row, column, severity, message, help, .. } = finding;
    let cell = column.map(|column| format!("{column}{row}"));
    view! {
        <li>
            <SeverityTag severity />
            <div>
                <p>{cell.map(|cell| view! { <code>{cell}</code> " " })}{message}</p>
                <p class="section-note">{help}</p>
            </div>
        </li>
    }
}

/// The findings as a table.
#[component]
fn Cells(findings: Vec<Finding>) -> impl IntoView {
    let n_findings = findings.len();
    let findings = StoredValue::new(findings);
    let n_shown = RwSignal::new(SHOWN);
    let rows = move || {
        let n_shown = n_shown.get();
        findings.with_value(|findings| {
            findings.iter().take(n_shown).map(|finding| view! { <Cell finding=finding.clone() /> }).collect_view()
        })
    };
    let n_more = move || n_findings.saturating_sub(n_shown.get());
    view! {
        <h3 id="sheet-cells">{move || text().sheet.by_cell}</h3>
        <table class="sheet-cells" role="table" aria-labelledby="sheet-cells">
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">{move || text().sheet.cell}</th>
                    <th scope="col" role="columnheader">{move || text().field}</th>
                    <th scope="col" role="columnheader">{move || text().list.severity}</th>
                    <th scope="col" role="columnheader">{move || text().list.message}</th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
        <button type="button" class="button" hidden=move || n_more() == 0 on:click=move |_| n_shown.update(|n| *n += SHOWN)>
            {move || (text().sheet.more)(n_more())}
        </button>
    }
}

#[component]
fn Cell(finding: Finding) -> impl IntoView {
    let Finding { row, column, name, severity, code, message, help } = finding;
    let place = move || match &column {
        Some(column) => format!("{column}{row}"),
        None => format!("{} {row}", text().sheet.row),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">{place}</th>
            <td role="cell"><code>{name}</code></td>
            <td role="cell">
                <SeverityTag severity />
                {code.map(|code| view! { " " <a href=paths::code(&code)>{code.clone()}</a> })}
            </td>
            <td role="cell">
                <p>{message}</p>
                <p class="section-note">{help}</p>
            </td>
        </tr>
    }
}
