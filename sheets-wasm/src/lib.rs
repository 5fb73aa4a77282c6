//! Spreadsheets for the page's worker: models, checks, and what comes back, as bytes in pieces.
//!
//! Input: the bytes of a file and the id of a layout. Output: JSON for what is shown, pieces of bytes for what is saved.
//! Keeps the file that it was given until it is dropped, and nothing else.

use std::collections::BTreeSet;
use std::io::{self, Write};

use js_sys::{Function, Uint8Array};
use sheets::payloads::{self, Failure};
use sheets::text::texts;
use sheets::{Checked, Progress, Refusal, Sheet, check, model, returned};
use validator_core::{Locale, catalog};
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsError, JsValue};

/// A model to fill in; `kind` is `csv` or `xlsx`. Throws only where an argument names nothing that exists.
#[wasm_bindgen(js_name = makeModel)]
pub fn make_model(layout: &str, kind: &str, lang: &str) -> Result<Vec<u8>, JsError> {
    let (sheet, locale) = (sheet(layout)?, read_locale(lang)?);
    match kind {
        "csv" => Ok(model::csv(&sheet, locale)),
        "xlsx" => Ok(model::xlsx(&sheet, locale)?),
        _ => Err(unknown("kind", kind)),
    }
}

/// A file that a person has dropped.
#[wasm_bindgen]
pub struct Job {
    bytes: Vec<u8>,
    sheet: Sheet<'static>,
    locale: Locale,
    checked: Option<Checked<'static>>,
}

#[wasm_bindgen]
impl Job {
    /// Takes the bytes of a file.
    #[wasm_bindgen(constructor)]
    pub fn new(bytes: Vec<u8>, layout: &str, lang: &str) -> Result<Job, JsError> {
        Ok(Self { bytes, sheet: sheet(layout)?, locale: read_locale(lang)?, checked: None })
    }

    /// Checks it, and calls `on_progress` with how much of how many is done. The answer is JSON: what was found, or under
    /// `refused` why the file is not read.
    pub fn check(&mut self, on_progress: &Function) -> String {
        match check(&self.bytes, &self.sheet, self.locale, &mut tell(on_progress)) {
            Ok(checked) => {
                // Texts and numbers are always written.
                let answer = serde_json::to_string(&checked).unwrap_or_default();
                self.checked = Some(checked);
                answer
            }
            Err(refusal) => self.refused(&refusal),
        }
    }

    /// Hands out one payload of all rows, or of those without an error. The answer is as that of a check that was refused;
    /// nothing when all went well.
    #[wasm_bindgen(js_name = writeOne)]
    pub fn write_one(&self, with_faulty: bool, on_piece: &Function, on_progress: &Function) -> Option<String> {
        let mut out = Pieces::new(on_piece);
        let written = payloads::write_one(
            &self.bytes,
            &self.sheet,
            &self.left_out(with_faulty),
            &mut out,
            &mut tell(on_progress),
        );
        self.done(written, out)
    }

    /// Hands out an archive with one payload for each row.
    #[wasm_bindgen(js_name = writeEach)]
    pub fn write_each(&self, with_faulty: bool, on_piece: &Function, on_progress: &Function) -> Option<String> {
        let mut out = Pieces::new(on_piece);
        let left_out = self.left_out(with_faulty);
        let written = payloads::write_each(&self.bytes, &self.sheet, &left_out, &mut out, &mut tell(on_progress));
        self.done(written, out)
    }

    /// Hands out the same file with a column more.
    #[wasm_bindgen(js_name = writeReturned)]
    pub fn write_returned(&self, on_piece: &Function) -> Option<String> {
        let checked = self.checked.as_ref()?;
        let mut out = Pieces::new(on_piece);
        let written = returned::write(&self.bytes, checked, texts(self.locale), &mut out);
        self.done(written, out)
    }

    fn left_out(&self, with_faulty: bool) -> BTreeSet<u32> {
        let faulty = self.checked.as_ref().filter(|_| !with_faulty).map(|checked| checked.faulty.clone());
        faulty.unwrap_or_default()
    }

    fn done(&self, written: Result<(), Failure>, mut out: Pieces<'_>) -> Option<String> {
        match written.and_then(|()| Ok(out.flush()?)) {
            Ok(()) => None,
            Err(Failure::Refused(refusal)) => Some(self.refused(&refusal)),
            Err(Failure::Unwritten(error)) => {
                let refusal = Refusal::Broken { part: String::new(), detail: error.to_string() };
                Some(self.refused(&refusal))
            }
        }
    }

    fn refused(&self, refusal: &Refusal) -> String {
        let (message, help) = (texts(self.locale).refusal)(refusal);
        serde_json::json!({ "refused": { "message": message, "help": help } }).to_string()
    }
}

/// Bytes on their way to JavaScript.
struct Pieces<'f> {
    on_piece: &'f Function,
    gathered: Vec<u8>,
}

/// Bytes that are gathered before they are handed over.
const PIECE: usize = 256 * 1024;

impl<'f> Pieces<'f> {
    fn new(on_piece: &'f Function) -> Self {
        Self { on_piece, gathered: Vec::with_capacity(PIECE) }
    }
}

impl Write for Pieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.gathered.extend_from_slice(bytes);
        if self.gathered.len() >= PIECE {
            self.flush()?;
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gathered.is_empty() {
            return Ok(());
        }
        let piece = Uint8Array::from(self.gathered.as_slice());
        self.gathered.clear();
        let taken = self.on_piece.call1(&JsValue::NULL, &piece);
        taken.map(|_| ()).map_err(|_| io::Error::other("nobody takes it"))
    }
}

/// Tells how far the work is; whoever listens cannot stop it but by ending the worker.
fn tell(on_progress: &Function) -> impl FnMut(Progress) + '_ {
    |progress| {
        let (done, total) = (JsValue::from(progress.done as f64), JsValue::from(progress.total as f64));
        let _ = on_progress.call2(&JsValue::NULL, &done, &total);
    }
}

fn sheet(layout: &str) -> Result<Sheet<'static>, JsError> {
    catalog::layout(layout).and_then(Sheet::of).ok_or_else(|| unknown("layout", layout))
}

fn read_locale(tag: &str) -> Result<Locale, JsError> {
    tag.parse().map_err(|()| unknown("lang", tag))
}

/// For whoever calls this from a script; no person sees it.
fn unknown(argument: &str, value: &str) -> JsError {
    JsError::new(&format!("{argument} `{value}` does not exist"))
}
