//! What is taken, and what is not.

use axum::body::Body;
use axum::http::Request;

use crate::support::{Asked, ONE_ENVIRONMENT, get, post, said, sending};

#[track_caller]
fn check_error(said: &str, status: u16, code: &str) {
    let expected = format!("{status} {{\"error\":\"{code}\",\"message\":\"");
    assert!(said.starts_with(&expected), "{said}");
}

#[tokio::test]
async fn environments_are_listed_without_their_addresses() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    let expected = r#"200 {"environments":[{"name":"teste","system":"fis","production":false,"simulator":false,"allow_invalid":false}]}"#;
    assert_eq!(asked.says(get("/api/environments", &[])).await, expected);
}

#[tokio::test]
async fn the_server_says_that_it_is_well() {
    let asked = Asked::with("").await;
    let said = asked.says(get("/api/health", &[])).await;
    assert!(said.starts_with(r#"200 {"status":"ok","version":""#), "{said}");
}

#[tokio::test]
async fn what_does_not_exist_is_said_as_json() {
    let asked = Asked::with("").await;
    for path in ["/api", "/api/", "/api/other", "/api/send/more", "/api/openapi.yaml"] {
        check_error(&asked.says(get(path, &[])).await, 404, "not_found");
    }
}

#[tokio::test]
async fn another_method_is_said_with_those_that_exist() {
    let asked = Asked::with("").await;
    for (method, path, allowed) in [
        ("GET", "/api/send", "POST"),
        ("DELETE", "/api/send", "POST"),
        ("POST", "/api/environments", "GET,HEAD"),
        ("PUT", "/api/health", "GET,HEAD"),
        ("TRACE", "/api/openapi.json", "GET,HEAD"),
    ] {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).expect("a request");
        let response = asked.ask_from("127.0.0.1", request).await;
        assert_eq!(response.headers().get("allow").and_then(|value| value.to_str().ok()), Some(allowed), "{path}");
        check_error(&said(response).await, 405, "method_not_allowed");
    }
}

#[tokio::test]
async fn a_body_that_is_not_as_documented_is_refused() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    let unknown_key = sending("teste").replace("\"layout\"", "\"url\":\"http://x\",\"layout\"");
    let short_key = sending("teste").replace("12345678", "1234567");
    for body in ["", "{", "[]", "null", "\u{feff}{}", "{\"environment\":1}", &unknown_key, &short_key] {
        check_error(&asked.says(post(body, &[])).await, 400, "bad_request");
    }
}

#[tokio::test]
async fn a_refusal_repeats_nothing_of_the_question() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    for body in [r#"{"environment":"canary-1","canary-2":"canary-3"}"#, &sending("canary-4")] {
        let said = asked.says(post(body, &[("content-type", "application/json; canary=5")])).await;
        assert!(!said.contains("canary"), "{said}");
    }
}

#[tokio::test]
async fn only_json_is_taken() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    for content_type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data"] {
        let said = asked.says(post(&sending("teste"), &[("content-type", content_type)])).await;
        check_error(&said, 415, "not_json");
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_refused() {
    let asked = Asked::with(&format!("{ONE_ENVIRONMENT}\n[limits]\nrequest_bytes = 1024")).await;
    let long = "x".repeat(2000);
    check_error(&asked.says(post(&long, &[])).await, 413, "too_large");
    check_error(&asked.says(post("", &[("content-length", "99999999")])).await, 413, "too_large");
}

#[tokio::test]
async fn only_configured_environments_exist() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    check_error(&asked.says(post(&sending("outro"), &[])).await, 404, "unknown_environment");
}

#[tokio::test]
async fn pages_of_others_may_not_call() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    let foreign: [&[(&str, &str)]; 4] = [
        &[("origin", "https://evil.example"), ("host", "localhost")],
        &[("origin", "null")],
        &[("sec-fetch-site", "cross-site")],
        &[("host", "evil.example")],
    ];
    for headers in foreign {
        check_error(&asked.says(post(&sending("teste"), headers)).await, 403, "foreign_origin");
    }
    let bare = Request::post("/api/send").header("content-type", "application/json").body(Body::from(sending("teste")));
    check_error(&asked.says(bare.expect("a request")).await, 403, "foreign_origin");
}

#[tokio::test]
async fn a_name_that_points_here_gets_nothing_not_even_the_page() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    for path in ["/", "/api/environments", "/api/health"] {
        check_error(&asked.says(get(path, &[("host", "rebound.example:8080")])).await, 403, "foreign_origin");
    }
}

#[tokio::test]
async fn an_origin_that_was_named_is_told_so_and_no_other() {
    let text = format!("{ONE_ENVIRONMENT}\n[browser]\ncors_origins = ['https://portal.example']");
    let asked = Asked::with(&text).await;
    for (origin, is_named) in [("https://portal.example", true), ("https://evil.example", false), ("null", false)] {
        let preflight = Request::options("/api/send")
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "content-type,x-gabarito-client");
        let response = asked.ask_from("127.0.0.1", preflight.body(Body::empty()).expect("a request")).await;
        let allowed = response.headers().get("access-control-allow-origin").and_then(|value| value.to_str().ok());
        assert_eq!(allowed, is_named.then_some(origin));
        let vary = response.headers().get_all("vary").iter().filter_map(|value| value.to_str().ok());
        assert!(vary.into_iter().any(|vary| vary.to_ascii_lowercase().contains("origin")));
        assert!(!response.headers().contains_key("access-control-allow-credentials"));
    }
}

#[tokio::test]
async fn frames_and_tls_follow_the_configuration() {
    let text = "addresses = ['https://gabarito.example']\n[browser]\nframe_ancestors = ['https://portal.example']";
    let asked = Asked::with(text).await;
    let response = asked.ask_from("127.0.0.1", get("/", &[("host", "gabarito.example")])).await;
    let header = |name: &str| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    assert!(header("content-security-policy").ends_with("frame-ancestors https://portal.example"));
    assert_eq!(header("strict-transport-security"), "max-age=63072000; includeSubDomains");
    let response = asked.ask_from("127.0.0.1", get("/", &[("host", "127.0.0.1")])).await;
    assert!(!response.headers().contains_key("strict-transport-security"));
}

#[tokio::test]
async fn what_was_refused_is_counted() {
    let asked = Asked::with(ONE_ENVIRONMENT).await;
    asked.says(post("{", &[])).await;
    let said = asked.says(get("/api/metrics", &[])).await;
    assert!(said.contains("gabarito_refused_total{reason=\"bad_request\"} 1"), "{said}");
    assert!(said.ends_with("# EOF\n"), "{said}");
}
