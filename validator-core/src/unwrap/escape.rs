//! How a text around a payload writes the characters that would end it.

/// What a repair has to be written like, so that the text around stays what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Escape {
    /// As it is.
    None,
    /// `\"`, `\\`, `\n`.
    Backslash,
    /// The quote twice.
    Doubled(char),
    /// `&lt;`, `&gt;`, `&amp;`.
    Entities,
    /// `'\''`, of a shell.
    SingleQuoted,
    /// `\"`, `\$`, of a shell.
    DoubleQuoted,
    /// `^\^"`, of the Windows command line.
    Caret,
    /// Not everywhere the same, as where literals of two kinds are joined.
    Mixed,
}

/// What some of the ways below do not write as it is.
const SPECIAL: [char; 13] = ['"', '\'', '`', '\\', '\n', '\r', '$', '<', '>', '&', '|', '^', '%'];

impl Escape {
    /// A piece of a payload as it has to stand in the pasted text. `None` where that depends on the place.
    pub fn write(self, payload: &str) -> Option<String> {
        if self == Escape::Mixed && payload.contains(SPECIAL) {
            return None;
        }
        let mut acc = String::with_capacity(payload.len());
        for c in payload.chars() {
            self.push(c, &mut acc);
        }
        Some(acc)
    }

    /// How all of a text is written of which a part is written like `self` and another like `other`.
    pub fn with(self, other: Escape) -> Escape {
        if self == other { self } else { Escape::Mixed }
    }

    fn push(self, c: char, acc: &mut String) {
        let replaced = match (self, c) {
            (Escape::Backslash, '"') | (Escape::DoubleQuoted, '"') => "\\\"",
            (Escape::Backslash | Escape::DoubleQuoted, '\\') => "\\\\",
            (Escape::Backslash, '\n') => "\\n",
            (Escape::Backslash, '\r') => "\\r",
            (Escape::DoubleQuoted, '$') => "\\$",
            (Escape::DoubleQuoted, '`') => "\\`",
            // A literal of this kind may not reach over the end of a line; a payload does not mind a blank.
            (Escape::Doubled(_), '\n' | '\r') => " ",
            (Escape::Doubled(quote), c) if c == quote => {
                acc.push(quote);
                acc.push(quote);
                return;
            }
            (Escape::Entities, '<') => "&lt;",
            (Escape::Entities, '>') => "&gt;",
            (Escape::Entities, '&') => "&amp;",
            (Escape::SingleQuoted, '\'') => "'\\''",
            (Escape::Caret, '"') => "^\\^\"",
            (Escape::Caret, '\\') => "^\\^\\",
            (Escape::Caret, '&' | '|' | '<' | '>' | '^' | '%') => {
                acc.push('^');
                acc.push(c);
                return;
            }
            _ => {
                acc.push(c);
                return;
            }
        };
        acc.push_str(replaced);
    }
}
