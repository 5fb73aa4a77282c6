//! Everything under `/api/`, as a client sees it: asked in memory.
#![expect(clippy::indexing_slicing, reason = "a test that finds nothing at a place fails, and says where")]

mod access;
mod description;
mod questions;
mod support;
