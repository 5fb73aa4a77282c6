//! What the documents list is what there is, and their links lead somewhere.
//!
//! Input: README.md and `docs/`, the registry of codes, the catalogue. Output: what one has and the other has not.
//! Judges no wording.

use std::collections::BTreeMap;

use validator_core::{catalog, explain};

use crate::files::{File, files, read, root};

/// Code and name of each row of the contract's table.
fn promised() -> BTreeMap<String, String> {
    let text = read("docs/contract.md");
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.strip_prefix("| ")?.split(" | ");
        let code = cells.next().filter(|code| code.len() == 4 && code.starts_with('V') && !code.ends_with("xx"))?;
        let name = cells.next()?.split(' ').next()?;
        Some((code.to_owned(), name.to_owned()))
    });
    rows.collect()
}

#[test]
fn the_contract_lists_every_code_by_its_name() {
    let mut promised = promised();
    for code in explain::codes() {
        let file = explain::code(code).expect("every code has its file");
        assert_eq!(promised.remove(code).as_ref(), Some(&file.name), "docs/contract.md: {code}");
    }
    let left: Vec<&str> = promised.keys().map(String::as_str).collect();
    assert!(left.is_empty(), "docs/contract.md promises codes that do not exist: {left:?}");
}

#[test]
fn the_contract_lists_every_layout() {
    let text = read("docs/contract.md");
    let (_, listed) = text.split_once("An id never changes. So far: ").expect("the contract lists the layouts");
    let (listed, _) = listed.split_once("\n\n").expect("a paragraph ends");
    let listed: Vec<&str> = listed.split('`').skip(1).step_by(2).collect();
    let bundled: Vec<&str> = catalog::entries().map(|entry| entry.id()).collect();
    assert_eq!(listed, bundled);
}

#[test]
fn links_lead_somewhere() {
    let mut broken = Vec::new();
    let pages = files("docs", &[".md"]).into_iter();
    for File { path, text } in
        pages.chain(["README.md", "CHANGELOG.md"].map(|path| File { path: path.into(), text: read(path) }))
    {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in text.split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let is_elsewhere = target.starts_with('#') || target.contains("://");
            let file = target.split('#').next().unwrap_or_default();
            if !is_elsewhere && !root().join(folder).join(file).exists() {
                broken.push(format!("{path}: {target}"));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}
