//! Texts that no system would send and no person would write: each ends in a report, none in a panic or a loop.
//!
//! Input: hostile and broken bytes. Only asks for a sound report with an error of the right kind; how fast it comes is
//! what `docs/benchmarks.md` is for.

use std::fs;
use std::path::PathBuf;

use validator_core::report::FileReport;
use validator_core::{Encoding, Locale, MAX_LISTED, Options, check, fix_safe, render};

/// Judges bytes, asks what every report must fulfil, and wants `codes` among what it says.
#[track_caller]
fn reported(bytes: &[u8], codes: &[&str]) -> FileReport {
    let report = check(bytes, &Options::default());
    for code in codes {
        assert!(report.diagnostics.iter().any(|found| found.code == *code), "{code} is missing: {:#?}", brief(&report));
    }
    assert_eq!(report.valid, report.counts.error == 0);
    assert!(report.diagnostics.len() <= MAX_LISTED);
    assert_eq!(report.truncated, report.counts.total() as usize > report.diagnostics.len());
    report
}

/// A text that is no payload at all.
#[track_caller]
fn refused(text: &str, codes: &[&str]) -> FileReport {
    let report = reported(text.as_bytes(), codes);
    assert!(!report.valid);
    // What people see is made from the same report and must survive it too.
    let shown = render::human(&report, text, Locale::PtBr, false);
    assert!(!shown.is_empty());
    report
}

fn brief(report: &FileReport) -> Vec<String> {
    report.diagnostics.iter().take(20).map(|found| format!("{} {}", found.code, found.message)).collect()
}

fn corpus(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

const PESSOA: &str =
    r#"[{"tipo":"F","documento":"52998224725","nomeOrigem":"ERP","tipoRelacionamento":"C","pessoa":{"nome":"Ana"}}]"#;

#[test]
fn nothing_and_blanks() {
    for text in ["", " ", "\n", "\r\n\t ", "\u{feff}", "\u{feff} \n"] {
        refused(text, &["V101"]);
    }
}

#[test]
fn binary() {
    let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89";
    assert!(!reported(png, &["V102"]).valid);
    assert!(!reported(b"\0", &["V102"]).valid);
    assert!(!reported(&[0xFF; 1000], &["V102"]).valid);
    let all: Vec<u8> = (0..=255).cycle().take(10_000).collect();
    assert!(!reported(&all, &["V102"]).valid);
}

#[test]
fn truncated_at_every_byte() {
    for name in ["depsnet/pessoa/exemplo-corrigido.json", "senior-g5/convenio/Consumir/campo-em-outra-caixa.xml"] {
        let bytes = corpus(name);
        let end = bytes.trim_ascii_end().len();
        for length in 0..end {
            let report = reported(bytes.get(..length).unwrap_or_default(), &[]);
            assert!(!report.valid, "{name} cut after {length} bytes is called valid");
        }
    }
}

#[test]
fn deeper_than_any_stack() {
    let depth = 100_000;
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":[", "]}]"), ("<a>", "</a>")] {
        for text in [open.repeat(depth), open.repeat(depth) + &close.repeat(depth)] {
            let report = refused(&text, &["V106"]);
            assert_eq!(report.diagnostics.iter().filter(|found| found.code == "V106").count(), 1);
        }
    }
    refused(&"]".repeat(depth), &["V103"]);
    refused(&"</a>".repeat(depth), &["V104"]);
}

#[test]
fn names_again_and_again() {
    let text = PESSOA.replacen("\"tipo\":\"F\"", "\"tipo\":\"F\",\"tipo\":\"J\",\"sobra\":1,\"sobra\":2", 1);
    let report = refused(&text, &["V207"]);
    assert_eq!(report.diagnostics.iter().filter(|found| found.code == "V207").count(), 2, "{:#?}", brief(&report));
    let members = vec!["\"tipo\":\"F\""; 5_000].join(",");
    let report = refused(&format!("[{{{members}}}]"), &["V207"]);
    assert!(report.truncated);
    assert!(report.counts.error >= 4_999);
}

#[test]
fn half_characters() {
    for half in ["\\ud83d", "\\ude9a", "\\ude9a\\ud83d", "\\ud83d\\u0061", "\\uD83D\\n"] {
        refused(&PESSOA.replacen("Ana", half, 1), &["V103"]);
    }
}

#[test]
fn numbers_of_a_thousand_digits() {
    let digits = "9".repeat(1000);
    for number in [
        digits.clone(),
        format!("-{digits}"),
        format!("0.{digits}"),
        format!("{digits}.{digits}"),
        format!("1e{digits}"),
        format!("1e-{digits}"),
        format!("{}1", "0".repeat(999)),
    ] {
        let block = format!(
            "\"indiceFaturamentoResumido\":{{\"valorElegivel\":{number},\"prazo\":{number},\"endividamento\":\"{number}\",\"share\":1}},\"pessoa\""
        );
        let text = PESSOA.replacen("\"pessoa\"", &block, 1);
        refused(&text, &[]);
        fix_safe(&text, &Options::default());
    }
    let soap = String::from_utf8(corpus("senior-g5/convenio/Consumir/campo-em-outra-caixa.xml")).expect("it is UTF-8");
    let (before, rest) = soap.split_once("<codCli>").expect("it has a customer");
    let (_, after) = rest.split_once("</codCli>").expect("and its end");
    refused(&format!("{before}<codCli>{digits}</codCli>{after}"), &["V303"]);
}

#[test]
fn marks_and_wide_encodings() {
    assert!(reported(format!("\u{feff}{PESSOA}").as_bytes(), &["V102"]).valid);
    for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
        let marked = encoding.encode(&format!("\u{feff}{PESSOA}")).expect("it can hold everything");
        let report = reported(&marked, &["V102"]);
        assert!(report.valid, "{:#?}", brief(&report));
        // A byte short, and without its mark.
        assert!(!reported(&marked[..marked.len() - 1], &["V102"]).valid);
        assert!(!reported(&marked[2..], &["V102"]).valid);
    }
}

#[test]
fn a_mark_is_no_blank() {
    // The second one is a character like any other, which no grammar allows here.
    for text in [format!("\u{feff}\u{feff}{PESSOA}"), "\u{feff}\u{feff}<a/>".to_owned()] {
        refused(&text, &[]);
    }
}

#[test]
fn a_bomb_of_entities() {
    let mut text = String::from("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
    for level in 1..10 {
        let inner = format!("&lol{};", level - 1).repeat(10);
        text.push_str(&format!("<!ENTITY lol{level} \"{inner}\">"));
    }
    text.push_str("]><lolz>&lol9;</lolz>");
    let report = refused(&text, &["V105"]);
    assert!(report.diagnostics.len() <= 3, "{:#?}", brief(&report));
    refused("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a>&x;</a>", &["V105"]);
    refused("<!DOCTYPE a [", &["V105"]);
}

#[test]
fn floods_of_one_token() {
    for token in [
        "\"", "[", "]", "{", "}", ",", ":", "\\", "'", "/", "/*", "//", "-", "1 ", "a", "a ", "ç", "\u{feff}",
        "{\"a\":", "[\"", "\"\n", "[}", "{]",
    ] {
        let flood = token.repeat(1_000_000 / token.len());
        refused(&flood, &[]);
        refused(&format!("[{flood}"), &[]);
        refused(&format!("[\"{flood}\"]"), &[]);
    }
}

#[test]
fn floods_of_markup() {
    for token in [
        "<",
        ">",
        "&",
        "&#",
        "&a",
        "<!",
        "<?",
        "<a",
        "</",
        "<a>",
        "<!--",
        "<![CDATA[",
        "]]>",
        "<a b=\"",
        "\u{1}",
        "<1>",
    ] {
        let flood = token.repeat(1_000_000 / token.len());
        refused(&format!("<{flood}"), &[]);
        refused(&format!("<a>{flood}</a>"), &[]);
        refused(&format!("<a b=\"{flood}\"/>"), &[]);
    }
}

#[test]
fn names_and_values_of_a_megabyte() {
    let long = "x".repeat(1_000_000);
    let report = reported(PESSOA.replacen("\"tipo\"", &format!("\"{long}\":1,\"tipo\""), 1).as_bytes(), &["V204"]);
    assert!(report.valid);
    refused(&PESSOA.replacen("Ana", &long, 1), &["V302"]);
    refused(&format!("<{long}>"), &[]);
}

#[test]
fn markup_of_no_kind_hides_nothing_that_follows() {
    let soap = String::from_utf8(corpus("senior-g5/convenio/Consumir/campo-em-outra-caixa.xml")).expect("it is UTF-8");
    for odd in ["<!x>", "<!ELEMENT a>", "<![x]>", "< a>"] {
        let text = soap.replacen("<user>", &format!("<user>{odd}"), 1);
        // The name in another case stands further down.
        refused(&text, &["V104", "V205"]);
    }
}
