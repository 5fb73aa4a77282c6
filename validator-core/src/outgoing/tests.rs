use super::*;
use crate::catalog;

const ENVELOPE: &str = "http://schemas.xmlsoap.org/soap/envelope/";

fn layout(id: &str) -> &'static Layout {
    catalog::layout(id).expect("it is bundled")
}

fn pairs(values: &[(&str, &str)]) -> Vec<(String, String)> {
    values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What an envelope holds, before and after.
#[track_caller]
fn check_parts(operation: &str, values: &[(&str, &str)], expected: Option<&str>) {
    let around =
        |operation: &str| format!("<e:Envelope xmlns:e=\"{ENVELOPE}\"><e:Body>{operation}</e:Body></e:Envelope>");
    let text = around(operation);
    let source = Source::from_text(&text);
    let placed = Outgoing::read(&source, layout("senior-g5/convenio/Consumir")).place(&pairs(values), &[]);
    assert_eq!(placed, expected.map(around));
}

const S: &str = "xmlns:s=\"http://services.senior.com.br\"";

#[track_caller]
fn check_inside(before: &str, after: &str) {
    let around = |inside: &str| format!("<s:Consumir {S}>{inside}</s:Consumir>");
    check_parts(&around(before), &[("user", "ana"), ("password", "a&b<")], Some(&around(after)));
}

#[test]
fn missing_parts_are_added_in_their_order() {
    let parts = "<user>ana</user><password>a&amp;b&lt;</password>";
    check_inside("<parameters/>", &format!("{parts}<parameters/>"));
    check_inside("", parts);
    check_inside("<user>x</user><parameters/>", &format!("{parts}<parameters/>"));
    check_inside("<password>x</password><parameters/>", &format!("{parts}<parameters/>"));
}

#[test]
fn parts_that_are_there_are_replaced_in_whatever_form() {
    let parts = "<user>ana</user><password>a&amp;b&lt;</password>";
    for user in
        ["<user/>", "<user></user>", "<user><!-- x --></user>", "<user><![CDATA[x]]></user>", "<user><a/></user>"]
    {
        check_inside(&format!("{user}<password>String</password>"), parts);
    }
    check_inside("<user xmlns:x=\"u\" x:nil=\"true\"/><password >x</password >", parts);
}

#[test]
fn an_operation_without_content_gets_some() {
    let tag = format!("<s:Consumir {S}/>");
    let placed = format!("<s:Consumir {S}><user>ana</user></s:Consumir>");
    check_parts(&tag, &[("user", "ana")], Some(&placed));
}

#[test]
fn parts_stay_unqualified() {
    let operation = "<Consumir xmlns=\"http://services.senior.com.br\"><parameters xmlns=\"\"/></Consumir>";
    let placed = operation.replace("<parameters", "<user xmlns=\"\">ana</user><parameters");
    check_parts(operation, &[("user", "ana")], Some(&placed));
}

#[test]
fn nobody_guesses_where_a_broken_envelope_takes_its_parts() {
    check_parts(&format!("<s:Consumir {S}><parameters></s:Consumir>"), &[("user", "ana")], None);
    check_parts(&format!("<s:Consumir {S}/>"), &[("user", "a\u{1}")], None);
    check_parts("", &[("user", "ana")], None);
}

#[track_caller]
fn check_fields(id: &str, text: &str, expected: Option<&str>) {
    let source = Source::from_text(text);
    let placed = Outgoing::read(&source, layout(id)).place(&[], &pairs(&[("token", "a\"b")]));
    assert_eq!(placed.as_deref(), expected);
}

#[test]
fn every_item_gets_its_field() {
    let text = r#"[{"tipo":"F"}, { "token": null }, {"tipo":"J","token":"x"}, {}, 7]"#;
    let placed =
        r#"[{"token":"a\"b","tipo":"F"}, { "token": "a\"b" }, {"tipo":"J","token":"a\"b"}, {"token":"a\"b"}, 7]"#;
    check_fields("depsnet/pessoa", text, Some(placed));
    check_fields("depsnet/pessoa", r#"{"Token":["x"]}"#, Some(r#"{"Token":"a\"b"}"#));
    check_fields("depsnet/cadastrosComplementares", "{ }", Some(r#"{"token":"a\"b" }"#));
    check_fields("depsnet/pessoa", "[{\"tipo\":\"F\",}]", None);
    check_fields("depsnet/pessoa", "<a/>", None);
}

#[test]
fn a_layout_without_the_field_gets_none() {
    check_fields("fis/pedido", r#"{"pedidos":[]}"#, Some(r#"{"pedidos":[]}"#));
}

#[track_caller]
fn check_text(id: &str, text: &str, expected: &str) {
    let source = Source::from_text(text);
    assert_eq!(Outgoing::read(&source, layout(id)).place(&[], &[]).as_deref(), Some(expected));
}

#[test]
fn what_leaves_says_its_encoding() {
    check_text(
        "oobj/emissao/nfe",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a/>",
    );
    check_text(
        "oobj/emissao/nfe",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a/>",
    );
    check_text("fis/pedido", "\u{feff}{}", "{}");
}

#[test]
fn of_a_command_the_payload_leaves() {
    check_text("fis/pedido", "curl -X POST http://x -d '{\"pedidos\":[]}' -u a:b", "{\"pedidos\":[]}");
}

#[track_caller]
fn check_key(id: &str, text: &str, expected: &[(&str, &str)]) {
    let source = Source::from_text(text);
    let key = Outgoing::read(&source, layout(id)).facts().natural_key;
    let actual: Vec<_> = key.iter().map(|part| (&*part.field, &*part.value)).collect();
    assert_eq!(actual, expected);
}

#[test]
fn a_record_is_found_by_its_key() {
    let items = r#"[{"codigo":"1"},{"codigo":2},{"codigo":""},{"codigo":{}},{"pedido":{"codigo":"9"}}]"#;
    check_key("depsnet/pedido", items, &[("codigo", "1"), ("codigo", "2")]);
    check_key("depsnet/pedidoV2", r#"[{"codigo":"1"}]"#, &[("codigo", "1")]);
    let ids = "<entrada><ideExt>a&amp;1</ideExt></entrada><entrada><ideExt>b</ideExt></entrada>";
    let text = format!(
        "<e:Envelope xmlns:e=\"{ENVELOPE}\"><e:Body><s:ConsumirNoCupom {S}><parameters>{ids}</parameters>\
         </s:ConsumirNoCupom></e:Body></e:Envelope>"
    );
    let expected = [("entrada.ideExt", "a&1"), ("entrada.ideExt", "b")];
    check_key("senior-g5/convenio/ConsumirNoCupom", &text, &expected);
    let prefixed = text.replace("<ideExt>", "<x:IDEEXT xmlns:x=\"x\">").replace("</ideExt>", "</x:IDEEXT>");
    check_key("senior-g5/convenio/ConsumirNoCupom", &prefixed, &expected);
    for name in [r#""C\u006fdigo""#, "'codigo'", "codigo"] {
        check_key("depsnet/pedido", &format!("[{{{name}:\"1\"}}]"), &[("codigo", "1")]);
    }
    check_key("fis/romaneio", "{\"a\":1}", &[]);
}

#[test]
fn of_many_records_the_first_are_named() {
    let text = format!("[{}]", vec![r#"{"codigo":"1"}"#; 1000].join(","));
    let source = Source::from_text(&text);
    assert_eq!(Outgoing::read(&source, layout("depsnet/pedido")).facts().natural_key.len(), MAX_KEY_VALUES);
}

#[track_caller]
fn check_deletes(id: &str, text: &str, expected: bool) {
    let source = Source::from_text(text);
    assert_eq!(Outgoing::read(&source, layout(id)).facts().deletes, expected, "{text}");
}

#[test]
fn what_deletes_is_data() {
    check_deletes("depsnet/pessoa", r#"[{"contatos":[{"excluir":"S"}]}]"#, true);
    check_deletes("depsnet/pessoa", r#"[{"contatos":[{"excluir":""}]}]"#, false);
    check_deletes("depsnet/pessoa", r#"[{"grupoEconomico":{"desassociar":"S"}}]"#, true);
    check_deletes("depsnet/pedidoV2", r#"[{"motivos":[{"desassociar":"S"}]}]"#, true);
    check_deletes("depsnet/titulo", r#"[{"divisorLimite":[{"desassociar":"S"}]}]"#, false);
    check_deletes("fis/excluir-lgpd", "{}", true);
    check_deletes("fis/dossie-lgpd", "{}", false);
    check_deletes("oobj/partes-envolvidas", r#"{"desativarPartesEnvolvidasCadastradas":true}"#, true);
    check_deletes("oobj/partes-envolvidas", r#"{"desativarPartesEnvolvidasCadastradas":false}"#, false);
}

#[test]
fn what_nearly_deletes_is_asked_for_too() {
    check_deletes("depsnet/pessoa", r#"[{"contatos":[{"excluir":" s "}]}]"#, true);
    check_deletes("depsnet/pessoa", r#"[{"Contatos":[{"Excluir":"S"}]}]"#, true);
    check_deletes("depsnet/pessoa", r#"[{"contatos":[{"excluir":"","excluir":"S"}]}]"#, true);
    check_deletes("depsnet/pessoa", r#"{"contatos":{"excluir":"S"}}"#, true);
    let text = format!(
        "<e:Envelope xmlns:e=\"{ENVELOPE}\"><e:Body><s:Gerar {S}><parameters><excluirCTR>S</excluirCTR></parameters>\
         </s:Gerar></e:Body></e:Envelope>"
    );
    check_deletes("senior-g5/contratovenda/Gerar", &text, true);
}

#[track_caller]
fn check_one_look(id: &str, text: &str) {
    let (layout, source) = (layout(id), Source::from_text(text));
    let options = crate::Options { layout: LayoutChoice::Use(layout), ..crate::Options::default() };
    let (report, outgoing) = crate::check_outgoing(&source, layout, options.locale);
    assert_eq!(report, crate::check_source(&source, &options), "{text}");
    let read = Outgoing::read(&source, layout);
    let (parts, fields) = (pairs(&[("user", "ana")]), pairs(&[("token", "t")]));
    assert_eq!(outgoing.place(&parts, &fields), read.place(&parts, &fields), "{text}");
    assert_eq!(outgoing.place(&[], &[]), read.place(&[], &[]), "{text}");
    assert_eq!(outgoing.facts(), read.facts(), "{text}");
}

#[test]
fn one_look_finds_what_two_find() {
    let operation = format!("<s:Consumir {S}><parameters><entrada/></parameters></s:Consumir>");
    let envelope = format!("<e:Envelope xmlns:e=\"{ENVELOPE}\"><e:Body>{operation}</e:Body></e:Envelope>");
    let cut = envelope.get(..envelope.len() - 5).expect("it is longer");
    let declared = format!("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>{envelope}");
    for text in [&envelope, cut, &declared, &operation, "", "{}", "<a/>", "a\u{0}b", "\u{feff}{}"] {
        check_one_look("senior-g5/convenio/Consumir", text);
    }
    for text in [r#"[{"tipo":"J"}]"#, "[{\"tipo\":\"F\",}]", "\u{feff}[{}]", "{}", "<a/>", "curl x -d '[{}]'", "\u{0}"]
    {
        check_one_look("depsnet/pessoa", text);
    }
    check_one_look("oobj/emissao/nfe", "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a/>");
}
