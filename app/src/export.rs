//! The result in forms that other programs take: Markdown for a ticket, CSV for a sheet, HTML for paper.
//!
//! Input: a report and the words of a language. Output: one text. Nothing of the payload is in it beyond what the
//! messages themselves name.

use validator_core::Locale;
use validator_core::report::{DiagnosticReport, FileReport, SourceReport};

use crate::check::layout_title;
use crate::components::severity_tag::severity_word;
use crate::excerpt::{Line, excerpt};
use crate::text::Texts;

/// A heading, the counts and a table.
pub fn markdown(report: &FileReport, texts: &Texts) -> String {
    let mut acc = format!("**{}** {}\n\n", summary_word(report, texts), counts(report, texts));
    if let Some(layout) = &report.layout {
        acc.push_str(&format!("{}: `{layout}`\n\n", texts.layout));
    }
    acc.push_str(&format!("| {} |\n|{}\n", headings(texts).join(" | "), "---|".repeat(headings(texts).len())));
    for diagnostic in &report.diagnostics {
        let cells = cells(diagnostic, texts)
            .map(|cell| cell.replace('\\', "\\\\").replace('|', "\\|").replace(['\n', '\r'], " "));
        acc.push_str(&format!("| {} |\n", cells.join(" | ")));
    }
    acc
}

/// One line a diagnostic, separated by semicolons, as sheets in Portuguese and Spanish expect it.
pub fn csv(report: &FileReport, texts: &Texts) -> String {
    let line =
        |cells: &[String]| format!("{}\r\n", cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(";"));
    let rows = report.diagnostics.iter().map(|diagnostic| line(&cells(diagnostic, texts)));
    line(&headings(texts).map(str::to_owned)) + &rows.collect::<String>()
}

/// A page of its own, with its style inside. `masked` is the payload with fakes, for the lines that are shown of it.
pub fn html(report: &FileReport, masked: Option<&str>, texts: &Texts, locale: Locale) -> String {
    let layout = report.layout.as_deref().map(|id| format!("{} ({id})", layout_title(id, locale))).unwrap_or_default();
    let head = headings(texts).map(|heading| format!("<th scope=\"col\">{}</th>", escaped(heading))).concat();
    let row = |diagnostic: &DiagnosticReport| {
        format!("<tr>{}</tr>\n", cells(diagnostic, texts).map(|cell| format!("<td>{}</td>", escaped(&cell))).concat())
    };
    let rows: String = report.diagnostics.iter().map(row).collect();
    let (word, counts) = (summary_word(report, texts), counts(report, texts));
    let payload = masked.map(|masked| payload_lines(report, masked, texts)).unwrap_or_default();
    let title = texts.page_title;
    let language = locale.tag();
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{word}</h1>\n<p>{counts}</p>\n<p>{layout}</p>\n\
         <table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>\n{payload}</body>\n</html>\n",
        title = escaped(title),
        layout = escaped(&layout),
    )
}

fn payload_lines(report: &FileReport, masked: &str, texts: &Texts) -> String {
    let piece = |(text, is_marked): &(&str, bool)| match is_marked {
        true => format!("<mark>{}</mark>", escaped(text)),
        false => escaped(text),
    };
    let line = |Line { number, pieces }: &Line<'_>| {
        format!("<tr><th scope=\"row\">{number}</th><td>{}</td></tr>\n", pieces.iter().map(piece).collect::<String>())
    };
    let lines: String = excerpt(masked, &report.diagnostics).iter().map(line).collect();
    let (heading, note) = (escaped(texts.payload), escaped(texts.list.masked));
    format!("<h2>{heading}</h2>\n<p>{note}</p>\n<table class=\"payload\">\n<tbody>\n{lines}</tbody>\n</table>\n")
}

const STYLE: &str = "\
body { margin: 2rem auto; max-width: 1100px; padding: 0 1rem; font: 14px/1.5 system-ui, sans-serif; color: #1b222b; }
h1 { font-size: 1.4rem; }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 6px 8px; border-bottom: 1px solid #c9d1da; text-align: start; vertical-align: top; overflow-wrap: anywhere; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
h2 { font-size: 1.1rem; margin-top: 2rem; }
.payload { font-family: ui-monospace, monospace; font-size: 12px; }
.payload th { width: 4ch; font-weight: 400; color: #566270; text-align: end; }
.payload td { white-space: pre-wrap; }
mark { color: inherit; background: #ffe2a8; }
@page { margin: 15mm; }
@media print { body { margin: 0; max-width: none; font-size: 10px; } }
";

fn headings(texts: &Texts) -> [&'static str; 7] {
    let list = &texts.list;
    [list.severity, list.code, texts.field, list.place, list.message, texts.help, texts.source]
}

fn cells(diagnostic: &DiagnosticReport, texts: &Texts) -> [String; 7] {
    let DiagnosticReport { severity, code, field, start, message, help, source, .. } = diagnostic;
    [
        severity_word(texts, *severity).to_owned(),
        code.clone(),
        field.clone().unwrap_or_default(),
        format!("{}:{}", start.line, start.column),
        message.clone(),
        help.clone(),
        source.as_ref().map(citation).unwrap_or_default(),
    ]
}

/// Where a rule stands, in one line.
pub fn citation(source: &SourceReport) -> String {
    let parts = [Some(source.title.as_str()), Some(source.section.as_str()), source.row.as_deref()];
    parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" › ")
}

fn summary_word(report: &FileReport, texts: &Texts) -> &'static str {
    if report.valid { texts.valid } else { texts.invalid }
}

fn counts(report: &FileReport, texts: &Texts) -> String {
    let counts = report.counts;
    let parts = [(texts.errors, counts.error), (texts.warnings, counts.warning), (texts.hints, counts.hint)];
    parts.map(|(word, count)| format!("{word}: {count}")).join("; ")
}

/// A cell that begins like a formula is kept from being one.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if is_formula { "'" } else { "" }, cell.replace('"', "\"\""))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;
    use crate::text::texts;

    fn hostile() -> FileReport {
        let mut report = Question::default().check("{");
        report.diagnostics.iter_mut().for_each(|item| item.message = "=1|<b>\n\"a\"".to_owned());
        report
    }

    #[test]
    fn no_cell_breaks_its_table() {
        let (report, texts) = (hostile(), texts(Locale::PtBr));
        assert!(markdown(&report, texts).contains("| =1\\|<b> \"a\" |"));
        assert!(csv(&report, texts).contains(";\"'=1|<b>\n\"\"a\"\"\";"));
        assert!(html(&report, None, texts, Locale::PtBr).contains("<td>=1|&lt;b&gt;\n&quot;a&quot;</td>"));
    }

    #[test]
    fn every_diagnostic_is_a_row() {
        for locale in Locale::ALL {
            let report = Question { language: locale.tag().to_owned(), ..Question::default() }.check("[{]");
            let n_rows = report.diagnostics.len();
            assert_eq!(markdown(&report, texts(locale)).matches("\n| ").count(), n_rows + 1);
            assert_eq!(csv(&report, texts(locale)).matches("\r\n").count(), n_rows + 1);
            assert_eq!(html(&report, None, texts(locale), locale).matches("<tr>").count(), n_rows + 1);
        }
    }
}
