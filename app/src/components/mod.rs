//! The parts of the page. Data goes in as signals, events come out as callbacks.

pub mod check_options;
pub mod code_example;
pub mod conflicts;
pub mod diagnostic_group;
pub mod diagnostic_list;
pub mod diagnostic_row;
pub mod empty_state;
pub mod export_menu;
pub mod field_name;
pub mod field_table;
pub mod fix_preview;
pub mod header;
pub mod icon;
pub mod layout_calls;
pub mod layout_samples;
pub mod long_check;
pub mod message;
pub mod payload_editor;
pub mod results;
pub mod sample_menu;
pub mod search_box;
pub mod severity_filter;
pub mod severity_tag;
pub mod toolbar;
pub mod verdict;
