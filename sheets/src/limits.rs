//! How much of a sheet is read: whatever comes in, time and memory stay bounded.
//!
//! Each limit is far above what a person fills in, and each breach is said with its number (`docs/sheets.md`).

/// Bytes of a file.
pub const FILE: usize = 100_000_000;
/// Bytes of all sheets of a workbook, unpacked.
pub const UNPACKED: u64 = 600_000_000;
/// Bytes of the texts that the cells of a workbook share, unpacked.
pub const SHARED: u64 = 150_000_000;
/// Bytes of any other part of a workbook, unpacked.
pub const PART: u64 = 30_000_000;
/// Bytes between two marks inside of a workbook: a cell holds 32,767 characters, written with at most six bytes each.
pub const PIECE: usize = 300_000;
/// Parts of a workbook.
pub const PARTS: usize = 10_000;
/// Rows with something in them.
pub const ROWS: usize = 200_000;
/// Columns, as many as Excel has.
pub const COLUMNS: u32 = 16_384;
/// How far down the row with the names is looked for.
pub const HEADER_WITHIN: u32 = 20;
/// How often a list may come back inside of one row.
pub const REPEATS: u16 = 50;
/// Findings that are listed; the sheet that is given back has those of every row.
pub const LISTED: usize = 1_000;
/// Characters of the findings that one row is given.
pub const CELL: usize = 2_000;
/// Bytes of the findings that all rows are given together.
pub const FINDINGS: usize = 64_000_000;
