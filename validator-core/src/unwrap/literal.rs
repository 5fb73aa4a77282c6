//! A string literal of a program, with those that are joined to it: Java, C#, Delphi and their relatives.
//!
//! What stands between two literals is taken along: a line end as what it is, a variable by its name, so that its place is seen.

use std::ops::Range;

use super::map::Builder;
use super::raw::backslash;
use super::{Escape, start};

/// Reads the literal whose opening quote is at `quote`. `None` when the quotes only stand around text that has quotes
/// of its own.
pub(super) fn read(text: &str, quote: usize) -> Option<(Builder<'_>, Escape)> {
    let mut builder = Builder::new(text);
    let mut escapes = Escapes::default();
    let mut end = Literal::at(text, quote, false)?.read(&mut builder, text, &mut escapes)?;
    // In `"<a b="c">` the text goes on right behind the second quote.
    if text.get(end..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric) {
        return None;
    }
    loop {
        end = match joint(text, end) {
            Joint::End => break,
            Joint::LineEnd(range) => {
                builder.end_line(range.clone());
                // Delphi wants no operator behind `#13#10`.
                match Literal::at(text, range.end, escapes.are_basic()) {
                    Some(next) => next.read(&mut builder, text, &mut escapes).unwrap_or(text.len()),
                    None => range.end,
                }
            }
            Joint::Expression(range) => {
                builder.compute(range.clone());
                range.end
            }
            Joint::Literal(quote) => match Literal::at(text, quote, escapes.are_basic()) {
                // A last literal that is never closed is a text that was cut off.
                Some(next) => next.read(&mut builder, text, &mut escapes).unwrap_or(text.len()),
                None => break,
            },
        };
    }
    Some((builder, escapes.common()))
}

/// How the literals of a text were written.
#[derive(Default)]
struct Escapes {
    of_styles: Option<Escape>,
    /// Whether a quote was written twice in quotes that also take a backslash.
    has_doubled: bool,
    has_backslashes: bool,
}

impl Escapes {
    fn add(&mut self, literal: &Literal) {
        let escape = match literal.style {
            Style::Backslash => Escape::Backslash,
            Style::Doubled(quote) => Escape::Doubled(quote),
            Style::Plain => Escape::None,
        };
        self.of_styles = Some(self.of_styles.map_or(escape, |others| others.with(escape)));
        self.has_doubled |= literal.is_doubled && literal.style == Style::Backslash;
        self.has_backslashes |= literal.has_escapes;
    }

    /// Whether the language writes a quote twice: there a backslash is one, and three quotes are a quote and the first mark.
    fn are_basic(&self) -> bool {
        self.has_doubled && !self.has_backslashes
    }

    fn common(&self) -> Escape {
        match self.of_styles.unwrap_or(Escape::None) {
            Escape::Backslash if self.has_doubled && self.has_backslashes => Escape::Mixed,
            Escape::Backslash if self.has_doubled => Escape::Doubled('"'),
            other => other,
        }
    }
}

/// A literal by how it is written.
struct Literal {
    /// Where its content begins.
    from: usize,
    closing: &'static str,
    style: Style,
    /// Whether a quote in it was written twice.
    is_doubled: bool,
    /// Whether a backslash stands before something in it.
    has_escapes: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Style {
    /// `"…\"…"`; also `"…""…"`, as long as no backslash was seen.
    Backslash,
    /// `'…''…'`, `@"…""…"`.
    Doubled(char),
    /// `"""…"""`: what stands there is meant.
    Plain,
}

impl Literal {
    fn at(text: &str, quote: usize, is_basic: bool) -> Option<Self> {
        let rest = text.get(quote..)?;
        let before = text.get(..quote).unwrap_or_default();
        let is_verbatim = before.ends_with('@') || before.ends_with("@$");
        // The last of three quotes opens the content.
        let is_third = rest.starts_with('"') && before.ends_with("\"\"");
        let (length, closing, style) = match rest.chars().next()? {
            '"' if is_third => (1, "\"\"\"", Style::Plain),
            '"' if rest.starts_with("\"\"\"") && !is_basic => (3, "\"\"\"", Style::Plain),
            '"' if is_verbatim => (1, "\"", Style::Doubled('"')),
            '"' => (1, "\"", Style::Backslash),
            '\'' => (1, "'", Style::Doubled('\'')),
            '`' => (1, "`", Style::Plain),
            _ => return None,
        };
        // The line end behind three quotes is not part of the text.
        let content = rest.get(length..).unwrap_or_default();
        let blank = if closing.len() == 3 { content.len() - content.trim_start_matches(['\r', '\n']).len() } else { 0 };
        Some(Self { from: quote + length + blank, closing, style, is_doubled: false, has_escapes: false })
    }

    /// Three quotes on a line of their own end the content with the line before.
    fn end_of_content(&self, text: &str, at: usize) -> usize {
        let content = text.get(self.from..at).unwrap_or_default();
        let without_margin = content.trim_end_matches([' ', '\t']);
        match without_margin.strip_suffix('\n') {
            Some(lines) if self.closing.len() == 3 => self.from + lines.strip_suffix('\r').unwrap_or(lines).len(),
            _ => at,
        }
    }

    /// Takes the content, and notes how it is written; gives the place behind the closing quote, if there is one.
    fn read(mut self, builder: &mut Builder<'_>, text: &str, escapes: &mut Escapes) -> Option<usize> {
        let end = self.content(builder, text, escapes.are_basic());
        escapes.add(&self);
        end
    }

    fn content(&mut self, builder: &mut Builder<'_>, text: &str, is_basic: bool) -> Option<usize> {
        let bytes = text.as_bytes();
        let quote = *self.closing.as_bytes().first()?;
        let mut done = self.from;
        let mut search = self.from;
        loop {
            let Some(found) = bytes.get(search..).and_then(|rest| memchr::memchr2(quote, b'\\', rest)) else {
                builder.copy(done..text.len());
                return None;
            };
            let at = search + found;
            let is_quote = bytes.get(at) == Some(&quote);
            let is_twice = is_quote && bytes.get(at + 1) == Some(&quote);
            match self.style {
                Style::Plain if is_quote && text.get(at..).is_some_and(|rest| rest.starts_with(self.closing)) => {
                    builder.copy(done..self.end_of_content(text, at));
                    return Some(at + self.closing.len());
                }
                Style::Plain => search = at + 1,
                Style::Backslash if !is_quote && (is_basic || self.is_doubled) => search = at + 1,
                Style::Backslash if !is_quote => {
                    self.has_escapes = true;
                    builder.copy(done..at);
                    done = backslash(builder, text, at);
                    search = done;
                }
                // Here a backslash is the payload's own.
                Style::Doubled(_) if !is_quote => search = at + 1,
                Style::Doubled(_) | Style::Backslash
                    if is_twice && !self.has_escapes && (at > self.from || self.is_doubled || is_basic) =>
                {
                    self.is_doubled = true;
                    builder.copy(done..at);
                    builder.put(char::from(quote), at..at + 2);
                    done = at + 2;
                    search = done;
                }
                Style::Doubled(_) | Style::Backslash => {
                    builder.copy(done..at);
                    return Some(at + 1);
                }
            }
        }
    }
}

/// What follows a literal.
enum Joint {
    End,
    /// Another literal, by its quote.
    Literal(usize),
    /// The name of a line end, or its code.
    LineEnd(Range<usize>),
    /// Something that is computed.
    Expression(Range<usize>),
}

fn joint(text: &str, end: usize) -> Joint {
    let rest = text.get(end..).unwrap_or_default();
    let joined = rest.trim_start();
    let at = text.len() - joined.len();
    if let Some(codes) = line_end_codes(joined) {
        return Joint::LineEnd(at..at + codes);
    }
    let operator = ["+", "&", "||", "."].into_iter().find(|operator| joined.starts_with(operator));
    let Some(operator) = operator else {
        return appended(text, at).map_or(Joint::End, Joint::Literal);
    };
    // In Visual Basic an underscore carries the line on.
    let operand = joined.get(operator.len()..).unwrap_or_default().trim_start();
    let operand = operand.strip_prefix("_\n").or(operand.strip_prefix("_\r\n")).unwrap_or(operand).trim_start();
    let at = text.len() - operand.len();
    if let Some(codes) = line_end_codes(operand) {
        return Joint::LineEnd(at..at + codes);
    }
    let prefix = operand.len() - operand.trim_start_matches(['@', '$']).len();
    if operand.get(prefix..).is_some_and(|rest| rest.starts_with(['"', '\'', '`'])) {
        return Joint::Literal(at + prefix);
    }
    // `"…".getBytes()` joins nothing.
    if operator == "." {
        return Joint::End;
    }
    let length = expression_length(operand);
    let expression = operand.get(..length).unwrap_or_default().trim_end();
    let range = at..at + expression.len();
    match LINE_ENDS.iter().any(|known| expression.eq_ignore_ascii_case(known)) {
        true => Joint::LineEnd(range),
        false if expression.is_empty() => Joint::End,
        false => Joint::Expression(range),
    }
}

/// What programs call the end of a line.
const LINE_ENDS: [&str; 6] =
    ["sLineBreak", "vbCrLf", "vbNewLine", "Environment.NewLine", "System.lineSeparator()", "PHP_EOL"];

/// The length of `#13#10`.
fn line_end_codes(text: &str) -> Option<usize> {
    let is_code = |c: char| c == '#' || c.is_ascii_digit();
    let length = text.find(|c| !is_code(c)).unwrap_or(text.len());
    let codes = text.get(..length)?;
    (codes.starts_with("#13") || codes.starts_with("#10")).then_some(length)
}

/// How far an operand reaches: up to the next operator or the end of the statement, brackets and what they hold included.
fn expression_length(text: &str) -> usize {
    let mut depth = 0_usize;
    let ends = |(_, c): &(usize, char)| match c {
        '(' | '[' => {
            depth += 1;
            false
        }
        ')' | ']' if depth > 0 => {
            depth -= 1;
            false
        }
        ';' | ')' | ']' | '+' | '&' | ',' | '\n' | '"' | '\'' => depth == 0 || *c == ';',
        _ => false,
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// The literal that the next call of the same kind adds: `b.append("…"); b.append("…");`.
fn appended(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?.strip_prefix(')')?.trim_start();
    let rest = rest.strip_prefix(';').unwrap_or(rest).trim_start();
    let open = rest.find('(')?;
    let call = rest.get(..open)?;
    let name = call.rsplit('.').next()?.to_ascii_lowercase();
    let is_path = call.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '.'));
    if !is_path || !matches!(&*name, "append" | "appendline" | "add") {
        return None;
    }
    let argument = rest.get(open + 1..)?.trim_start();
    let prefix = argument.len() - argument.trim_start_matches(['@', '$']).len();
    let quote = text.len() - argument.len() + prefix;
    start::is_quote(text, quote).then_some(quote)
}
