//! Copies a call of an interface, with the payload in it, in the language that a person programs in.
//!
//! Made when asked for: nothing of it costs while one types. Hosts and secrets become variables of whoever runs it.

use std::time::Duration;

use leptos::html;
use leptos::prelude::*;
use validator_core::catalog;
use validator_core::snippets::{self, LONGEST, Target, addresses, languages};

use crate::components::export_menu::copy_text;
use crate::components::icon::{Drawing, Icon};
use crate::components::layout_calls::own;
use crate::text::{locale, locale_untracked, text};

/// How long the page says that something was copied.
const SAID_FOR: Duration = Duration::from_secs(4);

/// A button that opens the list of languages; nothing while there is no layout that could be called.
#[component]
pub fn SnippetMenu(
    /// The payload; asked for when a call is copied. None where it is too long to be held as one text.
    #[prop(into)]
    payload: Callback<(), Option<String>>,
    /// The id of the layout that it is held against.
    #[prop(into)]
    layout: Signal<Option<String>>,
) -> impl IntoView {
    let layout = Memo::new(move |_| layout.get());
    move || layout.get().and_then(|id| catalog::layout(&id)).map(|layout| view! { <Menu layout payload /> })
}

#[component]
fn Menu(layout: &'static validator_core::layout::Layout, payload: Callback<(), Option<String>>) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let said = RwSignal::new(None::<Said>);
    let choice = RwSignal::new(0_usize);
    let menu = NodeRef::<html::Div>::new();
    let button = NodeRef::<html::Button>::new();
    let close = move || {
        is_open.set(false);
        if let Some(button) = button.get_untracked() {
            let _ = button.focus();
        }
    };
    let copy = move |language: &'static snippets::SnippetFile| {
        let text = payload.run(()).filter(|text| text.len() <= LONGEST);
        said.set(Some(match text {
            Some(text) => {
                let target = Target::new(layout, choice.get_untracked(), &text, locale_untracked());
                copy_text(&snippets::write(language, &target));
                Said::Copied(&language.name)
            }
            None => Said::TooLong,
        }));
        close();
        // The menu may be gone by then.
        let forget = move || {
            let _ = said.try_set(None);
        };
        set_timeout(forget, SAID_FOR);
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" && is_open.get_untracked() {
            close();
        }
    };
    // Leaving the menu closes it, and leaves the focus where the person put it.
    let on_leave = move |event: web_sys::FocusEvent| {
        let next = event.related_target().map(wasm_bindgen::JsCast::unchecked_into::<web_sys::Node>);
        if !menu.get_untracked().is_some_and(|menu| menu.contains(next.as_ref())) {
            is_open.set(false);
        }
    };
    let items = move || {
        let item = |language: &'static snippets::SnippetFile| {
            view! {
                <li>
                    <button type="button" class="link" on:click=move |_| copy(language)>{language.name.as_str()}</button>
                </li>
            }
        };
        languages().iter().map(item).collect_view()
    };
    view! {
        <div class="snippets" node_ref=menu on:keydown=on_key on:focusout=on_leave>
            <button
                type="button"
                class="button"
                aria-expanded=move || is_open.get().to_string()
                aria-controls="snippet-menu"
                node_ref=button
                on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
            >
                <Icon drawing=Drawing::Copy />
                {move || text().snippet.button}
            </button>
            <div id="snippet-menu" class="menu-panel" tabindex="-1" hidden=move || !is_open.get()>
                {move || is_open.get().then(|| view! {
                    <Addresses layout choice />
                    <ul class="snippet-list">{items()}</ul>
                    <p class="section-note">{text().snippet.note}</p>
                })}
            </div>
            <span class="copied" role="status">
                {move || said.get().map(|said| match said {
                    Said::Copied(language) => (text().snippet.copied)(language),
                    Said::TooLong => text().snippet.too_long.to_owned(),
                })}
            </span>
        </div>
    }
}

/// What became of the last choice.
#[derive(Clone, Copy)]
enum Said {
    Copied(&'static str),
    TooLong,
}

/// Which of several addresses the call goes to.
#[component]
fn Addresses(layout: &'static validator_core::layout::Layout, choice: RwSignal<usize>) -> impl IntoView {
    let known = addresses(layout);
    (known.len() > 1).then(|| {
        let options = known.into_iter().enumerate().map(|(at, (call, address))| {
            let path = call.paths.first().copied().unwrap_or_default();
            let title = move || address.map(|address| own(&address.titles, locale())).unwrap_or_default();
            view! { <option value=at.to_string() selected=move || choice.get() == at>{title} " " {path}</option> }
        });
        let choose = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
            choice.set(event.target().value().parse().unwrap_or_default());
        };
        view! {
            <label class="snippet-address">
                {text().snippet.address}
                <select on:change:target=choose>{options.collect_view()}</select>
            </label>
        }
    })
}
