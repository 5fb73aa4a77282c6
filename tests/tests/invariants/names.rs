//! No operation, field or code value of a manual stands in Rust source: they are data.
//!
//! Input: every bundled layout and the strings of every crate. Output: the strings that repeat a name, with their lines.
//! Short names are left out: `tipo` or `data` may stand in any sentence.

use std::collections::BTreeSet;

use validator_core::catalog;
use validator_core::report::Direction;

use crate::files::{File, files};
use crate::rust_text::{Literal, take_apart};

/// Where the names must not be.
const SOURCES: [&str; 10] = [
    "validator-core/src",
    "validator-core/build.rs",
    "validator-wasm/src",
    "app",
    "cli/src",
    "proxy/src",
    "simulator/src",
    "xtask/src",
    "sheets/src",
    "sheets-wasm/src",
];

/// Names up to this length say nothing about a manual.
const SHORT: usize = 5;

/// Words of every HTTP interface, which answers happen to have as names: they say nothing about a manual.
const ORDINARY: [&str; 2] = ["message", "status"];

/// Strings that may hold a name: the file, the name, why.
const ALLOWED: [(&str, &str, &str); 7] = [
    (
        "app/src/text/pt_br.rs",
        "resposta",
        "the Portuguese word for an answer, which a field happens to have as its name",
    ),
    (
        "app/src/components/send/answer.rs",
        "resposta",
        "the same word, as the name of the file that an answer is saved in",
    ),
    ("app/src/send/packet.rs", "resposta", "the same word, as the name of a file of the support packet"),
    ("app/src/components/send/sign_in.rs", "password", "HTML's word for an input that shows nothing of what is typed"),
    ("cli/src/text/pt_br.rs", "depsnet/pessoa", "the help shows what an id looks like; nothing depends on it"),
    ("cli/src/text/en.rs", "depsnet/pessoa", "the help shows what an id looks like; nothing depends on it"),
    ("cli/src/text/es.rs", "depsnet/pessoa", "the help shows what an id looks like; nothing depends on it"),
];

/// What a layout calls things.
#[derive(Default)]
struct Names {
    /// Two parts or more: these stand for a layout wherever they are.
    ids: BTreeSet<String>,
    /// With a capital inside, as no sentence has them: these are refused in every string.
    coined: BTreeSet<String>,
    /// Words that a sentence may hold: these are refused where a string is a name or a path.
    words: BTreeSet<String>,
}

impl Names {
    fn add(&mut self, name: &str) {
        if name.chars().count() <= SHORT || ORDINARY.contains(&name) {
            return;
        }
        let is_coined = name.chars().skip(1).any(char::is_uppercase);
        let set = if is_coined { &mut self.coined } else { &mut self.words };
        set.insert(name.to_owned());
    }

    /// The names that a string repeats.
    fn within<'s>(&'s self, literal: &'s str) -> Vec<&'s str> {
        let ids = self.ids.iter().map(String::as_str).filter(|id| literal.contains(id));
        let is_sentence = literal.contains(char::is_whitespace);
        let parts = literal.split(|c: char| !c.is_alphanumeric());
        let is_name = |part: &&str| self.coined.contains(*part) || (!is_sentence && self.words.contains(*part));
        ids.chain(parts.filter(is_name)).collect()
    }
}

fn names() -> Names {
    let mut acc = Names::default();
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
        acc.ids.insert(entry.id().to_owned());
        acc.add(entry.id().rsplit('/').next().unwrap_or_default());
        acc.add(layout.operation.as_deref().unwrap_or_default());
        for field in layout.rows(Direction::Request).chain(layout.rows(Direction::Response)) {
            acc.add(&field.name);
            field.also.iter().for_each(|name| acc.add(name));
            let list = field.value_rules().and_then(|rules| rules.list.as_deref());
            list.into_iter().flatten().for_each(|(code, _)| acc.add(code));
        }
    }
    acc
}

#[test]
fn no_name_of_a_manual_stands_in_source() {
    let names = names();
    let mut wrong = Vec::new();
    let mut used = BTreeSet::new();
    for File { path, text } in files("", &[".rs"]).into_iter().filter(is_ours) {
        for Literal { line, text } in take_apart(&text).literals {
            for name in names.within(&text) {
                let allowed = ALLOWED.iter().find(|(file, known, _)| *file == path && *known == name);
                match allowed {
                    Some(allowed) => drop(used.insert(allowed)),
                    None => wrong.push(format!("{path}:{line}: {name}")),
                }
            }
        }
    }
    assert!(wrong.is_empty(), "names of a manual belong into layouts/:\n{}", wrong.join("\n"));
    for allowed in &ALLOWED {
        assert!(used.contains(allowed), "{allowed:?} is allowed and not needed");
    }
}

fn is_ours(file: &File) -> bool {
    let is_test = file.path.ends_with("/tests.rs") || file.path.contains("/tests/");
    !is_test && SOURCES.iter().any(|source| file.path.starts_with(source))
}
