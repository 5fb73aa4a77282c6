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
    /// How many values its halves have.
    pub n_fields: usize,
    /// Whether all its names are known.
    pub is_complete: bool,
    pub request: Names,
    pub answer: Names,
    /// Of an XML document without an envelope: what it is recognised by.
    pub document: Option<BundledDocument>,
    pub text: &'static str,
}

/// What tells one half of a layout apart.
#[derive(Debug)]
pub(crate) struct Names {
    /// Those at the outermost level of an item, sorted.
    pub all: &'static [&'static str],
    /// Those of them that are blocks, sorted.
    pub blocks: &'static [&'static str],
}

/// How an XML document is told from others.
#[derive(Debug)]
pub(crate) struct BundledDocument {
    pub root: &'static str,
    /// Elements that hold one or more of them.
    pub inside: &'static [&'static str],
    pub namespace: &'static str,
    /// Where documents of this root are told apart: a path, how many characters to leave out there, and what follows.
    pub told_by: &'static [(&'static str, usize, &'static str)],
}

include!(concat!(env!("OUT_DIR"), "/bundled.rs"));
