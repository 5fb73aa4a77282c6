//! What is wrong, by row and column.

use serde::Serialize;
use validator_core::violation::Severity;

/// One thing to be said about a cell, a row or a column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The row, from 1; 0 for what concerns the whole sheet.
    pub row: u32,
    /// The column's letters, where it is in the sheet.
    pub column: Option<String>,
    /// The column's name, or the field's.
    pub name: Option<String>,
    /// How loudly it is said.
    pub severity: Severity,
    /// The diagnostic's code; what only a spreadsheet can do wrong has none.
    pub code: Option<String>,
    /// One sentence.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Finding {
    /// Whether the row can be sent as it is.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
