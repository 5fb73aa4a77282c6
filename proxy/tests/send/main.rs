//! Sending, as the page asks for it, to servers over real sockets.
#![expect(clippy::indexing_slicing, reason = "a test that finds nothing at a place fails, and says where")]

#[path = "../support/mod.rs"]
mod support;

mod configured;
mod credentials;
mod flow;
mod kill;
mod together;
