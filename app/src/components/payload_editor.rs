//! The editor with its toolbar: where the payload is written, pasted and opened.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use validator_core::report::DiagnosticReport;

use crate::components::toolbar::Toolbar;
use crate::editor::{EditorHandle, EditorOptions, Listener, Selection};
use crate::payload::Payload;
use crate::text::{LocaleContext, text};

/// How the editor's own code is coming along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Loading {
    Waiting,
    Done,
    Failed,
}

/// Toolbar, code editor and the line below it.
#[component]
pub fn PayloadEditor(
    editor: EditorHandle,
    /// What the editor shows once it is there, and what decides its colours.
    payload: RwSignal<Payload, LocalStorage>,
    #[prop(into)] on_change: Callback<u32>,
    #[prop(into)] on_select: Callback<Selection>,
    /// What is said of a row of the report.
    #[prop(into)]
    describe: Callback<usize, Option<DiagnosticReport>>,
    /// Receives a text that replaces the whole payload.
    #[prop(into)]
    on_replace: Callback<String>,
    #[prop(into)] on_file: Callback<web_sys::File>,
    #[prop(into)] on_share: Callback<()>,
    /// What is copied as a call, and the layout that is called.
    #[prop(into)]
    carried: Callback<(), Option<String>>,
    #[prop(into)] called: Signal<Option<String>>,
    #[prop(into)] on_send: Callback<()>,
    #[prop(into)] is_sending: Signal<bool>,
    /// The last moment in which the editor still has its text.
    #[prop(into)]
    on_leave: Callback<()>,
) -> impl IntoView {
    let parent = NodeRef::<html::Div>::new();
    let loading = RwSignal::new(Loading::Waiting);
    let place = RwSignal::new((1, 1));

    let follow_selection = Callback::new(move |selection: Selection| {
        let (_, _, line, column) = selection;
        place.set((line, column));
        on_select.run(selection);
    });
    let texts = Signal::derive(text);
    // The editor asks for words when the pointer rests, outside of any component.
    let locale = expect_context::<LocaleContext>().0.into();

    parent.on_load(move |parent| {
        let options = EditorOptions {
            payload,
            texts: texts.get_untracked(),
            listener: Listener { on_change, on_select: follow_selection, describe, locale },
        };
        spawn_local(async move {
            let is_mounted = editor.mount(parent.into(), options).await;
            loading.set(if is_mounted { Loading::Done } else { Loading::Failed });
        });
    });
    on_cleanup(move || {
        on_leave.run(());
        editor.unmount(payload.get_untracked());
    });

    let can_share = Memo::new(move |_| !payload.with(Payload::is_empty));
    let syntax = Memo::new(move |_| payload.with(Payload::syntax));
    Effect::new(move |_| editor.set_syntax(syntax.get()));
    Effect::new(move |_| editor.set_texts(texts.get()));

    let notice = move || match loading.get() {
        Loading::Waiting => Some(text().editor_loading),
        Loading::Failed => Some(text().editor_failed),
        Loading::Done => None,
    };

    view! {
        <section class="pane editor-pane" aria-labelledby="payload-heading">
            <div class="pane-head">
                <h2 id="payload-heading">{move || text().payload}</h2>
                <Toolbar on_replace on_file on_share can_share carried called on_send is_sending />
            </div>
            <div class="editor">
                <div class="editor-frame" node_ref=parent></div>
                {move || notice().map(|notice| view! { <p class="editor-notice" role="status">{notice}</p> })}
            </div>
            <div class="pane-foot">
                <span>{move || text().editor_keys}</span>
                <span class="place">
                    {move || {
                        let (line, column) = place.get();
                        (text().place)(line, column)
                    }}
                </span>
            </div>
        </section>
    }
}
