//! Our JSON parser against `serde_json`: what that one accepts we read as the same value without a word,
//! what it refuses we report.
//!
//! Input: generated documents in many notations, and the same with tokens inserted, deleted or replaced.

mod support;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use serde_json::Value;
use tests::properties::json_oracle::check;
use validator_core::parse::parse_json;

use support::{Mutation, mutate};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(8259), ..ProptestConfig::default() }
}

fn blank() -> impl Strategy<Value = String> {
    prop_oneof![4 => Just(String::new()), 1 => "[ \t\r\n]{1,12}"]
}

fn number() -> impl Strategy<Value = String> {
    prop_oneof![
        "-?(0|[1-9][0-9]{0,20})",
        "-?(0|[1-9][0-9]{0,5})\\.[0-9]{1,20}",
        "-?(0|[1-9][0-9]{0,3})(\\.[0-9]{1,3})?[eE][+-]?[0-9]{1,2}",
        Just("-0".to_owned()),
        Just("1e400".to_owned()),
        Just("18446744073709551616".to_owned()),
    ]
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => "[a-zA-Z0-9 /,:\\[\\]{}']{0,12}",
        2 => "[\u{e0}-\u{ff}\u{20ac}\u{1f69a}\u{feff}\u{2028}\u{7f}-\u{9f}]{1,4}",
        2 => prop::sample::select(vec!["\\\"", "\\\\", "\\/", "\\b", "\\f", "\\n", "\\r", "\\t"]).prop_map(str::to_owned),
        1 => "\\\\u00[0-9a-fA-F]{2}",
        1 => "\\\\u[ef][0-9A-F]{3}",
        1 => "\\\\u[dD][89abAB][0-9a-f]{2}\\\\u[dD][c-fC-F][0-9a-f]{2}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| format!("\"{}\"", pieces.concat()))
}

/// A valid document in any notation; names repeat now and then.
fn document() -> impl Strategy<Value = String> {
    let literal = prop::sample::select(vec!["true", "false", "null"]).prop_map(str::to_owned);
    let leaf = prop_oneof![literal, number(), text()];
    let padded = |inner: BoxedStrategy<String>| {
        (blank(), inner, blank()).prop_map(|(before, inner, after)| format!("{before}{inner}{after}")).boxed()
    };
    let name = prop_oneof![Just("\"a\"".to_owned()), Just("\"\\u0061\"".to_owned()), text()];
    padded(leaf.boxed()).prop_recursive(5, 48, 6, move |inner| {
        let list = prop::collection::vec(inner.clone(), 0..6).prop_map(|items| items.join(","));
        let member = (padded(name.clone().boxed()), inner).prop_map(|(name, value)| format!("{name}:{value}"));
        let members = prop::collection::vec(member, 0..6).prop_map(|members| members.join(","));
        let list = (list, blank()).prop_map(|(list, blank)| format!("[{list}{blank}]"));
        let object = (members, blank()).prop_map(|(members, blank)| format!("{{{members}{blank}}}"));
        padded(prop_oneof![list, object].boxed())
    })
}

/// What a hand or a broken program puts where it does not belong.
const TOKENS: [&str; 40] = [
    "", "{", "}", "[", "]", ",", ":", "\"", "'", "\\", "/", "//", "/*", "*/", "-", "+", ".", "e", "0", "1", "true",
    "nul", "None", "\\u", "\\ud83d", "\\u12", "\n", "\r", "\t", "\u{0}", "\u{a0}", "\u{feff}", "\u{c}", "ç", "🚚", "#",
    "a", "@", "\\'", "NaN",
];

fn mutation() -> impl Strategy<Value = Mutation> {
    (any::<prop::sample::Index>(), 0..4usize, prop::sample::select(TOKENS.to_vec()))
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn valid_documents_mean_the_same(text in document()) {
        check(&text);
    }

    #[test]
    fn broken_documents_are_reported(text in document(), mutations in prop::collection::vec(mutation(), 1..4)) {
        check(&mutate(&text, &mutations));
    }

    #[test]
    fn tokens_in_any_order(tokens in prop::collection::vec(prop::sample::select(TOKENS.to_vec()), 0..12)) {
        check(&tokens.concat());
    }

    #[test]
    fn tokens_inside_a_list(tokens in prop::collection::vec(prop::sample::select(TOKENS.to_vec()), 0..6)) {
        check(&format!("[{}]", tokens.concat()));
        check(&format!("{{\"a\":{}}}", tokens.concat()));
        check(&format!("\"{}\"", tokens.concat()));
    }
}

/// What each production of RFC 8259 allows.
const ACCEPTED: [&str; 56] = [
    "[]",
    "{}",
    "[ ]",
    "{ }",
    "null",
    "true",
    "false",
    "0",
    "-0",
    "1",
    "-1",
    "\"\"",
    " \t\r\n1 \t\r\n",
    "[[]]",
    "[[],{}]",
    "[1,2]",
    "[ 1 , 2 ]",
    "{\"a\":1}",
    "{ \"a\" : 1 }",
    "{\"\":0}",
    "{\"a\":1,\"a\":2}",
    "{\"a\":1,\"b\":{\"a\":1}}",
    "{\"a\\u0000\":1}",
    "[null,1,\"1\",{}]",
    "[0.1]",
    "[1.0]",
    "[10.01]",
    "[1e1]",
    "[1E1]",
    "[1e+1]",
    "[1e-1]",
    "[0e1]",
    "[0e+1]",
    "[1.5e10]",
    "[-1.5E-10]",
    "[123456789012345678901234567890]",
    "[-0.0000000000000000000000000000001]",
    "\"a/b\"",
    "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
    "\"\\u0061\\u00E7\\u20ac\"",
    "\"\\ud83d\\ude9a\"",
    "\"\\uD83D\\uDE9A\"",
    "\"\\uffff\"",
    "\"\\u0000\"",
    "\"\\u2028\"",
    "\"\u{2028}\u{2029}\"",
    "\"\u{7f}\u{80}\"",
    "\"\u{feff}\"",
    "\"ação 🚚\"",
    "\"'\"",
    "\"// no comment\"",
    "\"/* none */\"",
    "\"[{,:}]\"",
    "\"\\\\u0061\"",
    "[\"a\",\"\\\\\"]",
    "[\"\\\"\",\"]\"]",
];

/// What no production allows.
const REFUSED: [&str; 92] = [
    "[",
    "]",
    "{",
    "}",
    "[1",
    "[1,",
    "{\"a\"",
    "{\"a\":",
    "{\"a\":1",
    "{\"a\":1,",
    "[1,]",
    "[,1]",
    "[,]",
    "[1,,2]",
    "[1 2]",
    "[1:2]",
    "{,}",
    "{\"a\":1,}",
    "{\"a\":1,,\"b\":2}",
    "{\"a\" 1}",
    "{\"a\"::1}",
    "{\"a\":}",
    "{\"a\"}",
    "{:1}",
    "{1:1}",
    "{a:1}",
    "{'a':1}",
    "{\"a\":'b'}",
    "{\"a\":b}",
    "{\"a\":1 \"b\":2}",
    "{\"a\",1}",
    "[1}",
    "{\"a\":1]",
    "[[]",
    "[]]",
    "{}}",
    "[][]",
    "{}{}",
    "1 2",
    "1,2",
    ",",
    ":",
    "[{]}",
    "[\"a\"",
    "[\"a",
    "\"",
    "\"a",
    "'a'",
    "\"\\\"",
    "\"\\",
    "\"\\x\"",
    "\"\\u\"",
    "\"\\u1\"",
    "\"\\u123\"",
    "\"\\u12g4\"",
    "\"\\U0061\"",
    "\"\\ud83d\"",
    "\"\\ude9a\"",
    "\"\\ude9a\\ud83d\"",
    "\"\\ud83dx\"",
    "\"\\ud83d\\u0061\"",
    "\"a\nb\"",
    "\"a\r\nb\"",
    "\"a\tb\"",
    "\"\u{0}\"",
    "\"\u{1f}\"",
    "+1",
    "01",
    "-01",
    "1.",
    ".1",
    "-.1",
    "-",
    "--1",
    "1.e1",
    "1e",
    "1e+",
    "1e1.5",
    "0x1",
    "1_000",
    "1,000",
    "NaN",
    "Infinity",
    "-Infinity",
    "True",
    "nul",
    "nulll",
    "// c\n1",
    "1 /* c */",
    "# c\n1",
    "\u{a0}1",
    "1\u{c}",
];

#[test]
fn what_the_grammar_allows_is_accepted() {
    for text in ACCEPTED {
        assert!(serde_json::from_str::<Value>(text).is_ok(), "the list is wrong about {text:?}");
        check(text);
    }
}

#[test]
fn what_the_grammar_does_not_allow_is_reported() {
    for text in REFUSED {
        assert!(serde_json::from_str::<Value>(text).is_err(), "the list is wrong about {text:?}");
        assert!(!parse_json(text).diagnostics.is_empty(), "no word about {text:?}");
        check(text);
    }
}

#[test]
fn depth_is_refused_from_the_129th_level() {
    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert_eq!(parse_json(&nested(128)).diagnostics, []);
    let too_deep = parse_json(&nested(129)).diagnostics;
    let codes: Vec<u16> = too_deep.iter().map(|diagnostic| diagnostic.violation.entry().code.0).collect();
    assert_eq!(codes, [106]);
}
