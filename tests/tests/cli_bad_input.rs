//! Input that no manual foresaw: it gets a diagnostic and status 1, never a panic and never silence.

use std::fs::File;

use tests::{Folder, Run, VALID};

/// Runs the whole program on `payload` and wants `code` among what it says.
#[track_caller]
fn check(payload: impl AsRef<[u8]>, code: &str) -> Run {
    let folder = Folder::new().with("a.json", payload);
    // People see an excerpt, whose making must survive the same input.
    let shown = folder.run(&["check", "a.json"]).ended_with(1).stdout;
    assert!(shown.contains(code), "{shown}");
    let run = folder.run(&["check", "a.json", "--format", "json"]).ended_with(1);
    assert!(run.codes().iter().any(|actual| actual.starts_with(code)), "{code} is missing in {:?}", run.codes());
    run
}

#[test]
fn nothing() {
    check("", "V101");
    check("\u{feff} \r\n\t", "V101");
    check([0xff, 0xfe], "V101");
}

#[test]
fn binary() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    check(bytes, "V102");
    check(b"PK\x03\x04\x00\x00\x08\x00", "V102");
}

#[test]
fn truncated_anywhere() {
    let text = VALID.trim_end();
    let folder =
        (1..text.len()).step_by(7).fold(Folder::new(), |folder, at| folder.with(&format!("{at}.json"), &text[..at]));
    let names: Vec<String> = (1..text.len()).step_by(7).map(|at| format!("{at}.json")).collect();
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let report = folder.run(&arguments).ended_with(1).json();
    for file in report["files"].as_array().expect("files") {
        assert_eq!(file["valid"], false, "{file:#}");
    }
}

#[test]
fn nested_deeper_than_any_stack() {
    let depth = 100_000;
    let run = check("[".repeat(depth) + &"]".repeat(depth), "V106");
    assert_eq!(run.codes().iter().filter(|code| *code == "V106").count(), 1);
    check("[".repeat(depth), "V106");
    check("{\"a\":".repeat(depth), "V106");
    check("<a>".repeat(depth) + &"</a>".repeat(depth), "V106");
}

#[test]
fn names_twice() {
    check(VALID.replacen("\"tipo\": \"F\",", "\"tipo\": \"F\", \"tipo\": \"J\",", 1), "V207");
}

#[test]
fn lone_surrogates() {
    check(VALID.replace("Ana", r"\ud83d"), "V103");
    check(VALID.replace("Ana", r"\udc00\ud800"), "V103");
}

#[test]
fn a_number_of_a_thousand_digits() {
    let digits = "9".repeat(1000);
    check(VALID.replace("\"52998224725\"", &digits), "V3");
    check(format!("[{digits}.{digits}e{digits}]"), "V");
}

#[test]
fn byte_order_mark_and_wide_text() {
    let folder = Folder::new().with("bom.json", format!("\u{feff}{VALID}"));
    assert_eq!(folder.run(&["check", "bom.json", "--format", "json"]).ended_with(0).codes(), ["V102"]);
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(VALID.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let folder = Folder::new().with("wide.json", wide);
    assert_eq!(folder.run(&["check", "wide.json", "--format", "json"]).ended_with(0).codes(), ["V102"]);
}

#[test]
fn a_bomb_of_entities() {
    let mut bomb = String::from("<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n<!ENTITY e0 \"bum\">\n");
    for level in 1..10 {
        bomb.push_str(&format!("<!ENTITY e{level} \"{}\">\n", format!("&e{};", level - 1).repeat(10)));
    }
    bomb.push_str("]>\n<a>&e9;</a>\n");
    check(bomb, "V105");
}

#[test]
fn a_line_of_megabytes_is_shown_in_part() {
    let payload = format!("[{}]", vec![VALID.replace(['\n', ' '], "").replace("\"F\"", "\"Z\""); 2_000].join(","));
    let folder = Folder::new().with("a.json", &payload);
    let run = folder.run(&["check", "a.json"]).ended_with(1);
    let longest = run.stdout.lines().map(|line| line.chars().count()).max();
    assert!(longest.is_some_and(|longest| longest < 400), "{longest:?}");
}

#[test]
fn control_characters_do_not_reach_the_terminal() {
    let run = check(VALID.replace("\"F\"", "\"\u{1b}[31m\u{7}\u{202e}\""), "V103");
    assert!(!run.stdout.contains('\u{1b}'));
    let shown = Folder::new().with("a.json", VALID.replace("\"F\"", "\"\u{9b}31m\u{202e}\"")).run(&["check", "a.json"]);
    assert!(!shown.stdout.contains(['\u{9b}', '\u{202e}']), "{}", shown.stdout);
}

#[test]
fn more_than_a_hundred_megabytes() {
    let folder = Folder::new();
    let file = File::create(folder.path("a.json")).expect("the folder is writable");
    file.set_len(100_000_001).expect("the disk has room");
    let run = folder.run(&["check", "a.json", "--format", "json"]).ended_with(1);
    assert_eq!(run.codes(), ["V107"]);
    assert_eq!(run.json()["files"][0]["diagnostics"][0]["facts"]["actual"], 100_000_001);
}

#[test]
fn a_hundred_megabytes_are_checked() {
    // One long value keeps the tree small; the size of everything else is for the benchmarks.
    let (before, after) = VALID.split_once("Ana").expect("it is there");
    let filler = "a".repeat(100_000_000 - before.len() - after.len());
    check(format!("{before}{filler}{after}"), "V302");
}
