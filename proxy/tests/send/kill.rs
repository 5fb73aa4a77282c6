//! The proxy is killed again and again while it sends: nothing is sent twice, nothing without a trace, and what nobody
//! knows is said to be unknown.

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use proxy::config::Secret;
use proxy_api::{CLIENT_HEADER, Outcome, SendRequest, Verdict};
use ring::hmac;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use crate::support::server::{answering, json};
use crate::support::{Proxy, Response, config, environment, payload, request};

const N_KILLS: usize = 50;

/// Calls under way at once.
const N_AT_ONCE: usize = 8;

const FOLDER: &str = "GABARITO_TEST_FOLDER";
const SYSTEM: &str = "GABARITO_TEST_SYSTEM";
const READY: &str = "listening at ";
const AUDIT_KEY: &str = "the key of the audit";

/// Not a test of its own: the process that the test below starts and kills.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_process_that_is_killed() {
    let (Ok(folder), Ok(system)) = (env::var(FOLDER), env::var(SYSTEM)) else { return };
    let folder = Path::new(&folder);
    let mut config = config([environment("fis", "fis", &system)]);
    config.store = Some(folder.join("store"));
    config.audit = Some(folder.join("audit.jsonl"));
    config.audit_key = Some(Secret::new(AUDIT_KEY.to_owned()));
    let proxy = Proxy::open(config).await;
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    println!("\n{READY}{}", listener.local_addr().expect("it has an address"));
    axum::serve(listener, proxy.router()).await.expect("it is served until it is killed");
}

struct Process {
    child: Child,
    address: SocketAddr,
}

impl Process {
    fn start(folder: &Path, system: &str) -> Self {
        let program = env::current_exe().expect("this program has a path");
        let mut child = Command::new(program)
            .args(["--exact", "kill::the_process_that_is_killed", "--nocapture"])
            .env(FOLDER, folder)
            .env(SYSTEM, system)
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let lines = BufReader::new(child.stdout.take().expect("it has an output")).lines();
        let address = lines.map_while(Result::ok).find_map(|line| line.strip_prefix(READY)?.parse().ok());
        Self { child, address: address.expect("it says where it listens") }
    }

    /// With the signal that cannot be caught.
    fn kill(&mut self) {
        self.child.kill().expect("it is there");
        self.child.wait().expect("it ends");
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may be dead already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An order that is told from all others by its number.
fn order(name: &str) -> SendRequest {
    let mut json: serde_json::Value = serde_json::from_str(&payload("fis/pedido")).expect("it is JSON");
    json["pedidos"][0]["ped_nu_pedido_origem"] = name.into();
    SendRequest { payload: json.to_string(), ..request("fis", "fis/pedido", name) }
}

fn name_of(body: &str) -> String {
    let json: serde_json::Value = serde_json::from_str(body).expect("it is JSON");
    json["pedidos"][0]["ped_nu_pedido_origem"].as_str().unwrap_or_default().to_owned()
}

/// Asks over a connection of its own; `None` when it breaks off.
async fn ask(address: SocketAddr, request: &SendRequest) -> Option<Response> {
    let body = serde_json::to_string(request).expect("it is JSON");
    let mut stream = TcpStream::connect(address).await.ok()?;
    let head = format!(
        "POST /api/send HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n{CLIENT_HEADER}: 1\r\n\
         Connection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body.as_bytes()).await.ok()?;
    let mut text = String::new();
    stream.read_to_string(&mut text).await.ok()?;
    let (head, body) = text.split_once("\r\n\r\n")?;
    assert!(head.starts_with("HTTP/1.1 200"), "{text}");
    serde_json::from_str(body).ok()
}

/// The digest that the audit has in the place of a natural key.
fn digest(response: &Response) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, AUDIT_KEY.as_bytes());
    let mut context = hmac::Context::with_key(&key);
    for text in response.natural_key.iter().flat_map(|part| [&part.field, &part.value]) {
        context.update(&(text.len() as u64).to_be_bytes());
        context.update(text.as_bytes());
    }
    context.sign().as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_proxy_that_is_killed_sends_nothing_twice_and_nothing_in_secret() {
    let folder = tempfile::tempdir().expect("a folder");
    let (address, seen) = answering(|_| Box::pin(async { json("{\"ok\":true}") })).await;
    let system = format!("http://{address}");
    let mut asked: BTreeMap<String, Option<Response>> = BTreeMap::new();
    for round in 0..N_KILLS {
        let mut process = Process::start(folder.path(), &system);
        let (told, mut hears) = mpsc::unbounded_channel();
        let told = Arc::new(told);
        // Each asks for one order after the other until the process is gone.
        let askers = (0..N_AT_ONCE).map(|asker| {
            let (told, address) = (Arc::clone(&told), process.address);
            tokio::spawn(async move {
                for n in 0.. {
                    let name = format!("{round}-{asker}-{n}");
                    let response = ask(address, &order(&name)).await;
                    let is_gone = response.is_none();
                    told.send((name, response)).expect("somebody hears");
                    if is_gone {
                        return;
                    }
                }
            })
        });
        let askers: Vec<_> = askers.collect();
        // From the first moment to the middle of the work.
        for _ in 0..round % 17 {
            let (name, response) = hears.recv().await.expect("they go on");
            asked.insert(name, response);
        }
        process.kill();
        for asker in askers {
            asker.await.expect("nothing panics");
        }
        drop(told);
        while let Some((name, response)) = hears.recv().await {
            asked.insert(name, response);
        }
    }

    let received_by = || {
        let mut acc: BTreeMap<String, usize> = BTreeMap::new();
        for received in seen.requests() {
            *acc.entry(name_of(&received.body)).or_default() += 1;
        }
        acc
    };
    let before = received_by();
    let n_told = asked.values().flatten().count();
    let n_lost =
        asked.keys().filter(|name| asked.get(*name).is_some_and(Option::is_none) && before.contains_key(*name)).count();
    assert!(n_told > N_KILLS && n_lost > 0, "{n_told} told and {n_lost} lost: nothing was tried");

    // A last start hears about every key what became of it.
    let process = Process::start(folder.path(), &system);
    let mut digests = BTreeMap::new();
    for (name, told) in &asked {
        let again = ask(process.address, &order(name)).await.expect("it answers");
        digests.insert(name.clone(), digest(&again));
        match (told, before.contains_key(name)) {
            (Some(told), _) => {
                assert_eq!(
                    (again.outcome, again.verdict, again.repeated),
                    (told.outcome, told.verdict, true),
                    "{name}"
                );
            }
            // It left and nobody was told: unknown, unless its end was written before the process was killed.
            (None, true) => {
                assert!(again.repeated, "{name}");
                assert!(again.outcome == Outcome::Unknown || again.verdict == Some(Verdict::Processed), "{name}");
            }
            (None, false) => assert!(!again.repeated || again.outcome == Outcome::Unknown, "{name}"),
        }
    }
    let after = received_by();
    let twice: Vec<_> = after.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "sent twice: {twice:?}");

    let audit = fs::read_to_string(folder.path().join("audit.jsonl")).expect("the audit is there");
    // A line that was being written when the process was killed is cut off, and the next one goes on behind it.
    let begun: BTreeSet<String> = audit
        .lines()
        .filter(|line| line.contains("\"event\":\"begun\""))
        .filter_map(|line| Some(line.split_once("\"natural_key\":\"")?.1.split('"').next()?.to_owned()))
        .collect();
    let in_secret: Vec<_> =
        after.keys().filter(|name| !digests.get(*name).is_some_and(|digest| begun.contains(digest))).collect();
    assert!(in_secret.is_empty(), "sent without a trace: {in_secret:?}");
}
