//! The examples that DepsNet's manual prints, read where `GABARITO_MANUALS` points, against our own payloads with the
//! same faults: both are told the same, in the same order.
//!
//! The repository holds no example of a manual; without the folder there is nothing to compare, and the run says so.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use validator_core::{Options, catalog, check_text};

/// The printed examples by the heading of their section.
fn examples(manual: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut section = String::new();
    let mut example: Option<String> = None;
    for line in manual.lines() {
        if let Some(heading) = line.strip_prefix("# ") {
            if let Some(text) = example.take() {
                found.insert(section.clone(), text);
            }
            section = heading.trim().to_owned();
        } else if line.trim() == "Exemplo layout JSON" {
            example = Some(String::new());
        } else if let Some(text) = &mut example {
            text.push_str(line);
            text.push('\n');
        }
    }
    found.extend(example.map(|text| (section, text)));
    found
}

/// Code and field of all diagnostics. What follows from a value alone is not compared by its place.
fn told(text: &str) -> Vec<String> {
    let report = check_text(text.trim(), &Options::default());
    let mut told: Vec<String> = report
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.field.as_deref().unwrap_or_default()))
        .collect();
    told.sort();
    told
}

fn own(layout: &str) -> Option<String> {
    let corpus = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus");
    fs::read_to_string(corpus.join(layout).join("exemplo-do-manual.json")).ok()
}

#[test]
fn printed_examples_are_told_what_ours_are() {
    let Some(folder) = std::env::var_os("GABARITO_MANUALS") else {
        println!("GABARITO_MANUALS is not set: the printed examples were not read");
        return;
    };
    let mut n_compared = 0;
    let mut different = Vec::new();
    for entry in catalog::entries().filter(|entry| entry.system() == "depsnet") {
        let layout = catalog::layout(entry.id()).expect("it is bundled");
        let Ok(manual) = fs::read_to_string(Path::new(&folder).join(&layout.source.manual)) else { continue };
        let (Some(printed), Some(own)) = (examples(&manual).remove(&layout.source.section), own(entry.id())) else {
            continue;
        };
        n_compared += 1;
        let (theirs, ours) = (told(&printed), told(&own));
        if theirs != ours {
            different.push(format!("{}\n  printed: {theirs:?}\n  ours:    {ours:?}", entry.id()));
        }
    }
    assert_eq!(n_compared, 12, "as many examples as the manual prints");
    assert!(different.is_empty(), "{}", different.join("\n"));
}
