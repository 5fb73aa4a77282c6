//! `gabarito samples`: what it prints is valid, what it writes is what it says, and nothing is ever replaced.

use std::fs;

use serde_json::Value;
use tests::Folder;

const LAYOUT: &str = "depsnet/pessoa";
const NAME_ALONE: &str = "fis/cotacao-frete";
const XML_LAYOUT: &str = "senior-g5/convenio/Consumir";

#[test]
fn a_sample_is_valid_as_it_is_printed() {
    for (layout, name) in [(LAYOUT, "a.json"), (XML_LAYOUT, "a.xml")] {
        for arguments in [&["samples", layout][..], &["samples", layout, "--full"]] {
            let sample = Folder::new().run(arguments).ended_with(0).stdout;
            Folder::new().with(name, sample).run(&["check", name]).ended_with(0);
        }
    }
}

#[test]
fn a_layout_of_ones_own_has_samples_too() {
    let layout = "layout_format = 1\nsystem = \"depsnet\"\nroot = \"object\"\ncomplete = true\n\
        title = { pt-BR = \"A\", en = \"A\", es = \"A\" }\nsource = { manual = \"a\", section = \"a\" }\n\
        [[field]]\npath = \"nome\"\ntype = \"String\"\nsize = 3\nrequired = true\nlabel = \"Nome\"\n";
    let folder = Folder::new().with("a.toml", layout);
    let sample = folder.run(&["samples", "a.toml"]).ended_with(0).stdout;
    assert_eq!(sample, "{\n  \"nome\": \"Nom\"\n}\n");
    let folder = folder.with("b.toml", "layout_format = 2");
    assert!(folder.run(&["samples", "b.toml"]).ended_with(2).stdout.contains("V90"));
}

#[test]
fn of_a_fiscal_document_there_are_no_samples() {
    for arguments in [&["samples", "oobj/emissao/nfe"][..], &["samples", "oobj/evento", "--mutations", "a"]] {
        let folder = Folder::new();
        let run = folder.run(arguments).ended_with(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("documento fiscal"), "{}", run.stderr);
        assert!(!folder.path("a").exists());
    }
}

#[test]
fn mutations_are_written_with_what_each_must_get() {
    let folder = Folder::new();
    let run = folder.run(&["samples", XML_LAYOUT, "--mutations", "a/b"]).ended_with(0);
    let expected: Value = serde_json::from_slice(&folder.read("a/b/expected.json")).expect("it is JSON");
    let expected = expected.as_object().expect("an object by name");
    assert!(run.stdout.contains(&expected.len().to_string()), "{}", run.stdout);
    let n_files = fs::read_dir(folder.path("a/b")).expect("it was made").count();
    assert_eq!(n_files, expected.len() + 1);
    for (name, expected) in expected {
        let file = format!("a/b/{name}.xml");
        let report = folder.run(&["check", &file, "--layout", XML_LAYOUT, "--format", "json"]).json();
        let found = report["files"][0]["diagnostics"].as_array().expect("a list");
        let facts = |key: &str, list: &[Value]| list.iter().map(|one| one[key].clone()).collect::<Vec<_>>();
        for key in ["code", "field", "pointer"] {
            assert_eq!(facts(key, found), facts(key, expected.as_array().expect("a list")), "{name}");
        }
    }
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let folder = Folder::new().with("mine.json", "1");
    let arguments = ["samples", LAYOUT, "--mutations", "."];
    let refused = folder.run(&arguments).ended_with(2).with_one_line();
    assert_eq!(refused.stdout, "");
    assert_eq!(fs::read_dir(folder.path(".")).expect("it is there").count(), 1);
    folder.run(&["samples", LAYOUT, "--mutations", "mine.json"]).ended_with(2).with_one_line();
    assert_eq!(folder.read("mine.json"), b"1");
}

#[test]
fn a_layout_without_fields_has_no_samples() {
    for arguments in [&["samples", NAME_ALONE][..], &["samples", NAME_ALONE, "--mutations", "a"]] {
        let folder = Folder::new();
        let run = folder.run(arguments).ended_with(2).with_one_line();
        assert!(run.stdout.is_empty() && run.stderr.contains(NAME_ALONE), "{}", run.stderr);
        assert!(!folder.path("a").exists());
    }
}

#[test]
fn bad_arguments_get_one_line() {
    for arguments in [
        &["samples"][..],
        &["samples", "depsnet/pesoa"],
        &["samples", "nada.toml"],
        &["samples", LAYOUT, "--full", "--mutations", "a"],
        &["samples", LAYOUT, "--mutations"],
    ] {
        let run = Folder::new().run(arguments).ended_with(2).with_one_line();
        assert_eq!(run.stdout, "", "{arguments:?}");
    }
}
