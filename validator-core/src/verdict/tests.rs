use crate::layout::{Layout, Problem};
use crate::report::{FileReport, Outcome};
use crate::{LayoutChoice, Options, catalog, check_text};

const SOAP: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// What comes back around a `result`.
fn answer(result: &str) -> String {
    format!(
        "<e:Envelope xmlns:e=\"{SOAP}\" xmlns:s=\"http://services.senior.com.br\"><e:Body><s:ConsumirResponse>{result}\
         </s:ConsumirResponse></e:Body></e:Envelope>"
    )
}

fn result(inner: &str) -> String {
    answer(&format!("<result>{inner}</result>"))
}

fn layout(id: &str) -> &'static Layout {
    catalog::layout(id).expect("it is bundled")
}

fn codes(report: &FileReport) -> Vec<&str> {
    report.diagnostics.iter().map(|diagnostic| &*diagnostic.code).collect()
}

#[track_caller]
fn check(text: &str, expected: Option<Outcome>, expected_codes: &[&str]) {
    let report = check_text(text, &Options::default());
    assert_eq!(report.verdict.as_ref().map(|verdict| verdict.outcome), expected, "{:#?}", report.diagnostics);
    assert_eq!(codes(&report), expected_codes);
}

#[test]
fn the_list_decides() {
    check(&result("<tipoRetorno>1</tipoRetorno>"), Some(Outcome::Processed), &["V601"]);
    check(&result("<tipoRetorno> 1 </tipoRetorno>"), Some(Outcome::Processed), &["V601"]);
    check(&result("<tipoRetorno>2</tipoRetorno>"), Some(Outcome::Rejected), &["V604"]);
    check(&result("<tipoRetorno>3</tipoRetorno>"), None, &["V607"]);
}

#[test]
fn an_execution_error_outweighs_the_rest() {
    let error = "<erroExecucao>falha</erroExecucao>";
    check(&result(error), Some(Outcome::Failed), &["V605"]);
    check(&result(&format!("<tipoRetorno>1</tipoRetorno>{error}")), Some(Outcome::Failed), &["V605"]);
    // Even where the rest is in doubt.
    let twice = format!("<tipoRetorno>1</tipoRetorno>{error}<tipoRetorno>2</tipoRetorno>");
    check(&result(&twice), Some(Outcome::Failed), &["V605", "V207"]);
}

#[test]
fn an_empty_or_nil_execution_error_is_none() {
    let nil = "<erroExecucao xmlns:x=\"http://www.w3.org/2001/XMLSchema-instance\" x:nil=\"true\"/>";
    for error in ["<erroExecucao/>", "<erroExecucao>  </erroExecucao>", nil] {
        check(&result(&format!("{error}<tipoRetorno>1</tipoRetorno>")), Some(Outcome::Processed), &["V601"]);
    }
}

#[test]
fn an_execution_error_that_may_be_cut_off_leaves_no_verdict() {
    let whole =
        result("<tipoRetorno>1</tipoRetorno><mensagemRetorno>ok</mensagemRetorno><erroExecucao>x</erroExecucao>");
    let start = whole.find("<mensagemRetorno>").expect("it was written") as u32;
    let end = whole.find("</erroExecucao>").expect("it was written") as u32;
    for cut in start..end {
        let report = check_text(&whole[..cut as usize], &Options::default());
        assert_eq!(report.verdict.map(|verdict| verdict.outcome), None, "{cut}");
    }
}

#[test]
fn a_text_alone_is_received_or_the_error() {
    check(&result("OK"), Some(Outcome::Received), &["V603"]);
    check(&result("Sistema fora do ar"), Some(Outcome::Failed), &["V605"]);
    check(&result("  "), None, &["V607"]);
    check(&answer(""), None, &["V607"]);
}

#[test]
fn the_word_of_a_sample_is_no_value() {
    check(&result("String"), None, &["V607"]);
    check(&result("<tipoRetorno>1</tipoRetorno><erroExecucao>?</erroExecucao>"), None, &["V607", "V208"]);
}

#[test]
fn each_item_speaks_for_itself() {
    let items = |texts: &[&str]| {
        let items: String = texts.iter().map(|text| format!("<retorno><retorno>{text}</retorno></retorno>")).collect();
        result(&format!("<tipoRetorno>1</tipoRetorno>{items}"))
    };
    check(&items(&["OK", "OK"]), Some(Outcome::Processed), &["V601"]);
    check(&items(&["OK", "sem saldo"]), Some(Outcome::Partial), &["V602", "V606"]);
    check(&items(&["sem saldo", "sem saldo"]), Some(Outcome::Rejected), &["V604", "V606", "V606"]);
    // Nothing is known of an item that says nothing.
    check(&items(&["", "OK"]), Some(Outcome::Processed), &["V601"]);
}

#[test]
fn a_piece_of_an_answer_is_an_answer() {
    let operation = "<ConsumirResponse><result><tipoRetorno>2</tipoRetorno></result></ConsumirResponse>";
    check(operation, Some(Outcome::Rejected), &["V604"]);
    let options = Options { layout: LayoutChoice::Use(layout("senior-g5/convenio/Consumir")), ..Options::default() };
    let report = check_text(operation, &options);
    assert_eq!(report.verdict.map(|verdict| verdict.outcome), Some(Outcome::Rejected));
    check("<Fault><faultstring>fora do ar</faultstring></Fault>", Some(Outcome::Failed), &["V605"]);
}

#[test]
fn how_a_system_writes_its_answer_is_no_error() {
    let other_soap = result("<tipoRetorno>1</tipoRetorno>").replace(SOAP, "http://www.w3.org/2003/05/soap-envelope");
    check(&other_soap, Some(Outcome::Processed), &["V601"]);
    let point = "<tipoRetorno>1</tipoRetorno><retorno><vlrUti>350.20</vlrUti><retorno>OK</retorno></retorno>";
    let report = check_text(&result(point), &Options::default());
    assert_eq!((report.valid, codes(&report)), (true, vec!["V601", "V305"]));
}

#[test]
fn a_layout_that_is_given_reads_an_answer_too() {
    let options = Options { layout: LayoutChoice::Use(layout("depsnet/token")), ..Options::default() };
    let report = check_text(r#"{ "token": "x", "dataValidade": "01/01/2027" }"#, &options);
    assert_eq!(report.verdict.map(|verdict| verdict.outcome), Some(Outcome::Processed));
    let request = check_text(r#"{ "login": "x", "senha": "y" }"#, &options);
    assert_eq!((request.verdict, request.valid), (None, true));
}

#[track_caller]
fn check_status(id: &str, text: &str, status: u16, expected: Option<Outcome>, expected_codes: &[&str]) {
    let options = Options { layout: LayoutChoice::Use(layout(id)), status: Some(status), ..Options::default() };
    let report = check_text(text, &options);
    assert_eq!(report.verdict.as_ref().map(|verdict| verdict.outcome), expected, "{:#?}", report.diagnostics);
    assert_eq!(codes(&report), expected_codes);
}

#[test]
fn a_status_decides_where_the_page_says_what_it_means() {
    check_status("fis/pedido", "{}", 200, Some(Outcome::Processed), &["V601"]);
    check_status("fis/pedido", "{}", 400, Some(Outcome::Rejected), &["V604"]);
    check_status("fis/pedido", "[]", 500, Some(Outcome::Failed), &["V605"]);
    check_status("fis/pedido", "{}", 418, None, &["V607"]);
    check_status("depsnet/pessoa", "{}", 200, None, &["V607"]);
}

#[test]
fn a_success_beside_a_status_of_failure_is_none() {
    let done = result("<tipoRetorno>1</tipoRetorno>");
    check_status("senior-g5/convenio/Consumir", &done, 200, Some(Outcome::Processed), &["V601"]);
    for status in [302, 404, 500] {
        check_status("senior-g5/convenio/Consumir", &done, status, None, &["V607"]);
        check_status("senior-g5/convenio/Consumir", &result("OK"), status, None, &["V607"]);
    }
    let refused = result("<tipoRetorno>2</tipoRetorno>");
    check_status("senior-g5/convenio/Consumir", &refused, 500, Some(Outcome::Rejected), &["V604"]);
}

#[test]
fn a_status_and_a_refusal_speak_together() {
    let refusal = r#"{ "message": "Campo obrigatório", "reason": "VALIDATION" }"#;
    check_status("fis/pedido", refusal, 400, Some(Outcome::Rejected), &["V604"]);
    check_status("fis/pedido", refusal, 418, Some(Outcome::Failed), &["V605"]);
}

#[test]
fn hostile_answers_are_read_within_bounds() {
    let many = "<retorno><retorno>codCli: sem saldo</retorno></retorno>".repeat(20_000);
    let report = check_text(&result(&format!("<tipoRetorno>1</tipoRetorno>{many}")), &Options::default());
    assert_eq!(report.counts.error, 20_001);
    let long = "codCli ".repeat(500_000);
    check(&result(&format!("<erroExecucao>{long}</erroExecucao>")), Some(Outcome::Failed), &["V605", "V610"]);
    let deep = format!("{}x{}", "<retorno>".repeat(300), "</retorno>".repeat(300));
    let report = check_text(&result(&format!("<tipoRetorno>2</tipoRetorno>{deep}")), &Options::default());
    assert_eq!(report.verdict.map(|verdict| verdict.outcome), Some(Outcome::Rejected));
    let faults = format!("<e:Envelope xmlns:e=\"{SOAP}\"><e:Body>{}", "<e:Fault><faultstring>".repeat(1_000));
    assert_eq!(check_text(&faults, &Options::default()).verdict.map(|verdict| verdict.outcome), Some(Outcome::Failed));
}

/// A port of its own, whose answer has the two fields that such answers have, and what `rows` adds.
fn own_layout(values: &str, rows: &str) -> Result<Layout, Vec<Problem>> {
    let text = format!(
        r#"
layout_format = 1
title = {{ pt-BR = "Exemplo", en = "Example", es = "Ejemplo" }}
operation = "Consumir"
[source]
manual = "exemplo"
section = "Exemplo"
[[answer.field]]
path = "tipoRetorno"
type = "Integer"
values = {values}
[[answer.field]]
path = "erroExecucao"
type = "String"
[[answer.group]]
path = "grupo"
[[answer.field]]
path = "grupo.texto"
type = "String"
{rows}
"#
    );
    catalog::load_layout("own", Some("senior-g5"), &text)
}

#[track_caller]
fn check_own(values: &str, rows: &str, inner: &str, expected: Option<Outcome>) {
    let layout = own_layout(values, rows).expect("it is in order");
    let options = Options { layout: LayoutChoice::Use(&layout), ..Options::default() };
    let report = check_text(&result(inner), &options);
    assert_eq!(report.verdict.map(|verdict| verdict.outcome), expected);
}

#[test]
fn a_list_without_the_values_of_the_system_is_not_read_by_its_rules() {
    let values = r#"{ 0 = "Processado", -1 = "Erro" }"#;
    check_own(values, "", "<tipoRetorno>1</tipoRetorno>", None);
    check_own(values, "", "<tipoRetorno>0</tipoRetorno>", None);
    check_own(values, "", "<tipoRetorno>0</tipoRetorno><erroExecucao>x</erroExecucao>", Some(Outcome::Failed));
}

#[test]
fn a_layouts_own_rules_replace_those_of_its_system() {
    let values = r#"{ 0 = "Processado", 1 = "Erro" }"#;
    let rows = r#"
[[answer.verdict]]
outcome = "rejected"
when = { field = "tipoRetorno", is = "1" }"#;
    check_own(values, rows, "<tipoRetorno>1</tipoRetorno>", Some(Outcome::Rejected));
    check_own(values, rows, "<tipoRetorno>0</tipoRetorno>", None);
}

#[track_caller]
fn check_refused(rows: &str) {
    let problems = own_layout(r#"{ 1 = "Processado" }"#, rows).expect_err("the loader refuses it");
    let codes: Vec<u16> = problems.iter().map(|problem| problem.violation.entry().code.0).collect();
    assert_eq!(codes, [905]);
}

#[test]
fn a_rule_that_cannot_be_proven_is_refused() {
    check_refused("[[answer.verdict]]\noutcome = 'failed'\nwhen = { field = 'outro', present = true }");
    check_refused("[[answer.verdict]]\noutcome = 'failed'\nwhen = { field = 'grupo.texto', present = true }");
    check_refused("[[answer.verdict]]\noutcome = 'failed'\ntext = []\nmessage = 'outro'");
    // A verdict without a reason.
    check_refused("[[answer.verdict]]\noutcome = 'processed'");
    // Not a list.
    check_refused("[[answer.item]]\nfield = 'grupo.texto'\ngood = ['OK']");
}
