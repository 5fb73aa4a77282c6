//! A dialog over the page, as the browser itself knows it: the rest waits, the focus stays inside, Escape closes it.

use leptos::html::Dialog;
use leptos::prelude::*;

/// For `node_ref` of a `<dialog>` that is to open as soon as it stands on the page, and what closes it as Escape does: the
/// focus goes back to where it was.
pub fn modal() -> (NodeRef<Dialog>, impl Fn() + Copy + 'static) {
    let dialog = NodeRef::<Dialog>::new();
    dialog.on_load(|dialog| {
        // It cannot be open already: it was made for this.
        let _ = dialog.show_modal();
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    (dialog, close)
}
