//! The row with the names: which column holds which field, and what is odd about it.
//!
//! Input: the first rows of a sheet. Output: the columns of the layout that the sheet has. What is not known is not used and
//! is said; what two columns claim is refused, because nobody knows which of them is meant.

use std::collections::BTreeMap;

use validator_core::Locale;
use validator_core::layout::{Presence, Record};

use crate::cell::Cell;
use crate::columns::{Column, Sheet};
use crate::refusal::Refusal;
use crate::rows::Row;
use crate::text::texts;

/// What the row with the names says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Heading<'l> {
    /// The row, as the spreadsheet counts.
    pub row: u32,
    /// The columns that are used.
    pub columns: Vec<Column<'l>>,
    /// Of each column of the sheet, counted from 0, its place in `columns`.
    pub places: BTreeMap<u32, usize>,
    /// Where an earlier answer of ours stands, if there is one.
    pub findings: Option<u32>,
    /// Columns whose names nobody knows, and the nearest name.
    pub unknown: Vec<(u32, String, Option<String>)>,
    /// Required columns that are not there.
    pub missing: Vec<String>,
}

impl<'l> Heading<'l> {
    /// Reads a row as names; none where it looks like anything else.
    pub fn read(sheet: &Sheet<'l>, row: &Row<'_>) -> Result<Option<Self>, Refusal> {
        let mut acc = Heading { row: row.number, ..Self::default() };
        for cell in &row.cells {
            let name = words(&cell.cell);
            match sheet.column_named(&name) {
                Some(column) => {
                    if let Some(at) = acc.columns.iter().position(|known| known.name == column.name) {
                        let first = acc.places.iter().find(|(_, place)| **place == at).map_or(0, |(column, _)| *column);
                        return Err(Refusal::SameName { name, columns: [first, cell.column], row: row.number });
                    }
                    acc.places.insert(cell.column, acc.columns.len());
                    acc.columns.push(column);
                }
                None if is_ours(&name) => acc.findings = Some(cell.column),
                None => acc.unknown.push((cell.column, name, None)),
            }
        }
        // A title above the names, or a row of values, has next to nothing in common with them.
        let is_heading = acc.columns.len() >= 3 || (!acc.columns.is_empty() && acc.columns.len() >= acc.unknown.len());
        if !is_heading {
            return Ok(None);
        }
        acc.find_nearest(sheet);
        acc.missing = missing(sheet, &acc.columns);
        Ok(Some(acc))
    }

    fn find_nearest(&mut self, sheet: &Sheet<'_>) {
        // As near as a slip of the fingers, among names that are not there.
        const NEAR: f64 = 0.8;
        let names: Vec<String> = sheet.columns().into_iter().map(|column| column.name).collect();
        let free = |name: &&String| !self.columns.iter().any(|column| column.name == **name);
        let free: Vec<&String> = names.iter().filter(free).collect();
        for (_, unknown, nearest) in &mut self.unknown {
            let likeness = |name: &str| strsim::jaro_winkler(&unknown.to_lowercase(), &name.to_lowercase());
            let best = free.iter().map(|name| (likeness(name), *name)).max_by(|one, other| one.0.total_cmp(&other.0));
            *nearest = best.filter(|(likeness, _)| *likeness >= NEAR).map(|(_, name)| name.clone());
        }
    }
}

/// Whether a row only explains: each of its cells begins with `#`, as the rules in a model do.
pub fn is_remark(row: &Row<'_>) -> bool {
    row.cells.iter().all(|cell| matches!(&cell.cell, Cell::Text(text) if text.trim_start().starts_with('#')))
}

/// What a cell says, for a message.
pub fn words(cell: &Cell<'_>) -> String {
    const SHOWN: usize = 60;
    let text = match cell {
        Cell::Text(text) => text.trim(),
        Cell::Number { text, .. } | Cell::Day(text) | Cell::Fault(text) => text,
        Cell::Bool(is_true) => {
            if *is_true {
                "TRUE"
            } else {
                "FALSE"
            }
        }
    };
    text.chars().take(SHOWN).collect()
}

/// Whether a column holds what we have said of the sheet before, in any language.
fn is_ours(name: &str) -> bool {
    Locale::ALL.into_iter().any(|locale| texts(locale).findings_column.eq_ignore_ascii_case(name))
}

/// The required columns that a sheet lacks, as far as their block is used at all.
fn missing(sheet: &Sheet<'_>, columns: &[Column<'_>]) -> Vec<String> {
    let record = match sheet.record {
        Record::Entry(entry) => &*entry.path,
        Record::Item | Record::Payload => "",
    };
    let block = |path: &str| path.rsplit_once('.').map_or("", |(block, _)| block).to_owned();
    let is_used = |column: &Column<'_>| {
        let own = block(&column.field.path);
        own.is_empty()
            || own == record
            || columns.iter().any(|known| block(&known.field.path) == own && known.items == column.items)
    };
    let is_missing = |column: &Column<'_>| {
        matches!(column.field.presence, Presence::Required) && !columns.iter().any(|known| known.name == column.name)
    };
    let wanted = sheet.columns().into_iter().filter(|column| is_missing(column) && is_used(column));
    wanted.map(|column| column.name).collect()
}
