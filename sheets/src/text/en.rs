//! What is said of a sheet, in English.

use super::{Said, Texts, megabytes, said};
use crate::cell::letters;
use crate::limits;
use crate::notation::Note;
use crate::refusal::Refusal;

pub(super) const TEXTS: Texts = Texts {
    findings_column: "Diagnostics",
    no_finding: "",
    refusal,
    note,
    differs: |row| {
        said(
            format!("This value holds for the whole payload, and row {row} has another."),
            format!("Repeat the value of row {row}, or leave the cell blank."),
        )
    },
    repeats: |row| {
        said(format!("This value stands in row {row} already and must not come twice."), "Mend one of the two rows.")
    },
    encoding: |name| {
        said(
            format!("The file was read as {name}, not as UTF-8."),
            "Check the accents. To leave no doubt, save it as \"CSV UTF-8\".",
        )
    },
    one_of_sheets: |name, n_sheets| {
        said(
            format!("Only the sheet \"{name}\" was read; the file has {n_sheets}."),
            "To use another one, keep the names of the fields there and delete them here.",
        )
    },
    unknown_column: |name, nearest| {
        let help = match nearest {
            Some(nearest) => format!("Is it {nearest}? If so, change the name in the sheet."),
            None => "A column of your own may stay; otherwise use the field's name as the model has it.".to_owned(),
        };
        said(format!("No field is called \"{name}\": the column is not part of the payload."), help)
    },
    missing_columns: |row, names| {
        said(
            format!("Row {row} lacks columns of required fields: {}.", names.join(", ")),
            "Add columns with these names.",
        )
    },
    formulas: |n, first| {
        said(
            format!(
                "Some values are computed by formulas: {n}, the first in {first}. The result that Excel has kept was used."
            ),
            "If a result looks old, open the file in Excel, calculate and save.",
        )
    },
    too_many_findings: || {
        said(
            "There are too many diagnostics for the sheet that comes back: the last rows are without theirs.",
            "Mend those that are shown and check again.",
        )
    },
    required: "required",
    by_condition: "required under a condition",
    optional: "optional",
    sheet_name: "Fill in",
};

fn note(note: &Note) -> Said {
    match note {
        Note::Zeros => said(
            "The number has lost its leading zeros in the spreadsheet; they were put back.",
            "To keep them, format the column as Text.",
        ),
        Note::Day => said(
            "The number was read as the date that Excel keeps like this.",
            "Format the column as Date to see the day.",
        ),
        Note::Exponent => said("The number had an exponent, such as 1E+05; it was written out.", "Check the value."),
        Note::DigitsLost => said(
            "The number has more digits than Excel keeps: the last ones became zeros.",
            "Format the column as Text and type the number again.",
        ),
        Note::Fault(shown) => {
            said(format!("The formula gave no result: the cell shows {shown}."), "Mend the formula or type the value.")
        }
    }
}

fn refusal(refusal: &Refusal) -> Said {
    match refusal {
        Refusal::Empty => said("The file is empty.", "Choose the sheet that is filled in."),
        Refusal::TooLarge => said(
            format!("The file has more than {} MB, which is the most that is read.", megabytes(limits::FILE)),
            "Split it into smaller files.",
        ),
        Refusal::Password => said(
            "The file is protected by a password.",
            "Open it in Excel, remove the password in File > Info and save it again.",
        ),
        Refusal::OldWorkbook => said(
            "The file is of Excel 97-2003 (.xls).",
            "Open it in Excel and save it as Workbook (.xlsx) or CSV UTF-8.",
        ),
        Refusal::NoSheet => said("The file is no spreadsheet: .xlsx or .csv is expected.", "Choose another file."),
        Refusal::Broken { part, detail } => said(
            format!("The file is damaged: {part} cannot be read ({detail})."),
            "Open it in Excel, which mends most files, and save it again.",
        ),
        Refusal::Unfolds { part } => said(
            format!("The part {part} of the file unfolds into more than a spreadsheet holds."),
            "If the file is yours, copy the rows into a new sheet.",
        ),
        Refusal::BrokenRow { row } => said(format!("Row {row} cannot be read."), "Check the quotes in that row."),
        Refusal::TooManyRows { row } => said(
            format!("More than {} rows are filled in; nothing was read from row {row} on.", limits::ROWS),
            "Split the sheet in two.",
        ),
        Refusal::TooManyCells { row } => said(
            format!("Row {row} has more than {} columns.", limits::COLUMNS),
            "Check what separates the columns in that row.",
        ),
        Refusal::NoNames { examples, best } => {
            let seen = best.as_ref().map(|(row, shown)| format!(" Row {row} has: {shown}.")).unwrap_or_default();
            said(
                format!("None of the first {} rows has names of fields.{seen}", limits::HEADER_WITHIN),
                format!("Begin with the model: its first row has names such as {}.", examples.join(", ")),
            )
        }
        Refusal::SameName { name, columns: [one, other], row } => said(
            format!("In row {row} the columns {} and {} have the same name: {name}.", letters(*one), letters(*other)),
            "Delete one of them, or mend the name.",
        ),
        Refusal::NoRows { row } => said(
            format!("Nothing is filled in below the names, which stand in row {row}."),
            "Fill in one row for each record.",
        ),
    }
}
