//! Finds the tables of one layout in the text of its manual.
//!
//! Input: a layout, which names its section or its operation, and a manual. Output: its facts; none without a table.
//! Knows no section and no operation by itself.

use validator_core::layout::Layout;

use crate::facts::Fact;
use crate::{pipes, soap};

pub(crate) fn facts(layout: &Layout, text: &str) -> Vec<Fact> {
    match &layout.operation {
        Some(operation) => soap::facts(operation, text),
        None => pipes::facts(&section(text, &layout.source.section)),
    }
}

/// The lines below a heading, up to the next.
fn section<'t>(text: &'t str, name: &str) -> Vec<&'t str> {
    let is_heading = |line: &&str| line.starts_with("# ");
    let after = text.lines().skip_while(|line| line.strip_prefix("# ").map(str::trim) != Some(name)).skip(1);
    after.take_while(|line| !is_heading(line)).collect()
}

/// The first word of a marker, `*` as printed, and `…` where words follow.
pub(crate) fn marker(text: &str) -> String {
    let (word, words) = text.split_once([' ', '*']).unwrap_or((text, ""));
    let star = if text.strip_prefix(word).is_some_and(|rest| rest.starts_with('*')) { "*" } else { "" };
    let more = if words.trim().is_empty() { "" } else { "…" };
    format!("{word}{star}{more}")
}

/// A size without zeros to the left; nothing for what is no size, and for zero.
pub(crate) fn size(text: &str) -> Option<String> {
    let (whole, decimals) = text.split_once(',').map_or((text, None), |(whole, decimals)| (whole, Some(decimals)));
    let whole: u32 = whole.trim().parse().ok()?;
    match decimals {
        Some(decimals) => Some(format!("{whole},{}", decimals.trim().parse::<u32>().ok()?)),
        None => (whole > 0).then(|| whole.to_string()),
    }
}

#[test]
fn markers_keep_their_star_but_no_sentence() {
    let markers = ["Sim", "Não*", "Sim* Obs.: x", "Não Caso x"].map(marker);
    assert_eq!(markers, ["Sim", "Não*", "Sim*…", "Não…"]);
}

#[test]
fn sizes_are_numbers() {
    assert_eq!(["005,2", "30", "000", "Sim"].map(size), [Some("5,2".to_owned()), Some("30".to_owned()), None, None]);
}
