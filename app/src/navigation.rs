//! What the browser must be told when another page is shown: its title, and where the focus goes.
//!
//! Never touches the address: the router does, and it holds nothing of a payload.

use leptos::prelude::*;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{FocusOptions, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Keeps the window's title in step with the page, for as long as the page is shown.
pub fn title_page(title: impl Fn() -> String + 'static) {
    Effect::new(move |_| document().set_title(&title()));
}

/// Follows every change of the address with the focus: to the row it names, else to the page's main heading. The page
/// that was opened first keeps the browser's own focus, unless a row is asked for.
pub fn follow_navigation() {
    let location = use_location();
    Effect::new(move |former: Option<()>| {
        let page = location.pathname.get();
        let row = element_name(&location.hash.get());
        if former.is_some() || row.is_some() {
            // By the next frame the router has put the page into place.
            request_animation_frame(move || focus_on(row.as_deref(), &page));
        }
    });
}

fn focus_on(row: Option<&str>, page: &str) {
    if window().location().pathname().as_deref() == Ok(page)
        && let Some(row) = row.and_then(|row| document().get_element_by_id(row))
    {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Center);
        row.scroll_into_view_with_scroll_into_view_options(&options);
        focus(&row);
        return;
    }
    if let Ok(Some(heading)) = document().query_selector("main h1") {
        focus(&heading);
    }
}

/// Takes the focus there, without scrolling.
pub fn focus(element: &web_sys::Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let options = FocusOptions::new();
        options.set_prevent_scroll(true);
        // An element that takes no focus is only not focused.
        let _ = element.focus_with_options(&options);
    }
}

/// The element that the part of an address after its hash names.
fn element_name(hash: &str) -> Option<String> {
    let name = hash.trim_start_matches('#');
    let name = js_sys::decode_uri_component(name).ok().and_then(|name| name.as_string())?;
    (!name.is_empty()).then_some(name)
}
