//! The configuration, as the rest of the proxy sees it: checked, with its secrets read.
//!
//! Only [`load`](super::load) and [`Config::of_simulator`] make one.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use axum::http::HeaderName;
use ipnet::IpNet;
use url::Url;

use super::Secret;

/// Everything that the operator decides.
#[derive(Clone, Debug)]
pub struct Config {
    /// Where the server listens.
    pub listen: SocketAddr,
    /// How browsers reach it, where that is not the address that it listens at: origins such as `https://gabarito.example`.
    pub addresses: Vec<Url>,
    /// Who may call.
    pub access: Access,
    /// Where each call leaves its line; without a file, the log.
    pub audit: Option<PathBuf>,
    /// Keys the digests of natural keys in the audit; without one, a key is drawn at each start.
    pub audit_key: Option<Secret>,
    /// Where outcomes are kept for 24 hours; without a file, in memory.
    pub store: Option<PathBuf>,
    /// What is too much.
    pub limits: Limits,
    /// Pages of other origins that may call, exactly as a browser names them.
    pub cors_origins: Vec<String>,
    /// Pages that may show ours in a frame, exactly as a browser names them.
    pub frame_ancestors: Vec<String>,
    /// What is logged, and how.
    pub log: Log,
    /// Whether the program's simulator stands beside the environments below.
    pub has_simulator: bool,
    /// Where a payload can be sent to, in the order of the file.
    pub environments: Vec<Arc<Environment>>,
}

impl Config {
    /// What holds without a configuration: this computer only, nothing kept, and no environments but those of the simulator.
    pub fn of_simulator(listen: SocketAddr, environments: Vec<Environment>) -> Self {
        Self {
            listen,
            addresses: Vec::new(),
            access: Access::Open,
            audit: None,
            audit_key: None,
            store: None,
            limits: Limits::default(),
            cors_origins: Vec::new(),
            frame_ancestors: Vec::new(),
            log: Log::default(),
            has_simulator: true,
            environments: environments.into_iter().map(Arc::new).collect(),
        }
    }

    /// The same with the simulator's environments behind the others, if they are wanted.
    pub fn with_simulator(mut self, played: &[Environment]) -> Self {
        if self.has_simulator {
            self.environments.extend(played.iter().cloned().map(Arc::new));
        }
        self
    }

    /// The environment of a name.
    pub fn environment(&self, name: &str) -> Option<&Arc<Environment>> {
        self.environments.iter().find(|environment| environment.name == name)
    }
}

/// The names of the simulator's environments begin so, and those of no others.
pub(super) const SIMULATOR: &str = "simulador-";

/// One environment of one system.
#[derive(Clone, Debug)]
pub struct Environment {
    /// What a person calls it; unique.
    pub name: String,
    /// Folder name of a bundled system.
    pub system: String,
    /// What every path follows: scheme, host, port, and the beginning of the path without a slash at its end.
    pub base: Url,
    /// Which of the system's addresses (`[[http.address]]`) this is; the first where it is not said.
    pub address: Option<String>,
    /// How long each part of a call may take.
    pub timeouts: Timeouts,
    /// What is sent here is real.
    pub production: bool,
    /// Payloads with errors may be sent.
    pub allow_invalid: bool,
    /// The simulator of this program.
    pub is_simulator: bool,
    /// What the host may resolve to; when empty, what it first resolves to, and never an address that is not public.
    pub networks: Vec<IpNet>,
    /// Paths by layout id, over those that the layouts know.
    pub paths: BTreeMap<String, String>,
    /// What stands in the braces of addresses and paths.
    pub variables: BTreeMap<String, String>,
    /// Which of the system's ways to sign in (`[[credential]]`) is configured; without one, calls carry no credentials.
    pub credential: Option<String>,
    /// The secrets of that way, by their names: all that it asks for, and no others.
    pub credentials: BTreeMap<String, Secret>,
    /// When a token is renewed, over what the system's data says.
    pub renew_after: Option<Duration>,
    /// Certificates in PEM that its own is checked with, instead of those of the public network.
    pub ca: Option<String>,
    /// Calls at once; others wait their turn.
    pub max_connections: usize,
}

impl Environment {
    /// The simulator of a system at an address of this computer; none where that is no address.
    pub fn of_simulator(system: &str, base: &str) -> Option<Self> {
        Some(Self {
            name: format!("{SIMULATOR}{system}"),
            system: system.to_owned(),
            base: Url::parse(base).ok()?,
            address: None,
            timeouts: Timeouts::default(),
            production: false,
            allow_invalid: true,
            is_simulator: true,
            networks: vec![IpAddr::V4(Ipv4Addr::LOCALHOST).into(), IpAddr::V6(Ipv6Addr::LOCALHOST).into()],
            paths: BTreeMap::new(),
            variables: BTreeMap::new(),
            credential: None,
            credentials: BTreeMap::new(),
            renew_after: None,
            ca: None,
            max_connections: 64,
        })
    }
}

/// How long each part of a call may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timeouts {
    /// Until the connection stands, TLS included.
    pub connect: Duration,
    /// From there until the status and headers are in.
    pub header: Duration,
    /// Between two pieces of the answer.
    pub body: Duration,
    /// All of it.
    pub total: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            header: Duration::from_secs(60),
            body: Duration::from_secs(15),
            total: Duration::from_secs(90),
        }
    }
}

/// What is too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections of clients at once; others wait to be taken.
    pub connections: usize,
    /// Bytes of one request's body.
    pub request_bytes: usize,
    /// Bytes of one answer, unpacked.
    pub answer_bytes: usize,
    /// Bytes of all bodies that are worked on at once.
    pub bytes_at_once: usize,
    /// Calls that may wait for their turn; one more is refused.
    pub waiting: usize,
    /// How long a client may take for its headers.
    pub header_time: Duration,
    /// How long a client may take for its body.
    pub body_time: Duration,
    /// How long sendings under way are waited for when the server is being stopped.
    pub stop_time: Duration,
    /// Calls of one person to one environment in a minute.
    pub calls_per_minute: u32,
}

const MIB: usize = 1024 * 1024;

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 512,
            request_bytes: 16 * MIB,
            answer_bytes: 16 * MIB,
            bytes_at_once: 32 * MIB,
            waiting: 256,
            header_time: Duration::from_secs(10),
            body_time: Duration::from_secs(30),
            stop_time: Duration::from_secs(30),
            calls_per_minute: 600,
        }
    }
}

/// Who may call.
#[derive(Clone, Debug)]
pub enum Access {
    /// Everybody who reaches the server: only on loopback.
    Open,
    /// Whoever shows an API token.
    Tokens(Vec<Token>, Permissions),
    /// Whoever the reverse proxy in front of the server says it is.
    TrustedHeader {
        /// The header that carries the person's name.
        header: HeaderName,
        /// Where the reverse proxy calls from; the header of anybody else counts for nothing.
        from: Vec<IpNet>,
        /// Who may send where.
        permissions: Permissions,
    },
}

/// An API token: never itself, only what it is checked against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// The part of it that is no secret, by which it is found.
    pub id: String,
    /// Whom it stands for.
    pub user: String,
    /// Argon2 of the whole token, in PHC form.
    pub hash: String,
}

/// Who may send where, by names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permissions {
    /// Whoever is signed in.
    pub everyone: Vec<String>,
    /// Single persons, in addition.
    pub users: BTreeMap<String, Vec<String>>,
}

impl Permissions {
    /// Whether this person may send there.
    pub fn allow(&self, user: &str, environment: &str) -> bool {
        let own = self.users.get(user).map(Vec::as_slice).unwrap_or_default();
        self.everyone.iter().chain(own).any(|name| name == environment)
    }
}

/// What is logged, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Log {
    /// From which level on.
    pub level: tracing::Level,
    /// One JSON object a line, instead of text.
    pub is_json: bool,
}

impl Default for Log {
    fn default() -> Self {
        Self { level: tracing::Level::INFO, is_json: false }
    }
}
