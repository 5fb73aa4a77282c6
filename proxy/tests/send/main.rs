//! Sending, as the page asks for it, to servers over real sockets.

#[path = "../support/mod.rs"]
mod support;

mod credentials;
mod flow;
mod kill;
mod together;
