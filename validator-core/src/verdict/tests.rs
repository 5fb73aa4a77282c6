use crate::layout::Layout;
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
