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
use validator_core::report::FileReport;

use super::check::{self, Checked};
use super::session::Ticket;
use super::target::{Target, Way};
use super::{answer, now};
use crate::api::ApiError;
use crate::audit::{self, Audit, Ended};
use crate::digest::{DigestKey, call_id};
use crate::store::{Claim, Claimed, Store, StoreError, Told};
use crate::upstream::{self, Reply};

type Response = SendResponse<FileReport>;

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
        let checked = self.check().await?;
        let environment = &self.target.environment;
        if !checked.is_valid && !environment.allow_invalid {
            return Ok(not_sent(&checked, NotSent::Invalid));
        }
        let way = match self.target.way(self.layout, self.request.execution) {
            Ok(way) => way,
            Err(reason) => return Ok(not_sent(&checked, reason)),
        };
        let to_confirm = check::to_confirm(&self.request, environment, checked.deletes);
        if !to_confirm.is_empty() {
            return Ok(SendResponse { to_confirm, ..not_sent(&checked, NotSent::Unconfirmed) });
        }
        let digests = self.store.digest_key();
        let request = &*self.request;
        let key = digests.of(["key", self.user.as_deref().unwrap_or_default(), &request.idempotency_key]);
        let execution = format!("{:?}", request.execution);
        let what = digests.of(["what", &request.environment, &request.layout, &execution, &request.payload]);
        match self.store.claim(key, what, now()).await.map_err(store_error)? {
            Claim::First(claimed) => self.send(&checked, &way, claimed).await,
            Claim::Shared(shared) => Ok(SendResponse { repeated: true, ..Response::clone(&shared) }),
            Claim::Told(told) => Ok(told_again(&checked, told)),
            Claim::Reused => {
                Err(ApiError::new(ErrorCode::KeyReused, "the idempotency key was used for something else"))
            }
        }
    }

    async fn check(&self) -> Result<Checked, ApiError> {
        let (request, layout) = (Arc::clone(&self.request), self.layout);
        let checking = tokio::task::spawn_blocking(move || check::check(&request, layout));
        checking.await.map_err(|_| ApiError::new(ErrorCode::Internal, "the payload could not be checked"))
    }

    /// Sends under a key that nobody else has.
    async fn send(&self, checked: &Checked, way: &Way, claimed: Claimed) -> Result<Response, ApiError> {
        let call = self.audited(checked);
        // Before anything is written: credentials that cannot be had leave no doubt behind.
        let (text, ticket) = match self.prepare().await {
            Ok(prepared) => prepared,
            Err(reason) => {
                let response = not_sent(checked, reason);
                claimed.tell(Arc::new(response.clone()));
                return Ok(response);
            }
        };
        let (stored, audited) = tokio::join!(claimed.begin(&call.call, now()), self.audit.begin(&call));
        if audited.is_err() || stored.is_err() {
            let reason = NotSent::NoAudit;
            self.note(&call, Ended { not_sent: Some(reason), ..Ended::default() }, Outcome::NotSent).await;
            if stored.is_ok() {
                claimed.forget().await.map_err(store_error)?;
            }
            stored.map_err(store_error)?;
            return Ok(not_sent(checked, reason));
        }
        let sent = self.call(way, text, ticket).await;
        self.end(checked, &call, claimed, sent).await
    }

    /// What leaves, and the token that is in it.
    async fn prepare(&self) -> Result<(Prepared, Option<Ticket>), NotSent> {
        let target = &*self.target;
        let ticket = match &target.session {
            Some(session) => Some(session.ticket(target).await.ok_or(NotSent::Credentials)?),
            None => None,
        };
        let prepared = self.place(ticket.clone()).await?;
        Ok((prepared, ticket))
    }

    /// Puts the credentials in.
    async fn place(&self, ticket: Option<Ticket>) -> Result<Prepared, NotSent> {
        let (request, layout, target) = (Arc::clone(&self.request), self.layout, Arc::clone(&self.target));
        let placing = tokio::task::spawn_blocking(move || {
            let values = target.values(ticket.as_ref());
            let credential = target.credential.as_ref();
            let empty = Vec::new();
            let (parts, fields) = credential.map_or((&empty, &empty), |known| (&known.parts, &known.fields));
            let parts = values.filled(parts).ok_or(NotSent::Credentials)?;
            let fields = values.filled(fields).ok_or(NotSent::Credentials)?;
            let lines = credential.map(|known| known.headers.as_slice()).unwrap_or_default();
            let fill = |line: &String| validator_core::layout::fill(line, |name| values.get(name));
            let headers = lines.iter().map(fill).collect::<Option<_>>().ok_or(NotSent::Credentials)?;
            let source = Source::from_text(&request.payload);
            let text = Outgoing::read(&source, layout).place(&parts, &fields).ok_or(NotSent::Invalid)?;
            Ok(Prepared { text, headers })
        });
        placing.await.unwrap_or(Err(NotSent::Invalid))
    }

    /// Calls, and once more when a token that had ended was refused by a whole answer.
    async fn call(&self, way: &Way, prepared: Prepared, ticket: Option<Ticket>) -> Sent {
        let mut sent = self.call_once(way, prepared, ticket).await;
        let refused = matches!(&sent.reply, Reply::Answer(answer) if answer.status == 401);
        if let (true, Some(session), Some(ticket)) = (refused, &self.target.session, &sent.ticket) {
            session.refuse(ticket).await;
            if let Ok((prepared, ticket)) = self.prepare().await {
                let again = self.call_once(way, prepared, ticket).await;
                // Where nothing left, the refusal stays the answer.
                if !matches!(again.reply, Reply::NotSent(_)) {
                    sent = Sent { duration: sent.duration + again.duration, sendings: 2, ..again };
                }
            }
        }
        sent
    }

    async fn call_once(&self, way: &Way, prepared: Prepared, ticket: Option<Ticket>) -> Sent {
        let Some(call) = way.call(prepared.text, &prepared.headers) else {
            let reply = Reply::NotSent(NotSent::Credentials);
            return Sent { reply, duration: Duration::ZERO, ticket, sendings: 0 };
        };
        let (reply, duration) = self.target.upstream.call(call).await;
        let sendings = u32::from(!matches!(reply, Reply::NotSent(_)));
        Sent { reply, duration, ticket, sendings }
    }

    /// Reads the answer, writes what became of it, and tells those that wait for the same.
    async fn end(
        &self,
        checked: &Checked,
        call: &audit::Call,
        claimed: Claimed,
        sent: Sent,
    ) -> Result<Response, ApiError> {
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
        let written = match response.outcome {
            Outcome::NotSent => claimed.forget().await,
            outcome => {
                let told = Told { outcome, verdict: response.verdict, status: response.status, duration_ms };
                claimed.end(&call.call, now(), told).await
            }
        };
        if let Err(error) = written {
            // That it was begun is written: with this key nothing is sent again.
            tracing::error!(call = call.call, %error, "what became of a call could not be kept");
        }
        self.note(call, ended, response.outcome).await;
        claimed.tell(Arc::new(response.clone()));
        Ok(response)
    }

    async fn read(&self, checked: &Checked, answer: upstream::Answer, ticket: Option<Ticket>) -> Response {
        let (layout, target) = (self.layout, Arc::clone(&self.target));
        let locale = check::locale(self.request.language);
        let status = Some(answer.status);
        let content_type = answer.content_type.clone();
        let reading =
            tokio::task::spawn_blocking(move || answer::read(&answer, layout, locale, &target.cover(ticket.as_ref())));
        let Ok(read) = reading.await else { return unknown(checked) };
        let answer = Answer { content_type, text: read.text, report: read.report };
        let outcome = if read.may_be_cut { Outcome::Unknown } else { Outcome::Answered };
        let verdict = read.verdict.filter(|_| outcome == Outcome::Answered);
        Response { outcome, verdict, status, answer: Some(answer), ..base(checked) }
    }

    async fn note(&self, call: &audit::Call, ended: Ended, outcome: Outcome) {
        let ended = Ended { outcome: Some(outcome), ..ended };
        if let Err(error) = self.audit.end(call, ended).await {
            tracing::error!(call = call.call, %error, "what became of a call is missing from the audit");
        }
    }

    fn audited(&self, checked: &Checked) -> audit::Call {
        let request = &*self.request;
        let values = checked.natural_key.iter().flat_map(|part| [part.field.as_str(), part.value.as_str()]);
        let has_key = !checked.natural_key.is_empty();
        audit::Call {
            call: call_id(),
            user: self.user.clone(),
            environment: request.environment.clone(),
            production: self.target.environment.production,
            layout: request.layout.clone(),
            execution: request.execution,
            deletes: checked.deletes,
            natural_key: has_key.then(|| self.key.of(values).hex()),
            payload_bytes: request.payload.len(),
        }
    }
}

/// What leaves.
struct Prepared {
    text: String,
    headers: Vec<String>,
}

fn base(checked: &Checked) -> Response {
    SendResponse {
        outcome: Outcome::NotSent,
        verdict: None,
        status: None,
        duration_ms: 0,
        answer: None,
        diagnostics: checked.report.clone(),
        not_sent: None,
        to_confirm: Vec::new(),
        natural_key: checked.natural_key.clone(),
        repeated: false,
    }
}

fn not_sent(checked: &Checked, reason: NotSent) -> Response {
    Response { not_sent: Some(reason), ..base(checked) }
}

fn unknown(checked: &Checked) -> Response {
    Response { outcome: Outcome::Unknown, ..base(checked) }
}

fn told_again(checked: &Checked, told: Told) -> Response {
    let Told { outcome, verdict, status, duration_ms } = told;
    Response { outcome, verdict, status, duration_ms, repeated: true, ..base(checked) }
}

fn store_error(error: StoreError) -> ApiError {
    tracing::error!(%error, "the store of outcomes cannot be used");
    match error {
        StoreError::Full => ApiError::new(ErrorCode::Busy, "too many calls in one day"),
        StoreError::Open { .. } | StoreError::Failed(_) => {
            ApiError::new(ErrorCode::Internal, "outcomes cannot be kept")
        }
    }
}
