//! Byte ranges in the source.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excerpts_are_cut_between_characters() {
        let text = "é".repeat(100);
        assert_eq!(Span::new(0, 200).excerpt(&text).chars().count(), 61);
    }
}
