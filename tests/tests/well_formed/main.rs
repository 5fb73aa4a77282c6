//! What the grammars of JSON and XML call well-formed and what they do not, production by production.
//!
//! Input: tables of tiny texts. Each ill-formed text gets its code at the place that is marked in it, each well-formed one
//! gets no code of the family V1xx; other parsers must agree. Never looks at what a text says.

mod json;
mod names;
mod prolog;
mod scalars;
mod tags;
mod xml;

use validator_core::{Options, check_text};

/// Stands in an ill-formed text where the first diagnostic of the production's code has to begin.
const MARK: char = '▸';

/// A production of a grammar, or several that belong together.
struct Production {
    name: &'static str,
    /// What the core says of a text that breaks it.
    code: &'static str,
    /// What the core may say of a text that keeps to it: that is allowed, and still no good idea in a payload.
    aside: &'static str,
    well_formed: &'static [&'static str],
    ill_formed: &'static [&'static str],
}

/// Holds the core and another parser against the tables. What that one is known to judge differently
/// stands in `different`.
#[track_caller]
fn check(productions: &[Production], accepts: fn(&str) -> bool, different: &[&str]) {
    let mut wrong = Vec::new();
    for production in productions {
        for text in production.well_formed {
            let codes = codes(text);
            if codes.iter().any(|(code, _)| code != production.aside) {
                wrong.push(format!("{}: {text:?} is well-formed: {codes:?}", production.name));
            }
            if accepts(text) == different.contains(text) {
                wrong.push(format!("{}: the other parser on {text:?}", production.name));
            }
        }
        for case in production.ill_formed {
            let text = case.replace(MARK, "");
            let codes = codes(&text);
            let found = codes.iter().find(|(code, _)| code == production.code).map(|(_, at)| *at);
            if found.is_none() || found != case.find(MARK) {
                wrong.push(format!("{}: {case:?} is not: {codes:?}", production.name));
            }
            if accepts(&text) != different.contains(&&*text) {
                wrong.push(format!("{}: the other parser on {case:?}", production.name));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The codes about the form of a text, and where each begins.
fn codes(text: &str) -> Vec<(String, usize)> {
    let report = check_text(text, &Options::default());
    let found = report.diagnostics.into_iter().filter(|found| found.code.starts_with("V1"));
    found.map(|found| (found.code, found.start.offset as usize)).collect()
}
