//! Whether a question comes from our own page, or from one that the operator named.
//!
//! Input: a request's headers. Output: go on, or a refusal.
//! A page of another origin can make a browser call us; it can neither send our header without asking first, nor hide where
//! it comes from. A name that was made to point here is none of ours.

use std::net::SocketAddr;

use axum::http::header::{CONTENT_TYPE, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, Uri};
use proxy_api::{CLIENT_HEADER, ErrorCode};
use url::{Host, Url};

use super::ApiError;
use crate::config::Config;

const FETCH_SITE: &str = "sec-fetch-site";

/// Whether the host that was asked for is one of ours: an address, this computer, or a name of the configuration.
pub(crate) fn is_own_host(config: &Config, uri: &Uri, headers: &HeaderMap) -> bool {
    let hosts = headers.get_all(HOST).iter().map(|value| value.to_str().ok());
    let asked = hosts.chain(uri.authority().map(|authority| Some(authority.as_str())));
    // Browsers always say it; what does not is no browser that could be led here by a name.
    asked.into_iter().all(|asked| asked.is_some_and(|asked| is_own_name(config, asked)))
}

/// `asked` with or without a port, as it stands in a `Host` header.
fn is_own_name(config: &Config, asked: &str) -> bool {
    // As nearly everybody writes an address; other forms of one are read below.
    if asked.parse::<SocketAddr>().is_ok() {
        return true;
    }
    let is_plain = !asked.contains(['@', '/', '\\', '?', '#']);
    let url = Url::parse(&format!("http://{asked}/")).ok().filter(|_| is_plain);
    match url.as_ref().and_then(Url::host) {
        Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
        Some(Host::Domain(name)) => {
            name == "localhost" || config.addresses.iter().any(|address| address.host_str() == Some(name))
        }
        None => false,
    }
}

/// Whether browsers reach us over TLS at the host that was asked for.
pub(crate) fn is_behind_tls(config: &Config, headers: &HeaderMap) -> bool {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let is_it = |address: &Url| address.scheme() == "https" && authority_of(address.as_str()) == Some(host);
    config.addresses.iter().any(is_it)
}

/// Guards what changes something: a `POST` of JSON that only our page, or one that was named, can send.
pub(crate) fn check_origin(config: &Config, headers: &HeaderMap) -> Result<(), ApiError> {
    let foreign = |message| Err(ApiError::new(ErrorCode::ForeignOrigin, message));
    let names_a_client = |value: &HeaderValue| !value.is_empty() && value.as_bytes().iter().all(u8::is_ascii_graphic);
    if !headers.get(CLIENT_HEADER).is_some_and(names_a_client) {
        return foreign("the header x-gabarito-client is missing");
    }
    let mut origins = headers.get_all(ORIGIN).iter();
    let origin = match (origins.next().map(|value| value.to_str()), origins.next()) {
        (None, _) => None,
        (Some(Ok(origin)), None) => Some(origin),
        (Some(_), _) => return foreign("the origin cannot be read"),
    };
    let is_named = origin.is_some_and(|origin| config.cors_origins.iter().any(|known| known == origin));
    if origin.is_some_and(|origin| !is_named && !is_own_origin(config, headers, origin)) {
        return foreign("the origin is not one of those that may call");
    }
    let site = headers.get(FETCH_SITE).map(|value| value.to_str().unwrap_or_default());
    match site {
        None | Some("same-origin" | "none") => Ok(()),
        Some(_) if is_named => Ok(()),
        Some(_) => foreign("the page that calls is of another site"),
    }
}

/// The host that was asked for, or one of those that the configuration says we are reached at.
fn is_own_origin(config: &Config, headers: &HeaderMap, origin: &str) -> bool {
    let host = headers.get(HOST).and_then(|value| value.to_str().ok());
    let is_asked = host.is_some() && authority_of(origin) == host;
    is_asked || config.addresses.iter().any(|address| address.origin().ascii_serialization() == origin)
}

/// Host and port of an address, as a browser writes them.
fn authority_of(address: &str) -> Option<&str> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    rest.split('/').next()
}

/// What a body must be called.
pub(crate) fn check_is_json(headers: &HeaderMap) -> Result<(), ApiError> {
    let mut values = headers.get_all(CONTENT_TYPE).iter();
    let value = match (values.next().and_then(|value| value.to_str().ok()), values.next()) {
        (Some(value), None) => value,
        _ => "",
    };
    let name = value.split(';').next().unwrap_or_default().trim();
    if name.eq_ignore_ascii_case("application/json") {
        return Ok(());
    }
    Err(ApiError::new(ErrorCode::NotJson, "the content type is not application/json"))
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderName, HeaderValue};

    use super::*;

    fn config() -> Config {
        let mut config = Config::of_simulator("127.0.0.1:0".parse().expect("an address"), Vec::new());
        config.addresses = vec!["https://gabarito.example".parse().expect("an address")];
        config.cors_origins = vec!["https://portal.example".to_owned()];
        config
    }

    fn headers(pairs: &[(&str, &str)]) -> HeaderMap {
        let parse = |(name, value): &(&str, &str)| {
            (name.parse::<HeaderName>().expect("a name"), value.parse::<HeaderValue>().expect("a value"))
        };
        pairs.iter().map(parse).collect()
    }

    #[track_caller]
    fn check_host(host: &str, expected: bool) {
        assert_eq!(is_own_host(&config(), &Uri::from_static("/"), &headers(&[("host", host)])), expected, "{host}");
    }

    #[test]
    fn addresses_and_configured_names_are_ours() {
        for host in [
            "127.0.0.1:8080",
            "[::1]:8080",
            "192.168.0.7",
            "localhost:8080",
            "gabarito.example",
            "GABARITO.example:443",
        ] {
            check_host(host, true);
        }
    }

    #[test]
    fn other_names_are_not() {
        for host in
            ["evil.example", "gabarito.example.evil.example", "localhost.evil.example", "", "a b", "x@localhost/"]
        {
            check_host(host, false);
        }
        let absolute = Uri::from_static("http://evil.example/api/send");
        assert!(!is_own_host(&config(), &absolute, &headers(&[("host", "localhost")])));
        assert!(!is_own_host(
            &config(),
            &Uri::from_static("/"),
            &headers(&[("host", "localhost"), ("host", "evil.example")])
        ));
    }

    #[track_caller]
    fn check(pairs: &[(&str, &str)], is_allowed: bool) {
        let mut all = vec![("host", "127.0.0.1:8080"), (CLIENT_HEADER, "page")];
        all.extend(pairs);
        assert_eq!(check_origin(&config(), &headers(&all)).is_ok(), is_allowed, "{pairs:?}");
    }

    #[test]
    fn our_own_page_may_call_and_so_may_programs() {
        check(&[], true);
        check(&[("origin", "http://127.0.0.1:8080"), (FETCH_SITE, "same-origin")], true);
        check(&[("origin", "https://gabarito.example"), (FETCH_SITE, "same-origin")], true);
        check(&[(FETCH_SITE, "none")], true);
    }

    #[test]
    fn a_client_has_a_name() {
        for name in ["", "two words", "página"] {
            let named = headers(&[("host", "127.0.0.1:8080"), (CLIENT_HEADER, name)]);
            assert!(check_origin(&config(), &named).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_page_that_was_named_may_call() {
        check(&[("origin", "https://portal.example"), (FETCH_SITE, "cross-site")], true);
    }

    #[test]
    fn no_other_page_may() {
        for origin in
            ["https://evil.example", "null", "https://portal.example.evil.example", "http://portal.example", ""]
        {
            check(&[("origin", origin)], false);
        }
        check(&[("origin", "http://127.0.0.1:9090")], false);
        check(&[("origin", "https://portal.example"), ("origin", "https://evil.example")], false);
        check(&[(FETCH_SITE, "cross-site")], false);
        check(&[(FETCH_SITE, "same-site")], false);
        assert!(check_origin(&config(), &headers(&[("host", "127.0.0.1:8080")])).is_err());
    }

    #[track_caller]
    fn check_json(content_type: &str, expected: bool) {
        assert_eq!(check_is_json(&headers(&[("content-type", content_type)])).is_ok(), expected, "{content_type}");
    }

    #[test]
    fn json_is_called_json() {
        check_json("application/json", true);
        check_json("Application/JSON; charset=utf-8", true);
        check_json("text/plain", false);
        check_json("application/jsonp", false);
        check_json("", false);
        assert!(check_is_json(&headers(&[])).is_err());
    }

    #[test]
    fn tls_is_where_the_configuration_says_so() {
        assert!(is_behind_tls(&config(), &headers(&[("host", "gabarito.example")])));
        assert!(!is_behind_tls(&config(), &headers(&[("host", "127.0.0.1:8080")])));
        assert!(!is_behind_tls(&config(), &headers(&[])));
    }
}
