//! Answers of a system on the command line: the verdict in every form of the report, and the exit status that follows.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tests::{Folder, Run};

fn corpus(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    fs::read_to_string(path).expect("it is part of the corpus")
}

#[track_caller]
fn checked(name: &str, options: &[&str], status: i32) -> Run {
    let folder = Folder::new().with("resposta", corpus(name));
    folder.run(&[&["check", "resposta"], options].concat()).ended_with(status)
}

const REJECTED: &str = "senior-g5/convenio/Consumir/resposta-rejeitada.xml";
const PARTIAL: &str = "senior-g5/convenio/Consumir/resposta-com-item-recusado.xml";
const FAULT: &str = "senior-g5/falhas/falha-do-servidor.xml";

#[track_caller]
fn check_outcome(name: &str, status: i32, expected: Option<&str>) {
    let report = checked(name, &["--format", "json"], status).json();
    let of = |key: &str| report.pointer(&format!("/files/0/{key}"));
    assert_eq!(of("direction"), Some(&"response".into()));
    assert_eq!(of("verdict/outcome").and_then(Value::as_str), expected);
    assert_eq!(of("verdict").is_some(), expected.is_some());
    assert_eq!(of("valid"), Some(&(status == 0).into()));
}

#[test]
fn the_status_follows_the_outcome() {
    check_outcome("senior-g5/convenio/Consumir/resposta-sincrona.xml", 0, Some("processed"));
    check_outcome("senior-g5/convenio/Consumir/resposta-assincrona.xml", 0, Some("received"));
    check_outcome("senior-g5/convenio/Consumir/resposta-sem-tipo-de-retorno.xml", 0, None);
    check_outcome("depsnet/token/resposta.json", 0, Some("processed"));
    check_outcome(PARTIAL, 1, Some("partial"));
    check_outcome(REJECTED, 1, Some("rejected"));
    check_outcome(FAULT, 1, Some("failed"));
    check_outcome("oobj/respostas/muitas-chamadas.json", 1, Some("failed"));
}

#[test]
fn the_place_of_the_verdict_is_that_of_its_diagnostic() {
    let report = checked(PARTIAL, &["--format", "json"], 1).json();
    let file = &report["files"][0];
    let diagnostics = file["diagnostics"].as_array().expect("a list");
    let decisive = diagnostics.iter().find(|found| found["code"] == "V602").expect("it is processed in part");
    for key in ["start", "end", "pointer"] {
        assert_eq!(file["verdict"][key], decisive[key]);
    }
}

#[test]
fn the_field_of_the_request_is_a_fact() {
    let report = checked(REJECTED, &["--format", "json"], 1).json();
    let diagnostics = report["files"][0]["diagnostics"].as_array().expect("a list");
    let named = diagnostics.iter().find(|found| found["code"] == "V610").expect("the text names a field");
    assert_eq!(named["facts"]["field"], "entrada.codCli");
}

#[test]
fn a_layout_that_is_given_knows_its_answer() {
    for (name, status) in [(REJECTED, 1), (FAULT, 1)] {
        let run = checked(name, &["--layout", "senior-g5/convenio/Consumir", "--format", "json"], status);
        let file = &run.json()["files"][0];
        assert_eq!((&file["direction"], &file["detected"]), (&"response".into(), &false.into()));
        assert_eq!(file["layout"], "senior-g5/convenio/Consumir");
    }
}

#[test]
fn other_forms_of_the_report_show_the_verdict() {
    assert!(checked(REJECTED, &["--lang", "es"], 1).stdout.contains("veredicto: rechazado"));
    let sarif = checked(REJECTED, &["--format", "sarif"], 1).json();
    assert_eq!(sarif["runs"][0]["artifacts"][0]["properties"]["verdict"], "rejected");
    let junit = checked(REJECTED, &["--format", "junit"], 1).stdout;
    assert!(junit.contains(r#"<property name="verdict" value="rejected"/>"#), "{junit}");
}
