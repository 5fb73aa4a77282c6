//! What the command line says, in three languages. What it says about payloads comes from the core.
//!
//! One struct a language: a sentence that is missing in one of them does not compile.

mod config;
mod en;
mod es;
mod pt_br;
mod simulate;

use std::io;

use validator_core::Locale;

/// The sentences of one language. Those with something to fill in are functions.
pub(crate) struct Text {
    pub about: &'static str,
    pub check_about: &'static str,
    pub explain_about: &'static str,
    pub layouts_about: &'static str,
    pub samples_about: &'static str,
    pub serve_about: &'static str,

    pub usage_heading: &'static str,
    pub commands_heading: &'static str,
    pub arguments_heading: &'static str,
    pub options_heading: &'static str,

    pub files_help: &'static str,
    pub layout_help: &'static str,
    pub profile_help: &'static str,
    pub lang_help: &'static str,
    pub format_help: &'static str,
    pub fix_help: &'static str,
    pub write_help: &'static str,
    pub code_help: &'static str,
    pub id_help: &'static str,
    pub sample_of_help: &'static str,
    pub full_help: &'static str,
    pub mutations_help: &'static str,
    pub config_help: &'static str,
    pub listen_help: &'static str,
    pub open_help: &'static str,
    pub help_help: &'static str,
    pub version_help: &'static str,

    pub missing_command: &'static str,
    pub bad_arguments: &'static str,
    pub unknown_command: fn(&str) -> String,
    pub unknown_argument: fn(&str) -> String,
    pub extra_argument: fn(&str) -> String,
    pub missing_argument: fn(&str) -> String,
    pub missing_value: fn(&str) -> String,
    pub no_value: fn(&str) -> String,
    pub given_twice: fn(&str) -> String,
    pub unknown_value: fn(argument: &str, value: &str, allowed: &str) -> String,
    pub conflict: fn(argument: &str, other: &str) -> String,
    pub see_help: &'static str,

    pub fix_wants_one: &'static str,
    pub write_wants_fix: &'static str,
    pub write_wants_files: &'static str,
    pub input_named_twice: &'static str,
    pub unknown_layout: fn(&str) -> String,
    pub unknown_code: fn(&str) -> String,
    pub did_you_mean: fn(&str) -> String,

    pub not_found: &'static str,
    pub no_permission: &'static str,
    pub is_a_folder: &'static str,
    pub cannot_read: fn(file: &str, reason: &str) -> String,
    pub cannot_write: fn(file: &str, reason: &str) -> String,
    pub cannot_print: fn(reason: &str) -> String,
    pub bytes_would_be_lost: &'static str,
    pub reading_input: &'static str,
    pub checking: &'static str,
    pub fixed: fn(file: &str, n_fixes: usize) -> String,
    pub rewritten_as_utf8: fn(file: &str) -> String,
    pub summary: fn(n_files: usize, n_valid: usize) -> String,

    pub why: &'static str,
    pub what_to_do: &'static str,
    pub default_severity: &'static str,
    pub cases: &'static str,
    pub valid_example: &'static str,
    pub invalid_example: &'static str,

    pub answer: &'static str,
    pub field_column: &'static str,
    pub type_column: &'static str,
    pub size_column: &'static str,
    pub required_column: &'static str,
    pub list_column: &'static str,
    pub condition_column: &'static str,
    pub block: &'static str,
    pub yes: &'static str,
    pub by_setting: &'static str,
    pub conflicts: &'static str,

    pub fields: &'static str,
    pub list_legend: [&'static str; 2],
    pub only_pages: fn(names: &str) -> String,
    pub no_table: &'static str,
    pub no_fields: &'static str,
    pub no_sample: fn(id: &str) -> String,
    pub suggested: fn(reason: &str) -> String,
    pub calls: &'static str,
    pub method: &'static str,
    pub one_of_these: fn(methods: &str) -> String,
    pub path: &'static str,
    pub address: &'static str,
    pub addresses: &'static str,
    pub unknown: &'static str,
    pub flow: &'static str,
    pub into_system: fn(system: &str) -> String,
    pub out_of_system: fn(system: &str) -> String,
    pub header: &'static str,
    pub evidence: &'static str,
    pub observed: fn(reason: &str) -> String,
    pub inferred: fn(reason: &str) -> String,
    pub status_codes: fn(system: &str) -> String,

    pub no_sample_of_document: fn(layout: &str) -> String,
    pub folder_not_empty: fn(folder: &str) -> String,
    pub mutations_written: fn(folder: &str, n_files: usize) -> String,

    pub config: &'static config::ConfigText,
    pub bad_address: fn(&str) -> String,
    pub serving: fn(address: &str) -> String,
    pub no_page: fn(place: &str) -> String,
    pub cannot_listen: fn(address: &str, reason: &str) -> String,
    pub cannot_serve: fn(reason: &str) -> String,
    pub simulate: &'static simulate::SimulateText,
}

impl Text {
    /// Why the operating system refused, in the words of the language where the reason is a usual one.
    pub fn reason(&self, error: &io::Error) -> String {
        match error.kind() {
            io::ErrorKind::NotFound => self.not_found.to_owned(),
            io::ErrorKind::PermissionDenied => self.no_permission.to_owned(),
            io::ErrorKind::IsADirectory => self.is_a_folder.to_owned(),
            _ => error.to_string(),
        }
    }
}

/// The sentences of `locale`.
pub(crate) fn text(locale: Locale) -> &'static Text {
    match locale {
        Locale::PtBr => &pt_br::TEXT,
        Locale::En => &en::TEXT,
        Locale::Es => &es::TEXT,
    }
}
