//! What an API token is: `gabarito_`, eight characters by which it is found, `_`, and 256 bits that nobody guesses.
//!
//! Input: the machine's own source of chance. Output: a token, and the hash that the configuration keeps of it.
//! The token itself is shown once, to the person who made it.

use argon2::{Argon2, PasswordHasher};

use crate::config::Secret;
use crate::digest::{hex, random};

const PREFIX: &str = "gabarito_";
const ID_BYTES: usize = 4;
const SECRET_BYTES: usize = 32;

/// A token that was just made.
pub struct NewToken {
    /// By what it is found; no secret.
    pub id: String,
    /// The whole token, for the person who will use it.
    pub token: Secret,
    /// What the configuration keeps of it.
    pub hash: String,
}

/// Makes a token; none where the machine has not the memory that its hash takes.
pub fn new_token() -> Option<NewToken> {
    let id = hex(&random::<ID_BYTES>());
    let token = format!("{PREFIX}{id}_{}", hex(&random::<SECRET_BYTES>()));
    let hash = Argon2::default().hash_password(token.as_bytes()).ok()?.to_string();
    Some(NewToken { id, token: Secret::new(token), hash })
}

/// By what a token is found, if it has a token's form.
pub(super) fn id_of(token: &str) -> Option<&str> {
    let (id, secret) = token.strip_prefix(PREFIX)?.split_once('_')?;
    let is_hex =
        |text: &str, bytes: usize| text.len() == 2 * bytes && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    (is_hex(id, ID_BYTES) && is_hex(secret, SECRET_BYTES)).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_id(token: &str, expected: Option<&str>) {
        assert_eq!(id_of(token), expected);
    }

    #[test]
    fn a_token_is_found_by_its_id() {
        let secret = "ab".repeat(SECRET_BYTES);
        check_id(&format!("gabarito_01234567_{secret}"), Some("01234567"));
        check_id(&format!("gabarito_0123456_{secret}"), None);
        check_id(&format!("gabarito_01234567_{secret}0"), None);
        check_id(&format!("other_01234567_{secret}"), None);
        check_id("gabarito_01234567", None);
        check_id("", None);
    }

    #[test]
    fn two_tokens_are_two() {
        let (one, other) = (new_token().expect("there is chance"), new_token().expect("there is chance"));
        assert_eq!(id_of(one.token.expose()), Some(&*one.id));
        assert_ne!(one.token.expose(), other.token.expose());
        assert!(one.hash.starts_with("$argon2id$"));
        assert!(!one.hash.contains(one.token.expose()));
    }
}
