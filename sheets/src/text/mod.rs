//! What is said of a sheet, in each language: words for what only a spreadsheet can do wrong.
//!
//! What is wrong with a value is worded by `validator-core`. One constant a language, one field a text: a language that
//! lacks a text does not compile.

mod en;
mod es;
mod pt_br;

use validator_core::Locale;

use crate::notation::Note;
use crate::refusal::Refusal;

/// What is wrong, and what to do.
pub type Said = (String, String);

/// The texts of one language.
pub struct Texts {
    /// Above the column that we add.
    pub findings_column: &'static str,
    /// In that column, where there is nothing to say.
    pub no_finding: &'static str,
    /// Why a file is not read.
    pub refusal: fn(refusal: &Refusal) -> Said,
    /// What was done to a value.
    pub note: fn(note: &Note) -> Said,
    /// A value that stands once in a payload differs from that of `row`.
    pub differs: fn(row: u32) -> Said,
    /// A value that no two rows may share stands in `row` too.
    pub repeats: fn(row: u32) -> Said,
    /// The text is not UTF-8.
    pub encoding: fn(name: &str) -> Said,
    /// A workbook has more than one sheet.
    pub one_of_sheets: fn(name: &str, n_sheets: usize) -> Said,
    /// A column that no field has the name of.
    pub unknown_column: fn(name: &str, nearest: Option<&str>) -> Said,
    /// Required columns are not there.
    pub missing_columns: fn(row: u32, names: &[String]) -> Said,
    /// Values that formulas computed.
    pub formulas: fn(n: usize, first: &str) -> Said,
    /// More is wrong than the sheet is given back with.
    pub too_many_findings: fn() -> Said,
    /// The rules of a column.
    pub required: &'static str,
    /// A field that is due under a condition.
    pub by_condition: &'static str,
    /// A field that may stay blank.
    pub optional: &'static str,
    /// The name of the sheet in a workbook.
    pub sheet_name: &'static str,
}

/// The texts of one language.
pub fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::PtBr => &pt_br::TEXTS,
        Locale::En => &en::TEXTS,
        Locale::Es => &es::TEXTS,
    }
}

/// A limit of bytes as megabytes.
fn megabytes(bytes: usize) -> usize {
    bytes / 1_000_000
}

fn said(message: impl Into<String>, help: impl Into<String>) -> Said {
    (message.into(), help.into())
}
