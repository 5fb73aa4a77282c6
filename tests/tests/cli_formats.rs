//! The forms of the report that programs read: JSON as the contract has it, SARIF, JUnit.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;
use tests::{FIXABLE, Folder, Run, VALID};

/// A payload with a condition's cause, accents and emoji before the fault, and something for each severity.
const RICH: &str = r#"[{
  "tipo": "J", "documento": "11222333000181", "nomeOrigem": "ERP 🚚 ação", "tipoRelacionamento": "C", "sobra": 1,
  "pessoa": { "nome": "Loja & <Filha>" },
}]
"#;

fn checked(format: &str) -> Run {
    let folder = Folder::new().with("rica 1.json", RICH).with("boa.json", VALID);
    folder.run(&["check", "rica 1.json", "boa.json", "--format", format]).ended_with(1)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[test]
fn json_has_the_shape_of_the_contract() {
    let report = checked("json").json();
    assert_eq!(report["tool"]["name"], "gabarito");
    assert_eq!(report["tool"]["version"], env!("CARGO_PKG_VERSION"));
    let file = &report["files"][0];
    assert_eq!(keys(file), ["counts", "detected", "diagnostics", "direction", "file", "layout", "valid"]);
    assert_eq!(file["direction"], "request");
    assert_eq!(file["counts"]["error"], 2, "{file:#}");
    let diagnostics = file["diagnostics"].as_array().expect("a list");
    let offsets: Vec<u64> =
        diagnostics.iter().filter_map(|diagnostic| diagnostic["start"]["offset"].as_u64()).collect();
    assert!(offsets.is_sorted());
    let missing = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "V202").expect("razaoSocial is missing");
    assert_eq!(missing["name"], "missing-by-condition");
    assert_eq!(missing["field"], "pessoa.razaoSocial");
    assert_eq!(missing["pointer"], "/0/pessoa/razaoSocial");
    assert_eq!(missing["labels"][0]["start"]["offset"], RICH.find("\"J\"").expect("it is there"));
    assert_eq!(keys(&missing["source"]), ["manual", "row", "section", "title"]);
    let comma = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "V103").expect("a comma is too many");
    assert_eq!(comma["start"]["line"], 3);
    assert_eq!(comma["fix"]["applicability"], "safe");
    let unknown = diagnostics.iter().find(|diagnostic| diagnostic["code"] == "V204").expect("sobra is unknown");
    let line = RICH.lines().nth(1).expect("it has lines");
    let before = line.split("\"sobra\"").next().expect("it is there");
    assert_eq!(unknown["start"]["column"], before.encode_utf16().count() + 1);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["json", "sarif", "junit", "human"] {
        assert_eq!(checked(format).stdout, checked(format).stdout);
        assert!(!checked(format).stdout.contains('\r'));
    }
}

#[test]
fn human_output_shows_the_place_the_cause_and_the_repair() {
    let shown = checked("human").stdout;
    let lines: Vec<&str> = shown.lines().collect();
    let at = lines.iter().position(|line| line.contains("V103")).expect("a comma is too many");
    let source = lines.get(at + 2).expect("an excerpt");
    let marks = lines.get(at + 3).expect("its underline");
    assert_eq!(
        source.find("},").map(|at| source[..at].chars().count() + 1),
        marks.find('^').map(|at| marks[..at].chars().count())
    );
    assert!(shown.contains("───"), "{shown}");
    assert!(shown.contains("Fonte: "), "{shown}");
    assert!(shown.contains("Arquivos conferidos: 2; válidos: 1"), "{shown}");
}

#[test]
fn junit_is_well_formed_and_counts_payloads() {
    let junit = checked("junit").stdout;
    let mut reader = Reader::from_str(&junit);
    reader.config_mut().check_end_names = true;
    let mut names = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Start(element) | Event::Empty(element) => {
                names.push(element.name().as_ref().to_owned());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(names, ["testsuites", "testsuite", "testcase", "failure", "system-out", "testcase"]);
    assert!(junit.contains(r#"tests="2" failures="1""#), "{junit}");
}

#[test]
fn junit_holds_no_character_that_xml_forbids() {
    let folder = Folder::new().with("a.json", "[{\"\u{1}\u{ffff}]]>\": \u{b}1}]");
    let junit = folder.run(&["check", "a.json", "--format", "junit"]).ended_with(1).stdout;
    let is_forbidden = |c: char| (c < ' ' && c != '\n') || c == '\u{ffff}';
    assert!(!junit.contains(is_forbidden), "{junit}");
}

#[test]
fn sarif_names_rules_places_and_safe_fixes() {
    let log = checked("sarif").json();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "utf16CodeUnits");
    let results = run["results"].as_array().expect("a list");
    let comma = results.iter().find(|result| result["ruleId"] == "V103").expect("a comma is too many");
    let place = &comma["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "rica%201.json");
    assert_eq!(place["region"]["byteOffset"], RICH.find("},\n}").expect("it is there") + 1);
    assert_eq!(comma["fixes"][0]["artifactChanges"][0]["replacements"][0]["deletedRegion"]["byteLength"], 1);
    let missing = results.iter().find(|result| result["ruleId"] == "V202").expect("razaoSocial is missing");
    assert!(missing["relatedLocations"][0]["message"]["text"].is_string());
    let n_rules = run["tool"]["driver"]["rules"].as_array().expect("a list").len();
    assert!(n_rules >= 3);
}

/// Writes logs for `tests/sarif/validate.mjs`, which knows the schema.
#[test]
fn sarif_logs_are_left_for_the_schema_check() {
    let logs = Path::new(env!("CARGO_TARGET_TMPDIR")).join("sarif");
    fs::create_dir_all(&logs).expect("the target folder is writable");
    let folder =
        Folder::new().with("rica 1.json", RICH).with("ação.json", FIXABLE).with("a:b.json", "").with("boa.json", VALID);
    for language in ["pt-BR", "en", "es"] {
        let names = ["rica 1.json", "ação.json", "a:b.json", "boa.json", "boa.json", "-"];
        let arguments = [&["check", "--format", "sarif", "--lang", language], &names[..]].concat();
        let run = folder.run_with_input(&arguments, b"<a><b/>").ended_with(1);
        fs::write(logs.join(format!("{language}.sarif")), run.stdout).expect("the folder is writable");
    }
    let run = folder.run(&["check", "--format", "sarif", "boa.json"]).ended_with(0);
    fs::write(logs.join("clean.sarif"), run.stdout).expect("the folder is writable");
}
