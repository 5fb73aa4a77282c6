//! Where a manual contradicts itself, and how we read it.

use leptos::prelude::*;
use validator_core::layout::{Conflict, Layout};

use crate::fields::half_of;
use crate::paths;
use crate::text::text;

/// All contradictions of a layout, each with a way to its field. The texts are data, in Portuguese.
#[component]
pub fn Conflicts(layout: &'static Layout) -> impl IntoView {
    let items = layout.conflicts.iter().enumerate().map(move |(index, conflict)| {
        view! { <ConflictItem layout index conflict /> }
    });
    view! {
        <section class="panel" aria-labelledby="conflicts">
            <div class="half-head">
                <h2 id="conflicts">{move || text().layouts.conflicts}</h2>
                <span class="half-count">{layout.conflicts.len()}</span>
            </div>
            <p class="section-note">{move || text().layouts.conflicts_note}</p>
            <ol class="conflicts">{items.collect_view()}</ol>
        </section>
    }
}

#[component]
fn ConflictItem(layout: &'static Layout, index: usize, conflict: &'static Conflict) -> impl IntoView {
    let Conflict { field, between, reading } = conflict;
    let name = match half_of(layout, field) {
        Some(direction) => {
            let address = paths::row(&layout.id, direction, field);
            view! { <a href=address><code>{field.as_str()}</code></a> }.into_any()
        }
        None => view! { <code>{field.as_str()}</code> }.into_any(),
    };
    let sides = between.iter().map(|side| view! { <li>{side.as_str()}</li> });
    view! {
        <li id=paths::conflict_element(index) tabindex="-1">
            <div class="conflict-field">{name}</div>
            <dl>
                <div>
                    <dt>{move || text().layouts.conflict_between}</dt>
                    <dd><ul lang="pt-BR">{sides.collect_view()}</ul></dd>
                </div>
                <div>
                    <dt>{move || text().layouts.our_reading}</dt>
                    <dd lang="pt-BR">{reading.as_str()}</dd>
                </div>
            </dl>
        </li>
    }
}
