//! What holds for every input whatever is in it. The fuzz targets in `fuzz/` and the bounded tests of this package ask the same of it.
//!
//! Input: any bytes. Output: a panic where a property does not hold.
//! Makes no input: those who call bring it.

pub mod detection;
pub mod fixes;
pub mod json_oracle;
mod line;
pub mod report;
mod tree;
pub mod xml_oracle;

use std::borrow::Cow;

use validator_core::parse::{parse_json, parse_xml};

/// What is asked of any bytes.
pub type Property = fn(&[u8]);

/// Every property by the name of its fuzz target.
pub const ALL: [(&str, Property); 7] = [
    ("json", json),
    ("xml", xml),
    ("line", line),
    ("json_oracle", json_oracle),
    ("xml_oracle", xml_oracle),
    ("fixes", fixes),
    ("detection", detection),
];

/// Of how many fixes of one text is asked what they mend: the next text has others.
const N_FIXES: usize = 6;

/// Whatever comes, our JSON parser makes a sound tree of it.
pub fn json(bytes: &[u8]) {
    tree::assert_sound(&parse_json(&text(bytes)));
}

/// Whatever comes, our XML parser makes a sound tree of it.
pub fn xml(bytes: &[u8]) {
    tree::assert_sound(&parse_xml(&text(bytes)));
}

/// Whatever comes, a sound report goes out, in every form.
pub fn line(bytes: &[u8]) {
    line::check_all(bytes);
}

/// We accept what `serde_json` accepts, as the same value, and refuse what it refuses.
pub fn json_oracle(bytes: &[u8]) {
    json_oracle::check(&text(bytes));
}

/// We accept what `roxmltree` accepts, as the same names and texts, and refuse what it refuses.
pub fn xml_oracle(bytes: &[u8]) {
    xml_oracle::check(&text(bytes));
}

/// Fixes mend what they stand at and do not overlap; safe ones break nothing and leave nothing for a second run.
pub fn fixes(bytes: &[u8]) {
    let text = text(bytes);
    fixes::check_fixed_once(&text);
    fixes::check_first_fixes(&text, N_FIXES);
}

/// A payload is recognised by its names, however it is written.
pub fn detection(bytes: &[u8]) {
    detection::check(&text(bytes));
}

/// Bytes as text, with a mark for what is no UTF-8, so that no input is wasted.
fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}
