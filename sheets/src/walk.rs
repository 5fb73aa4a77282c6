//! The rows of a file as the values of a payload: the names are found, remarks and blank rows are passed by.
//!
//! Input: a file and what its layout takes. Output: one row of values after the other, with what was done to them. Every
//! output of ours, the check and each download, walks the file anew: nothing of it is kept.

use std::collections::BTreeMap;

use validator_core::layout::Record;

use crate::columns::Sheet;
use crate::heading::{Heading, is_remark, words};
use crate::judge::Values;
use crate::limits;
use crate::notation::{Note, write};
use crate::refusal::Refusal;
use crate::rows::{File, Next, Progress, Row};

/// A file whose names were found.
pub struct Walk<'f, 'b, 'l> {
    file: &'f mut File<'b>,
    sheet: &'f Sheet<'l>,
    /// The sheet of the workbook that is read; no name for a text.
    pub name: String,
    /// How many sheets the workbook has.
    pub n_sheets: usize,
    /// The names.
    pub heading: Heading<'l>,
}

/// A row of values.
pub struct Filled<'r, 'c> {
    /// What goes into the payload.
    pub values: Values,
    /// What was done to the values, by the place of the column.
    pub notes: Vec<(usize, Note)>,
    /// The row that they come from.
    pub row: &'r Row<'c>,
    /// How far the reading is.
    pub progress: Progress,
}

/// What is done with a row of values.
pub type OnFilled<'f> = dyn FnMut(Filled<'_, '_>) -> Result<Next, Refusal> + 'f;

impl<'f, 'b, 'l> Walk<'f, 'b, 'l> {
    /// Looks for the names, in each sheet of a workbook until they are found.
    pub fn begin(file: &'f mut File<'b>, sheet: &'f Sheet<'l>) -> Result<Self, Refusal> {
        let names = file.sheets();
        let mut best = None;
        for name in &names {
            if let Some(heading) = find(file, name, sheet, &mut best)? {
                return Ok(Self { file, sheet, name: name.clone(), n_sheets: names.len(), heading });
            }
        }
        let examples = sheet.columns().into_iter().take(3).map(|column| column.name).collect();
        Err(Refusal::NoNames { examples, best })
    }

    /// Reads the rows below the names.
    pub fn each(&mut self, on_filled: &mut OnFilled<'_>) -> Result<(), Refusal> {
        let syntax = self.sheet.layout.syntax();
        let Self { file, heading, name, .. } = self;
        let mut n_rows = 0;
        file.each_row(name, &mut |row, progress| {
            if row.number <= heading.row || is_remark(row) {
                return Ok(Next::Row);
            }
            let mut values = Values { number: row.number, values: vec![Default::default(); heading.columns.len()] };
            let mut notes = Vec::new();
            let mut is_filled = false;
            for cell in &row.cells {
                let Some(place) = heading.places.get(&cell.column).copied() else { continue };
                let rules = heading.columns.get(place).and_then(|column| column.field.value_rules());
                let (Some(rules), Some(value)) = (rules, values.values.get_mut(place)) else { continue };
                *value = write(rules, syntax, &cell.cell);
                notes.extend(value.note.take().map(|note| (place, note)));
                is_filled = true;
            }
            if !is_filled {
                return Ok(Next::Row);
            }
            n_rows += 1;
            if n_rows > limits::ROWS {
                return Err(Refusal::TooManyRows { row: row.number });
            }
            on_filled(Filled { values, notes, row, progress })
        })?;
        if n_rows == 0 { Err(Refusal::NoRows { row: heading.row }) } else { Ok(()) }
    }

    /// The places of the columns that stand once in a payload.
    pub fn once(&self) -> Vec<usize> {
        let Record::Entry(entry) = self.sheet.record else { return Vec::new() };
        let is_inside = |path: &str| path.strip_prefix(&*entry.path).is_some_and(|rest| rest.starts_with('.'));
        let columns = self.heading.columns.iter().enumerate();
        columns.filter(|(_, column)| !is_inside(&column.field.path)).map(|(at, _)| at).collect()
    }
}

/// Looks for the names among the first rows of a sheet.
fn find<'l>(
    file: &mut File<'_>,
    name: &str,
    sheet: &Sheet<'l>,
    best: &mut Option<(u32, String)>,
) -> Result<Option<Heading<'l>>, Refusal> {
    let mut found = None;
    let mut filled: BTreeMap<u32, String> = BTreeMap::new();
    file.each_row(name, &mut |row, _| {
        found = Heading::read(sheet, row)?;
        let shown = row.cells.iter().take(3).map(|cell| words(&cell.cell)).collect::<Vec<_>>().join(", ");
        filled.insert(row.number, shown);
        let is_over = found.is_some() || row.number >= limits::HEADER_WITHIN;
        Ok(if is_over { Next::Stop } else { Next::Row })
    })?;
    if best.is_none() {
        *best = filled.pop_first();
    }
    Ok(found)
}
