//! One file a constraint. Each looks at one value, or at one block, and states at most one fact.
//!
//! No rule knows a language, a layout file or another rule. Which of several complaints about one value is said is
//! decided in `value`: the most specific, and errors before advice.

mod altered;
pub(crate) mod date;
mod kind;
pub(crate) mod list;
pub(crate) mod number;
pub(crate) mod plain;
#[cfg(test)]
mod plain_tests;
mod size;
pub(crate) mod value;
