//! `cargo xtask test`: everything that must hold, on a fresh machine too.
//!
//! Input: the repository. Output: success, or the first step that failed.
//! Never skips in silence: a browser, a Node or a Python that is missing is installed, or is a failure.

use std::env;
use std::path::Path;

use crate::browser;
use crate::clients;
use crate::corpus;
use crate::download;
use crate::node::Node;
use crate::openapi;
use crate::page;
use crate::place::{Place, executable, text};
use crate::program::Program;
use crate::python::Python;
use crate::serve::{Server, build_program};
use crate::setup::{self, WASM};
use crate::steps::{Failure, Steps};

/// What has no native tests: it is built for the browser, is a tool of the build, or is there to be measured.
const NOT_TESTED: &str = "--exclude validator-wasm --exclude sheets-wasm --exclude wasm-tools --exclude bench-peers";

/// Runs every check and every test.
pub fn test(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    say_whether_manuals_are_read();
    setup::lint_tools(steps, place)?;
    cargo(steps, place, "Format", "fmt --all -- --check")?;

    // What a machine may lack comes first, so that nobody waits long to hear of it.
    let node = steps.run("Node and npm", || Node::find_or_install(place))?;
    let browser = steps.run("Browser", || browser::find_or_install(place))?;
    let python = steps.run("Python", || Python::find_or_install(place))?;
    let trunk = setup::page_tools(steps, place)?;

    let line = format!("clippy --locked --workspace --exclude app {NOT_TESTED} --all-targets -- -D warnings");
    cargo(steps, place, "Clippy, native", &line)?;
    // The core is a dependency of both, and is looked at along with them.
    let line =
        format!("clippy --locked -p app -p sheets-wasm -p validator-wasm --all-targets --target {WASM} -- -D warnings");
    cargo(steps, place, "Clippy, WASM", &line)?;
    build_program(steps, place)?;
    cargo(steps, place, "Native tests", &format!("test --locked --workspace {NOT_TESTED}"))?;
    clients::call_simulator(steps, place, &node, &python)?;

    page::build_with(steps, place, &node, &trunk)?;
    steps.run("What the browser downloads", || download::check(place))?;
    cargo(steps, place, "Page inside the executable", "test --locked --package proxy --features embed")?;
    openapi::check(steps, place, &python)?;
    corpus::compare_reports(steps, place, &node)?;
    corpus::check_sarif(steps, place, &node)?;
    if place.root.join("app").join("tests").is_dir() {
        component_tests(steps, place)?;
    }
    browser_tests(steps, place, &node, &browser)
}

fn cargo(steps: &mut Steps, place: &Place, what: &str, line: &str) -> Result<(), Failure> {
    steps.run(what, || Program::cargo(place).line(line).run())
}

fn say_whether_manuals_are_read() {
    match env::var("GABARITO_MANUALS") {
        Ok(folder) if !folder.is_empty() => println!("GABARITO_MANUALS: tests read the manuals in {folder}"),
        _ => println!("GABARITO_MANUALS is not set: the tests that read the manuals themselves have nothing to read"),
    }
}

/// The page's parts, each mounted alone in a browser.
fn component_tests(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    let driver = steps.run("Browser's driver", || browser::find_or_install_driver(place))?;
    let runner = place.wasm_tools().join(executable("wasm-bindgen-test-runner"));
    steps.run("Component tests in the browser", || {
        Program::cargo(place)
            .line(&format!("test --locked --package app --target {WASM} --test *"))
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", &runner)
            .env("CHROMEDRIVER", &driver)
            .run()
    })
}

/// What a person does with the page, in a real browser, against the real server.
fn browser_tests(steps: &mut Steps, place: &Place, node: &Node, browser: &Path) -> Result<(), Failure> {
    let folder = place.root.join("tests").join("browser");
    steps.run("Browser tests", || {
        node.install_packages(place, &folder)?;
        let server = Server::start(place)?;
        Program::new(place, &node.node)
            .args(["run.mjs"])
            .env("BASE_URL", server.url())
            .env("CHROMIUM", text(browser))
            .env("GABARITO", place.built("debug", "gabarito"))
            .in_folder(&folder)
            .run()
    })
}
