//! Where each field of a layout stands in a form: in the first item of every list around it.

use super::address::BlockAddress;
use super::walk::inner;
use crate::layout::{BlockId, FieldId, Layout};

/// A field and the first place it has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldPlace {
    /// The block that it belongs to.
    pub block: BlockAddress,
    /// Which.
    pub field: FieldId,
    /// Its number in that block.
    pub slot: usize,
}

/// The fields of a request in the manual's order, blocks before their members.
pub fn places(layout: &Layout) -> Vec<FieldPlace> {
    let mut acc = Vec::new();
    collect(layout, &BlockAddress::default(), layout.request, &mut acc);
    acc
}

/// Goes down by calling itself: a layout is as deep as its own paths are long.
fn collect(layout: &Layout, address: &BlockAddress, block: BlockId, acc: &mut Vec<FieldPlace>) {
    for (slot, field) in layout.block(block).members.iter().copied().enumerate() {
        acc.push(FieldPlace { block: address.clone(), field, slot });
        if let Some(inner) = inner(layout.field(field)) {
            collect(layout, &address.below(field, 0), inner, acc);
        }
    }
}
