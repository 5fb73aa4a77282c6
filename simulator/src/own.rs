//! The simulator's own addresses: what it took lately, and faults for the next calls.
//!
//! Input: a call below `/simulador`. Output: JSON. Shows no payload: whoever started the simulator in process has those.

use serde_json::json;
use validator_core::layout::Execution;

use crate::desk::{Desk, Question};
use crate::faults::{Fault, QUERY};
use crate::path::query_value;
use crate::reply::Reply;

/// What every path of its own begins with.
pub(crate) const PREFIX: &str = "/simulador";

/// How many calls go wrong where nobody says.
const ONCE: usize = 1;

impl Desk {
    /// `GET /simulador`, and where faults are allowed `POST` and `DELETE /simulador/falhas?falha=cut&vezes=3`.
    pub fn own_page(&self, question: &Question<'_>, rest: &str) -> Reply {
        match (question.method, rest) {
            ("GET", "" | "/") => self.received(),
            ("POST", "/falhas") if self.has_faults => {
                let Some(fault) = query_value(question.query, QUERY).and_then(Fault::named) else {
                    return Reply::new(400, "text/plain; charset=utf-8", "falha?\n");
                };
                let times = query_value(question.query, "vezes").and_then(|times| times.parse().ok());
                self.plan(fault, times.unwrap_or(ONCE));
                Reply::new(204, "text/plain; charset=utf-8", "")
            }
            ("DELETE", "/falhas") if self.has_faults => {
                self.state().faults.clear();
                Reply::new(204, "text/plain; charset=utf-8", "")
            }
            _ => Reply::new(404, "text/plain; charset=utf-8", format!("{}\n", self.words.not_found)),
        }
    }

    fn received(&self) -> Reply {
        let state = self.state();
        let taken = state.kept.taken().map(|taken| {
            let execution = taken.execution.map(|execution| match execution {
                Execution::Sync => "sync",
                Execution::Async => "async",
                Execution::Scheduled => "scheduled",
            });
            json!({ "at": taken.at, "layout": taken.layout, "execution": execution, "bytes": taken.n_bytes })
        });
        let body = json!({ "total": state.kept.n_taken(), "taken": taken.collect::<Vec<_>>() });
        Reply::new(200, "application/json", format!("{body:#}\n"))
    }
}
