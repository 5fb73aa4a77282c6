//! The name of a field with what there is to know of it at a glance.

use leptos::prelude::*;
use validator_core::Locale;
use validator_core::layout::{Field, Layout};

use crate::components::icon::{Drawing, Icon};
use crate::fields::{evidence, path_parts};
use crate::paths;
use crate::text::texts;

/// The path, its last part set off, and tags: a list, a secret, a contradiction.
#[component]
pub fn FieldName(
    layout: &'static Layout,
    field: &'static Field,
    /// Places in the layout's list of contradictions.
    conflicts: Vec<usize>,
    locale: Locale,
) -> impl IntoView {
    let texts = &texts(locale).layouts;
    let (around, name) = path_parts(&field.path);
    let secret = field.is_secret.then(|| {
        view! {
            <span class="tag">
                <Icon drawing=Drawing::Lock />
                {texts.secret}
            </span>
        }
    });
    let repeats = field.is_list(layout).then(|| view! { <span class="tag">{texts.repeats}</span> });
    let only_in_example = field.is_only_in_example.then(|| view! { <span class="tag">{texts.only_in_example}</span> });
    let evidence = evidence(field).map(|(is_observed, reason)| {
        let word = if is_observed { texts.observed } else { texts.inferred };
        view! {
            <span class="tag">{word}</span>
            <span class="remark" lang="pt-BR">{reason}</span>
        }
    });
    let also = (!field.also.is_empty())
        .then(|| view! { <span class="remark">{texts.also} " " <code>{field.also.join(", ")}</code></span> });
    let conflict = conflicts.first().map(|index| {
        view! {
            <a class="tag conflict" href=paths::conflict(&layout.id, *index)>
                {texts.contradiction}
                <span class="visually-hidden">": " {&*field.path}</span>
            </a>
        }
    });
    view! {
        <code class="path"><span class="around">{around}</span><wbr />{name}</code>
        <span class="tags">{repeats}{secret}{only_in_example}{evidence}{conflict}</span>
        {also}
    }
}
