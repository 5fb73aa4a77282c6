//! What is refused before anything leaves, what is asked for, and what the same key means.

use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::StatusCode;
use proxy::config::Environment;
use proxy_api::{Confirmation, ErrorCode, Execution, NotSent, Outcome, Verdict};

use crate::support::server::{Seen, answering, json};
use crate::support::{Proxy, config, environment, payload, request};

/// A server that takes every order.
async fn good() -> (String, Seen) {
    let (address, seen) = answering(|_| Box::pin(async { json("{\"ok\":true}") })).await;
    (format!("http://{address}/interfacefis"), seen)
}

async fn fis(change: impl FnOnce(&mut Environment)) -> (Proxy, Seen) {
    let (base, seen) = good().await;
    let mut environment = environment("here", "fis", &base);
    change(&mut environment);
    (Proxy::over([environment]).await, seen)
}

const PEDIDO: &str = "fis/pedido";

#[tokio::test]
async fn a_valid_payload_is_sent_to_the_address_of_its_layout() {
    let (proxy, seen) = fis(|_| {}).await;
    let response = proxy.sent(&request("here", PEDIDO, "one")).await;
    assert_eq!((response.outcome, response.verdict), (Outcome::Answered, Some(Verdict::Processed)));
    assert_eq!(response.status, Some(200));
    assert!(!response.repeated);
    let [received] = &*seen.requests() else { panic!("it is sent once") };
    assert!(received.head.starts_with("POST /interfacefis/entrada/pedido HTTP/1.1"), "{}", received.head);
    assert_eq!(received.header("content-type"), Some("application/json"));
    assert_eq!(received.body, payload(PEDIDO));
    // Nothing of the client's headers is forwarded.
    assert_eq!(received.header("x-gabarito-client"), None);
}

#[tokio::test]
async fn an_address_and_a_path_may_be_configured() {
    let (proxy, seen) = fis(|environment| environment.address = Some("plataforma".to_owned())).await;
    proxy.sent(&request("here", PEDIDO, "one")).await;
    assert_eq!(
        seen.requests().first().map(|one| one.path().to_owned()).as_deref(),
        Some("/interfacefis/rest/fis/integracao/actions/pedido")
    );
    let (proxy, seen) = fis(|environment| {
        environment.paths.insert(PEDIDO.to_owned(), "/a/{b}".to_owned());
        environment.variables.insert("b".to_owned(), "ç/?".to_owned());
    })
    .await;
    proxy.sent(&request("here", PEDIDO, "one")).await;
    assert_eq!(
        seen.requests().first().map(|one| one.path().to_owned()).as_deref(),
        Some("/interfacefis/a/%C3%A7%2F%3F")
    );
}

#[tokio::test]
async fn where_no_source_says_how_nothing_leaves() {
    let (proxy, seen) = fis(|environment| environment.allow_invalid = true).await;
    let unknown = proxy_api::SendRequest { payload: "{}".to_owned(), ..request("here", PEDIDO, "one") };
    let response = proxy.sent(&proxy_api::SendRequest { layout: "fis/romaneio".to_owned(), ..unknown }).await;
    assert_eq!(response.not_sent, Some(NotSent::NoAddress));
    let response =
        proxy.sent(&proxy_api::SendRequest { execution: Execution::Async, ..request("here", PEDIDO, "two") }).await;
    assert_eq!(response.not_sent, Some(NotSent::NoSuchExecution));
    assert_eq!(seen.requests().len(), 0);
}

#[tokio::test]
async fn an_invalid_payload_stays_here() {
    let invalid =
        || proxy_api::SendRequest { payload: "{\"pedidos\":[{}]}".to_owned(), ..request("here", PEDIDO, "one") };
    let (proxy, seen) = fis(|_| {}).await;
    let response = proxy.sent(&invalid()).await;
    assert_eq!((response.outcome, response.not_sent), (Outcome::NotSent, Some(NotSent::Invalid)));
    assert!(!response.diagnostics.valid);
    assert_eq!(seen.requests().len(), 0);
    let (proxy, seen) = fis(|environment| environment.allow_invalid = true).await;
    assert_eq!(proxy.sent(&invalid()).await.outcome, Outcome::Answered);
    assert_eq!(seen.requests().len(), 1);
}

#[tokio::test]
async fn production_is_confirmed_by_its_name() {
    let (proxy, seen) = fis(|environment| environment.production = true).await;
    let wanted = Confirmation::Production { environment: "here".to_owned() };
    let mut asked = request("here", PEDIDO, "one");
    asked.confirm = vec![Confirmation::Deletion {}, Confirmation::Production { environment: "there".to_owned() }];
    let response = proxy.sent(&asked).await;
    assert_eq!((response.not_sent, response.to_confirm), (Some(NotSent::Unconfirmed), vec![wanted.clone()]));
    assert_eq!(seen.requests().len(), 0);
    // The same key, now with the person's yes.
    asked.confirm = vec![wanted];
    assert_eq!(proxy.sent(&asked).await.outcome, Outcome::Answered);
}

#[tokio::test]
async fn a_deletion_is_confirmed_on_its_own() {
    let (base, seen) = good().await;
    let proxy = Proxy::over([environment("here", "oobj", &base)]).await;
    let mut asked = request("here", "oobj/partes-envolvidas", "one");
    asked.payload = "{\"habilitarPartesEnvolvidas\":true,\"desativarPartesEnvolvidasCadastradas\":true}".to_owned();
    let response = proxy.sent(&asked).await;
    assert_eq!((response.not_sent, response.to_confirm), (Some(NotSent::Unconfirmed), vec![Confirmation::Deletion {}]));
    assert_eq!(seen.requests().len(), 0);
    asked.confirm = vec![Confirmation::Deletion {}];
    assert_eq!(proxy.sent(&asked).await.outcome, Outcome::Answered);
}

#[tokio::test]
async fn the_same_key_is_the_same_sending() {
    let (proxy, seen) = fis(|_| {}).await;
    let asked = request("here", PEDIDO, "one");
    let first = proxy.sent(&asked).await;
    let again = proxy.sent(&asked).await;
    assert_eq!((again.outcome, again.verdict, again.status), (first.outcome, first.verdict, first.status));
    assert_eq!((again.repeated, again.natural_key, again.diagnostics), (true, first.natural_key, first.diagnostics));
    assert_eq!(seen.requests().len(), 1);
    let other = proxy_api::SendRequest { payload: format!("{} ", asked.payload), ..asked };
    let (status, refused) = proxy.send(&other).await.expect_err("the key was used");
    assert_eq!((status, refused.error), (StatusCode::CONFLICT, ErrorCode::KeyReused));
}

#[tokio::test]
async fn what_is_not_there_is_said() {
    let (proxy, _) = fis(|_| {}).await;
    let refused = |asked| {
        let proxy = proxy.clone();
        async move { proxy.send(&asked).await.expect_err("it is not taken").1.error }
    };
    assert_eq!(refused(request("there", PEDIDO, "one")).await, ErrorCode::UnknownEnvironment);
    assert_eq!(refused(request("here", "depsnet/pessoa", "one")).await, ErrorCode::OtherSystem);
    let unknown = proxy_api::SendRequest { layout: "fis/nothing".to_owned(), ..request("here", PEDIDO, "one") };
    assert_eq!(refused(unknown).await, ErrorCode::UnknownLayout);
}

/// What the lines of an audit say.
fn lines(path: &Path) -> Vec<serde_json::Value> {
    let text = fs::read_to_string(path).expect("the audit is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a line is JSON")).collect()
}

#[tokio::test]
async fn each_call_leaves_two_lines_without_a_value_of_its_payload() {
    let folder = tempfile::tempdir().expect("a folder");
    let audit = folder.path().join("audit.jsonl");
    let (base, _) = good().await;
    let mut config = config([environment("here", "fis", &base)]);
    config.audit = Some(audit.clone());
    let proxy = Proxy::open(config).await;
    let asked = request("here", PEDIDO, "one");
    let response = proxy.sent(&asked).await;
    proxy.sent(&asked).await;
    let said = lines(&audit);
    let [begun, ended] = said.as_slice() else { panic!("{said:#?}") };
    assert_eq!((&begun["event"], &ended["event"]), (&"begun".into(), &"ended".into()));
    assert_eq!(begun["call"], ended["call"]);
    assert_eq!((&ended["outcome"], &ended["status"]), (&"answered".into(), &200.into()));
    assert_eq!(ended["natural_key"].as_str().map(str::len), Some(64));
    let text = fs::read_to_string(&audit).expect("the audit is there");
    assert!(!response.natural_key.is_empty());
    for part in response.natural_key.iter().filter(|part| part.value.len() > 3) {
        assert!(!text.contains(&part.value), "{}", part.value);
    }
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn without_its_line_nothing_is_sent() {
    let (base, seen) = good().await;
    let mut config = config([environment("here", "fis", &base)]);
    config.audit = Some("/dev/full".into());
    let proxy = Proxy::open(config).await;
    let response = proxy.sent(&request("here", PEDIDO, "one")).await;
    assert_eq!((response.outcome, response.not_sent), (Outcome::NotSent, Some(NotSent::NoAudit)));
    assert_eq!(seen.requests().len(), 0);
}

#[tokio::test]
async fn a_dead_system_is_left_alone_and_another_goes_on() {
    let (_held, address) = crate::support::server::nobody();
    let (base, seen) = good().await;
    let dead = environment("dead", "fis", &format!("http://{address}"));
    let proxy = Proxy::over([dead, environment("here", "fis", &base)]).await;
    for n in 0..5 {
        let response = proxy.sent(&request("dead", PEDIDO, &format!("dead-{n}"))).await;
        assert_eq!(response.not_sent, Some(NotSent::Unreachable));
    }
    assert_eq!(proxy.sent(&request("dead", PEDIDO, "dead-5")).await.not_sent, Some(NotSent::Resting));
    assert_eq!(proxy.sent(&request("here", PEDIDO, "one")).await.outcome, Outcome::Answered);
    assert_eq!(seen.requests().len(), 1);
}

#[tokio::test]
async fn an_answer_of_which_nobody_asked_is_nobodys() {
    // Behind each answer stands another one, which the next call over this connection must not get.
    let n = AtomicUsize::new(0);
    let (address, seen) = answering(move |_| {
        let n = n.fetch_add(1, Ordering::SeqCst);
        Box::pin(async move { [json(&format!("{{\"n\":{n}}}")), json("{\"n\":\"stray\"}")].concat() })
    })
    .await;
    let proxy = Proxy::over([environment("here", "fis", &format!("http://{address}"))]).await;
    for n in 0..5 {
        let response = proxy.sent(&request("here", PEDIDO, &format!("n-{n}"))).await;
        let text = response.answer.map(|answer| answer.text).unwrap_or_default();
        assert!(!text.contains("stray"), "{n}: {text}");
    }
    assert!(seen.requests().len() <= 5);
}

#[tokio::test]
async fn a_connection_that_ends_when_it_is_used_again_leaves_no_second_sending() {
    let (address, seen) = crate::support::server::scripted(
        vec![
            crate::support::server::Step::Read,
            crate::support::server::Step::Send(json("{}")),
            crate::support::server::Step::Read,
        ],
        None,
    )
    .await;
    let proxy = Proxy::over([environment("here", "fis", &format!("http://{address}"))]).await;
    assert_eq!(proxy.sent(&request("here", PEDIDO, "one")).await.outcome, Outcome::Answered);
    assert_eq!(proxy.sent(&request("here", PEDIDO, "two")).await.outcome, Outcome::Unknown);
    assert_eq!(seen.requests().len(), 2);
}
