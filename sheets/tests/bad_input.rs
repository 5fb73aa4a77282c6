//! Files that are not what they should be: a clear word each, with the row and the column where there is one.

mod support;

use std::io::{Cursor, Write};

use rust_xlsxwriter::Workbook;
use sheets::{Refusal, text};
use support::{CONSUME, PERSON, checked, findings};
use validator_core::Locale;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

#[track_caller]
fn refused(bytes: &[u8], expected: &str) {
    let refusal = checked(CONSUME, bytes).expect_err("it is refused");
    for locale in Locale::ALL {
        let (message, help) = (text::texts(locale).refusal)(&refusal);
        assert!(!message.is_empty() && !help.is_empty());
    }
    let (message, _) = (text::texts(Locale::PtBr).refusal)(&refusal);
    assert!(message.contains(expected), "{message}");
}

fn workbook(fill: impl FnOnce(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut workbook = Workbook::new();
    fill(workbook.add_worksheet());
    workbook.save_to_buffer().expect("it is written")
}

/// The same workbook with one part replaced.
fn with_part(bytes: &[u8], name: &str, content: &[u8]) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).expect("it is an archive");
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let file = archive.by_index_raw(index).expect("it is there");
        if file.name().is_ok_and(|own| own == name) {
            continue;
        }
        out.raw_copy_file(file).expect("it is copied");
    }
    out.start_file(name, SimpleFileOptions::default()).expect("it begins");
    out.write_all(content).expect("it is written");
    out.finish().expect("it ends").into_inner()
}

fn names() -> Vec<u8> {
    workbook(|page| {
        for (at, name) in
            ["entrada.codCnv", "entrada.codCli", "entrada.vlrUti", "entrada.datUti"].into_iter().enumerate()
        {
            page.write_string(0, at as u16, name).expect("it is written");
            page.write_number(1, at as u16, 1).expect("it is written");
        }
    })
}

#[test]
fn what_is_no_sheet_is_said_to_be_none() {
    refused(b"", "vazio");
    refused(b"\n \n", "vazio");
    refused(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "não é uma planilha");
    refused(b"PK\x03\x04 and then nothing", "danificado");
    let mut other = ZipWriter::new(Cursor::new(Vec::new()));
    other.start_file("a.txt", SimpleFileOptions::default()).expect("it begins");
    refused(&other.finish().expect("it ends").into_inner(), "não é uma planilha");
    refused(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600]].concat(), "97-2003");
    let locked: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    refused(&[b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".as_slice(), &[0; 600], &locked].concat(), "senha");
}

#[test]
fn a_broken_archive_names_what_is_broken() {
    let whole = names();
    for cut in [10, whole.len() / 2, whole.len() - 10] {
        refused(&whole[..cut], "danificado");
    }
    refused(&with_part(&whole, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row r=\"1\"><c"), "Sheet1");
    let mut changed = whole.clone();
    let middle = whole.len() / 2;
    changed[middle..middle + 40].iter_mut().for_each(|byte| *byte ^= 0x55);
    // Either it is said, or what was changed is nothing that anybody reads.
    let _ = checked(CONSUME, &changed);
}

#[test]
fn columns_are_named_by_letter() {
    refused(b"a;b;c\n1;2;3\n", "Na linha 1 está: a, b, c");
    refused(
        "entrada.codCnv;entrada.codCli;entrada.codCnv\n1;2;3\n".as_bytes(),
        "as colunas A e C têm o mesmo nome: entrada.codCnv",
    );
    refused("entrada.codCnv;entrada.codCli;entrada.vlrUti\n".as_bytes(), "na linha 1, não há nada preenchido");
    let text = "entrada.codCnv;entrada.codCly;minha nota;entrada.vlrUti;entrada.datUti\n1;2;x;1;31/12/2026\n";
    let checked = checked(CONSUME, text.as_bytes()).expect("it is read");
    let notices: Vec<(Option<&str>, &str, &str)> =
        checked.notices.iter().map(|notice| (notice.column.as_deref(), &*notice.message, &*notice.help)).collect();
    assert!(notices[0].0 == Some("B") && notices[0].2.contains("entrada.codCli"), "{notices:?}");
    assert!(notices[1].0 == Some("C") && notices[1].1.contains("minha nota"), "{notices:?}");
    assert!(notices[2].1.contains("faltam colunas") && notices[2].1.contains("entrada.codCli"), "{notices:?}");
}

#[test]
fn another_encoding_is_read_and_said() {
    let text = "tipo;pessoa.nome\nF;Conceição\n";
    let latin: Vec<u8> = text.chars().map(|c| u32::from(c) as u8).collect();
    let checked = checked(PERSON, &latin).expect("it is read");
    assert!(checked.notices[0].message.contains("indows-1252"), "{:?}", checked.notices);
    assert!(support::one(PERSON, &latin, &Default::default()).contains("Conceição"));
    let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    assert!(support::one(PERSON, &wide, &Default::default()).contains("Conceição"));
}

#[test]
fn numbers_that_a_spreadsheet_has_spoilt_are_mended_or_said() {
    let text = "tipo;documento;pessoa.nome\nF;1234567890;Ana\nF;5,29982E+10;Bia\n";
    let found = findings(PERSON, text.as_bytes());
    assert!(found.contains(&"B3 sheet error".to_owned()), "{found:?}");
    assert!(found.contains(&"B2 sheet hint".to_owned()), "{found:?}");
    assert!(
        support::one(PERSON, text.as_bytes(), &Default::default()).contains("\"01234567890\""),
        "its check digits say which zeros were lost"
    );
    let fault = workbook(|page| {
        page.write_string(0, 0, "tipo")
            .expect("it is written")
            .write_string(0, 1, "pessoa.nome")
            .expect("it is written");
        page.write_string(1, 0, "F").expect("it is written");
        page.write_formula(1, 1, rust_xlsxwriter::Formula::new("=NA()").set_result("#N/A")).expect("it is written");
    });
    let found = checked(PERSON, &fault).expect("it is read");
    assert!(found.notices.iter().any(|notice| notice.message.contains("B2")), "{:?}", found.notices);
}

#[test]
fn a_million_blank_rows_are_passed_by() {
    let rows: String = (3..=1_048_576).map(|row| format!("<row r=\"{row}\"/>")).collect();
    let page = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>\
         <row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>tipo</t></is></c></row>\
         <row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>F</t></is></c></row>{rows}</sheetData></worksheet>"
    );
    let bytes = with_part(&names(), "xl/worksheets/sheet1.xml", page.as_bytes());
    assert_eq!(checked(PERSON, &bytes).expect("it is read").n_rows, 1);
    let text = format!("tipo\nF\n{}", ";;\n".repeat(1_000_000));
    assert_eq!(checked(PERSON, text.as_bytes()).expect("it is read").n_rows, 1);
}

#[test]
fn what_unfolds_into_too_much_is_refused_before_it_is_read() {
    let bomb = vec![b'a'; 2_000_000];
    refused(&with_part(&names(), "xl/sharedStrings.xml", &bomb), "xl/sharedStrings.xml");
    refused(&with_part(&names(), "xl/worksheets/sheet1.xml", &bomb), "xl/worksheets/sheet1.xml");
    let marks = "<a/>".repeat(8_000_000);
    refused(&with_part(&names(), "xl/styles.xml", marks.as_bytes()), "xl/styles.xml");
    let promise =
        b"<sst xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" uniqueCount=\"99999999999\"></sst>";
    refused(&with_part(&names(), "xl/sharedStrings.xml", promise), "xl/sharedStrings.xml");
}

#[test]
fn more_rows_than_are_read_are_said_by_their_number() {
    let text = format!("tipo\n{}", "F\n".repeat(200_001));
    let mut out = std::io::sink();
    let written = sheets::payloads::write_one(
        text.as_bytes(),
        &support::sheet(PERSON),
        &Default::default(),
        &mut out,
        &mut |_| {},
    );
    assert!(matches!(written, Err(sheets::payloads::Failure::Refused(Refusal::TooManyRows { row: 200_002 }))));
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    #[test]
    fn no_damage_makes_it_panic(at in 0_usize..20_000, bytes in proptest::collection::vec(proptest::prelude::any::<u8>(), 1..40), is_text in proptest::prelude::any::<bool>()) {
        let mut file = if is_text { "tipo;pessoa.nome\r\nF;\"An\"\"a\"\r\n\r\nF;Bia\r\n".repeat(20).into_bytes() } else { names() };
        let at = at % file.len();
        let end = (at + bytes.len()).min(file.len());
        file[at..end].copy_from_slice(&bytes[..end - at]);
        // Whatever it is now, it is read or refused.
        let _ = checked(PERSON, &file);
    }
}
