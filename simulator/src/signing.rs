//! Calls that begin, go on with, show or end a session.
//!
//! Input: a call whose layout is such a one. Output: a token, or the refusal that the system has for it.
//! Tokens are samples like the credentials that they are given for: whoever guesses one has gained nothing.

use validator_core::samples;
use validator_core::tree::Syntax;

use crate::clock::written;
use crate::desk::{Arrived, Desk};
use crate::guard::Call;
use crate::judge::Judged;
use crate::play::{Grant, Limit, Renewal};
use crate::reply::{Reply, fill};
use crate::sessions::Use;

impl Desk {
    /// Calls that begin, go on with, show or end a session.
    pub fn session_call(&self, arrived: Arrived<'_>, text: &str, judged: &Judged) -> Option<Reply> {
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

    fn grant(&self, arrived: Arrived<'_>, grant: &Grant, call: &Call<'_>, judged: &Judged) -> Reply {
        if let Some(limited) = self.limited(arrived, grant.limit) {
            return limited;
        }
        if let Some(message) = judged.message(&self.words) {
            return Reply::of_template(Syntax::Json, arrived.play.rejected(&judged.codes), &message);
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
}
