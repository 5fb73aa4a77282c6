use super::*;
use crate::formats::Format;
use crate::run::check_source;

const KEY: MaskKey = MaskKey([7, 11]);

fn masked(text: &str) -> String {
    mask(&Source::from_text(text), &Options::default(), KEY)
}

/// What must be gone and what must stay.
#[track_caller]
fn check_masked(text: &str, gone: &[&str], kept: &[&str]) -> String {
    let masked = masked(text);
    assert_eq!(masked.len(), text.len(), "{masked}");
    let units = |text: &str| text.encode_utf16().count();
    assert_eq!(units(&masked), units(text), "{masked}");
    for original in gone {
        assert!(!masked.contains(original), "{original} is still in {masked}");
    }
    for harmless in kept {
        assert!(masked.contains(harmless), "{harmless} is gone from {masked}");
    }
    masked
}

const PERSON: &str = r#"[{"tipo":"F","token":"9b1f-aa31","cnpjCpf":"52998224725","pessoa":{"nome":"Ana Conceição","rg":"4512307","dataNascimento":"01/02/1980"},
"contatos":[{"email":"ana@loja.com.br","telefone":"11987654321"}]}]"#;

#[test]
fn what_tells_of_a_person_is_gone_and_nothing_moves() {
    let gone = ["9b1f", "52998224725", "4512307", "Ana", "Conceição", "ana@", "loja", "11987654321"];
    check_masked(PERSON, &gone, &[r#""tipo":"F""#, r#""dataNascimento":"01/02/1980""#, r#""nome":"#]);
}

#[test]
fn the_same_value_keeps_the_same_fake_and_another_key_gives_another() {
    let text = r#"["Maria Souza","João Prado","Maria Souza"]"#;
    let values: Vec<String> = serde_json::from_str(&masked(text)).expect("still JSON");
    assert_eq!(values.first(), values.get(2));
    assert_ne!(values.first(), values.get(1));
    assert_ne!(mask(&Source::from_text(text), &Options::default(), MaskKey([1, 2])), masked(text));
}

#[test]
fn check_digits_hold_as_before() {
    let holds = |format: Format, text: &str| format.check(text, true).is_none();
    for (format, text) in
        [(Format::Cpf, "52998224725"), (Format::Cnpj, "11222333000181"), (Format::Cnpj, "12ABC34501DE35")]
    {
        let fake = masked(&format!(r#""{text}""#));
        let fake = fake.trim_matches('"');
        assert!(fake != text && holds(format, fake), "{text} became {fake}");
    }
    let wrong = masked(r#""52998224726""#);
    assert!(!holds(Format::Cpf, wrong.trim_matches('"')), "{wrong}");
}

#[test]
fn a_document_is_the_same_with_and_without_its_marks() {
    let values: Vec<String> = serde_json::from_str(&masked(r#"["529.982.247-25","52998224725"]"#)).expect("still JSON");
    let [marked, bare] = values.as_slice() else { panic!("two values") };
    assert_eq!(marked.replace(['.', '-'], ""), *bare);
}

#[test]
fn the_company_in_an_access_key_is_the_company() {
    let key = "35200811222333000181550010000000011000000018";
    let values: Vec<String> =
        serde_json::from_str(&masked(&format!(r#"["{key}","11222333000181"]"#))).expect("still JSON");
    let [faked, cnpj] = values.as_slice() else { panic!("two values") };
    assert_eq!(faked.get(6..20), Some(cnpj.as_str()));
    assert_eq!(faked.get(..6), key.get(..6));
}

#[test]
fn escapes_and_markup_stay() {
    check_masked(r#"{"a":"Jo\u00e3o \"Prado\" \n Lima"}"#, &["Jo", "00e3", "Prado", "Lima"], &[r#"\""#, r"\n"]);
    check_masked(
        "<a>Jo&#227;o &amp; <![CDATA[Prado]]><!-- Lima --></a>",
        &["227", "Prado", "Lima"],
        &["&amp;", "<![CDATA["],
    );
    check_masked(
        r#"<a xmlns="urn:x:y" quem="Prado"><b>Lima Sá</b></a>"#,
        &["Prado", "Lima"],
        &["urn:x:y", "<b>", "quem="],
    );
}

#[test]
fn what_did_not_parse_is_faked_too() {
    check_masked(r#"{"a": Prado Lima, 'b': "Souza"#, &["Prado", "Lima", "Souza"], &[r#""a""#]);
    check_masked("<a><b>Prado</a> Lima <c Souza", &["Prado", "Lima", "Souza"], &["<a><b>"]);
    check_masked("Prado Lima, 52998224725", &["Prado", "52998224725"], &[]);
}

#[test]
fn a_command_line_around_the_payload_is_left_out() {
    let masked = masked(r#"curl -u ana:1234 -d '[{"tipo":"F"}]' https://api.example"#);
    assert_eq!(masked, r#"[{"tipo":"F"}]"#);
}

#[test]
fn the_receiver_sees_the_same_codes_at_the_same_places() {
    let told = |text: &str| {
        let report = check_source(&Source::from_text(text), &Options::default());
        let places = report.diagnostics.iter().map(|item| (item.code.clone(), item.start, item.end));
        places.collect::<Vec<_>>()
    };
    let before = told(PERSON);
    assert!(!before.is_empty());
    assert_eq!(told(&masked(PERSON)), before);
}
