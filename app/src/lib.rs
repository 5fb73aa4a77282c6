//! The page: paste a payload, see everything that is wrong with it.
//!
//! | Module | What for |
//! |---|---|
//! | `pages` | one file a page: its signals, and what its parts do with them |
//! | `components` | the parts: data goes in, events come out |
//! | `text` | every word on screen, in each language |
//! | `check` | the way to `validator-core` and back |
//! | `editor` | the code editor, which is JavaScript |
//! | `samples`, `open_file` | where payloads come from, beside the clipboard |
//! | `settings`, `storage` | language and theme, and what the browser remembers of them |
//!
//! No payload leaves the browser or is stored: the page makes no request after it has loaded.

mod check;
mod components;
mod editor;
mod open_file;
mod pages;
mod samples;
mod settings;
mod storage;
mod text;

use leptos::prelude::*;

use crate::components::header::Header;
use crate::pages::check::CheckPage;
use crate::settings::Settings;
use crate::text::LocaleContext;

/// The whole page, with language and theme as chosen or as the browser has them.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::restore();
    provide_context(LocaleContext(settings.locale));
    settings.follow();

    view! {
        <Header settings />
        <CheckPage />
    }
}
