//! Senior G5: every execution type, every refusal, every item.

use crate::support::{Conversation, World};
use insta::assert_snapshot;
use validator_core::{catalog, samples};

const SYNC: &str = "POST /g5-senior-services/sapiens_Synccom_senior_g5_co_ger_convenio";
const ASYNC: &str = "POST /g5-senior-services/sapiens_Asynccom_senior_g5_co_ger_convenio";
const SCHEDULED: &str = "POST /g5-senior-services/sapiens_Scheduledcom_senior_g5_co_ger_convenio";

const ENTRY: &str = "<codCnv>12</codCnv><codCli>345</codCli><vlrUti>10.50</vlrUti><datUti>28/11/2026</datUti>";

fn envelope(operation: &str, password: &str, entries: &[&str]) -> String {
    let entries: String = entries.iter().map(|entry| format!("<entrada>{entry}</entrada>\n")).collect();
    format!(
        "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:ser=\"http://services.senior.com.br\">\n<soapenv:Body>\n<ser:{operation}>\n<user>integracao</user>\
         <password>{password}</password><encryption>0</encryption>\n<parameters>\n{entries}</parameters>\n\
         </ser:{operation}>\n</soapenv:Body>\n</soapenv:Envelope>"
    )
}

async fn conversation(calls: &[(&str, String)]) -> String {
    let world = World::start().await;
    let mut conversation = Conversation::default();
    for (line, body) in calls {
        conversation.ask(&world, line, &[], body).await;
    }
    conversation.0
}

#[tokio::test]
async fn a_valid_request_is_processed_item_by_item() {
    let other = ENTRY.replace("345", "346");
    assert_snapshot!(conversation(&[(SYNC, envelope("Consumir", "senha-de-exemplo", &[ENTRY, &other]))]).await);
}

#[tokio::test]
async fn an_item_with_an_error_rejects_the_request() {
    let wrong = ENTRY.replace("28/11/2026", "2026-11-28");
    assert_snapshot!(conversation(&[(SYNC, envelope("Consumir", "senha-de-exemplo", &[ENTRY, &wrong]))]).await);
}

#[tokio::test]
async fn a_wrong_password_fails_in_every_execution() {
    let body = envelope("Consumir", "outra", &[ENTRY]);
    assert_snapshot!(conversation(&[(SYNC, body.clone()), (ASYNC, body.clone()), (SCHEDULED, body)]).await);
}

#[tokio::test]
async fn what_is_worked_on_later_is_only_taken_in() {
    let valid = envelope("Estornar", "senha-de-exemplo", &[ENTRY]);
    let invalid = envelope("Estornar", "senha-de-exemplo", &[&ENTRY.replace("<codCli>345</codCli>", "")]);
    assert_snapshot!(
        conversation(&[(ASYNC, valid.clone()), (ASYNC, invalid.clone()), (SCHEDULED, valid), (SCHEDULED, invalid)])
            .await
    );
}

#[tokio::test]
async fn what_identifies_a_request_may_come_once() {
    let entry = |id: &str| {
        format!(
            "<ideExt>{id}</ideExt><codEmp>1</codEmp><codFil>1</codFil><numCfi>7</numCfi>{}",
            ENTRY.replace("datUti", "datEmi")
        )
    };
    let first = envelope("ConsumirNoCupom", "senha-de-exemplo", &[&entry("a")]);
    let both = envelope("ConsumirNoCupom", "senha-de-exemplo", &[&entry("a"), &entry("b")]);
    let world = World::start().await;
    let mut said = Conversation::default();
    for (line, body) in [(SYNC, &first), (SYNC, &both), (ASYNC, &first)] {
        said.ask(&world, line, &[], body).await;
    }
    assert_eq!(world.simulator.n_taken(), 2, "what was here before is not kept again");
    assert_snapshot!(said.0);
}

#[tokio::test]
async fn a_service_knows_its_ports_alone() {
    let foreign = envelope("Gerar", "senha-de-exemplo", &[]);
    assert_snapshot!(
        conversation(&[
            (SYNC, foreign),
            (SYNC, "<a".to_owned()),
            (SYNC, String::new()),
            (&SYNC.replace("ger_convenio", "nada"), String::new()),
            ("POST /senior-g5/sapiens_Nada", String::new()),
            (&SYNC.replace("POST", "PUT"), String::new()),
        ])
        .await
    );
}

#[tokio::test]
async fn a_contract_answers_for_products_services_and_itself() {
    let layout = catalog::layout("senior-g5/contratovenda/Gerar").expect("it is bundled");
    let full = samples::full(layout);
    let parts = "<user>integracao</user><password>senha-de-exemplo</password><encryption>0</encryption>";
    let (before, rest) = full.split_once("<user>").expect("it has a user");
    let (_, after) = rest.split_once("</encryption>").expect("it has a kind of password");
    let line = "POST /g5-senior-services/sapiens_Synccom_senior_g5_co_mcm_ven_contratovenda";
    let world = World::start().await;
    let answer = world.call(line, &[], format!("{before}{parts}{after}").as_bytes()).await;
    assert_snapshot!(answer.text());
}

#[tokio::test]
async fn a_service_describes_itself() {
    let world = World::start().await;
    let own = format!("http://{}", world.simulator.address());
    let ask = async |line: &str, query: &str| {
        let answer = world.call(&format!("{}?{query}", line.replace("POST", "GET")), &[], b"").await;
        assert_eq!((answer.status, &*answer.content_type), (200, "text/xml; charset=utf-8"));
        answer.text().replace(&own, "http://simulador")
    };
    let (sync, later) = (ask(SYNC, "wsdl").await, ask(ASYNC, "WSDL").await);
    assert!(sync.contains(&ask(SYNC, "xsd=1").await), "the schema stands in the description");
    assert!(later.contains("<wsdl:part name=\"result\" type=\"xs:string\"/>"), "{later}");
    assert!(!later.contains("Out\""), "what is worked on later has no result");
    assert_snapshot!(sync);
    for address in world.simulator.systems().iter().flat_map(|system| &system.descriptions) {
        let path = address.split_once("//").and_then(|(_, rest)| rest.split_once('/')).map(|(_, path)| path);
        let answer = world.call(&format!("GET /{}", path.expect("it has a path")), &[], b"").await;
        assert_eq!(answer.status, 200, "{address}");
    }
}
