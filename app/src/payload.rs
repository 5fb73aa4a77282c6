//! The text under check. A long one stays with JavaScript, which the editor and the worker share, and is never copied
//! into this program.

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::editor::Syntax;

#[wasm_bindgen(module = "/js/long-text.js")]
extern "C" {
    /// A text in pieces: the editor's snapshot, or a whole string.
    #[derive(Clone, Debug, PartialEq)]
    pub type LongText;

    #[wasm_bindgen(js_name = longText)]
    fn long_text(text: &JsString) -> LongText;
    #[wasm_bindgen(method, getter)]
    pub fn length(this: &LongText) -> u32;
    #[wasm_bindgen(method)]
    fn head(this: &LongText, length: u32) -> String;
    #[wasm_bindgen(method)]
    fn text(this: &LongText) -> JsString;
}

/// Up to this length, in UTF-16 units, every keystroke is checked at once; a longer text goes to the worker. A check of
/// so many takes less than the 16 ms between two pictures of the screen.
pub const CHECKED_AT_ONCE: u32 = 16 * 1024;

/// From this length on, copying the text to the worker is felt, and the typing must rest longer before it is done.
pub const HEAVY: u32 = 256 * 1024;

/// How much of a long text tells its syntax.
const BEGINNING: u32 = 1024;

/// A text and where it lies.
#[derive(Clone, Debug, PartialEq)]
pub enum Payload {
    Short(String),
    Long(LongText),
}

impl Payload {
    /// No text at all.
    pub fn empty() -> Self {
        Payload::Short(String::new())
    }

    /// Whether there is nothing to check.
    pub fn is_empty(&self) -> bool {
        match self {
            Payload::Short(text) => text.trim().is_empty(),
            Payload::Long(_) => false,
        }
    }

    /// In UTF-16 units, for a long text; a short one is never asked.
    pub fn length(&self) -> u32 {
        match self {
            Payload::Short(_) => 0,
            Payload::Long(text) => text.length(),
        }
    }

    /// What colours it.
    pub fn syntax(&self) -> Syntax {
        match self {
            Payload::Short(text) => Syntax::of(text),
            Payload::Long(text) => Syntax::of(&text.head(BEGINNING)),
        }
    }

    /// The text for this program, unless it is longer than this in UTF-16 units.
    pub fn to_text(&self, limit: u32) -> Option<String> {
        match self {
            Payload::Short(text) => Some(text.clone()),
            Payload::Long(text) => (text.length() <= limit).then(|| String::from(text.text())),
        }
    }

    /// The text for JavaScript.
    pub fn to_js(&self) -> JsString {
        match self {
            Payload::Short(text) => JsString::from(text.as_str()),
            Payload::Long(text) => text.text(),
        }
    }
}

impl From<LongText> for Payload {
    fn from(text: LongText) -> Self {
        if text.length() > CHECKED_AT_ONCE { Payload::Long(text) } else { Payload::Short(String::from(text.text())) }
    }
}

impl From<JsString> for Payload {
    fn from(text: JsString) -> Self {
        Payload::from(long_text(&text))
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        // A text never has more UTF-16 units than bytes.
        let may_be_long = u32::try_from(text.len()).map_or(true, |length| length > CHECKED_AT_ONCE);
        if may_be_long { Payload::from(JsString::from(text)) } else { Payload::Short(text) }
    }
}
