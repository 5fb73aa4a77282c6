//! A JavaScript string as a text in this memory.
//!
//! Input: a string that stays with JavaScript. Output: its characters as UTF-8; half of one becomes U+FFFD, as everywhere in
//! the web. Piece by piece, so that each is proven to be UTF-8 and copied while it is still in the processor's cache: a buffer
//! of JavaScript's own for all of it would first be made, then copied, read again and cleared away.

use wasm_bindgen::prelude::wasm_bindgen;

#[wasm_bindgen]
extern "C" {
    /// A string of JavaScript.
    #[wasm_bindgen(js_name = String)]
    pub type JsText;
    /// In UTF-16 units.
    #[wasm_bindgen(method, getter)]
    fn length(this: &JsText) -> u32;
    #[wasm_bindgen(method)]
    fn slice(this: &JsText, start: u32, end: u32) -> JsText;
    /// 0 behind the end.
    #[wasm_bindgen(method, js_name = charCodeAt)]
    fn unit(this: &JsText, at: u32) -> u32;

    type TextEncoder;
    #[wasm_bindgen(constructor)]
    fn new() -> TextEncoder;
    #[wasm_bindgen(method, js_name = encodeInto)]
    fn encode_into(this: &TextEncoder, text: &JsText, room: &mut [u8]) -> Progress;

    type Progress;
    /// In bytes.
    #[wasm_bindgen(method, getter)]
    fn written(this: &Progress) -> u32;
}

/// How many UTF-16 units a piece has.
const PIECE: u32 = 1 << 15;

/// How many bytes a UTF-16 unit takes at most.
const MOST_BYTES: u32 = 3;

/// The text of a string.
pub fn read(text: &JsText) -> String {
    let encoder = TextEncoder::new();
    let n_units = text.length();
    let mut room = vec![0; (n_units.min(PIECE) * MOST_BYTES) as usize];
    // Most texts are nearly ASCII.
    let mut acc = String::with_capacity((n_units + n_units / 16) as usize);
    let mut start = 0;
    while start < n_units {
        let end = piece_end(text, start).min(n_units);
        let n_bytes = encoder.encode_into(&text.slice(start, end), &mut room).written();
        let piece = room.get(..n_bytes as usize).and_then(|bytes| simdutf8::basic::from_utf8(bytes).ok());
        acc.push_str(piece.expect("an encoder of UTF-8 writes UTF-8, and no more than fits"));
        start = end;
    }
    acc
}

/// Never between the halves of a character.
fn piece_end(text: &JsText, start: u32) -> u32 {
    let end = start + PIECE;
    let is_between = (0xD800..0xDC00).contains(&text.unit(end - 1));
    end - u32::from(is_between)
}
