//! Copies a call of an interface, with the payload in it, in the language that a person programs in.
//!
//! Made when asked for: nothing of it costs while one types. Hosts and secrets become variables of whoever runs it.

use std::time::Duration;

use leptos::prelude::*;
use validator_core::layout::{Execution, Layout};
use validator_core::snippets::{self, LONGEST, SnippetFile, Target, addresses, languages};
use validator_core::{Source, catalog};

use crate::components::export_menu::copy_text;
use crate::components::icon::Drawing;
use crate::components::layout_calls::own;
use crate::components::menu::{Menu, MenuHandle};
use crate::components::send::execution_word;
use crate::text::{locale, locale_untracked, text};

/// How long the page says that something was copied.
const SAID_FOR: Duration = Duration::from_secs(4);

/// A button that opens the list of languages; without use while there is no layout that could be called.
#[component]
pub fn SnippetMenu(
    /// The payload; asked for when a call is copied. None where it is too long to be held as one text.
    #[prop(into)]
    payload: Callback<(), Option<String>>,
    /// The id of the layout that it is held against.
    #[prop(into)]
    layout: Signal<Option<String>>,
    /// When the system is to work on it, where that was chosen elsewhere on the page; else it is chosen here.
    #[prop(into, optional)]
    execution: Signal<Option<Execution>>,
) -> impl IntoView {
    let menu = MenuHandle::new();
    let known = Memo::new(move |_| layout.get());
    let layout = move || known.with(|id| id.as_deref().and_then(catalog::layout));
    let said = RwSignal::new(None::<Said>);
    let chosen = RwSignal::new(None::<usize>);
    // Of another layout's addresses none was chosen.
    let choice = Memo::new(move |_| {
        let offered = layout().map(|layout| offered(layout, execution.get())).unwrap_or_default();
        chosen.get().filter(|chosen| offered.contains(chosen)).or(offered.first().copied()).unwrap_or_default()
    });
    let copy = Callback::new(move |language: &'static SnippetFile| {
        let Some(layout) = untrack(layout) else { return };
        let text = payload.run(()).filter(|text| text.len() <= LONGEST);
        said.set(Some(match text {
            Some(text) => {
                let source = Source::from_text(&text);
                let target = Target::new(layout, choice.get_untracked(), source.payload(), locale_untracked());
                copy_text(&snippets::write(language, &target));
                Said::Copied(&language.name)
            }
            None => Said::TooLong,
        }));
        menu.close();
        // The menu may be gone by then.
        let forget = move || {
            let _ = said.try_set(None);
        };
        set_timeout(forget, SAID_FOR);
    });
    view! {
        <Menu
            menu
            panel="snippet-menu"
            class="snippets"
            drawing=Drawing::Copy
            name=Signal::derive(|| text().snippet.button)
            is_disabled=Signal::derive(move || layout().is_none())
        >
            {move || layout().map(|layout| view! {
                <Addresses layout execution choice on_choose=move |at| chosen.set(Some(at)) />
            })}
            <Languages on_choose=copy />
            <p class="section-note">{move || text().snippet.note}</p>
        </Menu>
        <span class="copied" role="status">
            {move || said.get().map(|said| match said {
                Said::Copied(language) => (text().snippet.copied)(language),
                Said::TooLong => text().snippet.too_long.to_owned(),
            })}
        </span>
    }
}

/// What became of the last choice.
#[derive(Clone, Copy)]
enum Said {
    Copied(&'static str),
    TooLong,
}

/// The places of the addresses that a call may go to.
fn offered(layout: &Layout, execution: Option<Execution>) -> Vec<usize> {
    let fits = |own: Option<Execution>| execution.is_none() || own.is_none() || own == execution;
    let all = addresses(layout).into_iter().enumerate();
    all.filter(|(_, (call, _))| fits(call.execution)).map(|(at, _)| at).collect()
}

/// Every language as a button.
#[component]
fn Languages(on_choose: Callback<&'static SnippetFile>) -> impl IntoView {
    let item = |language: &'static SnippetFile| {
        view! {
            <li>
                <button type="button" class="link" on:click=move |_| on_choose.run(language)>
                    {language.name.as_str()}
                </button>
            </li>
        }
    };
    view! { <ul class="snippet-list">{languages().iter().map(item).collect_view()}</ul> }
}

/// Where the call goes: one address as it is, several to choose from.
#[component]
fn Addresses(
    layout: &'static Layout,
    execution: Signal<Option<Execution>>,
    choice: Memo<usize>,
    #[prop(into)] on_choose: Callback<usize>,
) -> impl IntoView {
    let words = move |at: usize| {
        let (call, address) = addresses(layout).into_iter().nth(at)?;
        let own = address.map(|address| own(&address.titles, locale())).unwrap_or_default();
        let execution = call.execution.map(execution_word).unwrap_or_default();
        let parts = [execution, own, call.paths.first().copied().unwrap_or_default()];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "))
    };
    let options = move |known: Vec<usize>| {
        let option = move |at: usize| {
            view! { <option value=at.to_string() selected=move || choice.get() == at>{move || words(at)}</option> }
        };
        known.into_iter().map(option).collect_view()
    };
    let choose = move |event: leptos::ev::Targeted<web_sys::Event, web_sys::HtmlSelectElement>| {
        if let Ok(at) = event.target().value().parse() {
            on_choose.run(at);
        }
    };
    move || match offered(layout, execution.get()).as_slice() {
        [] => ().into_any(),
        [only] => {
            let only = *only;
            view! { <p class="snippet-address">{text().snippet.address} " " <code>{words(only)}</code></p> }.into_any()
        }
        several => view! {
            <label class="snippet-address">
                {text().snippet.address}
                <select on:change:target=choose>{options(several.to_vec())}</select>
            </label>
        }
        .into_any(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_chosen_execution_leaves_its_own_addresses() {
        let layout = catalog::layout("senior-g5/convenio/Consumir").expect("it is bundled");
        assert_eq!(offered(layout, None).len(), 3);
        for execution in [Execution::Sync, Execution::Async, Execution::Scheduled] {
            let offered = offered(layout, Some(execution));
            let all = addresses(layout);
            let calls: Vec<_> = offered.iter().filter_map(|at| all.get(*at)).map(|(call, _)| call.execution).collect();
            assert_eq!(calls, [Some(execution)]);
        }
        let free = catalog::layout("oobj/partes-envolvidas").expect("it is bundled");
        assert_eq!(offered(free, Some(Execution::Async)), offered(free, None));
    }
}
