//! What must hold on every payload of the corpus and many more, beyond what the native tests see.
//!
//! Input: `validator-wasm`, `gabarito`, `tests/corpus`, `fuzz/seeds`. Output: a failure where WASM and program differ by one byte,
//! or where SARIF is not SARIF. Never looks inside a report: what people get is what is compared.

use std::fs;
use std::path::{Path, PathBuf};

use crate::node::Node;
use crate::place::{Place, text};
use crate::program::Program;
use crate::steps::{Failure, Steps};
use crate::wasm;

/// How many payloads one command line names: Windows takes no more than some 30,000 characters.
const PAYLOADS_PER_RUN: usize = 100;

/// How many payloads are made on which program and WASM must agree, beside those that are kept as files.
const N_GENERATED: usize = 10_000;

/// Builds the validator as WASM for Node, and compares its reports with the program's.
pub fn compare_reports(steps: &mut Steps, place: &Place, node: &Node) -> Result<(), Failure> {
    // The profile of the page: what is compared is what people get.
    let build = || wasm::build_for_node(place, "validator-wasm", "wasm-release");
    let module = steps.run("Validator as WASM, for Node", build)?;
    let generated = place.target.join("generated-payloads");
    steps.run("Generated payloads", || {
        Program::cargo(place)
            .line("run --locked --package tests --example generated_payloads --")
            .args([text(&generated), N_GENERATED.to_string()])
            .run()
    })?;
    steps.run("Reports of program and WASM, byte by byte", || {
        let script = place.root.join("tests").join("wasm").join("byte-equal.mjs");
        let seeds = place.root.join("fuzz").join("seeds");
        Program::new(place, &node.node)
            .args([script, module, program(place), corpus(place), seeds])
            .args(["--one-way".to_owned(), text(&generated)])
            .run()
    })
}

/// Writes the corpus' reports as SARIF, in each language, and holds them against the schema.
pub fn check_sarif(steps: &mut Steps, place: &Place, node: &Node) -> Result<(), Failure> {
    steps.run("SARIF against its schema", || {
        let checker = place.root.join("tests").join("sarif");
        node.install_packages(place, &checker)?;
        let folder = place.target.join("sarif");
        write_sarif(place, &folder)?;
        // The native tests leave logs of hard cases in cargo's folder for tests.
        let hard_cases = place.target.join("tmp").join("sarif");
        Program::new(place, &node.node)
            .args(["validate.mjs".to_owned(), text(&folder), text(&hard_cases)])
            .in_folder(&checker)
            .run()
    })
}

fn write_sarif(place: &Place, folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        fs::remove_dir_all(folder).map_err(Failure::because(format!("cannot empty {}", text(folder))))?;
    }
    fs::create_dir_all(folder).map_err(Failure::because(format!("cannot create {}", text(folder))))?;
    let payloads = payloads(&corpus(place)).map_err(Failure::because("cannot read the corpus"))?;
    for lang in ["pt-BR", "en", "es"] {
        for (n, some) in payloads.chunks(PAYLOADS_PER_RUN).enumerate() {
            let log = Program::new(place, program(place))
                .args(["check", "--format", "sarif", "--lang", lang, "--"])
                .args(some)
                .in_folder(&corpus(place))
                .capture(&[0, 1])?;
            let file = folder.join(format!("{lang}-{n}.sarif"));
            fs::write(&file, log).map_err(Failure::because(format!("cannot write {}", text(&file))))?;
        }
    }
    Ok(())
}

/// Every file of the corpus but the snapshots, relative to it and in order.
fn payloads(corpus: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut acc = Vec::new();
    let mut waiting = vec![corpus.to_owned()];
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_none_or(|ending| ending != "snap") {
                acc.extend(path.strip_prefix(corpus).map(Path::to_owned));
            }
        }
    }
    acc.sort();
    Ok(acc)
}

fn program(place: &Place) -> PathBuf {
    place.built("debug", "gabarito")
}

fn corpus(place: &Place) -> PathBuf {
    place.root.join("tests").join("corpus")
}
