//! How many instructions a check takes for a text and for twice the text, by valgrind.
//!
//! Input: the program `bench_turns` and the hostile shapes. Output: a line a shape, and a failure where the larger one takes
//! more than 2.3 times as many. Counted, not timed: whatever else the machine does, the figures are the same.

use std::fs;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::place::{Place, text};
use crate::program::{Program, find_on_path};
use crate::steps::Failure;

/// Of twice the text. Two would be linear; what sorts or searches may take a little more.
const MOST: f64 = 2.3;

/// Counts every shape at 2 and 4 MB.
pub fn count(place: &Place, program: &Path, input: &Path) -> Result<(), Failure> {
    if find_on_path(&["valgrind"]).is_none() && debian::can_install(place) {
        debian::update(place)?;
        debian::install(place, &["valgrind"])?;
    }
    // What starting the program and reading the layouts takes is no part of a check.
    let nothing = place.target.join("nothing.json");
    fs::write(&nothing, "{}").map_err(Failure::because(format!("cannot write {}", text(&nothing))))?;
    let start = instructions(place, program, &nothing)?;
    let mut wrong = Vec::new();
    for (name, half, whole) in pairs(input).map_err(Failure::because(format!("cannot read {}", text(input))))? {
        let counted = |payload: &Path| Ok(instructions(place, program, payload)?.saturating_sub(start) as f64 / 1e6);
        let (half, whole) = (counted(&half)?, counted(&whole)?);
        let ratio = whole / half;
        println!("    {name:24} {half:8.1} and {whole:8.1} million, {ratio:.2} times");
        if ratio > MOST {
            wrong.push(name);
        }
    }
    let complaint = || Failure::new(format!("more than {MOST} times for twice the text: {}", wrong.join(", ")));
    if wrong.is_empty() { Ok(()) } else { Err(complaint()) }
}

/// Of each shape its name and its payloads of 2 and 4 MB.
fn pairs(input: &Path) -> std::io::Result<Vec<(String, PathBuf, PathBuf)>> {
    let mut acc = Vec::new();
    for entry in fs::read_dir(input)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if let Some((shape, ending)) = name.split_once("-2.") {
            acc.push((format!("{shape}.{ending}"), input.join(&name), input.join(format!("{shape}-4.{ending}"))));
        }
    }
    acc.sort();
    Ok(acc)
}

fn instructions(place: &Place, program: &Path, payload: &Path) -> Result<u64, Failure> {
    let log = place.target.join("instructions.log");
    Program::new(place, "valgrind")
        .line("--tool=cachegrind --cache-sim=no --cachegrind-out-file=/dev/null")
        .args([format!("--log-file={}", text(&log)), text(program), text(payload)])
        .capture(&[0])?;
    let told = fs::read_to_string(&log).map_err(Failure::because(format!("cannot read {}", text(&log))))?;
    total(&told).ok_or_else(|| Failure::new("valgrind tells no number of instructions"))
}

/// `==7== I refs:  1,234` is what it ends with.
fn total(log: &str) -> Option<u64> {
    let line = log.lines().find(|line| line.split_whitespace().nth(1) == Some("I") && line.contains("refs:"))?;
    let (_, number) = line.rsplit_once(':')?;
    number.trim().replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_of_valgrind_tells_the_total() {
        assert_eq!(total("==7== Cachegrind, a profiler\n==7== \n==7== I   refs:      3,002,521\n"), Some(3_002_521));
        assert_eq!(total("==7== nothing\n"), None);
    }
}
