//! From rows to payloads, and from diagnostics back to rows and columns.

mod support;

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, XlsxError};
use sheets::{Sheet, cell, model};
use support::{CONSUME, ORDER, PERSON, checked, each, findings, given_back, one, sheet};
use validator_core::{LayoutChoice, Locale, Options, catalog, check_text};
use zip::ZipArchive;

const ENTRIES: &str = "\u{feff}entrada.codCnv;entrada.codCli;entrada.vlrUti;entrada.datUti\r\n1;22;1.350,20;31/12/2026\r\n2;23;10;2026-01-05\r\n";

#[test]
fn entries_of_an_envelope_make_one_payload() {
    assert_eq!(findings(CONSUME, ENTRIES.as_bytes()), Vec::<String>::new());
    let payload = one(CONSUME, ENTRIES.as_bytes(), &BTreeSet::new());
    assert!(payload.contains("<vlrUti>1350.20</vlrUti>"), "{payload}");
    assert!(payload.contains("<datUti>05/01/2026</datUti>"), "{payload}");
    assert_eq!(payload.matches("<entrada>").count(), 2);
    let layout = catalog::layout(CONSUME).expect("it is bundled");
    let report = check_text(&payload, &Options { layout: LayoutChoice::Use(layout), ..Options::default() });
    assert!(report.counts.error + report.counts.warning == 0, "{payload}\n{:?}", report.diagnostics);
}

#[test]
fn three_bad_rows_are_named_by_row_and_column() {
    let text = "codigo;x\n";
    assert!(checked(CONSUME, text.as_bytes()).is_err());
    let text = "entrada.codCnv;entrada.codCli;entrada.vlrUti;entrada.datUti\n1;22;abc;31/12/2026\n1;22;1,50;31/12/2026\n12345;22;1,50;31/02/2026\n1;;1,50;31/12/2026\n";
    assert_eq!(
        findings(CONSUME, text.as_bytes()),
        ["C2 V301 error", "A4 V303 error", "D4 V311 error", "B5 V201 error"].map(str::to_owned),
    );
    let payload = one(CONSUME, text.as_bytes(), &checked(CONSUME, text.as_bytes()).expect("it is read").faulty);
    assert_eq!(payload.matches("<entrada>").count(), 1);
}

#[test]
fn records_have_blocks_and_lists() {
    let text = "tipo;pessoa.nome;contatos[1].nome;contatos[2].nome;contatos[2].email\nF;Ana;Bia;Caio;caio@exemplo.com.br\nF;Davi;;Eva;\n";
    let payload = one(PERSON, text.as_bytes(), &BTreeSet::new());
    let value: serde_json::Value = serde_json::from_str(&payload).expect("it is JSON");
    assert_eq!(value[0]["contatos"][1]["email"], "caio@exemplo.com.br");
    assert_eq!(value[0]["contatos"][0]["nome"], "Bia");
    assert_eq!(value[1]["contatos"][0]["nome"], "Eva", "what is blank leaves no item behind");
    assert_eq!(value[1]["pessoa"]["nome"], "Davi");
}

#[test]
fn each_row_is_a_payload_of_its_own_in_the_archive() {
    let archive = each(CONSUME, ENTRIES.as_bytes(), &BTreeSet::from([2]));
    let mut archive = ZipArchive::new(Cursor::new(archive)).expect("it is an archive");
    let names: Vec<String> = archive.file_names().map(|name| name.expect("it is a name").into_owned()).collect();
    assert_eq!(names, ["0000003.xml"]);
    let mut payload = String::new();
    archive.by_index(0).expect("it is there").read_to_string(&mut payload).expect("it is text");
    assert!(payload.contains("<codCli>23</codCli>") && !payload.contains("<codCli>22</codCli>"), "{payload}");
}

#[test]
fn what_stands_once_is_that_of_the_first_row() {
    let text = "habilitarPartesEnvolvidas;partes.documento;partes.situacao\nSim;52998224725;ativo\n;11222333000181;ativo\nNão;11222333000181;ativo\n";
    let id = "oobj/partes-envolvidas";
    assert_eq!(findings(id, text.as_bytes()), ["A4 sheet error"]);
    let payload = one(id, text.as_bytes(), &BTreeSet::from([4]));
    let value: serde_json::Value = serde_json::from_str(&payload).expect("it is JSON");
    assert_eq!(value["habilitarPartesEnvolvidas"], true);
    assert_eq!(value["partes"].as_array().map(Vec::len), Some(2));
}

#[test]
fn a_value_that_must_not_come_twice_is_found_across_the_batches() {
    let mut text = "entrada.ideExt;entrada.codCnv\n".to_owned();
    for row in 0..1_200 {
        text.push_str(&format!("{};1\n", if row == 1_100 { 7 } else { row }));
    }
    let checked = checked("senior-g5/convenio/ConsumirNoCupom", text.as_bytes()).expect("it is read");
    let repeated: Vec<u32> =
        checked.by_row.iter().filter(|(_, said)| said.contains("linha 9")).map(|(row, _)| *row).collect();
    assert_eq!(repeated, [1_102]);
}

/// A workbook with numbers, days, formulas and text, as people have them.
fn workbook() -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_name("Notas")?.write_string(0, 0, "nada")?;
    let page = workbook.add_worksheet().set_name("Lançamentos")?;
    for (at, name) in ["entrada.codCnv", "entrada.codCli", "entrada.vlrUti", "entrada.datUti"].into_iter().enumerate() {
        page.write_string(2, at as u16, name)?;
    }
    let day = Format::new().set_num_format("dd/mm/yyyy");
    page.write_number(3, 0, 1)?.write_number(3, 1, 100_000)?.write_number(3, 2, 1350.2)?;
    page.write_datetime_with_format(3, 3, &ExcelDateTime::from_ymd(2026, 12, 31)?, &day)?;
    page.write_number(5, 0, 2)?.write_number(5, 1, 23)?;
    page.write_formula(5, 2, Formula::new("=5*2").set_result("10"))?;
    page.write_number(5, 3, 46_027)?;
    workbook.save_to_buffer()
}

#[test]
fn a_workbook_is_read_as_people_see_it() {
    let bytes = workbook().expect("it is written");
    let checked = checked(CONSUME, &bytes).expect("it is read");
    assert_eq!(checked.findings.iter().map(support::short).collect::<Vec<_>>(), ["D6 sheet hint"]);
    let notices: Vec<&str> = checked.notices.iter().map(|notice| &*notice.message).collect();
    assert!(notices.iter().any(|said| said.contains("Lançamentos")), "{notices:?}");
    assert!(notices.iter().any(|said| said.contains("o primeiro em C6")), "{notices:?}");
    let payload = one(CONSUME, &bytes, &BTreeSet::new());
    for expected in ["<codCli>100000</codCli>", "<vlrUti>1350.2</vlrUti>", "<datUti>31/12/2026</datUti>", "<vlrUti>10"]
    {
        assert!(payload.contains(expected), "{expected}\n{payload}");
    }
}

#[test]
fn a_workbook_comes_back_with_its_formulas_and_one_column_more() {
    let bytes = workbook().expect("it is written");
    let again = given_back(CONSUME, &bytes);
    let checked_again = checked(CONSUME, &again).expect("it is read");
    assert_eq!(checked_again.findings.len(), 1);
    assert!(checked_again.notices.iter().all(|notice| !notice.message.contains("Diagnósticos")), "our column is known");
    let twice = given_back(CONSUME, &again);
    for bytes in [&again, &twice] {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
        let mut page = String::new();
        archive
            .by_name("xl/worksheets/sheet2.xml")
            .expect("it is there")
            .read_to_string(&mut page)
            .expect("it is text");
        assert!(page.contains("<f>5*2</f>"), "{page}");
        assert_eq!(page.matches("Diagnósticos").count(), 1, "{page}");
        assert_eq!(page.matches(r#"r="E6""#).count(), 1, "{page}");
        assert!(page.contains("formato") || page.contains("Formate") || page.contains("data"), "{page}");
    }
}

#[test]
fn a_text_comes_back_with_every_row_in_its_place() {
    let text = "tipo;pessoa.nome\n\nF;=HIPERLINK(\"x\")\nZ;Ana\n";
    let back = String::from_utf8(given_back(PERSON, text.as_bytes())).expect("it is text");
    let lines: Vec<&str> = back.trim_start_matches('\u{feff}').split("\r\n").collect();
    assert_eq!(lines[0], "tipo;pessoa.nome;Diagnósticos");
    assert_eq!(lines[1], "");
    assert!(lines[2].starts_with("F;\"'=HIPERLINK(\"\"x\"\")\""), "{back}");
    assert!(lines[3].starts_with("Z;Ana;") && !back.contains("A4") && back.contains("A tipo V"), "{back}");
    assert_eq!(findings(PERSON, back.as_bytes()), findings(PERSON, text.as_bytes()));
}

#[test]
fn every_model_is_read_back_and_has_nothing_filled_in() {
    for layout in catalog::entries().filter_map(|entry| catalog::layout(entry.id())) {
        let Some(sheet) = Sheet::of(layout) else { continue };
        {
            let csv = model::csv(&sheet, Locale::PtBr);
            assert!(csv.starts_with("\u{feff}".as_bytes()));
            for cell in String::from_utf8_lossy(&csv).trim_start_matches('\u{feff}').split(['\n', ';']) {
                assert!(!cell::is_formula(cell.trim_start_matches('"').trim()) || cell.trim().is_empty(), "{cell:?}");
            }
            let refusal = checked(&layout.id, &csv).expect_err("nothing is filled in");
            assert!(matches!(refusal, sheets::Refusal::NoRows { row: 1 }), "{}: {refusal:?}", layout.id);
        }
        let xlsx = model::xlsx(&sheet, Locale::PtBr).expect("it is written");
        let refusal = checked(&layout.id, &xlsx).expect_err("nothing is filled in");
        assert!(matches!(refusal, sheets::Refusal::NoRows { row: 1 }), "{}: {refusal:?}", layout.id);
    }
}

#[test]
fn a_sample_of_each_layout_makes_a_row_without_an_error() {
    for id in [ORDER, CONSUME] {
        let sheet = sheet(id);
        let text = row_of_sample(&sheet);
        let checked = checked(id, text.as_bytes()).expect("it is read");
        let errors: Vec<String> = checked
            .findings
            .iter()
            .filter(|finding| finding.is_error())
            .map(|f| format!("{} {}", support::short(f), f.message))
            .collect();
        assert!(errors.is_empty(), "{id}: {errors:#?}");
    }
}

/// The values of the least valid sample, in columns of their names.
fn row_of_sample(sheet: &Sheet<'_>) -> String {
    let sample = validator_core::samples::valid(sheet.layout);
    let columns = sheet.columns();
    let mut names = Vec::new();
    let mut values = Vec::new();
    for column in columns.iter().filter(|column| column.items.iter().all(|item| *item == 1)) {
        let name = &*column.field.name;
        let json = format!("\"{name}\": ");
        let xml = format!("<{name}>");
        let value = match sample.split_once(&json) {
            Some((_, rest)) => {
                rest.lines().next().map(|value| value.trim_end_matches(',').trim_matches('"').to_owned())
            }
            None => sample.split_once(&xml).and_then(|(_, rest)| rest.split('<').next()).map(str::to_owned),
        };
        if let Some(value) = value.filter(|value| !value.trim().is_empty() && !value.starts_with(['{', '['])) {
            names.push(column.name.clone());
            values.push(value.replace('.', ","));
        }
    }
    format!("{}\n{}\n", names.join(";"), values.join(";"))
}
