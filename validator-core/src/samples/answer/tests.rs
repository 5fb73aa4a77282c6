//! Every answer is read as it was meant, and says of each item what it was told.

use super::*;
use crate::catalog;
use crate::layout::Root;
use crate::run::{LayoutChoice, Options, check_text};

const CONSUMIR: &str = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><Consumir><parameters>\
                        <entrada><codCnv>7</codCnv></entrada><entrada><codCnv>8</codCnv></entrada>\
                        </parameters></Consumir></e:Body></e:Envelope>";

fn told(outcome: Outcome) -> Told<'static> {
    Told { outcome, message: "porque sim", not_worked_on: "nada feito", problems: &[], as_text: false }
}

fn read_back(layout: &Layout, answer: &str) -> Option<Outcome> {
    let report = check_text(answer, &Options { layout: LayoutChoice::Use(layout), ..Options::default() });
    assert_eq!(report.direction, Some(Direction::Response), "{answer}");
    report.verdict.map(|verdict| verdict.outcome)
}

#[track_caller]
fn check(told: &Told<'_>, expected: Outcome) -> String {
    let layout = catalog::layout("senior-g5/convenio/Consumir").expect("it is bundled");
    let answer = answer(layout, CONSUMIR, told).expect("it can be said");
    assert_eq!(read_back(layout, &answer), Some(expected), "{answer}");
    answer
}

#[test]
fn every_port_says_what_it_is_made_to_say() {
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("it loads");
        if layout.root != Root::Envelope {
            continue;
        }
        let request = crate::samples::full(layout);
        for outcome in [Outcome::Processed, Outcome::Rejected, Outcome::Failed] {
            let answer = answer(layout, &request, &told(outcome)).expect("it can be said");
            assert_eq!(read_back(layout, &answer), Some(outcome), "{}: {answer}", layout.id);
        }
        for outcome in [Outcome::Received, Outcome::Failed] {
            let told = Told { as_text: true, ..told(outcome) };
            let answer = answer(layout, &request, &told).expect("it can be said");
            assert_eq!(read_back(layout, &answer), Some(outcome), "{}: {answer}", layout.id);
        }
    }
}

#[test]
fn each_item_of_the_request_has_one_in_the_answer() {
    let answer = check(&told(Outcome::Processed), Outcome::Processed);
    let items: Vec<&str> = answer.lines().map(str::trim).filter(|line| line.starts_with("<codCnv>")).collect();
    assert_eq!(items, ["<codCnv>7</codCnv>", "<codCnv>8</codCnv>"]);
}

#[test]
fn an_item_tells_the_problem_that_lies_in_it() {
    let second = u32::try_from(CONSUMIR.find("8<").expect("it is there")).expect("it is short");
    let problems = [(second, "já lançado".to_owned())];
    let answer = check(&Told { problems: &problems, ..told(Outcome::Processed) }, Outcome::Partial);
    let texts: Vec<&str> = answer.lines().map(str::trim).filter(|line| line.starts_with("<retorno>")).collect();
    assert_eq!(texts, ["<retorno>", "<retorno>OK</retorno>", "<retorno>", "<retorno>já lançado</retorno>"]);
}

#[test]
fn no_item_of_a_rejected_request_is_well() {
    let answer = check(&told(Outcome::Rejected), Outcome::Rejected);
    assert!(!answer.contains(">OK<"), "{answer}");
}

#[test]
fn a_failure_has_no_items_and_nothing_written() {
    let answer = check(&told(Outcome::Failed), Outcome::Failed);
    assert!(answer.contains("<erroExecucao>porque sim</erroExecucao>"), "{answer}");
    assert!(!answer.contains("codCnv"), "{answer}");
}

#[test]
fn an_answer_without_a_way_to_say_it_is_none() {
    let layout = catalog::layout("fis/pedido").expect("it is bundled");
    assert_eq!(answer(layout, "{}", &told(Outcome::Processed)), None);
}

#[test]
fn markup_in_a_message_stays_text() {
    let answer = check(&Told { message: "a < b & c", ..told(Outcome::Rejected) }, Outcome::Rejected);
    assert!(answer.contains("a &lt; b &amp; c"), "{answer}");
}
