//! Keyed digests: two of the same thing are alike, and nobody without the key learns the thing by trying.
//!
//! Input: texts. Output: HMAC-SHA256 over them, each with its length, so that no two lists of texts are alike by chance.

use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use ring::hmac;
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Serialize};

/// The digest of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Digest([u8; 32]);

impl Digest {
    /// In hexadecimal digits.
    pub(crate) fn hex(&self) -> String {
        hex(&self.0)
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        STANDARD_NO_PAD.encode(digest.0)
    }
}

impl TryFrom<String> for Digest {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let bytes = STANDARD_NO_PAD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or("it is no digest in base64")
    }
}

/// What digests are made with.
#[derive(Clone, Debug)]
pub(crate) struct DigestKey(hmac::Key);

impl DigestKey {
    /// The key that a secret of the configuration is.
    pub(crate) fn from_secret(secret: &str) -> Self {
        Self(hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes()))
    }

    /// The key that was drawn before.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        (bytes.len() == 32).then(|| Self(hmac::Key::new(hmac::HMAC_SHA256, bytes)))
    }

    /// A new key, and its bytes for whoever keeps it.
    pub(crate) fn draw() -> (Vec<u8>, Self) {
        let bytes = random::<32>();
        (bytes.to_vec(), Self(hmac::Key::new(hmac::HMAC_SHA256, &bytes)))
    }

    /// Of these texts in this order.
    pub(crate) fn of<'t>(&self, texts: impl IntoIterator<Item = &'t str>) -> Digest {
        let mut context = hmac::Context::with_key(&self.0);
        for text in texts {
            context.update(&(text.len() as u64).to_be_bytes());
            context.update(text.as_bytes());
        }
        let mut acc = [0; 32];
        acc.copy_from_slice(context.sign().as_ref());
        Digest(acc)
    }
}

/// A name that no two calls share.
pub(crate) fn call_id() -> String {
    hex(&random::<12>())
}

/// Bytes that nobody can guess.
pub(crate) fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    // The operating system's source fails only before it has started; then nothing else works either.
    SystemRandom::new().fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

/// Two hexadecimal digits a byte.
pub(crate) fn hex(bytes: &[u8]) -> String {
    let digit = |value: u8| char::from(if value < 10 { b'0' + value } else { b'a' - 10 + value });
    let mut acc = String::with_capacity(2 * bytes.len());
    for byte in bytes {
        acc.push(digit(byte >> 4));
        acc.push(digit(byte & 15));
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_texts_are_told_apart() {
        let key = DigestKey::from_secret("a");
        assert_eq!(key.of(["ab", "c"]), key.of(["ab", "c"]));
        assert_ne!(key.of(["ab", "c"]), key.of(["a", "bc"]));
        assert_ne!(key.of(["ab", "c"]), key.of(["abc"]));
        assert_ne!(key.of(["ab"]), DigestKey::from_secret("b").of(["ab"]));
    }

    #[test]
    fn a_byte_is_two_digits() {
        assert_eq!(hex(&[0, 9, 0xa0, 0xff]), "0009a0ff");
    }

    #[test]
    fn names_of_calls_differ() {
        assert_ne!(call_id(), call_id());
        assert_eq!(call_id().len(), 24);
    }
}
