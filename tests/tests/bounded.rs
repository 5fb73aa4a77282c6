//! The properties that the fuzz targets ask for, on what they found worth keeping, on the corpus, and on damaged payloads.
//!
//! Input: `fuzz/seeds`, `tests/corpus`, payloads made from a fixed seed. How to look further: `docs/fuzzing.md`.

use std::collections::BTreeSet;
use std::fs;
use std::panic;

use tests::generated;
use tests::{corpus, properties};

/// How many payloads are made for a property beside those that are kept.
const N_GENERATED: usize = 1_000;

/// The longest payload of the corpus that each property is asked of: how large ones fare is another matter.
const MAX_BYTES: usize = 20_000;

#[track_caller]
fn check(target: &str) {
    let (_, property) = properties::ALL.into_iter().find(|(name, _)| *name == target).expect("it is a property");
    let holds = |place: &str, bytes: &[u8]| {
        let held = panic::catch_unwind(|| property(bytes));
        assert!(held.is_ok(), "{target} does not hold for {place}: {}", String::from_utf8_lossy(bytes));
    };
    for path in corpus::files(&corpus::seeds()) {
        holds(&path.display().to_string(), &fs::read(&path).expect("it was listed"));
    }
    for (path, bytes) in corpus::payloads().into_iter().filter(|(_, bytes)| bytes.len() <= MAX_BYTES) {
        holds(&path.display().to_string(), &bytes);
    }
    for (n, bytes) in generated::payloads(N_GENERATED).into_iter().enumerate() {
        holds(&format!("generated payload {n}"), &bytes);
    }
}

#[test]
fn any_text_read_as_json_gives_a_sound_tree() {
    check("json");
}

#[test]
fn any_text_read_as_xml_gives_a_sound_tree() {
    check("xml");
}

#[test]
fn any_bytes_give_a_sound_report_in_every_form() {
    check("line");
}

#[test]
fn json_is_read_as_serde_json_reads_it() {
    check("json_oracle");
}

#[test]
fn xml_is_read_as_roxmltree_reads_it() {
    check("xml_oracle");
}

#[test]
fn fixes_mend_and_do_no_harm() {
    check("fixes");
}

#[test]
fn a_payload_is_recognised_however_it_is_written() {
    check("detection");
}

#[test]
fn every_property_is_a_fuzz_target_with_seeds() {
    let manifest = corpus::seeds().join("..").join("Cargo.toml");
    let manifest: toml::Table = fs::read_to_string(manifest).expect("it is there").parse().expect("it is TOML");
    let targets = manifest.get("bin").and_then(toml::Value::as_array).expect("it has programs").iter();
    let targets: BTreeSet<&str> = targets.filter_map(|target| target.get("name")?.as_str()).collect();
    let properties: BTreeSet<&str> = properties::ALL.iter().map(|(name, _)| *name).collect();
    assert_eq!(targets, properties);
    for target in targets {
        assert!(!corpus::files(&corpus::seeds().join(target)).is_empty(), "nothing is kept for {target}");
    }
}

#[test]
fn generated_payloads_are_the_same_at_every_run() {
    let payloads = generated::payloads(200);
    assert_eq!(payloads, generated::payloads(200));
    let different: BTreeSet<&Vec<u8>> = payloads.iter().collect();
    assert!(different.len() > 190, "{} of 200 differ", different.len());
}
