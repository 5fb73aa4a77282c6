//! Samples of every bundled layout: the valid ones are valid, and each near-miss gets what it must get and nothing else.

use std::collections::BTreeSet;

use validator_core::layout::Layout;
use validator_core::report::FileReport;
use validator_core::samples::{self, Expected, Mutation};
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Options, catalog, check_text};

fn layouts() -> impl Iterator<Item = &'static Layout> {
    catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"))
}

fn report(text: &str, layout: LayoutChoice<'_>) -> FileReport {
    check_text(text, &Options { layout, ..Options::default() })
}

fn said(report: &FileReport) -> Vec<Expected> {
    let said = report.diagnostics.iter().map(|found| Expected {
        code: found.code.clone(),
        field: found.field.clone(),
        pointer: found.pointer.clone(),
    });
    said.collect()
}

#[test]
fn valid_samples_are_valid_and_recognised() {
    let mut wrong = Vec::new();
    for layout in layouts() {
        for (extent, text) in [("valid", samples::valid(layout)), ("full", samples::full(layout))] {
            let report = report(&text, LayoutChoice::Detect);
            let is_heard = |severity: Severity| severity != Severity::Hint;
            let told: Vec<_> = report.diagnostics.iter().filter(|found| is_heard(found.severity)).collect();
            if !told.is_empty() {
                wrong.push(format!("{} {extent}: {told:#?}", layout.id));
            }
            // A layout that says `same_as` is recognised as the other one, which names it as its alternative.
            let named = report.diagnostics.iter().find(|found| found.code == "V502").map(|found| &found.message);
            let is_own = report.layout.as_deref() == Some(&*layout.id);
            if !is_own && !named.is_some_and(|message| message.contains(&*layout.id)) {
                wrong.push(format!("{} {extent}: recognised as {:?}, {named:?}\n{text}", layout.id, report.layout));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn full_samples_leave_nothing_to_say() {
    for layout in layouts() {
        let usual = ("usual".to_owned(), samples::full(layout));
        for (case, text) in std::iter::once(usual).chain(samples::other_cases(layout)) {
            let told = said(&report(&text, LayoutChoice::Use(layout)));
            assert_eq!(told, [], "{}, {case}:\n{text}", layout.id);
        }
    }
}

#[test]
fn every_near_miss_gets_its_diagnostic_and_no_other() {
    let mut wrong = Vec::new();
    let mut total = 0;
    for layout in layouts() {
        let mutations = samples::mutations(layout);
        println!("{}: {} mutations", layout.id, mutations.len());
        total += mutations.len();
        for Mutation { name, text, expected } in &mutations {
            let told = said(&report(text, LayoutChoice::Use(layout)));
            if told != *expected {
                wrong.push(format!("{} {name}\n  expected {expected:?}\n  told     {told:?}", layout.id));
            }
        }
    }
    println!("all layouts: {total} mutations");
    assert!(wrong.is_empty(), "{} wrong:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn names_are_good_as_names_of_files_everywhere() {
    for layout in layouts() {
        let mutations = samples::mutations(layout);
        let names: BTreeSet<String> = mutations.iter().map(|mutation| mutation.name.to_lowercase()).collect();
        assert_eq!(names.len(), mutations.len(), "{}: names differ on a file system without cases too", layout.id);
        let is_good = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
        assert!(names.iter().all(|name| name.chars().all(is_good)), "{}", layout.id);
    }
}

#[test]
fn the_same_layout_gives_the_same_samples() {
    for layout in layouts() {
        assert_eq!(samples::valid(layout), samples::valid(layout));
        assert_eq!(samples::mutations(layout), samples::mutations(layout));
    }
}
