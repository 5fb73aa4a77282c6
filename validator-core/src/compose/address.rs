//! Where a block lies in a payload, whether it is there or not.

use std::fmt;

use crate::layout::{FieldId, Layout};

/// A block of a payload: the record it belongs to, and the way down from there.
///
/// A form keeps it while the text changes under it; it names a place, not a node.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockAddress {
    /// Which of the outermost blocks, from 0. Only lists and batches have more than one.
    pub record: u32,
    /// The block fields on the way, each with the number of its item, from 0.
    pub steps: Vec<(FieldId, u32)>,
}

impl BlockAddress {
    /// An outermost block.
    pub fn record(record: u32) -> Self {
        Self { record, steps: Vec::new() }
    }

    /// A block in this one.
    pub fn below(&self, field: FieldId, item: u32) -> Self {
        let mut steps = self.steps.clone();
        steps.push((field, item));
        Self { record: self.record, steps }
    }

    /// The block around it, with the field and the item that it is there.
    pub fn around(&self) -> Option<(Self, FieldId, u32)> {
        let ((field, item), steps) = self.steps.split_last()?;
        Some((Self { record: self.record, steps: steps.to_vec() }, *field, *item))
    }

    /// As people read it: `contatos[1]`. Numbers stand behind lists alone; the outermost block has no words.
    pub fn path(&self, layout: &Layout) -> String {
        let step = |(field, item): &(FieldId, u32)| {
            let field = layout.field(*field);
            if field.is_list(layout) { format!("{}[{item}]", field.name) } else { field.name.to_string() }
        };
        self.steps.iter().map(step).collect::<Vec<_>>().join(".")
    }
}

/// As ids of elements have it: `0`, `0-3.1-12.0`.
impl fmt::Display for BlockAddress {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}", self.record)?;
        for (field, item) in &self.steps {
            write!(formatter, "-{}.{item}", field.0)?;
        }
        Ok(())
    }
}
