//! Carries the result away: to the clipboard as Markdown or CSV, or as a file that prints well.

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use validator_core::report::FileReport;
use wasm_bindgen::prelude::*;

use crate::components::icon::{Drawing, Icon};
use crate::export::{csv, html, markdown};
use crate::text::{Texts, locale_untracked, text, texts};

#[wasm_bindgen(module = "/js/carry.js")]
extern "C" {
    #[wasm_bindgen(js_name = copyText)]
    pub fn copy_text(text: &str);
    #[wasm_bindgen(js_name = saveText)]
    pub fn save_text(name: &str, kind: &str, text: &str);
}

/// How long the page says that something was copied.
const SAID_FOR: Duration = Duration::from_secs(4);

/// Three buttons, and a word on what was done.
#[component]
pub fn ExportMenu(
    #[prop(into)] report: Signal<Arc<FileReport>>,
    /// The payload with fakes, where it is not too long for that.
    #[prop(into)]
    masked: Callback<(), Option<String>>,
) -> impl IntoView {
    let is_copied = RwSignal::new(false);
    let copy = move |write: fn(&FileReport, &Texts) -> String| {
        copy_text(&report.with_untracked(|report| write(report, texts(locale_untracked()))));
        is_copied.set(true);
        // The list may be gone by then.
        let forget = move || {
            let _ = is_copied.try_set(false);
        };
        set_timeout(forget, SAID_FOR);
    };
    let save = move |_| {
        let masked = masked.run(());
        let locale = locale_untracked();
        let file = report.with_untracked(|report| html(report, masked.as_deref(), texts(locale), locale));
        save_text("gabarito.html", "text/html", &file);
    };
    view! {
        <div class="export" role="group" aria-label=move || text().list.carry>
            <button type="button" class="button" on:click=move |_| copy(markdown)>
                <Icon drawing=Drawing::Copy />
                {move || text().list.copy_markdown}
            </button>
            <button type="button" class="button" on:click=move |_| copy(csv)>
                <Icon drawing=Drawing::Copy />
                {move || text().list.copy_csv}
            </button>
            <button type="button" class="button" on:click=save>
                <Icon drawing=Drawing::Save />
                {move || text().list.save_html}
            </button>
            <span class="copied" role="status">{move || is_copied.get().then(|| text().list.copied)}</span>
        </div>
    }
}
