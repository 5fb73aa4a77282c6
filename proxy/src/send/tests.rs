//! What the same key means after the proxy itself failed: it says what became of the call, and never sends twice.

use std::future::pending;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::body::Bytes;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use proxy_api::{Execution, Language, Outcome};
use tokio::net::TcpListener;
use tokio::sync::Notify;
use validator_core::samples;

use super::*;
use crate::config::Environment;
use crate::store::disk::Disk;

const LAYOUT: &str = "fis/pedido";

/// A system that counts what it gets, and may never answer.
#[derive(Clone, Default)]
struct System {
    n_received: Arc<AtomicUsize>,
    received: Arc<Notify>,
}

impl System {
    async fn start(&self, answers: bool) -> Environment {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port is free");
        let base = format!("http://{}", listener.local_addr().expect("it has an address"));
        let system = self.clone();
        let router = Router::new().fallback(move |_: Bytes| system.clone().answer(answers));
        tokio::spawn(async move { axum::serve(listener, router).await });
        Environment::of_simulator("fis", &base).expect("it is an address")
    }

    async fn answer(self, answers: bool) -> impl IntoResponse {
        self.n_received.fetch_add(1, Ordering::SeqCst);
        self.received.notify_one();
        if !answers {
            pending::<()>().await;
        }
        ([(CONTENT_TYPE, "application/json")], "{}")
    }

    fn n_received(&self) -> usize {
        self.n_received.load(Ordering::SeqCst)
    }
}

/// The same question each time, to a proxy over this store.
fn job(environment: &Environment, store: &Arc<Store>) -> Job {
    let layout = catalog::layout(LAYOUT).expect("it is bundled");
    let request = SendRequest {
        environment: environment.name.clone(),
        layout: LAYOUT.to_owned(),
        execution: Execution::Sync,
        payload: samples::valid(layout).trim().to_owned(),
        language: Language::En,
        idempotency_key: "the same key".to_owned(),
        confirm: Vec::new(),
    };
    Job {
        target: Arc::new(Target::open(Arc::new(environment.clone()), 1024).expect("it can be called")),
        store: Arc::clone(store),
        audit: Arc::new(Audit::open(None).expect("the log is there")),
        key: store.digest_key().clone(),
        layout,
        user: None,
        request: Arc::new(request),
    }
}

#[tokio::test]
async fn where_it_failed_before_anything_left_it_is_sent_when_asked_again() {
    let system = System::default();
    let environment = system.start(true).await;
    let disk = Disk::default();
    let store = disk.store(now()).expect("the disk is good");
    disk.break_down();
    let refused = job(&environment, &store).run().await.expect_err("nothing can be written");
    assert_eq!((refused.code, system.n_received()), (ErrorCode::Internal, 0));

    let store = disk.replaced().store(now()).expect("the disk is good");
    let first = job(&environment, &store).run().await.expect("it is taken");
    assert_eq!((first.outcome, first.repeated), (Outcome::Answered, false));
    let again = job(&environment, &store).run().await.expect("it is taken");
    assert_eq!((again.outcome, again.repeated, system.n_received()), (Outcome::Answered, true, 1));
}

#[tokio::test]
async fn where_it_failed_after_it_left_it_is_unknown_and_not_sent_again() {
    let system = System::default();
    let environment = system.start(false).await;
    let store = Disk::default().store(now()).expect("the disk is good");
    let sending = tokio::spawn(job(&environment, &store).run());
    system.received.notified().await;
    // What a panic leaves of it: everything that it holds is let go.
    sending.abort();
    assert!(sending.await.is_err());
    let again = job(&environment, &store).run().await.expect("it is taken");
    assert_eq!((again.outcome, again.repeated, system.n_received()), (Outcome::Unknown, true, 1));
}

#[tokio::test]
async fn where_its_end_could_not_be_written_it_is_unknown_after_a_restart() {
    let system = System::default();
    let environment = system.start(false).await;
    let disk = Disk::default();
    let store = disk.store(now()).expect("the disk is good");
    let sending = tokio::spawn(job(&environment, &store).run());
    system.received.notified().await;
    disk.break_down();
    sending.abort();
    assert!(sending.await.is_err());
    let store = disk.replaced().store(now()).expect("the disk is good");
    let again = job(&environment, &store).run().await.expect("it is taken");
    assert_eq!((again.outcome, again.repeated, system.n_received()), (Outcome::Unknown, true, 1));
}
