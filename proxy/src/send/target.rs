//! One environment as it is called: its connections, its session, and the values of its credentials.
//!
//! Input: the operator's environment. Output: what a call needs of it. Opened once for each reading of the configuration.

use std::sync::Arc;

use validator_core::layout::{Credential, fill};

use super::cover::Cover;
use super::session::{Session, Ticket};
use crate::config::Environment;
use crate::upstream::{ClientError, Upstream};

/// One environment.
pub(super) struct Target {
    pub environment: Arc<Environment>,
    pub upstream: Upstream,
    pub credential: Option<Credential>,
    /// Of a credential that is a token.
    pub session: Option<Session>,
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
        Ok(Self { environment, upstream, credential, session })
    }

    pub fn values<'t>(&'t self, ticket: Option<&'t Ticket>) -> Values<'t> {
        Values { target: self, ticket }
    }

    /// Everything that must not be shown of what the system answers.
    pub fn cover(&self, ticket: Option<&Ticket>) -> Cover {
        let mut cover = Cover::default();
        for secret in self.environment.credentials.values() {
            cover.add(secret.expose());
        }
        if let Some(ticket) = ticket {
            cover.add(ticket.token.expose());
        }
        cover
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
