//! Ordinary calls: who is calling, what is wrong with the payload, was it here before.
//!
//! Input: a call and what the core says of it. Output: the answer, composed from the layout's own half where it has one.
//! Nothing is worked on twice, and nothing that was refused is kept.

use validator_core::layout::{Execution, Layout};
use validator_core::report::Outcome;
use validator_core::samples::{self, Told};

use crate::desk::{Arrived, Desk};
use crate::judge::Judged;
use crate::kept::Taken;
use crate::play::{Lookup, Template};
use crate::reply::{Reply, fill};

/// What became of a call.
enum Fate {
    /// Nobody that we know sent it.
    Refused,
    /// It has errors; the first, and how many others.
    Invalid(String),
    /// It was worked on, but for the items that were here before.
    Done(Vec<(u32, String)>),
    /// It changed something that was here before.
    Updated(String),
}

impl Desk {
    pub fn work(&self, arrived: Arrived<'_>, text: &str, judged: &Judged) -> Reply {
        let layout = judged.layout;
        let lookup = arrived.play.lookup.iter().find(|lookup| lookup.layout == layout.id);
        let fate = match (self.call(arrived, layout, text).is_allowed(), lookup, judged.message(&self.words)) {
            (false, ..) => Fate::Refused,
            (true, Some(lookup), _) => return self.looked_up(arrived, lookup),
            (true, None, Some(message)) => Fate::Invalid(message),
            (true, None, None) => self.taken(arrived, layout, text),
        };
        match layout.system.envelope {
            Some(_) => self.in_envelope(arrived, text, judged, &fate),
            None => self.plain(arrived, judged, &fate),
        }
    }

    /// The answer of a system that has a status code and a body for each outcome.
    fn plain(&self, arrived: Arrived<'_>, judged: &Judged, fate: &Fate) -> Reply {
        let replies = &arrived.play.reply;
        let (template, message) = match fate {
            Fate::Refused => return self.refused(arrived),
            Fate::Invalid(message) => (arrived.play.rejected(&judged.codes), message),
            Fate::Done(problems) => match problems.first() {
                Some((_, message)) => (&replies.rejected, message),
                None => (&replies.processed, &self.words.processed),
            },
            Fate::Updated(message) => (&replies.processed, message),
        };
        Reply::of_template(arrived.stop.layout.system.syntax, template, message)
    }

    /// The answer of a port: its own half, or one text when the call is only taken in.
    fn in_envelope(&self, arrived: Arrived<'_>, text: &str, judged: &Judged, fate: &Fate) -> Reply {
        let is_later = matches!(arrived.stop.execution, Some(Execution::Async | Execution::Scheduled));
        let (words, replies) = (&self.words, &arrived.play.reply);
        let (outcome, message, problems): (Outcome, &str, &[(u32, String)]) = match (fate, is_later) {
            (Fate::Refused, _) => (Outcome::Failed, &words.refused, &[]),
            (Fate::Invalid(message), true) => (Outcome::Failed, message, &[]),
            (Fate::Invalid(message), false) => (Outcome::Rejected, message, &judged.problems),
            (Fate::Done(problems), false) => (Outcome::Processed, &words.processed, problems),
            (Fate::Updated(message), false) => (Outcome::Processed, message, &[]),
            (Fate::Updated(message), true) => (Outcome::Received, message, &[]),
            (Fate::Done(problems), true) => match problems.first() {
                Some((_, message)) => (Outcome::Failed, message, &[]),
                None => (Outcome::Received, &words.processed, &[]),
            },
        };
        let told = Told { outcome, message, not_worked_on: &words.idle, problems, as_text: is_later };
        let is_done = matches!(fate, Fate::Done(_) | Fate::Updated(_));
        let template = if is_done { &replies.processed } else { &replies.rejected };
        self.composed(judged.layout, text, &told, template)
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

    /// Keeps a payload, unless all of it was here before and may not come again, and says which of its items were.
    fn taken(&self, arrived: Arrived<'_>, layout: &'static Layout, text: &str) -> Fate {
        let values = samples::unique_values(layout, text);
        let n_values = values.len();
        let mut state = self.state();
        let mut known = Vec::new();
        for (at, value) in values {
            if state.kept.has_value(&layout.id, &value) {
                known.push((at, value));
            } else {
                state.kept.add_value(&layout.id, value);
            }
        }
        let is_update = arrived.play.updates.contains(&layout.id);
        let word = if is_update { &self.words.updated } else { &self.words.repeated };
        let mut problems: Vec<_> =
            known.into_iter().map(|(at, value)| (at, word.replace("{message}", &value))).collect();
        if !is_update && n_values > 0 && problems.len() == n_values {
            return Fate::Done(problems);
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
        if is_update && !problems.is_empty() {
            return Fate::Updated(problems.swap_remove(0).1);
        }
        Fate::Done(problems)
    }

    /// The answer that the layout's own half can say; where it cannot, the template's.
    fn composed(&self, layout: &Layout, text: &str, told: &Told<'_>, template: &Template) -> Reply {
        match samples::answer(layout, text, told) {
            Some(body) => Reply::of_system(layout.system.syntax, 200, body),
            None => Reply::of_template(layout.system.syntax, template, told.message),
        }
    }
}
