//! What every call shares: the configuration in force, and what was opened under it.
//!
//! Input: a configuration. Output: an [`AppState`], cheap to clone.
//! A call takes [`AppState::current`] once and keeps it, so that it sees one configuration to its end.

use std::sync::{Arc, PoisonError, RwLock};

use crate::config::Config;
use crate::metrics::Metrics;
use crate::send::{OpenError, Sending};

/// Shared by all calls.
#[derive(Clone)]
pub struct AppState {
    current: Arc<RwLock<Arc<Current>>>,
    /// What is counted.
    pub(crate) metrics: Arc<Metrics>,
}

/// One reading of the configuration, with what belongs to it.
pub(crate) struct Current {
    pub config: Config,
    pub sending: Sending,
}

impl AppState {
    /// Opens what the configuration names.
    pub async fn open(config: Config) -> Result<Self, OpenError> {
        let sending = Sending::open(&config, None).await?;
        let current = Arc::new(Current { config, sending });
        Ok(Self { current: Arc::new(RwLock::new(current)), metrics: Arc::default() })
    }

    /// The configuration in force.
    pub(crate) fn current(&self) -> Arc<Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts another configuration in force. Calls under way end under the one that they began with.
    pub(crate) async fn replace(&self, config: Config) -> Result<(), OpenError> {
        let previous = self.current();
        let sending = Sending::open(&config, Some(&previous.sending)).await?;
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(Current { config, sending });
        Ok(())
    }
}
