//! Spreadsheets in and out: a model to fill in, rows to payloads, and what is wrong by row and column.
//!
//! ```text
//! layout ─columns▶ Sheet ─model▶ CSV, XLSX
//! bytes ─rows▶ Row ─walk (heading, notation)▶ values ─record▶ payload ─judge▶ findings ─returned▶ the same sheet
//! ```
//!
//! Bytes come in and bytes go out: no file is opened, no clock is read, nothing knows a browser. What comes in is hostile until
//! proven otherwise: `guard` looks at a workbook before anything reads it, and `limits` bounds time and memory.

pub mod cell;
pub mod check;
pub mod columns;
mod delimited;
pub mod finding;
mod guard;
mod heading;
mod judge;
pub mod limits;
pub mod model;
mod notation;
pub mod payloads;
mod record;
mod refusal;
pub mod returned;
mod rows;
mod rules;
pub mod text;
mod walk;
mod workbook;

pub use check::{Checked, check};
pub use columns::Sheet;
pub use finding::Finding;
pub use refusal::Refusal;
pub use rows::Progress;
