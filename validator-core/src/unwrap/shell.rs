//! The body of a cURL command, as a terminal, a browser or the Windows command line writes it.

use super::map::Builder;
use super::{Escape, Unwrapped};
use crate::violation::Violation;

/// Options whose word is the body.
const DATA: [&str; 6] = ["-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json"];

/// The body of the command that a text begins with; `None` where it is no cURL command or has no payload in it.
pub(super) fn curl(text: &str, from: usize) -> Option<Unwrapped> {
    let command = text.get(from..)?.trim_start_matches(['$', '>', '#', ' ']);
    let name = command.split(char::is_whitespace).next()?;
    if !matches!(name, "curl" | "curl.exe") {
        return None;
    }
    let has_carets = command.contains("^\"");
    let mut at = text.len() - command.len();
    let mut is_data = false;
    while let Some(word) = Word::read(text, at, has_carets) {
        at = word.end;
        if is_data && word.is_payload() {
            return Some(Unwrapped::new(word.builder, word.escape, Violation::UnwrappedCommand));
        }
        // `-d` may have its word right behind it.
        if let Some(glued) = word.glued.filter(|_| word.builder.text().starts_with("-d")) {
            let quoted = Word::read(text, glued, has_carets).filter(Word::is_payload);
            if let Some(word) = quoted {
                return Some(Unwrapped::new(word.builder, word.escape, Violation::UnwrappedCommand));
            }
        }
        is_data = DATA.contains(&word.builder.text());
    }
    None
}

/// A word of a command line, its quotes and escapes replaced.
struct Word<'a> {
    builder: Builder<'a>,
    /// How its quoted parts are written, and what stands bare behind them.
    escape: Escape,
    /// Where its first quoted part begins, when something stands before it.
    glued: Option<usize>,
    end: usize,
}

impl<'a> Word<'a> {
    /// The word that starts at or behind `at`.
    fn read(text: &'a str, at: usize, has_carets: bool) -> Option<Self> {
        let rest = skip_blanks(text.get(at..)?);
        let first = text.len() - rest.len();
        let mut word = Word { builder: Builder::new(text), escape: Escape::None, glued: None, end: first };
        while let Some(c) = text.get(word.end..).and_then(|rest| rest.chars().next()) {
            let quoted = match c {
                '\'' => Some((Escape::SingleQuoted, 1)),
                '"' => Some((Escape::DoubleQuoted, 1)),
                '^' if text.get(word.end..)?.starts_with("^\"") => Some((Escape::Caret, 2)),
                '$' if text.get(word.end..)?.starts_with("$'") => Some((Escape::Backslash, 2)),
                c if c.is_whitespace() => break,
                _ => None,
            };
            match quoted {
                Some((escape, length)) => {
                    let is_first = word.escape == Escape::None;
                    word.escape = if is_first { escape } else { word.escape.with(escape) };
                    if is_first && word.end > first {
                        word.glued = Some(word.end);
                    }
                    word.quoted(text, escape, word.end + length);
                }
                None => {
                    if word.escape != Escape::None {
                        word.escape = Escape::Mixed;
                    }
                    word.bare(text, c, has_carets);
                }
            }
        }
        (word.end > first).then_some(word)
    }

    fn is_payload(&self) -> bool {
        self.builder.text().trim_start().starts_with(['{', '[', '<'])
    }

    /// A character outside of quotes, or what a backslash or caret stands before.
    fn bare(&mut self, text: &str, c: char, has_carets: bool) {
        let escapes = if has_carets { '^' } else { '\\' };
        let after = self.end + c.len_utf8();
        let next = text.get(after..).and_then(|rest| rest.chars().next()).filter(|_| c == escapes);
        match next {
            Some(next) => {
                self.builder.put(next, self.end..after + next.len_utf8());
                self.end = after + next.len_utf8();
            }
            None => {
                self.builder.copy(self.end..after);
                self.end = after;
            }
        }
    }

    /// The inside of quotes, up to behind the closing one. What is never closed reaches to the end.
    fn quoted(&mut self, text: &str, escape: Escape, from: usize) {
        let bytes = text.as_bytes();
        let mut done = from;
        let mut at = from;
        while let Some(byte) = bytes.get(at) {
            let next = bytes.get(at + 1);
            match (escape, byte) {
                // The only way to a quote in such a word: it ends, and begins again behind an escaped one.
                (Escape::SingleQuoted, b'\'') if text.get(at..).is_some_and(|rest| rest.starts_with("'\\''")) => {
                    self.builder.copy(done..at);
                    self.builder.put('\'', at..at + 4);
                    done = at + 4;
                    at = done;
                }
                (Escape::SingleQuoted | Escape::Backslash, b'\'') | (Escape::DoubleQuoted, b'"') => {
                    self.builder.copy(done..at);
                    self.end = at + 1;
                    return;
                }
                (Escape::Caret, b'^') if next == Some(&b'"') => {
                    self.builder.copy(done..at);
                    self.end = at + 2;
                    return;
                }
                (Escape::Backslash, b'\\') => {
                    self.builder.copy(done..at);
                    done = super::raw::backslash(&mut self.builder, text, at);
                    at = done;
                }
                (Escape::DoubleQuoted, b'\\') if matches!(next, Some(b'"' | b'\\' | b'$' | b'`')) => {
                    self.builder.copy(done..at);
                    self.builder.put(next.copied().map_or('\\', char::from), at..at + 2);
                    done = at + 2;
                    at = done;
                }
                (Escape::Caret, b'^') => {
                    self.builder.copy(done..at);
                    done = self.caret(text, at);
                    at = done;
                }
                _ => at += 1,
            }
        }
        self.builder.copy(done..text.len());
        self.end = text.len();
    }

    /// `^\^"` stands for a quote, `^\\` and `\\` for a backslash, a caret for what follows it.
    fn caret(&mut self, text: &str, at: usize) -> usize {
        let rest = text.get(at..).unwrap_or_default();
        for (written, meant) in [("^\\^\"", '"'), ("^\\^\\", '\\'), ("^\\\\", '\\')] {
            if rest.starts_with(written) {
                self.builder.put(meant, at..at + written.len());
                return at + written.len();
            }
        }
        match rest.chars().nth(1) {
            Some(c) => {
                self.builder.put(c, at..at + 1 + c.len_utf8());
                at + 1 + c.len_utf8()
            }
            None => {
                self.builder.copy(at..at + 1);
                at + 1
            }
        }
    }
}

/// What follows blanks and the marks that carry a line on.
fn skip_blanks(mut text: &str) -> &str {
    loop {
        let rest = text.trim_start();
        let carried =
            ["\\\n", "\\\r\n", "^\n", "^\r\n", "`\n", "`\r\n"].into_iter().find_map(|mark| rest.strip_prefix(mark));
        match carried {
            Some(carried) => text = carried,
            None => return rest,
        }
    }
}
