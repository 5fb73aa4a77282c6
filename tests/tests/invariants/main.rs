//! What must hold for the whole repository, whatever is added to it (`docs/architecture.md`).
//!
//! Input: the files of the repository. Output: what breaks an invariant, with its file and line.
//! Judges no payload: the other tests of this package do.

mod dependencies;
mod documents;
mod files;
mod names;
mod rust_text;

use validator_core::{Locale, catalog};

use crate::files::{File, files};
use crate::rust_text::take_apart;

/// The longest that a source file may be.
const MAX_LINES: usize = 500;

/// What the core must not touch: it does no IO, reads no clock and waits for nobody.
const OUTSIDE: [&str; 14] = [
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "env::var",
    "fs::read",
    "fs::write",
    "Instant::now",
    "SystemTime",
    "Utc::now",
    "Local::now",
];

/// Places that only exist on one person's machine.
const MACHINE: [&str; 5] = ["/home/", "/root/", "/Users/", "/work/", "\\Users\\"];

/// The lines of `text` that hold `needle`, as "file:line: needle".
fn lines_with(path: &str, text: &str, needle: &str) -> Vec<String> {
    let found = text.lines().enumerate().filter(|(_, line)| line.contains(needle));
    found.map(|(at, _)| format!("{path}:{}: {needle}", at + 1)).collect()
}

#[test]
fn the_core_touches_nothing_outside() {
    let mut wrong = Vec::new();
    for File { path, text } in files("validator-core/src", &[".rs"]) {
        let code = take_apart(&text).code;
        // Rendering writes into memory through a trait of `std::io`; no stream is ever opened.
        let is_writer = path.starts_with("validator-core/src/render/");
        let needles = OUTSIDE.iter().filter(|needle| !(is_writer && **needle == "std::io"));
        needles.for_each(|needle| wrong.extend(lines_with(&path, &code, needle)));
        let is_word =
            |line: &str, word: &str| line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word);
        let waiting = code.lines().enumerate().filter(|(_, line)| is_word(line, "async") || is_word(line, "await"));
        wrong.extend(waiting.map(|(at, line)| format!("{path}:{}: {}", at + 1, line.trim())));
        let grouped = code.lines().enumerate().filter(|(_, line)| line.trim_start().starts_with("use std::{"));
        wrong.extend(grouped.map(|(at, _)| format!("{path}:{}: name each module of std on its own line", at + 1)));
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn nothing_is_left_undone_and_no_machine_is_named() {
    let undone = ["TO", "DO"].concat();
    let endings = [".rs", ".toml", ".md", ".js", ".mjs", ".css", ".html", ".json", ".yml", ".webmanifest"];
    let mut wrong = Vec::new();
    for File { path, text } in files("", &endings) {
        // Payloads say what they like, and this file names what it looks for.
        if path.starts_with("tests/corpus/")
            || path.ends_with("package-lock.json")
            || path == "tests/tests/invariants/main.rs"
        {
            continue;
        }
        for needle in MACHINE.into_iter().chain([&*undone]) {
            wrong.extend(lines_with(&path, &text, needle));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn source_files_stay_short() {
    let long = files("", &[".rs", ".js", ".mjs", ".css"]).into_iter().filter_map(|File { path, text }| {
        let n_lines = text.lines().count();
        (n_lines > MAX_LINES).then(|| format!("{path}: {n_lines} lines; look for the second subject inside it"))
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "{}", long.join("\n"));
}

#[test]
fn every_layout_file_loads_clean() {
    let mut n_layouts = 0;
    for File { path, text } in files("validator-core/layouts", &[".toml"]) {
        let id = path.trim_start_matches("validator-core/layouts/").trim_end_matches(".toml");
        let system = id.split('/').next().unwrap_or_default();
        if id.ends_with("/system") {
            assert!(catalog::system(system).is_some(), "{path} cannot be read");
            continue;
        }
        n_layouts += 1;
        if let Err(problems) = catalog::load_layout(id, Some(system), &text) {
            panic!("{path}: {problems:#?}");
        }
        assert!(catalog::layout(id).is_some(), "{path} is not bundled");
    }
    assert_eq!(catalog::entries().count(), n_layouts, "what is bundled is what lies in layouts/");
}

#[test]
fn every_layout_has_a_title_in_each_language() {
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
        for locale in Locale::ALL {
            let title = layout.title(locale);
            assert!(!title.trim().is_empty(), "{} has no title in {}", entry.id(), locale.tag());
            assert_eq!(entry.title(locale), title, "{}: the index says what the layout says", entry.id());
        }
    }
}
