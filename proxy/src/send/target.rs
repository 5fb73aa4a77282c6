//! One environment as it is called: its connections, its session, and the values of its credentials.
//!
//! Input: the operator's environment. Output: what a call needs of it. Opened once for each reading of the configuration.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use proxy_api::Execution;
use validator_core::layout::{Credential, Layout, fill};

use super::cover::Cover;
use super::session::{Session, Ticket};
use super::way::{NoWay, Way, way};
use crate::config::Environment;
use crate::upstream::{ClientError, Upstream};

/// One environment.
pub(super) struct Target {
    pub environment: Arc<Environment>,
    pub upstream: Upstream,
    pub credential: Option<Credential>,
    /// Of a credential that is a token.
    pub session: Option<Session>,
    /// What must not be shown of what the system answers, but for the token.
    secrets: Arc<Cover>,
    /// How layouts are called here, as far as that was asked before.
    ways: Mutex<HashMap<(&'static str, Execution), Arc<Way>>>,
}

/// The values of one call's credentials.
pub(super) struct Values<'t> {
    target: &'t Target,
    ticket: Option<&'t Ticket>,
}

impl Target {
    pub fn open(environment: Arc<Environment>, answer_bytes: usize) -> Result<Self, ClientError> {
        let upstream = Upstream::open(&environment, answer_bytes)?;
        let system = validator_core::catalog::system(&environment.system);
        let credential = environment
            .credential
            .as_ref()
            .and_then(|name| system.as_ref()?.credentials.iter().find(|credential| credential.name == *name).cloned());
        let call = credential.as_ref().and_then(|credential| credential.call.clone());
        let session = call.and_then(|call| Session::new(call, environment.renew_after));
        let mut secrets = Cover::default();
        environment.credentials.values().for_each(|secret| secrets.add(secret.expose()));
        let (secrets, ways) = (Arc::new(secrets), Mutex::default());
        Ok(Self { environment, upstream, credential, session, secrets, ways })
    }

    pub fn values<'t>(&'t self, ticket: Option<&'t Ticket>) -> Values<'t> {
        Values { target: self, ticket }
    }

    /// Everything that must not be shown of what the system answers to a call with this ticket.
    pub fn cover(&self, ticket: Option<&Ticket>) -> Arc<Cover> {
        ticket.map_or_else(|| Arc::clone(&self.secrets), |ticket| Arc::clone(&ticket.cover))
    }

    /// The same with a token that was just given.
    pub fn cover_with(&self, token: &str) -> Arc<Cover> {
        let mut cover = Cover::clone(&self.secrets);
        cover.add(token);
        Arc::new(cover)
    }

    /// How a layout is called here.
    pub fn way(&self, layout: &'static Layout, execution: Execution) -> Result<Arc<Way>, NoWay> {
        let mut ways = self.ways.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = ways.get(&(layout.id.as_str(), execution)) {
            return Ok(Arc::clone(known));
        }
        let way = Arc::new(way(&self.environment, layout, execution)?);
        ways.insert((layout.id.as_str(), execution), Arc::clone(&way));
        Ok(way)
    }
}

impl Values<'_> {
    /// A value by the name that the system's data calls it by.
    pub fn get(&self, name: &str) -> Option<&str> {
        let given = self.ticket.filter(|ticket| ticket.name == name).map(|ticket| ticket.token.expose());
        given.or_else(|| self.target.environment.credentials.get(name).map(|secret| secret.expose()))
    }

    /// Names and filled-in texts.
    pub fn filled(&self, pairs: &[(String, String)]) -> Option<Vec<(String, String)>> {
        pairs.iter().map(|(name, text)| Some((name.clone(), fill(text, |name| self.get(name))?))).collect()
    }
}
