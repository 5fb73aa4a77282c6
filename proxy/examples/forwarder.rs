//! The least that forwards a body with the same libraries as the proxy: no check, no credential, no trace, no memory.
//!
//! Input: where to listen and what to call. Output: the system's own answers. The benchmark `cargo xtask bench send` holds
//! the proxy against it; nothing else uses it.

use std::env;
use std::error::Error;

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderValue, StatusCode, Uri};
use reqwest::Client;
use tokio::net::TcpListener;

#[derive(Clone)]
struct Way {
    client: Client,
    base: String,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(listen), Some(base)) = (arguments.next(), arguments.next()) else {
        return Err("usage: forwarder ADDRESS BASE".into());
    };
    // As a program is configured that uses TLS for others and calls this system without.
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into()).with_safe_default_protocol_versions()?;
    let tls = tls.with_root_certificates(rustls::RootCertStore::empty()).with_no_client_auth();
    let client = Client::builder().no_proxy().tcp_nodelay(true).tls_backend_preconfigured(tls).build()?;
    let router = Router::new().fallback(forward).with_state(Way { client, base });
    axum::serve(TcpListener::bind(listen).await?, router).await?;
    Ok(())
}

async fn forward(
    State(way): State<Way>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<(StatusCode, [(axum::http::HeaderName, HeaderValue); 1], Bytes), StatusCode> {
    let kind =
        |headers: &HeaderMap| headers.get(CONTENT_TYPE).cloned().unwrap_or(HeaderValue::from_static("text/plain"));
    let call = way.client.post(format!("{}{}", way.base, uri.path())).header(CONTENT_TYPE, kind(&headers)).body(body);
    let answer = call.send().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    let (status, kind) = (answer.status(), kind(answer.headers()));
    let bytes = answer.bytes().await.map_err(|_| StatusCode::BAD_GATEWAY)?;
    Ok((status, [(CONTENT_TYPE, kind)], bytes))
}
