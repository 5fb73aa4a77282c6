//! A server for one answer at a time: it takes whatever is sent, and remembers the body.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

/// A running server; it ends with the test.
pub struct Server {
    /// Where it listens.
    pub url: String,
    bodies: Receiver<Vec<u8>>,
}

impl Server {
    /// Listens on a free port of this computer.
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let port = listener.local_addr().expect("it has one").port();
        let (sender, bodies) = channel();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                // Who listens no more has what it wanted.
                if let Some(body) = answer(stream) {
                    let _ = sender.send(body);
                }
            }
        });
        Self { url: format!("http://127.0.0.1:{port}/x"), bodies }
    }

    /// The body that came last, if one came.
    pub fn take(&self) -> Option<Vec<u8>> {
        self.bodies.recv_timeout(Duration::from_secs(20)).ok()
    }
}

fn answer(mut stream: TcpStream) -> Option<Vec<u8>> {
    let mut reader = BufReader::new(stream.try_clone().ok()?);
    let mut length = 0;
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let header = line.trim_end().to_lowercase();
        if let Some(stated) = header.strip_prefix("content-length:") {
            length = stated.trim().parse().ok()?;
        }
        if header.starts_with("expect:") {
            stream.write_all(b"HTTP/1.1 100 Continue\r\n\r\n").ok()?;
        }
        if header.is_empty() {
            break;
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok").ok()?;
    Some(body)
}
