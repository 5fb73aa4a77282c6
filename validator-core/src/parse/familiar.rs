//! What was read between two values of JSON, so that the same again needs only be compared.
//!
//! Programs write record after record: from the end of one value to the start of the next the text is the same, byte by
//! byte (`,\n    "name": `). What was once read there without a fault reads the same wherever it stands at the same place.
//! Of hostile text, in which nothing repeats, no more than [`MAX_PASSAGES`] are kept.

use crate::parse::scan::{is_same, is_same_chunk, string_end};
use crate::span::{Span, offset};

/// How many passages are remembered: more than any layout has fields, and little memory.
const MAX_PASSAGES: usize = 4096;

/// How many passages are tried at one place.
const MAX_CHOICES: usize = 4;

/// Between which values a passage stands: before the first name of an object, or behind a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place(u32);

impl Place {
    /// Before the first name of the outermost object, or of an item of the outermost array.
    pub const ROOT: Place = Place(0);
    /// Behind what was not understood: nothing is known there.
    pub const NOWHERE: Place = Place(u32::MAX);

    /// Inside of the value that this place is behind.
    pub fn inside(self) -> Place {
        if self == Place::NOWHERE { self } else { Place(self.0 & !1) }
    }

    fn behind(passage: usize) -> Place {
        Place(offset(passage * 2 + 1))
    }
}

/// Separators, name and colon, as they stood in the text when first read.
#[derive(Clone, Copy, Debug, Default)]
struct Passage {
    start: u32,
    length: u32,
    /// Its first and its last sixteen bytes, when it has as many.
    head: [u8; 16],
    tail: [u8; 16],
    /// Where its name begins and ends, counted from its start; quotes included.
    name: Span,
    /// Another passage at the same place.
    other: u32,
    /// The first passage inside of its value, and behind it; 0 is none.
    next: [u32; 2],
}

impl Passage {
    /// Whether it stands at `at`; nothing when the text ends before it could.
    #[inline]
    fn stands(&self, bytes: &[u8], at: usize) -> Option<bool> {
        const CHUNK: usize = 16;
        let (start, length) = (self.start as usize, self.length as usize);
        let Some(tail) = length.checked_sub(CHUNK) else {
            return Some(is_same(bytes.get(start..start + length)?, bytes.get(at..at + length)?));
        };
        let (first, last) = (bytes.get(at..)?.first_chunk()?, bytes.get(at + tail..)?.first_chunk()?);
        let has_ends = is_same_chunk(first, &self.head) && is_same_chunk(last, &self.tail);
        // Few are longer than both together.
        let inside = |at: usize| bytes.get(at + CHUNK..at + tail);
        Some(has_ends && (tail <= CHUNK || is_same(inside(start)?, inside(at)?)))
    }
}

/// A passage that stands in the text once more.
#[derive(Clone, Copy, Debug)]
pub(super) struct Again {
    pub name: Span,
    /// Where the value begins.
    pub end: usize,
    /// Behind the value.
    pub place: Place,
}

impl Again {
    /// Equal for names that are spelled the same and lie at the same place of the document; never 0.
    pub fn mark(self) -> u32 {
        self.place.0 / 2
    }
}

pub(super) struct Familiar {
    /// The first stands for the outermost value.
    passages: Vec<Passage>,
}

impl Familiar {
    pub fn new() -> Self {
        Self { passages: vec![Passage::default()] }
    }

    /// The passage that begins at `at`, when one like it was read at this place.
    #[inline]
    pub fn find(&self, place: Place, bytes: &[u8], at: usize) -> Option<Again> {
        let mut next = self.first(place)?;
        for _ in 0..MAX_CHOICES {
            let passage = self.passages.get(next).filter(|_| next > 0)?;
            let length = passage.length as usize;
            if passage.stands(bytes, at)? {
                let Span { start, end } = passage.name;
                let name = Span { start: offset(at) + start, end: offset(at) + end };
                return Some(Again { name, end: at + length, place: Place::behind(next) });
            }
            next = passage.other as usize;
        }
        None
    }

    /// Remembers what stands between `start` and the value that begins at `end`, when it is just what RFC 8259 allows.
    pub fn learn(&mut self, place: Place, bytes: &[u8], start: usize, name: Span, end: usize) -> Option<Again> {
        let id = self.passages.len();
        let last = self.last_choice(place)?;
        if id >= MAX_PASSAGES || !is_plain(place, bytes, start, name, end) {
            return None;
        }
        let own = Span::new(name.start as usize - start, name.end as usize - start);
        let whole = bytes.get(start..end)?;
        let head = whole.first_chunk().copied().unwrap_or_default();
        let tail = whole.last_chunk().copied().unwrap_or_default();
        let length = offset(whole.len());
        self.passages.push(Passage { start: offset(start), length, head, tail, name: own, ..Passage::default() });
        let link = match last {
            0 => self.passages.get_mut(place.0 as usize / 2)?.next.get_mut(place.0 as usize % 2)?,
            last => &mut self.passages.get_mut(last)?.other,
        };
        *link = offset(id);
        Some(Again { name, end, place: Place::behind(id) })
    }

    fn first(&self, place: Place) -> Option<usize> {
        let around = self.passages.get(place.0 as usize / 2)?;
        around.next.get(place.0 as usize % 2).map(|next| *next as usize)
    }

    /// The last passage known at a place, 0 when there is none; nothing when there are enough.
    fn last_choice(&self, place: Place) -> Option<usize> {
        let (mut last, mut next) = (0, self.first(place)?);
        for _ in 0..MAX_CHOICES {
            if next == 0 {
                return Some(last);
            }
            last = next;
            next = self.passages.get(next)?.other as usize;
        }
        None
    }
}

/// Whether nothing stands there but white space, the comma that is due, a name without escapes, and a colon.
fn is_plain(place: Place, bytes: &[u8], start: usize, name: Span, end: usize) -> bool {
    let name = name.start as usize..name.end as usize;
    let part = |range| bytes.get(range).map(trim);
    let comma: &[u8] = if place.0.is_multiple_of(2) { b"" } else { b"," };
    let is_closed = string_end(bytes, name.start + 1) + 1 == name.end && bytes.get(name.start) == Some(&b'"');
    is_closed && part(start..name.start) == Some(comma) && part(name.end..end) == Some(b":")
}

fn trim(bytes: &[u8]) -> &[u8] {
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\r' | b'\t');
    let start = bytes.iter().position(|byte| !is_blank(byte)).unwrap_or(bytes.len());
    let end = bytes.iter().rposition(|byte| !is_blank(byte)).map_or(start, |last| last + 1);
    bytes.get(start..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Learns `first` as a passage and says what is found at the start of `second`, as a name and what follows it.
    fn again<'a>(place: Place, first: &str, second: &'a str) -> Option<(&'a str, &'a str)> {
        let text = format!("{first}{second}");
        let quotes: Vec<usize> = first.match_indices('"').map(|(at, _)| at).collect();
        let name = Span::new(*quotes.first()?, quotes.last()? + 1);
        let mut familiar = Familiar::new();
        familiar.learn(place, text.as_bytes(), 0, name, first.len())?;
        let found = familiar.find(place, text.as_bytes(), first.len())?;
        let rest = second.get(found.end - first.len()..)?;
        Some((
            Span::new(found.name.start as usize - first.len(), found.name.end as usize - first.len()).text(second),
            rest,
        ))
    }

    #[test]
    fn the_same_text_is_found_again() {
        assert_eq!(again(Place::ROOT, "\n  \"nome\" : ", "\n  \"nome\" : 1"), Some(("\"nome\"", "1")));
        assert_eq!(again(Place(1), ",\"n\":", ",\"n\":\"x\""), Some(("\"n\"", "\"x\"")));
    }

    #[test]
    fn another_text_is_not() {
        assert_eq!(again(Place(1), ",\"n\":", ",\"m\":1"), None);
        assert_eq!(again(Place(1), ",\"n\":", ",\"n\" :1"), None);
        assert_eq!(again(Place(1), ",\"longer_name\":", ",\"longer_nama\":1"), None);
        let long = ",\n    \"a_name_that_is_longer_than_two_chunks\": ";
        assert_eq!(again(Place(1), long, &format!("{long}1")).map(|(_, rest)| rest), Some("1"));
        for at in 0..long.len() {
            let mut other = long.to_owned();
            other.replace_range(at..=at, "#");
            assert_eq!(again(Place(1), long, &format!("{other}1")), None, "{other}");
            assert_eq!(again(Place(1), long, other.get(..at).unwrap_or_default()), None, "{at}");
        }
        assert_eq!(again(Place(1), ",\"n\":", ",\"n"), None);
    }

    #[test]
    fn what_has_a_fault_is_not_learned() {
        for faulty in
            [",,\"n\":", ",\"a\\u0041\":", ",\"n\"=", ";\"n\":", "\"n\":", ",/**/\"n\":", ",\"n\"::", ",\"a\tb\":"]
        {
            assert_eq!(again(Place(1), faulty, faulty), None, "{faulty}");
        }
        assert_eq!(again(Place::ROOT, ",\"n\":", ",\"n\":"), None);
    }

    #[test]
    fn of_many_passages_only_some_are_kept() {
        let text: String = (0..10_000).map(|n| format!(",\"n{n:05}\":")).collect();
        let length = ",\"n00000\":".len();
        let mut familiar = Familiar::new();
        let mut place = Place(1);
        for start in (0..text.len()).step_by(length) {
            let name = Span::new(start + 1, start + length - 1);
            let learned = familiar.learn(place, text.as_bytes(), start, name, start + length);
            place = learned.map_or(Place::NOWHERE, |again| again.place);
        }
        assert_eq!(familiar.passages.len(), MAX_PASSAGES);
        let crowded = (0..10).filter(|n| {
            let start = n * length;
            let name = Span::new(start + 1, start + length - 1);
            Familiar::new().learn(Place(1), text.as_bytes(), start, name, start + length).is_some()
        });
        assert_eq!(crowded.count(), 10);
    }
}
