//! The commands of this repository.
//!
//! Input: a command's name. Output: what it built, tested or serves, each step with what it does and how long it took.
//! Never skips a step in silence: what cannot be done is a failure that says what is missing.

mod bench;
mod bench_send;
mod browser;
mod clients;
mod corpus;
mod debian;
mod download;
mod fuzz;
mod inline;
mod instructions;
mod libxml2;
mod machine;
mod node;
mod observatory;
mod openapi;
mod page;
mod place;
mod program;
mod python;
mod serve;
mod setup;
mod steps;
mod test;
mod wasm;

use std::process::ExitCode;

use crate::place::Place;
use crate::steps::{Failure, Steps};

const USAGE: &str = "\
cargo xtask serve [ARGUMENTS]   install what is missing, build the page, serve it (ARGUMENTS go to `gabarito serve`)
cargo xtask build               install what is missing and build the page into dist/
cargo xtask test                format, clippy, every test, the browser's too
cargo xtask bench [PARTS]       benchmarks beside their peers; PARTS: line peers scaling instructions memory layouts form send headers
cargo xtask fuzz [RUNS] [TARGET…] install what is missing and run every fuzz target, or those that are named, RUNS times";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut steps = Steps::start();
    match run(&arguments, &mut steps) {
        Ok(()) => {
            steps.summarise();
            ExitCode::SUCCESS
        }
        Err(failure) => {
            steps.summarise();
            eprintln!("\nfailed: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String], steps: &mut Steps) -> Result<(), Failure> {
    let place = Place::find()?;
    let (command, rest) = arguments.split_first().map_or(("", arguments), |(command, rest)| (command.as_str(), rest));
    match (command, rest) {
        ("serve", arguments) => serve::serve(steps, &place, arguments),
        ("build", []) => page::build(steps, &place).map(|_| ()),
        ("test", []) => test::test(steps, &place),
        ("fuzz", arguments) => fuzz::fuzz(steps, &place, arguments),
        ("bench", parts) => bench::bench(steps, &place, parts),
        _ => Err(Failure::new(format!("the commands are:\n{USAGE}"))),
    }
}
