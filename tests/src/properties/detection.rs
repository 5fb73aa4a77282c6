//! Which layout a payload belongs to is a matter of its names: white space, the order of members and who asks change nothing.
//!
//! Input: a text. Output: a panic where the same payload is recognised as something else.
//! Never asks whether the layout is the right one: the samples are for that.

use serde_json::Value;
use validator_core::parse::parse_json;
use validator_core::report::{Direction, FileReport};
use validator_core::tree::Tree;
use validator_core::{LayoutChoice, Options, catalog, check_text};

use super::report::number;

/// As many names as recognition looks at in one object.
const NAMES: usize = 256;

/// Asks of the recognition of a text what it must fulfil.
#[track_caller]
pub fn check(text: &str) {
    let report = check_text(text, &Options::default());
    assert_eq!(report.detected, report.layout.is_some(), "nobody named a layout: {text:?}");
    let indented = check_text(&format!("\n {text}"), &Options::default());
    // A byte-order mark is one only at the very beginning.
    if !text.starts_with('\u{feff}') {
        assert_eq!(recognised(&indented), recognised(&report), "with white space before it: {text:?}");
    }
    if let Some(same) = rewritten(text) {
        let again = check_text(&same, &Options::default());
        assert_eq!(recognised(&again), recognised(&report), "{text:?}\nwritten as\n{same:?}");
    }
    let Some(id) = &report.layout else { return };
    let layout = catalog::layout(id).unwrap_or_else(|| panic!("{id} is recognised, but not bundled"));
    let named = check_text(text, &Options { layout: LayoutChoice::Use(layout), ..Options::default() });
    assert!(!named.detected);
    assert_eq!(named.layout.as_ref(), Some(id));
    if named.direction == report.direction {
        assert_eq!(judged(&named), judged(&report), "by its layout's name: {text:?}");
    }
}

fn recognised(report: &FileReport) -> (Option<&str>, Option<Direction>) {
    (report.layout.as_deref(), report.direction)
}

/// Everything said but what is said of the recognition itself.
fn judged(report: &FileReport) -> Vec<(&str, u32, &str)> {
    let others = report.diagnostics.iter().filter(|found| !(500..600).contains(&number(&found.code)));
    others.map(|found| (&*found.code, found.start.offset, &*found.message)).collect()
}

/// The same JSON value without its white space and with its members in another order; nothing where that would be another value.
fn rewritten(text: &str) -> Option<String> {
    let value: Value = serde_json::from_str(text).ok()?;
    let parse = parse_json(text);
    has_plain_names(&parse.tree).then(|| value.to_string())
}

/// Whether no object has a name twice, or more names than are looked at.
fn has_plain_names(tree: &Tree<'_>) -> bool {
    tree.nodes().all(|node| {
        let mut names: Vec<_> = tree.members(node).map(|(name, _)| tree.name(name)).collect();
        let n_names = names.len();
        names.sort_unstable();
        names.dedup();
        names.len() == n_names && n_names <= NAMES
    })
}
