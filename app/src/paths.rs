//! The addresses of the pages, and of the rows that can be linked to.
//!
//! They hold names of codes, layouts and documented fields; nothing of a payload is ever part of one.

use validator_core::report::Direction;

pub const CHECK: &str = "/";
pub const CODES: &str = "/codigos";
pub const LAYOUTS: &str = "/layouts";
pub const COMPOSE: &str = "/compor";
pub const SHEET: &str = "/planilha";

/// The page of a code such as `V302`.
pub fn code(code: &str) -> String {
    format!("{CODES}/{code}")
}

/// The page of a layout.
pub fn layout(id: &str) -> String {
    format!("{LAYOUTS}/{id}")
}

/// The form of a layout.
pub fn compose(id: &str) -> String {
    format!("{COMPOSE}/{id}")
}

/// The spreadsheet of a layout.
pub fn sheet(id: &str) -> String {
    format!("{SHEET}/{id}")
}

/// A row of a layout's table, as an address.
pub fn row(layout_id: &str, direction: Direction, path: &str) -> String {
    format!("{}#{}", layout(layout_id), row_element(direction, path))
}

/// The element of that row. The two halves may have fields of the same name.
pub fn row_element(direction: Direction, path: &str) -> String {
    match direction {
        Direction::Request => format!("campo:{path}"),
        Direction::Response => format!("volta:{path}"),
    }
}

/// A place where the manual contradicts itself, as an address.
pub fn conflict(layout_id: &str, index: usize) -> String {
    format!("{}#{}", layout(layout_id), conflict_element(index))
}

/// The element of that place.
pub fn conflict_element(index: usize) -> String {
    format!("conflito:{index}")
}
