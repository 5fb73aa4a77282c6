//! Questions to the router, and answers as one reads them.

use std::net::IpAddr;
use std::path::Path;

use axum::body::{Body, to_bytes};
use axum::http::{Request, Response};
use proxy::config::{self, Config};
use proxy::{AppState, Peer, Site, router};
use tower::ServiceExt;

/// An environment of a system, and where its outcomes are kept.
pub const ONE_ENVIRONMENT: &str = "
[audit]
file = 'audit.jsonl'
[store]
file = 'outcomes.sqlite'
[[environment]]
name   = 'teste'
system = 'fis'
base   = 'https://fis.example/interfacefis'
";

/// A server over a configuration, asked in memory.
pub struct Asked {
    router: axum::Router,
    _folder: tempfile::TempDir,
}

impl Asked {
    pub async fn with(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let state = AppState::open(read(folder.path(), text)).await.expect("everything can be opened");
        let files = [("index.html".to_owned(), "<!doctype html>".into())];
        let site = Site::from_files(files.into()).expect("the page has an index");
        Self { router: router(site, state), _folder: folder }
    }

    /// The answer to a request that comes from `peer`.
    pub async fn ask_from(&self, peer: &str, mut request: Request<Body>) -> Response<Body> {
        let peer: IpAddr = peer.parse().expect("an address");
        request.extensions_mut().insert(Peer(peer));
        self.router.clone().oneshot(request).await.expect("the router never fails")
    }

    /// The answer as a conversation: its status, then its body.
    pub async fn says(&self, request: Request<Body>) -> String {
        said(self.ask_from("127.0.0.1", request).await).await
    }
}

pub async fn said(response: Response<Body>) -> String {
    let status = response.status().as_u16();
    let bytes = to_bytes(response.into_body(), 1 << 20).await.expect("the body is short");
    format!("{status} {}", String::from_utf8_lossy(&bytes))
}

fn read(folder: &Path, text: &str) -> Config {
    let file = folder.join("gabarito.toml");
    std::fs::write(&file, text).expect("a file of the test");
    config::load(&file, None).unwrap_or_else(|error| panic!("{error}"))
}

pub fn get(path: &str, headers: &[(&str, &str)]) -> Request<Body> {
    with_headers(Request::get(path), headers, Body::empty())
}

/// As our page asks, with what `headers` adds.
pub fn post(body: &str, headers: &[(&str, &str)]) -> Request<Body> {
    let request = Request::post("/api/send").header("x-gabarito-client", "page");
    let is_named = headers.iter().any(|(name, _)| *name == "content-type");
    let request = if is_named { request } else { request.header("content-type", "application/json") };
    with_headers(request, headers, Body::from(body.to_owned()))
}

fn with_headers(builder: axum::http::request::Builder, headers: &[(&str, &str)], body: Body) -> Request<Body> {
    let builder = headers.iter().fold(builder, |builder, (name, value)| builder.header(*name, *value));
    builder.body(body).expect("the request is well formed")
}

/// A request that has everything it needs.
pub fn sending(environment: &str) -> String {
    format!(r#"{{"environment":"{environment}","layout":"fis/pedido","payload":"{{}}","idempotency_key":"12345678"}}"#)
}
