//! What a form still owes: required fields without a value, in the order in which they are shown.

use super::address::BlockAddress;
use super::read::{BlockReading, Reading};
use super::standing::Standing;
use super::walk::inner;
use crate::layout::{FieldId, Layout};

/// A field that must have a value and has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// The block that it belongs to.
    pub block: BlockAddress,
    /// Which of its fields.
    pub field: FieldId,
}

/// Everything that is owed. A block that is absent and optional owes nothing.
pub fn owed(reading: &Reading, layout: &Layout) -> Vec<Owed> {
    let mut acc = Vec::new();
    for block in reading.blocks.iter().filter(|block| is_due(reading, block)) {
        for field in block.fields.iter().filter(|field| field.standing.is_required() && field.held.is_blank()) {
            let known = layout.field(field.field);
            // Of a block that stands once its own fields are owed.
            let has_own = inner(known).is_some() && !known.is_list(layout);
            if !has_own {
                acc.push(Owed { block: block.address.clone(), field: field.field });
            }
        }
    }
    acc
}

/// Whether a block is there, or has to be.
fn is_due(reading: &Reading, block: &BlockReading) -> bool {
    let mut block = block;
    while !block.is_there {
        let Some(around) = block.around.and_then(|around| reading.blocks.get(around)) else { return true };
        let holder = around.fields.iter().find(|field| Some(field.field) == block.field);
        let is_wanted = holder.is_some_and(|holder| holder.standing.is_required() || holder.standing == Standing::Main);
        if !is_wanted {
            return false;
        }
        block = around;
    }
    true
}
