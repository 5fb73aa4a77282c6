//! The code editor, which is JavaScript (`editor/`), as a handle that any component may hold.
//!
//! Every call is safe before the editor is there and after it is gone: it then does nothing.
//! Places go over as line and column, because the editor counts every line break as one unit.

use js_sys::JsString;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use serde::Serialize;
use validator_core::Locale;
use validator_core::report::{DiagnosticReport, EditReport, Position};
use validator_core::violation::Severity;
use wasm_bindgen::prelude::*;

use crate::check::why;
use crate::export::citation;
use crate::payload::Payload;
use crate::text::Texts;

#[wasm_bindgen(module = "/js/editor-loader.js")]
extern "C" {
    /// The object that `editor/editor.js` returns.
    #[derive(Clone)]
    type JsEditor;

    #[wasm_bindgen(js_name = createEditor, catch)]
    async fn create_editor(parent: &HtmlElement, options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method, js_name = getDoc)]
    fn text(this: &JsEditor) -> JsString;
    #[wasm_bindgen(method, js_name = setDoc)]
    fn set_text(this: &JsEditor, text: &JsString);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &JsEditor, diagnostics: &JsValue);
    #[wasm_bindgen(method)]
    fn select(this: &JsEditor, start_line: u32, start_column: u32, end_line: u32, end_column: u32);
    #[wasm_bindgen(method, js_name = applyEdits)]
    fn apply_edits(this: &JsEditor, edits: &JsValue);
    #[wasm_bindgen(method, js_name = setLanguage)]
    fn set_syntax(this: &JsEditor, syntax: &str);
    #[wasm_bindgen(method, js_name = setLabels)]
    fn set_labels(this: &JsEditor, labels: &JsValue);
    #[wasm_bindgen(method)]
    fn destroy(this: &JsEditor);
}

/// What colours a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Json,
    Xml,
}

impl Syntax {
    /// XML begins with an angle bracket; anything else is meant to be JSON.
    pub fn of(text: &str) -> Self {
        let is_xml = text.trim_start_matches('\u{feff}').trim_start().starts_with('<');
        if is_xml { Syntax::Xml } else { Syntax::Json }
    }

    fn name(self) -> &'static str {
        match self {
            Syntax::Json => "json",
            Syntax::Xml => "xml",
        }
    }
}

/// A selection as start line, start column, end line, end column.
pub type Selection = (u32, u32, u32, u32);

/// What an editor starts with, and whom it tells.
pub struct EditorOptions {
    pub payload: Payload,
    pub texts: &'static Texts,
    /// Receives the new length of the text in UTF-16 units.
    pub on_change: Callback<u32>,
    pub on_select: Callback<Selection>,
}

/// The editor and the closures that it calls, which must live as long as it does.
struct Mounted {
    editor: JsEditor,
    _on_change: Closure<dyn FnMut(u32)>,
    _on_select: Closure<dyn FnMut(u32, u32, u32, u32)>,
}

/// Copy handle to an editor that may still be on its way.
#[derive(Clone, Copy)]
pub struct EditorHandle(RwSignal<Option<Mounted>, LocalStorage>);

impl EditorHandle {
    /// A handle without an editor yet.
    pub fn new() -> Self {
        Self(RwSignal::new_local(None))
    }

    /// Loads the editor and puts it into `parent`. Gives `false` when it could not be loaded.
    pub async fn mount(self, parent: HtmlElement, options: EditorOptions) -> bool {
        let EditorOptions { payload, texts, on_change, on_select } = options;
        let on_change = Closure::<dyn FnMut(u32)>::new(move |length| on_change.run(length));
        let on_select =
            Closure::<dyn FnMut(u32, u32, u32, u32)>::new(move |start_line, start_column, end_line, end_column| {
                on_select.run((start_line, start_column, end_line, end_column));
            });

        let object = js_sys::Object::new();
        let entries = [
            ("doc", payload.to_js().into()),
            ("language", JsValue::from_str(payload.syntax().name())),
            ("labels", to_js(&Labels::of(texts))),
            ("onChange", on_change.as_ref().clone()),
            ("onSelect", on_select.as_ref().clone()),
        ];
        for (name, value) in entries {
            // Setting a property of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), &value);
        }

        let Ok(editor) = create_editor(&parent, &object).await else {
            return false;
        };
        let mounted = Mounted { editor: editor.unchecked_into(), _on_change: on_change, _on_select: on_select };
        self.0.set(Some(mounted));
        true
    }

    /// Whether the editor is there; tracked.
    pub fn is_ready(self) -> bool {
        self.0.with(Option::is_some)
    }

    /// The whole text with its own line ends.
    pub fn text(self) -> Option<JsString> {
        self.call(JsEditor::text)
    }

    /// Replaces the whole text, as one step that can be undone.
    pub fn set_text(self, text: &JsString) {
        self.call(|editor| editor.set_text(text));
    }

    /// Underlines these and no others. Tracks the editor, so that an effect also runs once it is there.
    pub fn show(self, diagnostics: &[DiagnosticReport], locale: Locale) {
        if self.is_ready() {
            let diagnostics = to_js(&diagnostics.iter().map(|item| Shown::of(item, locale)).collect::<Vec<_>>());
            self.call(|editor| editor.set_diagnostics(&diagnostics));
        }
    }

    /// Selects a span, scrolls to it and takes the focus there.
    pub fn select(self, start: Position, end: Position) {
        self.call(|editor| editor.select(start.line, start.column, end.line, end.column));
    }

    /// Makes all edits as one step that can be undone.
    pub fn apply(self, edits: &[EditReport]) {
        let edits = to_js(&edits);
        self.call(|editor| editor.apply_edits(&edits));
    }

    /// Colours the text as this syntax. Tracks the editor.
    pub fn set_syntax(self, syntax: Syntax) {
        if self.is_ready() {
            self.call(|editor| editor.set_syntax(syntax.name()));
        }
    }

    /// Renames the editor's own buttons and labels. Tracks the editor.
    pub fn set_texts(self, texts: &Texts) {
        if self.is_ready() {
            let labels = to_js(&Labels::of(texts));
            self.call(|editor| editor.set_labels(&labels));
        }
    }

    /// Takes the editor off the page.
    pub fn unmount(self) {
        self.call(JsEditor::destroy);
        self.0.update_untracked(|mounted| *mounted = None);
    }

    // The object is cloned first: a call may come back through `on_change`, which reads the handle again.
    fn call<T>(self, action: impl FnOnce(&JsEditor) -> T) -> Option<T> {
        let editor = self.0.try_with_untracked(|mounted| mounted.as_ref().map(|mounted| mounted.editor.clone()));
        editor.flatten().map(|editor| action(&editor))
    }
}

/// A diagnostic as the editor shows it: underlined, and in words when the pointer rests there.
#[derive(Serialize)]
struct Shown<'r> {
    start: Position,
    end: Position,
    severity: Severity,
    code: &'r str,
    message: &'r str,
    reason: &'static str,
    /// Where the manual says so.
    source: Option<String>,
}

impl<'r> Shown<'r> {
    fn of(diagnostic: &'r DiagnosticReport, locale: Locale) -> Self {
        let DiagnosticReport { start, end, severity, code, message, source, .. } = diagnostic;
        Self {
            start: *start,
            end: *end,
            severity: *severity,
            code,
            message,
            reason: why(code, locale),
            source: source.as_ref().map(citation),
        }
    }
}

/// The editor's own words.
#[derive(Serialize)]
struct Labels {
    name: &'static str,
    invitation: &'static str,
    phrases: serde_json::Map<String, serde_json::Value>,
}

impl Labels {
    fn of(texts: &Texts) -> Self {
        let phrases = texts.editor_phrases.iter().map(|(english, own)| ((*english).to_owned(), (*own).into()));
        Self { name: texts.editor_name, invitation: texts.editor_invitation, phrases: phrases.collect() }
    }
}

/// A value of ours as a JavaScript one, by way of JSON.
fn to_js(value: &impl Serialize) -> JsValue {
    let json = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&json).unwrap_or_default()
}
