//! Starts the page in place of the line that says it is loading.

use leptos::prelude::document;
use leptos::web_sys;

fn main() {
    // The worker runs this program too, where there is no page to mount.
    if web_sys::window().is_none() {
        return;
    }
    console_error_panic_hook::set_once();
    if let Some(loading) = document().get_element_by_id("loading") {
        loading.remove();
    }
    leptos::mount::mount_to_body(app::App);
}
