//! Leaves a system alone for a moment when calls to it fail one after the other.
//!
//! Input: whether each call got an answer. Output: whether the next one may be made. An answer is an answer, whatever it
//! says: a refusal shows that somebody is there.

use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

/// So many failures in a row open it.
const FAILURES: u32 = 5;

/// How long it stays open. Then one call tries, and the others wait for what becomes of it.
const REST: Duration = Duration::from_secs(10);

#[derive(Default)]
pub(super) struct Breaker {
    state: Mutex<State>,
}

#[derive(Clone, Copy, Default)]
struct State {
    failures: u32,
    rests_until: Option<Instant>,
}

impl Breaker {
    /// Whether a call may be made now.
    pub fn lets_pass(&self, now: Instant) -> bool {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        match state.rests_until {
            None => true,
            Some(until) if now < until => false,
            Some(_) => {
                // This one tries; until it is back, the others are told to rest.
                state.rests_until = Some(now + REST);
                true
            }
        }
    }

    /// Hears what became of a call.
    pub fn note(&self, is_answered: bool, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if is_answered {
            *state = State::default();
            return;
        }
        state.failures += 1;
        if state.failures >= FAILURES {
            state.rests_until = Some(now + REST);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn five_failures_in_a_row_open_it() {
        let breaker = Breaker::default();
        let now = Instant::now();
        for is_answered in [false, false, false, false, true, false, false, false, false] {
            breaker.note(is_answered, now);
            assert!(breaker.lets_pass(now));
        }
        breaker.note(false, now);
        assert!(!breaker.lets_pass(now));
    }

    #[test]
    fn after_its_rest_one_call_tries() {
        let breaker = Breaker::default();
        let now = Instant::now();
        (0..FAILURES).for_each(|_| breaker.note(false, now));
        assert!(!breaker.lets_pass(now + REST / 2));
        assert!(breaker.lets_pass(now + REST));
        assert!(!breaker.lets_pass(now + REST));
        breaker.note(true, now + REST);
        assert!(breaker.lets_pass(now + REST));
    }

    #[test]
    fn a_try_that_fails_opens_it_again() {
        let breaker = Breaker::default();
        let now = Instant::now();
        (0..FAILURES).for_each(|_| breaker.note(false, now));
        assert!(breaker.lets_pass(now + REST));
        breaker.note(false, now + REST);
        assert!(!breaker.lets_pass(now + REST + REST / 2));
        assert!(breaker.lets_pass(now + REST * 2));
    }
}
