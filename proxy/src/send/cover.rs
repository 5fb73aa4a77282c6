//! Covers up secrets in what a system answers: some repeat what they were sent.
//!
//! Input: the secrets of a call, and a text. Output: the text, each of them covered by as many bytes. Covers a secret in
//! the forms in which it travels: as it is, in JSON, in XML, percent-encoded, in hexadecimal digits, and in base64.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use zeroize::Zeroizing;

use crate::digest::hex;

/// A shorter text stands in too many places for no reason.
const SHORTEST: usize = 4;

/// The forms of the secrets of one call.
#[derive(Clone, Default)]
pub(super) struct Cover {
    forms: Vec<Zeroizing<String>>,
}

impl Cover {
    /// Adds a secret.
    pub fn add(&mut self, secret: &str) {
        if secret.len() < SHORTEST {
            return;
        }
        let json = serde_json::Value::from(secret).to_string();
        let json = json.get(1..json.len().saturating_sub(1)).unwrap_or_default().to_owned();
        let percent = percent(secret);
        let hex = hex(secret.as_bytes());
        let forms = [secret.to_owned(), json, xml(secret), percent.to_lowercase(), percent, hex.to_uppercase(), hex];
        let base64 = (0..3).flat_map(|before| base64(secret, before));
        self.forms.extend(forms.into_iter().chain(base64).filter(|form| form.len() >= SHORTEST).map(Zeroizing::new));
        // The longest first: what is left of it would still be told by a shorter one.
        self.forms.sort_by_key(|form| std::cmp::Reverse(form.len()));
        self.forms.dedup();
    }

    /// The text with every secret covered, as long as before.
    pub fn cover(&self, text: String) -> String {
        let mut acc = text;
        for form in &self.forms {
            if acc.contains(form.as_str()) {
                acc = acc.replace(form.as_str(), &"*".repeat(form.len()));
            }
        }
        acc
    }
}

/// The characters of base64, in both alphabets, that only the secret decides when so many bytes of a group stand before it.
fn base64(secret: &str, before: usize) -> [String; 2] {
    let bytes = [vec![0; before].as_slice(), secret.as_bytes()].concat();
    let (start, end) = ((before * 8).div_ceil(6), bytes.len() * 8 / 6);
    let usual = STANDARD.encode(&bytes).get(start..end).unwrap_or_default().to_owned();
    [usual.replace('+', "-").replace('/', "_"), usual]
}

fn xml(secret: &str) -> String {
    secret.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn percent(secret: &str) -> String {
    let mut acc = String::with_capacity(secret.len());
    for byte in secret.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => acc.push(char::from(byte)),
            _ => acc.push_str(&format!("%{byte:02X}")),
        }
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(secret: &str, text: &str, expected: &str) {
        let mut cover = Cover::default();
        cover.add(secret);
        let covered = cover.cover(text.to_owned());
        assert_eq!(covered, expected);
        assert_eq!(covered.len(), text.len());
    }

    #[test]
    fn a_secret_is_covered_wherever_it_stands() {
        check("s3cret", "a s3cret, s3crets", "a ******, ******s");
        check("a", "a banana", "a banana");
    }

    #[test]
    fn a_secret_is_covered_in_other_forms() {
        check(r#"a"b\c"#, r#"{"x":"a\"b\\c"}"#, r#"{"x":"*******"}"#);
        check("a&b<c", "<x>a&amp;b&lt;c</x>", "<x>************</x>");
        check("a b/ç", "?x=a%20b%2F%C3%A7 ?x=a%20b%2f%c3%a7", "?x=************** ?x=**************");
        check("secret1", "c2VjcmV0MQ== c2VjcmV0MTIz", "*********Q== *********TIz");
        // `a:secret1` and `ab:secret1`.
        check("secret1", "YTpzZWNyZXQx YWI6c2VjcmV0MQ==", "YTp********* YWI6*********Q==");
        check("secret1", "73656372657431", "**************");
    }
}
