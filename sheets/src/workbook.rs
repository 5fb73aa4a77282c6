//! Rows of a workbook, read cell by cell.

use std::borrow::Cow;
use std::io::Cursor;

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use crate::cell::{self, Cell};
use crate::limits;
use crate::refusal::Refusal;
use crate::rows::{Next, OnRow, Progress, Row, RowCell};

/// A workbook that `guard` has let pass.
pub struct Workbook<'b>(Xlsx<Cursor<&'b [u8]>>);

impl<'b> Workbook<'b> {
    /// Reads its parts but the sheets.
    pub fn open(bytes: Cursor<&'b [u8]>) -> Result<Self, Refusal> {
        Xlsx::new(bytes).map(Self).map_err(|error| refusal("xl/workbook.xml", &error))
    }

    /// The sheets that a person sees, in their order.
    pub fn sheets(&self) -> Vec<String> {
        let sheets = self.0.sheets_metadata().iter();
        let seen = sheets.filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet);
        seen.map(|sheet| sheet.name.clone()).collect()
    }

    /// Reads the rows of a sheet that have something in them.
    pub fn each_row(&mut self, sheet: &str, on_row: &mut OnRow<'_>) -> Result<(), Refusal> {
        let mut cells = self.0.worksheet_cells_reader(sheet).map_err(|error| refusal(sheet, &error))?;
        let total = u64::from(cells.dimensions().end.0) + 1;
        let mut row = Row::default();
        loop {
            let next = cells.next_cell_with_formula_metadata().map_err(|error| refusal(sheet, &error))?;
            let number = next.as_ref().map(|cell| cell.pos.0.saturating_add(1));
            if number != Some(row.number) {
                if !row.cells.is_empty() {
                    let done = u64::from(row.number);
                    if on_row(&row, Progress { done, total: total.max(done) })? == Next::Stop {
                        return Ok(());
                    }
                }
                row.cells.clear();
                row.number = number.unwrap_or_default();
            }
            let Some(next) = next else { return Ok(()) };
            if let Some(cell) = read(next.value) {
                row.cells.push(RowCell { column: next.pos.1, cell, is_computed: next.formula.is_some() });
            }
            if row.cells.len() > limits::COLUMNS as usize {
                return Err(Refusal::TooManyCells { row: row.number });
            }
        }
    }
}

fn read(value: DataRef<'_>) -> Option<Cell<'_>> {
    let cell = match value {
        DataRef::Empty => return None,
        DataRef::Int(number) => cell::number(number as f64),
        DataRef::Float(number) => cell::number(number),
        DataRef::String(text) => Cell::Text(Cow::Owned(text)),
        DataRef::SharedString(text) => Cell::Text(Cow::Borrowed(text)),
        DataRef::Bool(is_true) => Cell::Bool(is_true),
        DataRef::DateTime(day) if day.is_duration() => cell::number(day.as_f64()),
        // A time alone belongs to no day.
        DataRef::DateTime(day) if day.as_f64() < 1.0 => cell::number(day.as_f64()),
        DataRef::DateTime(day) => {
            let (year, month, day, hour, minute, second, _) = day.to_ymd_hms_milli();
            Cell::Day(cell::written(
                [year.into(), month.into(), day.into()],
                [hour.into(), minute.into(), second.into()],
            ))
        }
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::Text(Cow::Owned(text)),
        DataRef::Error(fault) => Cell::Fault(fault.to_string()),
    };
    (!cell.is_blank()).then_some(cell)
}

fn refusal(part: &str, error: &XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        error => Refusal::Broken { part: part.to_owned(), detail: error.to_string() },
    }
}
