//! Safe fixes give back what was meant: a good payload is broken by hand in one or more of the ways that have one reading,
//! and mended it means what it meant before.
//!
//! Input: the corrected examples of the corpus. What has two readings is left to a person, and stays as it is.

use std::path::Path;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use tests::corpus;
use validator_core::{Options, fix_safe};

/// The corrected JSON examples.
fn payloads() -> Vec<String> {
    let is_corrected = |path: &Path| path.to_string_lossy().ends_with("corrigido.json");
    let corrected = corpus::payloads().into_iter().filter(|(path, _)| is_corrected(path));
    corrected.map(|(_, bytes)| String::from_utf8(bytes).expect("it is UTF-8")).collect()
}

/// A JSON text in pieces: strings, marks, runs of blanks and everything else.
fn tokens(text: &str) -> Vec<String> {
    let mut acc = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => 2 + rest[1..].find('"').expect("the examples have no quotes inside of texts"),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            _ if first.is_whitespace() => rest.find(|c: char| !c.is_whitespace()).unwrap_or(rest.len()),
            _ => rest.find(['"', '{', '}', '[', ']', ',', ':', ' ', '\n', '\r']).unwrap_or(rest.len()),
        };
        acc.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    acc
}

/// The ways to break a token, each with one reading.
const WAYS: [&str; 7] =
    ["leave out", "single quotes", "no quotes", "comma too many", "comment", "line comment", "Python"];

/// The token broken in a way; `None` where that way is not for it.
fn broken(tokens: &[String], at: usize, way: &str) -> Option<String> {
    let token = tokens.get(at)?.as_str();
    let next = tokens.iter().skip(at + 1).map(|token| token.trim()).find(|token| !token.is_empty());
    let is_name = next == Some(":");
    let is_plain = token.len() > 2 && token.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'"');
    match (way, token) {
        ("leave out", "," | ":") => Some(String::new()),
        ("single quotes", _) if token.starts_with('"') && !token.contains(['\'', '\\']) => {
            Some(token.replace('"', "'"))
        }
        ("no quotes", _) if is_name && is_plain => Some(token.replace('"', "")),
        ("comma too many", "}" | "]") => Some(format!(",{token}")),
        ("comment", _) if token.trim().is_empty() => Some(format!("{token}/* \"a\": 1, */{token}")),
        ("line comment", _) if token.contains('\n') => Some(format!(" // it's {{{token}")),
        ("Python", "true") => Some("True".to_owned()),
        ("Python", "null") => Some("None".to_owned()),
        _ => None,
    }
}

#[track_caller]
fn check(text: &str, changes: &[(prop::sample::Index, &str)]) {
    let whole = tokens(text);
    let mut pieces = whole.clone();
    for (index, way) in changes {
        let places = (0..whole.len()).filter_map(|at| Some((at, broken(&whole, at, way)?)));
        let mut places: Vec<(usize, String)> = places.collect();
        if !places.is_empty() {
            let (at, piece) = places.swap_remove(index.index(places.len()));
            *pieces.get_mut(at).expect("it is one of them") = piece;
        }
    }
    let damaged = pieces.concat();
    let meant: Value = serde_json::from_str(text).expect("a corrected example is good");
    let mended = fix_safe(&damaged, &Options::default()).text;
    let actual = serde_json::from_str::<Value>(&mended).ok();
    assert_eq!(actual.as_ref(), Some(&meant), "{changes:?}\n{damaged}\nbecomes\n{mended}");
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1822), ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn one_break_is_mended(
        text in prop::sample::select(payloads()),
        change in (any::<prop::sample::Index>(), prop::sample::select(WAYS.to_vec())),
    ) {
        check(&text, &[change]);
    }

    #[test]
    fn breaks_in_several_places_are_mended(
        text in prop::sample::select(payloads()),
        changes in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(WAYS.to_vec())), 2..5),
    ) {
        check(&text, &changes);
    }
}

const PESSOA: &str =
    r#"[{"tipo":"F","documento":"52998224725","nomeOrigem":"ERP","tipoRelacionamento":"C","pessoa":{"nome":"Ana"}}]"#;

#[test]
fn quotes_inside_of_a_text_are_left_to_a_person() {
    for text in [r#""ERP "novo" X""#, r#""ERP "novo"""#, r#"""ERP"""#, r#""ERP" "novo""#] {
        let damaged = PESSOA.replacen("\"ERP\"", text, 1);
        let mended = fix_safe(&damaged, &Options::default()).text;
        // Whatever is done to it, no member may come out of a text.
        assert!(!mended.contains("\"novo\":") && !mended.contains(",\"novo\""), "{damaged}\n{mended}");
    }
}
