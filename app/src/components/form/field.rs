//! One field of the form: its words, its input, and what is to be said of it.
//!
//! Redraws nothing but itself: each part follows its own piece of what was read.

use leptos::prelude::*;
use validator_core::compose::{self, BlockAddress, Held, Standing};
use validator_core::explain::{self, because};
use validator_core::layout::{Field, FieldId, Layout};
use validator_core::report::Direction;
use validator_core::violation::Severity;

use crate::components::form::control::{Control, displayed, is_row};
use crate::components::icon::{Drawing, Icon};
use crate::components::severity_tag::severity_word;
use crate::form::cells::{Cell, Told};
use crate::form::{Form, element};
use crate::paths;
use crate::text::{Texts, locale, text};

/// One field in one block.
#[component]
pub fn FormField(form: Form, address: BlockAddress, at: usize, id: FieldId) -> impl IntoView {
    let layout = form.layout;
    let field = layout.field(id);
    let Some(rules) = field.value_rules() else { return ().into_any() };
    let place = (address, at);
    let element = element(&place);
    let Cell { shown, told } = form.cell(&place);
    let place = StoredValue::new(place);
    let note_id = format!("{element}-nota");
    let standing = move || shown.with(|shown| shown.standing);
    let is_excluded = Memo::new(move |_| standing().is_excluded());
    let typed = RwSignal::new(None);
    let difference = Memo::new(move |_| {
        shown.with(|shown| {
            let value = shown.held.text();
            let is_other = displayed(rules, layout.syntax(), typed.get(), &shown.held) != value;
            (is_other && !value.is_empty()).then(|| value.to_owned())
        })
    });
    let count = move || {
        let most = rules.size?;
        let n_characters = shown.with(|shown| shown.held.text().chars().count());
        (n_characters > 0).then(|| (text().form.count)(n_characters, most))
    };
    let is_other = Memo::new(move |_| shown.with(|shown| shown.held == Held::Other));
    let told_view = move || {
        let Told { severity, message, repair } = told.get()?;
        let repair = repair.map(|edits| {
            view! {
                <button type="button" class="link" on:click=move |_| form.repair(&edits)>
                    {text().form.repair}
                </button>
            }
        });
        let class = match severity {
            Severity::Error => "field-told error",
            Severity::Warning => "field-told warning",
            Severity::Hint => "field-told hint",
        };
        Some(view! {
            <p class=class>
                <Icon drawing=Drawing::of(severity) />
                <span><span class="visually-hidden">{severity_word(text(), severity)} ": "</span> {message} " " {repair}</span>
            </p>
        })
    };
    let is_wrong =
        Signal::derive(move || told.with(|told| told.as_ref().is_some_and(|told| told.severity == Severity::Error)));
    let is_locked = layout.is_placed(field);
    let label_id = format!("{element}-nome");
    let name = if is_row(layout, field) {
        view! { <span class="field-name" id=label_id lang="pt-BR">{name_of(field)}</span> }.into_any()
    } else {
        view! { <label id=label_id for=format!("{element}-valor") lang="pt-BR">{name_of(field)}</label> }.into_any()
    };
    view! {
        <div
            class="form-field"
            id=element.clone()
            class:excluded=is_excluded
            class:wide=rules.size.is_some_and(|size| size > 60)
        >
            <div class="field-head">
                {name}
                <code>{&*field.name}</code>
                <span class="field-standing">
                    {is_locked.then(|| view! { <Icon drawing=Drawing::Lock /> })}
                    {move || standing_words(layout, field, standing(), text())}
                </span>
            </div>
            <div class="field-control">
                <Control form place shown=shown.read_only() id typed element=element.clone() is_wrong />
            </div>
            <div class="field-note" id=note_id>
                {move || difference.get().map(|value| view! { <span class="sent-as">{(text().form.sent_as)(&value)}</span> })}
                <span class="field-count">{count}</span>
                {move || is_other.get().then(|| text().form.other_shape)}
                {told_view}
            </div>
            <About layout field element=element.clone() />
        </div>
    }
    .into_any()
}

/// Our words for a field; its own name where there are none.
pub fn name_of(field: &'static Field) -> &'static str {
    if field.label.trim().is_empty() { &field.name } else { &field.label }
}

/// What is asked of a field at this moment, and why.
pub fn standing_words(layout: &Layout, field: &Field, standing: Standing, texts: &Texts) -> String {
    let locale = locale();
    let form = &texts.form;
    let reason = compose::reason(field, standing).map(|condition| because(condition, layout, locale));
    match (standing, reason) {
        (Standing::Required | Standing::Main, _) => form.required.to_owned(),
        (Standing::RequiredWhen, Some(reason)) => (form.required_because)(&reason),
        (Standing::RequiredBesideOthers, _) => form.required_beside.to_owned(),
        (Standing::RequiredBySetting, _) => form.by_setting.to_owned(),
        (Standing::Waived, Some(reason)) => (form.waived_because)(&reason),
        (Standing::MustBeBlank, Some(reason)) => (form.blank_because)(&reason),
        (Standing::NoPlace, Some(reason)) => (form.no_place)(&reason),
        (Standing::Open, Some(reason)) => (form.open)(&reason),
        (Standing::Credential, _) => form.locked.to_owned(),
        _ => String::new(),
    }
}

/// What the layout says of a field, for whoever asks.
#[component]
fn About(layout: &'static Layout, field: &'static Field, element: String) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let content = move || {
        is_open.get().then(|| {
            let rules = field.value_rules();
            let texts = text();
            let size = rules.map(explain::size).filter(|size| !size.is_empty());
            let list = rules.and_then(|rules| rules.list.as_deref()).into_iter().flatten().map(|(code, meaning)| {
                view! { <li><code>{&**code}</code> " " <span lang="pt-BR">{&**meaning}</span></li> }
            });
            let conditions =
                explain::conditions(layout, field, locale()).into_iter().map(|told| view! { <li>{told}</li> });
            view! {
                <p>
                    <code>{&*field.path}</code>
                    {rules.map(|rules| format!(" · {}", rules.type_name))}
                    {size.map(|size| format!(" · {} {size}", texts.layouts.column_size))}
                    " · "
                    <a href=paths::row(&layout.id, Direction::Request, &field.path)>{texts.form.manual_row}</a>
                </p>
                <ul>{conditions.collect_view()}{list.collect_view()}</ul>
            }
        })
    };
    let more = format!("{element}-mais");
    view! {
        <button
            type="button"
            class="field-about"
            aria-label=move || (text().form.about)(&field.name)
            aria-expanded=move || is_open.get().to_string()
            aria-controls=more.clone()
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            "?"
        </button>
        <div class="field-more" id=more>{content}</div>
    }
    .into_any()
}
