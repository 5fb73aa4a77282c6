//! How fast one person may send to one environment.
//!
//! Input: a person and an environment. Output: go on, or after how many seconds.
//! Counts calls, not bytes: what is too much at once is for `admission`.

use std::num::NonZeroU32;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use proxy_api::ErrorCode;

use crate::access::Caller;
use crate::api::ApiError;

/// So many pairs are remembered before those are forgotten that may go on anyway.
const MANY: usize = 10_000;

/// A limit of calls in a minute, for each pair of person and environment.
pub(crate) struct Pace(DefaultKeyedRateLimiter<(Caller, String)>);

impl Pace {
    pub(crate) fn new(calls_per_minute: u32) -> Self {
        let calls = NonZeroU32::new(calls_per_minute).unwrap_or(NonZeroU32::MIN);
        Self(RateLimiter::keyed(Quota::per_minute(calls)))
    }

    /// Counts a call.
    pub(crate) fn count(&self, caller: &Caller, environment: &str) -> Result<(), ApiError> {
        if self.0.len() > MANY {
            self.0.retain_recent();
        }
        self.0.check_key(&(caller.clone(), environment.to_owned())).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            ApiError::new(ErrorCode::TooManyCalls, "too many calls of this person to this environment")
                .retry_after(wait.as_secs() + 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pace: &Pace, user: &str, environment: &str, is_allowed: bool) {
        let caller = Caller { user: Some(user.to_owned()) };
        assert_eq!(pace.count(&caller, environment).is_ok(), is_allowed, "{user} {environment}");
    }

    #[test]
    fn each_person_and_environment_has_a_pace_of_its_own() {
        let pace = Pace::new(2);
        check(&pace, "ana", "a", true);
        check(&pace, "ana", "a", true);
        check(&pace, "ana", "a", false);
        check(&pace, "ana", "b", true);
        check(&pace, "rui", "a", true);
    }

    #[test]
    fn who_has_to_wait_is_told_how_long() {
        let pace = Pace::new(1);
        check(&pace, "ana", "a", true);
        let refused = pace.count(&Caller { user: Some("ana".to_owned()) }, "a").expect_err("one call a minute");
        assert!((1..=60).contains(&refused.retry_after.expect("a time")));
    }
}
