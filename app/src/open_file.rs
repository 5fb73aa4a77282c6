//! Reads a file that a person chose. The file stays in the browser.
//!
//! Output: its text, and in what encoding it was written when that is not the usual one.

use js_sys::Uint8Array;
use validator_core::{Encoding, MAX_BYTES, Source};
use wasm_bindgen_futures::JsFuture;
use web_sys::File;

/// A file as text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpenedFile {
    pub name: String,
    pub text: String,
    /// `None` for UTF-8, which needs no word.
    pub encoding: Option<&'static str>,
}

/// Why a file was not opened. The text in the editor then stays as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// It was moved, or the browser may not read it.
    Unreadable { name: String },
    /// Beyond what is ever checked.
    TooLarge { name: String },
}

/// Reads and decodes the whole file.
pub async fn open_file(file: &File) -> Result<OpenedFile, NotOpened> {
    let name = file.name();
    if file.size() > MAX_BYTES as f64 {
        return Err(NotOpened::TooLarge { name });
    }
    let Ok(buffer) = JsFuture::from(file.array_buffer()).await else {
        return Err(NotOpened::Unreadable { name });
    };
    let bytes = Uint8Array::new(&buffer).to_vec();
    let source = Source::decode(&bytes);
    let encoding = (source.encoding != Encoding::Utf8).then(|| source.encoding.name());
    Ok(OpenedFile { name, text: source.text.into_owned(), encoding })
}
