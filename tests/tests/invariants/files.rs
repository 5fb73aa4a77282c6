//! The files of the repository, as a person wrote them.
//!
//! Input: a folder and the endings that matter. Output: paths and texts, in the order of their paths.
//! Never enters what a build or a package manager made.

use std::fs;
use std::path::{Path, PathBuf};

/// What is made, not written.
const MADE: [&str; 5] = [".git", ".tools", "dist", "node_modules", "target"];

/// A file and what it holds.
pub(crate) struct File {
    /// From the root of the repository, with slashes on every platform.
    pub path: String,
    pub text: String,
}

/// The folder that holds the workspace.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// A file by its path from the root.
pub(crate) fn read(path: &str) -> String {
    let text = fs::read_to_string(root().join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}

/// All files below a folder whose names have one of these endings.
pub(crate) fn files(folder: &str, endings: &[&str]) -> Vec<File> {
    let mut paths = Vec::new();
    collect(&root().join(folder), endings, &mut paths);
    paths.sort();
    let file = |path: PathBuf| {
        let relative = path.strip_prefix(root()).expect("it was found in there");
        let path = relative.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/");
        File { text: read(&path), path }
    };
    paths.into_iter().map(file).collect()
}

fn collect(folder: &Path, endings: &[&str], acc: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() && !MADE.contains(&&*name) {
            collect(&path, endings, acc);
        } else if path.is_file() && endings.iter().any(|ending| name.ends_with(ending)) {
            acc.push(path);
        }
    }
}
