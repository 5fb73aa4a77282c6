//! The report of one payload for a person at a terminal: each diagnostic under an excerpt of its line.
//!
//! Input: a `FileReport` and the text that it is about. Output: plain text, coloured when asked for.
//! Lets no control character of the payload through, and wraps nothing: terminals do that themselves.

use std::fmt::{Display, Write};

use anstyle::{AnsiColor, Style};

use super::excerpt::{Excerpt, Mark, Underline, excerpts, printable};
use super::{fill, outcome_word, severity_word};
use crate::explain::{self, Locale};
use crate::report::{DiagnosticReport, Direction, FileReport, Outcome, SourceReport};
use crate::violation::Severity;

/// Every diagnostic of one payload, then a line that counts them. `text` is the payload as decoded.
pub fn human(file: &FileReport, text: &str, locale: Locale, colour: bool) -> String {
    let mut acc = Human { out: String::new(), locale, colour };
    acc.heading(file);
    for diagnostic in &file.diagnostics {
        acc.diagnostic(file, diagnostic, text);
    }
    acc.counts(file);
    acc.out
}

const BOLD: Style = Style::new().bold();
const DIM: Style = Style::new().dimmed();
const CAUSE: Style = AnsiColor::Blue.on_default();

struct Human {
    out: String,
    locale: Locale,
    colour: bool,
}

impl Human {
    fn heading(&mut self, file: &FileReport) {
        let name = self.paint(BOLD, printable(&file.file));
        let layout = match self.verdict(file) {
            Some(verdict) => format!("{}; {verdict}", self.layout(file)),
            None => self.layout(file),
        };
        if file.counts.total() > 0 {
            return self.line(format_args!("{name}: {layout}"));
        }
        // A payload without a fault takes one line, so that a long list of them stays readable.
        let nothing = self.paint(AnsiColor::Green.on_default(), self.word("nothing_found"));
        self.line(format_args!("{name}: {layout}; {nothing}"));
    }

    /// What an answer says of its request.
    fn verdict(&self, file: &FileReport) -> Option<String> {
        let Some(verdict) = &file.verdict else {
            return (file.direction == Some(Direction::Response)).then(|| self.word("no_verdict").to_owned());
        };
        let style = match verdict.outcome {
            Outcome::Processed => AnsiColor::Green.on_default(),
            Outcome::Received => severity_style(Severity::Hint),
            Outcome::Partial | Outcome::Rejected | Outcome::Failed => severity_style(Severity::Error),
        };
        let outcome = self.paint(style.bold(), outcome_word(self.locale, verdict.outcome));
        Some(fill(self.word("verdict"), &[("outcome", &outcome)]))
    }

    fn layout(&self, file: &FileReport) -> String {
        let layout = match &file.layout {
            Some(layout) => {
                let how = self.word(if file.detected { "layout_detected" } else { "layout_given" });
                fill(how, &[("layout", &printable(layout))])
            }
            None => self.word("no_layout").to_owned(),
        };
        match file.direction {
            Some(Direction::Request) => format!("{layout}, {}", self.word("request")),
            Some(Direction::Response) => format!("{layout}, {}", self.word("response")),
            None => layout,
        }
    }

    fn diagnostic(&mut self, file: &FileReport, diagnostic: &DiagnosticReport, text: &str) {
        let style = severity_style(diagnostic.severity);
        let severity = self.paint(style.bold(), severity_word(self.locale, diagnostic.severity));
        let code = self.paint(style, &diagnostic.code);
        let message = self.paint(BOLD, printable(&diagnostic.message));
        self.line(format_args!("\n{severity} {code}  {message}"));
        self.place(file, diagnostic);
        self.excerpts(diagnostic, text);
        self.line(format_args!("  {}", printable(&diagnostic.help)));
        if let Some(fix) = &diagnostic.fix {
            let title = fill(self.word("fix_available"), &[("title", &printable(&fix.title))]);
            self.line(format_args!("  {title}"));
        }
        if let Some(source) = &diagnostic.source {
            let source = self.paint(DIM, self.source(source));
            self.line(format_args!("  {source}"));
        }
    }

    /// In the form that editors and terminals make a link of, and which of many records it is.
    fn place(&mut self, file: &FileReport, diagnostic: &DiagnosticReport) {
        let start = diagnostic.start;
        let pointer = diagnostic.pointer.as_deref().unwrap_or_default();
        let place = format!("{}:{}:{}  {}", printable(&file.file), start.line, start.column, printable(pointer));
        let place = self.paint(DIM, place.trim_end());
        self.line(format_args!("  {place}"));
    }

    fn excerpts(&mut self, diagnostic: &DiagnosticReport, text: &str) {
        // There is nothing to show of a payload that is empty or was not read.
        if text.is_empty() {
            return;
        }
        let mut marks = vec![Mark { start: diagnostic.start, end: diagnostic.end, note: "" }];
        marks.extend(diagnostic.labels.iter().map(|label| Mark {
            start: label.start,
            end: label.end,
            note: &label.message,
        }));
        let excerpts = excerpts(text, marks);
        let digits = excerpts.iter().map(|excerpt| excerpt.line.to_string().len()).max().unwrap_or_default();
        for excerpt in &excerpts {
            self.excerpt(excerpt, digits, diagnostic.severity);
        }
    }

    fn excerpt(&mut self, excerpt: &Excerpt<'_>, digits: usize, severity: Severity) {
        let number = self.paint(DIM, format!("{:>digits$} │", excerpt.line));
        self.line(format_args!("  {number} {}", excerpt.shown));
        for underline in &excerpt.underlines {
            let margin = self.paint(DIM, format!("{:>digits$} │", ""));
            let underlined = self.underline(underline, severity);
            self.line(format_args!("  {margin} {}{underlined}", " ".repeat(underline.column)));
        }
    }

    fn underline(&self, underline: &Underline<'_>, severity: Severity) -> String {
        if underline.mark.note.is_empty() {
            return self.paint(severity_style(severity), "^".repeat(underline.width));
        }
        let note = printable(underline.mark.note);
        self.paint(CAUSE, format!("{} {note}", "─".repeat(underline.width)))
    }

    fn source(&self, source: &SourceReport) -> String {
        let row = source.row.as_deref();
        let parts = [Some(&*source.title), Some(&*source.section), row].into_iter().flatten().collect::<Vec<_>>();
        format!("{}: {}", self.word("source"), printable(&parts.join(", ")))
    }

    fn counts(&mut self, file: &FileReport) {
        if file.truncated {
            let listed = file.diagnostics.len().to_string();
            let total = file.counts.total().to_string();
            let truncated = fill(self.word("truncated"), &[("listed", &listed), ("total", &total)]);
            self.line(format_args!("\n{truncated}"));
        }
        if file.counts.total() == 0 {
            return;
        }
        let [error, warning, hint] = [file.counts.error, file.counts.warning, file.counts.hint].map(|n| n.to_string());
        let counts = fill(self.word("counts"), &[("error", &error), ("warning", &warning), ("hint", &hint)]);
        // Of an answer the verdict says it; "valid" would be read as "accepted".
        let is_answer = file.direction == Some(Direction::Response);
        let valid = if file.valid && !is_answer { format!("{} ", self.word("valid")) } else { String::new() };
        let counts = self.paint(BOLD, format!("{valid}{counts}"));
        self.line(format_args!("\n{counts}"));
    }

    fn word(&self, key: &str) -> &'static str {
        explain::word(self.locale, key)
    }

    fn paint(&self, style: Style, shown: impl Display) -> String {
        if self.colour { format!("{style}{shown}{style:#}") } else { shown.to_string() }
    }

    fn line(&mut self, line: std::fmt::Arguments<'_>) {
        writeln!(self.out, "{line}").expect("writing to memory cannot fail");
    }
}

fn severity_style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default(),
        Severity::Warning => AnsiColor::Yellow.on_default(),
        Severity::Hint => AnsiColor::Cyan.on_default(),
    }
}
