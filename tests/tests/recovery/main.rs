//! What is made of a text that is nearly well-formed: where its faults are shown, and what is read all the same.
//!
//! Input: tables of tiny texts with their faults between marks. Output: the variants of the faults in the order of their
//! places, and the tree in a short notation. How the faults are mended is the matter of `mended.rs` and of the corpus.

mod json;
mod xml;

use validator_core::diagnostic::Diagnostic;
use validator_core::parse::Parse;
use validator_core::tree::{Kind, NodeId, Tree};

/// Around the place of each fault.
const START: char = '▸';
const END: char = '◂';

/// A text, the variants of its faults, and what is read of it.
type Case = (&'static str, &'static str, &'static str);

#[track_caller]
fn check(cases: &[Case], parse: fn(&str) -> Parse<'_>) {
    let mut wrong = Vec::new();
    for &(case, faults, expected) in cases {
        let text = case.replace([START, END], "");
        let Parse { tree, diagnostics } = parse(&text);
        let marked = marked(&text, &diagnostics);
        let told: Vec<&str> = diagnostics.iter().map(|found| found.violation.entry().variant).collect();
        let actual = (&*marked, &*told.join(", "), &*tree.root().map_or(String::new(), |root| shown(&tree, root)));
        if actual != (case, faults, expected) {
            wrong.push(format!("{:?}\nis {actual:?}", (case, faults, expected)));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n\n"));
}

/// The text with marks around the place of each diagnostic.
fn marked(text: &str, diagnostics: &[Diagnostic]) -> String {
    let mut acc = String::new();
    let is_whole = |found: &Diagnostic| text.get(found.span.start as usize..found.span.end as usize).is_some();
    assert!(diagnostics.iter().all(is_whole), "a place cuts a character of {text:?}");
    for at in 0..=text.len() {
        let places = || diagnostics.iter().map(|found| (found.span.start as usize, found.span.end as usize));
        acc.extend(places().filter(|(start, end)| *end == at && *start < at).map(|_| END));
        for (_, end) in places().filter(|(start, _)| *start == at) {
            acc.push(START);
            acc.extend((end == at).then_some(END));
        }
        acc.extend(text.get(at..).and_then(|rest| rest.chars().next()).filter(|_| text.is_char_boundary(at)));
    }
    acc
}

/// A tree in short: `?` stands for what could not be read, `…` in a block that may have lost something.
fn shown(tree: &Tree<'_>, node: NodeId) -> String {
    let rest = if tree.is_incomplete(node) { "…" } else { "" };
    match tree.kind(node) {
        Kind::Object => {
            let member = |(name, value)| format!("{}: {}", tree.name(name), shown(tree, value));
            format!("{{{}{rest}}}", tree.members(node).map(member).collect::<Vec<_>>().join(", "))
        }
        Kind::Array => {
            format!("[{}{rest}]", tree.items(node).map(|item| shown(tree, item)).collect::<Vec<_>>().join(", "))
        }
        Kind::Invalid => format!("?{rest}"),
        Kind::Text => format!("{:?}{rest}", tree.value(node)),
        Kind::Empty => format!("-{rest}"),
        Kind::Null => format!("null{rest}"),
        _ => format!("{}{rest}", tree.value(node)),
    }
}
