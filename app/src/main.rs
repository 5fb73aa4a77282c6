//! Starts the page in place of the line that says it is loading.

use leptos::prelude::document;

fn main() {
    console_error_panic_hook::set_once();
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
