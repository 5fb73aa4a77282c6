//! Every code of the registry has its file, every file says everything in three languages, every example does what it says.

use std::collections::BTreeSet;

use validator_core::explain::{self, CodeFile, Example, Text};
use validator_core::report::FileReport;
use validator_core::violation::{ALL, Entry};
use validator_core::{LayoutChoice, Locale, Options, catalog, check_text};

/// Facts that join at the edge, beside a violation's own.
const EDGE_FACTS: [&str; 8] = ["field", "found", "because", "label", "allowed", "expected", "nearest", "alternatives"];

fn file(code: &str) -> &'static CodeFile {
    explain::code(code).unwrap_or_else(|| panic!("codes/{code}.toml is missing or cannot be read"))
}

fn placeholders(template: &str) -> Vec<&str> {
    let names = template.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0));
    // What a payload holds between braces is no placeholder.
    names.filter(|name| !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())).collect()
}

/// Whether `message` is `template` with something in the place of each placeholder.
fn is_filled(template: &str, message: &str) -> bool {
    let mut rest = message;
    for (at, part) in template.split('{').enumerate() {
        let literal = if at == 0 { part } else { part.split_once('}').map_or(part, |(_, literal)| literal) };
        match rest.find(literal) {
            Some(found) => rest = &rest[found + literal.len()..],
            None => return false,
        }
    }
    true
}

#[test]
fn every_violation_is_worded_in_three_languages() {
    for Entry { code, variant, facts, .. } in ALL {
        let file = file(&code.to_string());
        for locale in Locale::ALL {
            let Text { title, message, why, help, fix, label } = file.variant(locale, variant);
            let place = format!("{code} {variant} {}", locale.tag());
            for text in [title, message, why, help] {
                assert!(!text.trim().is_empty(), "{place}: something is not said");
                assert!(!text.contains('!'), "{place}: {text}");
            }
            let known: BTreeSet<&str> =
                facts.iter().chain(&EDGE_FACTS).copied().chain(["detail", "replacement"]).collect();
            for text in [message, help, fix.unwrap_or_default(), label.unwrap_or_default()] {
                for name in placeholders(text) {
                    assert!(known.contains(name), "{place}: {{{name}}} is no fact of it");
                }
            }
        }
    }
}

#[test]
fn every_file_belongs_to_the_registry_and_agrees_with_it() {
    for code in explain::codes() {
        let entries: Vec<&Entry> = ALL.iter().filter(|entry| entry.code.to_string() == code).collect();
        let severities =
            entries.iter().map(|entry| serde_json::to_value(entry.severity).expect("a severity is a word"));
        assert!(severities.into_iter().any(|severity| severity == file(code).severity), "{code}");
        for variant in file(code).variants() {
            let is_known = variant == "near" || entries.iter().any(|entry| entry.variant == variant);
            assert!(is_known, "{code} has no variant {variant}");
        }
    }
}

/// The report on an example's payload.
fn report(example: &Example, payload: &str, place: &str) -> FileReport {
    let own = example.layout_file.as_ref().map(|text| {
        catalog::load_layout("example", example.system.as_deref(), text)
            .unwrap_or_else(|problems| panic!("{place}: {problems:?}"))
    });
    let layout = match (&own, &example.layout) {
        (Some(own), _) => LayoutChoice::Use(own),
        (None, Some(id)) => LayoutChoice::Use(catalog::layout(id).unwrap_or_else(|| panic!("{place}: no layout {id}"))),
        (None, None) => LayoutChoice::Detect,
    };
    check_text(payload, &Options { layout, ..Options::default() })
}

/// The examples of a code: its own, and those of its variants.
fn examples(code: &str) -> Vec<(String, Example)> {
    let file = file(code);
    let own = file.example().cloned().map(|example| (String::new(), example));
    let variants = file.variants().filter_map(|variant| Some((variant.to_owned(), file.variant_example(variant)?)));
    own.into_iter().chain(variants).collect()
}

#[test]
fn every_example_shows_its_code_and_wording() {
    let mut wrong: Vec<String> = Vec::new();
    for code in explain::codes() {
        for (variant, example) in examples(code) {
            let place = format!("{code} {variant}");
            let told = |report: &FileReport| -> Vec<(String, String)> {
                report.diagnostics.iter().map(|found| (found.code.clone(), found.message.clone())).collect()
            };
            if let Some(valid) = &example.valid {
                let told = told(&report(&example, valid.trim(), &place));
                if told.iter().any(|(found, _)| found == code) {
                    wrong.push(format!("{place}: the valid example raises it: {told:#?}"));
                }
            }
            if let Some(invalid) = &example.invalid {
                let told = told(&report(&example, if code == "V101" { invalid } else { invalid.trim() }, &place));
                let expected = file(code).variant(Locale::PtBr, &variant).message;
                let is_own = variant == "near"
                    || ALL.iter().any(|entry| entry.code.to_string() == code && entry.variant == variant);
                let shows =
                    |(found, message): &(String, String)| found == code && (!is_own || is_filled(expected, message));
                if !told.iter().any(shows) {
                    wrong.push(format!("{place}: «{expected}» is not said, but {told:#?}"));
                }
                if told.iter().any(|(_, message)| !placeholders(message).is_empty()) {
                    wrong.push(format!("{place}: a placeholder was left open: {told:#?}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_layout_example_shows_its_code() {
    for code in explain::codes() {
        for (variant, example) in examples(code) {
            let codes = |text: &str| match catalog::load_layout("example", example.system.as_deref(), text) {
                Ok(_) => Vec::new(),
                Err(problems) => problems.iter().map(|problem| problem.violation.entry().code.to_string()).collect(),
            };
            if let Some(text) = &example.valid_layout {
                assert_eq!(codes(text), Vec::<String>::new(), "{code} {variant}");
            }
            if let Some(text) = &example.invalid_layout {
                assert!(codes(text).contains(&code.to_owned()), "{code} {variant}: {:?}", codes(text));
            }
        }
    }
}

#[test]
fn every_variant_has_an_example_or_says_why_not() {
    for Entry { code, variant, .. } in ALL {
        let code = code.to_string();
        let example = examples(&code).into_iter().find(|(name, _)| name == variant);
        let (_, example) = example.unwrap_or_else(|| panic!("{code} {variant} has no example"));
        let is_shown = example.invalid.is_some() || example.invalid_layout.is_some() || example.note.is_some();
        assert!(is_shown, "{code} {variant} is not shown");
    }
}
