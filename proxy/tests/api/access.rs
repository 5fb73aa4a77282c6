//! Who may call, and how often.

use proxy::new_token;

use crate::support::{Asked, ONE_ENVIRONMENT, get, post, said, sending};

const OTHER_ENVIRONMENT: &str = "
[[environment]]
name   = 'outra'
system = 'fis'
base   = 'https://outra.example/interfacefis'
";

/// A server that wants tokens, and the token of `ana`, who may send to `teste`.
async fn with_token() -> (Asked, String) {
    let token = new_token().expect("there is chance");
    let text = format!(
        "{ONE_ENVIRONMENT}{OTHER_ENVIRONMENT}
[access]
mode = 'tokens'
[[access.token]]
id   = '{}'
user = 'ana'
hash = '{}'
[[access.user]]
name         = 'ana'
environments = ['teste']",
        token.id, token.hash
    );
    (Asked::with(&text).await, format!("Bearer {}", token.token.expose()))
}

#[tokio::test]
async fn nothing_but_health_and_description_is_told_to_strangers() {
    let (asked, _) = with_token().await;
    for request in [get("/api/environments", &[]), get("/api/metrics", &[]), post(&sending("teste"), &[])] {
        let response = asked.ask_from("10.0.0.1", request).await;
        assert!(response.headers().contains_key("www-authenticate"));
        let said = said(response).await;
        assert!(said.starts_with("401 {\"error\":\"sign_in_required\""), "{said}");
    }
    for path in ["/api/health", "/api/openapi.json"] {
        assert!(asked.says(get(path, &[])).await.starts_with("200 "), "{path}");
    }
}

#[tokio::test]
async fn a_token_lets_its_person_in_where_it_may_send() {
    let (asked, token) = with_token().await;
    // The first time it is looked at closely, the second time it is known.
    for _ in 0..2 {
        let said = asked.says(get("/api/environments", &[("authorization", &token)])).await;
        assert!(said.contains("\"name\":\"teste\"") && !said.contains("outra"), "{said}");
        assert!(said.ends_with("\"user\":\"ana\"}"), "{said}");
    }
    let said = asked.says(post(&sending("outra"), &[("authorization", &token)])).await;
    assert!(said.starts_with("403 {\"error\":\"not_permitted\""), "{said}");
}

#[tokio::test]
async fn a_token_that_is_wrong_lets_nobody_in() {
    let (asked, token) = with_token().await;
    let changed = format!("{}{}", &token[..token.len() - 1], if token.ends_with('0') { '1' } else { '0' });
    let lower = token.replace("Bearer", "Basic");
    for wrong in [changed.as_str(), lower.as_str(), "Bearer", "Bearer x", ""] {
        let said = asked.says(get("/api/environments", &[("authorization", wrong)])).await;
        assert!(said.starts_with("401 "), "{said}");
    }
}

#[tokio::test]
async fn attempts_are_few_and_do_not_lock_out_who_is_known() {
    let (asked, token) = with_token().await;
    assert!(asked.says(get("/api/environments", &[("authorization", &token)])).await.starts_with("200 "));
    let mut last = String::new();
    for _ in 0..25 {
        last = asked.says(get("/api/environments", &[("authorization", "Bearer guess")])).await;
    }
    assert!(last.starts_with("429 {\"error\":\"too_many_calls\""), "{last}");
    assert!(asked.says(get("/api/environments", &[("authorization", &token)])).await.starts_with("200 "));
}

#[tokio::test]
async fn a_header_counts_from_named_addresses_alone() {
    let text = format!(
        "{ONE_ENVIRONMENT}
[access]
mode     = 'header'
header   = 'x-forwarded-user'
from     = ['10.1.0.0/16']
everyone = ['teste']"
    );
    let asked = Asked::with(&text).await;
    type Headers = &'static [(&'static str, &'static str)];
    let cases: [(&str, Headers, &str); 6] = [
        ("10.1.2.3", &[("x-forwarded-user", "ana")], "200 "),
        ("::ffff:10.1.2.3", &[("x-forwarded-user", "ana")], "200 "),
        ("10.2.0.1", &[("x-forwarded-user", "ana")], "401 "),
        ("10.1.2.3", &[], "401 "),
        ("10.1.2.3", &[("x-forwarded-user", "")], "401 "),
        ("10.1.2.3", &[("x-forwarded-user", "ana"), ("x-forwarded-user", "rui")], "401 "),
    ];
    for (peer, headers, expected) in cases {
        let said = said(asked.ask_from(peer, get("/api/environments", headers)).await).await;
        assert!(said.starts_with(expected), "{peer} {headers:?}: {said}");
    }
}

#[tokio::test]
async fn one_person_sends_so_often_and_no_more() {
    let asked = Asked::with(&format!("{ONE_ENVIRONMENT}\n[limits]\ncalls_per_minute = 1")).await;
    // Of another system, so that nothing leaves.
    let request = sending("teste").replace("fis/pedido", "depsnet/pessoa");
    assert!(!asked.says(post(&request, &[])).await.starts_with("429 "));
    let response = asked.ask_from("127.0.0.1", post(&request, &[])).await;
    assert!(response.headers().contains_key("retry-after"));
    assert!(said(response).await.starts_with("429 {\"error\":\"too_many_calls\""));
}
