//! A text as a literal of a language, or as several that are joined.
//!
//! Input: pieces of a text, known ones and variables. Output: an expression that gives the text, whatever it holds.

use super::file::LiteralFile;

/// A part of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// Characters.
    Text(String),
    /// What is known only when the program runs, as the language writes it.
    Expression(String),
}

/// An expression that gives the pieces one after the other. `is_inline` keeps it in one line.
pub fn write(rules: &LiteralFile, pieces: &[Piece], is_inline: bool) -> String {
    let mut acc = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Expression(expression) => acc.push(expression.clone()),
            Piece::Text(text) => literals(rules, text, &mut acc),
        }
    }
    if acc.is_empty() {
        acc.push(format!("{}{}", rules.open, rules.close));
    }
    acc.join(if is_inline { &rules.join_inline } else { &rules.join })
}

fn literals(rules: &LiteralFile, text: &str, acc: &mut Vec<String>) {
    let mut open = Open { rules, written: String::new(), n_chars: 0, is_line_begun: false };
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let control = || control(rules, c);
        match (rules.outside.get(&c), rules.escapes.get(&c)) {
            (Some(outside), _) => open.outside(outside.clone(), acc),
            (None, Some(inside)) => open.inside(inside, acc),
            (None, None) if is_control(c) && rules.control_outside => open.outside(control(), acc),
            (None, None) if is_control(c) => open.inside(&control(), acc),
            (None, None) => open.inside(c.encode_utf8(&mut [0; 4]), acc),
        }
        let is_end = c == '\n' || (c == '\r' && chars.peek() != Some(&'\n'));
        if is_end && rules.by_line {
            open.close(acc);
            open.is_line_begun = false;
        }
    }
    open.close(acc);
}

/// A literal that is being written.
struct Open<'r> {
    rules: &'r LiteralFile,
    written: String,
    n_chars: u32,
    /// Whether a literal of this line stands there already.
    is_line_begun: bool,
}

impl Open<'_> {
    fn inside(&mut self, written: &str, acc: &mut Vec<String>) {
        if self.rules.longest.is_some_and(|longest| self.n_chars >= longest) {
            self.close(acc);
        }
        self.written.push_str(written);
        self.n_chars += 1;
    }

    fn outside(&mut self, written: String, acc: &mut Vec<String>) {
        self.close(acc);
        let join = self.rules.join_outside.as_ref().unwrap_or(&self.rules.join_inline);
        match acc.last_mut().filter(|_| self.is_line_begun) {
            Some(before) => *before += &format!("{join}{written}"),
            None => acc.push(written),
        }
        self.is_line_begun = true;
    }

    fn close(&mut self, acc: &mut Vec<String>) {
        if !self.written.is_empty() {
            acc.push(format!("{}{}{}", self.rules.open, self.written, self.rules.close));
            self.written.clear();
            self.n_chars = 0;
            self.is_line_begun = true;
        }
    }
}

fn control(rules: &LiteralFile, c: char) -> String {
    rules.control.replace("{hex}", &format!("{:04x}", u32::from(c))).replace("{number}", &u32::from(c).to_string())
}

/// What no editor shows, or takes for the end of a line.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}')
}
