//! Lists the samples that the page offers: the example pairs of the test corpus.
//!
//! Input: `tests/corpus/<layout id>/exemplo-*.json|xml`. Output: `samples.rs` in the build's folder.
//! Names no layout: a new pair of files is offered without another step.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// File names without their ending: the faulty payload, and the same one without a fault.
const FAULTY: &str = "exemplo-do-manual";
const CORRECTED: &str = "exemplo-corrigido";

fn main() -> io::Result<()> {
    let manifest = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let corpus = manifest.join("..").join("tests").join("corpus");
    println!("cargo::rerun-if-changed={}", corpus.display());

    let mut pairs = Vec::new();
    collect(&corpus, &mut pairs)?;
    pairs.sort();

    let mut acc = String::from("[\n");
    for (faulty, corrected) in pairs {
        let layout = layout_id(&corpus, &faulty);
        writeln!(
            acc,
            "Sample {{ layout: {layout:?}, faulty: include_str!({faulty:?}), corrected: include_str!({corrected:?}) }},"
        )
        .map_err(io::Error::other)?;
    }
    acc.push_str("]\n");

    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    fs::write(out.join("samples.rs"), acc)
}

/// Walks the corpus and keeps every folder that has both halves of a pair.
fn collect(folder: &Path, acc: &mut Vec<(PathBuf, PathBuf)>) -> io::Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, acc)?;
        }
    }
    for ending in ["json", "xml"] {
        let faulty = folder.join(FAULTY).with_extension(ending);
        let corrected = folder.join(CORRECTED).with_extension(ending);
        if faulty.is_file() && corrected.is_file() {
            acc.push((faulty, corrected));
        }
    }
    Ok(())
}

/// The id of a layout is the path of its folder in the corpus, with slashes on every platform.
fn layout_id(corpus: &Path, sample: &Path) -> String {
    let folder = sample.parent().and_then(|folder| folder.strip_prefix(corpus).ok()).unwrap_or(corpus);
    let parts: Vec<_> = folder.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
