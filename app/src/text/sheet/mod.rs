//! The words of the page on which a spreadsheet is filled in, dropped and checked, and of the calls to copy.

pub(super) mod en;
pub(super) mod es;
pub(super) mod pt_br;

/// The page `/planilha/…`.
pub struct SheetTexts {
    pub heading: &'static str,
    pub link: &'static str,
    pub no_such: fn(id: &str) -> String,
    pub row_is_item: &'static str,
    pub row_is_entry: fn(list: &str) -> String,
    pub row_is_payload: &'static str,
    pub privacy: &'static str,

    pub model: &'static str,
    pub model_note: &'static str,
    pub model_xlsx: &'static str,
    pub model_csv: &'static str,

    pub fill: &'static str,
    pub drop: &'static str,
    pub choose: &'static str,
    pub kinds: &'static str,
    pub reading: fn(name: &str) -> String,
    pub writing: fn(name: &str) -> String,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub failed: &'static str,
    pub saved: fn(name: &str) -> String,

    pub result: &'static str,
    pub not_read: fn(name: &str) -> String,
    pub rows: fn(n_rows: usize, n_faulty: usize) -> String,
    pub all_good: &'static str,
    pub about_file: &'static str,
    pub by_cell: &'static str,
    pub cell: &'static str,
    pub row: &'static str,
    pub listed: fn(n_listed: usize, n_all: u32) -> String,
    pub more: fn(n_more: usize) -> String,

    pub downloads: &'static str,
    pub returned: &'static str,
    pub returned_note: &'static str,
    pub one: &'static str,
    pub each: &'static str,
    pub with_faulty: fn(n_faulty: usize) -> String,
    pub nothing_to_send: &'static str,
}

/// The menu that copies a call.
pub struct SnippetTexts {
    pub button: &'static str,
    pub address: &'static str,
    pub copied: fn(language: &str) -> String,
    pub too_long: &'static str,
    pub note: &'static str,
}
