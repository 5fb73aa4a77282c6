//! Slow and broken clients, over real sockets of this computer.

use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::oneshot;
use tokio::time::timeout;

use super::*;
use crate::config::Config;
use crate::router::router;
use crate::site::Site;
use crate::state::AppState;

/// Longer than this nothing here may take.
const LONG: Duration = Duration::from_secs(20);

/// A server with these limits; it ends with the test.
struct Server {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    closed: tokio::task::JoinHandle<()>,
}

impl Server {
    async fn start(limits: Limits) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let mut config = Config::of_simulator(address, Vec::new());
        config.limits = limits;
        let state = AppState::open(config).await.expect("there is nothing to open");
        let site = Site::from_files([("index.html".to_owned(), "the page".into())].into()).expect("an index");
        let (stop, stopped) = oneshot::channel::<()>();
        let router = router(site, state);
        let closed = tokio::spawn(async move {
            let stopped = async {
                let _ = stopped.await;
            };
            listen(listener, router, limits, Gauge::default(), stopped).await.await;
        });
        Self { address, stop: Some(stop), closed }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.expect("the server takes connections")
    }

    /// What a client gets that sends `text` and no more, until the server ends the connection.
    async fn answer_to(&self, text: &str) -> String {
        let mut stream = self.connect().await;
        // The server may have had enough before all is sent.
        let _ = stream.write_all(text.as_bytes()).await;
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut acc = Vec::new();
    // A connection that is reset has ended too.
    let _ = timeout(LONG, stream.read_to_end(&mut acc)).await.expect("the server ends the connection");
    String::from_utf8_lossy(&acc).into_owned()
}

fn short() -> Limits {
    Limits {
        header_time: Duration::from_millis(300),
        body_time: Duration::from_millis(300),
        request_bytes: 4096,
        ..Limits::default()
    }
}

const POST: &str =
    "POST /api/send HTTP/1.1\r\nHost: localhost\r\nx-gabarito-client: page\r\ncontent-type: application/json\r\n";

#[tokio::test]
async fn who_does_not_end_its_headers_is_dropped() {
    let server = Server::start(short()).await;
    for text in ["", "GET / HTTP/1.1\r\n", "GET / HTTP/1.1\r\nHost: localhost\r\nX-A: b\r\n"] {
        let began = Instant::now();
        server.answer_to(text).await;
        assert!(began.elapsed() < Duration::from_secs(5), "{text:?}");
    }
}

#[tokio::test]
async fn who_asks_nothing_more_is_dropped() {
    let server = Server::start(short()).await;
    let said = server.answer_to("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await;
    assert!(said.starts_with("HTTP/1.1 200 OK\r\n") && said.ends_with("the page"), "{said}");
}

#[tokio::test]
async fn who_does_not_end_its_body_is_told_and_dropped() {
    let server = Server::start(short()).await;
    for body in ["content-length: 100\r\n\r\n{", "transfer-encoding: chunked\r\n\r\n1\r\n{\r\n"] {
        let said = server.answer_to(&format!("{POST}{body}")).await;
        assert!(said.starts_with("HTTP/1.1 400 Bad Request\r\n") && said.contains("took too long"), "{said}");
    }
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_not_read() {
    let server = Server::start(short()).await;
    let declared = format!("{POST}content-length: 1000000000\r\n\r\n");
    let chunked = format!("{POST}transfer-encoding: chunked\r\n\r\n2000\r\n{}\r\n0\r\n\r\n", "x".repeat(0x2000));
    for text in [declared, chunked] {
        let said = server.answer_to(&text).await;
        assert!(said.starts_with("HTTP/1.1 413 Payload Too Large\r\n"), "{said}");
    }
}

#[tokio::test]
async fn what_is_no_http_is_refused() {
    let server = Server::start(short()).await;
    let long = format!("GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n", "x".repeat(BUFFER * 2));
    for text in ["\0\u{1}\u{2}\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\ncontent-length: x\r\n\r\n", &long]
    {
        let said = server.answer_to(text).await;
        assert!(said.is_empty() || said.starts_with("HTTP/1.1 4"), "{said}");
    }
    assert!(server.answer_to("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.contains("the page"));
}

#[tokio::test]
async fn connections_beyond_the_limit_wait_for_their_turn() {
    let server = Server::start(Limits { connections: 1, ..short() }).await;
    let idle = server.connect().await;
    // The first one is dropped for saying nothing; then comes this one.
    assert!(server.answer_to("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.contains("the page"));
    drop(idle);
}

#[tokio::test]
async fn a_stop_ends_idle_connections_and_takes_no_others() {
    let mut server = Server::start(Limits::default()).await;
    let mut idle = server.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n").await.expect("it is sent");
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.expect("an answer");
    assert_eq!(&first, b"HTTP/1.1 200");
    let _ = server.stop.take().expect("it runs").send(());
    rest(&mut idle).await;
    timeout(LONG, &mut server.closed).await.expect("it ends").expect("without a panic");
    assert!(TcpStream::connect(server.address).await.is_err());
}
