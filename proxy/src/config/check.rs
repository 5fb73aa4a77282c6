//! From what is written to what holds: addresses, networks, names that must exist, secrets that must be there.
//!
//! Input: a file whose lengths and ranges are right. Output: a [`Config`], or the first fault with its path.
//! Asks the network for nothing: what a name resolves to is seen when it is called.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::net::{IpAddr, SocketAddr};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use axum::http::HeaderName;
use ipnet::IpNet;
use url::{Host, Url};
use validator_core::catalog;
use validator_core::layout::{Credential, System};

use super::file::{
    AccessFile, ConfigFile, EnvironmentFile, LevelFile, LimitsFile, LogFormatFile, ModeFile, TimeoutsFile,
};
use super::model::{Access, Config, Environment, Limits, Log, Permissions, SIMULATOR, Timeouts, Token};
use super::place::Step;
use super::secret::SecretSource;
use super::{Fault, Secret, USUAL};
use crate::pin::may_be_called;

type Checked<T> = Result<T, (Vec<Step>, Fault)>;

/// Builds a path of keys and places in lists.
macro_rules! path {
    ($($step:expr),* $(,)?) => { vec![$(Step::from($step)),*] };
}

pub(super) fn config(file: ConfigFile, folder: &Path, listen: Option<SocketAddr>) -> Checked<Config> {
    let listen = match (listen, file.listen.as_deref()) {
        (Some(listen), _) => listen,
        (None, Some(text)) => text.parse().map_err(|_| (path!["listen"], Fault::NotListenable))?,
        (None, None) => USUAL,
    };
    let mut environments: Vec<Arc<Environment>> = Vec::new();
    for (at, written) in file.environment.into_iter().enumerate() {
        let within = |(path, fault): (Vec<Step>, Fault)| ([path!["environment", at], path].concat(), fault);
        let environment = environment(written, folder).map_err(within)?;
        let is_simulator = file.simulator && environment.name.starts_with(SIMULATOR);
        if is_simulator || environments.iter().any(|known| known.name == environment.name) {
            return Err(within((path!["name"], Fault::NameTaken)));
        }
        environments.push(Arc::new(environment));
    }
    let in_access = |(path, fault): (Vec<Step>, Fault)| ([path!["access"], path].concat(), fault);
    // The environments of the simulator are there once it runs.
    let played = catalog::entries().map(|entry| format!("{SIMULATOR}{}", entry.system())).filter(|_| file.simulator);
    let names = environments.iter().map(|known| known.name.clone()).chain(played).collect();
    let access = access(file.access, &names).map_err(in_access)?;
    if matches!(access, Access::Open) && !listen.ip().is_loopback() {
        return Err((path!["access", "mode"], Fault::OpenToAll));
    }
    let is_real = !environments.is_empty();
    let audit = file.audit.file.map(|path| folder.join(path));
    let store = file.store.file.map(|path| folder.join(path));
    for (path, is_there) in [(path!["audit", "file"], audit.is_some()), (path!["store", "file"], store.is_some())] {
        if is_real && !is_there {
            return Err((path, Fault::Missing));
        }
    }
    let level = match file.log.level {
        LevelFile::Error => tracing::Level::ERROR,
        LevelFile::Warn => tracing::Level::WARN,
        LevelFile::Info => tracing::Level::INFO,
        LevelFile::Debug => tracing::Level::DEBUG,
        LevelFile::Trace => tracing::Level::TRACE,
    };
    Ok(Config {
        listen,
        addresses: each(&file.addresses, "addresses", |text| origin(text).ok_or(Fault::NotAnOrigin))?,
        access,
        audit,
        audit_key: file.audit.key.map(|source| secret(&source, folder, path!["audit", "key"])).transpose()?,
        store,
        limits: limits(&file.limits),
        cors_origins: origins(&file.browser.cors_origins, "cors_origins")?,
        frame_ancestors: origins(&file.browser.frame_ancestors, "frame_ancestors")?,
        log: Log { level, is_json: file.log.format == LogFormatFile::Json },
        has_simulator: file.simulator,
        environments,
    })
}

fn limits(file: &LimitsFile) -> Limits {
    let usual = Limits::default();
    Limits {
        connections: file.connections.unwrap_or(usual.connections),
        request_bytes: file.request_bytes.unwrap_or(usual.request_bytes),
        answer_bytes: file.answer_bytes.unwrap_or(usual.answer_bytes),
        bytes_at_once: file.bytes_at_once.unwrap_or(usual.bytes_at_once),
        waiting: file.waiting.unwrap_or(usual.waiting),
        header_time: file.header_seconds.map_or(usual.header_time, Duration::from_secs),
        stop_time: file.stop_seconds.map_or(usual.stop_time, Duration::from_secs),
        body_time: file.body_seconds.map_or(usual.body_time, Duration::from_secs),
        calls_per_minute: file.calls_per_minute.unwrap_or(usual.calls_per_minute),
    }
}

fn timeouts(file: &TimeoutsFile) -> Timeouts {
    let usual = Timeouts::default();
    Timeouts {
        connect: file.connect.map_or(usual.connect, Duration::from_secs),
        header: file.header.map_or(usual.header, Duration::from_secs),
        body: file.body.map_or(usual.body, Duration::from_secs),
        total: file.total.map_or(usual.total, Duration::from_secs),
    }
}

fn environment(file: EnvironmentFile, folder: &Path) -> Checked<Environment> {
    let system = catalog::system(&file.system).ok_or((path!["system"], Fault::UnknownSystem))?;
    let networks = each(&file.networks, "networks", network)?;
    let base = base(&file.base, &networks)?;
    let is_address = |name: &String| system.http.addresses.iter().any(|known| known.name == *name);
    if file.address.as_ref().is_some_and(|name| !is_address(name)) {
        return Err((path!["address"], Fault::UnknownAddress));
    }
    for (id, text) in &file.paths {
        let is_of_system = id.split('/').next() == Some(&file.system) && catalog::layout(id).is_some();
        if !is_of_system {
            return Err((path!["paths", id.as_str()], Fault::UnknownLayout));
        }
        if !is_path(text) {
            return Err((path!["paths", id.as_str()], Fault::NotAPath));
        }
    }
    let credential = credential(&system, file.credential.as_deref(), &file.credentials)?;
    let mut credentials = BTreeMap::new();
    for (name, source) in &file.credentials {
        credentials.insert(name.clone(), secret(source, folder, path!["credentials", name.as_str()])?);
    }
    Ok(Environment {
        name: file.name,
        system: file.system,
        base,
        address: file.address,
        timeouts: timeouts(&file.timeouts),
        production: file.production,
        allow_invalid: file.allow_invalid,
        is_simulator: false,
        networks,
        paths: file.paths,
        variables: file.variables,
        credential: credential.map(|credential| credential.name.clone()),
        renew_after: file.renew_after.map(Duration::from_secs),
        ca: file.ca.map(|path| certificates(&folder.join(path))).transpose()?,
        credentials,
        max_connections: file.max_connections.unwrap_or(16),
    })
}

/// The way of signing in that is configured: the one of that name, else the only one that asks for just these secrets.
fn credential<'s>(
    system: &'s System,
    name: Option<&str>,
    secrets: &BTreeMap<String, SecretSource>,
) -> Checked<Option<&'s Credential>> {
    let ways = || system.credentials.iter();
    if let Some(name) = secrets.keys().find(|name| !ways().any(|way| way.secrets.contains(name))) {
        return Err((path!["credentials", name.as_str()], Fault::UnknownCredential));
    }
    let is_whole = |way: &&Credential| {
        way.secrets.len() == secrets.len() && way.secrets.iter().all(|name| secrets.contains_key(name))
    };
    let Some(name) = name else {
        let fitting: Vec<&Credential> = ways().filter(is_whole).collect();
        return match fitting.as_slice() {
            [] if secrets.is_empty() => Ok(None),
            [way] => Ok(Some(way)),
            _ => Err((path!["credential"], Fault::AmbiguousCredential)),
        };
    };
    let way = ways().find(|way| way.name == name).ok_or((path!["credential"], Fault::UnknownCredential))?;
    if let Some(name) = way.secrets.iter().find(|name| !secrets.contains_key(*name)) {
        return Err((path!["credentials", name.as_str()], Fault::Missing));
    }
    if is_whole(&way) { Ok(Some(way)) } else { Err((path!["credential"], Fault::AmbiguousCredential)) }
}

/// The text of a file of certificates. What is in it is judged where it is used.
fn certificates(path: &Path) -> Checked<String> {
    fs::read_to_string(path).map_err(|error| (path!["ca"], Fault::Unreadable(error.kind())))
}

fn secret(source: &SecretSource, folder: &Path, at: Vec<Step>) -> Checked<Secret> {
    source.read(folder).map_err(|fault| (at, Fault::Secret(fault)))
}

/// An address as a system has it, without a slash at its end.
fn base(text: &str, networks: &[IpNet]) -> Checked<Url> {
    let refused = |fault| (path!["base"], fault);
    let mut url = Url::parse(text).map_err(|_| refused(Fault::NotAnAddress))?;
    let is_plain =
        url.username().is_empty() && url.password().is_none() && url.query().is_none() && url.fragment().is_none();
    if !matches!(url.scheme(), "http" | "https") || !is_plain {
        return Err(refused(Fault::NotAnAddress));
    }
    let literal = match url.host() {
        Some(Host::Ipv4(address)) => Some(IpAddr::V4(address)),
        Some(Host::Ipv6(address)) => Some(IpAddr::V6(address)),
        Some(Host::Domain(_)) => None,
        None => return Err(refused(Fault::NotAnAddress)),
    };
    // Nobody resolves an address: it is judged here.
    if literal.is_some_and(|address| !may_be_called(networks, address)) {
        return Err(refused(Fault::NotPublic));
    }
    let path = url.path().trim_end_matches('/').to_owned();
    url.set_path(&path);
    Ok(url)
}

/// Begins with a slash, stays on its host, and its braces come in pairs.
fn is_path(text: &str) -> bool {
    let mut is_open = false;
    for brace in text.chars().filter(|c| matches!(c, '{' | '}')) {
        if is_open == (brace == '{') {
            return false;
        }
        is_open = !is_open;
    }
    let is_one_line = text.chars().all(|c| !c.is_control() && c != '\\' && c != '#');
    !is_open && is_one_line && text.starts_with('/') && !text.starts_with("//") && text.len() <= 2000
}

fn network(text: &str) -> Result<IpNet, Fault> {
    let network = text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from));
    network.map_err(|_| Fault::NotANetwork)
}

/// Scheme, host and port alone, as a browser sends them.
fn origin(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let is_web = matches!(url.scheme(), "http" | "https");
    (is_web && url.origin().ascii_serialization() == text).then_some(url)
}

fn origins(texts: &[String], key: &str) -> Checked<Vec<String>> {
    let at = |(path, fault): (Vec<Step>, Fault)| ([path!["browser"], path].concat(), fault);
    each(texts, key, |text| origin(text).map(|_| text.to_owned()).ok_or(Fault::NotAnOrigin)).map_err(at)
}

fn each<T>(texts: &[String], key: &str, check: impl Fn(&str) -> Result<T, Fault>) -> Checked<Vec<T>> {
    let check = |(at, text): (usize, &String)| check(text).map_err(|fault| (path![key, at], fault));
    texts.iter().enumerate().map(check).collect()
}

/// `names`: the environments there are.
fn access(file: AccessFile, names: &BTreeSet<String>) -> Checked<Access> {
    let is_known = |name: &String| names.contains(name);
    let mut permissions = Permissions::default();
    if let Some(at) = file.everyone.iter().position(|name| !is_known(name)) {
        return Err((path!["everyone", at], Fault::UnknownEnvironment));
    }
    permissions.everyone = file.everyone;
    for (at, user) in file.user.into_iter().enumerate() {
        if let Some(name) = user.environments.iter().position(|name| !is_known(name)) {
            return Err((path!["user", at, "environments", name], Fault::UnknownEnvironment));
        }
        if permissions.users.insert(user.name, user.environments).is_some() {
            return Err((path!["user", at, "name"], Fault::NameTaken));
        }
    }
    match file.mode {
        ModeFile::Open => Ok(Access::Open),
        ModeFile::Tokens => {
            let mut tokens: Vec<Token> = Vec::new();
            for (at, token) in file.token.into_iter().enumerate() {
                if tokens.iter().any(|known| known.id == token.id) {
                    return Err((path!["token", at, "id"], Fault::NameTaken));
                }
                if !is_hash(&token.hash) {
                    return Err((path!["token", at, "hash"], Fault::NotAHash));
                }
                tokens.push(Token { id: token.id, user: token.user, hash: token.hash });
            }
            Ok(Access::Tokens(tokens, permissions))
        }
        ModeFile::Header => {
            let header = file.header.ok_or((path!["header"], Fault::Missing))?;
            let header = HeaderName::try_from(header).ok().filter(|name| !means_something_else(name));
            let header = header.ok_or((path!["header"], Fault::NotAHeader))?;
            if file.from.is_empty() {
                return Err((path!["from"], Fault::FromAnybody));
            }
            Ok(Access::TrustedHeader { header, from: each(&file.from, "from", network)?, permissions })
        }
    }
}

fn means_something_else(name: &HeaderName) -> bool {
    const TAKEN: [&str; 8] = [
        "host",
        "origin",
        "cookie",
        "authorization",
        "content-type",
        "content-length",
        "sec-fetch-site",
        "x-gabarito-client",
    ];
    TAKEN.contains(&name.as_str())
}

fn is_hash(text: &str) -> bool {
    PasswordHash::new(text).is_ok_and(|hash| hash.algorithm.as_str() == "argon2id" && hash.hash.is_some())
}
