//! The parts of the form.

pub mod block;
pub mod control;
pub mod execution;
pub mod field;
pub mod head;
pub mod preview;
pub mod sending;
pub mod start_menu;
