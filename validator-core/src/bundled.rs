//! What the build embedded: the texts of layouts and codes, and the index that tells layouts apart.

/// A layout that comes with Gabarito, not yet read.
#[derive(Debug)]
pub(crate) struct Bundled {
    pub id: &'static str,
    /// The operation element, in SOAP.
    pub operation: Option<&'static str>,
    pub titles: [&'static str; 3],
    /// Whether its outermost value is a list.
    pub is_list: bool,
    /// Names at the outermost level of an item, sorted.
    pub names: &'static [&'static str],
    /// Those of them that are blocks, sorted.
    pub blocks: &'static [&'static str],
    pub text: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));
