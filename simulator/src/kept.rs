//! What was taken lately, in memory.
//!
//! Input: payloads that were accepted. Output: the last ones, and whether a value that must not come twice came before.
//! Keeps a bounded number of each: the oldest go first.

use std::collections::{HashSet, VecDeque};

use validator_core::layout::Execution;

/// How many payloads are kept.
const MAX_TAKEN: usize = 200;

/// How much of each is kept, in bytes.
const MAX_PAYLOAD: usize = 65_536;

/// How many values that must not come twice are remembered.
const MAX_VALUES: usize = 100_000;

/// A payload that was taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Seconds since 1970.
    pub at: u64,
    /// The system's folder name.
    pub system: &'static str,
    /// Such as `fis/pedido`.
    pub layout: &'static str,
    /// When it was to be worked on, where the system knows a choice.
    pub execution: Option<Execution>,
    /// How long it is.
    pub n_bytes: usize,
    /// Its text; the beginning of a long one.
    pub payload: String,
}

#[derive(Debug, Default)]
pub(crate) struct Kept {
    taken: VecDeque<Taken>,
    n_taken: u64,
    values: HashSet<(&'static str, String)>,
    /// In the order in which they came.
    order: VecDeque<(&'static str, String)>,
}

impl Kept {
    pub fn take(&mut self, mut taken: Taken, text: &str) {
        let end = (0..=MAX_PAYLOAD.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
        taken.payload = text.get(..end.unwrap_or_default()).unwrap_or_default().to_owned();
        self.n_taken += 1;
        self.taken.push_back(taken);
        if self.taken.len() > MAX_TAKEN {
            self.taken.pop_front();
        }
    }

    /// The last ones, the latest last.
    pub fn taken(&self) -> impl Iterator<Item = &Taken> {
        self.taken.iter()
    }

    /// How many there were since the start.
    pub fn n_taken(&self) -> u64 {
        self.n_taken
    }

    pub fn has_value(&self, layout: &'static str, value: &str) -> bool {
        self.values.contains(&(layout, value.to_owned()))
    }

    pub fn add_value(&mut self, layout: &'static str, value: String) {
        if self.values.insert((layout, value.clone())) {
            self.order.push_back((layout, value));
        }
        if self.order.len() > MAX_VALUES {
            let oldest = self.order.pop_front();
            oldest.map(|oldest| self.values.remove(&oldest));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken() -> Taken {
        Taken { at: 0, system: "a", layout: "a/b", execution: None, n_bytes: 0, payload: String::new() }
    }

    #[test]
    fn only_the_last_ones_are_kept() {
        let mut kept = Kept::default();
        for _ in 0..MAX_TAKEN + 5 {
            kept.take(taken(), "x");
        }
        assert_eq!((kept.taken().count(), kept.n_taken()), (MAX_TAKEN, (MAX_TAKEN + 5) as u64));
    }

    #[test]
    fn a_long_payload_is_cut_between_two_characters() {
        let mut kept = Kept::default();
        kept.take(taken(), &format!("x{}", "ç".repeat(MAX_PAYLOAD)));
        let length = kept.taken().next().map(|taken| taken.payload.len());
        assert_eq!(length, Some(MAX_PAYLOAD - 1));
    }

    #[test]
    fn a_value_belongs_to_its_layout() {
        let mut kept = Kept::default();
        kept.add_value("a/b", "1".to_owned());
        assert!(kept.has_value("a/b", "1"));
        assert!(!kept.has_value("a/c", "1"));
    }
}
