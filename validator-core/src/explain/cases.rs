//! What a code may say: the registry's rows for it, joined with the variants of its file.
//!
//! Input: a code's file. Output: its cases, the usual one first. Adds no words.

use super::{CodeFile, Example};
use crate::violation::{ALL, Severity};

/// One thing that a code may say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case<'a> {
    /// Which wording of the code's file; empty for the only or usual one.
    pub variant: &'a str,
    /// The loudest it may be.
    pub severity: Severity,
    /// The names of its own facts.
    pub facts: Vec<&'static str>,
}

impl CodeFile {
    /// Its cases in the registry's order; two violations may share a wording.
    pub fn cases(&self) -> Vec<Case<'_>> {
        let mut acc: Vec<Case<'_>> = Vec::new();
        for entry in ALL.iter().filter(|entry| entry.code.to_string() == self.code) {
            if acc.iter().all(|known| known.variant != entry.variant) {
                acc.push(Case { variant: entry.variant, severity: entry.severity, facts: entry.facts.to_vec() });
            }
        }
        // A wording may also be chosen by the facts at hand: a nearest known name is all that does so today.
        let usual = acc.first().cloned();
        let chosen = self.variants().filter(|variant| acc.iter().all(|known| known.variant != *variant));
        let with_nearest = |variant| {
            let Case { severity, mut facts, .. } = usual.clone()?;
            facts.push("nearest");
            Some(Case { variant, severity, facts })
        };
        let chosen: Vec<Case<'_>> = chosen.filter_map(with_nearest).collect();
        acc.extend(chosen);
        acc
    }

    /// The example of one case, if it has one.
    pub fn case_example(&self, variant: &str) -> Option<Example> {
        if variant.is_empty() { self.example().cloned() } else { self.variant_example(variant) }
    }
}
