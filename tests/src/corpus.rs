//! The payloads that the repository keeps as files.
//!
//! Input: a folder. Output: the paths in it and below it, in order, or what they hold.
//! Never judges a payload.

use std::fs;
use std::path::{Path, PathBuf};

/// Where the corpus lies.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// Where the small files lie that the fuzz targets found worth keeping, a folder a target.
pub fn seeds() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join("fuzz").join("seeds")
}

/// Every file in a folder and below it.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    let mut acc = Vec::new();
    collect(folder, &mut acc);
    acc.sort();
    acc
}

fn collect(folder: &Path, acc: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() {
            collect(&path, acc);
        } else {
            acc.push(path);
        }
    }
}

/// Every payload of the corpus, whatever it is written in.
pub fn payloads() -> Vec<(PathBuf, Vec<u8>)> {
    let is_payload = |path: &PathBuf| path.extension().is_none_or(|ending| ending != "snap");
    let paths = files(&folder()).into_iter().filter(is_payload);
    paths.map(|path| fs::read(&path).map(|bytes| (path, bytes)).expect("it was listed")).collect()
}

/// Every payload of the corpus that is UTF-8 and JSON or XML by its name.
pub fn texts() -> Vec<String> {
    let is_named = |path: &Path| path.extension().is_some_and(|ending| ending == "json" || ending == "xml");
    let named = payloads().into_iter().filter(|(path, _)| is_named(path));
    named.filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect()
}
