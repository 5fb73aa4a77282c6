//! A spreadsheet and the calls to copy, in English.

use super::{SheetTexts, SnippetTexts};

pub const SHEET: SheetTexts = SheetTexts {
    heading: "Fill in a spreadsheet",
    link: "Fill in a spreadsheet",
    no_such: |id| format!("There is no spreadsheet for {id}"),
    row_is_item: "Each row of the sheet is a record of the list that makes the payload.",
    row_is_entry: |list| {
        format!("Each row of the sheet is an item of {list}; what stands outside of that list holds for all.")
    },
    row_is_payload: "Each row of the sheet is a payload.",
    privacy: "The sheet does not leave this browser.",

    model: "1. Download the model",
    model_note: "It has the names of the fields and, below them, their rules. Lists come back in numbered columns such as [1] and [2]: add [3] if you need it. Rows that begin with # are not read.",
    model_xlsx: "Excel model (.xlsx)",
    model_csv: "CSV model",

    fill: "2. Fill it in and bring it back",
    drop: "Drop the sheet here",
    choose: "Choose a file",
    kinds: ".xlsx or .csv, up to 100 MB and 200,000 rows",
    reading: |name| format!("Reading {name}"),
    writing: |name| format!("Making {name}"),
    cancel: "Cancel",
    cancelled: "Cancelled. The file is as it was.",
    failed: "The reading stopped midway. The file is as it was; try again, or split it in two.",
    saved: |name| format!("{name} was saved."),

    result: "3. See the result",
    not_read: |name| format!("{name} was not read"),
    rows: |n_rows, n_faulty| format!("Rows filled in: {n_rows}; with an error: {n_faulty}."),
    all_good: "Nothing to mend: every row does what the manual documents.",
    about_file: "About the file",
    by_cell: "By row and column",
    cell: "Cell",
    row: "row",
    listed: |n_listed, n_all| {
        format!("The list shows the first {n_listed} of {n_all}. The sheet with diagnostics has those of each row.")
    },
    more: |n_more| format!("Show more ({n_more} left)"),

    downloads: "4. Take it with you",
    returned: "The same sheet, with diagnostics",
    returned_note: "As yours, with one column more: mend it there and bring it back.",
    one: "One payload of all rows",
    each: "One payload for each row (.zip)",
    with_faulty: |n_faulty| format!("Include the rows with an error too ({n_faulty})"),
    nothing_to_send: "All rows have an error: tick the option above to take them nevertheless.",
};

pub const SNIPPET: SnippetTexts = SnippetTexts {
    button: "Copy as…",
    address: "Address",
    copied: |language| format!("Copied as {language}."),
    too_long: "The payload is too long to stand inside of a call.",
    note: "Addresses and passwords become environment variables, listed where the code begins.",
};
