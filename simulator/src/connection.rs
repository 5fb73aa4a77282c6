//! Connections: HTTP/1.1 in, calls to the desk, answers out.
//!
//! Input: a listener on loopback. Output: answers, until the task is dropped.
//! Bounded in every direction: connections, headers, body, the time for each, and how many large bodies are worked on.

use std::convert::Infallible;
use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{ALLOW, CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio::task::{JoinSet, spawn_blocking};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;

use crate::desk::{Desk, Question};
use crate::reply::Reply;

/// The largest body, as the proxy in front has it too.
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Open connections at once; others wait to be taken.
const MAX_CONNECTIONS: usize = 256;

/// A body up to here is judged where it came in; a larger one waits for its turn, and for a thread of its own.
const SMALL_BODY: u64 = 64 * 1024;

/// Large bodies that are worked on at once.
const MAX_LARGE: usize = 4;

/// How long the headers of a call may take, and the silence before it.
const HEADER_TIME: Duration = Duration::from_secs(60);

/// How long a body may take.
const BODY_TIME: Duration = Duration::from_secs(60);

/// How long a client may take nothing of an answer.
const SILENCE: Duration = Duration::from_secs(60);

/// After an error of the system, such as too many open files, accepting is not tried again at once.
const PAUSE: Duration = Duration::from_millis(50);

/// Answers whoever connects. Dropping it ends all connections.
pub(crate) async fn accept(listener: TcpListener, desk: Arc<Desk>) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    let large = Arc::new(Semaphore::new(MAX_LARGE));
    let mut connections = JoinSet::new();
    loop {
        while connections.try_join_next().is_some() {}
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else {
            sleep(PAUSE).await;
            continue;
        };
        let (desk, large) = (Arc::clone(&desk), Arc::clone(&large));
        connections.spawn(async move {
            // Small answers are not held back in the hope of more.
            let _ = stream.set_nodelay(true);
            let service = service_fn(|request| {
                let (desk, large) = (Arc::clone(&desk), Arc::clone(&large));
                async move { Ok::<_, Infallible>(respond(request, desk, &large).await) }
            });
            let mut stream = TimeoutStream::new(stream);
            stream.set_write_timeout(Some(SILENCE));
            let mut server = http1::Builder::new();
            server.timer(TokioTimer::new()).header_read_timeout(HEADER_TIME).half_close(true);
            // A client that goes away in the middle is no news.
            let _ = server.serve_connection(TokioIo::new(Box::pin(stream)), service).await;
            drop(place);
        });
    }
}

async fn respond(request: Request<Incoming>, desk: Arc<Desk>, large: &Semaphore) -> Response<ReplyBody> {
    let (head, body) = request.into_parts();
    let is_small = body.size_hint().upper().is_some_and(|size| size <= SMALL_BODY);
    let turn = match is_small {
        true => None,
        false => large.acquire().await.ok(),
    };
    let text = |status, text: &str| Reply::new(status, "text/plain; charset=utf-8", format!("{text}\n"));
    let reply = match timeout(BODY_TIME, Limited::new(body, MAX_BODY).collect()).await {
        Err(_) => text(408, &desk.words.too_slow),
        Ok(Err(error)) if error.is::<LengthLimitError>() => text(413, &desk.words.too_large),
        Ok(Err(_)) => text(400, &desk.words.unreadable),
        Ok(Ok(body)) => {
            let body = body.to_bytes();
            let answer = move || {
                desk.answer(&Question {
                    method: head.method.as_str(),
                    path: head.uri.path(),
                    query: head.uri.query().unwrap_or_default(),
                    headers: &head.headers,
                    body: &body,
                })
            };
            match is_small {
                true => answer(),
                false => match spawn_blocking(answer).await {
                    Ok(reply) => reply,
                    Err(_) => text(500, ""),
                },
            }
        }
    };
    drop(turn);
    if !reply.delay.is_zero() {
        sleep(reply.delay).await;
    }
    response(reply)
}

fn response(reply: Reply) -> Response<ReplyBody> {
    let mut response = Response::new(ReplyBody::new(reply.body, reply.is_cut));
    *response.status_mut() = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    if let Some(allow) = reply.allow.and_then(|allow| HeaderValue::try_from(allow).ok()) {
        response.headers_mut().insert(ALLOW, allow);
    }
    response
}

/// The bytes of an answer, or the first half of them and then the end of the connection.
struct ReplyBody {
    rest: Option<Bytes>,
    announced: u64,
    cut: Cut,
}

/// What is left to do of an answer that ends in its middle.
enum Cut {
    Not,
    /// The first half is still to leave: ending the connection at once would take it along.
    Waiting,
    Now,
}

impl ReplyBody {
    fn new(body: Vec<u8>, is_cut: bool) -> Self {
        let announced = body.len() as u64;
        let mut rest = Bytes::from(body);
        if is_cut {
            rest.truncate(rest.len() / 2);
        }
        let cut = if is_cut { Cut::Waiting } else { Cut::Not };
        Self { rest: Some(rest).filter(|rest| !rest.is_empty()), announced, cut }
    }
}

impl Body for ReplyBody {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, io::Error>>> {
        if let Some(bytes) = self.rest.take() {
            return Poll::Ready(Some(Ok(Frame::data(bytes))));
        }
        match self.cut {
            Cut::Not => Poll::Ready(None),
            Cut::Waiting => {
                self.cut = Cut::Now;
                context.waker().wake_by_ref();
                Poll::Pending
            }
            Cut::Now => Poll::Ready(Some(Err(io::Error::other("cut on purpose")))),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.rest.is_none() && matches!(self.cut, Cut::Not)
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.announced)
    }
}
