//! The pages that are made from data are in the repository, and as fresh as the data.
//!
//! Input: `validator-core/codes/`, the bundled layouts, the program. Output: `docs/codes/`,
//! `docs/contradicoes.md` and parts of README.md.
//! Only compares, unless `UPDATE_DOCS=1` asks to write.

mod code_page;
mod contradictions;
mod markdown;
mod readme;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use validator_core::Locale;
use validator_core::explain::{self, CodeFile};

use crate::markdown::cell;

const COMMAND: &str = "UPDATE_DOCS=1 cargo test -p tests --test generated_docs";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// What every page says of itself.
pub(crate) fn made_from(source: &str) -> String {
    format!("<!-- Made from {source} by `{COMMAND}`. -->\n")
}

fn file(code: &str) -> &'static CodeFile {
    explain::code(code).unwrap_or_else(|| panic!("codes/{code}.toml is missing or cannot be read"))
}

/// The table of all codes.
fn index() -> String {
    let mut acc = String::from("# Códigos, codes, códigos\n\n");
    acc.push_str(&made_from("validator-core/codes/"));
    acc.push_str("\nThe severity is the loudest of each case; evidence and profile may lower it.\n");
    acc.push_str("\n| Code | Name | Severity | Português | English | Español |\n|---|---|---|---|---|---|\n");
    for code in explain::codes() {
        let file = file(code);
        let [pt, en, es] = Locale::ALL.map(|locale| cell(file.text(locale).title));
        let severity = code_page::severities(file, Locale::En);
        acc.push_str(&format!("| [{code}]({code}.md) | {} | {severity} | {pt} | {en} | {es} |\n", file.name));
    }
    acc
}

fn update_is_asked_for() -> bool {
    env::var("UPDATE_DOCS").is_ok_and(|value| value == "1")
}

/// Writes a page where that is asked for; says so where it differs.
fn differs(path: &Path, expected: &str) -> bool {
    if update_is_asked_for() {
        fs::write(path, expected).expect("the repository is writable");
    }
    let found = fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n");
    found != expected
}

#[test]
fn each_code_has_a_fresh_page() {
    let mut pages: BTreeMap<String, String> = BTreeMap::new();
    pages.insert("README.md".to_owned(), index());
    for code in explain::codes() {
        pages.insert(format!("{code}.md"), code_page::code_page(file(code)));
    }
    let folder = root().join("docs").join("codes");
    fs::create_dir_all(&folder).expect("the repository is writable");
    let mut stale: Vec<&str> = Vec::new();
    for (name, expected) in &pages {
        if differs(&folder.join(name), expected) {
            stale.push(name);
        }
    }
    assert!(stale.is_empty(), "docs/codes is not fresh: {stale:?}; run {COMMAND}");
    for entry in fs::read_dir(&folder).expect("the folder is there") {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if pages.contains_key(&name) {
            continue;
        }
        assert!(update_is_asked_for(), "docs/codes/{name} belongs to no code; run {COMMAND}");
        fs::remove_file(path).expect("the repository is writable");
    }
}

#[test]
fn the_contradictions_have_a_fresh_page() {
    let path = root().join("docs").join("contradicoes.md");
    assert!(!differs(&path, &contradictions::page()), "docs/contradicoes.md is not fresh; run {COMMAND}");
}

#[test]
fn the_readme_shows_what_the_program_says() {
    let path = root().join("README.md");
    let text = fs::read_to_string(&path).expect("README.md is there").replace("\r\n", "\n");
    let expected = readme::readme(&text, &root());
    assert!(!differs(&path, &expected), "README.md does not show what the program says; run {COMMAND}");
}
