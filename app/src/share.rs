//! A payload in a link, for somebody else to look at: with fakes in the place of whatever may tell of a person.
//!
//! Input: a text and how it is judged. Output: what will be seen, and the link. The link's payload stands after the hash of
//! the address, which no browser sends to a server; this page takes it out of the address as soon as it has read it.

use js_sys::{BigUint64Array, JsString};
use validator_core::MaskKey;
use wasm_bindgen::prelude::*;

use crate::question::Question;

#[wasm_bindgen(module = "/js/share.js")]
extern "C" {
    #[wasm_bindgen(js_name = linkOf)]
    async fn link_of(text: &str) -> JsValue;
    #[wasm_bindgen(js_name = takeFragment)]
    fn take_fragment() -> Option<JsString>;
    #[wasm_bindgen(js_name = textOf)]
    async fn text_of(fragment: &JsString) -> JsValue;
    #[wasm_bindgen(js_name = drawKey)]
    fn draw_key() -> BigUint64Array;
}

/// A longer text, in UTF-16 units, is not even looked at: no link would hold it.
pub const LONGEST: u32 = 400_000;

/// What is about to be shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shared {
    /// The payload as the other person will see it.
    pub text: String,
    /// Nothing when it is too long for a link.
    pub link: Option<String>,
}

/// The payload with fakes, of the same length; nothing where something stands around it, which is no part of that.
pub fn masked(text: &str, question: &Question) -> Option<String> {
    let masked = question.mask(text, draw_mask_key());
    (masked.len() == text.len()).then_some(masked)
}

/// Replaces what must not be seen, and packs the rest into a link.
pub async fn share(text: &str, question: &Question) -> Shared {
    let text = question.mask(text, draw_mask_key());
    let link = link_of(&text).await.as_string();
    Shared { text, link }
}

/// What fakes are made from, drawn by the browser. Nobody keeps it.
pub fn draw_mask_key() -> MaskKey {
    let mut key = [0; 2];
    draw_key().copy_to(&mut key);
    MaskKey(key)
}

/// What came with the address that the page was opened at.
pub struct Arrived(JsString);

impl Arrived {
    /// Takes it out of the address.
    pub fn take() -> Option<Self> {
        take_fragment().map(Self)
    }

    /// The payload, if it is one that this page has packed.
    pub async fn text(self) -> Option<String> {
        text_of(&self.0).await.as_string()
    }
}
