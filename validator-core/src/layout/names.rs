//! Which member of a block a name leads to.
//!
//! Input: a name as it is written. Output: a field. Another case is another name here.

use super::{Block, FieldId, Layout, NameKind};

impl Block {
    /// The member that a name leads to, as it is written.
    pub fn named(&self, name: &str) -> Option<(FieldId, NameKind)> {
        let at = self.names.binary_search_by(|(known, ..)| by_length(known).cmp(&by_length(name))).ok()?;
        self.names.get(at).map(|(_, id, kind)| (*id, *kind))
    }

    /// Puts the names in the order in which they are looked for; of equal ones the first stays.
    pub fn sort_names(&mut self) {
        self.names.sort_by(|(a, ..), (b, ..)| by_length(a).cmp(&by_length(b)));
        self.names.dedup_by(|a, b| a.0 == b.0);
    }
}

impl Layout {
    /// Whether any field has this name.
    pub(crate) fn has_name(&self, name: &str) -> bool {
        self.names.binary_search_by(|(known, _)| (**known).cmp(name)).is_ok()
    }
}

/// Most names are told apart without a look at their letters.
fn by_length(name: &str) -> (usize, &str) {
    (name.len(), name)
}
