//! Sending a payload to a system, and saying what became of it.
//!
//! Input: who asks, and for what. Output: the outcome.
//! Takes addresses and secrets from the configuration only, and sends a payload once: a key that was used says what
//! became of it, and what may have left is never repeated by itself.

mod answer;
mod check;
mod cover;
mod job;
mod prepared;
mod session;
mod target;
mod told;
mod way;
mod work;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use proxy_api::{ErrorCode, SendRequest, SendResponse};
use validator_core::catalog;
use validator_core::report::FileReport;

use self::job::Job;
use self::target::Target;
use crate::access::Caller;
use crate::api::ApiError;
use crate::audit::{Audit, AuditError};
use crate::config::Config;
use crate::digest::DigestKey;
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
                for facts in lost {
                    audit.lose(&facts).await?;
                }
                Arc::new(store)
            }
        };
        let mut targets = HashMap::new();
        for environment in &config.environments {
            let target = Target::open(Arc::clone(environment), config.limits.answer_bytes)?;
            targets.insert(environment.name.clone(), Arc::new(target));
        }
        // Without a key of the operator, the one that the store has drawn and keeps.
        let key = key.unwrap_or_else(|| store.digest_key().clone());
        Ok(Self { targets, store, audit, key })
    }

    /// Waits until all that was written is on the disk, for when the server is being stopped and nothing is under way.
    pub(crate) async fn finish(&self) {
        if let Err(error) = self.audit.flush().await {
            tracing::error!(%error, "the end of the audit may be missing");
        }
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
    let job = Job {
        target: Arc::clone(target),
        store: Arc::clone(&sending.store),
        audit: Arc::clone(&sending.audit),
        key: sending.key.clone(),
        layout,
        user: caller.user.clone(),
        request: Arc::new(request),
    };
    job.run().await
}

/// Seconds since 1970.
fn now() -> u64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs())
}

#[cfg(test)]
mod tests;
