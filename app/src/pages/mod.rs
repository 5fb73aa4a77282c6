//! The pages, one file each.

pub mod check;
pub mod code;
pub mod codes;
pub mod compose;
pub mod compose_list;
pub mod layout;
pub mod layouts;
pub mod not_found;
pub mod sheet;
