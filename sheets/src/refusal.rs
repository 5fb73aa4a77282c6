//! Why a file is not read, or not to its end. A person gets one sentence for each, from `text`.

/// Our refusal of a file, with what a person needs to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// There is nothing in it.
    Empty,
    /// It has more bytes than are read.
    TooLarge,
    /// It is a workbook that a password protects.
    Password,
    /// It is a workbook of Excel 97 to 2003.
    OldWorkbook,
    /// It is neither a workbook nor a text.
    NoSheet,
    /// A part of the workbook cannot be read: the name of the part, and what was found.
    Broken {
        /// Inside of the file.
        part: String,
        /// As the library says it, for whoever made the file.
        detail: String,
    },
    /// A part of the workbook unfolds into more than is read.
    Unfolds {
        /// Inside of the file.
        part: String,
    },
    /// The text in a row is not closed, or the row cannot be read.
    BrokenRow {
        /// As the spreadsheet counts.
        row: u32,
    },
    /// More rows are filled in than are read.
    TooManyRows {
        /// The first that is not read.
        row: u32,
    },
    /// A row has more cells than a spreadsheet can.
    TooManyCells {
        /// Which.
        row: u32,
    },
    /// No row has the names of fields.
    NoNames {
        /// Names that would have been found.
        examples: Vec<String>,
        /// The row that looked most like it, and what stood there.
        best: Option<(u32, String)>,
    },
    /// Two columns have the same name.
    SameName {
        /// Which.
        name: String,
        /// The two, counted from 0.
        columns: [u32; 2],
        /// The row with the names.
        row: u32,
    },
    /// There are names and nothing below them.
    NoRows {
        /// The row with the names.
        row: u32,
    },
}
