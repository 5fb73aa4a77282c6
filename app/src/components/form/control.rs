//! The input of a field, chosen by what the layout says of its values.
//!
//! A short closed list is a row of buttons, a longer one a select; everything else is typed, with the list as
//! suggestions and the browser's own calendar beside a date.

use leptos::prelude::*;
use validator_core::compose::{self, Held, Standing};
use validator_core::layout::{Field, FieldId, Layout, Others, ValueKind, ValueRules};
use validator_core::tree::Syntax;

use crate::form::cells::Shown;
use crate::form::{Form, Place};
use crate::text::text;

/// Up to this many values are buttons.
const FEW: usize = 2;

/// Whether a field's input is a row of buttons, which a label cannot be for.
pub fn is_row(layout: &Layout, field: &Field) -> bool {
    let is_locked = layout.is_placed(field);
    field.value_rules().is_some_and(|rules| match rules.list.as_deref() {
        _ if is_locked => false,
        Some(list) => rules.others == Others::Refused && list.len() <= FEW,
        None => rules.kind == ValueKind::Boolean,
    })
}

/// The input.
#[component]
pub fn Control(
    form: Form,
    place: StoredValue<Place>,
    shown: ReadSignal<Shown>,
    id: FieldId,
    element: String,
    is_wrong: Signal<bool>,
    /// What was typed, for as long as the focus is there.
    typed: RwSignal<Option<String>>,
) -> impl IntoView {
    let field = form.layout.field(id);
    let Some(rules) = field.value_rules() else { return ().into_any() };
    let parts = Parts { form, place, shown, id, rules, element: StoredValue::new(element), is_wrong, typed };
    let is_locked = form.layout.is_placed(field);
    match rules.list.as_deref() {
        _ if is_locked => typed_input(parts, true),
        list if is_row(form.layout, field) => buttons(parts, list.map(Vec::as_slice).unwrap_or_default()),
        Some(list) if rules.others == Others::Refused => select(parts, list),
        _ => typed_input(parts, false),
    }
}

#[derive(Clone, Copy)]
struct Parts {
    form: Form,
    place: StoredValue<Place>,
    shown: ReadSignal<Shown>,
    id: FieldId,
    rules: &'static ValueRules,
    element: StoredValue<String>,
    is_wrong: Signal<bool>,
    typed: RwSignal<Option<String>>,
}

impl Parts {
    fn enter(self, typed: &str) {
        self.place.with_value(|place| {
            self.form.keep(place);
            self.form.enter(&place.0, self.id, typed);
        });
    }

    /// A key, whose field may be off the page by the time that it is written.
    fn put(self, new: String) {
        let Self { form, id, typed, .. } = self;
        form.typing.put(self.place.get_value(), move |place| {
            form.keep(place);
            form.enter(&place.0, id, &new);
            let _ = typed.try_set(Some(new));
        });
    }

    fn touch(self) {
        self.place.with_value(|place| self.form.touch(place));
    }

    fn value(self) -> String {
        self.shown.with(|shown| shown.held.text().to_owned())
    }

    fn is_required(self) -> bool {
        self.shown.with(|shown| shown.standing.is_required())
    }

    /// The id of one of its elements.
    fn element(self, part: &str) -> String {
        self.element.with_value(|element| format!("{element}-{part}"))
    }

    fn required_word(self) -> &'static str {
        if self.is_required() { "true" } else { "false" }
    }

    fn wrong_word(self) -> &'static str {
        if self.is_wrong.get() { "true" } else { "false" }
    }
}

/// A text that is typed; what the payload makes of it may look different.
fn typed_input(parts: Parts, is_locked: bool) -> AnyView {
    let rules = parts.rules;
    let is_date = matches!(rules.kind, ValueKind::Date | ValueKind::DateTime);
    let typed = parts.typed;
    let syntax = parts.form.layout.syntax();
    let value = Memo::new(move |_| parts.shown.with(|shown| displayed(rules, syntax, typed.get(), &shown.held)));
    let mode = match rules.kind {
        ValueKind::Integer => "numeric",
        ValueKind::Decimal(..) => "decimal",
        _ => "text",
    };
    let list_id = parts.element("lista");
    let suggestions = rules.list.as_deref().map(|list| {
        let options = list.iter().map(|(code, meaning)| view! { <option value=&**code>{&**meaning}</option> });
        view! { <datalist id=list_id.clone()>{options.collect_view()}</datalist> }
    });
    let has_list = suggestions.is_some();
    let is_fixed = move || is_locked || parts.shown.with(|shown| shown.held == Held::Other);
    let calendar = is_date.then(|| {
        let name = parts.form.layout.field(parts.id).name.clone();
        view! {
            <input
                type="date"
                class="calendar"
                tabindex="-1"
                aria-label=move || (text().form.calendar)(&name)
                prop:value=move || compose::iso_date(&parts.value()).unwrap_or_default()
                on:change:target=move |event| {
                    typed.set(None);
                    parts.enter(&event.target().value());
                }
            />
        }
    });
    view! {
        <div class="typed">
            <input
                id=parts.element("valor")
                type="text"
                inputmode=mode
                autocomplete="off"
                spellcheck="false"
                placeholder=is_date.then_some("dd/mm/aaaa")
                list=has_list.then_some(list_id)
                aria-describedby=parts.element("nota")
                aria-invalid=move || parts.wrong_word()
                aria-required=move || parts.required_word()
                readonly=is_fixed
                prop:value=value
                on:input:target=move |event| {
                    parts.put(event.target().value());
                }
                on:blur=move |_| {
                    parts.form.typing.settle();
                    typed.set(None);
                    parts.touch();
                }
            />
            {calendar}
            {suggestions}
        </div>
    }
    .into_any()
}

/// A closed list.
fn select(parts: Parts, list: &'static [(Box<str>, Box<str>)]) -> AnyView {
    let value = Memo::new(move |_| parts.value());
    let options = list.iter().map(|(code, meaning)| {
        view! {
            <option value=&**code prop:selected=move || value.with(|value| **value == **code)>
                {format!("{code} · {meaning}")}
            </option>
        }
    });
    let unlisted = move || {
        let value = value.get();
        let is_listed = value.is_empty() || list.iter().any(|(code, _)| **code == *value);
        (!is_listed)
            .then(|| view! { <option value=value.clone() selected=true>{(text().form.unlisted)(&value)}</option> })
    };
    view! {
        <select
            id=parts.element("valor")
            aria-describedby=parts.element("nota")
            aria-invalid=move || parts.wrong_word()
            aria-required=move || parts.required_word()
            on:change:target=move |event| parts.enter(&event.target().value())
            on:blur=move |_| parts.touch()
        >
            <option value="" prop:selected=move || value.with(String::is_empty)>{move || text().form.no_choice}</option>
            {options.collect_view()}
            {unlisted}
        </select>
    }
    .into_any()
}

/// Few values: each is a button, and pressing the pressed one takes the value away.
fn buttons(parts: Parts, list: &'static [(Box<str>, Box<str>)]) -> AnyView {
    let value = Memo::new(move |_| parts.value());
    let button = move |code: &'static str, meaning: Option<&'static str>, element: Option<String>| {
        let is_pressed = move || value.with(|value| *value == *code);
        view! {
            <button
                type="button"
                class="choice"
                id=element
                aria-pressed=move || if is_pressed() { "true" } else { "false" }
                on:click=move |_| {
                    parts.enter(if untrack(is_pressed) { "" } else { code });
                    parts.touch();
                }
            >
                <code>{code}</code>
                {meaning.map(|meaning| view! { <span lang="pt-BR">{meaning}</span> })}
            </button>
        }
    };
    let choices = if list.is_empty() {
        [("true", None), ("false", None)].into_iter().collect::<Vec<_>>()
    } else {
        list.iter().map(|(code, meaning)| (&**code, Some(&**meaning))).collect()
    };
    let choices = choices
        .into_iter()
        .enumerate()
        .map(|(at, (code, meaning))| button(code, meaning, (at == 0).then(|| parts.element("valor"))));
    let unlisted = move || {
        let value = value.get();
        let is_listed = value.is_empty() || list.iter().any(|(code, _)| **code == *value) || list.is_empty();
        (!is_listed).then(|| view! { <span class="unlisted">{(text().form.unlisted)(&value)}</span> })
    };
    view! {
        <div class="choices-row" role="group" aria-labelledby=parts.element("nome") aria-describedby=parts.element("nota")>
            {choices.collect_view()}
            {unlisted}
        </div>
    }
    .into_any()
}

/// What an input shows: what was typed, for as long as it is what the text has; else the value.
pub fn displayed(rules: &ValueRules, syntax: Syntax, typed: Option<String>, held: &Held) -> String {
    let own = typed.filter(|typed| match typed.trim().is_empty() {
        true => held.is_blank(),
        false => compose::enter(rules, syntax, typed).text == held.text(),
    });
    own.unwrap_or_else(|| compose::shown(rules, held.text()))
}

/// Whether a field belongs on the page by itself: it is asked for, or it holds something.
pub fn is_needed(held: &Held, standing: Standing) -> bool {
    standing.is_required() || !held.is_blank() || standing == Standing::Credential
}
