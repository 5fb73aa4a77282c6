//! A server that does to a connection what a script says, and counts what it was sent.

use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;

/// One thing that a server does.
#[derive(Clone, Debug)]
pub enum Step {
    /// Reads one whole request.
    Read,
    /// Reads so many bytes and no more.
    ReadSome(usize),
    Send(Vec<u8>),
    /// Sends byte by byte, with this time between two.
    Drip(Vec<u8>, Duration),
    /// Sends the same for as long as it is taken.
    Endless(Vec<u8>),
    /// Does nothing until the other side ends.
    Wait,
    /// Ends its own side and goes on.
    ShutDown,
    /// Breaks the connection off so that the other side hears of it.
    Reset,
}

/// What was sent to a server.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    pub n_connections: Arc<AtomicUsize>,
    requests: Arc<Mutex<Vec<Received>>>,
}

/// A request as it came.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// Method, path and headers.
    pub head: String,
    pub body: String,
}

impl Received {
    pub fn path(&self) -> &str {
        self.head.split(' ').nth(1).unwrap_or_default()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1).filter_map(|line| line.split_once(':'));
        lines.into_iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value.trim())
    }
}

impl Seen {
    pub fn requests(&self) -> Vec<Received> {
        self.requests.lock().expect("no test panics here").clone()
    }

    fn add(&self, received: Received) {
        self.requests.lock().expect("no test panics here").push(received);
    }
}

/// A listener on this computer, with nobody who takes connections yet.
pub async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
    let address = listener.local_addr().expect("it has an address");
    (listener, address)
}

/// A port at which nobody listens, and which nobody else gets while it is held.
pub fn nobody() -> (TcpSocket, SocketAddr) {
    let socket = TcpSocket::new_v4().expect("a socket");
    socket.bind("127.0.0.1:0".parse().expect("an address")).expect("a port is free");
    let address = socket.local_addr().expect("it has an address");
    (socket, address)
}

/// Serves a script to every connection, its requests counted.
pub async fn scripted(steps: Vec<Step>, tls: Option<TlsAcceptor>) -> (SocketAddr, Seen) {
    let (listener, address) = listen().await;
    let seen = Seen::default();
    let counted = seen.clone();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.n_connections.fetch_add(1, Ordering::SeqCst);
            let (steps, tls, seen) = (steps.clone(), tls.clone(), counted.clone());
            tokio::spawn(async move {
                // The other side may break off at any step.
                let _ = match tls {
                    None => plain(stream, steps, &seen).await,
                    Some(tls) => match tls.accept(stream).await {
                        Ok(mut stream) => run(&mut stream, steps, &seen).await,
                        Err(error) => Err(error),
                    },
                };
            });
        }
    });
    (address, seen)
}

type Answering = Pin<Box<dyn Future<Output = Vec<u8>> + Send>>;

/// Answers every request with what a function makes of it, over connections that stay open.
pub async fn answering(answer: impl Fn(Received) -> Answering + Send + Sync + 'static) -> (SocketAddr, Seen) {
    let (listener, address) = listen().await;
    let seen = Seen::default();
    let counted = seen.clone();
    let answer = Arc::new(answer);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            counted.n_connections.fetch_add(1, Ordering::SeqCst);
            let (seen, answer) = (counted.clone(), Arc::clone(&answer));
            tokio::spawn(async move {
                while let Ok(Some(received)) = read(&mut stream).await {
                    seen.add(received.clone());
                    if stream.write_all(&answer(received).await).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    (address, seen)
}

async fn plain(mut stream: TcpStream, steps: Vec<Step>, seen: &Seen) -> io::Result<()> {
    let resets = steps.iter().any(|step| matches!(step, Step::Reset));
    run(&mut stream, steps, seen).await?;
    if resets {
        // A connection that is dropped with no time to linger is reset.
        stream.set_zero_linger()?;
    }
    Ok(())
}

async fn run<S: AsyncRead + AsyncWrite + Unpin>(stream: &mut S, steps: Vec<Step>, seen: &Seen) -> io::Result<()> {
    for step in steps {
        match step {
            Step::Read => match read(stream).await? {
                Some(received) => seen.add(received),
                None => return Ok(()),
            },
            Step::ReadSome(n) => {
                let mut bytes = vec![0; n];
                stream.read_exact(&mut bytes).await?;
            }
            Step::Send(bytes) => {
                stream.write_all(&bytes).await?;
                stream.flush().await?;
            }
            Step::Drip(bytes, pause) => {
                for byte in bytes {
                    stream.write_all(&[byte]).await?;
                    stream.flush().await?;
                    tokio::time::sleep(pause).await;
                }
            }
            Step::Endless(bytes) => loop {
                stream.write_all(&bytes).await?;
            },
            Step::Wait => {
                let mut bytes = [0; 1024];
                while stream.read(&mut bytes).await? > 0 {}
            }
            Step::ShutDown => stream.shutdown().await?,
            Step::Reset => return Ok(()),
        }
    }
    stream.flush().await
}

/// One request: its head, and as many bytes behind it as it says.
async fn read<S: AsyncRead + Unpin>(stream: &mut S) -> io::Result<Option<Received>> {
    let mut bytes = Vec::new();
    let mut piece = [0; 64 * 1024];
    let head = loop {
        if let Some(end) = bytes.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
        match stream.read(&mut piece).await? {
            0 => return Ok(None),
            n => bytes.extend(piece.iter().take(n)),
        }
    };
    let mut received = Received {
        head: String::from_utf8_lossy(bytes.get(..head).unwrap_or_default()).into_owned(),
        body: String::new(),
    };
    let length = received.header("content-length").and_then(|length| length.parse().ok()).unwrap_or(0);
    while bytes.len() < head + length {
        match stream.read(&mut piece).await? {
            0 => return Ok(None),
            n => bytes.extend(piece.iter().take(n)),
        }
    }
    received.body = String::from_utf8_lossy(bytes.get(head..head + length).unwrap_or_default()).into_owned();
    Ok(Some(received))
}

/// An answer with its length.
pub fn answer(status: &str, content_type: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let head = format!("HTTP/1.1 {status}\r\nContent-Type: {content_type}\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

/// An answer in JSON.
pub fn json(body: &str) -> Vec<u8> {
    answer("200 OK", "application/json", body)
}
