//! Paths that lead somewhere, and paths that lead nowhere.

use super::*;

#[track_caller]
fn check(path: &str, expected: Option<&str>) {
    let routes = Routes::new();
    let found = routes.find(path);
    assert_eq!(found.first().map(|fit| fit.stop.layout.id.as_str()), expected, "{path}");
}

#[test]
fn a_path_may_follow_the_name_of_its_system_or_the_path_of_its_address() {
    for beginning in ["", "/fis", "/t/senior.com.br/bridge/1.0", "/fis/t/senior.com.br/bridge/1.0"] {
        check(&format!("{beginning}/rest/fis/integracao/actions/pedido"), Some("fis/pedido"));
    }
    check("/oobj/rest/fis/integracao/actions/pedido", None);
}

#[test]
fn what_is_written_out_wins_over_a_name() {
    check("/oobj/api/empresas/1/docs/hom/55/2026/1/7.pdf", Some("oobj/emissao/pdf"));
    check("/oobj/api/empresas/1/docs/hom/55/2026/1/7", Some("oobj/emissao/retorno"));
}

#[test]
fn names_in_braces_have_their_values() {
    let routes = Routes::new();
    let found = routes.find("/oobj/api/empresas/1/docs/hom/55/2026/1/7");
    let variables = &found.first().expect("it is found").variables;
    assert_eq!(variables.get("numero").map(String::as_str), Some("7"));
    assert_eq!(variables.get("ambiente").map(String::as_str), Some("hom"));
}

#[test]
fn other_paths_lead_nowhere() {
    for path in ["", "/", "/fis", "/fis/", "/oobj/api/empresas//docs/hom/55", "/nada"] {
        check(path, None);
    }
}
