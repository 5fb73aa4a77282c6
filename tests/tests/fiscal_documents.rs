//! Fiscal documents in XML, and documents that became numbers: what no single payload of the corpus shows.

use validator_core::report::FileReport;
use validator_core::{LayoutChoice, Options, catalog, check_text, fix_safe};

const NAMESPACE: &str = "http://www.portalfiscal.inf.br/nfe";
const KEY: &str = "35170458716523000119550010000000121000123458";

fn note(inside: &str) -> String {
    format!("<NFe xmlns=\"{NAMESPACE}\"><infNFe Id=\"NFe{KEY}\">{inside}</infNFe></NFe>")
}

fn codes(report: &FileReport) -> Vec<&str> {
    report.diagnostics.iter().map(|found| found.code.as_str()).collect()
}

#[track_caller]
fn check(text: &str, layout: &str, expected: &[&str]) -> FileReport {
    let report = check_text(text, &Options::default());
    assert_eq!(report.layout.as_deref(), Some(layout), "{text}");
    assert_eq!(codes(&report), expected, "{text}: {:#?}", report.diagnostics);
    report
}

const NFE: &str = "oobj/emissao/nfe";

#[test]
fn a_signed_document_is_never_offered_a_fix() {
    let faults = [
        "<ide><mod>55</mod></ide><emit><CNPJ>58.716.523/0001-19</CNPJ></emit>",
        "<ide><MOD>55</MOD></ide>",
        "<emit><xNome>A & B</xNome></emit>",
        "<ide><mod>55</mod></ide><!-- a -- b -->",
        "<ide><mod a=1>55</mod></ide>",
    ];
    for text in faults.map(note) {
        let report = check_text(&text, &Options::default());
        assert_eq!(report.layout.as_deref(), Some(NFE));
        assert!(!report.diagnostics.is_empty(), "{text}");
        assert!(report.diagnostics.iter().all(|found| found.fix.is_none()), "{text}: {:#?}", report.diagnostics);
        assert_eq!(fix_safe(&text, &Options::default()).text, text);
    }
}

#[test]
fn a_key_written_with_references_is_read_as_what_it_means() {
    let text = note("<ide><mod>55</mod><serie>2</serie></ide>").replace("NFe3517", "NFe&#51;517");
    let report = check(&text, NFE, &["V404"]);
    let label = report.diagnostics.first().and_then(|found| found.labels.first()).expect("the key is shown");
    // Where a part begins is not known then: the whole key is the place.
    assert_eq!(label.end.offset - label.start.offset, 3 + 44 + 4);
}

#[test]
fn of_a_repeated_attribute_only_that_is_said() {
    check(&note("<ide><mod>55</mod></ide>").replace("<infNFe ", "<infNFe Id=\"a\" "), NFE, &["V318", "V104"]);
}

#[test]
fn an_element_that_is_wrong_itself_gets_no_second_complaint() {
    check(&note("<ide><mod>55</mod><serie>1234</serie></ide>"), NFE, &["V302"]);
    check(&note("<ide><mod>55</mod></ide><emit><CNPJ>11222333000182</CNPJ></emit>"), NFE, &["V314"]);
    check(&note("<ide><mod>55</mod><serie>2</serie><serie>1</serie></ide>"), NFE, &["V207"]);
}

#[test]
fn what_is_not_described_is_not_judged() {
    check(&note("<ide><mod>55</mod></ide><det nItem=\"1\"/><det nItem=\"2\"/><total/>"), NFE, &[]);
    let signature = "<Signature xmlns=\"http://www.w3.org/2000/09/xmldsig#\"><infNFe/></Signature>";
    check(&note("<ide><mod>55</mod></ide>").replace("</NFe>", &format!("{signature}</NFe>")), NFE, &[]);
}

#[test]
fn a_layout_that_is_named_says_which_root_it_wants() {
    let layout = LayoutChoice::Use(catalog::layout(NFE).expect("it is bundled"));
    let envelope =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><a/></s:Body></s:Envelope>";
    for (text, expected) in [(envelope, "V506"), ("<a/>", "V506"), ("{}", "V501")] {
        let report = check_text(text, &Options { layout, ..Options::default() });
        assert_eq!(codes(&report), [expected], "{text}");
    }
}

#[test]
fn many_attributes_cost_no_more_than_their_text() {
    let attributes: String = (0..50_000).map(|at| format!(" a{at}=\"\"")).collect();
    let text = note("<ide><mod>55</mod></ide>").replace("<infNFe ", &format!("<infNFe{attributes} "));
    check(&text, NFE, &[]);
}

/// A layout of a person's own with one field, checked against one value.
fn told(field: &str, value: &str) -> Vec<String> {
    let layout = format!(
        "layout_format = 1\nsystem = \"depsnet\"\nroot = \"object\"\n\
         title = {{ pt-BR = \"A\", en = \"A\", es = \"A\" }}\nsource = {{ manual = \"a\", section = \"a\" }}\n\
         [[field]]\npath = \"a\"\n{field}\n"
    );
    let layout = catalog::load_layout("a.toml", None, &layout).expect("it has the shape of a layout");
    let options = Options { layout: LayoutChoice::Use(&layout), ..Options::default() };
    let report = check_text(&format!("{{ \"a\": {value} }}"), &options);
    report.diagnostics.iter().map(|found| found.message.clone()).collect()
}

#[test]
fn a_number_that_holds_a_document_is_judged_with_its_zeros() {
    let field = "type = \"Int\"\nformat = \"cpf-cnpj\"";
    for value in ["11222333000181", "1234567000195", "52998224725", "1234567890"] {
        assert_eq!(told(field, value), Vec::<String>::new(), "{value}");
    }
    assert_eq!(told(field, "11222333000182").len(), 1);
}

#[test]
fn letters_in_a_number_are_said_to_have_no_place_there() {
    for field in
        ["type = \"Int\"", "type = \"Decimal\"", "type = \"Int\"\nformat = \"cnpj\"", "type = \"Int\"\ndigits = 14"]
    {
        for value in ["\"12ABC34501DE35\"", "\"12.ABC.345/01DE-35\"", "\"12abc34501de35\""] {
            let told = told(field, value);
            assert!(told.len() == 1 && told.iter().all(|said| said.contains("CNPJ com letras")), "{field} {told:?}");
        }
        let told = told(field, "\"12ABC34501DE36\"");
        assert!(told.len() == 1 && !told.iter().any(|said| said.contains("CNPJ com letras")), "{field} {told:?}");
    }
}

#[test]
fn a_document_layout_is_proven_as_any_other() {
    let layout = |document: &str, part: &str| {
        let text = format!(
            "layout_format = 1\nsystem = \"oobj\"\ntitle = {{ pt-BR = \"A\", en = \"A\", es = \"A\" }}\n\
             source = {{ manual = \"a\", section = \"a\" }}\n[document]\nroot = \"a\"\nnamespace = \"u\"\n{document}\n\
             [[field]]\npath = \"@k\"\ntype = \"String\"\n[[field]]\npath = \"m\"\ntype = \"String\"\n\
             [[rule]]\naccess_key = {{ field = \"@k\", parts = [{part}] }}\n"
        );
        let problems = catalog::load_layout("a.toml", None, &text).err().unwrap_or_default();
        problems.iter().map(|problem| problem.violation.entry().code.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(layout("", "{ part = \"model\", field = \"m\" }"), Vec::<String>::new());
    assert_eq!(layout("told_by = [{ field = \"x\", is = \"1\" }]", ""), ["V905"]);
    assert_eq!(layout("", "{ part = \"colour\", field = \"m\" }"), ["V908"]);
    assert_eq!(layout("", "{ part = \"model\", field = \"x\" }"), ["V905"]);
}
