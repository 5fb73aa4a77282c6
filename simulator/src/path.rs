//! Percent signs in paths, and values in queries.
//!
//! Input: pieces of an address as they came. Output: text. What is no escape stays as it is.

/// A path with its escapes replaced.
pub(crate) fn decoded(path: &str) -> String {
    let mut acc = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let [first, after @ ..] = rest {
        let escaped = match rest {
            [b'%', high, low, after @ ..] => digit(*high).zip(digit(*low)).map(|(high, low)| (high * 16 + low, after)),
            _ => None,
        };
        let (byte, after) = escaped.unwrap_or((*first, after));
        acc.push(byte);
        rest = after;
    }
    String::from_utf8_lossy(&acc).into_owned()
}

fn digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// The first value of a name.
pub(crate) fn query_value<'q>(query: &'q str, name: &str) -> Option<&'q str> {
    query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &str) {
        assert_eq!(decoded(path), expected);
    }

    #[test]
    fn escapes_are_replaced() {
        check("/sa%C3%ADda/a%2fb", "/saída/a/b");
        check("/100%", "/100%");
        check("/%zz%", "/%zz%");
        check("/%ff", "/\u{fffd}");
    }

    #[test]
    fn a_query_has_values() {
        assert_eq!(query_value("a=1&falha=delay=20", "falha"), Some("delay=20"));
        assert_eq!(query_value("falhas=1", "falha"), None);
    }
}
