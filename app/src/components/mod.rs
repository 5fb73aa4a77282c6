//! The parts of the page. Data goes in as signals, events come out as callbacks.

pub mod diagnostic_list;
pub mod diagnostic_row;
pub mod empty_state;
pub mod header;
pub mod icon;
pub mod payload_editor;
pub mod results;
pub mod sample_menu;
pub mod toolbar;
pub mod verdict;
