//! The page of all places where the manuals contradict themselves, in Portuguese.
//!
//! Input: the bundled layouts. Output: Markdown, a table a layout, and the count on top.
//! Decides nothing: each reading is the layout's own.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use validator_core::layout::{Conflict, Layout};
use validator_core::{Locale, catalog};

use crate::markdown::cell;

pub(crate) fn page() -> String {
    let with: Vec<&Layout> = layouts().filter(|layout| !layout.conflicts.is_empty()).collect();
    let all: usize = with.iter().map(|layout| layout.conflicts.len()).sum();
    let mut acc = String::from("# Contradições dos manuais\n\n");
    acc.push_str(&crate::made_from("validator-core/layouts/"));
    let _ = write!(
        acc,
        "\n**{all} contradições** em {} layouts: lugares em que um manual diz uma coisa e depois outra, com a leitura que o Gabarito \
         adota.\nA que vale para vários layouts do mesmo sistema conta em cada um deles; sem essa repetição, são {}.\n",
        with.len(),
        distinct(&with)
    );
    acc.push_str("\n| Layout | Contradições |\n|---|---:|\n");
    for layout in &with {
        let _ = writeln!(acc, "| [{}](#{}) | {} |", layout.id, anchor(&layout.id), layout.conflicts.len());
    }
    for layout in &with {
        push_layout(&mut acc, layout);
    }
    acc
}

/// How many are left when one that several layouts of a system share counts once.
fn distinct(layouts: &[&Layout]) -> usize {
    let keys = layouts.iter().flat_map(|layout| {
        layout.conflicts.iter().map(|conflict| (&layout.system.name, &conflict.field, &conflict.between))
    });
    keys.collect::<BTreeSet<_>>().len()
}

fn layouts() -> impl Iterator<Item = &'static Layout> {
    catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"))
}

/// What the usual renderers make of a heading.
fn anchor(heading: &str) -> String {
    heading.to_lowercase().chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect()
}

fn push_layout(acc: &mut String, layout: &Layout) {
    let _ = writeln!(acc, "\n## {}\n", layout.id);
    let title = cell(layout.title(Locale::PtBr));
    let _ = writeln!(acc, "{title}. Fonte: {}, {}.\n", layout.system.title, cell(&layout.source.section));
    acc.push_str("| Campo | O que se contradiz | Nossa leitura |\n|---|---|---|\n");
    for Conflict { field, between, reading } in &layout.conflicts {
        let sides: Vec<String> = between.iter().map(|side| cell(side)).collect();
        let _ = writeln!(acc, "| `{field}` | {} | {} |", sides.join(" × "), cell(reading));
    }
}

#[test]
fn anchors_are_those_of_the_usual_renderers() {
    assert_eq!(anchor("a-b/c/De"), "a-bcde");
}
