//! The code editor, which is JavaScript (`editor/`), as a handle that any component may hold.
//!
//! Every call is safe before the editor is there: it then does nothing. There is one editor, which leaves the page and
//! comes back to it with its text, its selection and everything that can be undone.
//! Places go over as line and column, because the editor counts every line break as one unit.

use js_sys::{JsString, Uint32Array};
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;
use serde::Serialize;
use validator_core::Locale;
use validator_core::report::{DiagnosticReport, EditReport, FileReport, Position};
use validator_core::violation::Severity;
use wasm_bindgen::prelude::*;

use crate::check::why;
use crate::export::citation;
use crate::payload::{LongText, Payload};
use crate::text::Texts;

#[wasm_bindgen(module = "/js/editor-loader.js")]
extern "C" {
    /// The object that `editor/editor.js` returns.
    #[derive(Clone)]
    type JsEditor;

    #[wasm_bindgen(js_name = createEditor, catch)]
    async fn create_editor(options: &JsValue) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(method)]
    fn attach(this: &JsEditor, parent: &HtmlElement);
    #[wasm_bindgen(method)]
    fn detach(this: &JsEditor);
    #[wasm_bindgen(method)]
    fn snapshot(this: &JsEditor) -> LongText;
    #[wasm_bindgen(method, js_name = setDoc)]
    fn set_text(this: &JsEditor, text: &JsString);
    #[wasm_bindgen(method, js_name = setDiagnostics)]
    fn set_diagnostics(this: &JsEditor, numbers: &Uint32Array);
    #[wasm_bindgen(method)]
    fn lock(this: &JsEditor, numbers: &Uint32Array);
    #[wasm_bindgen(method)]
    fn select(this: &JsEditor, start_line: u32, start_column: u32, end_line: u32, end_column: u32);
    #[wasm_bindgen(method, js_name = applyEdits)]
    fn apply_edits(this: &JsEditor, edits: &JsValue);
    #[wasm_bindgen(method, js_name = writeEdits)]
    fn write_edits(this: &JsEditor, edits: &JsValue);
    #[wasm_bindgen(method)]
    fn undo(this: &JsEditor);
    #[wasm_bindgen(method)]
    fn redo(this: &JsEditor);
    #[wasm_bindgen(method, js_name = setLanguage)]
    fn set_syntax(this: &JsEditor, syntax: &str);
    #[wasm_bindgen(method, js_name = setLabels)]
    fn set_labels(this: &JsEditor, labels: &JsValue);
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

/// What the editor starts with.
pub struct EditorOptions {
    /// May change while the editor is on its way.
    pub payload: RwSignal<Payload, LocalStorage>,
    pub texts: &'static Texts,
    pub listener: Listener,
}

/// Whom the editor tells while it is on the page.
#[derive(Clone, Copy)]
pub struct Listener {
    /// Receives the new length of the text in UTF-16 units.
    pub on_change: Callback<u32>,
    pub on_select: Callback<Selection>,
    /// What is said of a row, when the pointer rests on its place.
    pub describe: Callback<usize, Option<DiagnosticReport>>,
    pub locale: Signal<Locale>,
}

/// The editor and the closures that it calls, which must live as long as it does.
struct Mounted {
    editor: JsEditor,
    _on_change: Closure<dyn FnMut(u32)>,
    _on_select: Closure<dyn FnMut(u32, u32, u32, u32)>,
    _describe: Closure<dyn FnMut(u32) -> JsValue>,
}

/// Copy handle to an editor that may still be on its way.
#[derive(Clone, Copy)]
pub struct EditorHandle {
    mounted: RwSignal<Option<Mounted>, LocalStorage>,
    /// Whom it tells; nobody while it is off the page.
    listener: StoredValue<Option<Listener>>,
    /// The text that it had when it left the page.
    left_with: StoredValue<Option<Payload>, LocalStorage>,
}

impl EditorHandle {
    /// A handle without an editor yet.
    pub fn new() -> Self {
        Self {
            mounted: RwSignal::new_local(None),
            listener: StoredValue::new(None),
            left_with: StoredValue::new_local(None),
        }
    }

    /// Puts the editor into `parent`; the first time it is loaded before. Gives `false` when it could not be loaded.
    pub async fn mount(self, parent: HtmlElement, options: EditorOptions) -> bool {
        if self.mounted.with_untracked(Option::is_none) {
            let Some(mounted) = self.create(&options).await else { return false };
            self.mounted.update_untracked(|slot| *slot = Some(mounted));
        }
        let EditorOptions { payload, listener, .. } = options;
        let Some(payload) = payload.try_get_untracked() else { return false };
        self.call(|editor| editor.attach(&parent));
        let has_it = self.left_with.try_update_value(Option::take).flatten().as_ref() == Some(&payload);
        if !has_it && !payload.is_empty() {
            self.set_text(&payload.to_js());
        }
        self.listener.set_value(Some(listener));
        // Only now is there an editor for those who wait for one.
        self.mounted.notify();
        true
    }

    async fn create(self, options: &EditorOptions) -> Option<Mounted> {
        let listener = move || self.listener.try_get_value().flatten();
        let on_change = Closure::<dyn FnMut(u32)>::new(move |length| {
            listener().map(|listener| listener.on_change.try_run(length));
        });
        let on_select =
            Closure::<dyn FnMut(u32, u32, u32, u32)>::new(move |start_line, start_column, end_line, end_column| {
                let selection = (start_line, start_column, end_line, end_column);
                listener().map(|listener| listener.on_select.try_run(selection));
            });
        let describe = Closure::<dyn FnMut(u32) -> JsValue>::new(move |row: u32| {
            let described = listener().and_then(|listener| {
                let diagnostic = listener.describe.try_run(usize::try_from(row).ok()?).flatten()?;
                Some(to_js(&Told::of(&diagnostic, listener.locale.get_untracked())))
            });
            described.unwrap_or(JsValue::NULL)
        });

        let object = js_sys::Object::new();
        let entries = [
            ("language", JsValue::from_str(options.payload.with_untracked(Payload::syntax).name())),
            ("labels", to_js(&Labels::of(options.texts))),
            ("onChange", on_change.as_ref().clone()),
            ("onSelect", on_select.as_ref().clone()),
            ("describe", describe.as_ref().clone()),
        ];
        for (name, value) in entries {
            // Setting a property of a fresh object cannot fail.
            let _ = js_sys::Reflect::set(&object, &JsValue::from_str(name), &value);
        }

        let editor = create_editor(&object).await.ok()?.unchecked_into();
        Some(Mounted { editor, _on_change: on_change, _on_select: on_select, _describe: describe })
    }

    /// Whether the editor is there; tracked.
    pub fn is_ready(self) -> bool {
        self.mounted.with(Option::is_some)
    }

    /// The text as it is now, with its own line ends.
    pub fn text(self) -> Option<Payload> {
        self.call(JsEditor::snapshot).map(Payload::from)
    }

    /// Replaces the whole text, as one step that can be undone.
    pub fn set_text(self, text: &JsString) {
        self.call(|editor| editor.set_text(text));
    }

    /// Underlines what a report lists, and nothing else. Tracks the editor, so that an effect also runs once it is there.
    pub fn show(self, report: &FileReport) {
        if self.is_ready() {
            let numbers: Vec<u32> = report.diagnostics.iter().flat_map(numbers).collect();
            self.call(|editor| editor.set_diagnostics(&Uint32Array::from(numbers.as_slice())));
        }
    }

    /// Marks values that nobody types, and keeps keys away from them, until it leaves the page. Tracks the editor.
    pub fn lock(self, places: &[(Position, Position)]) {
        if self.is_ready() {
            let numbers = |(start, end): &(Position, Position)| [start.line, start.column, end.line, end.column];
            let numbers: Vec<u32> = places.iter().flat_map(numbers).collect();
            self.call(|editor| editor.lock(&Uint32Array::from(numbers.as_slice())));
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

    /// Makes edits that a form has made, as typing: what is typed in one go is undone in one go. The focus stays where it is,
    /// and nobody is told.
    pub fn write(self, edits: &[EditReport]) {
        let edits = to_js(&edits);
        self.call(|editor| editor.write_edits(&edits));
    }

    /// Takes back the last step, wherever it was made.
    pub fn undo(self) {
        self.call(JsEditor::undo);
    }

    /// Makes the step again that was taken back last.
    pub fn redo(self) {
        self.call(JsEditor::redo);
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

    /// Takes the editor off the page, with this text in it.
    pub fn unmount(self, payload: Payload) {
        self.listener.set_value(None);
        self.left_with.set_value(Some(payload));
        self.call(JsEditor::detach);
    }

    // The object is cloned first: a call may come back through `on_change`, which reads the handle again.
    fn call<T>(self, action: impl FnOnce(&JsEditor) -> T) -> Option<T> {
        let editor = self.mounted.try_with_untracked(|mounted| mounted.as_ref().map(|mounted| mounted.editor.clone()));
        editor.flatten().map(|editor| action(&editor))
    }
}

/// A diagnostic as the editor draws it: start line and column, end line and column, loudness.
fn numbers(diagnostic: &DiagnosticReport) -> [u32; 5] {
    let DiagnosticReport { start, end, severity, .. } = diagnostic;
    let loudness = match severity {
        Severity::Hint => 0,
        Severity::Warning => 1,
        Severity::Error => 2,
    };
    [start.line, start.column, end.line, end.column, loudness]
}

/// A diagnostic in words, for when the pointer rests on it.
#[derive(Serialize)]
struct Told<'r> {
    code: &'r str,
    message: &'r str,
    reason: &'static str,
    /// Where the manual says so.
    source: Option<String>,
}

impl<'r> Told<'r> {
    fn of(diagnostic: &'r DiagnosticReport, locale: Locale) -> Self {
        let DiagnosticReport { code, message, source, .. } = diagnostic;
        Self { code, message, reason: why(code, locale), source: source.as_ref().map(citation) }
    }
}

/// The editor's own words.
#[derive(Serialize)]
struct Labels {
    name: &'static str,
    invitation: &'static str,
    locked: &'static str,
    phrases: serde_json::Map<String, serde_json::Value>,
}

impl Labels {
    fn of(texts: &Texts) -> Self {
        let phrases = texts.editor_phrases.iter().map(|(english, own)| ((*english).to_owned(), (*own).into()));
        Self {
            name: texts.editor_name,
            invitation: texts.editor_invitation,
            locked: texts.form.locked_in_text,
            phrases: phrases.collect(),
        }
    }
}

/// A value of ours as a JavaScript one, by way of JSON.
fn to_js(value: &impl Serialize) -> JsValue {
    let json = serde_json::to_string(value).unwrap_or_default();
    js_sys::JSON::parse(&json).unwrap_or_default()
}
