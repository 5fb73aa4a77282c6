//! Samples of every bundled layout: the valid ones are valid, and each near-miss gets what it must get and nothing else.

use std::collections::BTreeSet;

use validator_core::layout::{Field, Layout, Others, Presence, ValueKind};
use validator_core::report::{Direction, FileReport};
use validator_core::samples::{self, Expected, Mutation};
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Options, catalog, check_text};

/// Those that samples are made for.
fn layouts() -> impl Iterator<Item = &'static Layout> {
    let layouts = catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"));
    layouts.filter(|layout| samples::are_made_for(layout))
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
fn a_layout_of_ones_own_cannot_lead_files_out_of_their_folder() {
    let layout = "layout_format = 1\nsystem = \"depsnet\"\nroot = \"list\"\ncomplete = true\n\
        title = { pt-BR = \"A\", en = \"A\", es = \"A\" }\nsource = { manual = \"a\", section = \"a\" }\n\
        [[field]]\npath = \"/a:b\"\ntype = \"String\"\nsize = 4294967295\nrequired = true\n\
        [[field]]\npath = \"\\\\a?b\"\ntype = \"Int\"\ndigits = 4294967295\nrequired = true\n\
        [[field]]\npath = \"c~d\"\ntype = \"Decimal\"\ndecimals = 4294967295\n";
    let layout = catalog::load_layout("a.toml", None, layout).expect("it has the shape of a layout");
    let mutations = samples::mutations(&layout);
    let names: BTreeSet<&str> = mutations.iter().map(|mutation| &*mutation.name).collect();
    assert!(names.contains("removed-_a_b") && names.contains("removed-_a_b-2"), "{names:?}");
    assert_eq!(names.len(), mutations.len());
    for Mutation { name, text, expected } in &mutations {
        assert_eq!(said(&report(text, LayoutChoice::Use(&layout))), *expected, "{name}");
    }
}

#[test]
fn the_same_layout_gives_the_same_samples() {
    for layout in layouts() {
        assert_eq!(samples::valid(layout), samples::valid(layout));
        assert_eq!(samples::mutations(layout), samples::mutations(layout));
    }
}

/// Near-misses that cannot be: a stricter rule speaks first, and has one of its own.
const LEFT_OUT: [(&str, &str, &str); 4] = [
    ("depsnet/balanco", "too-many-digits-itemsBalanco.anoExercicio", "no-year"),
    ("depsnet/cheque", "too-long-documentoEmitente", "one-digit-more"),
    ("depsnet/chequeV2", "too-long-cheque.documentoEmitente", "one-digit-more"),
    ("senior-g5/contratovenda/Gerar", "too-long-cgcCpf", "one-digit-more"),
];

/// What the layout asks of a field, as the kinds of mutations that break it.
fn demands(field: &Field, layout: &Layout) -> Vec<&'static str> {
    let is_xml = layout.operation.is_some();
    let is_repeatable = is_xml && field.is_list(layout);
    let mut acc = vec!["other-case", "repeated"];
    acc.retain(|kind| !(is_repeatable && *kind == "repeated"));
    match field.presence {
        Presence::Required if field.value_rules().is_some() => acc.extend(["removed", "emptied"]),
        Presence::Required | Presence::When(_) | Presence::WithSiblings | Presence::BySetting | Presence::Main => {
            acc.push("removed");
        }
        Presence::Optional | Presence::Credential => {}
    }
    let Some(rules) = field.value_rules() else { return acc };
    if rules.list.is_some() {
        acc.push("not-in-list");
    }
    if rules.list.is_some() && rules.others == Others::Refused {
        return acc;
    }
    match rules.kind {
        ValueKind::Text if rules.size.is_some() => acc.push("too-long"),
        ValueKind::Integer if rules.digits.is_some() => acc.push("too-many-digits"),
        ValueKind::Date | ValueKind::DateTime => acc.extend(["iso-date", "impossible-date"]),
        ValueKind::Decimal(..) => {
            acc.extend(rules.digits.map(|_| "too-many-digits"));
            acc.extend(rules.decimals.map(|_| "too-many-decimals"));
            acc.extend(rules.decimals.filter(|decimals| *decimals > 0).map(|_| "other-mark"));
        }
        _ => {}
    }
    match rules.kind {
        _ if is_xml => {}
        ValueKind::Integer | ValueKind::Decimal(..) => acc.push("number-as-text"),
        ValueKind::Text | ValueKind::Date | ValueKind::DateTime => acc.push("text-as-number"),
        ValueKind::Boolean | ValueKind::Any => {}
    }
    acc
}

#[test]
fn every_demand_of_every_field_has_its_near_miss() {
    let mut missing = Vec::new();
    for layout in layouts() {
        let mutations = samples::mutations(layout);
        let has = |name: &str| {
            let in_case = format!("{name}-");
            mutations.iter().any(|mutation| mutation.name == name || mutation.name.starts_with(&in_case))
        };
        for field in layout.rows(Direction::Request).filter(|field| !field.is_only_in_example) {
            for kind in demands(field, layout) {
                let name = format!("{kind}-{}", field.path);
                let instead = LEFT_OUT.iter().find(|(id, left_out, _)| *id == layout.id && *left_out == name);
                let name = instead.map_or(name, |(_, _, kind)| format!("{kind}-{}", field.path));
                if !has(&name) {
                    missing.push(format!("{} {name}", layout.id));
                }
            }
        }
    }
    assert!(missing.is_empty(), "{} missing:\n{}", missing.len(), missing.join("\n"));
}
