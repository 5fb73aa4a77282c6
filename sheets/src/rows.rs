//! The rows of a file, whatever its kind, one after the other.
//!
//! Input: the bytes of a file. Output: each row that has something in it, with its number as the spreadsheet counts.
//! Never holds more than one row beside the file itself.

use std::io::Cursor;

use validator_core::{Encoding, Source};

use crate::cell::Cell;
use crate::limits;
use crate::refusal::Refusal;
use crate::workbook::Workbook;
use crate::{delimited, guard};

/// A row with something in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row<'a> {
    /// From 1, as the spreadsheet counts.
    pub number: u32,
    /// The cells that are not blank, by their column counted from 0.
    pub cells: Vec<RowCell<'a>>,
}

/// A cell in its row.
#[derive(Clone, Debug, PartialEq)]
pub struct RowCell<'a> {
    /// From 0.
    pub column: u32,
    /// What it holds.
    pub cell: Cell<'a>,
    /// Whether a formula has computed it.
    pub is_computed: bool,
}

/// Whether the reading goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// With the next row.
    Row,
    /// Not any further.
    Stop,
}

/// What is done with a row.
pub type OnRow<'f> = dyn FnMut(&Row<'_>, Progress) -> Result<Next, Refusal> + 'f;

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes or rows.
    pub done: u64,
    /// Of how many.
    pub total: u64,
}

/// A file that can be read as rows.
pub enum File<'b> {
    /// CSV.
    Text {
        /// Decoded, without a byte-order mark.
        text: Source<'b>,
        /// What stands between two cells.
        delimiter: u8,
    },
    /// XLSX.
    Workbook(Box<Workbook<'b>>),
}

impl<'b> File<'b> {
    /// Looks at the bytes, and tells a workbook from a text by them alone.
    pub fn open(bytes: &'b [u8]) -> Result<Self, Refusal> {
        match bytes {
            [] => Err(Refusal::Empty),
            _ if bytes.len() > limits::FILE => Err(Refusal::TooLarge),
            [0xD0, 0xCF, 0x11, 0xE0, ..] => Err(guard::old_kind(bytes)),
            [b'P', b'K', ..] => {
                guard::check(bytes)?;
                Ok(File::Workbook(Box::new(Workbook::open(Cursor::new(bytes))?)))
            }
            _ => {
                let text = Source::decode(bytes);
                // A picture or a program holds zeros, a text never.
                if text.text.contains('\0') {
                    return Err(Refusal::NoSheet);
                }
                if text.text.trim().is_empty() {
                    return Err(Refusal::Empty);
                }
                let delimiter = delimited::delimiter(&text.text);
                Ok(File::Text { text, delimiter })
            }
        }
    }

    /// The name of an encoding that a person should know of.
    pub fn encoding(&self) -> Option<&'static str> {
        match self {
            File::Text { text, .. } if text.encoding != Encoding::Utf8 => Some(text.encoding.name()),
            File::Text { .. } | File::Workbook(_) => None,
        }
    }

    /// The sheets of a workbook; one without a name for a text.
    pub fn sheets(&self) -> Vec<String> {
        match self {
            File::Text { .. } => vec![String::new()],
            File::Workbook(workbook) => workbook.sheets(),
        }
    }

    /// Reads the rows of a sheet.
    pub fn each_row(&mut self, sheet: &str, on_row: &mut OnRow<'_>) -> Result<(), Refusal> {
        match self {
            File::Text { text, delimiter } => delimited::each_row(&text.text, *delimiter, on_row),
            File::Workbook(workbook) => workbook.each_row(sheet, on_row),
        }
    }
}
