//! The choice of an environment. What it is stands there as a word and a drawing; the colour only repeats it.

use leptos::prelude::*;
use proxy_api::EnvironmentInfo;

use crate::components::icon::Drawing;
use crate::components::icon::Icon;
use crate::send::reach::EnvironmentKind;
use crate::text::text;

/// One choice of several, the one that is meant marked.
#[component]
pub fn EnvironmentChoice(
    environments: Vec<EnvironmentInfo>,
    #[prop(into)] meant: Signal<Option<String>>,
    #[prop(into)] on_choose: Callback<String>,
) -> impl IntoView {
    let choices = environments.into_iter().map(|environment| {
        let kind = EnvironmentKind::of(&environment);
        let name = StoredValue::new(environment.name);
        let is_meant = move || name.with_value(|name| meant.with(|meant| meant.as_ref() == Some(name)));
        view! {
            <label class=class(kind)>
                <input
                    type="radio"
                    name="send-environment"
                    value=name.get_value()
                    prop:checked=is_meant
                    on:change=move |_| on_choose.run(name.get_value())
                />
                <Icon drawing=drawing(kind) />
                <span>
                    <strong>{name.get_value()}</strong>
                    " "
                    <span class="environment-kind">{move || word(kind)}</span>
                    <span class="environment-note">{move || note(kind)}</span>
                </span>
            </label>
        }
    });
    view! {
        <fieldset class="environments">
            <legend>{move || text().send.form.environment}</legend>
            {choices.collect_view()}
        </fieldset>
    }
    .into_any()
}

fn class(kind: EnvironmentKind) -> &'static str {
    match kind {
        EnvironmentKind::Simulator => "environment simulator",
        EnvironmentKind::Test => "environment test",
        EnvironmentKind::Production => "environment production",
    }
}

fn drawing(kind: EnvironmentKind) -> Drawing {
    match kind {
        EnvironmentKind::Simulator => Drawing::Samples,
        EnvironmentKind::Test => Drawing::Hint,
        EnvironmentKind::Production => Drawing::Warning,
    }
}

fn word(kind: EnvironmentKind) -> &'static str {
    let texts = &text().send.form;
    match kind {
        EnvironmentKind::Simulator => texts.simulator,
        EnvironmentKind::Test => texts.test,
        EnvironmentKind::Production => texts.production,
    }
}

fn note(kind: EnvironmentKind) -> &'static str {
    let texts = &text().send.form;
    match kind {
        EnvironmentKind::Simulator => texts.simulator_note,
        EnvironmentKind::Test => texts.test_note,
        EnvironmentKind::Production => texts.production_note,
    }
}
