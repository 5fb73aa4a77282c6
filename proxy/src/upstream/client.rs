//! The HTTP client of one environment.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, redirect};
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};

use super::resolve::Resolver;
use crate::config::Environment;
use crate::pin::Pin;

/// Why there is no client for an environment.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The file holds no certificate that a connection could be checked with.
    #[error("the certificates of environment `{0}` cannot be used")]
    Certificates(String),
    /// The client cannot be made.
    #[error("environment `{0}` cannot be called: {1}")]
    Client(String, reqwest::Error),
}

/// An idle connection is used again within this time only. Nearly every server keeps one open for five seconds and more:
/// a connection that the server closes while a request is on its way would leave its outcome unknown.
const IDLE: Duration = Duration::from_secs(2);

const AGENT: &str = concat!("gabarito/", env!("CARGO_PKG_VERSION"));

pub(super) fn client(environment: &Environment) -> Result<Client, ClientError> {
    let timeouts = environment.timeouts;
    let pin = Arc::new(Pin::new(environment.networks.clone()));
    // Before the end of all of it, so that a connection that is never made is told from an answer that never comes.
    let connect = timeouts.connect.min(timeouts.total.mul_f64(0.9));
    let client = Client::builder()
        .user_agent(AGENT)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .referer(false)
        // What a connection took from us is never written to another one.
        .retry(reqwest::retry::never())
        .http1_only()
        .connect_timeout(connect)
        .pool_idle_timeout(IDLE)
        .pool_max_idle_per_host(environment.max_connections)
        .tcp_nodelay(true)
        .dns_resolver(Resolver(pin))
        .tls_backend_preconfigured(tls(environment)?)
        .build();
    client.map_err(|error| ClientError::Client(environment.name.clone(), error))
}

/// Roots of the public network, or the operator's own alone.
fn tls(environment: &Environment) -> Result<ClientConfig, ClientError> {
    let failed = || ClientError::Certificates(environment.name.clone());
    let mut roots = RootCertStore::empty();
    match &environment.ca {
        None => roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(pem) => {
            for certificate in CertificateDer::pem_slice_iter(pem.as_bytes()) {
                roots.add(certificate.map_err(|_| failed())?).map_err(|_| failed())?;
            }
            if roots.is_empty() {
                return Err(failed());
            }
        }
    }
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    Ok(config.map_err(|_| failed())?.with_root_certificates(roots).with_no_client_auth())
}
