//! Where in a text a payload may begin.

/// How many tags are looked for the end of, each through the whole text; in front of a payload there are few.
const TAGS: usize = 64;

/// The first place that looks like the beginning of a payload.
pub(super) fn find(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(from..)?;
    let brackets = bytes.iter().enumerate().filter(|(_, byte)| matches!(byte, b'{' | b'[' | b'<' | b'&'));
    let mut tags = TAGS;
    brackets.map(|(at, _)| from + at).find(|at| is_start(text, *at, &mut tags))
}

fn is_start(text: &str, at: usize, tags: &mut usize) -> bool {
    let rest = text.get(at..).unwrap_or_default();
    if let Some(name) = rest.strip_prefix("&lt;") {
        return is_element(name, "&lt;/", tags);
    }
    match rest.as_bytes() {
        [b'<', ..] => !follows_name(text, at) && is_element(rest.get(1..).unwrap_or_default(), "</", tags),
        [b'[', inside @ ..] => match skip_blanks(inside) {
            [b'{', ..] => true,
            // `"[" + …`, but not `values["name"]`.
            [b'"' | b'\'', ..] => quote_before(text, at).is_some(),
            _ => false,
        },
        [b'{', inside @ ..] => match skip_blanks(inside) {
            [b'{', inside @ ..] | inside => {
                matches!(skip_blanks(inside), [b'"' | b'\'' | b'}', ..] | [b'\\', b'"', ..])
            }
        },
        _ => false,
    }
}

/// `List<String>` is no element.
fn follows_name(text: &str, at: usize) -> bool {
    text.get(..at).and_then(|before| before.chars().next_back()).is_some_and(|c| c.is_alphanumeric() || c == '_')
}

/// Whether markup follows: a declaration, an envelope, or a name that is closed somewhere.
fn is_element(name: &str, closing: &str, tags: &mut usize) -> bool {
    if ["?xml", "!DOCTYPE", "!--"].into_iter().any(|declaration| name.starts_with(declaration)) {
        return true;
    }
    let end = name.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | ':' | '.' | '-')).unwrap_or(name.len());
    let (name, rest) = name.split_at(end);
    let begins = name.chars().next().is_some_and(|c| c.is_alphabetic() || c == '_');
    if !begins || *tags == 0 {
        return false;
    }
    *tags -= 1;
    name.ends_with("Envelope") || rest.contains(&format!("{closing}{name}"))
}

/// What follows white space, also where it is written as an escape.
pub(super) fn skip_blanks(mut bytes: &[u8]) -> &[u8] {
    loop {
        bytes = match bytes {
            [b' ' | b'\t' | b'\r' | b'\n', rest @ ..] | [b'\\', b'n' | b'r' | b't', rest @ ..] => rest,
            _ => return bytes,
        };
    }
}

/// The quote that a place is the beginning of the content of.
pub(super) fn quote_before(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?.trim_end();
    let quote = before.len().checked_sub(1)?;
    // Three of these begin a block of code, not a literal.
    let is_fence = before.ends_with("```");
    (is_quote(text, quote) && !is_fence).then_some(quote)
}

/// Whether a quote of a string literal stands there.
pub(super) fn is_quote(text: &str, at: usize) -> bool {
    matches!(text.as_bytes().get(at), Some(b'"' | b'\'' | b'`'))
}

/// The longest stamp in brackets at the beginning of a line of a log, in bytes.
const STAMP: usize = 80;

/// Whether a text begins with `[2026-11-20 10:00:00]` or `[INFO]` rather than with a list.
pub(super) fn is_log_stamp(body: &str) -> bool {
    let line = body.lines().next().unwrap_or_default();
    let Some((stamp, rest)) = line.split_once(']') else { return false };
    let is_plain = |c: char| c.is_alphanumeric() || " :.,+-/_@#".contains(c);
    let inside = stamp.get(1..).unwrap_or_default();
    let is_stamp = inside.len() <= STAMP && inside.contains(char::is_alphanumeric) && inside.chars().all(is_plain);
    is_stamp && rest.trim_start().starts_with(|c: char| !matches!(c, ',' | ']' | '}' | ';'))
}
