//! The token of an environment: asked for once, used by all calls, renewed before it ends or when it is refused.
//!
//! Input: the call that gives it. Output: a ticket. However many calls want one at the same moment, one asks and the
//! others wait for what it gets; when it gets nothing, nobody asks again for a moment, because systems lock out whoever
//! signs in too often.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proxy_api::{Execution, NotSent};
use tokio::sync::Mutex;
use tokio::time::Instant;
use validator_core::catalog;
use validator_core::layout::{Layout, TokenCall};
use zeroize::Zeroizing;

use super::answer;
use super::cover::Cover;
use super::target::Target;
use super::way::{NoWay, Way};
use crate::config::Secret;
use crate::upstream::{Answer, Call, Reply};

/// How long a refused sign-in is not tried again.
const PAUSE: Duration = Duration::from_secs(10);

/// A token is renewed this long before its end, or after nine tenths of a short life.
const MARGIN: Duration = Duration::from_secs(60);

/// No token is kept for longer.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 60 * 60);

/// The session of one environment.
pub(super) struct Session {
    call: TokenCall,
    layout: &'static Layout,
    /// What the operator says of how long a token lasts.
    renew_after: Option<Duration>,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    ticket: Option<Ticket>,
    renewed_at: Option<Instant>,
    /// Until when nobody asks again, and why the last one got nothing.
    failed: Option<(Instant, NotSent)>,
    n_given: u64,
}

/// A token, and which one it was, so that a refusal of an older one does no harm to its successor.
#[derive(Clone)]
pub(super) struct Ticket {
    /// What the system's data calls it.
    pub name: String,
    pub token: Secret,
    /// What must not be shown of the answer to a call with it.
    pub cover: Arc<Cover>,
    number: u64,
}

impl Ticket {
    /// Whether it is the same token, not only the same text.
    pub fn is(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

impl Session {
    /// `None` where the layout of the call is not bundled.
    pub fn new(call: TokenCall, renew_after: Option<Duration>) -> Option<Self> {
        let layout = catalog::layout(&call.layout)?;
        Some(Self { call, layout, renew_after, held: Mutex::default() })
    }

    /// A token that should be good, or why none can be had.
    pub async fn ticket(&self, target: &Target) -> Result<Ticket, NotSent> {
        // Held while the token is asked for: whoever comes meanwhile waits here and finds it.
        let mut held = self.held.lock().await;
        let is_due = held.renewed_at.is_none_or(|at| at <= Instant::now());
        if !is_due && let Some(ticket) = &held.ticket {
            return Ok(ticket.clone());
        }
        if let Some((_, reason)) = held.failed.filter(|(until, _)| Instant::now() < *until) {
            return Err(reason);
        }
        let asked = Instant::now();
        match self.ask(target).await {
            Ok((token, lasts)) => {
                held.n_given += 1;
                let cover = target.cover_with(token.expose());
                let ticket = Ticket { name: self.call.gives.clone(), token, cover, number: held.n_given };
                held.renewed_at = Some(asked + lasts.min(LONGEST));
                held.failed = None;
                held.ticket = Some(ticket.clone());
                Ok(ticket)
            }
            Err(reason) => {
                held.ticket = None;
                // Where nobody was reached, nobody was asked too often.
                let pause = if reason == NotSent::Credentials { PAUSE } else { Duration::ZERO };
                held.failed = Some((Instant::now() + pause, reason));
                Err(reason)
            }
        }
    }

    /// The token that needs no question now.
    pub fn at_hand(&self) -> Option<Ticket> {
        // Whoever holds it is asking for another one.
        let held = self.held.try_lock().ok()?;
        let is_due = held.renewed_at.is_none_or(|at| at <= Instant::now());
        held.ticket.clone().filter(|_| !is_due)
    }

    /// Hears that the system refused a token. The next call gets another one.
    pub async fn refuse(&self, refused: &Ticket) {
        let mut held = self.held.lock().await;
        if held.ticket.as_ref().is_some_and(|ticket| ticket.number == refused.number) {
            held.ticket = None;
            held.renewed_at = None;
        }
    }

    /// How the call that gives it is made here.
    pub fn way(&self, target: &Target) -> Result<Arc<Way>, NoWay> {
        target.way(self.layout, Execution::Sync)
    }

    /// The token, and how long it is used.
    async fn ask(&self, target: &Target) -> Result<(Secret, Duration), NotSent> {
        let way = self.way(target).map_err(|none| none.reason)?;
        let question = self.question(target, &way).ok_or(NotSent::Credentials)?;
        match target.upstream.call(question).await.0 {
            Reply::Answer(answer) => self.read(&answer).ok_or(NotSent::Credentials),
            Reply::NotSent(reason) => Err(reason),
            Reply::Unknown => Err(NotSent::Credentials),
        }
    }

    /// The call with what it wants to know.
    fn question(&self, target: &Target, way: &Way) -> Option<Call> {
        let values = target.values(None);
        let body = self.call.body(self.layout.root, |name| values.get(name))?;
        let mut own = Vec::new();
        if let Some((user, password)) = &self.call.basic {
            let pair = Zeroizing::new(format!("{}:{}", values.get(user)?, values.get(password)?));
            own.push(format!("Authorization: Basic {}", STANDARD.encode(&*pair)));
        }
        way.call(body, &own)
    }

    fn read(&self, answer: &Answer) -> Option<(Secret, Duration)> {
        if !(200..300).contains(&answer.status) {
            return None;
        }
        let (text, is_readable) = answer::decode(&answer.body, &answer.content_type);
        let text = Zeroizing::new(text);
        let token = self.call.token(&text).filter(|_| is_readable)?;
        let lasts = token.seconds.map(Duration::from_secs).map(|lasts| lasts.saturating_sub(MARGIN.min(lasts / 10)));
        let usual = Duration::from_secs(u64::from(self.call.renew_after));
        Some((Secret::new(token.value), self.renew_after.or(lasts).unwrap_or(usual)))
    }
}
