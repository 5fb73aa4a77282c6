//! Sessions that are open: tokens that were given out, and until when each of them is good.
//!
//! Input: the time, and tokens as callers show them. Output: whether one is good.
//! Keeps a bounded number of them: the oldest go first.

use std::collections::{HashMap, VecDeque};

/// More than any test opens; what is older is forgotten.
const MAX_TOKENS: usize = 10_000;

/// What a token is good for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Use {
    /// Calls.
    Calls,
    /// A new token for calls.
    Renewal,
}

#[derive(Debug)]
struct Open {
    system: &'static str,
    good_for: Use,
    ends: u64,
}

/// All sessions of all systems.
#[derive(Debug, Default)]
pub(crate) struct Sessions {
    open: HashMap<String, Open>,
    /// In the order in which they were given out.
    order: VecDeque<String>,
    n_given: u64,
}

impl Sessions {
    /// Gives out a token. `begun` tells this run of the simulator from others; `form` is what the token looks like.
    pub fn give(&mut self, system: &'static str, good_for: Use, form: &str, begun: u64, ends: u64) -> String {
        self.n_given += 1;
        let id = format!("{:08x}-0000-4000-8000-{:012x}", begun & 0xffff_ffff, self.n_given & 0xffff_ffff_ffff);
        let token = form.replace("{id}", &id);
        self.open.insert(token.clone(), Open { system, good_for, ends });
        self.order.push_back(token.clone());
        while self.order.len() > MAX_TOKENS {
            let oldest = self.order.pop_front();
            oldest.map(|oldest| self.open.remove(&oldest));
        }
        token
    }

    /// Whether a token is good now.
    pub fn is_good(&self, system: &str, good_for: Use, token: &str, now: u64) -> bool {
        let open = self.open.get(token);
        open.is_some_and(|open| open.system == system && open.good_for == good_for && now < open.ends)
    }

    pub fn end(&mut self, token: &str) {
        self.open.remove(token);
    }

    /// Ends every session of a system, as if its time had passed.
    pub fn end_all(&mut self, system: &str) {
        self.open.retain(|_, open| open.system != system);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_until_its_end() {
        let mut sessions = Sessions::default();
        let token = sessions.give("a", Use::Calls, "x{id}", 7, 100);
        assert_eq!(token, "x00000007-0000-4000-8000-000000000001");
        assert!(sessions.is_good("a", Use::Calls, &token, 99));
        assert!(!sessions.is_good("a", Use::Calls, &token, 100));
        assert!(!sessions.is_good("b", Use::Calls, &token, 99));
        assert!(!sessions.is_good("a", Use::Renewal, &token, 99));
    }

    #[test]
    fn the_oldest_are_forgotten() {
        let mut sessions = Sessions::default();
        let first = sessions.give("a", Use::Calls, "{id}", 0, 100);
        for _ in 0..MAX_TOKENS {
            sessions.give("a", Use::Calls, "{id}", 0, 100);
        }
        assert!(!sessions.is_good("a", Use::Calls, &first, 1));
        assert_eq!(sessions.open.len(), MAX_TOKENS);
    }
}
