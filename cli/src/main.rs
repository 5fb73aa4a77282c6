//! The executable `gabarito`: checks payloads, explains codes, lists layouts, serves the page, simulates the systems.
//!
//! Input: arguments, files, standard input. Output: text, and an exit status that scripts may rely on.
//! Judges nothing itself: reading, writing and asking the core is all that happens here.
//!
//! - `arguments`: what may be written after the name of the program
//! - `refusal`: an argument that makes no sense, in one line
//! - `language`: which language to speak
//! - `text`: the sentences, in three languages
//! - `layout_http`: how an interface is called, as lines; `columns`: text in columns
//! - `check`, `explain`, `layouts`, `samples`, `serve`, `simulate`, `token`: one command each
//! - `input`, `output`, `rewrite`, `progress`: files, streams and the terminal

mod arguments;
mod check;
mod columns;
mod explain;
mod input;
mod language;
mod layout_choice;
mod layout_http;
mod layouts;
mod output;
mod progress;
mod refusal;
mod rewrite;
mod samples;
mod serve;
mod simulate;
mod text;
mod token;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches;
use clap::error::ErrorKind;

use crate::arguments::{Arguments, Command, Format};
use crate::output::{Output, complain};

/// What one thread takes and another gives back, as in every call of the server, costs less with it than with the system's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How a run ended. The larger one wins when payloads end differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    /// Every payload is valid.
    Valid = 0,
    /// At least one has an error.
    Invalid = 1,
    /// Something could not be done.
    Failed = 2,
}

/// Why a command could not run: one line for standard error, already in the person's language.
#[derive(Debug)]
pub(crate) struct Failure(pub String);

fn main() -> ExitCode {
    let arguments: Vec<OsString> = std::env::args_os().collect();
    let mut output = Output::stdout();
    let status = run(&arguments, &mut output).unwrap_or_else(|Failure(line)| {
        complain(&line);
        Status::Failed
    });
    ExitCode::from(status as u8)
}

fn run(arguments: &[OsString], output: &mut Output) -> Result<Status, Failure> {
    let text = text::text(language::of_arguments(arguments));
    let command = arguments::command(text);
    let parsed = command.try_get_matches_from(arguments).and_then(|matches| Arguments::from_arg_matches(&matches));
    let arguments = match parsed {
        Ok(arguments) => arguments,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            output.print(&error.to_string(), text)?;
            return Ok(Status::Valid);
        }
        Err(error) => return Err(Failure(refusal::line(&error, text))),
    };
    let is_for_people = match &arguments.command {
        Command::Check(check) => check.format == Format::Human,
        _ => true,
    };
    let locale = language::choose(arguments.lang, is_for_people);
    let text = text::text(locale);
    match &arguments.command {
        Command::Check(arguments) => check::check(arguments, locale, output),
        Command::Explain { code } => explain::explain(code, locale, output),
        Command::Layouts { id } => layouts::layouts(id.as_deref(), locale, output),
        Command::Samples(arguments) => samples::samples(arguments, locale, output),
        Command::Serve(arguments) => serve::serve(arguments, text),
        Command::Simulate(arguments) => simulate::simulate(arguments, text),
        Command::Token { user } => token::token(user, output, text),
    }
}
