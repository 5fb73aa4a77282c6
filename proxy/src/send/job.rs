//! One sending from its beginning to its end.
//!
//! Check, confirm, take the key, get credentials, write that it begins, call, read the answer, write what became of it.
//! Whatever may have left is written before it leaves, and what was told is written before it is told.

use std::sync::Arc;
use std::time::Duration;

use proxy_api::{Answer, ErrorCode, NotSent, Outcome, SendRequest, SendResponse};
use validator_core::Source;
use validator_core::layout::Layout;
use validator_core::outgoing::Outgoing;

use super::check::{self, AtHand, Checked};
use super::prepared::Prepared;
use super::session::Ticket;
use super::target::Target;
use super::told::{Response, base, not_sent, shared_with, told_again, unknown};
use super::way::{NoWay, Way};
use super::work::work;
use super::{answer, now};
use crate::api::{ApiError, failed};
use crate::audit::{self, Audit, Ended, Noted};
use crate::digest::{DigestKey, call_id};
use crate::store::{Claim, Claimed, Store, StoreError, Told};
use crate::upstream::{self, Reply};

/// Everything that a sending needs.
pub(super) struct Job {
    pub target: Arc<Target>,
    pub store: Arc<Store>,
    pub audit: Arc<Audit>,
    pub key: DigestKey,
    pub layout: &'static Layout,
    pub user: Option<String>,
    pub request: Arc<SendRequest>,
}

/// What became of the call itself.
struct Sent {
    reply: Reply,
    duration: Duration,
    ticket: Option<Ticket>,
    sendings: u32,
}

impl Job {
    pub async fn run(self) -> Result<Response, ApiError> {
        let (checked, prepared) = self.check().await?;
        let environment = &self.target.environment;
        if !checked.is_valid && !environment.allow_invalid {
            return Ok(not_sent(checked, NotSent::Invalid));
        }
        let way = match self.way() {
            Ok(way) => way,
            Err(NoWay { reason, to_configure }) => {
                return Ok(SendResponse { to_configure, ..not_sent(checked, reason) });
            }
        };
        let to_confirm = check::to_confirm(&self.request, environment, checked.deletes);
        if !to_confirm.is_empty() {
            return Ok(SendResponse { to_confirm, ..not_sent(checked, NotSent::Unconfirmed) });
        }
        let digests = self.store.digest_key();
        let request = &*self.request;
        let key = digests.of(["key", self.user.as_deref().unwrap_or_default(), &request.idempotency_key]);
        let execution = format!("{:?}", request.execution);
        let what = digests.of(["what", &request.environment, &request.layout, &execution, &request.payload]);
        match self.store.claim(key, what, now()).await {
            Claim::First(claimed) => self.send(checked, &way, prepared, claimed).await,
            Claim::Shared(shared) => Ok(shared_with(&shared)),
            Claim::Told(told) => Ok(told_again(checked, told)),
            Claim::Reused => {
                Err(ApiError::new(ErrorCode::KeyReused, "the idempotency key was used for something else"))
            }
        }
    }

    async fn check(&self) -> Result<(Checked, Option<Prepared>), ApiError> {
        let (request, layout, target) = (Arc::clone(&self.request), self.layout, Arc::clone(&self.target));
        let at_hand = match &target.session {
            None => AtHand::All(None),
            Some(session) => session.at_hand().map_or(AtHand::Nothing, |ticket| AtHand::All(Some(ticket))),
        };
        let checking = work(request.payload.len(), move || check::check(&request, layout, &target, at_hand));
        checking.await.map_err(|_| failed())
    }

    /// How the call is made, and that the one before it that signs in can be made too.
    fn way(&self) -> Result<Arc<Way>, NoWay> {
        let way = self.target.way(self.layout, self.request.execution)?;
        if let Some(session) = self.target.session.as_ref().filter(|session| session.at_hand().is_none()) {
            session.way(&self.target)?;
        }
        Ok(way)
    }

    /// Sends under a key that nobody else has.
    async fn send(
        &self,
        checked: Checked,
        way: &Way,
        prepared: Option<Prepared>,
        claimed: Claimed,
    ) -> Result<Response, ApiError> {
        let call = self.audited(&checked);
        // Before anything is written: credentials that cannot be had leave no doubt behind.
        let prepared = match self.prepare(prepared).await {
            Ok(prepared) => prepared,
            Err(reason) => {
                let response = not_sent(checked, reason);
                claimed.tell(|| Arc::new(response.clone()));
                return Ok(response);
            }
        };
        let (stored, audited) = tokio::join!(claimed.begin(&call.facts, now()), self.audit.begin(&call));
        if audited.is_err() || stored.is_err() {
            let reason = NotSent::NoAudit;
            self.note(&call, Ended { not_sent: Some(reason), ..Ended::default() }, Outcome::NotSent).await;
            if stored.is_ok() {
                claimed.forget().await.map_err(store_error)?;
            }
            stored.map_err(store_error)?;
            return Ok(not_sent(checked, reason));
        }
        let sent = self.call(way, prepared).await;
        self.end(checked, &call, claimed, sent).await
    }

    /// What leaves, with credentials that are good now. What was prepared early stands if its token still does.
    async fn prepare(&self, early: Option<Prepared>) -> Result<Prepared, NotSent> {
        let target = &*self.target;
        let ticket = match &target.session {
            Some(session) => Some(session.ticket(target).await?),
            None => None,
        };
        let is_same = |early: &Prepared| match (&early.ticket, &ticket) {
            (Some(early), Some(ticket)) => early.is(ticket),
            (None, None) => true,
            _ => false,
        };
        if let Some(early) = early.filter(is_same) {
            return Ok(early);
        }
        let (request, layout, target) = (Arc::clone(&self.request), self.layout, Arc::clone(&self.target));
        let preparing = work(request.payload.len(), move || {
            let source = Source::from_text(&request.payload);
            Prepared::new(&Outgoing::read(&source, layout), &target, ticket)
        });
        preparing.await.unwrap_or(Err(NotSent::Invalid))
    }

    /// Calls, and once more when a token that had ended was refused by a whole answer.
    async fn call(&self, way: &Way, prepared: Prepared) -> Sent {
        let mut sent = self.call_once(way, prepared).await;
        let refused = matches!(&sent.reply, Reply::Answer(answer) if answer.status == 401);
        if let (true, Some(session), Some(ticket)) = (refused, &self.target.session, &sent.ticket) {
            session.refuse(ticket).await;
            if let Ok(prepared) = self.prepare(None).await {
                let again = self.call_once(way, prepared).await;
                // Where nothing left, the refusal stays the answer.
                if !matches!(again.reply, Reply::NotSent(_)) {
                    sent = Sent { duration: sent.duration + again.duration, sendings: 2, ..again };
                }
            }
        }
        sent
    }

    async fn call_once(&self, way: &Way, prepared: Prepared) -> Sent {
        let Prepared { text, headers, ticket } = prepared;
        let Some(call) = way.call(text, &headers) else {
            let reply = Reply::NotSent(NotSent::Credentials);
            return Sent { reply, duration: Duration::ZERO, ticket, sendings: 0 };
        };
        let (reply, duration) = self.target.upstream.call(call).await;
        let sendings = u32::from(!matches!(reply, Reply::NotSent(_)));
        Sent { reply, duration, ticket, sendings }
    }

    /// Reads the answer, writes what became of it, and tells those that wait for the same.
    async fn end(&self, checked: Checked, call: &Noted, claimed: Claimed, sent: Sent) -> Result<Response, ApiError> {
        let Sent { reply, duration, ticket, sendings } = sent;
        let duration_ms = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
        let mut ended = Ended { duration_ms, sendings, ..Ended::default() };
        let response = match reply {
            Reply::NotSent(reason) => not_sent(checked, reason),
            Reply::Unknown => Response { duration_ms, ..unknown(checked) },
            Reply::Answer(answer) => {
                ended.answer_bytes = answer.body.len();
                Response { duration_ms, ..self.read(checked, answer, ticket).await }
            }
        };
        ended.not_sent = response.not_sent;
        ended.verdict = response.verdict;
        ended.status = response.status;
        let writing = async {
            match response.outcome {
                Outcome::NotSent => claimed.forget().await,
                outcome => {
                    let told = Told { outcome, verdict: response.verdict, status: response.status, duration_ms };
                    claimed.end(now(), told).await
                }
            }
        };
        let (written, ()) = tokio::join!(writing, self.note(call, ended, response.outcome));
        if let Err(error) = written {
            // That it was begun is written: with this key nothing is sent again.
            tracing::error!(call = call.call, %error, "what became of a call could not be kept");
        }
        claimed.tell(|| Arc::new(response.clone()));
        Ok(response)
    }

    async fn read(&self, checked: Checked, answer: upstream::Answer, ticket: Option<Ticket>) -> Response {
        let (layout, target) = (self.layout, Arc::clone(&self.target));
        let locale = check::locale(self.request.language);
        let status = Some(answer.status);
        let content_type = answer.content_type.clone();
        let reading =
            work(answer.body.len(), move || answer::read(&answer, layout, locale, &target.cover(ticket.as_ref())));
        let Ok(read) = reading.await else { return unknown(checked) };
        let answer = Answer { content_type, text: read.text, report: read.report };
        let outcome = if read.may_be_cut { Outcome::Unknown } else { Outcome::Answered };
        let verdict = read.verdict.filter(|_| outcome == Outcome::Answered);
        Response { outcome, verdict, status, answer: Some(answer), ..base(checked) }
    }

    async fn note(&self, call: &Noted, ended: Ended, outcome: Outcome) {
        let ended = Ended { outcome: Some(outcome), ..ended };
        if let Err(error) = self.audit.end(call, ended).await {
            tracing::error!(call = call.call, %error, "what became of a call is missing from the audit");
        }
    }

    fn audited(&self, checked: &Checked) -> Noted {
        let request = &*self.request;
        let values = checked.natural_key.iter().flat_map(|part| [part.field.as_str(), part.value.as_str()]);
        let has_key = !checked.natural_key.is_empty();
        Noted::new(audit::Call {
            call: call_id(),
            user: self.user.clone(),
            environment: request.environment.clone(),
            production: self.target.environment.production,
            layout: request.layout.clone(),
            execution: request.execution,
            deletes: checked.deletes,
            natural_key: has_key.then(|| self.key.of(values).hex()),
            payload_bytes: request.payload.len(),
        })
    }
}

fn store_error(error: StoreError) -> ApiError {
    tracing::error!(%error, "the store of outcomes cannot be used");
    match error {
        StoreError::Full => ApiError::new(ErrorCode::Busy, "too many calls in one day"),
        StoreError::Open { .. } | StoreError::Failed(_) => failed(),
    }
}
