//! The report as SARIF 2.1.0, which code hosts and editors read.
//!
//! Input: a `Report`. Output: one run with its rules, artifacts and results; safe fixes only, as a tool may apply them unseen.
//! Places carry bytes of the text as UTF-8 beside lines and columns, the latter in UTF-16 units as the run declares.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::explain::{self, Locale};
use crate::report::{Applicability, DiagnosticReport, FileReport, FixReport, LabelReport, Position, Report};
use crate::violation::Severity;

const SCHEMA: &str = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// One run over all payloads of the report.
pub fn sarif(report: &Report, locale: Locale) -> String {
    let files = &report.files;
    let codes: BTreeSet<&str> =
        files.iter().flat_map(|file| &file.diagnostics).map(|diagnostic| &*diagnostic.code).collect();
    let codes: Vec<&str> = codes.into_iter().collect();
    let artifacts = Artifacts::new(files);
    let results: Vec<Value> = files
        .iter()
        .flat_map(|file| {
            file.diagnostics.iter().map(|diagnostic| result(&artifacts.location(file), &codes, diagnostic))
        })
        .collect();
    let log = json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": report.tool.name,
                "version": report.tool.version,
                "semanticVersion": report.tool.version,
                "language": locale.tag(),
                "rules": codes.iter().map(|code| rule(code, locale)).collect::<Vec<_>>(),
            } },
            "language": locale.tag(),
            "columnKind": "utf16CodeUnits",
            "artifacts": artifacts.values(),
            "results": results,
        }],
    });
    let mut acc = serde_json::to_string_pretty(&log).expect("every key of the log is a string");
    acc.push('\n');
    acc
}

/// The payloads, each once: the same file may be named twice.
struct Artifacts<'a>(Vec<&'a FileReport>);

impl<'a> Artifacts<'a> {
    fn new(files: &'a [FileReport]) -> Self {
        let mut seen = BTreeSet::new();
        Self(files.iter().filter(|file| seen.insert(&*file.file)).collect())
    }

    fn location(&self, file: &FileReport) -> Value {
        let index = self.0.iter().position(|known| known.file == file.file);
        json!({ "uri": uri(&file.file), "index": index })
    }

    fn values(&self) -> Vec<Value> {
        let value = |file: &&FileReport| {
            let mut properties = json!({
                "layout": file.layout,
                "direction": file.direction,
                "valid": file.valid,
                "counts": file.counts,
                "truncated": file.truncated,
            });
            if let (Some(verdict), Some(properties)) = (&file.verdict, properties.as_object_mut()) {
                properties.insert("verdict".to_owned(), verdict.outcome.tag().into());
            }
            json!({ "location": { "uri": uri(&file.file) }, "properties": properties })
        };
        self.0.iter().map(value).collect()
    }
}

fn rule(code: &str, locale: Locale) -> Value {
    let Some(file) = explain::code(code) else { return json!({ "id": code }) };
    let text = file.text(locale);
    json!({
        "id": code,
        "name": file.name,
        "shortDescription": { "text": text.title },
        "fullDescription": { "text": text.why },
        "help": { "text": text.help },
    })
}

fn result(artifact: &Value, codes: &[&str], diagnostic: &DiagnosticReport) -> Value {
    let mut acc = json!({
        "ruleId": diagnostic.code,
        "ruleIndex": codes.iter().position(|code| *code == diagnostic.code),
        "level": level(diagnostic.severity),
        "message": { "text": format!("{} {}", diagnostic.message, diagnostic.help) },
        "locations": [location(artifact, diagnostic)],
    });
    let Some(members) = acc.as_object_mut() else { return acc };
    if !diagnostic.labels.is_empty() {
        let related: Vec<Value> =
            diagnostic.labels.iter().zip(1..).map(|(label, id)| related(artifact, label, id)).collect();
        members.insert("relatedLocations".to_owned(), related.into());
    }
    if let Some(fix) = diagnostic.fix.as_ref().filter(|fix| fix.applicability == Applicability::Safe) {
        members.insert("fixes".to_owned(), json!([fix_value(artifact, fix)]));
    }
    if let Some(source) = &diagnostic.source {
        members.insert("properties".to_owned(), json!({ "source": source }));
    }
    acc
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "note",
    }
}

fn location(artifact: &Value, diagnostic: &DiagnosticReport) -> Value {
    let mut acc = physical(artifact, diagnostic.start, diagnostic.end);
    let logical = match (&diagnostic.field, &diagnostic.pointer) {
        (Some(field), Some(pointer)) => json!([{ "name": field, "fullyQualifiedName": pointer }]),
        (Some(field), None) => json!([{ "name": field }]),
        (None, Some(pointer)) => json!([{ "fullyQualifiedName": pointer }]),
        (None, None) => return acc,
    };
    if let Some(members) = acc.as_object_mut() {
        members.insert("logicalLocations".to_owned(), logical);
    }
    acc
}

fn related(artifact: &Value, label: &LabelReport, id: u32) -> Value {
    let mut acc = physical(artifact, label.start, label.end);
    if let Some(members) = acc.as_object_mut() {
        members.insert("id".to_owned(), id.into());
        members.insert("message".to_owned(), json!({ "text": label.message }));
    }
    acc
}

fn physical(artifact: &Value, start: Position, end: Position) -> Value {
    json!({ "physicalLocation": { "artifactLocation": artifact, "region": region(start, end) } })
}

fn region(start: Position, end: Position) -> Value {
    json!({
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
        "byteOffset": start.offset,
        "byteLength": end.offset.saturating_sub(start.offset),
    })
}

fn fix_value(artifact: &Value, fix: &FixReport) -> Value {
    let replacements = fix
        .edits
        .iter()
        .map(|edit| json!({ "deletedRegion": region(edit.start, edit.end), "insertedContent": { "text": edit.text } }));
    json!({
        "description": { "text": fix.title },
        "artifactChanges": [{ "artifactLocation": artifact, "replacements": replacements.collect::<Vec<_>>() }],
    })
}

/// A path as a URI reference: relative as given, absolute ones as `file:`.
fn uri(path: &str) -> String {
    // A path that a Windows shell hands over; elsewhere nobody names a file with a backslash.
    let path = path.replace('\\', "/");
    let mut acc = String::new();
    let bytes = path.as_bytes();
    let has_drive = matches!(bytes, [drive, b':', b'/', ..] if drive.is_ascii_alphabetic());
    if has_drive {
        acc.push_str("file:///");
    } else if path.starts_with("//") {
        acc.push_str("file:");
    } else if path.starts_with('/') {
        acc.push_str("file://");
    }
    for (at, byte) in bytes.iter().enumerate() {
        let is_plain = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b'/');
        if is_plain || (has_drive && at == 1) {
            acc.push(char::from(*byte));
        } else {
            acc.push_str(&format!("%{byte:02X}"));
        }
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_uri(path: &str, expected: &str) {
        assert_eq!(uri(path), expected);
    }

    #[test]
    fn relative_paths_stay_relative() {
        check_uri("lote/pessoa 1.json", "lote/pessoa%201.json");
        check_uri("-", "-");
    }

    #[test]
    fn what_a_uri_cannot_hold_is_encoded() {
        check_uri("ação#1?.json", "a%C3%A7%C3%A3o%231%3F.json");
        check_uri("a:b.json", "a%3Ab.json");
    }

    #[test]
    fn absolute_paths_become_file_uris() {
        check_uri("/tmp/a.json", "file:///tmp/a.json");
        check_uri(r"C:\lote\a.json", "file:///C:/lote/a.json");
        check_uri(r"\\servidor\lote\a.json", "file://servidor/lote/a.json");
    }
}
