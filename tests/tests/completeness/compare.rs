//! Holds the facts of a manual against a layout.
//!
//! Input: a layout and its facts. Output: every difference, as words that stay the same as long as both sides do.
//! Excuses nothing but the case of a type's letters: what a difference means is for `explained.toml` to say.

use std::collections::BTreeMap;
use std::fmt;

use validator_core::layout::{Content, Evidence, Field, Layout, Presence, Root};
use validator_core::report::Direction;

use crate::facts::{Fact, From, from_word, half_word};

const HALVES: [Direction; 2] = [Direction::Request, Direction::Response];

/// What stands before the path of a field that only the sample envelope has.
const ONLY_ENVELOPE: &str = "envelope, ";

/// One place where the manual and the layout part.
#[derive(Debug)]
pub(crate) struct Difference {
    pub layout: String,
    pub half: &'static str,
    pub path: String,
    pub differs: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\t{}\t{}\t{}", self.layout, self.half, self.path, self.differs)
    }
}

pub(crate) fn differences(layout: &Layout, facts: &[Fact]) -> Vec<Difference> {
    let mut acc = Vec::new();
    for half in HALVES {
        let facts: Vec<&Fact> = facts.iter().filter(|fact| fact.half == half).collect();
        let mut say = |path: &str, differs: String| {
            acc.push(Difference { layout: layout.id.clone(), half: half_word(half), path: path.to_owned(), differs });
        };
        check_half(layout, half, &facts, &mut say);
    }
    acc
}

fn check_half(layout: &Layout, half: Direction, facts: &[&Fact], say: &mut impl FnMut(&str, String)) {
    let by_path: BTreeMap<&str, &Field> = layout.rows(half).map(|field| (&*field.path, field)).collect();
    let mut has_row: BTreeMap<&str, bool> = by_path.keys().map(|path| (*path, false)).collect();
    let mut last = None;
    for fact in facts {
        if fact.path == "." {
            check_root(layout, fact, say);
            continue;
        }
        let field = match fact.from {
            From::Envelope | From::Operation => by_path.get(&*fact.path).copied(),
            From::Table => layout.rows(half).find(|field| is_row_of(field, &fact.path)),
        };
        let Some(field) = field else {
            say(&fact.path, format!("{}: no field", from_word(fact.from)));
            continue;
        };
        check_type(layout, field, fact, say);
        if !fact.is_row() {
            continue;
        }
        if has_row.insert(&*field.path, true) == Some(true) {
            say(&field.path, "two rows".to_owned());
        }
        if field.value_rules().is_some() {
            check_size(field, fact, say);
            check_required(field, fact, say);
            // Blocks and values are separate lists in a layout's file; the order of values is what stays.
            let place = layout.rows(half).position(|other| other.path == field.path);
            if place < last {
                say(&field.path, "another order than the table's".to_owned());
            }
            last = place;
        }
    }
    for field in layout.rows(half).filter(|field| has_row.get(&*field.path) == Some(&false)) {
        if !has_other_evidence(field, facts) {
            say(&field.path, "no row".to_owned());
        }
    }
}

fn is_row_of(field: &Field, path: &str) -> bool {
    // The words after those that the manual lost are the layout's own.
    &*field.row == path || (path.contains(", ") && field.row.starts_with(path))
}

fn has_other_evidence(field: &Field, facts: &[&Fact]) -> bool {
    let only_envelope = field.row.strip_prefix(ONLY_ENVELOPE);
    let is_element = |from: From, path: &str| facts.iter().any(|fact| fact.from == from && fact.path == path);
    only_envelope.is_some_and(|path| is_element(From::Envelope, path))
        || is_element(From::Operation, &field.path)
        || field.is_only_in_example
        || field.evidence != Evidence::Documented
}

fn check_root(layout: &Layout, fact: &Fact, say: &mut impl FnMut(&str, String)) {
    let root = match layout.root {
        Root::List => "list",
        Root::Object => "block",
        Root::Envelope => "envelope",
        Root::Document => "document",
    };
    if root != fact.type_name {
        say(&fact.path, format!("type: table {}, layout {root}", fact.type_name));
    }
}

fn check_type(layout: &Layout, field: &Field, fact: &Fact, say: &mut impl FnMut(&str, String)) {
    let ours = match &field.content {
        Content::Value(rules) => &*rules.type_name,
        Content::Block(_) if fact.type_name == "Set" => "Set",
        Content::Block(_) if field.is_list(layout) => "list",
        Content::Block(_) => "block",
    };
    if !ours.eq_ignore_ascii_case(&fact.type_name) {
        say(&field.path, format!("type: {} {}, layout {ours}", from_word(fact.from), fact.type_name));
    }
}

fn check_size(field: &Field, fact: &Fact, say: &mut impl FnMut(&str, String)) {
    let Some(rules) = field.value_rules() else {
        return;
    };
    let digits = match (rules.digits, rules.decimals) {
        (Some(digits), Some(decimals)) => format!("{digits},{decimals}"),
        (Some(digits), None) => digits.to_string(),
        (None, _) => String::new(),
    };
    let size = rules.size.map(|size| size.to_string()).unwrap_or_default();
    let ours = match fact.mask.as_str() {
        "String" => [size.as_str(), if digits.is_empty() { "" } else { "as number" }].concat(),
        "Number" => [digits.as_str(), if size.is_empty() { "" } else { "as text" }].concat(),
        _ => [size, digits].concat(),
    };
    if ours != fact.size {
        let [theirs, ours] = [&fact.size, &ours].map(|size| if size.is_empty() { "none" } else { size });
        say(&field.path, format!("size: table {theirs}, layout {ours}"));
    }
}

/// A marker with a star or words has a condition, which a layout may know or not; one without has none.
fn check_required(field: &Field, fact: &Fact, say: &mut impl FnMut(&str, String)) {
    let ours = presence(field);
    let is_conditional = fact.marker.contains(['*', '…']);
    let is_required = fact.marker.starts_with("Sim") || fact.marker == "Obrigatório";
    let agrees = match (is_required, is_conditional) {
        (true, false) => ours == "required",
        (true, true) => ours != "optional" && ours != "required",
        (false, false) => ours == "optional",
        (false, true) => ours != "required",
    };
    if !agrees {
        let theirs = if fact.marker.is_empty() { "nothing" } else { &fact.marker };
        say(&field.path, format!("required: table {theirs}, layout {ours}"));
    }
}

fn presence(field: &Field) -> &'static str {
    match field.presence {
        Presence::Required if field.waived_when.is_some() => "waivable",
        Presence::Required => "required",
        Presence::When(_) => "when",
        Presence::BySetting => "by setting",
        Presence::WithSiblings => "with siblings",
        Presence::Credential => "credential",
        Presence::Optional | Presence::Main => "optional",
    }
}
