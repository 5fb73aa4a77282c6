//! The text under check. A long one stays with JavaScript, which the editor and the worker share, and is never copied
//! into this program.

use std::borrow::Cow;

use js_sys::JsString;

use crate::editor::Syntax;

/// Up to this length, in UTF-16 units, every keystroke is checked at once; a longer text goes to the worker. A check of
/// so many takes less than the 16 ms between two pictures of the screen.
pub const CHECKED_AT_ONCE: u32 = 16 * 1024;

/// From this length on, copying the text to the worker is felt, and the typing must rest longer before it is done.
pub const HEAVY: u32 = 256 * 1024;

/// How much of a long text tells its syntax.
const BEGINNING: u32 = 1024;

/// A text and where it lies.
#[derive(Clone, Debug)]
pub enum Payload {
    Short(String),
    Long(JsString),
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
            Payload::Long(text) => Syntax::of(&String::from(text.slice(0, BEGINNING))),
        }
    }

    /// The text for this program; a long one is copied.
    pub fn to_text(&self) -> Cow<'_, str> {
        match self {
            Payload::Short(text) => Cow::Borrowed(text),
            Payload::Long(text) => Cow::Owned(String::from(text)),
        }
    }

    /// The text for JavaScript.
    pub fn to_js(&self) -> JsString {
        match self {
            Payload::Short(text) => JsString::from(text.as_str()),
            Payload::Long(text) => text.clone(),
        }
    }
}

impl From<JsString> for Payload {
    fn from(text: JsString) -> Self {
        if text.length() > CHECKED_AT_ONCE { Payload::Long(text) } else { Payload::Short(String::from(text)) }
    }
}

impl From<String> for Payload {
    fn from(text: String) -> Self {
        // A text never has more UTF-16 units than bytes.
        let may_be_long = u32::try_from(text.len()).map_or(true, |length| length > CHECKED_AT_ONCE);
        if may_be_long { Payload::from(JsString::from(text)) } else { Payload::Short(text) }
    }
}
