//! What a browser downloads before it can check the first payload, and how much that may be.
//!
//! Input: the built page, with its compressed forms. Output: a table, and a failure where it is more than the limit.
//! Counts every program, script and style of the page but those that wait until a person opens a spreadsheet or asks for a
//! support packet.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::place::{Place, text};
use crate::steps::Failure;

/// Bytes in brotli, all files together: what is reached. The goal is 350,000; docs/benchmarks.md says what is in the way.
const LIMIT: u64 = 900_000;

/// What is fetched later, by how its name begins.
const LATER: [&str; 3] = ["sheet-worker", "sheets-wasm", "packet"];

const ENDINGS: [&str; 3] = ["wasm", "js", "css"];

/// A file as it lies in the folder, and as it travels.
struct File {
    name: String,
    plain: u64,
    brotli: u64,
}

/// Prints what is downloaded, and holds it against the limit.
pub fn check(place: &Place) -> Result<(), Failure> {
    let files = files(&place.dist).map_err(Failure::because(format!("cannot read {}", text(&place.dist))))?;
    if !files.iter().any(|file| file.name.ends_with(".wasm")) {
        return Err(Failure::new("the built page holds no WASM: nothing was measured"));
    }
    let is_later = |file: &&File| LATER.iter().any(|name| file.name.starts_with(name));
    let all = |size: fn(&File) -> u64| files.iter().filter(|file| !is_later(file)).map(size).sum::<u64>();
    let (plain, brotli) = (all(|file| file.plain), all(|file| file.brotli));
    println!("    {:>9}  {:>9}", "bytes", "brotli");
    for file in &files {
        let File { name, plain, brotli } = file;
        let when = if is_later(&file) { ", later" } else { "" };
        println!("    {plain:>9}  {brotli:>9}  {name}{when}");
    }
    println!("    {plain:>9}  {brotli:>9}  in all; the limit is {LIMIT} in brotli");
    if brotli > LIMIT {
        return Err(Failure::new(format!("the page is {brotli} bytes in brotli, {} over its limit", brotli - LIMIT)));
    }
    Ok(())
}

/// The largest first.
fn files(dist: &Path) -> io::Result<Vec<File>> {
    let mut acc = Vec::new();
    let mut folders = vec![dist.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ENDINGS.iter().any(|known| ending == *known)) {
                acc.push(file(dist, &path)?);
            }
        }
    }
    acc.sort_by(|one, other| other.brotli.cmp(&one.brotli).then_with(|| one.name.cmp(&other.name)));
    Ok(acc)
}

fn file(dist: &Path, path: &Path) -> io::Result<File> {
    let plain = fs::metadata(path)?.len();
    let mut compressed = path.as_os_str().to_owned();
    compressed.push(".br");
    // What does not get smaller has no compressed form, and travels as it is.
    let brotli = fs::metadata(PathBuf::from(compressed)).map_or(plain, |compressed| compressed.len());
    let name = path.strip_prefix(dist).unwrap_or(path).display().to_string();
    Ok(File { name, plain, brotli })
}
