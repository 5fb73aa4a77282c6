//! An address that lacks something of the configuration: which keys are missing is said, and nothing leaves.

use std::collections::BTreeMap;

use proxy::config::Environment;
use proxy_api::{NotSent, Outcome, SendRequest};

use crate::support::server::{Seen, answering, json};
use crate::support::{Proxy, environment, request};

const DOCUMENT: &str = "<NFe xmlns=\"http://www.portalfiscal.inf.br/nfe\"><infNFe Id=\"NFe35210320695448000184550010000035891981839923\"><ide><mod>55</mod></ide></infNFe></NFe>";

const PATH: &str = "/api/empresas/{empresa}/docs/{ambiente}/{codModelo}?layout=sefaz";

fn texts(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn proxy(system: &str, change: impl FnOnce(&mut Environment)) -> (Proxy, Seen) {
    let (address, seen) = answering(|_| Box::pin(async { json("{\"ok\":true}") })).await;
    let mut environment = environment("here", system, &format!("http://{address}"));
    environment.allow_invalid = true;
    change(&mut environment);
    (Proxy::over([environment]).await, seen)
}

fn asked(layout: &str, payload: &str) -> SendRequest {
    // Of what has no payload there is no sample either.
    SendRequest { layout: layout.to_owned(), payload: payload.to_owned(), ..request("here", "fis/pedido", "one") }
}

#[track_caller]
fn check(response: &crate::support::Response, seen: &Seen, missing: &[&str]) {
    assert_eq!((response.outcome, response.not_sent), (Outcome::NotSent, Some(NotSent::NoAddress)));
    assert_eq!(response.to_configure, missing);
    assert_eq!(seen.requests().len(), 0);
}

#[tokio::test]
async fn a_document_needs_a_path() {
    let (proxy, seen) = proxy("oobj", |_| {}).await;
    check(&proxy.sent(&asked("oobj/emissao/nfe", DOCUMENT)).await, &seen, &["paths.\"oobj/emissao/nfe\""]);
}

#[tokio::test]
async fn a_path_needs_its_variables() {
    let (proxy, seen) = proxy("oobj", |environment| {
        environment.paths = texts(&[("oobj/emissao/nfe", PATH)]);
        environment.variables = texts(&[("empresa", "11222333000181"), ("ambiente", "")]);
    })
    .await;
    let response = proxy.sent(&asked("oobj/emissao/nfe", DOCUMENT)).await;
    check(&response, &seen, &["variables.ambiente", "variables.codModelo"]);
}

#[tokio::test]
async fn the_layouts_own_path_needs_them_too() {
    let (proxy, seen) = proxy("oobj", |_| {}).await;
    let response = proxy.sent(&asked("oobj/emissao/lista", "")).await;
    check(&response, &seen, &["variables.empresa", "variables.ambiente", "variables.codModelo"]);
}

#[tokio::test]
async fn a_header_needs_its_variables_but_no_credentials() {
    let change = |environment: &mut Environment| environment.address = Some("plataforma".to_owned());
    let (proxy, seen) = proxy("fis", change).await;
    let response = proxy.sent(&asked("fis/refreshToken", "{\"refreshToken\":\"a\"}")).await;
    check(&response, &seen, &["variables.tenant"]);
    assert_eq!(proxy.sent(&request("here", "fis/pedido", "two")).await.outcome, Outcome::Answered);
}

#[tokio::test]
async fn with_all_of_them_it_leaves() {
    let (proxy, seen) = proxy("oobj", |environment| {
        environment.paths = texts(&[("oobj/emissao/nfe", PATH)]);
        environment.variables = texts(&[("empresa", "11222333000181"), ("ambiente", "hom"), ("codModelo", "55")]);
    })
    .await;
    let response = proxy.sent(&asked("oobj/emissao/nfe", DOCUMENT)).await;
    assert_eq!((response.outcome, response.to_configure), (Outcome::Answered, Vec::new()));
    let [received] = &*seen.requests() else { panic!("it is sent once") };
    assert!(received.head.starts_with("POST /api/empresas/11222333000181/docs/hom/55?layout=sefaz HTTP/1.1"));
    assert_eq!(received.header("content-type"), Some("application/xml; charset=utf-8"));
    assert_eq!(received.body, DOCUMENT);
}
