//! The table of a layout's fields, in the order and with the columns that integrators know from the manuals.
//!
//! A long table must be quick: a row is built once a language, and a search only hides and shows rows. The roles are
//! written out because the style sheet lays rows out as grids, which takes their meaning from plain table elements.

use leptos::prelude::*;
use validator_core::layout::{Layout, Presence};
use validator_core::report::Direction;
use validator_core::{Locale, explain};

use crate::components::field_name::FieldName;
use crate::fields::Row;
use crate::paths;
use crate::search::holds;
use crate::text::{Texts, locale, texts};

/// Up to this many values are shown at once; more open on demand.
const SHOWN_AT_ONCE: usize = 3;

/// One half of a layout as a table.
#[component]
pub fn FieldTable(
    layout: &'static Layout,
    direction: Direction,
    rows: StoredValue<Vec<Row>>,
    /// What is searched, folded.
    #[prop(into)]
    query: Signal<String>,
    /// The heading that names the table.
    heading_id: &'static str,
) -> impl IntoView {
    move || {
        let locale = locale();
        let columns = columns(texts(locale));
        let heads = columns.map(|name| view! { <th scope="col" role="columnheader">{name}</th> });
        let rows = rows.get_value().into_iter().map(|row| view! { <FieldRow layout direction row query locale /> });
        view! {
            <table class="fields" role="table" aria-labelledby=heading_id>
                <thead role="rowgroup">
                    <tr role="row">{heads.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows.collect_view()}</tbody>
            </table>
        }
    }
}

fn columns(texts: &Texts) -> [&'static str; 7] {
    let texts = &texts.layouts;
    [
        texts.column_field,
        texts.column_label,
        texts.column_type,
        texts.column_size,
        texts.column_required,
        texts.column_list,
        texts.column_condition,
    ]
}

/// One row. It does not follow the language by itself: the table is built anew.
#[component]
fn FieldRow(
    layout: &'static Layout,
    direction: Direction,
    row: Row,
    query: Signal<String>,
    locale: Locale,
) -> impl IntoView {
    let texts = texts(locale);
    let Row { field, depth, haystack, conflicts } = row;
    let rules = field.value_rules();
    let is_block = rules.is_none();
    let is_hidden = move || query.with(|query| !holds(&haystack, query));
    let type_name = rules.map_or(texts.layouts.block, |rules| &*rules.type_name);
    let size = rules.map(explain::size).unwrap_or_default();
    let conditions = explain::conditions(layout, field, locale);
    let conditions = conditions.into_iter().map(|condition| view! { <li>{condition}</li> }).collect_view();
    let class = format!("depth-{}", depth.min(4));
    let [_, label, kind, length, required, list, condition] = columns(texts);
    view! {
        <tr
            role="row"
            id=paths::row_element(direction, &field.path)
            tabindex="-1"
            class=class
            class:block=is_block
            hidden=is_hidden
        >
            <th scope="row" role="rowheader">
                <FieldName layout field conflicts locale />
            </th>
            <td role="cell" data-column=label lang="pt-BR">{&*field.label}</td>
            <td role="cell" data-column=kind>{type_name}</td>
            <td role="cell" data-column=length class="size">{size}</td>
            <td role="cell" data-column=required>{presence(&field.presence, texts)}</td>
            <td role="cell" data-column=list>
                {field.is_list(layout).then_some(texts.layouts.yes)}
                {rules.and_then(|rules| rules.list.as_deref()).map(|list| view! { <Values list locale /> })}
            </td>
            <td role="cell" data-column=condition><ul>{conditions}</ul></td>
        </tr>
    }
}

fn presence(presence: &Presence, texts: &Texts) -> &'static str {
    match presence {
        Presence::Required => texts.layouts.yes,
        Presence::When(_) | Presence::WithSiblings => texts.layouts.by_condition,
        Presence::BySetting => texts.layouts.by_setting,
        Presence::Optional | Presence::Main | Presence::Credential => "",
    }
}

/// The documented values with their meanings.
#[component]
fn Values(list: &'static [(Box<str>, Box<str>)], locale: Locale) -> impl IntoView {
    let items = list.iter().map(|(value, meaning)| {
        view! { <li><code>{&**value}</code> " " <span lang="pt-BR">{&**meaning}</span></li> }
    });
    let items = view! { <ul class="values">{items.collect_view()}</ul> };
    if list.len() <= SHOWN_AT_ONCE {
        return items.into_any();
    }
    let summary = (texts(locale).layouts.n_values)(list.len());
    view! { <details><summary>{summary}</summary>{items}</details> }.into_any()
}
