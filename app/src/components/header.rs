//! The top of every page: the name, what it is for, the ways to the other pages, and the two choices.

use leptos::prelude::*;
use leptos_router::components::A;
use validator_core::Locale;

use crate::components::icon::{Drawing, Icon};
use crate::paths;
use crate::settings::{Settings, Theme, locale_of};
use crate::text::{Texts, text, texts};

/// Name, pages, purpose, language and theme.
#[component]
pub fn Header(settings: Settings) -> impl IntoView {
    let languages = Locale::ALL.map(|locale| {
        let tag = locale.tag();
        let is_chosen = move || settings.locale.get() == locale;
        view! { <option value=tag lang=tag prop:selected=is_chosen>{texts(locale).language_name}</option> }
    });
    let themes = Theme::ALL.map(|theme| {
        let is_chosen = move || settings.theme.get() == theme;
        view! { <option value=theme.name() prop:selected=is_chosen>{move || theme_name(text(), theme)}</option> }
    });

    view! {
        <header class="top">
            <a class="brand" href=paths::CHECK>
                <Icon drawing=Drawing::Brand />
                <span>"Gabarito"</span>
            </a>
            <nav class="pages" aria-label=move || text().shell.pages>
                <A href=paths::CHECK exact=true>{move || text().shell.check}</A>
                <A href=paths::COMPOSE>{move || text().form.page}</A>
                <A href=paths::LAYOUTS>{move || text().shell.layouts}</A>
                <A href=paths::CODES>{move || text().shell.codes}</A>
            </nav>
            <p class="purpose">{move || text().purpose}</p>
            <div class="choices">
                <label>
                    <span class="visually-hidden">{move || text().language}</span>
                    <select
                        id="language"
                        on:change:target=move |event| settings.choose_locale(locale_of(&event.target().value()))
                    >
                        {languages}
                    </select>
                </label>
                <label>
                    <span class="visually-hidden">{move || text().theme}</span>
                    <select
                        id="theme"
                        on:change:target=move |event| settings.choose_theme(Theme::named(&event.target().value()))
                    >
                        {themes}
                    </select>
                </label>
            </div>
        </header>
    }
}

fn theme_name(texts: &Texts, theme: Theme) -> &'static str {
    match theme {
        Theme::Auto => texts.theme_auto,
        Theme::Light => texts.theme_light,
        Theme::Dark => texts.theme_dark,
    }
}
