//! `[[http]]` of a layout file: what is refused, with its place.

use validator_core::catalog;
use validator_core::layout::{Flow, Method};

fn layout(http: &str) -> String {
    format!(
        "layout_format = 1\nsystem = \"fis\"\ntitle = {{ pt-BR = \"A\", en = \"A\", es = \"A\" }}\n\
         source = {{ manual = \"a\", section = \"a\" }}\n{http}"
    )
}

#[track_caller]
fn check_refused(http: &str, code: &str, place: &str) {
    let text = layout(http);
    let problems = catalog::load_layout("a.toml", None, &text).expect_err("it is refused");
    let [problem] = problems.as_slice() else { panic!("{problems:?}") };
    assert_eq!(problem.violation.entry().code.to_string(), code, "{http}");
    assert_eq!(problem.span.text(&text), place, "{http}");
}

#[test]
fn a_method_is_one_of_http() {
    check_refused("[[http]]\nmethod = \"PEEK\"", "V902", "\"PEEK\"");
    check_refused("[[http]]\nmethod = \"get\"", "V902", "\"get\"");
}

#[test]
fn a_direction_is_in_or_out() {
    check_refused("[[http]]\ndirection = \"entrada\"", "V902", "\"entrada\"");
}

#[test]
fn a_path_follows_an_address() {
    check_refused("[[http]]\npath = \"a/b\"", "V902", "\"a/b\"");
    check_refused("[[http]]\npath = \"/a/{b\"", "V902", "\"/a/{b\"");
}

#[test]
fn an_address_is_one_of_the_system() {
    check_refused("[[http]]\naddress = \"lua\"", "V905", "\"lua\"");
}

#[test]
fn what_is_left_out_is_not_known() {
    let text = layout("[[http]]\nmethod = \"PUT\"\ndirection = \"out\"\n[[http]]\npath = \"/{a}\"");
    let layout = catalog::load_layout("a.toml", None, &text).expect("it has the shape of a layout");
    let [first, second] = layout.routes.as_slice() else { panic!("{:?}", layout.routes) };
    assert_eq!((first.method, first.flow, &first.path), (Some(Method::Put), Some(Flow::Out), &None));
    assert_eq!((second.method, second.flow, second.path.as_deref()), (None, None, Some("/{a}")));
    assert!(!layout.has_table);
}
