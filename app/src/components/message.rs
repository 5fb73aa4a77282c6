//! A message of a code as it is written in its file: words, and the names of the facts that are filled in.

use leptos::prelude::*;

use crate::explanation::{Part, parts};

/// The words, with each fact's name set apart.
#[component]
pub fn Message(template: &'static str) -> impl IntoView {
    let parts = parts(template).into_iter().map(|part| match part {
        Part::Words(words) => words.into_any(),
        Part::Fact(name) => view! { <var class="fact">{name}</var> }.into_any(),
    });
    view! { <span>{parts.collect_view()}</span> }
}
