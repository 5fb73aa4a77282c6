//! Each system gets its credentials where it wants them, and nobody else sees them.

use std::sync::atomic::Ordering;

use proxy_api::{Execution, NotSent, Outcome, SendRequest, Verdict};

use crate::support::server::{Received, answer, answering, json};
use crate::support::{Proxy, environment, request, signed_in};

const PASSWORD: &str = "s3nh@ <&> \"x\"";

fn body_of(received: &[Received], path: &str) -> String {
    received.iter().find(|one| one.path() == path).map(|one| one.body.clone()).unwrap_or_default()
}

#[tokio::test]
async fn senior_has_them_in_its_envelope() {
    let (address, seen) = answering(|received| {
        let result = "<result><tipoRetorno>1</tipoRetorno></result>";
        let echo = received.body.replace("<?xml", "");
        let body = format!(
            "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\"><e:Body><s:ConsumirResponse \
             xmlns:s=\"http://services.senior.com.br\">{result}<echo>{echo}</echo></s:ConsumirResponse></e:Body></e:Envelope>"
        );
        Box::pin(async move { answer("200 OK", "text/xml; charset=utf-8", body) })
    })
    .await;
    let base = format!("http://{address}/g5-senior-services");
    let senior =
        signed_in(environment("erp", "senior-g5", &base), "usuario", &[("user", "integrador"), ("password", PASSWORD)]);
    let proxy = Proxy::over([senior]).await;
    let asked = request("erp", "senior-g5/convenio/Consumir", "one");
    let response = proxy.sent(&asked).await;
    assert_eq!(response.verdict, Some(Verdict::Processed));
    let scheduled =
        SendRequest { execution: Execution::Scheduled, ..request("erp", "senior-g5/convenio/Consumir", "two") };
    proxy.sent(&scheduled).await;
    let received = seen.requests();
    let path = "/g5-senior-services/sapiens_Synccom_senior_g5_co_ger_convenio";
    let body = body_of(&received, path);
    assert!(body.contains("<user>integrador</user>"), "{body}");
    assert!(body.contains("<password>s3nh@ &lt;&amp;&gt; \"x\"</password>"), "{body}");
    assert!(body.contains("<encryption>0</encryption>"), "{body}");
    assert!(!body_of(&received, &path.replace("Sync", "Scheduled")).is_empty());
    let [first, ..] = received.as_slice() else { panic!("it was sent") };
    assert_eq!(first.header("soapaction"), Some("\"\""));
    assert_eq!(first.header("content-type"), Some("text/xml; charset=utf-8"));
    // What the system repeats is covered.
    let text = response.answer.map(|answer| answer.text).unwrap_or_default();
    assert!(text.contains("<password>"), "{text}");
    assert!(!text.contains("s3nh@") && !text.contains("integrador"), "{text}");
}

#[tokio::test]
async fn depsnet_has_a_token_in_every_item() {
    let (address, seen) = answering(|received| {
        let is_token = received.path() == "/Token_TokenGerarToken";
        Box::pin(async move { json(if is_token { "{\"token\":\"tok-1234\"}" } else { "[]" }) })
    })
    .await;
    let base = format!("http://{address}");
    let depsnet = signed_in(environment("deps", "depsnet", &base), "token", &[("login", "ana"), ("senha", PASSWORD)]);
    let proxy = Proxy::over([depsnet]).await;
    for key in ["one", "two"] {
        let response = proxy.sent(&request("deps", "depsnet/pessoa", key)).await;
        // No source says what an answer means, so that none is called a success.
        assert_eq!((response.outcome, response.verdict), (Outcome::Answered, None));
    }
    let received = seen.requests();
    let asked: serde_json::Value =
        serde_json::from_str(&body_of(&received, "/Token_TokenGerarToken")).expect("it is JSON");
    assert_eq!(asked, serde_json::json!({ "login": "ana", "senha": PASSWORD }));
    let sent: serde_json::Value = serde_json::from_str(&body_of(&received, "/Integracoes_pessoa")).expect("it is JSON");
    let items = sent.as_array().expect("it is a list");
    assert!(items.iter().all(|item| item["token"] == "tok-1234"), "{sent}");
    let n_tokens = received.iter().filter(|one| one.path() == "/Token_TokenGerarToken").count();
    assert_eq!(n_tokens, 1);
}

#[tokio::test]
async fn fis_has_a_bearer_of_the_platform() {
    let (address, seen) = answering(|received| {
        let is_login = received.path().ends_with("/login");
        let token = "{\"jsonToken\":\"{\\\"access_token\\\":\\\"bearer-1\\\",\\\"expires_in\\\":604800}\"}";
        Box::pin(async move { json(if is_login { token } else { "{}" }) })
    })
    .await;
    let mut fis = environment("fis", "fis", &format!("http://{address}"));
    fis.address = Some("plataforma".to_owned());
    let proxy = Proxy::over([signed_in(fis, "usuario", &[("username", "a@b"), ("password", PASSWORD)])]).await;
    assert_eq!(proxy.sent(&request("fis", "fis/pedido", "one")).await.verdict, Some(Verdict::Processed));
    let received = seen.requests();
    let [login, sent] = received.as_slice() else { panic!("{received:?}") };
    assert_eq!(login.path(), "/rest/platform/authentication/actions/login");
    assert_eq!(login.header("authorization"), None);
    assert_eq!(sent.header("authorization"), Some("Bearer bearer-1"));
}

#[tokio::test]
async fn oobj_has_a_session_of_either_generation() {
    const ID: &str = "0f8fad5b-d9cb-469f-a165-70867728950e";
    let cases = [
        ("sessao-1", "/session", "text/plain", format!("x-auth-token: {ID}"), ID),
        ("sessao-1", "/session", "application/json", "{\"jwt\":\"ey.a.b\"}".to_owned(), "ey.a.b"),
        ("sessao-2", "/api/authenticate", "application/json", "{\"jwt\":\"ey.c.d\"}".to_owned(), "ey.c.d"),
        ("sessao-2", "/api/authenticate", "text/plain", "ey.e.f".to_owned(), "ey.e.f"),
    ];
    for (credential, path, kind, said, token) in cases {
        let (address, seen) = answering(move |received| {
            let bytes = if received.path() == path { answer("200 OK", kind, &said) } else { json("{}") };
            Box::pin(async move { bytes })
        })
        .await;
        let oobj = environment("oobj", "oobj", &format!("http://{address}"));
        let proxy = Proxy::over([signed_in(oobj, credential, &[("token", "user"), ("secret", "pass")])]).await;
        let response = proxy.sent(&request("oobj", "oobj/partes-envolvidas", "one")).await;
        assert_eq!(response.outcome, Outcome::Answered, "{credential} {kind}");
        let received = seen.requests();
        let [session, sent] = received.as_slice() else { panic!("{received:?}") };
        assert_eq!((session.path(), session.header("authorization")), (path, Some("Basic dXNlcjpwYXNz")));
        assert_eq!(sent.header("x-auth-token"), Some(token));
    }
}

#[tokio::test]
async fn without_credentials_nothing_leaves() {
    let (address, seen) = answering(|_| Box::pin(async { answer("403 Forbidden", "text/html", "<p>no</p>") })).await;
    let depsnet = environment("deps", "depsnet", &format!("http://{address}"));
    let proxy = Proxy::over([signed_in(depsnet, "token", &[("login", "ana"), ("senha", "x")])]).await;
    for key in ["one", "two", "three"] {
        let response = proxy.sent(&request("deps", "depsnet/pessoa", key)).await;
        assert_eq!((response.outcome, response.not_sent), (Outcome::NotSent, Some(NotSent::Credentials)));
    }
    // A refused sign-in is not tried again at once: systems lock out who does.
    assert_eq!(seen.requests().len(), 1);
    assert_eq!(seen.n_connections.load(Ordering::SeqCst), 1);
}
