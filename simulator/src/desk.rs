//! What a call is answered: where the systems meet.
//!
//! Input: a call, whole. Output: an answer. Everything between is in memory and takes no time but that of the core.
//! Invents no rule about a payload, and no answer where a layout has one.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hyper::HeaderMap;
use validator_core::layout::{Execution, Layout};
use validator_core::report::Outcome;
use validator_core::samples::{self, Told};
use validator_core::tree::Syntax;
use validator_core::{Source, catalog};

use crate::clock::{Clock, seconds, written};
use crate::faults::{Fault, HEADER, QUERY};
use crate::guard::Call;
use crate::judge::{Judged, judge};
use crate::kept::{Kept, Taken};
use crate::path::{decoded, query_value};
use crate::play::{Grant, Limit, Lookup, Play, Renewal, Template, Words};
use crate::reply::{Reply, fill};
use crate::routes::{Fit, Routes, Stop};
use crate::sessions::{Sessions, Use};
use crate::wsdl::Service;

/// Faults that wait for their call; more are not remembered.
const MAX_FAULTS: usize = 1_000;

/// A call, whole.
#[derive(Debug)]
pub(crate) struct Question<'q> {
    pub method: &'q str,
    /// As it came, percent signs included.
    pub path: &'q str,
    pub query: &'q str,
    pub headers: &'q HeaderMap,
    pub body: &'q [u8],
}

/// Everything that the simulator knows.
pub(crate) struct Desk {
    pub routes: Routes,
    pub plays: Vec<(&'static str, Play)>,
    pub words: Words,
    pub clock: Clock,
    /// When it was started, in seconds.
    pub begun: u64,
    /// `http://127.0.0.1:8090`.
    pub origin: String,
    pub has_faults: bool,
    pub state: Mutex<State>,
}

/// What changes while it runs.
#[derive(Debug, Default)]
pub(crate) struct State {
    pub sessions: Sessions,
    pub kept: Kept,
    pub faults: VecDeque<Fault>,
    /// When the limited calls of each layout came.
    calls: HashMap<&'static str, VecDeque<u64>>,
}

/// A call whose address is known.
#[derive(Clone, Copy)]
struct Arrived<'c> {
    question: &'c Question<'c>,
    stop: &'c Stop,
    /// What stands in the path in the place of names in braces.
    variables: &'c BTreeMap<&'c str, String>,
    play: &'c Play,
    now: u64,
}

impl Desk {
    /// Answers one call.
    pub fn answer(&self, question: &Question<'_>) -> Reply {
        let path = decoded(question.path);
        if let Some(rest) = path.strip_prefix(crate::own::PREFIX) {
            return self.own_page(question, rest);
        }
        let fault = self.fault(question);
        if let Some(reply) = fault.and_then(Fault::instead) {
            return reply;
        }
        let reply = self.reply(question, &path, fault);
        match fault {
            Some(fault) => fault.spoil(reply),
            None => reply,
        }
    }

    /// What is known and changes. A call that panicked under the lock has changed nothing by halves.
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether a token is good now. The sessions are looked at for no longer than that.
    pub fn is_good(&self, system: &str, good_for: Use, token: &str, now: u64) -> bool {
        self.state().sessions.is_good(system, good_for, token, now)
    }

    /// Lets the next calls go wrong, one after the other.
    pub fn plan(&self, fault: Fault, times: usize) {
        let mut state = self.state();
        let room = MAX_FAULTS.saturating_sub(state.faults.len());
        state.faults.extend(std::iter::repeat_n(fault, times.min(room)));
    }

    fn fault(&self, question: &Question<'_>) -> Option<Fault> {
        if !self.has_faults {
            return None;
        }
        let header = question.headers.get(HEADER).and_then(|value| value.to_str().ok());
        let asked = header.or_else(|| query_value(question.query, QUERY)).and_then(Fault::named);
        asked.or_else(|| self.state().faults.pop_front())
    }

    fn reply(&self, question: &Question<'_>, path: &str, fault: Option<Fault>) -> Reply {
        let fits = self.routes.find(path);
        let Some(first) = fits.first() else { return self.not_found(path) };
        let system = first.stop.system;
        let Some(play) = self.play(system) else { return self.not_found(path) };
        let syntax = first.stop.layout.system.syntax;
        let stops: Vec<&Stop> = fits.iter().map(|fit| fit.stop).collect();
        if let Some(described) = self.described(question, path, &stops) {
            return described;
        }
        let methods: BTreeSet<&str> = stops.iter().flat_map(|stop| stop.methods()).collect();
        let fits: Vec<Fit<'_>> = fits.into_iter().filter(|fit| fit.stop.takes(question.method)).collect();
        let Some(fit) = fits.first() else {
            let reply = Reply::of_template(syntax, &play.reply.other, &self.words.method);
            let allow = Some(methods.into_iter().collect::<Vec<_>>().join(", "));
            return Reply { status: 405, allow, ..reply };
        };
        let now = seconds(&self.clock);
        if fault == Some(Fault::Expired) {
            self.state().sessions.end_all(system);
        }
        let source = Source::decode(question.body);
        let mut layouts: Vec<&'static Layout> = fits.iter().map(|fit| fit.stop.layout).collect();
        // Of the routes of one layout each has its own evidence.
        layouts.dedup_by_key(|layout| &layout.id);
        let Some(judged) = judge(&source, &layouts) else {
            let message = if syntax == Syntax::Xml { &self.words.no_port } else { &self.words.unreadable };
            return Reply::of_template(syntax, &play.reply.rejected, message);
        };
        let Fit { stop, variables } = fits.iter().find(|fit| fit.stop.layout.id == judged.layout.id).unwrap_or(fit);
        let arrived = Arrived { question, stop, variables, play, now };
        self.session_call(arrived, &source.text, &judged).unwrap_or_else(|| self.work(arrived, &source.text, &judged))
    }

    fn play(&self, system: &str) -> Option<&Play> {
        self.plays.iter().find(|(id, _)| *id == system).map(|(_, play)| play)
    }

    fn not_found(&self, path: &str) -> Reply {
        let system = self.routes.system_of(path).and_then(|(system, _)| catalog::system(system));
        let played = system.and_then(|system| Some((system.syntax, self.play(&system.id)?)));
        match played {
            Some((syntax, play)) => Reply::of_template(syntax, &play.reply.other, &self.words.not_found),
            None => Reply::new(404, "text/plain; charset=utf-8", format!("{}\n", self.words.not_found)),
        }
    }

    /// The WSDL of a SOAP service, or the schema in it.
    fn described(&self, question: &Question<'_>, path: &str, stops: &[&Stop]) -> Option<Reply> {
        if question.method != "GET" {
            return None;
        }
        let service = Service::at(stops, path, format!("{}{}", self.origin, question.path))?;
        let text = match question.query.split('&').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            query if query.starts_with("wsdl") => service.wsdl(),
            query if query.starts_with("xsd") => service.schema(),
            _ => return None,
        };
        Some(Reply::of_system(Syntax::Xml, 200, text))
    }

    /// Calls that begin, go on with, show or end a session.
    fn session_call(&self, arrived: Arrived<'_>, text: &str, judged: &Judged) -> Option<Reply> {
        let Arrived { play, stop, .. } = arrived;
        let id = &stop.layout.id;
        let call = self.call(arrived, stop.layout, text);
        if let Some(grant) = play.grant.iter().find(|grant| grant.layout == *id) {
            return Some(self.grant(arrived, grant, &call, judged));
        }
        if let Some(renewal) = play.renewal.iter().find(|renewal| renewal.layout == *id) {
            return Some(self.renew(arrived, renewal, &call));
        }
        let showing = play.showing.iter().find(|showing| showing.layout == *id);
        let is_ending = play.ending.iter().any(|ending| ending.layout == *id);
        if showing.is_none() && !is_ending {
            return None;
        }
        if let Some(limited) = self.limited(arrived, showing.and_then(|showing| showing.limit)) {
            return Some(limited);
        }
        let Some(session) = call.session() else { return Some(self.refused(arrived)) };
        if is_ending {
            self.state().sessions.end(&session);
        }
        let body = showing.map(|showing| showing.body.clone()).unwrap_or_default();
        Some(Reply::of_system(stop.layout.system.syntax, 200, body))
    }

    fn call<'c>(&'c self, arrived: Arrived<'c>, layout: &'static Layout, text: &'c str) -> Call<'c> {
        let Arrived { question, stop, play, now, .. } = arrived;
        Call { desk: self, system: stop.system, play, layout, headers: question.headers, text, now }
    }

    fn grant(&self, arrived: Arrived<'_>, grant: &Grant, call: &Call<'_>, judged: &Judged) -> Reply {
        if let Some(limited) = self.limited(arrived, grant.limit) {
            return limited;
        }
        if let Some(message) = judged.message(&self.words) {
            return Reply::of_template(Syntax::Json, rejected(arrived.play, judged), &message);
        }
        if !call.may_begin() {
            return Reply::of_template(Syntax::Json, &arrived.play.reply.refused, &self.words.refused);
        }
        let accept = arrived.question.headers.get("accept").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let plain = grant.text.as_deref().filter(|_| accept.starts_with("text/plain"));
        match plain {
            Some(text) => {
                let given = self.given(arrived, &grant.token, text);
                Reply::new(200, "text/plain; charset=utf-8", given)
            }
            None => Reply::of_system(Syntax::Json, 200, self.given(arrived, &grant.token, &grant.body)),
        }
    }

    fn renew(&self, arrived: Arrived<'_>, renewal: &Renewal, call: &Call<'_>) -> Reply {
        if let Some(limited) = self.limited(arrived, renewal.limit) {
            return limited;
        }
        let is_good = match &renewal.field {
            None => call.session().is_some(),
            Some(field) => {
                let shown = samples::values(call.layout, call.text, &[field]).into_iter().flatten().flatten().next();
                shown.is_some_and(|shown| self.is_good(call.system, Use::Renewal, &shown, call.now))
            }
        };
        match is_good {
            true => Reply::of_system(Syntax::Json, 200, self.given(arrived, &renewal.token, &renewal.body)),
            false => self.refused(arrived),
        }
    }

    /// A body with a new token in it.
    fn given(&self, arrived: Arrived<'_>, form: &str, body: &str) -> String {
        let Arrived { stop, play, now, .. } = arrived;
        let ends = now.saturating_add(play.lifetime);
        let mut state = self.state();
        let token = state.sessions.give(stop.system, Use::Calls, form, self.begun, ends);
        let needs_refresh = body.contains("{refresh}");
        // A token for renewals outlasts the other.
        let refresh = needs_refresh.then(|| {
            let ends = ends.saturating_add(play.lifetime);
            state.sessions.give(stop.system, Use::Renewal, form, self.begun, ends)
        });
        let values =
            [("token", token.as_str()), ("refresh", refresh.as_deref().unwrap_or_default()), ("until", &written(ends))];
        fill(body, Syntax::Json, &values)
    }

    /// The refusal of one call too many.
    fn limited(&self, arrived: Arrived<'_>, limit: Option<Limit>) -> Option<Reply> {
        let limit = limit?;
        let mut state = self.state();
        let calls = state.calls.entry(&arrived.stop.layout.id).or_default();
        calls.retain(|at| arrived.now.saturating_sub(*at) < limit.seconds);
        if calls.len() < limit.calls as usize {
            calls.push_back(arrived.now);
            return None;
        }
        let template = arrived.play.reply.limited.as_ref()?;
        Some(Reply::of_template(Syntax::Json, template, &self.words.limited))
    }

    fn refused(&self, arrived: Arrived<'_>) -> Reply {
        let syntax = arrived.stop.layout.system.syntax;
        Reply::of_template(syntax, &arrived.play.reply.refused, &self.words.no_session)
    }

    /// An ordinary call: who is calling, what is wrong with it, and was it here before.
    fn work(&self, arrived: Arrived<'_>, text: &str, judged: &Judged) -> Reply {
        let Arrived { play, stop, .. } = arrived;
        let layout = judged.layout;
        let speaks_envelope = layout.system.envelope.is_some();
        let is_later = matches!(stop.execution, Some(Execution::Async | Execution::Scheduled));
        if !self.call(arrived, layout, text).is_allowed() {
            if !speaks_envelope {
                return self.refused(arrived);
            }
            let told = self.told(Outcome::Failed, &self.words.refused, &[], is_later);
            return self.composed(layout, text, &told, &play.reply.refused);
        }
        if let Some(lookup) = play.lookup.iter().find(|lookup| lookup.layout == layout.id) {
            return self.looked_up(arrived, lookup);
        }
        if let Some(message) = judged.message(&self.words) {
            if !speaks_envelope {
                return Reply::of_template(layout.system.syntax, rejected(play, judged), &message);
            }
            let outcome = if is_later { Outcome::Failed } else { Outcome::Rejected };
            let told = self.told(outcome, &message, &judged.problems, is_later);
            return self.composed(layout, text, &told, &play.reply.rejected);
        }
        let problems = self.taken(arrived, layout, text);
        let Some((_, repeated)) = problems.first().filter(|_| is_later || !speaks_envelope) else {
            if !speaks_envelope {
                return Reply::of_template(stop.layout.system.syntax, &play.reply.processed, &self.words.processed);
            }
            let outcome = if is_later { Outcome::Received } else { Outcome::Processed };
            let told = self.told(outcome, &self.words.processed, &problems, is_later);
            return self.composed(layout, text, &told, &play.reply.processed);
        };
        if !speaks_envelope {
            return Reply::of_template(stop.layout.system.syntax, &play.reply.rejected, repeated);
        }
        let told = self.told(Outcome::Failed, repeated, &[], true);
        self.composed(layout, text, &told, &play.reply.rejected)
    }

    fn told<'t>(
        &'t self,
        outcome: Outcome,
        message: &'t str,
        problems: &'t [(u32, String)],
        as_text: bool,
    ) -> Told<'t> {
        Told { outcome, message, not_worked_on: &self.words.idle, problems, as_text }
    }

    /// A payload that was taken, by what it holds.
    fn looked_up(&self, arrived: Arrived<'_>, lookup: &Lookup) -> Reply {
        let Arrived { stop, variables, play, .. } = arrived;
        let syntax = stop.layout.system.syntax;
        let state = self.state();
        let value = variables.get(lookup.variable.as_str());
        let found = value.and_then(|value| {
            let mut taken = state.kept.taken().filter(|taken| taken.system == stop.system);
            taken.find(|taken| taken.payload.contains(value.as_str())).map(|taken| (value, taken))
        });
        match found {
            Some((value, taken)) => {
                let values = [("value", value.as_str()), ("payload", taken.payload.as_str())];
                Reply::of_system(syntax, 200, fill(&lookup.body, syntax, &values))
            }
            None => Reply::of_template(syntax, &play.reply.other, &self.words.not_found),
        }
    }

    /// Keeps a payload, and says which of its items were here before. What came is worked on, once.
    fn taken(&self, arrived: Arrived<'_>, layout: &'static Layout, text: &str) -> Vec<(u32, String)> {
        let values = samples::unique_values(layout, text);
        let mut state = self.state();
        let mut problems = Vec::new();
        for (at, value) in values {
            if state.kept.has_value(&layout.id, &value) {
                problems.push((at, self.words.repeated.replace("{message}", &value)));
            } else {
                state.kept.add_value(&layout.id, value);
            }
        }
        let taken = Taken {
            at: arrived.now,
            system: arrived.stop.system,
            layout: &layout.id,
            execution: arrived.stop.execution,
            n_bytes: arrived.question.body.len(),
            payload: String::new(),
        };
        state.kept.take(taken, text);
        problems
    }

    /// The answer that the layout's own half can say; where it cannot, the template's.
    fn composed(&self, layout: &Layout, text: &str, told: &Told<'_>, template: &Template) -> Reply {
        match samples::answer(layout, text, told) {
            Some(body) => Reply::of_system(layout.system.syntax, 200, body),
            None => Reply::of_template(layout.system.syntax, template, told.message),
        }
    }
}

/// The refusal of a payload with errors; some systems have another one where all that is wrong is that something is missing.
fn rejected<'p>(play: &'p Play, judged: &Judged) -> &'p Template {
    let replies = &play.reply;
    let missing = replies.missing.as_ref();
    missing.filter(|missing| judged.codes.iter().all(|code| missing.codes.contains(code))).unwrap_or(&replies.rejected)
}
