//! What an address that leads nowhere shows.

use leptos::prelude::*;

use crate::navigation::title_page;
use crate::paths;
use crate::text::text;

/// An address that is no page at all.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    let heading = Signal::derive(|| text().shell.not_found.to_owned());
    view! { <NotFound heading /> }
}

/// The same for a code or a layout that does not exist.
#[component]
pub fn NotFound(#[prop(into)] heading: Signal<String>) -> impl IntoView {
    title_page(move || (text().shell.title)(&heading.get()));
    view! {
        <main class="reading">
            <div class="page-head">
                <h1 tabindex="-1">{heading}</h1>
                <p class="lead">{move || text().shell.not_found_text}</p>
            </div>
            <ul class="ways">
                <li><a href=paths::CHECK>{move || text().shell.check}</a></li>
                <li><a href=paths::LAYOUTS>{move || text().shell.layouts}</a></li>
                <li><a href=paths::CODES>{move || text().shell.codes}</a></li>
            </ul>
        </main>
    }
}
