//! The ways to a field of the form, whatever hides it: from the search, from the meter, from what a system has answered.
//!
//! Input: a place, or the documented path of a field. Output: an open block, and the focus. Adds the items that lie on the
//! way; changes nothing else of the text.

use leptos::prelude::*;
use validator_core::compose::{Action, BlockAddress, BlockReading, Owed, places};
use wasm_bindgen::JsCast;

use crate::form::{Form, Place, element};

impl Form {
    /// Shows a field, whatever hides it, and leads the focus there.
    pub fn reveal(self, place: &Place) {
        self.keep(place);
        self.open(&place.0);
        let element = element(place);
        // By the next frame it is on the page.
        request_animation_frame(move || {
            if let Some(found) = document().get_element_by_id(&element) {
                found.scroll_into_view();
                let inside = found.query_selector("input:not([type=date]), select, button").ok().flatten();
                if let Some(control) = inside.and_then(|inside| inside.dyn_into::<web_sys::HtmlElement>().ok()) {
                    // What takes no focus is only not focused.
                    let _ = control.focus();
                }
            }
        });
    }

    /// Adds the items that a place lies in and that are not there yet.
    pub fn make_way(self, address: &BlockAddress) {
        let mut block = BlockAddress::record(address.record);
        for (field, number) in &address.steps {
            let inner = block.below(*field, *number);
            let is_there = self.reading.with_untracked(|reading| reading.block(&inner).is_some());
            if !is_there && self.layout.field(*field).is_list(self.layout) {
                self.perform(&Action::Add(block, *field));
            }
            block = inner;
        }
    }

    /// Leads to the first owed field behind the last one that was led to, or to the first of all.
    pub fn next_owed(self, last: StoredValue<Option<Place>>) {
        let places = self.owed.with_untracked(|owed| {
            let place = |owed: &Owed| Some((owed.block.clone(), self.slot(&owed.block, owed.field)?));
            owed.iter().filter_map(place).collect::<Vec<_>>()
        });
        let at = last.with_value(|last| last.as_ref().and_then(|last| places.iter().position(|place| place == last)));
        let next = at.and_then(|at| places.get(at + 1)).or(places.first());
        if let Some(next) = next {
            last.set_value(Some(next.clone()));
            self.reveal(next);
        }
    }

    /// Leads to the field of a documented path: to the first that has a value, else to where it would be. Gives whether the
    /// form has such a field.
    pub fn reveal_path(self, path: &str) -> bool {
        let layout = self.layout;
        let known = places(layout).into_iter().find(|place| *layout.field(place.field).path == *path);
        let Some(known) = known else { return false };
        let filled = self.reading.with_untracked(|reading| {
            let of_block = |block: &BlockReading| {
                let field = block.fields.get(known.slot).filter(|field| field.field == known.field)?;
                (!field.held.is_blank()).then(|| block.address.clone())
            };
            reading.blocks.iter().find_map(of_block)
        });
        let block = filled.unwrap_or_else(|| {
            self.make_way(&known.block);
            known.block
        });
        self.reveal(&(block, known.slot));
        true
    }
}
