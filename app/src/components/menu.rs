//! A button that opens a panel below it: the keyboard, the focus, and what closes it.
//!
//! What is in the panel belongs to whoever uses it, is made when it is opened and gone when it is closed.

use leptos::html;
use leptos::prelude::*;

use crate::components::icon::{Drawing, Icon};

/// Copy handle to a menu, for those who close it from within.
#[derive(Clone, Copy)]
pub struct MenuHandle {
    is_open: RwSignal<bool>,
    button: NodeRef<html::Button>,
}

impl MenuHandle {
    /// A closed menu.
    pub fn new() -> Self {
        Self { is_open: RwSignal::new(false), button: NodeRef::new() }
    }

    /// Closes it; the focus goes back to its button.
    pub fn close(self) {
        self.is_open.set(false);
        if let Some(button) = self.button.get_untracked() {
            // What takes no focus is only not focused.
            let _ = button.focus();
        }
    }
}

/// The button and its panel. Escape closes it, and so does leaving it, which leaves the focus where the person put it.
#[component]
pub fn Menu(
    menu: MenuHandle,
    /// The id of the panel.
    panel: &'static str,
    /// A class beside `menu`, for what is in it.
    class: &'static str,
    drawing: Drawing,
    #[prop(into)] name: Signal<&'static str>,
    #[prop(into, optional)] is_disabled: Signal<bool>,
    children: ChildrenFn,
) -> impl IntoView {
    let MenuHandle { is_open, button } = menu;
    let whole = NodeRef::<html::Div>::new();
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            menu.close();
        }
    };
    let on_leave = move |event: web_sys::FocusEvent| {
        let next = event.related_target().map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Node>);
        if !whole.get_untracked().is_some_and(|whole| whole.contains(next.as_ref())) {
            is_open.set(false);
        }
    };
    view! {
        <div class=format!("menu {class}") node_ref=whole on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls=panel
                disabled=is_disabled
                node_ref=button
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon drawing />
                {name}
            </button>
            <div id=panel class="menu-panel" tabindex="-1" hidden=move || !is_open.get()>
                {move || is_open.get().then(|| children())}
            </div>
        </div>
    }
    .into_any()
}
