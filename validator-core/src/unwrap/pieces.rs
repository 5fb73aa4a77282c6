//! The runs of bytes that an unwrapped payload was put together from, a few bytes each.
//!
//! Input: runs in order. Output: the run that holds a place. Every escape ends a run, so that a text of escapes alone has
//! as many as half its bytes: what is kept of a run must be smaller than what it was made from.

/// How many runs are packed one behind the other: as many are unpacked to find one.
const PACKED: usize = 128;

/// A run of the payload, and what it was made from. Runs of equal length correspond byte by byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// Where it starts in the payload.
    pub at: u32,
    /// Its bytes there.
    pub length: u32,
    /// What it stood as in the pasted text.
    pub start: u32,
    pub end: u32,
}

impl Piece {
    /// Whether it was taken as it is.
    pub fn is_copy(self) -> bool {
        self.length == self.end - self.start
    }
}

/// All runs.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    packs: Vec<Pack>,
    /// The pack that is being filled.
    open: Vec<u8>,
    n_open: usize,
    /// Where the next run follows in the payload and in the pasted text.
    at: u32,
    start: u32,
}

/// Some runs: of each what lies between it and the one before, its length and the length of what it was made from.
#[derive(Clone, Debug)]
struct Pack {
    at: u32,
    start: u32,
    bytes: Box<[u8]>,
}

impl Pieces {
    pub fn is_empty(&self) -> bool {
        self.packs.is_empty()
    }

    /// Adds the run that follows.
    pub fn push(&mut self, piece: Piece) {
        if self.n_open == 0 {
            self.packs.push(Pack { at: self.at, start: self.start, bytes: Box::default() });
        }
        for number in [piece.start.saturating_sub(self.start), piece.length, piece.end.saturating_sub(piece.start)] {
            write(&mut self.open, number);
        }
        (self.at, self.start) = (piece.at + piece.length, piece.end);
        self.n_open += 1;
        if self.n_open == PACKED {
            self.seal();
        }
    }

    /// Gives back what was only needed to add more.
    pub fn finish(mut self) -> Self {
        self.seal();
        self.open = Vec::new();
        self
    }

    fn seal(&mut self) {
        if let Some(pack) = self.packs.last_mut().filter(|_| self.n_open > 0) {
            pack.bytes = self.open.as_slice().into();
        }
        self.open.clear();
        self.n_open = 0;
    }

    /// The run that holds this byte of the payload; behind its end the last one.
    pub fn holding(&self, at: u32) -> Option<Piece> {
        let after = self.packs.partition_point(|pack| pack.at <= at);
        let pack = self.packs.get(after.checked_sub(1)?)?;
        let mut rest = &*pack.bytes;
        let mut piece = Piece { at: pack.at, length: 0, start: pack.start, end: pack.start };
        while !rest.is_empty() {
            piece.at += piece.length;
            piece.start = piece.end + read(&mut rest);
            piece.length = read(&mut rest);
            piece.end = piece.start + read(&mut rest);
            if at < piece.at + piece.length {
                break;
            }
        }
        Some(piece)
    }
}

/// Seven bits a byte, the lowest first; all but the last byte have the high bit.
fn write(acc: &mut Vec<u8>, mut number: u32) {
    while let Some(high) = Some(number >> 7).filter(|high| *high > 0) {
        acc.push(low_bits(number) | 0x80);
        number = high;
    }
    acc.push(low_bits(number));
}

fn low_bits(number: u32) -> u8 {
    let [low, ..] = number.to_le_bytes();
    low & 0x7F
}

fn read(bytes: &mut &[u8]) -> u32 {
    let mut acc = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let Some((byte, rest)) = bytes.split_first() else { break };
        *bytes = rest;
        acc |= u32::from(byte & 0x7F) << shift;
        if *byte < 0x80 {
            break;
        }
    }
    acc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_leads_to_its_run() {
        let (mut pieces, mut all) = (Pieces::default(), Vec::new());
        let mut next = Piece { at: 0, length: 0, start: 0, end: 0 };
        for n in 0..1_000 {
            let length = 1 + n % 5 + if n % 97 == 0 { 70_000 } else { 0 };
            let start = next.end + if n % 7 == 0 { 300 } else { 0 };
            next = Piece { at: next.at + next.length, length, start, end: start + length + n % 3 };
            pieces.push(next);
            all.push(next);
        }
        let pieces = pieces.finish();
        for piece in all {
            for at in [piece.at, piece.at + piece.length - 1] {
                assert_eq!(pieces.holding(at), Some(piece));
            }
        }
        assert_eq!(pieces.holding(u32::MAX), Some(next));
        assert_eq!(Pieces::default().finish().holding(0), None);
    }

    #[test]
    fn numbers_of_any_size_are_read_as_written() {
        let numbers = [0, 1, 127, 128, 16_383, 16_384, 100_000_000, u32::MAX];
        let mut bytes = Vec::new();
        numbers.iter().for_each(|number| write(&mut bytes, *number));
        let mut rest = &*bytes;
        assert_eq!(numbers.map(|_| read(&mut rest)), numbers);
        assert!(rest.is_empty());
    }
}
