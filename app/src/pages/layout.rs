//! One layout: its fields in the manual's order, its rules, its contradictions with our reading, samples to open.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use validator_core::layout::{Body, Layout, Root};
use validator_core::report::Direction;
use validator_core::{catalog, explain};

use crate::checker::Checker;
use crate::components::conflicts::Conflicts;
use crate::components::field_table::FieldTable;
use crate::components::layout_calls::{LayoutCalls, SuggestedNames, own};
use crate::components::layout_samples::LayoutSamples;
use crate::components::search_box::SearchBox;
use crate::fields::rows;
use crate::navigation::title_page;
use crate::pages::not_found::NotFound;
use crate::paths;
use crate::search::{fold, holds};
use crate::text::{locale, text};

/// The page of the layout that the address names.
#[component]
pub fn LayoutPage(checker: Checker) -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    move || {
        let id = id.get();
        match catalog::layout(id.trim_matches('/')) {
            Some(layout) => view! { <KnownLayout layout checker /> }.into_any(),
            None => {
                view! { <NotFound heading=Signal::derive(move || (text().layouts.no_such_layout)(&id)) /> }.into_any()
            }
        }
    }
}

#[component]
fn KnownLayout(layout: &'static Layout, checker: Checker) -> impl IntoView {
    title_page(move || (text().shell.title)(layout.title(locale())));
    let has_fields = layout.has_table;
    let has_answer = layout.rows(Direction::Response).next().is_some();
    let is_published = has_fields || has_answer;
    let why_empty = move || match layout.body {
        Body::None => text().layouts.no_fields_note,
        Body::Json | Body::Xml | Body::Unknown => text().layouts.not_published_note,
    };
    view! {
        <main class="reading wide">
            <div class="page-head">
                <p class="crumb"><a href=paths::LAYOUTS>{move || text().shell.layouts}</a></p>
                <h1 tabindex="-1">{move || layout.title(locale())}</h1>
                {layout.note.as_ref().map(|note| view! { <p class="lead">{move || own(note, locale())}</p> })}
                <Facts layout is_published />
                {layout.record().map(|_| view! {
                    <p class="to-sheet"><a href=paths::sheet(&layout.id)>{move || text().sheet.link}</a></p>
                })}
            </div>
            <LayoutCalls layout />
            <LayoutSamples layout checker />
            {if is_published {
                view! { <Fields layout has_fields has_answer /> }.into_any()
            } else {
                view! { <p class="panel not-published">{why_empty}</p> }.into_any()
            }}
            <SuggestedNames layout />
            {(!layout.conflicts.is_empty()).then(|| view! { <Conflicts layout /> })}
        </main>
    }
}

/// Where it comes from and how far it goes.
#[component]
fn Facts(layout: &'static Layout, is_published: bool) -> impl IntoView {
    let shape = move || match layout.root {
        Root::List => text().layouts.root_list,
        Root::Object => text().layouts.root_object,
        Root::Envelope => text().layouts.root_envelope,
        Root::Document => text().layouts.root_document,
    };
    let coverage = move || if layout.complete { text().layouts.complete_note } else { text().layouts.incomplete_note };
    let source = [&*layout.system.title, &*layout.source.section, &*layout.source.manual];
    let source = source.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ");
    view! {
        <dl class="facts">
            <div>
                <dt>{move || text().layouts.id}</dt>
                <dd><code>{layout.id.as_str()}</code></dd>
            </div>
            <div>
                <dt>{move || text().layouts.system}</dt>
                <dd>{layout.system.name.as_str()}</dd>
            </div>
            <div>
                <dt>{move || text().layouts.outermost}</dt>
                <dd>{shape}</dd>
            </div>
            {layout.operation.as_deref().map(|operation| view! {
                <div>
                    <dt>{move || text().layouts.operation}</dt>
                    <dd><code>{operation}</code></dd>
                </div>
            })}
            <div>
                <dt>{move || text().layouts.manual}</dt>
                <dd>{source}</dd>
            </div>
            {is_published.then(|| view! {
                <div>
                    <dt>{move || text().layouts.coverage}</dt>
                    <dd>{coverage}</dd>
                </div>
            })}
        </dl>
    }
}

/// The two tables under one search, each with the rules between its fields.
#[component]
fn Fields(layout: &'static Layout, has_fields: bool, has_answer: bool) -> impl IntoView {
    let query = RwSignal::new(String::new());
    let folded = Memo::new(move |_| query.with(|query| fold(query)));
    let request = StoredValue::new(rows(layout, Direction::Request));
    let answer = StoredValue::new(rows(layout, Direction::Response));
    let n_all = request.with_value(Vec::len) + answer.with_value(Vec::len);
    let n_shown = Memo::new(move |_| {
        let query = folded.read();
        let count = |rows: &Vec<crate::fields::Row>| rows.iter().filter(|row| holds(&row.haystack, &query)).count();
        request.with_value(count) + answer.with_value(count)
    });
    let half = move |direction, rows| view! { <Half layout direction rows query=folded /> };
    view! {
        <SearchBox id="search-fields" label=move || text().layouts.search_field query n_shown n_all=Signal::stored(n_all) />
        {has_fields.then(|| half(Direction::Request, request))}
        {has_answer.then(|| half(Direction::Response, answer))}
    }
}

/// One half of a layout.
#[component]
fn Half(
    layout: &'static Layout,
    direction: Direction,
    rows: StoredValue<Vec<crate::fields::Row>>,
    /// What is searched, folded.
    #[prop(into)]
    query: Signal<String>,
) -> impl IntoView {
    let (heading_id, heading): (_, fn() -> &'static str) = match direction {
        Direction::Request => ("request", || text().layouts.request),
        Direction::Response => ("answer", || text().layouts.answer),
    };
    let n_fields = rows.with_value(|rows| rows.iter().filter(|row| row.field.value_rules().is_some()).count());
    let rules = move || explain::rules(layout, direction, locale());
    view! {
        <section class="panel half" aria-labelledby=heading_id>
            <div class="half-head">
                <h2 id=heading_id>{heading}</h2>
                <span class="half-count">{move || (text().layouts.n_fields)(n_fields)}</span>
            </div>
            <FieldTable layout direction rows query heading_id />
            {move || {
                let rules = rules();
                (!rules.is_empty()).then(|| view! { <Rules rules /> })
            }}
        </section>
    }
}

/// What holds between several fields, or between the items of a list.
#[component]
fn Rules(rules: Vec<String>) -> impl IntoView {
    let items = rules.into_iter().map(|rule| view! { <li>{rule}</li> });
    view! {
        <div class="rules">
            <h3>{text().layouts.rules}</h3>
            <ul>{items.collect_view()}</ul>
        </div>
    }
}
