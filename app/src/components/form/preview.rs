//! The payload that the form writes: the code editor, with what is wrong in it, and the ways to take it away.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use validator_core::report::{DiagnosticReport, FileReport};
use validator_core::samples;

use crate::check::row_at;
use crate::components::export_menu::{copy_text, save_text};
use crate::components::icon::{Drawing, Icon};
use crate::components::send::{executions, to_route};
use crate::components::snippet_menu::SnippetMenu;
use crate::editor::{EditorOptions, Listener, Selection};
use crate::form::{Form, LONGEST};
use crate::payload::Payload;
use crate::send::Sender;
use crate::text::{LocaleContext, text};

/// Editor, undo and redo, copy and save.
#[component]
pub fn Preview(form: Form, sender: Sender) -> impl IntoView {
    let checker = form.checker;
    let editor = checker.editor;
    let parent = NodeRef::<html::Div>::new();
    let is_failed = RwSignal::new(false);
    let read_editor = move || {
        if let Some(text) = editor.text() {
            checker.payload.set(text);
        }
    };
    let on_change = Callback::new(move |_: u32| read_editor());
    let on_select = Callback::new(move |(start_line, start_column, end_line, end_column): Selection| {
        let (start, end) = ((start_line, start_column), (end_line, end_column));
        let row = checker.report.with_untracked(|report| row_at(report, start, end, checker.selected.get_untracked()));
        checker.selected.set(row);
    });
    // What the editor draws, so that its rows are those that it asks for.
    let drawn = Memo::new(move |_| {
        if checker.payload.with(Payload::is_empty) {
            return Arc::new(FileReport::default());
        }
        match form.is_checked.get() {
            true => checker.report.get(),
            false => {
                let touched = form.touched.get();
                Arc::new(form.problems.with(|problems| problems.only(|place| touched.contains(place))))
            }
        }
    });
    let describe = Callback::new(move |row: usize| -> Option<DiagnosticReport> {
        drawn.with_untracked(|drawn| drawn.diagnostics.get(row).cloned())
    });
    let locale = expect_context::<LocaleContext>().0.into();
    let texts = Signal::derive(text);
    parent.on_load(move |parent| {
        let options = EditorOptions {
            payload: checker.payload,
            texts: texts.get_untracked(),
            listener: Listener { on_change, on_select, describe, locale },
        };
        spawn_local(async move {
            let is_mounted = editor.mount(parent.into(), options).await;
            // The page may have been left.
            let _ = is_failed.try_set(!is_mounted);
        });
    });
    on_cleanup(move || {
        form.typing.settle();
        editor.unmount(checker.payload.get_untracked());
    });
    Effect::new(move |_| drawn.with(|drawn| editor.show(drawn)));
    let locked = Memo::new(move |_| form.locked());
    Effect::new(move |_| locked.with(|locked| editor.lock(locked)));
    let syntax = Memo::new(move |_| checker.payload.with(Payload::syntax));
    Effect::new(move |_| editor.set_syntax(syntax.get()));
    Effect::new(move |_| editor.set_texts(texts.get()));

    let whole = move || checker.payload.with_untracked(|payload| payload.to_text(LONGEST.max(payload.length())));
    let copied = RwSignal::new(false);
    let on_copy = move |_| {
        if let Some(text) = whole() {
            copy_text(&text);
            copied.set(true);
        }
    };
    let layout = form.layout;
    let is_choice = !executions(layout).is_empty();
    let execution = Signal::derive(move || is_choice.then(|| to_route(sender.execution.get())));
    let on_save = move |_| {
        if let Some(text) = whole() {
            let name = layout.id.rsplit('/').next().unwrap_or_default();
            let is_json = samples::extension(layout) == "json";
            let kind = if is_json { "application/json" } else { "application/xml" };
            save_text(&format!("{name}.{}", samples::extension(layout)), kind, &text);
        }
    };
    view! {
        <section class="pane editor-pane" id="form-preview" aria-labelledby="preview-heading">
            <div class="pane-head">
                <h2 id="preview-heading">{move || text().form.preview}</h2>
                <div class="toolbar">
                    <button type="button" class="button" on:click=move |_| editor.undo()>{move || text().form.undo}</button>
                    <button type="button" class="button" on:click=move |_| editor.redo()>{move || text().form.redo}</button>
                    <button type="button" class="button to-copy" on:click=on_copy>
                        <Icon drawing=Drawing::Copy />
                        {move || if copied.get() { text().list.copied } else { text().form.copy }}
                    </button>
                    <button type="button" class="button" on:click=on_save>
                        <Icon drawing=Drawing::Save />
                        {move || text().form.save}
                    </button>
                    <SnippetMenu payload=move |()| whole() layout=Signal::stored(Some(layout.id.clone())) execution />
                </div>
            </div>
            <div class="editor">
                <div class="editor-frame" node_ref=parent></div>
                {move || is_failed.get().then(|| view! { <p class="editor-notice" role="status">{text().editor_failed}</p> })}
            </div>
        </section>
    }
    .into_any()
}
