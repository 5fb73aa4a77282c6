//! What the build embedded: layouts and codes in a compact form, and the index that tells layouts apart.
//!
//! Input: the bytes that the build wrote. Output: the index, and each file on demand. Never reads TOML: that the build
//! has done, so that the page carries no reader for it.

mod index;

use std::sync::OnceLock;

use serde::Deserialize;

pub(crate) use index::{Bundled, BundledDocument, Index, Names};

static BYTES: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/bundled.bin"));

/// All that is bundled.
pub(crate) fn index() -> &'static Index<'static> {
    static INDEX: OnceLock<Index<'static>> = OnceLock::new();
    // Tests read every layout and every code, so that it is never the empty one.
    INDEX.get_or_init(|| unpack(BYTES).unwrap_or_default())
}

/// One thing in the compact form.
pub(crate) fn unpack<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
