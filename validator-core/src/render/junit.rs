//! The report as JUnit XML, which CI systems show as tests: one test case a payload.
//!
//! Input: a `Report`. Output: XML in which a payload with an error is a failed test; warnings and hints go to its output.
//! Never writes a character that XML 1.0 forbids, whatever the payload held.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::severity_word;
use crate::explain::Locale;
use crate::report::{DiagnosticReport, FileReport, Report};
use crate::violation::Severity;

type Xml = Writer<Vec<u8>>;

/// One test suite with a test case a payload, in the order given.
pub fn junit(report: &Report, locale: Locale) -> String {
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 2);
    write_report(&mut xml, report, locale).expect("writing to memory cannot fail");
    let mut acc = String::from_utf8(xml.into_inner()).expect("only text was written");
    acc.push('\n');
    acc
}

fn write_report(xml: &mut Xml, report: &Report, locale: Locale) -> io::Result<()> {
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let n_tests = report.files.len().to_string();
    let n_failures = report.files.iter().filter(|file| !file.valid).count().to_string();
    let totals = [("tests", &*n_tests), ("failures", &*n_failures), ("errors", "0")];
    xml.create_element("testsuites")
        .with_attribute(("name", report.tool.name))
        .with_attributes(totals)
        .write_inner_content(|xml| {
            xml.create_element("testsuite")
                .with_attribute(("name", report.tool.name))
                .with_attributes(totals)
                .write_inner_content(|xml| report.files.iter().try_for_each(|file| write_file(xml, file, locale)))?;
            Ok(())
        })?;
    Ok(())
}

fn write_file(xml: &mut Xml, file: &FileReport, locale: Locale) -> io::Result<()> {
    let class = file.layout.as_deref().unwrap_or("gabarito");
    let element = xml
        .create_element("testcase")
        .with_attribute(("classname", &*one_line(class)))
        .with_attribute(("name", &*one_line(&file.file)));
    if file.diagnostics.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|xml| {
        if let Some(verdict) = &file.verdict {
            let property = [("name", "verdict"), ("value", verdict.outcome.tag())];
            xml.create_element("properties").write_inner_content(|xml| {
                xml.create_element("property").with_attributes(property).write_empty()?;
                Ok(())
            })?;
        }
        write_failure(xml, file, locale)?;
        write_output(xml, file, locale)
    })?;
    Ok(())
}

fn write_failure(xml: &mut Xml, file: &FileReport, locale: Locale) -> io::Result<()> {
    let Some(first) = file.diagnostics.iter().find(|diagnostic| diagnostic.severity == Severity::Error) else {
        // The errors may all lie beyond the diagnostics that are listed.
        if !file.valid {
            let n_errors = format!("{}: {}", severity_word(locale, Severity::Error), file.counts.error);
            xml.create_element("failure").with_attribute(("message", &*n_errors)).write_empty()?;
        }
        return Ok(());
    };
    xml.create_element("failure")
        .with_attribute(("message", &*one_line(&first.message)))
        .with_attribute(("type", &*first.code))
        .write_text_content(BytesText::new(&lines(file, locale, |severity| severity == Severity::Error)))?;
    Ok(())
}

fn write_output(xml: &mut Xml, file: &FileReport, locale: Locale) -> io::Result<()> {
    let output = lines(file, locale, |severity| severity != Severity::Error);
    if !output.is_empty() {
        xml.create_element("system-out").write_text_content(BytesText::new(&output))?;
    }
    Ok(())
}

/// One line a diagnostic, in the form that CI systems make a link of.
fn lines(file: &FileReport, locale: Locale, wanted: impl Fn(Severity) -> bool) -> String {
    let listed = file.diagnostics.iter().filter(|diagnostic| wanted(diagnostic.severity));
    listed.map(|diagnostic| line(file, diagnostic, locale)).collect()
}

fn line(file: &FileReport, diagnostic: &DiagnosticReport, locale: Locale) -> String {
    let severity = severity_word(locale, diagnostic.severity);
    let (file, start) = (one_line(&file.file), diagnostic.start);
    let (message, help) = (one_line(&diagnostic.message), one_line(&diagnostic.help));
    format!("{file}:{}:{}: {severity} {}: {message} {help}\n", start.line, start.column, diagnostic.code)
}

/// A text without line breaks and without what XML 1.0 cannot hold, not even as a reference.
fn one_line(text: &str) -> String {
    let mark = |c: char| match c {
        '\t' | '\n' | '\r' => ' ',
        '\u{0}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
        _ => c,
    };
    text.chars().map(mark).collect()
}
