//! Byte ranges in the source, and how they become the lines and columns that people and editors count in.
//!
//! Input: offsets in bytes. Output: positions. The only place of the core where UTF-16 exists.

use crate::report::Position;

/// How much of a payload a message may quote, in characters.
const EXCERPT_CHARACTERS: usize = 60;

/// A byte range in the source, half open. Never crosses a character boundary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: offset(start), end: offset(end) }
    }

    /// A place between two characters.
    pub fn at(start: usize) -> Self {
        Self::new(start, start)
    }

    /// What it covers; empty when it does not lie in `text`.
    pub fn text(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or_default()
    }

    /// What it covers, shortened to what a message can carry.
    pub fn excerpt(self, text: &str) -> String {
        let covered = self.text(text);
        match covered.char_indices().nth(EXCERPT_CHARACTERS) {
            None => covered.to_owned(),
            Some((cut, _)) => format!("{}…", covered.get(..cut).unwrap_or_default()),
        }
    }
}

/// An offset as the core stores it. Sources are refused above 100 MB, so that nothing is ever cut here.
pub(crate) fn offset(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

/// One checkpoint every so many bytes keeps a column cheap on a line of megabytes.
const STRIDE: usize = 256;

/// Finds line and column of an offset.
///
/// Lines end at LF, CRLF or CR; columns count UTF-16 units from 1.
pub struct LineIndex<'a> {
    text: &'a str,
    /// Offset of the first byte of each line.
    lines: Vec<u32>,
    /// UTF-16 units before each multiple of [`STRIDE`]; empty for ASCII, where bytes are units.
    units: Vec<u32>,
}

impl<'a> LineIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        Self::up_to(text, offset(text.len()))
    }

    /// Reads only what lies before `end`, for positions up to there.
    pub(crate) fn up_to(text: &'a str, end: u32) -> Self {
        let bytes = text.as_bytes().get(..end as usize).unwrap_or(text.as_bytes());
        let mut lines = vec![0];
        for at in memchr::memchr2_iter(b'\n', b'\r', bytes) {
            let is_crlf = bytes.get(at) == Some(&b'\r') && bytes.get(at + 1) == Some(&b'\n');
            if !is_crlf {
                lines.push(offset(at + 1));
            }
        }
        let units = if bytes.is_ascii() { Vec::new() } else { checkpoints(bytes) };
        Self { text, lines, units }
    }

    /// Line and column of a byte offset, which may be the end of the text.
    pub fn position(&self, at: u32) -> Position {
        let line = self.lines.partition_point(|start| *start <= at).max(1);
        let start = self.lines.get(line - 1).copied().unwrap_or_default();
        let column = self.units_before(at) - self.units_before(start) + 1;
        Position { offset: at, line: offset(line), column }
    }

    fn units_before(&self, at: u32) -> u32 {
        let at = at as usize;
        let Some(known) = self.units.get(at / STRIDE) else {
            return offset(at.min(self.text.len()));
        };
        let rest = self.text.as_bytes().get(at / STRIDE * STRIDE..at).unwrap_or_default();
        known + utf16_units(rest)
    }
}

fn checkpoints(bytes: &[u8]) -> Vec<u32> {
    let mut units = vec![0];
    let mut total = 0;
    for chunk in bytes.chunks(STRIDE) {
        total += utf16_units(chunk);
        units.push(total);
    }
    units
}

/// Counts a character at its first byte: one unit, or two when four bytes long.
fn utf16_units(bytes: &[u8]) -> u32 {
    bytes.iter().map(|byte| u32::from((*byte as i8) >= -0x40) + u32::from(*byte >= 0xF0)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, at: &str, line: u32, column: u32) {
        let start = offset(text.find(at).expect("the marker is in the text"));
        let position = LineIndex::new(text).position(start);
        assert_eq!((position.line, position.column), (line, column));
    }

    #[test]
    fn columns_count_utf16_units() {
        check("ação!", "!", 1, 5);
        check("🚚!", "!", 1, 3);
        check("\u{feff}!", "!", 1, 2);
    }

    #[test]
    fn every_kind_of_line_break_ends_a_line() {
        check("a\nb\r\nc\rd!", "!", 4, 2);
        check("\r\n\r\n!", "!", 3, 1);
    }

    #[test]
    fn long_lines_are_counted_across_checkpoints() {
        let text = format!("\n{}!", "é".repeat(5000));
        check(&text, "!", 2, 5001);
    }

    #[test]
    fn the_end_of_the_text_has_a_position() {
        let position = LineIndex::new("é\n").position(3);
        assert_eq!((position.line, position.column), (2, 1));
    }

    #[test]
    fn excerpts_are_cut_between_characters() {
        let text = "é".repeat(100);
        assert_eq!(Span::new(0, 200).excerpt(&text).chars().count(), 61);
    }
}
