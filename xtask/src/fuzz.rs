//! `cargo xtask fuzz`: every fuzz target, as often as is wanted, from what is kept and what earlier runs found.
//!
//! Input: the targets in `fuzz/`. Output: what each run covered, or the input that breaks a property.
//! Never keeps an input for good: `docs/fuzzing.md` says how that is done.

use std::fs;
use std::path::PathBuf;

use crate::place::{Place, text};
use crate::program::Program;
use crate::steps::{Failure, Steps};

/// The version of cargo-fuzz that is installed where there is none.
const CARGO_FUZZ: &str = "0.13.2";

/// How often each target is run where nobody says how often.
const RUNS: &str = "1000000";

/// How the targets are built. The core has no unsafe code for a sanitizer to look at, and without one the compiler in use will do;
/// to follow every comparison would halve the speed, and `payloads.dict` has what it would find.
const BUILD: &str = "--sanitizer none --no-trace-compares --target-dir";

/// The flags of every run: no longer inputs than most real payloads are, none slower than this many seconds.
const FLAGS: &str = "-max_len=1024 -timeout=20 -print_final_stats=1";

/// Builds the targets and runs those that are named, or else all.
pub fn fuzz(steps: &mut Steps, place: &Place, arguments: &[String]) -> Result<(), Failure> {
    let is_number = |argument: &&String| argument.bytes().all(|byte| byte.is_ascii_digit());
    let runs = arguments.first().filter(is_number).map_or(RUNS, String::as_str);
    let mut named: Vec<String> = arguments.iter().filter(|argument| !is_number(argument)).cloned().collect();
    steps.run("cargo-fuzz", || install(place))?;
    let build = cargo_fuzz(place)?.line("fuzz build").line(BUILD).args([target_folder(place)]);
    steps.run("Fuzz targets", || build.run())?;
    if named.is_empty() {
        let list = cargo_fuzz(place)?.line("fuzz list").output();
        named = list.unwrap_or_default().lines().map(str::to_owned).collect();
    }
    for target in named {
        steps.run(&format!("{target}, {runs} times"), || run(place, &target, runs))?;
    }
    Ok(())
}

fn run(place: &Place, target: &str, runs: &str) -> Result<(), Failure> {
    let fuzz = place.root.join("fuzz");
    let found = fuzz.join("corpus").join(target);
    fs::create_dir_all(&found).map_err(Failure::because(format!("cannot create {}", text(&found))))?;
    let log = target_folder(place).join(format!("{target}.log"));
    // What is found goes into the first folder; the others are only read.
    let folders = [found, fuzz.join("seeds").join(target), place.root.join("tests").join("corpus")];
    let program = cargo_fuzz(place)?
        .line("fuzz run")
        .line(BUILD)
        .args([text(&target_folder(place)), target.to_owned()])
        .args(folders)
        .line("--")
        .args([format!("-runs={runs}"), format!("-dict={}", text(&fuzz.join("payloads.dict")))])
        .line(FLAGS);
    let ended = program.run_into(&log);
    let said = fs::read(&log).map_err(Failure::because(format!("cannot read {}", text(&log))))?;
    let said = String::from_utf8_lossy(&said);
    let is_result = |line: &&str| line.contains("DONE") || line.starts_with("stat::") || line.contains("panicked at");
    said.lines().filter(is_result).for_each(|line| println!("    {line}"));
    ended.map_err(Failure::because(format!("{target} breaks its property; see {}", text(&log))))
}

fn target_folder(place: &Place) -> PathBuf {
    place.target.join("fuzz")
}

/// Cargo, with the tools of this repository.
fn cargo_fuzz(place: &Place) -> Result<Program, Failure> {
    Program::cargo(place).with_path(&[place.tools.join("bin")])
}

fn install(place: &Place) -> Result<(), Failure> {
    if cargo_fuzz(place)?.line("fuzz --version").output().is_some() {
        return Ok(());
    }
    Program::cargo(place)
        .line("install --locked")
        .args([format!("cargo-fuzz@{CARGO_FUZZ}"), "--root".to_owned(), text(&place.tools)])
        .run()
}
