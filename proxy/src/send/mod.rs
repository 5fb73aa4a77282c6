//! Sending a payload to a system, and saying what became of it.
//!
//! Input: who asks, and for what. Output: the outcome.
//! Takes addresses and secrets from the configuration only, and sends a payload once: a key that was used says what
//! became of it, and what may have left is never repeated by itself.

mod answer;
mod check;
mod cover;
mod job;
mod session;
mod target;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use proxy_api::{ErrorCode, Outcome, SendRequest, SendResponse, Verdict};
use tokio::sync::RwLock;
use validator_core::catalog;
use validator_core::report::FileReport;

use self::job::Job;
use self::target::Target;
use crate::access::Caller;
use crate::api::ApiError;
use crate::audit::{Audit, AuditError};
use crate::config::Config;
use crate::digest::DigestKey;
use crate::metrics::{OfEnvironment, Sent};
use crate::state::AppState;
use crate::store::{Store, StoreError};
use crate::upstream::ClientError;

/// What sending keeps between two calls under one reading of the configuration: clients, sessions, the store, the audit.
pub(crate) struct Sending {
    targets: HashMap<String, Arc<Target>>,
    store: Arc<Store>,
    audit: Arc<Audit>,
    /// Digests of natural keys.
    key: DigestKey,
    /// Held to read by every call, so that the end of all can be waited for.
    under_way: Arc<RwLock<()>>,
}

/// Why nothing could be sent under a configuration. Names what could not be opened, never a value.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Where outcomes are kept.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Where each call leaves its line.
    #[error(transparent)]
    Audit(#[from] AuditError),
    /// The way to an environment.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl Sending {
    /// Opens what `config` names. `previous` is what the configuration before had, when it is read again: a store and an
    /// audit at the same place stay open.
    pub(crate) async fn open(config: &Config, previous: Option<&Sending>) -> Result<Self, OpenError> {
        let key = config.audit_key.as_ref().map(|secret| DigestKey::from_secret(secret.expose()));
        let audit = match previous.filter(|previous| previous.audit.path() == config.audit.as_deref()) {
            Some(previous) => Arc::clone(&previous.audit),
            None => Arc::new(Audit::open(config.audit.as_deref())?),
        };
        let store = match previous.filter(|previous| previous.store.path() == config.store.as_deref()) {
            Some(previous) => Arc::clone(&previous.store),
            None => {
                let (store, lost) = Store::open(config.store.as_deref(), now())?;
                for call in lost {
                    audit.lose(&call).await?;
                }
                Arc::new(store)
            }
        };
        let mut targets = HashMap::new();
        for environment in &config.environments {
            let target = Target::open(Arc::clone(environment), config.limits.answer_bytes)?;
            targets.insert(environment.name.clone(), Arc::new(target));
        }
        let under_way = previous.map(|previous| Arc::clone(&previous.under_way)).unwrap_or_default();
        let drawn = || previous.map_or_else(|| DigestKey::draw().1, |previous| previous.key.clone());
        Ok(Self { targets, store, audit, key: key.unwrap_or_else(drawn), under_way })
    }

    /// Waits until nothing that has left is without an outcome, for when the server is being stopped.
    pub(crate) async fn finish(&self) {
        let _all = self.under_way.write().await;
    }
}

/// Sends. The caller may send there, and what the request has of lengths and counts was checked.
pub(crate) async fn send(
    state: &AppState,
    caller: &Caller,
    request: SendRequest,
) -> Result<SendResponse<FileReport>, ApiError> {
    let current = state.current();
    let sending = &current.sending;
    let target = sending.targets.get(&request.environment);
    let target = target.ok_or(ApiError::new(ErrorCode::UnknownEnvironment, "no environment has this name"))?;
    let layout = catalog::layout(&request.layout);
    let layout = layout.ok_or(ApiError::new(ErrorCode::UnknownLayout, "no layout has this id"))?;
    if layout.system.id != target.environment.system {
        return Err(ApiError::new(ErrorCode::OtherSystem, "the layout belongs to another system than the environment"));
    }
    let Ok(guard) = Arc::clone(&sending.under_way).try_read_owned() else {
        return Err(ApiError::new(ErrorCode::Busy, "the proxy is being stopped"));
    };
    let environment = request.environment.clone();
    let job = Job {
        target: Arc::clone(target),
        store: Arc::clone(&sending.store),
        audit: Arc::clone(&sending.audit),
        key: sending.key.clone(),
        layout,
        user: caller.user.clone(),
        request: Arc::new(request),
    };
    // A task of its own: it goes on to its end when whoever asked has gone.
    let task = tokio::spawn(async move {
        let _guard = guard;
        job.run().await
    });
    let response = task.await.unwrap_or_else(|_| Err(ApiError::new(ErrorCode::Internal, "the call broke off")))?;
    let sent = Sent {
        environment: environment.clone(),
        outcome: outcome_word(response.outcome),
        verdict: response.verdict.map(verdict_word).unwrap_or_default(),
    };
    state.metrics.sent.get_or_create(&sent).inc();
    if response.outcome != Outcome::NotSent && !response.repeated {
        let seconds = std::time::Duration::from_millis(response.duration_ms).as_secs_f64();
        state.metrics.seconds.get_or_create(&OfEnvironment { environment }).observe(seconds);
    }
    Ok(response)
}

fn outcome_word(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Answered => "answered",
        Outcome::NotSent => "not_sent",
        Outcome::Unknown => "unknown",
    }
}

fn verdict_word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Processed => "processed",
        Verdict::Partial => "partial",
        Verdict::Rejected => "rejected",
        Verdict::Received => "received",
        Verdict::Failed => "failed",
    }
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}
