//! What a Rust machine lacks to build the page: the WASM target, Trunk, wasm-bindgen.
//!
//! Input: a machine with rustup. Output: the tools, at the versions that this repository names.
//! Never takes another version, and never downloads a ready-made program.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place::{Place, executable, text};
use crate::program::{Program, find_on_path};
use crate::steps::{Failure, Steps};

/// The platform that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The last Trunk that our compiler builds.
const TRUNK: &str = "0.21.14";

/// Brings everything that a build of the page needs; the answer is Trunk's full path.
pub fn page_tools(steps: &mut Steps, place: &Place) -> Result<PathBuf, Failure> {
    module_tools(steps, place)?;
    steps.run(&format!("Trunk {TRUNK}, which builds the page"), || trunk(place))
}

/// Brings what a WASM module for Node needs, which is a part of what the page needs.
pub fn module_tools(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    steps.run("WASM target of the Rust compiler", || wasm_target(place))?;
    steps.run("Crates of the lock file", || Program::cargo(place).line("fetch --locked").run())?;
    wasm_tools(steps, place)
}

/// Brings what judges the code; rustup's smallest installation leaves it out.
pub fn lint_tools(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    steps.run("rustfmt and clippy", || {
        let is_there = |tool: &str| Program::cargo(place).args([tool, "--version"]).output().is_some();
        if is_there("fmt") && is_there("clippy") {
            return Ok(());
        }
        rustup(place, "component add rustfmt clippy", "rustfmt or clippy is missing")
    })
}

/// Builds wasm-bindgen's tools from this repository's own lock file.
fn wasm_tools(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    let build = || Program::cargo(place).line("build --locked --package wasm-tools --profile tools").run();
    steps.run("wasm-bindgen and its test runner", build)
}

fn wasm_target(place: &Place) -> Result<(), Failure> {
    let target_folder = Program::new(place, "rustc").args(["--print", "target-libdir", "--target", WASM]).output();
    if target_folder.is_some_and(|folder| Path::new(&folder).is_dir()) {
        return Ok(());
    }
    rustup(place, &format!("target add {WASM}"), &format!("the compiler lacks the target {WASM}"))
}

fn rustup(place: &Place, line: &str, missing: &str) -> Result<(), Failure> {
    if find_on_path(&["rustup"]).is_none() {
        return Err(Failure::new(format!("{missing}, and rustup is not there to run `rustup {line}`")));
    }
    Program::new(place, "rustup").line(line).run()
}

fn trunk(place: &Place) -> Result<PathBuf, Failure> {
    let own = place.tools.join("bin").join(executable("trunk"));
    if is_our_trunk(place, &own) {
        return Ok(own);
    }
    if let Some(found) = find_on_path(&["trunk"]).filter(|found| is_our_trunk(place, found)) {
        return Ok(found);
    }
    install_trunk(place)?;
    if is_our_trunk(place, &own) { Ok(own) } else { Err(Failure::new("the installed Trunk does not run")) }
}

fn is_our_trunk(place: &Place, trunk: &Path) -> bool {
    Program::new(place, trunk).args(["--version"]).output() == Some(format!("trunk {TRUNK}"))
}

fn install_trunk(place: &Place) -> Result<(), Failure> {
    println!("    Compiled once, about five minutes on two cores.");
    let build_folder = place.tools.join("build");
    // Without optimisation and without TLS it builds in half the time, is quick enough, and cannot download anything.
    Program::cargo(place)
        .line("install --locked --no-default-features --profile dev --force")
        .args([format!("trunk@{TRUNK}")])
        .args(["--root".to_owned(), text(&place.tools), "--target-dir".to_owned(), text(&build_folder)])
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_INCREMENTAL", "false")
        .run()?;
    // Nearly a gigabyte that is needed no more.
    fs::remove_dir_all(&build_folder).map_err(Failure::because(format!("cannot remove {}", text(&build_folder))))
}
