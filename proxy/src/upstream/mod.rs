//! A call to a system, under limits, and whether it left.
//!
//! Input: an address and a body. Output: a whole answer, or that nothing left, or that nobody knows. Follows nothing, uses
//! no proxy of this computer, calls only what the environment allows, and sends a body once.

mod breaker;
mod client;
mod resolve;

use std::time::Duration;

use proxy_api::NotSent;
use reqwest::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, HeaderMap, TRANSFER_ENCODING};
use reqwest::{Client, Method, Response};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use url::Url;

use self::breaker::Breaker;
pub use self::client::ClientError;
use crate::config::{Environment, Timeouts};

/// The way to one environment. Another one's calls, connections and failures are not this one's.
pub(crate) struct Upstream {
    client: Client,
    permits: Semaphore,
    breaker: Breaker,
    timeouts: Timeouts,
    answer_bytes: usize,
}

/// What is sent.
pub(crate) struct Call {
    pub method: Method,
    pub url: Url,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

/// What became of a call.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// A whole answer came.
    Answer(Answer),
    /// Nothing left.
    NotSent(NotSent),
    /// It left, or may have left, and no whole answer came.
    Unknown,
}

/// A whole answer.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub status: u16,
    /// As the system named it; empty when it did not.
    pub content_type: String,
    /// Unpacked.
    pub body: Vec<u8>,
    /// Whether it said where it ends. If not, a connection that broke looks like an end.
    pub is_delimited: bool,
}

impl Upstream {
    pub(crate) fn open(environment: &Environment, answer_bytes: usize) -> Result<Self, ClientError> {
        Ok(Self {
            client: client::client(environment)?,
            permits: Semaphore::new(environment.max_connections),
            breaker: Breaker::default(),
            timeouts: environment.timeouts,
            answer_bytes,
        })
    }

    /// Makes a call. The time is from the first byte out to the last byte in; none when nothing left.
    pub(crate) async fn call(&self, call: Call) -> (Reply, Duration) {
        let deadline = Instant::now() + self.timeouts.total;
        let Ok(Ok(_permit)) = timeout_at(deadline, self.permits.acquire()).await else {
            return (Reply::NotSent(NotSent::Resting), Duration::ZERO);
        };
        if !self.breaker.lets_pass(Instant::now()) {
            return (Reply::NotSent(NotSent::Resting), Duration::ZERO);
        }
        let begun = Instant::now();
        let reply = self.answer(call, begun + self.timeouts.total).await;
        self.breaker.note(matches!(reply, Reply::Answer(_)), Instant::now());
        let duration = if matches!(reply, Reply::NotSent(_)) { Duration::ZERO } else { begun.elapsed() };
        (reply, duration)
    }

    async fn answer(&self, call: Call, deadline: Instant) -> Reply {
        let request = self.client.request(call.method, call.url).headers(call.headers).body(call.body);
        let headers_due = deadline.min(Instant::now() + self.timeouts.connect + self.timeouts.header);
        let response = match timeout_at(headers_due, request.send()).await {
            Ok(Ok(response)) => response,
            // Where no connection stands, TLS included, nothing of the request was written.
            Ok(Err(error)) if error.is_connect() || error.is_builder() => {
                return Reply::NotSent(NotSent::Unreachable);
            }
            Ok(Err(_)) | Err(_) => return Reply::Unknown,
        };
        let status = response.status().as_u16();
        let is_delimited = is_delimited(response.headers());
        let content_type = response.headers().get(CONTENT_TYPE);
        let content_type = content_type.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned());
        match self.body(response, deadline).await {
            Some(body) => {
                Reply::Answer(Answer { status, content_type: content_type.unwrap_or_default(), body, is_delimited })
            }
            None => Reply::Unknown,
        }
    }

    /// All of an answer within its time and its size; `None` when it breaks off.
    async fn body(&self, mut response: Response, deadline: Instant) -> Option<Vec<u8>> {
        let mut acc = Vec::new();
        loop {
            let due = deadline.min(Instant::now() + self.timeouts.body);
            let Some(piece) = timeout_at(due, response.chunk()).await.ok()?.ok()? else { return Some(acc) };
            if acc.len() + piece.len() > self.answer_bytes {
                return None;
            }
            acc.extend_from_slice(&piece);
        }
    }
}

/// Whether an answer says where it ends: by its length, by its last piece, or by the end of what was packed. What was
/// unpacked for us no longer carries its length and its packing.
fn is_delimited(headers: &HeaderMap) -> bool {
    [CONTENT_LENGTH, TRANSFER_ENCODING, CONTENT_ENCODING].iter().any(|name| headers.contains_key(name))
}
