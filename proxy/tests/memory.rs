//! 64 clients that send 10 MB each at once: all are served, and the whole process stays within 512 MiB.
#![expect(clippy::indexing_slicing, reason = "a test that finds nothing at a place fails, and says where")]
#![cfg(target_os = "linux")]

#[path = "support/mod.rs"]
mod support;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use proxy::{PageSource, ServeOptions};
use proxy_api::{Execution, Language, SendRequest};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::time::timeout;

use self::support::{config, environment, payload};

const N_CLIENTS: usize = 64;
const PAYLOAD_BYTES: usize = 10_000_000;
const LIMIT_KIB: u64 = 512 * 1024;
const LONG: Duration = Duration::from_secs(300);

/// A valid payload of ten million bytes, as one of many items.
fn large_payload() -> String {
    let one = payload("depsnet/pessoa");
    let item = one.trim().trim_start_matches('[').trim_end_matches(']').trim();
    let n_items = PAYLOAD_BYTES / (item.len() + 1);
    format!("[{}]", vec![item; n_items].join(","))
}

/// A system that reads what it is sent, keeps nothing of it, and answers.
async fn forgetful() -> SocketAddr {
    let (listener, address) = support::server::listen().await;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(forget(stream));
        }
    });
    address
}

async fn forget(mut stream: TcpStream) -> std::io::Result<()> {
    let mut piece = vec![0; 64 * 1024];
    loop {
        let mut head = Vec::new();
        let end = loop {
            match stream.read(&mut piece).await? {
                0 => return Ok(()),
                n => head.extend_from_slice(&piece[..n]),
            }
            if let Some(at) = head.windows(4).position(|window| window == b"\r\n\r\n") {
                break at + 4;
            }
        };
        let text = String::from_utf8_lossy(&head[..end]).to_ascii_lowercase();
        let length = text.split("content-length:").nth(1).and_then(|rest| rest.lines().next()?.trim().parse().ok());
        let mut left = length.unwrap_or(0_usize).saturating_sub(head.len() - end);
        while left > 0 {
            match stream.read(&mut piece).await? {
                0 => return Ok(()),
                n => left = left.saturating_sub(n),
            }
        }
        stream.write_all(&support::server::json("[]")).await?;
    }
}

/// What one client is told: the first line of the answer, and what became of the call.
async fn client(proxy: SocketAddr, at: usize, body: Arc<(String, String)>) -> (String, bool) {
    let key = format!("{at:08}");
    let (before, after) = &*body;
    let length = before.len() + key.len() + after.len();
    let head = format!(
        "POST /api/send HTTP/1.1\r\nHost: localhost\r\nx-gabarito-client: test\r\ncontent-type: application/json\r\n\
         connection: close\r\ncontent-length: {length}\r\n\r\n"
    );
    let mut stream = TcpStream::connect(proxy).await.expect("the proxy takes connections");
    for part in [head.as_bytes(), before.as_bytes(), key.as_bytes(), after.as_bytes()] {
        stream.write_all(part).await.expect("the body is taken");
    }
    let mut said = Vec::new();
    stream.read_to_end(&mut said).await.expect("an answer");
    let said = String::from_utf8_lossy(&said);
    let first = said.lines().next().unwrap_or_default().to_owned();
    (first, said.contains("\"outcome\":\"answered\""))
}

fn peak_kib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux tells it");
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).expect("the highest mark");
    line.trim().trim_end_matches("kB").trim().parse().expect("a number")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_large_bodies_are_served_within_bounds() {
    let page = tempfile::tempdir().expect("a folder for the test");
    std::fs::write(page.path().join("index.html"), "").expect("a page");
    let system = environment("deps", "depsnet", &format!("http://{}", forgetful().await));
    let (ready, started) = oneshot::channel();
    let mut config = config([system]);
    // How fast a machine is must not decide.
    config.limits.waiting_time = LONG;
    config.limits.body_time = LONG;
    let options = ServeOptions {
        config,
        reload: None,
        page: PageSource::Folder(page.path().to_owned()),
        on_ready: Box::new(move |address| ready.send(address).expect("the test waits")),
    };
    tokio::spawn(proxy::serve(options));
    let proxy = started.await.expect("it starts");

    let request = SendRequest {
        environment: "deps".to_owned(),
        layout: "depsnet/pessoa".to_owned(),
        execution: Execution::Sync,
        payload: large_payload(),
        language: Language::En,
        idempotency_key: "KEY-OF-THE-TEST".to_owned(),
        confirm: Vec::new(),
    };
    let body = serde_json::to_string(&request).expect("it is JSON");
    drop(request);
    let (before, after) = body.split_once("KEY-OF-THE-TEST").expect("the key is in it");
    let body = Arc::new((before.to_owned(), after.to_owned()));
    let clients: Vec<_> = (0..N_CLIENTS).map(|at| tokio::spawn(client(proxy, at, Arc::clone(&body)))).collect();
    for client in clients {
        let (first, is_answered) = timeout(LONG, client).await.expect("in time").expect("without a panic");
        assert_eq!((first.as_str(), is_answered), ("HTTP/1.1 200 OK", true));
    }
    let peak = peak_kib();
    println!("peak: {} MiB", peak / 1024);
    assert!(peak < LIMIT_KIB, "{peak} KiB");
}
