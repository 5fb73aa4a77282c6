//! The lines and columns that people and editors count in.
//!
//! Input: offsets in bytes. Output: positions. The only place of the core where UTF-16 exists.
//! Of a text of megabytes a few places are asked for: what is counted once is kept every so many bytes, not for every line.

use crate::report::Position;
use crate::span::offset;

/// How many bytes lie between two checkpoints: few enough to be counted again for every place.
const STRIDE: usize = 1024;

/// Finds line and column of an offset.
///
/// Lines end at LF, CRLF or CR; columns count UTF-16 units from 1.
pub struct LineIndex<'a> {
    text: &'a str,
    is_ascii: bool,
    has_returns: bool,
    checkpoints: Vec<Checkpoint>,
}

/// What was counted up to a multiple of [`STRIDE`].
#[derive(Clone, Copy, Debug, Default)]
struct Checkpoint {
    /// Ends of lines.
    n_breaks: u32,
    /// Where the line begins that goes on here.
    line: u32,
    /// UTF-16 units from there to here; not counted for ASCII, where bytes are units.
    units: u32,
}

impl<'a> LineIndex<'a> {
    /// Reads `text` once.
    pub fn new(text: &'a str) -> Self {
        Self::up_to(text, offset(text.len()))
    }

    /// Reads only what lies before `end`, for positions up to there.
    pub(crate) fn up_to(text: &'a str, end: u32) -> Self {
        let bytes = text.as_bytes().get(..end as usize).unwrap_or(text.as_bytes());
        let is_ascii = bytes.is_ascii();
        let has_returns = memchr::memchr(b'\r', bytes).is_some();
        let checkpoints = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut index = Self { text, is_ascii, has_returns, checkpoints };
        let mut checkpoint = Checkpoint::default();
        for start in (0..=bytes.len()).step_by(STRIDE) {
            index.checkpoints.push(checkpoint);
            checkpoint = index.go_on(checkpoint, start, (start + STRIDE).min(bytes.len()));
        }
        index
    }

    /// Line and column of a byte offset, which may be the end of the text.
    pub fn position(&self, at: u32) -> Position {
        let at_byte = (at as usize).min(self.text.len());
        let last = self.checkpoints.len().saturating_sub(1);
        let nearest = (at_byte / STRIDE).min(last);
        let checkpoint = self.checkpoints.get(nearest).copied().unwrap_or_default();
        let Checkpoint { n_breaks, line, units } = self.go_on(checkpoint, nearest * STRIDE, at_byte);
        let column = if self.is_ascii { offset(at_byte) - line } else { units };
        Position { offset: at, line: n_breaks + 1, column: column + 1 }
    }

    /// Counts on from what is known of `start` to `end`.
    fn go_on(&self, checkpoint: Checkpoint, start: usize, end: usize) -> Checkpoint {
        let bytes = self.text.as_bytes();
        let part = bytes.get(start..end).unwrap_or_default();
        let mut n_breaks = memchr::memchr_iter(b'\n', part).count();
        let mut last = memchr::memrchr(b'\n', part);
        if self.has_returns {
            // Before a line feed it is a part of that.
            let is_break = |at: &usize| bytes.get(start + at + 1) != Some(&b'\n');
            let returns = memchr::memchr_iter(b'\r', part).filter(is_break);
            for at in returns {
                n_breaks += 1;
                last = last.max(Some(at));
            }
        }
        let (line, before, of_line) = match last {
            // What lies before the last end of a line counts in no column.
            Some(last) => (offset(start + last + 1), 0, part.get(last + 1..).unwrap_or_default()),
            None => (checkpoint.line, checkpoint.units, part),
        };
        let units = if self.is_ascii { 0 } else { before + utf16_units(of_line) };
        Checkpoint { n_breaks: checkpoint.n_breaks + offset(n_breaks), line, units }
    }
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
    fn checkpoints_agree_with_a_count_from_the_start() {
        let text = "a\r\néç\rb\n🚚c\r".repeat(400);
        for text in [
            text.clone(),
            text.replace('\r', "x"),
            text.replace(['\r', '\n'], "y"),
            text.replace(['é', 'ç', '🚚'], "e"),
        ] {
            let index = LineIndex::new(&text);
            let (mut line, mut column) = (1, 1);
            let mut before = None;
            for (at, c) in text.char_indices() {
                if before == Some('\n') || (before == Some('\r') && c != '\n') {
                    (line, column) = (line + 1, 1);
                }
                let position = index.position(offset(at));
                assert_eq!((position.line, position.column), (line, column), "at {at}");
                column += offset(c.len_utf16());
                before = Some(c);
            }
        }
    }
}
