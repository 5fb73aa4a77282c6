//! `gabarito check --fix`: the text after the safe fixes, printed or written back.

use std::fs;

use tests::{FIXABLE, Folder, VALID};

fn fixed() -> String {
    FIXABLE.replace("},\n}", "}\n}")
}

fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

fn windows_1252(text: &str) -> Vec<u8> {
    text.chars().map(|c| u8::try_from(u32::from(c)).expect("the text is Latin")).collect()
}

#[test]
fn the_fixed_text_is_printed_and_the_report_goes_to_standard_error() {
    let folder = Folder::new().with("a.json", FIXABLE);
    let run = folder.run(&["check", "--fix", "a.json"]).ended_with(1);
    assert_eq!(run.stdout, fixed());
    assert!(run.stderr.contains("V103"), "{}", run.stderr);
    assert_eq!(folder.read("a.json"), FIXABLE.as_bytes());
}

#[test]
fn standard_input_can_be_fixed() {
    let run = Folder::new().run_with_input(&["check", "--fix", "--format", "json"], FIXABLE.as_bytes()).ended_with(1);
    assert_eq!(run.stdout, fixed());
    let report: serde_json::Value = serde_json::from_str(&run.stderr).expect("the report is on standard error");
    assert_eq!(report["files"][0]["valid"], false);
}

#[test]
fn what_needs_no_fix_is_printed_as_it_is() {
    for payload in [VALID.as_bytes(), b"", b"\xff\xfe\x00", b"\x00\x01\x02"] {
        let run = Folder::new().run_with_input(&["check", "--fix"], payload);
        assert_eq!(run.bytes, payload);
    }
}

#[test]
fn files_are_fixed_in_place() {
    let folder = Folder::new().with("a.json", FIXABLE).with("b.json", VALID).with("c.json", FIXABLE);
    let run = folder.run(&["check", "--fix", "--write", "a.json", "b.json", "c.json"]).ended_with(1);
    assert!(run.stdout.contains("V103"), "{}", run.stdout);
    assert_eq!(folder.read("a.json"), fixed().as_bytes());
    assert_eq!(folder.read("b.json"), VALID.as_bytes());
    assert_eq!(folder.read("c.json"), fixed().as_bytes());
    folder.run(&["check", "a.json", "b.json", "c.json"]).ended_with(0);
    assert_eq!(fs::read_dir(folder.path(".")).expect("the folder is there").count(), 3);
}

#[test]
fn line_ends_are_kept() {
    let folder = Folder::new().with("a.json", FIXABLE.replace('\n', "\r\n"));
    folder.run(&["check", "--fix", "--write", "a.json"]).ended_with(1);
    assert_eq!(folder.read("a.json"), fixed().replace('\n', "\r\n").as_bytes());
}

#[test]
fn the_encoding_is_kept() {
    let folder = Folder::new().with("wide.json", utf16(FIXABLE)).with("latin.json", windows_1252(FIXABLE));
    folder.run(&["check", "--fix", "--write", "wide.json", "latin.json"]).ended_with(1);
    assert_eq!(folder.read("wide.json"), utf16(&fixed()));
    assert_eq!(folder.read("latin.json"), windows_1252(&fixed()));
}

#[test]
fn the_declared_encoding_of_xml_stays_true() {
    let xml = r#"<?xml version="1.0" encoding="ISO-8859-1"?>
<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:s="http://services.senior.com.br"><e:Body>
<s:EstornarConvenioCupom><parameters><entrada><ideExt>Balcão & 3</ideExt></entrada></parameters></s:EstornarConvenioCupom>
</e:Body></e:Envelope>
"#;
    let folder = Folder::new().with("a.xml", windows_1252(xml));
    folder.run(&["check", "--fix", "--write", "a.xml"]).ended_with(1);
    assert_eq!(folder.read("a.xml"), windows_1252(&xml.replace('&', "&amp;")));
}

#[test]
fn a_byte_order_mark_of_json_is_removed() {
    let folder = Folder::new().with("a.json", format!("\u{feff}{VALID}"));
    folder.run(&["check", "--fix", "--write", "a.json"]).ended_with(0);
    assert_eq!(folder.read("a.json"), VALID.as_bytes());
}

#[test]
fn bytes_that_are_no_text_are_never_lost() {
    let mut bytes = utf16(FIXABLE);
    bytes.push(0x7d);
    let folder = Folder::new().with("a.json", &bytes);
    let run = folder.run(&["check", "--fix", "--write", "a.json"]).ended_with(2);
    assert!(run.stderr.contains("a.json"), "{}", run.stderr);
    assert_eq!(folder.read("a.json"), bytes);
}

#[test]
fn more_than_the_listed_diagnostics_are_fixed() {
    let record = r#"{"tipo":"F","documento":"52998224725","nomeOrigem":"ERP","tipoRelacionamento":"C","pessoa":{"nome":"Ana",},}"#;
    let payload = format!("[{}]", vec![record; 900].join(","));
    let run = Folder::new().run_with_input(&["check", "--fix"], payload.as_bytes()).ended_with(1);
    assert_eq!(run.stdout, payload.replace(",}", "}"));
}

#[cfg(unix)]
#[test]
fn permissions_and_links_are_kept() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = Folder::new().with("a.json", FIXABLE);
    fs::set_permissions(folder.path("a.json"), fs::Permissions::from_mode(0o640)).expect("the file is ours");
    symlink("a.json", folder.path("link.json")).expect("the system has links");
    folder.run(&["check", "--fix", "--write", "link.json"]).ended_with(1);
    assert_eq!(folder.read("a.json"), fixed().as_bytes());
    let mode = fs::metadata(folder.path("a.json")).expect("the file is there").permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert!(fs::symlink_metadata(folder.path("link.json")).expect("the link is there").is_symlink());
}

#[cfg(unix)]
#[test]
fn a_file_that_nobody_may_write_is_left_alone() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::new().with("a.json", FIXABLE);
    fs::set_permissions(folder.path("a.json"), fs::Permissions::from_mode(0o444)).expect("the file is ours");
    let run = folder.run(&["check", "--fix", "--write", "a.json"]).ended_with(2);
    assert!(run.stderr.contains("sem permissão"), "{}", run.stderr);
    assert_eq!(folder.read("a.json"), FIXABLE.as_bytes());
}
