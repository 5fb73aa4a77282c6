//! Which compressed form of a file the browser takes.
//!
//! Input: an `Accept-Encoding` header. Output: whether brotli and gzip are welcome.
//! Never weighs one against the other: of two that are welcome, the smaller file is served.

use axum::http::HeaderMap;
use axum::http::header::ACCEPT_ENCODING;

/// The compressed forms that a request accepts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Accepted {
    /// Brotli.
    pub br: bool,
    /// Gzip.
    pub gzip: bool,
}

/// Reads what a request accepts.
pub(crate) fn accepted(headers: &HeaderMap) -> Accepted {
    let mut acc = Accepted::default();
    let texts = headers.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    for item in texts.flat_map(|text| text.split(',')) {
        let (name, parameters) = item.split_once(';').unwrap_or((item, ""));
        if is_refused(parameters) {
            continue;
        }
        match name.trim().to_ascii_lowercase().as_str() {
            "br" => acc.br = true,
            "gzip" | "x-gzip" => acc.gzip = true,
            _ => {}
        }
    }
    acc
}

/// A weight of zero means "not this one".
fn is_refused(parameters: &str) -> bool {
    let weight = parameters.trim().strip_prefix("q=");
    weight.and_then(|weight| weight.trim().parse::<f32>().ok()) == Some(0.0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[track_caller]
    fn check(header: &'static str, br: bool, gzip: bool) {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(header));
        assert_eq!(accepted(&headers), Accepted { br, gzip });
    }

    #[test]
    fn browsers_take_both() {
        check("gzip, deflate, br, zstd", true, true);
    }

    #[test]
    fn a_weight_of_zero_refuses() {
        check("br;q=0, gzip;q=0.5", false, true);
        check("br; q=0.000", false, false);
    }

    #[test]
    fn nothing_is_taken_for_granted() {
        check("identity", false, false);
        check("brotli", false, false);
    }
}
