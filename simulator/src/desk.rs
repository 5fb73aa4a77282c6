//! What a call is answered: where the systems meet.
//!
//! Input: a call, whole. Output: an answer. Everything between is in memory and takes no time but that of the core.
//! Invents no rule about a payload, and no answer where a layout has one. `signing` and `work` say what each call gets.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard, PoisonError};

use hyper::HeaderMap;
use validator_core::layout::Layout;
use validator_core::tree::Syntax;
use validator_core::{Source, catalog};

use crate::clock::{Clock, seconds};
use crate::faults::{Fault, HEADER, QUERY};
use crate::guard::Call;
use crate::judge::judge;
use crate::kept::Kept;
use crate::path::{decoded, query_value};
use crate::play::{Play, Words};
use crate::reply::Reply;
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
    pub calls: HashMap<&'static str, VecDeque<u64>>,
}

/// A call whose address is known.
#[derive(Clone, Copy)]
pub(crate) struct Arrived<'c> {
    pub question: &'c Question<'c>,
    pub stop: &'c Stop,
    /// What stands in the path in the place of names in braces.
    pub variables: &'c BTreeMap<&'c str, String>,
    pub play: &'c Play,
    pub now: u64,
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

    /// The call as its credentials are looked at.
    pub fn call<'c>(&'c self, arrived: Arrived<'c>, layout: &'static Layout, text: &'c str) -> Call<'c> {
        let Arrived { question, stop, play, now, .. } = arrived;
        Call { desk: self, system: stop.system, play, layout, headers: question.headers, text, now }
    }

    /// The refusal of a call that shows no session.
    pub fn refused(&self, arrived: Arrived<'_>) -> Reply {
        let syntax = arrived.stop.layout.system.syntax;
        Reply::of_template(syntax, &arrived.play.reply.refused, &self.words.no_session)
    }
}
