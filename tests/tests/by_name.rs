//! Layouts that are known by their name alone: what is said about a payload, and what is left unsaid.

use validator_core::layout::{Body, Layout};
use validator_core::report::FileReport;
use validator_core::{LayoutChoice, Options, catalog, check_text};

fn by_name() -> impl Iterator<Item = &'static Layout> {
    let all = catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"));
    all.filter(|layout| !layout.has_table)
}

fn report(text: &str, layout: LayoutChoice<'_>) -> FileReport {
    check_text(text, &Options { layout, ..Options::default() })
}

#[track_caller]
fn check_codes(layout: &Layout, text: &str, expected: &[&str]) {
    let report = report(text, LayoutChoice::Use(layout));
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
    assert_eq!(codes, expected, "{}: {text}", layout.id);
    let n_errors = expected.iter().filter(|code| **code != "V508").count();
    assert_eq!(report.counts.error as usize, n_errors, "{}: {text}", layout.id);
    assert_eq!(report.layout.as_deref(), Some(&*layout.id));
}

#[test]
fn the_index_knows_which_they_are() {
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
        assert_eq!(entry.has_table(), layout.has_table, "{}", entry.id());
    }
    assert!(by_name().count() > 50);
}

#[test]
fn one_hint_says_so_and_no_name_is_reported() {
    for layout in by_name() {
        let json = [r#"{"a": 1, "a": {"b": []}}"#, "[1, 2]", "[{}]", "null"];
        let xml = ["<a><b>1</b></a>", "<a/>"];
        if layout.body != Body::Xml {
            json.iter().for_each(|text| check_codes(layout, text, &["V508"]));
        }
        if layout.body != Body::Json {
            xml.iter().for_each(|text| check_codes(layout, text, &["V508"]));
        }
    }
}

#[test]
fn what_is_not_well_formed_is_an_error_all_the_same() {
    for layout in by_name().filter(|layout| layout.body == Body::Json) {
        check_codes(layout, "", &["V101"]);
        check_codes(layout, r#"{"a": 1,}"#, &["V508", "V103"]);
    }
}

#[test]
fn json_does_not_pass_for_xml_nor_xml_for_json() {
    for layout in by_name() {
        match layout.body {
            Body::Json => check_codes(layout, "<a/>", &["V501"]),
            Body::Xml => check_codes(layout, "{}", &["V501"]),
            Body::None | Body::Unknown => {}
        }
    }
}

#[test]
fn they_are_never_recognised() {
    let suggested = catalog::entries().filter_map(|entry| catalog::layout(entry.id())).filter_map(|layout| {
        let names = layout.suggested.as_ref()?.names.iter();
        Some(names.map(|name| format!("{name:?}: 1")).collect::<Vec<_>>().join(", "))
    });
    let texts = suggested.map(|members| format!("{{ {members} }}"));
    for text in texts.chain(["{}", "[]", "[{}]", "[[]]", "1", "<a/>"].map(str::to_owned)) {
        let report = report(&text, LayoutChoice::Detect);
        let layout = report.layout.as_deref().and_then(catalog::layout);
        assert!(layout.is_none_or(|layout| layout.has_table), "{text}: {:?}", report.layout);
    }
}

#[test]
fn a_name_of_a_login_is_not_taken_for_another() {
    for (text, id) in [
        (r#"{ "username": "a@b", "password": "c" }"#, "fis/login"),
        (r#"{ "accessKey": "a", "secret": "b", "tenantName": "c" }"#, "fis/loginWithKey"),
        (r#"{ "login": "a", "senha": "b" }"#, "depsnet/token"),
    ] {
        assert_eq!(report(text, LayoutChoice::Detect).layout.as_deref(), Some(id));
    }
}
