//! A payload as a form sees it: which fields are there, what each is asked, and the smallest edit that changes one.
//!
//! Input: a text and the layout that it is meant for. Output: a [`Reading`], or the edits of a [`Change`]. The text is
//! the one source of truth: what the layout does not know, comments, order and white space stay as they are.
//! Judges nothing anew: whether a value is right, and which condition holds, is asked of the checker's own rules.

mod address;
mod aside;
mod entry;
mod escape;
mod json;
mod locked;
mod make;
mod owed;
mod places;
mod read;
mod standing;
mod start;
mod style;
mod walk;
mod write;
mod xml;

pub use address::BlockAddress;
pub use entry::{Entered, enter, iso_date, shown};
pub use locked::locked;
pub use owed::{Owed, owed};
pub use places::{FieldPlace, places};
pub use read::{BlockReading, FieldReading, Held, Reading, Status, read};
pub use standing::{Standing, reason};
pub use start::skeleton;
pub use write::{Action, Change, change};

#[cfg(test)]
mod tests;
