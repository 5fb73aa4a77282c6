//! `cargo xtask bench`: every figure of `docs/benchmarks.md`, beside its peers, from one command.
//!
//! Input: the names of parts, or none for all. Output: what each benchmark prints, then versions and the machine.
//! Never judges a time: bars are held against figures by whoever reads them. What is counted has its bar, and a breach fails.

use std::path::{Path, PathBuf};

use crate::bench_send;
use crate::browser;
use crate::instructions;
use crate::libxml2;
use crate::machine;
use crate::node::Node;
use crate::observatory;
use crate::page;
use crate::place::{Place, text};
use crate::program::Program;
use crate::serve;
use crate::setup;
use crate::steps::{Failure, Steps};
use crate::wasm;

/// The parts, as people name them, in the order in which they run.
pub const PARTS: [&str; 9] =
    ["line", "peers", "scaling", "instructions", "memory", "layouts", "form", "send", "headers"];

/// Builds what the parts need and runs them.
pub fn bench(steps: &mut Steps, place: &Place, parts: &[String]) -> Result<(), Failure> {
    if let Some(unknown) = parts.iter().find(|part| !PARTS.contains(&&***part)) {
        return Err(Failure::new(format!("`{unknown}` is no part; the parts are {}", PARTS.join(", "))));
    }
    let is_wanted = |part: &str| parts.is_empty() || parts.iter().any(|wanted| wanted == part);
    let input = place.target.join("bench-input");
    let browser = if ["line", "scaling", "memory"].into_iter().any(is_wanted) {
        Some(Browser::prepare(steps, place)?)
    } else {
        None
    };
    if browser.is_some() || ["peers", "instructions", "form"].into_iter().any(is_wanted) {
        steps.run("Payloads and schemas", || {
            let line = "run --locked --release --package validator-core --example bench_input --";
            Program::cargo(place).line(line).args([&input]).run()
        })?;
    }
    for part in PARTS.into_iter().filter(|part| is_wanted(part)) {
        run(steps, place, part, &input, browser.as_ref())?;
    }
    steps.run("Versions and machine", || {
        machine::describe(place);
        Ok(())
    })
}

fn run(steps: &mut Steps, place: &Place, part: &str, input: &Path, browser: Option<&Browser>) -> Result<(), Failure> {
    let in_node = |steps: &mut Steps, script: &str| match browser {
        Some(browser) => steps.run(&format!("In Node: {script}"), || browser.run(place, script, input)),
        None => Ok(()),
    };
    match part {
        "peers" => peers(steps, place, input),
        "form" => form(steps, place, input),
        "send" => bench_send::send(steps, place),
        "headers" => observatory::grade(steps, place),
        "instructions" => steps.run("Instructions, native", || {
            let program = turns(place)?;
            instructions::count(place, &program, input)
        }),
        // Its figures are counted, so that they need no quiet machine; a test, because it has a bar to hold.
        "memory" => {
            let line = "test --locked --release --package tests --test hostile -- --nocapture";
            steps.run("Memory, native", || Program::cargo(place).line(line).run())?;
            in_node(steps, part)
        }
        _ => {
            native(steps, place, part)?;
            if part == "layouts" { Ok(()) } else { in_node(steps, part) }
        }
    }
}

fn native(steps: &mut Steps, place: &Place, part: &str) -> Result<(), Failure> {
    let line = format!("bench --locked --package validator-core --bench {part}");
    steps.run(&format!("Native: {part}"), || Program::cargo(place).line(&line).run())
}

/// What others make of the same payloads, native.
fn peers(steps: &mut Steps, place: &Place, input: &Path) -> Result<(), Failure> {
    // No other command looks at this crate: its dependencies are for whoever measures.
    let line = "clippy --locked --package bench-peers --all-targets -- -D warnings";
    steps.run("Clippy, peers", || Program::cargo(place).line(line).run())?;
    for bench in ["json", "memory"] {
        let line = format!("bench --locked --package bench-peers --bench {bench}");
        steps.run(&format!("JSON beside its peers: {bench}"), || Program::cargo(place).line(&line).run())?;
    }
    let node = steps.run("Node and npm", || Node::find_or_install(place))?;
    steps.run("SOAP beside libxml2", || {
        let ours = turns(place)?;
        let libxml2 = libxml2::build_program(place)?;
        let script = place.root.join("bench").join("soap.mjs");
        Program::new(place, &node.node).args([script, ours, libxml2, input.to_owned()]).run()
    })
}

/// A key in a form of many fields, beside another form, both in the browser.
fn form(steps: &mut Steps, place: &Place, input: &Path) -> Result<(), Failure> {
    let browser = steps.run("Browser", || browser::find_or_install(place))?;
    let node = page::build(steps, place)?;
    serve::build_program(steps, place)?;
    steps.run("Packages of bench/ and of the browser tests", || {
        node.install_packages(place, &place.root.join("bench"))?;
        node.install_packages(place, &place.root.join("tests").join("browser"))
    })?;
    steps.run("Form beside its peer", || {
        let server = serve::Server::start(place)?;
        Program::new(place, &node.node)
            .args([place.root.join("bench").join("form.mjs"), input.to_owned()])
            .env("BASE_URL", server.url())
            .env("CHROMIUM", text(&browser))
            .run()
    })
}

/// Builds the program that checks a payload whenever it is asked.
fn turns(place: &Place) -> Result<PathBuf, Failure> {
    let line = "build --locked --release --package validator-core --example bench_turns";
    Program::cargo(place).line(line).run()?;
    Ok(place.built("release", &text(&Path::new("examples").join("bench_turns"))))
}

/// The WASM builds, and the Node that runs them.
struct Browser {
    node: Node,
    ours: PathBuf,
    peers: PathBuf,
}

impl Browser {
    fn prepare(steps: &mut Steps, place: &Place) -> Result<Self, Failure> {
        let node = steps.run("Node and npm", || Node::find_or_install(place))?;
        setup::module_tools(steps, place)?;
        let ours = steps.run("Validator as WASM, as the page has it", || {
            wasm::build_for_node(place, "validator-wasm", "wasm-release")
        })?;
        let peers = steps.run("Peers as WASM", || wasm::build_for_node(place, "bench-peers", "wasm-peers"))?;
        steps.run("Packages of bench/", || node.install_packages(place, &place.root.join("bench")))?;
        Ok(Self { node, ours, peers })
    }

    fn run(&self, place: &Place, script: &str, input: &Path) -> Result<(), Failure> {
        let folder = place.root.join("bench");
        let peers = (script == "line").then_some(&self.peers);
        self.node
            .npm(place)?
            .line("run --silent")
            .args([script, "--"])
            .args([&self.ours, &input.to_owned()].into_iter().chain(peers))
            .in_folder(&folder)
            .run()
    }
}
