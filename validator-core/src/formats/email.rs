//! E-mail: one address or several, separated by `;`. Only what no server takes is pointed out, and only as advice.

use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    if is_usual(text.as_bytes()) {
        return None;
    }
    let mut addresses = text.split(';').map(str::trim).filter(|address| !address.is_empty()).peekable();
    let is_good = addresses.peek().is_some() && addresses.all(is_address);
    (!is_good).then_some(Violation::EmailForm)
}

/// One address of the characters that nearly all are made of.
fn is_usual(text: &[u8]) -> bool {
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    let Some(at) = memchr::memchr(b'@', text) else { return false };
    let (user, domain) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
    let mut labels = domain.split(|byte| *byte == b'.');
    let is_label = |label: &[u8]| !label.is_empty() && label.iter().all(is_name);
    !user.is_empty()
        && user.iter().all(|byte| is_name(byte) || *byte == b'.')
        && labels.next().is_some_and(is_label)
        && labels.next().is_some_and(is_label)
        && labels.all(is_label)
}

fn is_address(address: &str) -> bool {
    let Some((user, domain)) = address.rsplit_once('@') else { return false };
    let has_odd =
        |part: &str| part.chars().any(|c| c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | '[' | ']'));
    !user.is_empty()
        && !has_odd(user)
        && !has_odd(domain)
        && domain.split('.').count() > 1
        && domain.split('.').all(|label| !label.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_or_several_addresses() {
        for text in ["ana@loja.com.br", "ana@loja.com; bia@loja.com;", "joão+nf@loja.com"] {
            assert_eq!(check(text), None, "{text}");
        }
        for text in [
            "ana",
            "ana@loja",
            "@loja.com",
            "ana@loja..com",
            "ana loja@x.com",
            "a@b.com,c@d.com",
            ";",
            "[email protected]",
        ] {
            assert_eq!(check(text), Some(Violation::EmailForm), "{text}");
        }
    }
}
