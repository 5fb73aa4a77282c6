//! What every call shares: the configuration in force, and what was opened under it.
//!
//! Input: a configuration. Output: an [`AppState`], cheap to clone.
//! A call takes [`AppState::current`] once and keeps it, so that it sees one configuration to its end.

use std::sync::{Arc, PoisonError, RwLock};

use axum::http::HeaderValue;
use tokio_util::task::TaskTracker;

use crate::access::Door;
use crate::admission::Admission;
use crate::config::Config;
use crate::headers::policy;
use crate::metrics::Metrics;
use crate::pace::Pace;
use crate::send::{OpenError, Sending};

/// Shared by all calls.
#[derive(Clone)]
pub struct AppState {
    current: Arc<RwLock<Arc<Current>>>,
    /// What is counted.
    pub(crate) metrics: Arc<Metrics>,
    /// Lets callers in.
    pub(crate) door: Arc<Door>,
    /// How much is worked on at once, by the limits that held at the start.
    pub(crate) admission: Arc<Admission>,
    /// Sendings that are under way. They end by themselves: a client that goes away takes none of them along.
    pub(crate) sendings: TaskTracker,
}

/// One reading of the configuration, with what belongs to it.
pub(crate) struct Current {
    pub config: Config,
    pub sending: Sending,
    pub pace: Pace,
    /// The content security policy.
    pub policy: HeaderValue,
}

impl Current {
    async fn open(config: Config, previous: Option<&Sending>) -> Result<Self, OpenError> {
        let sending = Sending::open(&config, previous).await?;
        let pace = Pace::new(config.limits.calls_per_minute);
        let policy = policy(&config.frame_ancestors);
        Ok(Self { config, sending, pace, policy })
    }
}

impl AppState {
    /// Opens what the configuration names.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        let admission = Admission::new(&config.limits);
        let current = Arc::new(Current::open(config, None).await?);
        Ok(Self {
            current: Arc::new(RwLock::new(current)),
            metrics: Arc::default(),
            door: Arc::default(),
            admission: Arc::new(admission),
            sendings: TaskTracker::new(),
        })
    }

    /// The configuration in force.
    pub(crate) fn current(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another configuration in force. Calls under way end under the one that they began with.
    pub(crate) async fn replace(&self, config: Config) -> Result<(), OpenError> {
        let previous = self.current();
        let current = Current::open(config, Some(&previous.sending)).await?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(current);
        Ok(())
    }

    /// Takes no more calls in, and waits for those under way.
    pub(crate) async fn finish(&self) {
        self.admission.close();
        self.sendings.close();
        self.sendings.wait().await;
        self.current().sending.finish().await;
    }
}
