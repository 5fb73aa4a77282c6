//! A proxy in memory that is asked as the page asks it, and servers that it calls over real sockets.

#![allow(dead_code, reason = "each test program uses a part of it")]

pub mod server;
pub mod tls;

use std::collections::BTreeMap;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Request, StatusCode};
use proxy::config::{Config, Environment, Secret, Timeouts};
use proxy::{AppState, Site, router};
use proxy_api::{CLIENT_HEADER, ErrorBody, Execution, Language, SendRequest, SendResponse};
use tower::ServiceExt;
use validator_core::report::FileReport;
use validator_core::{catalog, samples};

pub type Response = SendResponse<FileReport>;

/// A proxy whose router is asked in memory.
#[derive(Clone)]
pub struct Proxy {
    router: Router,
}

impl Proxy {
    pub async fn open(config: Config) -> Self {
        let state = AppState::open(config).await.expect("everything can be opened");
        let page = BTreeMap::from([("index.html".to_owned(), Bytes::from_static(b"<!doctype html>"))]);
        Self { router: router(Site::from_files(page).expect("the page has an index"), state) }
    }

    /// Over environments alone: outcomes in memory, the audit in the log.
    pub async fn over(environments: impl IntoIterator<Item = Environment>) -> Self {
        Self::open(config(environments)).await
    }

    pub async fn send(&self, request: &SendRequest) -> Result<Response, (StatusCode, ErrorBody)> {
        let body = serde_json::to_vec(request).expect("it is JSON");
        let request = Request::post("/api/send")
            .header("host", "localhost")
            .header("content-type", "application/json")
            .header(CLIENT_HEADER, "1")
            .body(Body::from(body))
            .expect("the request is well formed");
        let response = self.router.clone().oneshot(request).await.expect("the router never fails");
        let status = response.status();
        let bytes = to_bytes(response.into_body(), 64 << 20).await.expect("the body comes");
        if status == StatusCode::OK {
            return Ok(serde_json::from_slice(&bytes).expect("it is the documented answer"));
        }
        Err((status, serde_json::from_slice(&bytes).expect("it is the documented error")))
    }

    pub async fn sent(&self, request: &SendRequest) -> Response {
        self.send(request).await.expect("the question is taken")
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }
}

pub fn config(environments: impl IntoIterator<Item = Environment>) -> Config {
    let listen = "127.0.0.1:0".parse().expect("an address");
    let mut config = Config::of_simulator(listen, environments.into_iter().collect());
    config.limits.calls_per_minute = 1_000_000;
    config
}

/// An environment on this computer.
pub fn environment(name: &str, system: &str, base: &str) -> Environment {
    Environment {
        name: name.to_owned(),
        system: system.to_owned(),
        base: base.parse().expect("an address"),
        address: None,
        timeouts: Timeouts {
            connect: Duration::from_secs(5),
            header: Duration::from_secs(20),
            body: Duration::from_secs(10),
            total: Duration::from_secs(30),
        },
        production: false,
        allow_invalid: false,
        is_simulator: false,
        networks: ["127.0.0.0/8", "::1/128"].map(|network| network.parse().expect("a network")).to_vec(),
        paths: BTreeMap::new(),
        variables: BTreeMap::new(),
        credential: None,
        credentials: BTreeMap::new(),
        renew_after: None,
        ca: None,
        max_connections: 64,
    }
}

/// The same with the secrets of one of its system's ways to sign in.
pub fn signed_in(environment: Environment, credential: &str, secrets: &[(&str, &str)]) -> Environment {
    let secrets = secrets.iter().map(|(name, value)| ((*name).to_owned(), Secret::new((*value).to_owned())));
    Environment { credential: Some(credential.to_owned()), credentials: secrets.collect(), ..environment }
}

/// A valid payload of a layout.
pub fn payload(layout: &str) -> String {
    samples::valid(catalog::layout(layout).expect("it is bundled"))
}

pub fn request(environment: &str, layout: &str, key: &str) -> SendRequest {
    SendRequest {
        environment: environment.to_owned(),
        layout: layout.to_owned(),
        execution: Execution::Sync,
        payload: payload(layout),
        language: Language::En,
        idempotency_key: format!("{key}-key-of-a-test"),
        confirm: Vec::new(),
    }
}
