//! Masked payloads of the corpus: nothing moves, and whoever gets one is told what was told of the original.

use std::fs;
use std::path::{Path, PathBuf};

use validator_core::{MaskKey, Options, Source, check_source, mask};

const KEYS: [MaskKey; 3] = [MaskKey([1, 2]), MaskKey([3, 4]), MaskKey([5, 6])];

fn payloads(folder: &Path, acc: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the corpus is there") {
        let path = entry.expect("the corpus can be read").path();
        if path.is_dir() {
            payloads(&path, acc);
        } else if path.extension().is_some_and(|ending| ending == "json" || ending == "xml") {
            acc.push(path);
        }
    }
}

fn corpus() -> Vec<(PathBuf, Vec<u8>)> {
    let mut acc = Vec::new();
    payloads(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus"), &mut acc);
    acc.sort();
    acc.into_iter().map(|path| (path.clone(), fs::read(path).expect("a payload can be read"))).collect()
}

/// Codes and places.
fn told(text: &str) -> Vec<(String, u32, u32)> {
    let report = check_source(&Source::from_text(text), &Options::default());
    report.diagnostics.into_iter().map(|item| (item.code, item.start.offset, item.end.offset)).collect()
}

#[test]
fn the_samples_say_the_same_when_masked() {
    let is_sample = |path: &Path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().starts_with("exemplo-"));
    let samples: Vec<_> = corpus().into_iter().filter(|(path, _)| is_sample(path)).collect();
    assert!(samples.len() > 20, "{} samples", samples.len());
    let mut differing = Vec::new();
    for (path, bytes) in samples {
        let source = Source::decode(&bytes);
        let (before, after) = (told(&source.text), told(&mask(&source, &Options::default(), KEYS[0])));
        let lost: Vec<_> = before.iter().filter(|item| !after.contains(item)).collect();
        // The line of a boleto has more check digits than are worth a search.
        let is_boleto = |(code, start, end): &(String, u32, u32)| code == "V315" && end - start == 47;
        let new: Vec<_> = after.iter().filter(|item| !before.contains(item) && !is_boleto(item)).collect();
        if !lost.is_empty() || !new.is_empty() {
            differing.push(format!("{}: lost {lost:?}, new {new:?}", path.display()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

#[test]
fn nothing_moves_whatever_the_payload() {
    for (path, bytes) in corpus() {
        let source = Source::decode(&bytes);
        let is_wrapped = told(&source.text).iter().any(|(code, ..)| code == "V108");
        for key in KEYS {
            let masked = mask(&source, &Options::default(), key);
            if !is_wrapped {
                assert_eq!(masked.len(), source.text.len(), "{}", path.display());
                let breaks = |text: &str| text.match_indices(['\n', '\r']).map(|(at, _)| at).collect::<Vec<_>>();
                assert_eq!(breaks(&masked), breaks(&source.text), "{}", path.display());
            }
        }
    }
}
