//! The report as JSON: the form that every other form is a view of.
//!
//! Input: a `Report`. Output: indented JSON, byte for byte the same on every platform.
//! Adds nothing and leaves nothing out: the shape is that of the `report` module.

use crate::report::Report;

/// The report as `docs/contract.md` describes it.
pub fn json(report: &Report) -> String {
    let mut acc = serde_json::to_string_pretty(report).expect("every key of a report is a string");
    acc.push('\n');
    acc
}
