//! The page: paste a payload, see everything that is wrong with it; look up what a code means and what a layout asks for.
//!
//! | Module | What for |
//! |---|---|
//! | `pages` | one file a page: its signals, and what its parts do with them |
//! | `components` | the parts: data goes in, events come out |
//! | `text` | every word on screen, in each language |
//! | `checker` | the payload under check, which outlives the pages |
//! | `check`, `explanation`, `fields`, `question` | the way to `validator-core` and back |
//! | `grouping`, `export`, `excerpt`, `difference` | what is shown and carried away of a report |
//! | `background`, `payload` | long texts, which a worker checks |
//! | `form` | the form of a layout: a view over the text, and what it may begin with |
//! | `editor` | the code editor, which is JavaScript |
//! | `samples`, `open_file` | where payloads come from, beside the clipboard |
//! | `sheet` | spreadsheets, which a worker with a program of its own reads |
//! | `share` | a payload with fakes in a link, and back |
//! | `send`, `http` | sending through the proxy; the only way out of the page |
//! | `settings`, `offline`, `storage` | language, theme, the page without a network, and what the browser remembers |
//! | `paths`, `navigation` | the addresses of the pages, and what the browser is told when another is shown |
//! | `search` | what a person types in a search box |
//!
//! No payload is stored, and none leaves the browser before a person sends it: until the Send panel is opened the page makes
//! no request after it has loaded. A payload enters an address only when a person asks for a link, and then with fakes.

mod background;
mod check;
mod checker;
mod components;
mod difference;
mod editor;
mod excerpt;
mod explanation;
mod export;
mod fields;
mod form;
mod grouping;
mod http;
mod navigation;
mod offline;
mod open_file;
mod pages;
mod paths;
mod payload;
mod question;
mod samples;
mod search;
mod send;
mod settings;
mod share;
mod sheet;
mod storage;
mod text;

use leptos::prelude::*;
use leptos_router::components::{FlatRoutes, Route, Router};
use leptos_router::path;

use crate::checker::Checker;
use crate::components::footer::Footer;
use crate::components::header::Header;
use crate::navigation::follow_navigation;
use crate::offline::Offline;
use crate::pages::check::CheckPage;
use crate::pages::code::CodePage;
use crate::pages::codes::CodesPage;
use crate::pages::compose::ComposePage;
use crate::pages::compose_list::ComposeListPage;
use crate::pages::layout::LayoutPage;
use crate::pages::layouts::LayoutsPage;
use crate::pages::not_found::NotFoundPage;
use crate::pages::sheet::SheetPage;
use crate::send::Sender;
use crate::settings::Settings;
use crate::text::LocaleContext;

/// The whole page, with language and theme as chosen or as the browser has them.
#[component]
pub fn App() -> impl IntoView {
    let settings = Settings::restore();
    provide_context(LocaleContext(settings.locale));
    settings.follow();
    let checker = Checker::new(settings.locale);
    checker.follow();
    checker.take_arrived();
    // Nothing is fetched any more once there is a payload.
    checker.background.prepare();
    let offline = Offline::restore();
    let sender = Sender::new();

    view! {
        <Router>
            <Shell settings checker offline sender />
        </Router>
    }
}

/// The header, and the page that the address names.
#[component]
fn Shell(settings: Settings, checker: Checker, offline: Offline, sender: Sender) -> impl IntoView {
    follow_navigation();
    view! {
        <Header settings />
        <FlatRoutes fallback=|| view! { <NotFoundPage /> }>
            <Route path=path!("/") view=move || view! { <CheckPage checker sender /> } />
            <Route path=path!("/codigos") view=CodesPage />
            <Route path=path!("/codigos/:code") view=move || view! { <CodePage checker /> } />
            <Route path=path!("/planilha/*id") view=SheetPage />
            <Route path=path!("/compor") view=ComposeListPage />
            <Route path=path!("/compor/*id") view=move || view! { <ComposePage checker sender /> } />
            <Route path=path!("/layouts") view=LayoutsPage />
            <Route path=path!("/layouts/*id") view=move || view! { <LayoutPage checker /> } />
        </FlatRoutes>
        <Footer offline />
    }
}
