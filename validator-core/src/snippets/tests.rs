//! What is escaped is read back as it was: by `unwrap`, which knows the literals of these languages from elsewhere.

use proptest::prelude::*;

use super::*;
use crate::catalog;
use crate::locale::Locale;
use crate::unwrap::unwrap;

fn language(name: &str) -> &'static SnippetFile {
    languages().iter().find(|language| language.name == name).expect("there is one")
}

fn call(name: &str, layout: &str, text: &str) -> String {
    let layout = catalog::layout(layout).expect("it is bundled");
    write(language(name), &Target::new(layout, 0, text, Locale::PtBr))
}

/// What `unwrap` finds in a call; a line end is a line end to it, however it was written.
fn read_back(name: &str, text: &str) -> String {
    let call = call(name, "fis/pedido", text);
    let unwrapped = unwrap(&call).unwrap_or_else(|| panic!("{name} holds no payload:\n{call}"));
    unwrapped.map.payload(&call).to_owned()
}

#[test]
fn there_are_eight_languages_in_their_order() {
    let names: Vec<&str> = languages().iter().map(|language| &*language.name).collect();
    assert_eq!(names, ["cURL", "PowerShell", "Python", "C#", "Java", "PHP", "Node.js", "Delphi"]);
}

#[test]
fn every_call_of_every_layout_fills_all_its_slots() {
    for layout in catalog::entries().filter_map(|entry| catalog::layout(entry.id())) {
        for (choice, language) in
            (0..=addresses(layout).len()).flat_map(|choice| languages().iter().map(move |l| (choice, l)))
        {
            let call = write(language, &Target::new(layout, choice, "{}", Locale::En));
            assert!(!call.contains("<<") && !call.contains("{name}"), "{} in {}:\n{call}", layout.id, language.name);
            assert!(!call.contains("http://localhost"), "no host is named that nobody knows");
        }
    }
}

#[test]
fn what_is_secret_is_a_variable() {
    let text = r#"[{"tipo":"F","token":"abc-123","pessoa":{"nome":"Ana"}}]"#;
    for language in languages() {
        let call = call(&language.name, "depsnet/pessoa", text);
        assert!(!call.contains("abc-123") && call.contains("DEPSNET_TOKEN"), "{call}");
    }
    let envelope = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:s=\"http://services.senior.com.br\"><e:Body><s:Consumir><user>ana</user><password>s3nh4</password><parameters/></s:Consumir></e:Body></e:Envelope>";
    for language in languages() {
        let call = call(&language.name, "senior-g5/convenio/Consumir", envelope);
        assert!(!call.contains("s3nh4") && call.contains("SENIOR_G5_PASSWORD"), "{call}");
        assert!(call.contains("text/xml; charset=utf-8") && call.contains("SOAPAction"), "{call}");
    }
}

#[test]
fn what_no_source_says_is_said_to_be_a_guess() {
    let call = call("Python", "fis/pedido", "{}");
    assert!(call.contains("# nenhuma fonte diz o método; aqui está POST"), "{call}");
    assert!(call.contains("os.environ[\"FIS_SERVIDOR\"]"), "{call}");
    assert!(call.contains("# FIS_PORTA: porta da instalação"), "{call}");
}

proptest! {
    #[test]
    fn literals_are_read_back(inside in r#"[ -~ç€😀‘’“”\n\t'"$\\`@%^&<>#]{0,80}"#, name in prop::sample::select(vec!["cURL", "C#", "Java", "Delphi"])) {
        // A payload is found by how it begins; in JSON, whatever a string may hold.
        let text = format!("{{\"a\": {}}}", serde_json::Value::from(inside));
        prop_assert_eq!(read_back(name, &text), text);
    }

    #[test]
    fn literals_of_several_lines_are_read_back(lines in prop::collection::vec(r#"([ -&(-~ç][ -~ç'"$\\]{0,20})?"#, 0..6), name in prop::sample::select(vec!["cURL", "C#", "Java", "Delphi"])) {
        // A literal that begins with a quote is one of two to whoever reads it back: no line begins so.
        let text = format!("{{\n\"a\": [\n{}\n]}}\n", lines.join("\n"));
        prop_assert_eq!(read_back(name, &text), text);
    }

    #[test]
    fn no_text_makes_it_panic(text in any::<String>(), choice in 0_usize..5) {
        let layout = catalog::layout("fis/pedido").expect("it is bundled");
        for language in languages() {
            let call = write(language, &Target::new(layout, choice, &text, Locale::Es));
            prop_assert!(!call.is_empty());
        }
    }
}
