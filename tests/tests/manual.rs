//! The manuals' own examples, as printed: they are full of faults, and each is to be found.
//!
//! Input: the folder that `GABARITO_MANUALS` names; the repository holds no manual. What is expected here was read off
//! the manual and our reading of it, not off the program.

use std::collections::BTreeMap;
use std::path::PathBuf;

use validator_core::report::{Applicability, Direction, FileReport};
use validator_core::{Options, check_text, fix_safe};

const DEPSNET: &str = "002_9b08a4dbfe718af2.txt";
const CONTRATOVENDA: &str = "001_c538aa6c50ce205b.txt";
const CONVENIO: &str = "003_43ffc7bda6e3c678.txt";

/// The text of a manual; `None`, with a word about it, where the folder is not named.
fn manual(name: &str) -> Option<String> {
    let Some(folder) = std::env::var_os("GABARITO_MANUALS") else {
        eprintln!("GABARITO_MANUALS is not set: the examples of {name} are not checked");
        return None;
    };
    let path = PathBuf::from(folder).join(name);
    Some(std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())))
}

/// The example of *Cadastro de Pessoa* as printed.
fn pessoa() -> Option<String> {
    let manual = manual(DEPSNET)?;
    let (_, section) = manual.split_once("# Cadastro de Pessoa").expect("the section is there");
    let (section, _) = section.split_once("# Cadastro de Pedido").expect("another section follows");
    let (_, example) = section.split_once("Exemplo layout JSON").expect("it has an example");
    Some(example.trim().to_owned())
}

/// Code and field of all diagnostics, sorted; two blocks of figures hold most of them.
fn found(report: &FileReport) -> Vec<(String, String)> {
    let pairs = report.diagnostics.iter();
    let mut pairs: Vec<_> = pairs.map(|found| (found.code.clone(), found.field.clone().unwrap_or_default())).collect();
    pairs.sort();
    pairs
}

fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = expected.iter().map(|(code, field)| ((*code).to_owned(), (*field).to_owned())).collect();
    pairs.sort();
    pairs
}

/// What no program may decide: it stays after the safe fixes.
const LEFT_TO_DECIDE: [(&str, &str); 9] = [
    // Fourteen zeros are no company's number.
    ("V314", "documento"),
    // "J" wants the one and no other.
    ("V202", "pessoa.razaoSocial"),
    ("V212", "pessoa.rg"),
    // Nine digits, and an address that a page hid from robots.
    ("V315", "endereco.cep"),
    ("V315", "contatos.email"),
    // A CPF has 11 digits.
    ("V313", "representante.documento"),
    // Thirteen characters where ten are documented.
    ("V302", "bloqueios.codigo"),
    // Names that only the example has.
    ("V209", "faturamentosDeclarados"),
    ("V209", "contasReceberAnaliticoValoresEmAberto.valorAVencer"),
];

/// What has one reading only.
const MENDED: [(&str, &str); 14] = [
    ("V103", ""),
    ("V315", "endereco.uf"),
    ("V309", "endereco.tipoEndereco"),
    ("V305", "faturamentosDeclarados.valorFaturamento"),
    ("V309", "indiceFaturamentoResumido.valorElegivel"),
    ("V309", "indiceFaturamentoResumido.prazo"),
    ("V309", "indiceFaturamentoResumido.endividamento"),
    ("V309", "indiceFaturamentoResumido.share"),
    ("V309", "contasReceberAnaliticoInformacoesConsolidadas.valor"),
    ("V309", "contasReceberAnaliticoInformacoesConsolidadas.liquidez"),
    ("V309", "contasReceberAnaliticoInformacoesConsolidadas.recompra"),
    ("V309", "contasReceberAnaliticoValoresEmAberto.valorAVencer"),
    ("V309", "contasReceberAnaliticoValoresEmAberto.valorVencido"),
    ("V205", "respostasQuestionarios"),
];

#[test]
fn the_example_of_pessoa_shows_everything_at_once() {
    let Some(example) = pessoa() else { return };
    let report = check_text(&example, &Options::default());
    assert_eq!(report.layout.as_deref(), Some("depsnet/pessoa"));
    assert_eq!(found(&report), pairs(&[&LEFT_TO_DECIDE[..], &MENDED].concat()));
    let comma = report.diagnostics.iter().find(|found| found.code == "V103").expect("it is in the list");
    assert_eq!(comma.start.offset as usize, example.find("1,\n}").expect("it is printed so") + 1);
    assert_eq!(comma.fix.as_ref().map(|fix| fix.applicability), Some(Applicability::Safe));
}

#[test]
fn the_example_of_pessoa_is_mended_as_far_as_a_program_can() {
    let Some(example) = pessoa() else { return };
    let fixed = fix_safe(&example, &Options::default());
    assert_eq!(found(&check_text(&fixed.text, &Options::default())), pairs(&LEFT_TO_DECIDE));
    assert!(serde_json::from_str::<serde_json::Value>(&fixed.text).is_ok());
}

/// All SOAP envelopes that a manual prints.
fn envelopes(manual: &str) -> Vec<&str> {
    const END: &str = "</soapenv:Envelope>";
    let starts = manual.match_indices("<soapenv:Envelope").map(|(start, _)| manual.get(start..).unwrap_or_default());
    starts.map(|rest| rest.get(..rest.find(END).expect("it is closed") + END.len()).unwrap_or_default()).collect()
}

fn operation(envelope: &str) -> &str {
    let (_, name) = envelope.split_once("<ser:").expect("there is an operation");
    name.split_once('>').expect("its tag is closed").0
}

/// Elements that hold a type word, by their names.
fn placeholders(envelope: &str) -> BTreeMap<&str, usize> {
    let mut acc = BTreeMap::new();
    for line in envelope.lines() {
        for word in [">String</", ">Integer</", ">Double</", ">DateTime</"] {
            if let Some((_, rest)) = line.split_once(word) {
                *acc.entry(rest.trim_end_matches('>')).or_insert(0) += 1;
            }
        }
    }
    acc
}

#[test]
fn samples_of_requests_hold_placeholders_and_nothing_else() {
    let Some(manual) = manual(CONVENIO) else { return };
    let requests: Vec<&str> =
        envelopes(&manual).into_iter().filter(|envelope| !operation(envelope).ends_with("Response")).collect();
    assert_eq!(requests.len(), 4);
    for request in requests {
        let report = check_text(request, &Options::default());
        assert_eq!(report.layout, Some(format!("senior-g5/convenio/{}", operation(request))));
        assert_eq!(report.direction, Some(Direction::Request));
        let mut actual = BTreeMap::new();
        for found in &report.diagnostics {
            assert_eq!(found.code, "V208", "{found:#?}");
            let name = found.pointer.as_deref().and_then(|pointer| pointer.rsplit('/').next()).unwrap_or_default();
            *actual.entry(name).or_insert(0) += 1;
        }
        assert_eq!(actual, placeholders(request));
    }
}

#[test]
fn the_sample_of_contratovenda_is_told_what_our_own_one_is() {
    const OWN: &str = "senior-g5/contratovenda/Gerar/exemplo-do-manual.xml";
    let Some(manual) = manual(CONTRATOVENDA) else { return };
    let requests: Vec<&str> =
        envelopes(&manual).into_iter().filter(|envelope| !operation(envelope).ends_with("Response")).collect();
    let [printed] = requests.as_slice() else { panic!("one request is printed, not {}", requests.len()) };
    let own = std::fs::read_to_string(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus").join(OWN));
    let report = |text: &str| check_text(text, &Options::default());
    let (printed, own) = (report(printed), report(&own.expect("the corpus has it")));
    assert_eq!(printed.layout.as_deref(), Some("senior-g5/contratovenda/Gerar"));
    assert_eq!(printed.layout, own.layout);
    assert_eq!(found(&printed), found(&own));
    // Every leaf of the sample holds a type word, and of most names the table says the same.
    assert!(found(&own).len() > 200, "{}", found(&own).len());
}

#[test]
fn samples_of_answers_are_recognised_as_answers() {
    let Some(manual) = manual(CONVENIO) else { return };
    let answers: Vec<&str> =
        envelopes(&manual).into_iter().filter(|envelope| operation(envelope).ends_with("Response")).collect();
    assert_eq!(answers.len(), 4);
    for answer in answers {
        let report = check_text(answer, &Options::default());
        let port = operation(answer).trim_end_matches("Response");
        assert_eq!(report.layout, Some(format!("senior-g5/convenio/{port}")));
        assert_eq!(report.direction, Some(Direction::Response));
        // A sample's type words are no values, so that there is no verdict; of names and sizes of an answer nothing is said.
        let other: Vec<_> =
            report.diagnostics.iter().filter(|found| !["V208", "V607"].contains(&&*found.code)).collect();
        assert!(other.is_empty(), "{other:#?}");
        assert_eq!(report.verdict, None);
    }
}
