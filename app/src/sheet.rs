//! Spreadsheets: the page's side of the worker that makes and reads them.
//!
//! The worker has a program of its own, which is fetched when the first task comes; nothing of it is part of this one. One
//! task at a time; to stop one is to end the worker. The file stays with the browser, and a check is lost with its page.
//!
//! What comes back is JSON, whose shape `sheets` writes (`sheets/src/finding.rs`) and this file reads. The page must not
//! depend on that crate, which brings the readers of spreadsheets along; and a third one for one flat struct, which each side
//! has for a purpose of its own, would cost more than the likeness. The flows of `tests/browser` hold the two together.

use leptos::prelude::*;
use serde::Deserialize;
use validator_core::report::Counts;
use validator_core::violation::Severity;
use wasm_bindgen::prelude::*;
use web_sys::File;

#[wasm_bindgen(module = "/js/sheet.js")]
extern "C" {
    type JsSheets;

    #[wasm_bindgen(js_name = startSheets)]
    fn start(on_progress: &Closure<dyn FnMut(f64, f64)>, on_answer: &Closure<dyn FnMut(String, String)>) -> JsSheets;
    #[wasm_bindgen(method)]
    fn model(this: &JsSheets, layout: &str, kind: &str, lang: &str, name: &str);
    #[wasm_bindgen(method)]
    fn check(this: &JsSheets, file: &File, layout: &str, lang: &str);
    #[wasm_bindgen(method)]
    fn write(this: &JsSheets, what: &str, with_faulty: bool, name: &str);
    #[wasm_bindgen(method)]
    fn stop(this: &JsSheets);
}

/// What is wrong with a cell, a row or the file.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Finding {
    /// From 1; 0 for what concerns the whole file.
    pub row: u32,
    /// The column's letters.
    pub column: Option<String>,
    /// The column's name.
    pub name: Option<String>,
    pub severity: Severity,
    pub code: Option<String>,
    pub message: String,
    pub help: String,
}

/// Why a file was not read.
#[derive(Clone, Debug, PartialEq, Deserialize)]
pub struct Refused {
    pub message: String,
    pub help: String,
}

/// What a check says, or why there was none.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
pub struct Answer {
    pub n_rows: usize,
    pub n_faulty: usize,
    pub counts: Counts,
    pub findings: Vec<Finding>,
    pub notices: Vec<Finding>,
    pub refused: Option<Refused>,
}

/// What comes of a file that was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Output {
    One,
    Each,
    Returned,
}

impl Output {
    fn tag(self) -> &'static str {
        match self {
            Output::One => "one",
            Output::Each => "each",
            Output::Returned => "returned",
        }
    }
}

/// What the worker is at.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    /// Of the file that is read or made.
    pub name: String,
    pub is_reading: bool,
    /// From 0 to 1; none before the first word of it.
    pub done: Option<f64>,
}

/// What is said of the task that ended last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    Cancelled,
    Failed,
    Saved(String),
}

struct Running {
    js: JsSheets,
    _on_progress: Closure<dyn FnMut(f64, f64)>,
    _on_answer: Closure<dyn FnMut(String, String)>,
}

/// Copy handle to the worker and to what it said.
#[derive(Clone, Copy)]
pub struct Sheets {
    running: StoredValue<Option<Running>, LocalStorage>,
    pub work: RwSignal<Option<Work>>,
    pub outcome: RwSignal<Option<Outcome>>,
    /// The name of the file that was checked last, and what came of it.
    pub answer: RwSignal<Option<(String, Answer)>>,
}

impl Sheets {
    /// No worker yet; it ends with the page.
    pub fn new() -> Self {
        let sheets = Self {
            running: StoredValue::new_local(None),
            work: RwSignal::new(None),
            outcome: RwSignal::new(None),
            answer: RwSignal::new(None),
        };
        let on_progress = Closure::new(move |done: f64, total: f64| {
            let done = (total > 0.0).then(|| (done / total).clamp(0.0, 1.0));
            sheets.work.try_update(|work| {
                if let Some(work) = work {
                    work.done = done;
                }
            });
        });
        let on_answer = Closure::new(move |kind: String, text: String| sheets.take(&kind, &text));
        let js = start(&on_progress, &on_answer);
        sheets.running.set_value(Some(Running { js, _on_progress: on_progress, _on_answer: on_answer }));
        on_cleanup(move || {
            sheets.running.try_update_value(|running| {
                if let Some(running) = running {
                    running.js.stop();
                }
            });
        });
        sheets
    }

    /// Makes a model, `csv` or `xlsx`, and saves it.
    pub fn model(self, layout: &str, kind: &str, lang: &str, name: &str) {
        self.begin(name, false);
        self.ask(|js| js.model(layout, kind, lang, name));
    }

    /// Checks a file.
    pub fn check(self, file: &File, layout: &str, lang: &str) {
        self.answer.set(None);
        self.begin(&file.name(), true);
        self.ask(|js| js.check(file, layout, lang));
    }

    /// Makes what comes of the file that was checked, and saves it.
    pub fn write(self, output: Output, with_faulty: bool, name: &str) {
        self.begin(name, false);
        self.ask(|js| js.write(output.tag(), with_faulty, name));
    }

    /// Ends the task at hand. What was checked before has to be checked again, because the worker held it.
    pub fn cancel(self) {
        self.ask(JsSheets::stop);
        self.end(Outcome::Cancelled);
    }

    fn begin(self, name: &str, is_reading: bool) {
        self.outcome.set(None);
        self.work.set(Some(Work { name: name.to_owned(), is_reading, done: None }));
    }

    fn ask(self, ask: impl FnOnce(&JsSheets)) {
        self.running.with_value(|running| {
            if let Some(running) = running {
                ask(&running.js);
            }
        });
    }

    /// A worker that was ended took the file along.
    fn end(self, outcome: Outcome) {
        self.work.set(None);
        if outcome == Outcome::Cancelled || outcome == Outcome::Failed {
            self.answer.set(None);
        }
        self.outcome.set(Some(outcome));
    }

    fn take(self, kind: &str, text: &str) {
        // The page may have been left.
        let Some(Some(work)) = self.work.try_get_untracked() else { return };
        match (kind, serde_json::from_str::<Answer>(text)) {
            ("saved", _) => self.end(Outcome::Saved(text.to_owned())),
            ("checked", Ok(answer)) => {
                self.work.set(None);
                self.answer.set(Some((work.name, answer)));
            }
            _ => self.end(Outcome::Failed),
        }
    }
}
