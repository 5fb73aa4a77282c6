//! `gabarito check`: which payloads it reads, what it answers, with which status it ends.

use std::process::Command;

use tests::{FIXABLE, Folder, VALID, gabarito, run};

#[test]
fn a_valid_payload_ends_with_0() {
    let run = Folder::new().with("a.json", VALID).run(&["check", "a.json"]).ended_with(0);
    assert!(run.stdout.contains("depsnet/pessoa"), "{}", run.stdout);
    assert_eq!(run.stderr, "");
}

#[test]
fn an_error_ends_with_1() {
    let run = Folder::new().with("a.json", FIXABLE).run(&["check", "a.json"]).ended_with(1);
    assert!(run.stdout.contains("V103"), "{}", run.stdout);
    assert!(run.stdout.contains("a.json:6:37"), "{}", run.stdout);
}

#[test]
fn a_missing_file_ends_with_2_and_does_not_stop_the_others() {
    let folder = Folder::new().with("a.json", FIXABLE).with("b.json", VALID);
    let run = folder.run(&["check", "--format", "json", "nada.json", "a.json", ".", "b.json"]).ended_with(2);
    let report = run.json();
    let files: Vec<&str> =
        report["files"].as_array().expect("files").iter().filter_map(|file| file["file"].as_str()).collect();
    assert_eq!(files, ["a.json", "b.json"]);
    assert_eq!(run.stderr.lines().count(), 2, "{}", run.stderr);
    assert!(run.stderr.contains("nada.json") && run.stderr.contains("não existe"), "{}", run.stderr);
}

#[test]
fn standard_input_is_a_payload() {
    for arguments in [&["check", "--format", "json"][..], &["check", "--format", "json", "-"]] {
        let run = Folder::new().run_with_input(arguments, VALID.as_bytes()).ended_with(0);
        assert_eq!(run.json()["files"][0]["file"], "-");
    }
}

#[test]
fn many_files_come_in_the_order_given() {
    let names: Vec<String> = (0..50).rev().map(|number| format!("{number}.json")).collect();
    let folder = names.iter().fold(Folder::new(), |folder, name| folder.with(name, VALID));
    let mut arguments = vec!["check", "--format", "json"];
    arguments.extend(names.iter().map(String::as_str));
    let report = folder.run(&arguments).ended_with(0).json();
    let files: Vec<&str> =
        report["files"].as_array().expect("files").iter().filter_map(|file| file["file"].as_str()).collect();
    assert_eq!(files, names);
}

#[test]
fn a_named_layout_is_used_and_said() {
    let folder = Folder::new().with("a.json", VALID);
    let report =
        folder.run(&["check", "a.json", "--layout", "depsnet/pessoa", "--format", "json"]).ended_with(0).json();
    assert_eq!(report["files"][0]["detected"], false);
    let report = folder.run(&["check", "a.json", "--format", "json"]).ended_with(0).json();
    assert_eq!(report["files"][0]["detected"], true);
}

#[test]
fn an_unknown_layout_ends_with_2_in_one_line() {
    let run = Folder::new().with("a.json", VALID).run(&["check", "a.json", "--layout", "depsnet/pesoa"]);
    let run = run.ended_with(2).with_one_line();
    assert!(run.stderr.contains("depsnet/pesoa") && run.stderr.contains("\"depsnet/pessoa\""), "{}", run.stderr);
}

#[test]
fn a_layout_file_with_a_fault_is_reported_and_ends_with_2() {
    let folder = Folder::new().with("a.json", VALID).with("meu.toml", "layout_format = 1\n[[field]\n");
    let run = folder.run(&["check", "a.json", "--layout", "meu.toml", "--format", "json"]).ended_with(2);
    assert_eq!(run.json()["files"][0]["file"], "meu.toml");
    assert_eq!(run.codes(), ["V901"]);
    folder.run(&["check", "a.json", "--layout", "nada.toml"]).ended_with(2).with_one_line();
}

#[test]
fn the_language_is_chosen() {
    let folder = Folder::new().with("a.json", FIXABLE);
    let message = |language: &str| {
        let report = folder.run(&["check", "a.json", "--format", "json", "--lang", language]).ended_with(1).json();
        report["files"][0]["diagnostics"][0]["message"].as_str().map(str::to_owned)
    };
    assert_ne!(message("pt-BR"), message("en"));
    assert_ne!(message("en"), message("es"));
}

#[test]
fn the_environment_chooses_the_language_for_people_only() {
    let folder = Folder::new().with("a.json", FIXABLE);
    let in_english = |arguments: &[&str]| {
        let mut command = Command::new(gabarito());
        run(command.args(arguments).arg(folder.path("a.json")).env("LC_ALL", "en_US.UTF-8"), b"").ended_with(1).stdout
    };
    assert!(in_english(&["check"]).contains("error"));
    let plain = folder.run(&["check", "--format", "json", folder.path("a.json").to_str().expect("UTF-8")]);
    assert_eq!(in_english(&["check", "--format", "json"]), plain.stdout);
}

#[test]
fn nothing_is_coloured_in_a_pipe() {
    let run = Folder::new().with("a.json", FIXABLE).run(&["check", "a.json"]);
    assert!(!run.stdout.contains('\u{1b}'));
}

#[test]
fn a_reader_that_goes_away_is_no_panic() {
    use std::process::Stdio;

    let folder = Folder::new().with("a.json", format!("[{}1]", "{\"x\":1},".repeat(20_000)));
    let mut child = Command::new(gabarito())
        .args(["check", "--format", "json"])
        .arg(folder.path("a.json"))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
