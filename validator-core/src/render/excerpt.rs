//! The piece of a payload that stands under a diagnostic, and where its underlines go.
//!
//! Input: the text and the places to mark. Output: lines as a terminal shows them, with columns in cells.
//! Never reads more of a line than it shows, so that a payload of one line of megabytes costs nothing.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::report::Position;

/// How many cells of payload a line shows.
const WIDTH: usize = 100;
/// How far from its line's start a mark may lie before a line that is too long is cut in front of it.
const FAR: usize = 60;
/// How much is shown in front of a mark where the line is cut.
const CONTEXT: usize = 40;

/// A place to underline, with the few words that go beside it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark<'a> {
    pub start: Position,
    pub end: Position,
    /// Empty for the diagnostic's own place.
    pub note: &'a str,
}

/// One line of the payload, or as much of it as fits, and the marks that lie in it.
#[derive(Debug)]
pub(super) struct Excerpt<'a> {
    /// The number that people count from 1.
    pub line: u32,
    /// Harmless to print.
    pub shown: String,
    /// In the order of their places.
    pub underlines: Vec<Underline<'a>>,
}

/// Where below the shown line an underline goes.
#[derive(Debug)]
pub(super) struct Underline<'a> {
    /// Cells in front of it.
    pub column: usize,
    /// Cells that it covers, at least one.
    pub width: usize,
    /// What it stands for.
    pub mark: Mark<'a>,
}

/// The lines that hold `marks`, in the order of the text. Marks that lie near each other share a line.
pub(super) fn excerpts<'a>(text: &str, mut marks: Vec<Mark<'a>>) -> Vec<Excerpt<'a>> {
    marks.sort_by_key(|mark| mark.start.offset);
    let mut acc: Vec<(Window, Excerpt<'a>)> = Vec::new();
    for mark in marks {
        let start = boundary(text, mark.start.offset);
        match acc.last_mut() {
            Some((window, excerpt)) if excerpt.line == mark.start.line && start < window.end => {
                excerpt.underlines.push(window.underline(text, mark));
            }
            _ => {
                let window = Window::around(text, start);
                let underlines = vec![window.underline(text, mark)];
                let excerpt = Excerpt { line: mark.start.line, shown: window.shown(text), underlines };
                acc.push((window, excerpt));
            }
        }
    }
    acc.into_iter().map(|(_, excerpt)| excerpt).collect()
}

/// A text as it may be printed: what would steer a terminal, or turn the reading order round, becomes a visible sign.
pub(super) fn printable(text: &str) -> String {
    let mut acc = String::with_capacity(text.len());
    for c in text.chars() {
        push_printable(&mut acc, c);
    }
    acc
}

/// The part of a line that is shown, in bytes of the text.
struct Window {
    start: usize,
    end: usize,
    is_cut_before: bool,
    is_cut_after: bool,
}

impl Window {
    fn around(text: &str, at: usize) -> Self {
        let (before, after) = text.split_at_checked(at).unwrap_or((text, ""));
        let line = || after.chars().take_while(|c| !is_line_end(*c));
        let rest = line().take(WIDTH).map(cells).sum();
        let (start, is_cut_before) = window_start(before, WIDTH.saturating_sub(rest).max(FAR));
        let used: usize = before.get(start..).unwrap_or_default().chars().map(cells).sum();
        let mut left = WIDTH.saturating_sub(used);
        let mut acc = Self { start, end: at, is_cut_before, is_cut_after: false };
        for c in line() {
            let Some(rest) = left.checked_sub(cells(c)) else {
                acc.is_cut_after = true;
                break;
            };
            left = rest;
            acc.end += c.len_utf8();
        }
        acc
    }

    fn shown(&self, text: &str) -> String {
        let covered = printable(text.get(self.start..self.end).unwrap_or_default());
        let before = if self.is_cut_before { "…" } else { "" };
        let after = if self.is_cut_after { "…" } else { "" };
        format!("{before}{covered}{after}")
    }

    /// What reaches over the end of the line, or of the window, is underlined up to there.
    fn underline<'a>(&self, text: &str, mark: Mark<'a>) -> Underline<'a> {
        let column = self.column(text, boundary(text, mark.start.offset));
        let end = self.column(text, boundary(text, mark.end.offset));
        Underline { column, width: end.saturating_sub(column).max(1), mark }
    }

    fn column(&self, text: &str, at: usize) -> usize {
        let at = at.clamp(self.start, self.end);
        let covered = printable(text.get(self.start..at).unwrap_or_default());
        usize::from(self.is_cut_before) + covered.width()
    }
}

/// Where a window begins whose mark follows `before`, and whether that cuts the line: only one longer than `far` is cut.
fn window_start(before: &str, far: usize) -> (usize, bool) {
    let mut used = 0;
    let mut near = before.len();
    let mut start = before.len();
    for (at, c) in before.char_indices().rev() {
        if is_line_end(c) {
            break;
        }
        used += cells(c);
        if used > far {
            return (near, true);
        }
        if used <= CONTEXT {
            near = at;
        }
        start = at;
    }
    (start, false)
}

/// The next place at or after `at` that lies between two characters.
fn boundary(text: &str, at: u32) -> usize {
    let at = (at as usize).min(text.len());
    (at..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

/// What a character costs. Those that take no cell cost one too: a line may consist of nothing else.
fn cells(c: char) -> usize {
    if c == '\t' { TAB.len() } else { c.width().unwrap_or(1).max(1) }
}

fn is_line_end(c: char) -> bool {
    matches!(c, '\n' | '\r')
}

/// Tab stops depend on where the line begins, which a cut line no longer shows.
const TAB: &str = "    ";

fn push_printable(acc: &mut String, c: char) {
    match c {
        '\t' => acc.push_str(TAB),
        '\u{0}'..='\u{1f}' => acc.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or(char::REPLACEMENT_CHARACTER)),
        '\u{7f}' => acc.push('␡'),
        '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' => acc.push(char::REPLACEMENT_CHARACTER),
        // Marks that reorder what follows them: a reader would see another text than the system does.
        '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
            acc.push(char::REPLACEMENT_CHARACTER);
        }
        _ => acc.push(c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lines::LineIndex;

    /// The excerpts of `text` with the first of each of `wanted` underlined.
    #[track_caller]
    fn check(text: &str, wanted: &[&str], expected: &str) {
        let index = LineIndex::new(text);
        let marks = wanted.iter().map(|wanted| {
            let start = u32::try_from(text.find(wanted).expect("the text holds it")).expect("the text is short");
            let end = start + u32::try_from(wanted.len()).expect("the text is short");
            Mark { start: index.position(start), end: index.position(end), note: "" }
        });
        let mut actual = String::new();
        for excerpt in excerpts(text, marks.collect()) {
            actual.push_str(&format!("{}|{}\n", excerpt.line, excerpt.shown));
            for underline in excerpt.underlines {
                actual.push_str(&format!(" |{}{}\n", " ".repeat(underline.column), "^".repeat(underline.width)));
            }
        }
        assert_eq!(actual, expected);
    }

    #[test]
    fn underlines_the_exact_span() {
        check("{\n  \"a\": 12\n}", &["12"], "2|  \"a\": 12\n |       ^^\n");
    }

    #[test]
    fn accents_are_one_cell_and_emoji_two() {
        check("é🚚日x", &["x"], "1|é🚚日x\n |     ^\n");
        check("e\u{301}x", &["x"], "1|e\u{301}x\n | ^\n");
    }

    #[test]
    fn tabs_become_blanks() {
        check("\tx", &["x"], "1|    x\n |    ^\n");
    }

    #[test]
    fn an_empty_span_still_shows() {
        check("ab", &[""], "1|ab\n |^\n");
    }

    #[test]
    fn marks_of_one_line_share_it() {
        check("a b\nc", &["b", "a", "c"], "1|a b\n |^\n |  ^\n2|c\n |^\n");
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}X{}", "a".repeat(5000), "b".repeat(5000));
        let expected = format!("1|…{}X{}…\n |{}^\n", "a".repeat(40), "b".repeat(59), " ".repeat(41));
        check(&text, &["X"], &expected);
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        let text = format!("{}X", "a".repeat(99));
        check(&text, &["X"], &format!("1|{text}\n |{}^\n", " ".repeat(99)));
    }

    #[test]
    fn marks_far_apart_on_one_line_stand_apart() {
        let text = format!("X{}Y", "a".repeat(5000));
        let expected = format!("1|X{}…\n |^\n1|…{}Y\n |{}^\n", "a".repeat(99), "a".repeat(40), " ".repeat(41));
        check(&text, &["X", "Y"], &expected);
    }

    #[test]
    fn a_span_over_lines_is_underlined_to_the_end_of_the_first() {
        check("[{\r\n}]", &["{\r\n}"], "1|[{\n | ^\n");
    }

    #[test]
    fn nothing_of_the_payload_steers_the_terminal() {
        assert_eq!(printable("\u{1b}[31m\u{7}\u{9b}\u{202e}"), "␛[31m␇\u{fffd}\u{fffd}");
    }
}
