//! Everything under `/api/`, as a client sees it: asked in memory.

mod access;
mod description;
mod questions;
mod support;
