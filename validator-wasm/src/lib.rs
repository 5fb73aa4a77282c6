//! The validator as WASM, from bytes or a string to the text of a report.
//!
//! Input: a payload, and how it is to be looked at. Output: what `gabarito check --format json` prints for it.
//! Never keeps anything between two calls.

mod text;

use validator_core::report::{FileReport, Report};
use validator_core::{LayoutChoice, Locale, Options, Profile, catalog, render};
use wasm_bindgen::JsError;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::text::JsText;

/// Checks one payload. Without `layout` its layout is detected; `profile` and `lang` are written as on the command line.
///
/// `file` is the name that the report shows. Throws only where an argument names nothing that exists.
#[wasm_bindgen]
pub fn check(bytes: &[u8], layout: Option<String>, profile: &str, lang: &str, file: &str) -> Result<String, JsError> {
    Ok(written(validator_core::check(bytes, &options(layout, profile, lang)?), file))
}

/// Checks one payload that is a string, exactly as [`check`] checks its bytes in UTF-8.
#[wasm_bindgen(js_name = checkText)]
pub fn check_text(
    text: &JsText,
    layout: Option<String>,
    profile: &str,
    lang: &str,
    file: &str,
) -> Result<String, JsError> {
    Ok(written(validator_core::check_text(&text::read(text), &options(layout, profile, lang)?), file))
}

fn options(layout: Option<String>, profile: &str, lang: &str) -> Result<Options<'static>, JsError> {
    Ok(Options {
        layout: choose_layout(layout)?,
        profile: read_profile(profile)?,
        locale: read_locale(lang)?,
        ..Options::default()
    })
}

fn written(mut report: FileReport, file: &str) -> String {
    report.file = file.to_owned();
    render::json(&Report::new(vec![report]))
}

fn choose_layout(id: Option<String>) -> Result<LayoutChoice<'static>, JsError> {
    let Some(id) = id else { return Ok(LayoutChoice::Detect) };
    catalog::layout(&id).map(LayoutChoice::Use).ok_or_else(|| unknown("layout", &id))
}

fn read_profile(name: &str) -> Result<Profile, JsError> {
    match name {
        "documented" => Ok(Profile::Documented),
        "tolerated" => Ok(Profile::Tolerated),
        _ => Err(unknown("profile", name)),
    }
}

fn read_locale(tag: &str) -> Result<Locale, JsError> {
    tag.parse().map_err(|()| unknown("lang", tag))
}

/// For whoever calls this from a script; no person sees it.
fn unknown(argument: &str, value: &str) -> JsError {
    JsError::new(&format!("{argument} `{value}` does not exist"))
}
