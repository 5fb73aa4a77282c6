//! What a person chooses once: language and theme.
//!
//! A choice is remembered only when it was made; until then the browser's own preference counts.

use leptos::prelude::*;
use validator_core::Locale;

use crate::storage::{self, Key};

/// Light or dark, or whatever the system has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Auto,
    Light,
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::Auto, Theme::Light, Theme::Dark];

    /// Its name in storage and in `<html data-theme>`.
    pub fn name(self) -> &'static str {
        match self {
            Theme::Auto => "auto",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name; the system's own for any other.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or(Theme::Auto)
    }
}

/// The two choices as signals.
#[derive(Clone, Copy)]
pub struct Settings {
    pub locale: RwSignal<Locale>,
    pub theme: RwSignal<Theme>,
}

impl Settings {
    /// What was chosen before, else what the browser prefers.
    pub fn restore() -> Self {
        let tag = storage::read(Key::Language).or_else(|| window().navigator().language());
        let theme = storage::read(Key::Theme);
        Self {
            locale: RwSignal::new(locale_of(&tag.unwrap_or_default())),
            theme: RwSignal::new(Theme::named(&theme.unwrap_or_default())),
        }
    }

    /// Takes a person's choice of language.
    pub fn choose_locale(self, locale: Locale) {
        storage::write(Key::Language, locale.tag());
        self.locale.set(locale);
    }

    /// Takes a person's choice of theme.
    pub fn choose_theme(self, theme: Theme) {
        storage::write(Key::Theme, theme.name());
        self.theme.set(theme);
    }

    /// Keeps `<html>` in step with the choices.
    pub fn follow(self) {
        Effect::new(move |_| set_root_attribute("lang", self.locale.get().tag()));
        Effect::new(move |_| set_root_attribute("data-theme", self.theme.get().name()));
    }
}

/// The language of a browser's or a select's tag; Portuguese when we do not speak it.
pub fn locale_of(tag: &str) -> Locale {
    tag.parse().unwrap_or_default()
}

fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        // Only a name that is no name at all is refused, and ours are constants.
        let _ = root.set_attribute(name, value);
    }
}
