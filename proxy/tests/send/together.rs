//! Many at once: one token, one sending.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use proxy_api::{Outcome, Verdict};
use tokio::sync::{Barrier, Notify};

use crate::support::server::{answer, answering, json};
use crate::support::{Proxy, environment, request, signed_in};

const PEDIDO: &str = "fis/pedido";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn fifty_refusals_at_once_renew_one_token() {
    const N: usize = 50;
    // The first token is good once; then it has ended, and all that carry it are refused together.
    let n_tokens = Arc::new(AtomicUsize::new(0));
    let refused = Arc::new(Barrier::new(N));
    let given = Arc::clone(&n_tokens);
    let n_first = AtomicUsize::new(0);
    let (address, seen) = answering(move |received| {
        let bearer = received.header("authorization").unwrap_or_default().to_owned();
        let first = bearer == "Bearer t1" && n_first.fetch_add(1, Ordering::SeqCst) > 0;
        let refused = Arc::clone(&refused);
        let token = received.path().ends_with("/login").then(|| given.fetch_add(1, Ordering::SeqCst) + 1);
        Box::pin(async move {
            if let Some(n) = token {
                return json(&format!(
                    "{{\"jsonToken\":\"{{\\\"access_token\\\":\\\"t{n}\\\",\\\"expires_in\\\":9999}}\"}}"
                ));
            }
            if first {
                refused.wait().await;
                return answer("401 Unauthorized", "application/json", "{}");
            }
            json("{\"ok\":true}")
        })
    })
    .await;
    let mut fis = environment("fis", "fis", &format!("http://{address}"));
    fis.address = Some("plataforma".to_owned());
    let proxy = Proxy::over([signed_in(fis, "usuario", &[("username", "a@b"), ("password", "secret")])]).await;
    assert_eq!(proxy.sent(&request("fis", PEDIDO, "first")).await.verdict, Some(Verdict::Processed));
    let calls = (0..N).map(|n| {
        let (proxy, request) = (proxy.clone(), request("fis", PEDIDO, &format!("call-{n}")));
        tokio::spawn(async move { proxy.sent(&request).await })
    });
    for call in calls.collect::<Vec<_>>() {
        let response = call.await.expect("nothing panics");
        assert_eq!((response.outcome, response.verdict), (Outcome::Answered, Some(Verdict::Processed)));
    }
    assert_eq!(n_tokens.load(Ordering::SeqCst), 2);
    let n_sendings = seen.requests().iter().filter(|one| !one.path().ends_with("/login")).count();
    assert_eq!(n_sendings, 1 + 2 * N);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_token_that_stays_refused_is_renewed_once_a_message() {
    let (address, seen) = answering(|received| {
        let is_login = received.path().ends_with("/login");
        let token = "{\"jsonToken\":\"{\\\"access_token\\\":\\\"t\\\",\\\"expires_in\\\":9999}\"}";
        Box::pin(
            async move { if is_login { json(token) } else { answer("401 Unauthorized", "application/json", "{}") } },
        )
    })
    .await;
    let mut fis = environment("fis", "fis", &format!("http://{address}"));
    fis.address = Some("plataforma".to_owned());
    let proxy = Proxy::over([signed_in(fis, "usuario", &[("username", "a@b"), ("password", "secret")])]).await;
    let response = proxy.sent(&request("fis", PEDIDO, "one")).await;
    assert_eq!(
        (response.outcome, response.status, response.verdict),
        (Outcome::Answered, Some(401), Some(Verdict::Failed))
    );
    let n_sendings = seen.requests().iter().filter(|one| !one.path().ends_with("/login")).count();
    assert_eq!(n_sendings, 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_with_the_same_key_are_one_sending() {
    const N: usize = 200;
    // Answered only when all have asked, so that they do ask at the same time.
    let asked = Arc::new(Notify::new());
    let waiting = Arc::clone(&asked);
    let (address, seen) = answering(move |_| {
        let waiting = Arc::clone(&waiting);
        Box::pin(async move {
            waiting.notified().await;
            json("{\"ok\":true}")
        })
    })
    .await;
    let proxy = Proxy::over([environment("fis", "fis", &format!("http://{address}"))]).await;
    let n_asked = Arc::new(AtomicUsize::new(0));
    let calls: Vec<_> = (0..N)
        .map(|_| {
            let (proxy, request, n_asked) = (proxy.clone(), request("fis", PEDIDO, "same"), Arc::clone(&n_asked));
            tokio::spawn(async move {
                n_asked.fetch_add(1, Ordering::SeqCst);
                proxy.sent(&request).await
            })
        })
        .collect();
    while n_asked.load(Ordering::SeqCst) < N {
        tokio::task::yield_now().await;
    }
    asked.notify_one();
    let mut outcomes: HashMap<_, usize> = HashMap::new();
    for call in calls {
        let response = call.await.expect("nothing panics");
        *outcomes.entry((response.outcome, response.verdict, response.status)).or_default() += 1;
    }
    assert_eq!(outcomes, HashMap::from([((Outcome::Answered, Some(Verdict::Processed), Some(200)), N)]));
    assert_eq!(seen.requests().len(), 1);
}
