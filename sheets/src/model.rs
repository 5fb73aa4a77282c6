//! A sheet to fill in: the names of the fields, and below each its rules.
//!
//! Input: what a layout takes. Output: a CSV or a workbook. The same at every run: it asks no clock.

use rust_xlsxwriter::{
    DataValidation, DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError,
};
use validator_core::Locale;
use validator_core::layout::{ValueKind, ValueRules};

use crate::cell::harmless;
use crate::columns::{Column, Sheet};
use crate::limits;
use crate::rules::{closed_list, remark};
use crate::text::texts;

/// A model as CSV, as a spreadsheet in Brazil writes it: `;` between cells, UTF-8 with its mark, CRLF.
pub fn csv(sheet: &Sheet<'_>, locale: Locale) -> Vec<u8> {
    let columns = sheet.columns();
    let names = columns.iter().map(|column| column.name.clone());
    let remarks = columns.iter().map(|column| remark(sheet, column, locale));
    let mut acc = "\u{feff}".to_owned();
    line(&mut acc, names);
    line(&mut acc, remarks);
    acc.into_bytes()
}

/// A row of CSV.
pub(crate) fn line(acc: &mut String, cells: impl Iterator<Item = String>) {
    for (at, cell) in cells.enumerate() {
        acc.push_str(if at == 0 { "" } else { ";" });
        let cell = harmless(&cell);
        if cell.contains(['"', ';', '\n', '\r']) {
            acc.push_str(&format!("\"{}\"", cell.replace('"', "\"\"")));
        } else {
            acc.push_str(&cell);
        }
    }
    acc.push_str("\r\n");
}

/// Rows that a model is prepared for; below them a sheet is as any other.
const PREPARED: u32 = limits::ROWS as u32;

/// A model as a workbook, where closed lists can be chosen from and texts keep their zeros.
pub fn xlsx(sheet: &Sheet<'_>, locale: Locale) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    // A day of its own would make two models of the same layout differ.
    let day = ExcelDateTime::from_ymd(2026, 1, 1)?;
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&day));
    let page = workbook.add_worksheet();
    page.set_name(texts(locale).sheet_name)?;
    page.set_freeze_panes(2, 0)?;
    page.set_row_height(1, 90)?;
    for (column, at) in sheet.columns().iter().zip(0_u16..) {
        add_column(page, sheet, column, at, locale)?;
    }
    workbook.save_to_buffer()
}

fn add_column(
    page: &mut Worksheet,
    sheet: &Sheet<'_>,
    column: &Column<'_>,
    at: u16,
    locale: Locale,
) -> Result<(), XlsxError> {
    let name = Format::new().set_bold().set_background_color(0xDCE6F1);
    let rules = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_font_color(0x566270).set_font_size(9);
    let remark = remark(sheet, column, locale);
    page.set_column_width(at, width(&column.name))?;
    if let Some(value_rules) = column.field.value_rules() {
        page.set_column_format(at, &Format::new().set_num_format(number_format(value_rules)))?;
    }
    page.write_string_with_format(0, at, &column.name, &name)?;
    page.write_string_with_format(1, at, &remark, &rules)?;
    let validation = match closed_list(column) {
        Some(list) if fits(&list) => DataValidation::new().allow_list_strings(&list)?,
        _ => DataValidation::new(),
    };
    let prompt = shortened(remark.trim_start_matches("# "), 255);
    let validation = validation.set_input_title(shortened(&column.name, 32))?.set_input_message(prompt)?;
    page.add_data_validation(2, at, PREPARED, at, &validation)?;
    Ok(())
}

/// A list stands in one formula, which has room for so many characters.
fn fits(list: &[&str]) -> bool {
    list.iter().map(|code| code.chars().count() + 1).sum::<usize>() <= 255
        && !list.iter().any(|code| code.contains(','))
}

fn width(name: &str) -> f64 {
    (name.chars().count() as f64 + 2.0).clamp(12.0, 32.0)
}

/// Texts stay texts: a spreadsheet would take the zeros off a document, and the end of a long number.
fn number_format(rules: &ValueRules) -> &'static str {
    match rules.kind {
        ValueKind::Text | ValueKind::Any | ValueKind::Boolean => "@",
        ValueKind::Integer => "0",
        ValueKind::Decimal(..) => "#,##0.00######",
        ValueKind::Date => "dd/mm/yyyy",
        ValueKind::DateTime => "dd/mm/yyyy hh:mm:ss",
    }
}

fn shortened(text: &str, n_most: usize) -> String {
    if text.chars().count() <= n_most {
        return text.to_owned();
    }
    text.chars().take(n_most - 1).chain(['…']).collect()
}
