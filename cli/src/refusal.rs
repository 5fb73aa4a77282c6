//! An argument that makes no sense, said in one clear line.
//!
//! Input: what the argument parser found. Output: one sentence in the person's language.
//! Never passes on the parser's own words: they are in English and take several lines.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::text::Text;

/// The line for standard error.
pub(crate) fn line(error: &clap::Error, text: &Text) -> String {
    let argument = named(error, ContextKind::InvalidArg);
    let value = named(error, ContextKind::InvalidValue);
    let sentence = match error.kind() {
        ErrorKind::UnknownArgument if !argument.starts_with('-') => (text.extra_argument)(&argument),
        ErrorKind::UnknownArgument => (text.unknown_argument)(&argument),
        ErrorKind::InvalidSubcommand => (text.unknown_command)(&named(error, ContextKind::InvalidSubcommand)),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            text.missing_command.to_owned()
        }
        ErrorKind::MissingRequiredArgument => (text.missing_argument)(&argument),
        ErrorKind::InvalidValue if value.is_empty() => (text.missing_value)(&argument),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            (text.unknown_value)(&argument, &value, &named(error, ContextKind::ValidValue))
        }
        ErrorKind::TooManyValues => (text.no_value)(&argument),
        // The parser calls an option that is given twice a conflict with itself.
        ErrorKind::ArgumentConflict if named(error, ContextKind::PriorArg) == argument => (text.given_twice)(&argument),
        ErrorKind::ArgumentConflict => (text.conflict)(&argument, &named(error, ContextKind::PriorArg)),
        _ => text.bad_arguments.to_owned(),
    };
    format!("{sentence}; {}", text.see_help)
}

fn named(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::String(name)) => without_value(name).to_owned(),
        Some(ContextValue::Strings(names)) => {
            names.iter().map(|name| without_value(name)).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    }
}

/// The parser names an option as `--format <FORMAT>`.
fn without_value(name: &str) -> &str {
    name.split_once(" <").map_or(name, |(option, _)| option)
}
