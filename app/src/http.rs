//! The only way out of the page: questions to the server that it came from.
//!
//! Input: a path of ours, the token that a person signed in with, a body. Output: status and text, or nothing where no whole
//! answer came. Never names a host and follows no redirect.

use js_sys::{Array, Object, Reflect};
use proxy_api::CLIENT_HEADER;
use wasm_bindgen::prelude::*;

#[wasm_bindgen(module = "/js/http.js")]
extern "C" {
    /// Ends a question before its answer.
    #[derive(Clone)]
    pub type Stop;

    #[wasm_bindgen(js_name = newStop)]
    pub fn new_stop() -> Stop;
    #[wasm_bindgen(method)]
    pub fn abort(this: &Stop);
    async fn ask(path: &str, headers: &Object, body: Option<&str>, stop: Option<&Stop>) -> JsValue;
    /// A name for one intention to send, that nobody else draws.
    #[wasm_bindgen(js_name = drawName)]
    pub fn draw_name() -> String;
}

/// What the server answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    pub status: u16,
    pub text: String,
}

/// Asks for what stands at a path.
pub async fn get(path: &str, token: &str) -> Option<Reply> {
    reply(ask(path, &headers(token), None, None).await)
}

/// Hands over a JSON text.
pub async fn post(path: &str, token: &str, body: &str, stop: &Stop) -> Option<Reply> {
    let headers = headers(token);
    put(&headers, "content-type", "application/json");
    reply(ask(path, &headers, Some(body), Some(stop)).await)
}

fn headers(token: &str) -> Object {
    let headers = Object::new();
    put(&headers, CLIENT_HEADER, "page");
    if !token.is_empty() {
        put(&headers, "authorization", &format!("Bearer {token}"));
    }
    headers
}

fn put(headers: &Object, name: &str, value: &str) {
    // Setting a property of a fresh object cannot fail.
    let _ = Reflect::set(headers, &name.into(), &value.into());
}

fn reply(answer: JsValue) -> Option<Reply> {
    let answer = answer.dyn_into::<Array>().ok()?;
    // Every status has three digits.
    let status = answer.get(0).as_f64()? as u16;
    Some(Reply { status, text: answer.get(1).as_string()? })
}
