//! Whether a token that is shown is right.
//!
//! Input: the token, and what the configuration keeps of it. Output: yes, or a refusal.
//! Argon2 takes its 20 MB and 20 milliseconds once a token and process: of a token that was right, a keyed digest is
//! remembered. Whatever has to be looked at more closely counts as an attempt, and attempts are few.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordVerifier};
use governor::clock::Clock;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use proxy_api::ErrorCode;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::stranger;
use crate::api::ApiError;
use crate::config::Token;
use crate::digest::{Digest, DigestKey};

/// Attempts from one address in a minute.
const ATTEMPTS: NonZeroU32 = NonZeroU32::new(20).expect("not zero");
/// Argon2 at once: each takes 20 MB.
const AT_ONCE: usize = 2;
/// So many addresses are remembered before those are forgotten that have waited long enough.
const MANY: usize = 10_000;

/// What was shown and was right.
pub(super) struct Verified {
    key: DigestKey,
    /// By the id of the token.
    known: Mutex<HashMap<String, Digest>>,
    attempts: DefaultKeyedRateLimiter<IpAddr>,
    working: Semaphore,
}

impl Default for Verified {
    fn default() -> Self {
        Self {
            key: DigestKey::draw().1,
            known: Mutex::default(),
            attempts: RateLimiter::keyed(Quota::per_minute(ATTEMPTS)),
            working: Semaphore::new(AT_ONCE),
        }
    }
}

impl Verified {
    /// Checks the token that `shown` says it is; none where the configuration has no such token.
    pub(super) async fn check(&self, token: Option<&Token>, shown: &str, peer: IpAddr) -> Result<(), ApiError> {
        let unknown = || stranger("the API token is not known");
        let known = token.map(|token| (token, self.digest(token, shown)));
        if let Some((token, digest)) = &known
            && self.known.lock().unwrap_or_else(PoisonError::into_inner).get(&token.id) == Some(digest)
        {
            return Ok(());
        }
        self.attempt(peer)?;
        let Some((token, digest)) = known else {
            return Err(unknown());
        };
        // The semaphore is never closed.
        let _working = self.working.acquire().await;
        let (shown, hash) = (Zeroizing::new(shown.to_owned()), token.hash.clone());
        let is_right = tokio::task::spawn_blocking(move || is_right(&shown, &hash)).await.unwrap_or(false);
        if !is_right {
            return Err(unknown());
        }
        self.known.lock().unwrap_or_else(PoisonError::into_inner).insert(token.id.clone(), digest);
        Ok(())
    }

    fn attempt(&self, peer: IpAddr) -> Result<(), ApiError> {
        if self.attempts.len() > MANY {
            self.attempts.retain_recent();
        }
        self.attempts.check_key(&one_client(peer)).map_err(|until| {
            let wait = until.wait_time_from(governor::clock::DefaultClock::default().now());
            ApiError::new(ErrorCode::TooManyCalls, "too many attempts to sign in").retry_after(wait.as_secs() + 1)
        })
    }

    /// Of the token and of the hash that it was right for, so that another hash asks anew.
    fn digest(&self, token: &Token, shown: &str) -> Digest {
        self.key.of([token.hash.as_str(), shown])
    }
}

fn is_right(shown: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| Argon2::default().verify_password(shown.as_bytes(), &hash).is_ok())
}

/// A client of IPv6 has a whole network of addresses.
fn one_client(peer: IpAddr) -> IpAddr {
    match peer.to_canonical() {
        IpAddr::V6(address) => Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64)).into(),
        address => address,
    }
}
