//! What figures have to be read with: the versions of what was measured, and the machine.
//!
//! Input: the lock file, the tools on this machine. Output: lines on the terminal.
//! Never fails: what a system does not tell is left out.

use std::fs;
use std::thread::available_parallelism;

use crate::place::Place;
use crate::program::Program;

/// The crates whose versions decide what was measured.
const CRATES: [&str; 8] =
    ["serde_json", "quick-xml", "jsonschema", "wasm-bindgen", "criterion", "axum", "reqwest", "rusqlite"];

/// Prints it.
pub fn describe(place: &Place) {
    let lock = fs::read_to_string(place.root.join("Cargo.lock")).unwrap_or_default();
    let versions = CRATES.iter().filter_map(|name| Some(format!("{name} {}", version(&lock, name)?)));
    println!("    {}", versions.collect::<Vec<_>>().join(", "));
    for (program, arguments) in [("rustc", "--version"), ("node", "--version"), ("uname", "-srm"), ("uptime", "")] {
        if let Some(told) = Program::new(place, program).line(arguments).output() {
            println!("    {program}: {}", told.trim());
        }
    }
    let n_cores = available_parallelism().map_or(0, |cores| cores.get());
    println!("    cores: {n_cores}; {}; {}", told("/proc/cpuinfo", "model name"), told("/proc/meminfo", "MemTotal"));
}

/// The version that the lock file has of a crate.
fn version<'l>(lock: &'l str, name: &str) -> Option<&'l str> {
    let (_, after) = lock.split_once(&format!("\nname = \"{name}\"\nversion = \""))?;
    after.split('"').next()
}

/// The first line of a file of the system that begins with a word.
fn told(file: &str, word: &str) -> String {
    let text = fs::read_to_string(file).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with(word)).unwrap_or(word);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lock_file_tells_versions() {
        let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.2.3\"\n\n[[package]]\nname = \"b\"\nversion = \"4\"\n";
        assert_eq!((version(lock, "a-b"), version(lock, "b"), version(lock, "c")), (Some("1.2.3"), Some("4"), None));
    }
}
