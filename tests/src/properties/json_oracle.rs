//! Our JSON parser against `serde_json`: what that one accepts we read as the same value without a word,
//! what it refuses we report.
//!
//! Input: a text. Output: a panic where the two differ for no reason that stands here.

use serde_json::Value;
use validator_core::parse::{Parse, parse_json};
use validator_core::tree::{Kind, NodeId, Tree};
use validator_core::violation::Severity;

/// Holds our reading of a text against serde_json's.
#[track_caller]
pub fn check(text: &str) {
    let Parse { tree, diagnostics } = parse_json(text);
    match serde_json::from_str::<Value>(text) {
        Ok(expected) => {
            assert_eq!(diagnostics, [], "valid JSON is complained about: {text:?}");
            let actual = tree.root().and_then(|root| meaning(&tree, root));
            assert_eq!(actual.as_ref(), Some(&expected), "{text:?}");
        }
        Err(error) if is_own_limit(&error) => {}
        Err(error) => {
            // The mark is reported where the encoding is, and the rest is judged without it.
            let is_marked =
                text.strip_prefix('\u{feff}').is_some_and(|rest| serde_json::from_str::<Value>(rest).is_ok());
            // Nothing at all is reported before the parser is asked.
            let is_blank = text.trim_matches('\u{feff}').trim().is_empty();
            let is_reported = diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
            assert!(is_reported || is_marked || is_blank, "{error}, and no word about it: {text:?}");
        }
    }
}

/// The value that our tree means; `None` where it holds something that did not parse.
fn meaning(tree: &Tree<'_>, node: NodeId) -> Option<Value> {
    match tree.kind(node) {
        Kind::Object => {
            // The last of equal names wins, as in serde_json.
            tree.members(node)
                .map(|(name, value)| Some((tree.name(name).into_owned(), meaning(tree, value)?)))
                .collect()
        }
        Kind::Array => tree.items(node).map(|item| meaning(tree, item)).collect::<Option<Vec<_>>>().map(Value::Array),
        Kind::Text => Some(Value::String(tree.value(node).into_owned())),
        Kind::Number | Kind::Bool | Kind::Null => serde_json::from_str(&tree.value(node)).ok(),
        Kind::Name | Kind::Empty | Kind::Invalid => None,
    }
}

/// Whether `serde_json` refuses a text for a limit of its own, which is not ours.
fn is_own_limit(error: &serde_json::Error) -> bool {
    let error = error.to_string();
    error.contains("recursion limit") || error.contains("number out of range")
}
