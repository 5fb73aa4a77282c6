//! One call from the intention to its outcome, and those of this session.
//!
//! Input: what became of the question to the proxy. Output: plain values that the panel words. Holds for certain only what the
//! proxy has said: where its answer is missing, the outcome is unknown.

use std::sync::Arc;

use proxy_api::{Confirmation, EnvironmentInfo, ErrorBody, ErrorCode, Outcome, SendRequest, SendResponse, Verdict};
use serde::de::IgnoredAny;

use crate::http::Reply;

/// How many calls a session remembers, and how many bytes of text they may hold together.
const CALLS: usize = 50;
const BYTES: usize = 48_000_000;

/// What a person wants to have sent. A retry is the same intention, with the same key; another sending is another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Intent {
    pub environment: EnvironmentInfo,
    pub request: SendRequest,
}

/// An intention that waits for a person to say yes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub intent: Intent,
    pub to_confirm: Vec<Confirmation>,
}

/// What the proxy says. The page makes both reports itself, in the reader's language.
pub type Response = SendResponse<IgnoredAny>;

/// What the page was told of a call.
#[derive(Clone, Debug, PartialEq)]
pub enum Told {
    Outcome(Box<Response>),
    /// The proxy did not take the question.
    Refused(ErrorCode),
    /// No answer of the proxy came. A person may have stopped waiting for it.
    Lost {
        was_stopped: bool,
    },
}

impl Told {
    /// Reads what came. Words that are not the proxy's own say nothing of what it did.
    pub fn of(reply: Option<Reply>, was_stopped: bool) -> Self {
        let lost = Told::Lost { was_stopped };
        match reply {
            Some(Reply { status: 200, text }) => {
                serde_json::from_str(&text).map_or(lost, |response| Told::Outcome(Box::new(response)))
            }
            Some(Reply { text, .. }) => {
                serde_json::from_str::<ErrorBody>(&text).map_or(lost, |body| Told::Refused(body.error))
            }
            None => lost,
        }
    }

    /// What the proxy says, if it says something.
    pub fn response(&self) -> Option<&Response> {
        match self {
            Told::Outcome(response) => Some(response),
            Told::Refused(_) | Told::Lost { .. } => None,
        }
    }

    /// It in one word.
    pub fn word(&self) -> Word {
        match self {
            Told::Outcome(response) => match response.outcome {
                Outcome::Answered => Word::Answered(response.verdict),
                Outcome::NotSent => Word::NotSent,
                Outcome::Unknown => Word::Unknown,
            },
            // A proxy that failed in the middle may have sent before.
            Told::Refused(ErrorCode::KeyInUse | ErrorCode::Internal) | Told::Lost { .. } => Word::Unknown,
            Told::Refused(_) => Word::NotSent,
        }
    }

    /// Whether the proxy may know more than the page, so that asking again is worth it.
    pub fn may_be_asked(&self) -> bool {
        matches!(self, Told::Refused(ErrorCode::KeyInUse | ErrorCode::Internal) | Told::Lost { .. })
    }
}

/// What became of a call, in one word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word {
    NotSent,
    /// A whole answer came; it may say nothing that a rule could read.
    Answered(Option<Verdict>),
    Unknown,
}

/// A call and what is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Sent {
    /// When, in milliseconds since 1970.
    pub at: f64,
    pub intent: Arc<Intent>,
    pub told: Told,
    /// How long the page waited, in milliseconds.
    pub waited_ms: u64,
}

impl Sent {
    /// What tells it apart from others.
    pub fn key(&self) -> &str {
        &self.intent.request.idempotency_key
    }

    /// How long it took, as the proxy measured it; as the page did, where the proxy said nothing.
    pub fn duration_ms(&self) -> u64 {
        self.told.response().map_or(self.waited_ms, |response| response.duration_ms)
    }

    fn n_bytes(&self) -> usize {
        let answer = self.told.response().and_then(|response| response.answer.as_ref());
        self.intent.request.payload.len() + answer.map_or(0, |answer| answer.text.len())
    }
}

/// The calls of this session, the newest first, and the one that is shown.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct History {
    pub calls: Vec<Arc<Sent>>,
    /// By its key.
    pub shown: Option<String>,
}

impl History {
    /// Takes a call, in the place of what was known of the same intention, and shows it. The oldest give way.
    pub fn add(&mut self, sent: Sent) {
        self.shown = Some(sent.key().to_owned());
        self.calls.retain(|known| known.key() != sent.key());
        self.calls.insert(0, Arc::new(sent));
        let mut n_bytes = 0;
        let fits = |sent: &&Arc<Sent>| {
            n_bytes += sent.n_bytes();
            n_bytes <= BYTES
        };
        // What was told last is kept, however long it is.
        let n_kept = self.calls.iter().take(CALLS).take_while(fits).count().max(1);
        self.calls.truncate(n_kept);
    }

    /// The call that is shown.
    pub fn shown(&self) -> Option<&Arc<Sent>> {
        self.calls.iter().find(|sent| Some(sent.key()) == self.shown.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BUSY: &str = r#"{"error":"busy","message":""}"#;
    const INTERNAL: &str = r#"{"error":"internal","message":""}"#;
    const IN_USE: &str = r#"{"error":"key_in_use","message":""}"#;

    #[track_caller]
    fn check_word(reply: Option<(u16, &str)>, expected: Word) {
        let reply = reply.map(|(status, text)| Reply { status, text: text.to_owned() });
        assert_eq!(Told::of(reply, false).word(), expected);
    }

    fn response(outcome: &str, verdict: &str) -> String {
        format!(r#"{{"outcome":"{outcome}","verdict":{verdict},"duration_ms":1,"diagnostics":{{"any":1}}}}"#)
    }

    #[test]
    fn what_the_proxy_says_is_believed() {
        check_word(Some((200, &response("not_sent", "null"))), Word::NotSent);
        check_word(Some((200, &response("unknown", "null"))), Word::Unknown);
        check_word(Some((200, &response("answered", "null"))), Word::Answered(None));
        check_word(Some((200, &response("answered", r#""rejected""#))), Word::Answered(Some(Verdict::Rejected)));
        check_word(Some((503, BUSY)), Word::NotSent);
        check_word(Some((409, IN_USE)), Word::Unknown);
        check_word(Some((500, INTERNAL)), Word::Unknown);
    }

    #[test]
    fn anything_else_leaves_the_outcome_unknown() {
        check_word(None, Word::Unknown);
        check_word(Some((502, "<html>")), Word::Unknown);
        check_word(Some((200, "<html>")), Word::Unknown);
        check_word(Some((200, "{}")), Word::Unknown);
    }

    #[test]
    fn where_the_proxy_may_know_more_it_may_be_asked() {
        let told = |status, text: &str| Told::of(Some(Reply { status, text: text.to_owned() }), false);
        assert!(told(500, INTERNAL).may_be_asked());
        assert!(told(409, IN_USE).may_be_asked());
        assert!(Told::of(None, false).may_be_asked());
        assert!(!told(503, BUSY).may_be_asked());
        assert!(!told(200, &response("unknown", "null")).may_be_asked());
    }

    fn sent(key: &str, n_bytes: usize) -> Sent {
        let environment = EnvironmentInfo {
            name: String::new(),
            system: String::new(),
            production: false,
            simulator: true,
            allow_invalid: false,
        };
        let request = SendRequest {
            environment: String::new(),
            layout: String::new(),
            execution: Default::default(),
            payload: "x".repeat(n_bytes),
            language: Default::default(),
            idempotency_key: key.to_owned(),
            confirm: Vec::new(),
        };
        let intent = Arc::new(Intent { environment, request });
        Sent { at: 0.0, intent, told: Told::Lost { was_stopped: false }, waited_ms: 0 }
    }

    #[track_caller]
    fn check_history(calls: &[(&str, usize)], expected: &[&str]) {
        let mut history = History::default();
        calls.iter().for_each(|(key, n_bytes)| history.add(sent(key, *n_bytes)));
        assert_eq!(history.calls.iter().map(|sent| sent.key()).collect::<Vec<_>>(), expected);
        assert_eq!(history.shown().map(|sent| sent.key()), expected.first().copied());
    }

    #[test]
    fn what_is_told_of_the_same_intention_takes_the_place_of_what_was() {
        check_history(&[("a", 1), ("b", 1), ("a", 1)], &["a", "b"]);
    }

    #[test]
    fn the_oldest_give_way_and_the_newest_stays() {
        check_history(&[("a", BYTES), ("b", 1)], &["b"]);
        check_history(&[("a", 1), ("b", BYTES + 1)], &["b"]);
    }
}
