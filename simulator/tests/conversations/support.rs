//! A simulator whose clock stands still, and conversations with it over a real connection.
//!
//! A conversation is a text: what was asked, then status, kind and body of the answer. That text is the snapshot.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, UNIX_EPOCH};

use simulator::{Options, Simulator, start};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// 28 November 2026, noon.
const NOON: u64 = 1_795_867_200;

pub struct World {
    pub simulator: Simulator,
    seconds: Arc<AtomicU64>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub content_type: String,
    pub body: Vec<u8>,
    /// Whether as many bytes came as were announced.
    pub is_whole: bool,
}

impl World {
    pub async fn start() -> Self {
        Self::with_faults(false).await
    }

    pub async fn with_faults(faults: bool) -> Self {
        let seconds = Arc::new(AtomicU64::new(NOON));
        let own = Arc::clone(&seconds);
        let clock = Arc::new(move || UNIX_EPOCH + Duration::from_secs(own.load(Ordering::Relaxed)));
        let simulator = start(Options { faults, clock, ..Options::default() }).await.expect("it starts");
        Self { simulator, seconds }
    }

    /// Lets time pass.
    pub fn wait(&self, seconds: u64) {
        self.seconds.fetch_add(seconds, Ordering::Relaxed);
    }

    /// One call. Headers are lines.
    pub async fn call(&self, line: &str, headers: &[&str], body: &[u8]) -> Answer {
        let head = headers.iter().map(|header| format!("{header}\r\n")).collect::<String>();
        let length = body.len();
        let request =
            format!("{line} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n{head}\r\n");
        self.raw(&[request.as_bytes(), body].concat()).await
    }

    /// Bytes as they are.
    pub async fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = TcpStream::connect(self.simulator.address()).await.expect("it listens");
        // A call that is refused early may not be read to its end.
        let _ = stream.write_all(request).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        read(&answer)
    }
}

fn read(answer: &[u8]) -> Answer {
    let end = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(answer.len());
    let head = String::from_utf8_lossy(answer.get(..end).unwrap_or_default()).into_owned();
    let body = answer.get(end + 4..).unwrap_or_default().to_vec();
    let header = |name: &str| {
        let found = head.lines().filter_map(|line| line.split_once(": ")).find(|(known, _)| *known == name);
        found.map(|(_, value)| value.to_owned()).unwrap_or_default()
    };
    Answer {
        status: head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default(),
        content_type: header("content-type"),
        is_whole: header("content-length").parse() == Ok(body.len()),
        body,
    }
}

impl Answer {
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What stands between two texts.
    pub fn between(&self, before: &str, after: &str) -> String {
        let text = self.text();
        let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("{before} is not in {text}"));
        rest.split_once(after).map(|(found, _)| found.to_owned()).unwrap_or_else(|| panic!("{after} is not in {rest}"))
    }
}

/// What was said, for a snapshot.
#[derive(Default)]
pub struct Conversation(pub String);

impl Conversation {
    pub async fn ask(&mut self, world: &World, line: &str, headers: &[&str], body: &str) -> Answer {
        let answer = world.call(line, headers, body.as_bytes()).await;
        let headers = headers.iter().map(|header| format!("\n  {header}")).collect::<String>();
        let body = if body.is_empty() { String::new() } else { format!("\n{}", body.trim_end()) };
        let said = answer.text();
        let said = said.trim_end();
        let Answer { status, content_type, .. } = &answer;
        self.0.push_str(&format!("> {line}{headers}{body}\n\n< {status} {content_type}\n{said}\n\n"));
        answer
    }
}
