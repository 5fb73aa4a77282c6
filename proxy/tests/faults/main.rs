//! What may go wrong with a system, kind by kind, over real sockets: each gets the outcome that is true, in time and in
//! bounds, and never a success that was not said.

#[path = "../support/mod.rs"]
mod support;

mod kinds;

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use proxy::config::{Environment, Timeouts};
use proxy_api::{NotSent, Outcome};

use self::kinds::{Expected, Kind, Place, kinds};
use self::support::server::{self, Seen};
use self::support::tls::Authority;
use self::support::{Proxy, Response, config, environment, payload, request};

const TIMEOUTS: Timeouts = Timeouts {
    connect: Duration::from_millis(1500),
    header: Duration::from_millis(1500),
    body: Duration::from_secs(1),
    total: Duration::from_secs(3),
};

/// Beyond the time-outs of a call nothing may take longer than this.
const GRACE: Duration = Duration::from_secs(2);

const ANSWER_BYTES: usize = 1 << 20;

/// So many are played at once: what takes its time is to be the other side and not two cores with a hundred of them.
const AT_ONCE: usize = 26;

const MAX_GROWTH_KIB: u64 = 64 * 1024;

/// A kind with somebody who plays it.
struct Played {
    kind: Kind,
    environment: Environment,
    seen: Option<Seen>,
    /// Keeps a port that nobody takes connections from.
    _listener: Option<tokio::net::TcpListener>,
    /// Keeps a port that nobody listens at.
    _socket: Option<tokio::net::TcpSocket>,
}

impl Played {
    /// What is not as it must be.
    fn complaints(&self, response: &Response, took: Duration) -> Vec<String> {
        let Kind { name, expected, .. } = &self.kind;
        let mut acc = Vec::new();
        let is_not_sent = response.outcome == Outcome::NotSent && response.not_sent == Some(NotSent::Unreachable);
        let is_unknown = response.outcome == Outcome::Unknown;
        let is_expected = match expected {
            Expected::NotSent => is_not_sent,
            Expected::Unknown => is_unknown,
            Expected::NotSentOrUnknown => is_not_sent || is_unknown,
            Expected::Answered(verdict) => response.outcome == Outcome::Answered && response.verdict == *verdict,
        };
        if !is_expected {
            acc.push(format!("{name}: {:?} {:?} {:?}", response.outcome, response.verdict, response.not_sent));
        }
        if took > TIMEOUTS.total + GRACE {
            acc.push(format!("{name}: took {took:?}"));
        }
        if response.outcome != Outcome::Answered && response.verdict.is_some() {
            acc.push(format!("{name}: a verdict over nothing"));
        }
        let n_requests = self.seen.as_ref().map_or(0, |seen| seen.requests().len());
        if n_requests > 1 || (n_requests == 1 && response.outcome == Outcome::NotSent) {
            acc.push(format!("{name}: received {n_requests} times"));
        }
        acc
    }
}

async fn play(kind: Kind, authority: &Authority, other: &Authority, trap: u16) -> Played {
    let steps = kind.steps(trap);
    let (mut seen, mut listener, mut socket) = (None, None, None);
    let (scheme, host, port) = match kind.place {
        Place::Nobody => {
            let (held, address) = server::nobody();
            socket = Some(held);
            ("http", "127.0.0.1", address.port())
        }
        Place::Deaf => {
            let (deaf, address) = server::listen().await;
            listener = Some(deaf);
            ("http", "127.0.0.1", address.port())
        }
        Place::NoSuchName => ("http", "no-such-name.invalid", 80),
        Place::Plain => {
            let (address, known) = server::scripted(steps, None).await;
            seen = Some(known);
            ("http", "127.0.0.1", address.port())
        }
        Place::PlainByName => {
            let (address, known) = server::scripted(steps, None).await;
            seen = Some(known);
            ("http", "localhost", address.port())
        }
        Place::Tls | Place::TlsOfOthers | Place::TlsOtherName | Place::TlsExpired => {
            let acceptor = match kind.place {
                Place::TlsOfOthers => other.server("localhost"),
                Place::TlsOtherName => authority.server("elsewhere.example"),
                Place::TlsExpired => authority.expired("localhost"),
                _ => authority.server("localhost"),
            };
            let (address, known) = server::scripted(steps, Some(acceptor)).await;
            seen = Some(known);
            ("https", "localhost", address.port())
        }
        Place::PlainInPlaceOfTls => {
            let (address, known) = server::scripted(steps, None).await;
            seen = Some(known);
            ("https", "localhost", address.port())
        }
    };
    let system = kind.layout.split('/').next().unwrap_or_default();
    let environment = Environment {
        timeouts: TIMEOUTS,
        ca: scheme.ends_with('s').then(|| authority.pem.clone()),
        ..environment(kind.name, system, &format!("{scheme}://{host}:{port}"))
    };
    Played { kind, environment, seen, _listener: listener, _socket: socket }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_kind_gets_the_outcome_that_is_true() {
    let (authority, other) = (Authority::new(), Authority::new());
    // Where redirects lead: nobody may ever come.
    let (trap, trapped) = server::scripted(vec![server::Step::Read], None).await;
    let mut all = Vec::new();
    for kind in kinds() {
        all.push(play(kind, &authority, &other, trap.port()).await);
    }
    let names: BTreeSet<&str> = all.iter().map(|played| played.kind.name).collect();
    assert!(all.len() >= 40 && names.len() == all.len(), "{} kinds with {} names", all.len(), names.len());
    all.sort_by_key(|played| played.kind.is_flood());
    let mut config = config(all.iter().map(|played| played.environment.clone()));
    config.limits.answer_bytes = ANSWER_BYTES;
    let proxy = Proxy::open(config).await;
    // What is unpacked once for all payloads is none of the faults' doing.
    payload("senior-g5/convenio/Consumir");
    forget_peak();
    let before = peak_kib();

    let mut wrong = Vec::new();
    // Floods among themselves, so that nobody waits for them.
    let kinds_alike = all.chunk_by(|one, next| one.kind.is_flood() == next.kind.is_flood());
    for some in kinds_alike.flat_map(|alike| alike.chunks(AT_ONCE)) {
        let calls = some.iter().map(|played| {
            let (proxy, request) = (proxy.clone(), request(played.kind.name, played.kind.layout, played.kind.name));
            tokio::spawn(async move {
                let begun = Instant::now();
                let response = proxy.sent(&request).await;
                (response, begun.elapsed())
            })
        });
        let calls: Vec<_> = calls.collect();
        for (played, call) in some.iter().zip(calls) {
            let (response, took) = call.await.expect("nothing panics");
            wrong.extend(played.complaints(&response, took));
        }
    }
    let growth = peak_kib().saturating_sub(before);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(growth < MAX_GROWTH_KIB, "memory grew by {growth} KiB");
    assert_eq!(trapped.requests().len(), 0, "a redirect was followed");
}

/// The most memory that the process has had, in KiB; nothing where the system does not tell.
fn peak_kib() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

/// Counts the most memory anew from here.
fn forget_peak() {
    // Where that cannot be done, what was before counts too, and the test is the stricter for it.
    let _ = fs::write("/proc/self/clear_refs", "5");
}
