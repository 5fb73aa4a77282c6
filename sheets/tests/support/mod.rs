//! Sheets of the tests, and what is said of them in a few words.
#![allow(dead_code)]

use std::collections::BTreeSet;

use sheets::payloads::{write_each, write_one};
use sheets::{Checked, Finding, Refusal, Sheet, check, returned, text};
use validator_core::{Locale, catalog};

/// A list of records, each with blocks and lists.
pub const PERSON: &str = "depsnet/pessoa";
/// Entries inside of an envelope.
pub const CONSUME: &str = "senior-g5/convenio/Consumir";
/// Entries inside of an object.
pub const ORDER: &str = "fis/pedido";
/// A payload a row.
pub const CONTRACT: &str = "senior-g5/contratovenda/Gerar";

pub fn sheet(id: &str) -> Sheet<'static> {
    Sheet::of(catalog::layout(id).expect("it is bundled")).expect("it can be filled in")
}

pub fn checked(id: &str, bytes: &[u8]) -> Result<Checked<'static>, Refusal> {
    check(bytes, &sheet(id), Locale::PtBr, &mut |_| {})
}

/// `D3 V304 e`: where, what, how loudly.
pub fn short(finding: &Finding) -> String {
    let place = format!("{}{}", finding.column.as_deref().unwrap_or("-"), finding.row);
    let code = finding.code.as_deref().unwrap_or("sheet");
    let severity = format!("{:?}", finding.severity).to_lowercase();
    format!("{place} {code} {severity}")
}

pub fn findings(id: &str, bytes: &[u8]) -> Vec<String> {
    checked(id, bytes).expect("it is read").findings.iter().map(short).collect()
}

pub fn one(id: &str, bytes: &[u8], without: &BTreeSet<u32>) -> String {
    let mut out = Vec::new();
    write_one(bytes, &sheet(id), without, &mut out, &mut |_| {}).expect("it is written");
    String::from_utf8(out).expect("it is text")
}

pub fn each(id: &str, bytes: &[u8], without: &BTreeSet<u32>) -> Vec<u8> {
    let mut out = Vec::new();
    write_each(bytes, &sheet(id), without, &mut out, &mut |_| {}).expect("it is written");
    out
}

pub fn given_back(id: &str, bytes: &[u8]) -> Vec<u8> {
    let checked = checked(id, bytes).expect("it is read");
    let mut out = Vec::new();
    returned::write(bytes, &checked, text::texts(Locale::PtBr), &mut out).expect("it is written");
    out
}
