//! Connections of clients: taken, served, and ended when a client is too slow for them.
//!
//! Input: a listener and a router. Output: nothing; it ends when it is told to.
//! Every wait for a client has an end: for its headers, for its next request, and for its reading what it asked for. The
//! body is timed where it is read.

use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use prometheus_client::metrics::gauge::Gauge;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::sleep;
use tokio_io_timeout::TimeoutStream;
use tower::Service;

use crate::api::Peer;
use crate::config::Limits;

/// How long a client may take nothing of what it asked for.
const WRITE_TIME: Duration = Duration::from_secs(30);
/// Room for the headers of a request; a body goes by in pieces of this size.
const BUFFER: usize = 64 * 1024;
/// After the system refused a connection, as it does when it has no more file handles.
const PAUSE: Duration = Duration::from_millis(50);

/// Takes and serves connections until `stop` ends. What is returned ends once no connection is left.
pub(crate) async fn listen(
    listener: TcpListener,
    router: Router,
    limits: Limits,
    open: Gauge,
    stop: impl Future<Output = ()>,
) -> impl Future<Output = ()> {
    let connections = Connections::new(router, limits, open);
    let taking = async {
        loop {
            connections.take(&listener).await;
        }
    };
    tokio::select! {
        () = taking => {}
        () = stop => {}
    }
    // From here on nobody is kept waiting for an answer that will not come.
    drop(listener);
    connections.graceful.shutdown()
}

struct Connections {
    builder: http1::Builder,
    router: Router,
    slots: Arc<Semaphore>,
    open: Gauge,
    graceful: GracefulShutdown,
}

impl Connections {
    fn new(router: Router, limits: Limits, open: Gauge) -> Self {
        let mut builder = http1::Builder::new();
        builder.timer(TokioTimer::new()).header_read_timeout(limits.header_time).max_buf_size(BUFFER);
        let slots = Arc::new(Semaphore::new(limits.connections));
        Self { builder, router, slots, open, graceful: GracefulShutdown::new() }
    }

    /// Takes the next connection, once there is a slot for it.
    async fn take(&self, listener: &TcpListener) {
        // The semaphore is never closed.
        let Ok(slot) = self.slots.clone().acquire_owned().await else { return };
        let (stream, peer) = match listener.accept().await {
            Ok(taken) => taken,
            Err(error) => {
                tracing::warn!(kind = ?error.kind(), "a connection could not be taken");
                sleep(PAUSE).await;
                return;
            }
        };
        let router = self.router.clone();
        let peer = Peer(peer.ip());
        let service = hyper::service::service_fn(move |mut request: hyper::Request<Incoming>| {
            request.extensions_mut().insert(peer);
            let mut router = router.clone();
            async move { Ok::<_, Infallible>(router.call(request).await.unwrap_or_else(|never| match never {})) }
        });
        let connection = self.builder.serve_connection(TokioIo::new(patient(stream)), service);
        let connection = self.graceful.watch(connection);
        let open = self.open.clone();
        open.inc();
        tokio::spawn(async move {
            // What a client does to its connection is no failure of ours.
            let _ = connection.await;
            open.dec();
            drop(slot);
        });
    }
}

/// A stream that ends when the other side does not read.
fn patient(stream: TcpStream) -> std::pin::Pin<Box<TimeoutStream<TcpStream>>> {
    // Answers are written whole; waiting for more to send with them would only make them late.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(WRITE_TIME));
    Box::pin(stream)
}

#[cfg(test)]
mod tests;
