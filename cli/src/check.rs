//! `gabarito check`: payloads in, a report out.
//!
//! Input: names of payloads and how to look at them. Output: the report in the wanted form, fixed texts, an exit status.
//! A payload that cannot be read does not stop the others.

use std::borrow::Cow;
use std::ffi::{OsStr, OsString};

use validator_core::report::{FileReport, Report};
use validator_core::{LayoutChoice, Locale, Options, Source, check_source, fix_source, render, without_secrets};

use crate::arguments::{CheckArguments, Format};
use crate::layout_choice::{Choice, choose_layout};
use crate::output::{Output, complain};
use crate::progress::Progress;
use crate::text::{Text, text};
use crate::{Failure, Status, input, rewrite};

pub(crate) fn check(arguments: &CheckArguments, locale: Locale, output: &mut Output) -> Result<Status, Failure> {
    let text = text(locale);
    let names = named_payloads(arguments, text)?;
    let choice = choose_layout(arguments.layout.as_deref(), locale, text)?;
    let layout = match &choice {
        Choice::Detect => LayoutChoice::Detect,
        Choice::Known(layout) => LayoutChoice::Use(layout),
        Choice::Own(layout) => LayoutChoice::Use(layout),
        Choice::Broken { report, toml } => {
            let mut printer = Printer { format: arguments.format, locale, text, output, files: Vec::new() };
            printer.add((**report).clone(), toml)?;
            printer.finish()?;
            return Ok(Status::Failed);
        }
    };
    let options = Options { layout, profile: arguments.profile.into(), locale, ..Options::default() };
    let mut errors = Output::stderr();
    let is_text_printed = arguments.fix && !arguments.write;
    // The fixed text has standard output to itself, so that it can be redirected into a file.
    let (report_output, text_output) = if is_text_printed { (&mut errors, Some(output)) } else { (output, None) };
    let printer = Printer { format: arguments.format, locale, text, output: report_output, files: Vec::new() };
    let fixing = match (arguments.fix, text_output) {
        (false, _) => Fixing::Nothing,
        (true, None) => Fixing::InPlace,
        (true, Some(output)) => Fixing::Printed(output),
    };
    let progress = Progress::new(names.len(), text.checking);
    let run = Run { options, text, printer, fixing, progress, status: Status::Valid, n_checked: 0, n_valid: 0 };
    run.all(&names)
}

/// The payloads to check, standard input when none is named. What cannot work is refused before anything is read.
fn named_payloads(arguments: &CheckArguments, text: &Text) -> Result<Vec<OsString>, Failure> {
    let names = if arguments.files.is_empty() { vec![input::STANDARD_INPUT.into()] } else { arguments.files.clone() };
    let n_inputs = names.iter().filter(|name| *name == input::STANDARD_INPUT).count();
    let refused = match (arguments.fix, arguments.write) {
        (false, true) => Some(text.write_wants_fix),
        (true, false) if names.len() > 1 => Some(text.fix_wants_one),
        (true, true) if n_inputs > 0 => Some(text.write_wants_files),
        _ if n_inputs > 1 => Some(text.input_named_twice),
        _ => None,
    };
    match refused {
        Some(line) => Err(Failure(format!("{line}; {}", text.see_help))),
        None => Ok(names),
    }
}

/// What becomes of a text after the safe fixes.
enum Fixing<'a> {
    Nothing,
    InPlace,
    Printed(&'a mut Output),
}

/// One run over all payloads.
struct Run<'a> {
    options: Options<'a>,
    text: &'static Text,
    printer: Printer<'a>,
    fixing: Fixing<'a>,
    progress: Progress,
    status: Status,
    n_checked: usize,
    n_valid: usize,
}

impl Run<'_> {
    fn all(mut self, names: &[OsString]) -> Result<Status, Failure> {
        for name in names {
            let shown = name.to_string_lossy();
            self.progress.begin(&shown);
            match input::read(name, self.text) {
                Ok(bytes) => self.payload(name, &shown, &bytes)?,
                Err(error) => self.fail(&(self.text.cannot_read)(&shown, &self.text.reason(&error))),
            }
            self.progress.end();
        }
        drop(self.progress);
        if names.len() > 1 {
            self.printer.summary(self.n_checked, self.n_valid)?;
        }
        self.printer.finish()?;
        Ok(self.status)
    }

    fn payload(&mut self, name: &OsStr, shown: &str, bytes: &[u8]) -> Result<(), Failure> {
        let source = Source::decode(bytes);
        let mut report = check_source(&source, &self.options);
        report.file = shown.to_owned();
        let status = if report.valid { Status::Valid } else { Status::Invalid };
        self.status = self.status.max(status);
        self.n_checked += 1;
        self.n_valid += usize::from(report.valid);
        // Excerpts may end up in the log of a build: what the layout calls secret is covered up.
        let excerpts = if self.printer.format == Format::Human && !report.diagnostics.is_empty() {
            without_secrets(&source, &self.options)
        } else {
            Cow::Borrowed(&*source.text)
        };
        self.progress.aside(|| self.printer.add(report, &excerpts))?;
        self.fix(name, shown, &source, bytes)
    }

    fn fix(&mut self, name: &OsStr, shown: &str, source: &Source<'_>, bytes: &[u8]) -> Result<(), Failure> {
        if matches!(self.fixing, Fixing::Nothing) {
            return Ok(());
        }
        let fixed = fix_source(source, &self.options);
        if fixed.n_applied == 0 {
            // What needs no fix passes through untouched, also where it could not be decoded.
            return self.print_text(&source.text, bytes);
        }
        if matches!(self.fixing, Fixing::InPlace) && !rewrite::is_faithful(source, bytes) {
            self.fail(&(self.text.cannot_write)(shown, self.text.bytes_would_be_lost));
            return Ok(());
        }
        let encoded = rewrite::encode(source, &fixed.text);
        if encoded.is_rewritten_as_utf8 {
            self.say(&(self.text.rewritten_as_utf8)(shown));
        }
        if !matches!(self.fixing, Fixing::InPlace) {
            return self.print_text(&fixed.text, &encoded.bytes);
        }
        match rewrite::replace(name, &encoded.bytes) {
            Ok(()) => self.say(&(self.text.fixed)(shown, fixed.n_applied)),
            Err(error) => self.fail(&(self.text.cannot_write)(shown, &self.text.reason(&error))),
        }
        Ok(())
    }

    fn print_text(&mut self, shown: &str, bytes: &[u8]) -> Result<(), Failure> {
        match &mut self.fixing {
            // A terminal shows UTF-8, whatever the payload is in.
            Fixing::Printed(output) if output.is_terminal() => output.print(shown, self.text),
            Fixing::Printed(output) => output.write(bytes, self.text),
            Fixing::Nothing | Fixing::InPlace => Ok(()),
        }
    }

    /// Says what could not be done, and goes on.
    fn fail(&mut self, line: &str) {
        self.status = Status::Failed;
        self.say(line);
    }

    fn say(&self, line: &str) {
        self.progress.aside(|| complain(line));
    }
}

/// Prints reports: for people one after the other as they come, for programs all at the end.
struct Printer<'a> {
    format: Format,
    locale: Locale,
    text: &'static Text,
    output: &'a mut Output,
    files: Vec<FileReport>,
}

impl Printer<'_> {
    fn add(&mut self, report: FileReport, payload: &str) -> Result<(), Failure> {
        if self.format != Format::Human {
            self.files.push(report);
            return Ok(());
        }
        let mut printed = render::human(&report, payload, self.locale, self.output.is_coloured());
        if !report.diagnostics.is_empty() {
            printed.push('\n');
        }
        self.output.print(&printed, self.text)
    }

    fn summary(&mut self, n_files: usize, n_valid: usize) -> Result<(), Failure> {
        match self.format {
            Format::Human => self.output.print(&format!("{}\n", (self.text.summary)(n_files, n_valid)), self.text),
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<(), Failure> {
        let report = Report::new(self.files);
        let printed = match self.format {
            Format::Human => return Ok(()),
            Format::Json => render::json(&report),
            Format::Sarif => render::sarif(&report, self.locale),
            Format::Junit => render::junit(&report, self.locale),
        };
        self.output.print(&printed, self.text)
    }
}
