//! What is pasted with something around it is judged like the payload alone, at the same places, and mended the same.
//!
//! Every payload of the corpus is written the ways that people paste it; nothing here knows how the core reads them.

use std::fs;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use validator_core::report::{DiagnosticReport, FileReport};
use validator_core::{Options, check_text, fix_safe};

/// A way of writing a payload into another text.
struct Way {
    name: &'static str,
    before: &'static str,
    escape: fn(&str) -> String,
    after: &'static str,
}

const WAYS: &[Way] = &[
    Way { name: "java", before: "String corpo = \"", escape: backslashes, after: "\";\nenviar(corpo);" },
    Way { name: "c# verbatim", before: "var corpo = @\"", escape: |text| text.replace('"', "\"\""), after: "\";" },
    Way { name: "c# raw", before: "var corpo = \"\"\"\n", escape: str::to_owned, after: "\n\"\"\";" },
    Way { name: "delphi", before: "Corpo := '", escape: |text| text.replace('\'', "''"), after: "';" },
    Way {
        name: "curl",
        before: "curl -X POST https://erp.example.com/api -H 'token: 1' \\\n  --data-raw '",
        escape: |text| text.replace('\'', "'\\''"),
        after: "' \\\n  --compressed",
    },
    Way {
        name: "curl, double quotes",
        before: "curl https://erp.example.com/api -d \"",
        escape: |text| text.replace('\\', "\\\\").replace('"', "\\\"").replace('$', "\\$").replace('`', "\\`"),
        after: "\"",
    },
    Way {
        name: "curl, bash string",
        before: "curl x -d $'",
        escape: |text| backslashes(text).replace('\'', "\\'"),
        after: "'",
    },
    Way {
        name: "curl, windows",
        before: "curl.exe ^\"https://erp.example.com^\" --data-raw ^\"",
        escape: carets,
        after: "^\"",
    },
    Way { name: "log", before: "2026-11-20 10:00:00,123 INFO [http-1] corpo: ", escape: str::to_owned, after: "" },
    Way { name: "log, escaped quotes", before: "10:00:00 INFO corpo: ", escape: backslashes, after: "" },
];

/// How XML is written into a line of a log.
const ENTITIES: Way = Way {
    name: "log, entities",
    before: "10:00:00 DEBUG corpo=",
    escape: |text| text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
    after: "",
};

fn backslashes(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\r', "\\r")
}

fn carets(text: &str) -> String {
    let mut acc = String::new();
    for c in text.chars() {
        match c {
            '"' => acc.push_str("^\\^\""),
            '\\' => acc.push_str("^\\^\\"),
            '{' | '}' | '&' | '<' | '>' | '^' | '%' | '|' => acc.extend(['^', c]),
            _ => acc.push(c),
        }
    }
    acc
}

/// The diagnostics about the payload itself.
fn told(report: &FileReport) -> impl Iterator<Item = &DiagnosticReport> {
    report.diagnostics.iter().filter(|diagnostic| diagnostic.code != "V108")
}

fn check_way(place: &str, payload: &str, way: &Way) -> Option<String> {
    let Way { name, before, escape, after } = way;
    let place = format!("{place}, {name}");
    let pasted = format!("{before}{}{after}", escape(payload));
    let options = Options::default();
    let direct = check_text(payload, &options);
    let wrapped = check_text(&pasted, &options);
    if wrapped.layout != direct.layout || wrapped.valid != direct.valid {
        return Some(format!("{place}: {:?} {}", wrapped.layout, wrapped.valid));
    }
    if wrapped.diagnostics.iter().filter(|diagnostic| diagnostic.code == "V108").count() != 1 {
        return Some(format!("{place}: nobody says what it was found in"));
    }
    if told(&wrapped).count() != told(&direct).count() {
        return Some(format!("{place}: {} instead of {}", told(&wrapped).count(), told(&direct).count()));
    }
    for (wrapped, direct) in told(&wrapped).zip(told(&direct)) {
        let there = pasted.get(wrapped.start.offset as usize..wrapped.end.offset as usize);
        let here = payload.get(direct.start.offset as usize..direct.end.offset as usize).map(escape);
        if (&wrapped.code, &wrapped.message, &wrapped.pointer) != (&direct.code, &direct.message, &direct.pointer) {
            return Some(format!(
                "{place}: {} {} instead of {} {}",
                wrapped.code, wrapped.message, direct.code, direct.message
            ));
        }
        if there.map(str::to_owned) != here {
            return Some(format!("{place}: {} at {there:?} instead of {here:?}", wrapped.code));
        }
    }
    let fixed = fix_safe(&pasted, &options).text;
    let expected = format!("{before}{}{after}", escape(&fix_safe(payload, &options).text));
    // A literal of one line has a blank where the payload has a line end.
    let flat = |text: &str| text.replace(['\n', '\r'], " ");
    (flat(&fixed) != flat(&expected)).then(|| format!("{place}: mended to\n{fixed}\ninstead of\n{expected}"))
}

#[test]
fn every_payload_is_judged_and_mended_inside_of_other_text() {
    let wrong = Mutex::new(Vec::new());
    let n_checked = AtomicUsize::new(0);
    insta::glob!("../corpus", "**/*.{json,xml}", |path| {
        let Ok(payload) = fs::read_to_string(path) else { return };
        let payload = payload.trim();
        // What is no payload when it stands alone, or is one with something around it already, is not meant here.
        let alone = check_text(payload, &Options::default());
        let is_odd = alone.diagnostics.iter().any(|found| matches!(&*found.code, "V102" | "V108"));
        if !payload.starts_with(['{', '[', '<']) || is_odd {
            return;
        }
        let place = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let entities = payload.starts_with('<').then_some(&ENTITIES);
        for way in WAYS.iter().chain(entities) {
            wrong.lock().expect("no thread fails with it").extend(check_way(&place, payload, way));
            n_checked.fetch_add(1, Ordering::Relaxed);
        }
    });
    let (wrong, n_checked) = (wrong.into_inner().expect("no thread is left"), n_checked.into_inner());
    assert!(n_checked > 1_000, "only {n_checked} were tried");
    assert!(
        wrong.is_empty(),
        "{} of {n_checked}\n{}",
        wrong.len(),
        wrong.iter().take(20).cloned().collect::<Vec<_>>().join("\n")
    );
}
