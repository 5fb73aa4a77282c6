//! Takes a Rust file apart: what the compiler is told, and what stands between quotes.
//!
//! Input: source text. Output: code without comments and strings, and the strings with their lines.
//! Leaves out what only tests see: by the rules of this project their module is the last thing in a file.

/// A file without its comments and its tests.
pub(crate) struct RustText {
    /// Line by line as in the file; strings are empty.
    pub code: String,
    pub literals: Vec<Literal>,
}

/// What stands between quotes.
#[derive(Debug)]
pub(crate) struct Literal {
    /// From 1.
    pub line: usize,
    /// As written, escapes included.
    pub text: String,
}

/// What the text begins with, in bytes.
enum Token<'a> {
    Comment(usize),
    Literal { whole: usize, inner: &'a str },
    Code(usize),
}

pub(crate) fn take_apart(text: &str) -> RustText {
    let mut acc = RustText { code: String::new(), literals: Vec::new() };
    let mut rest = text;
    let mut line = 1;
    while !rest.is_empty() {
        let is_inside_name = acc.code.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        let (length, is_code) = match next_token(rest, is_inside_name) {
            Token::Comment(length) => (length, false),
            Token::Literal { whole, inner } => {
                acc.code.push_str("\"\"");
                acc.literals.push(Literal { line, text: inner.to_owned() });
                (whole, false)
            }
            Token::Code(length) => (length, true),
        };
        let (read, unread) = rest.split_at(length);
        let n_lines = read.matches('\n').count();
        if is_code {
            acc.code.push_str(read);
        } else {
            acc.code.push_str(&"\n".repeat(n_lines));
        }
        line += n_lines;
        rest = unread;
    }
    without_tests(acc)
}

fn next_token(rest: &str, is_inside_name: bool) -> Token<'_> {
    if rest.starts_with("//") {
        return Token::Comment(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Token::Comment(rest.find("*/").map_or(rest.len(), |at| at + 2));
    }
    if let Some(raw) = (!is_inside_name).then(|| raw_literal(rest)).flatten() {
        return raw;
    }
    match rest.as_bytes() {
        [b'"', ..] => {
            let length = quoted(rest, b'"');
            Token::Literal { whole: length, inner: rest.get(1..length.saturating_sub(1)).unwrap_or_default() }
        }
        [b'\'', b'\\', ..] => Token::Code(quoted(rest, b'\'')),
        [b'\'', ..] => {
            // A character, or else a lifetime.
            let character = rest.chars().nth(1).map_or(0, char::len_utf8);
            let is_character = rest.get(1 + character..).is_some_and(|after| after.starts_with('\''));
            Token::Code(if is_character { character + 2 } else { 1 })
        }
        _ => Token::Code(rest.chars().next().map_or(1, char::len_utf8)),
    }
}

/// `r"…"`, `r#"…"#`, also of bytes.
fn raw_literal(rest: &str) -> Option<Token<'_>> {
    let after = rest.strip_prefix('b').unwrap_or(rest).strip_prefix('r')?;
    let body = after.trim_start_matches('#');
    let hashes = after.len() - body.len();
    let body = body.strip_prefix('"')?;
    let closing = format!("\"{}", "#".repeat(hashes));
    let inner = body.get(..body.find(&closing)?)?;
    let whole = (rest.len() - body.len()) + inner.len() + closing.len();
    Some(Token::Literal { whole, inner })
}

/// The length of what begins and ends with `quote`.
fn quoted(rest: &str, quote: u8) -> usize {
    let mut is_escaped = false;
    for (at, byte) in rest.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            _ if byte == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

fn without_tests(text: RustText) -> RustText {
    let lines: Vec<&str> = text.code.lines().collect();
    let is_module = |after: &[&str]| after.iter().any(|line| line.trim_start().starts_with("mod "));
    let begins = lines.windows(2).position(|pair| match pair {
        [attribute, after @ ..] => attribute.trim() == "#[cfg(test)]" && is_module(after),
        [] => false,
    });
    let end = begins.unwrap_or(lines.len());
    let code = lines.into_iter().take(end).flat_map(|line| [line, "\n"]).collect();
    let literals = text.literals.into_iter().filter(|literal| literal.line <= end).collect();
    RustText { code, literals }
}

#[test]
fn strings_and_comments_are_told_from_code() {
    let text = "let a = \"x\\\"y\"; // \"no\"\nlet b = r#\"raw \"q\" \"#; let c = '\"'; fn f<'a>(x: &'a str) {}\nlet d = \"z\";";
    let taken = take_apart(text);
    let told: Vec<(usize, &str)> = taken.literals.iter().map(|literal| (literal.line, &*literal.text)).collect();
    assert_eq!(told, [(1, "x\\\"y"), (2, "raw \"q\" "), (3, "z")]);
    assert!(!taken.code.contains("no"));
    assert_eq!(taken.code.lines().count(), 3);
}

#[test]
fn tests_are_left_out() {
    let taken = take_apart("let a = \"x\";\n\n#[cfg(test)]\nmod tests {\n    let b = \"y\";\n}\n");
    assert_eq!(taken.literals.len(), 1);
    assert!(!taken.code.contains("mod"));
}
