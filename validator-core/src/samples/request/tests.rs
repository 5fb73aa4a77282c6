//! Values of requests, by their paths.

use super::*;
use crate::catalog;

#[track_caller]
fn check(id: &str, request: &str, path: &str, expected: &[Option<&str>]) {
    let layout = catalog::layout(id).expect("it is bundled");
    let found = values(layout, request, &[path]);
    let found: Vec<Option<&str>> = found.iter().flatten().map(Option::as_deref).collect();
    assert_eq!(found, expected, "{path}");
}

#[test]
fn each_item_has_its_own_value() {
    let request = r#"[{"token": "a"}, {}, {"token": " b "}]"#;
    check("depsnet/cotacaoMoeda", request, "token", &[Some("a"), None, Some("b")]);
}

#[test]
fn an_envelope_has_its_parts() {
    let request = "<Envelope><Body><Consumir><user>a</user><parameters><entrada><codCli>1</codCli></entrada>\
                   <entrada/></parameters></Consumir></Body></Envelope>";
    check("senior-g5/convenio/Consumir", request, "user", &[Some("a")]);
    check("senior-g5/convenio/Consumir", request, "entrada.codCli", &[Some("1"), None]);
}

#[test]
fn what_is_no_field_of_the_request_has_no_value() {
    check("depsnet/token", r#"{"token": "a"}"#, "token", &[]);
    check("depsnet/token", "[[[", "login", &[]);
    check("depsnet/token", "", "login", &[]);
}

#[test]
fn a_block_is_no_value() {
    check("depsnet/token", r#"{"login": {"a": 1}}"#, "login", &[None]);
}
