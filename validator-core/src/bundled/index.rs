//! The form in which the build writes down all that is bundled: what tells layouts apart as it is, the rest packed.
//!
//! The build script takes this file in and writes it, the program reads it. Both come from the same compilation, so that
//! the form needs no version.

use serde::{Deserialize, Serialize};

/// All that comes with Gabarito.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Index<'a> {
    #[serde(borrow)]
    pub systems: Vec<Packed<'a>>,
    #[serde(borrow)]
    pub layouts: Vec<Bundled<'a>>,
    #[serde(borrow)]
    pub codes: Vec<Packed<'a>>,
    /// Languages that calls are written in.
    #[serde(borrow)]
    pub snippets: Vec<Packed<'a>>,
    /// The small words by their keys, sorted, each in the three languages.
    #[serde(borrow)]
    pub words: Vec<(&'a str, [&'a str; 3])>,
}

/// A file that is unpacked on first use.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Packed<'a> {
    pub id: &'a str,
    pub file: &'a [u8],
}

/// A layout, not yet unpacked.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct Bundled<'a> {
    pub id: &'a str,
    /// The operation element, in SOAP.
    pub operation: Option<&'a str>,
    pub titles: [&'a str; 3],
    /// Whether its outermost value is a list.
    pub is_list: bool,
    /// Whether it takes many things of a kind, which a spreadsheet has by the row.
    pub takes_rows: bool,
    /// How many values its halves have.
    pub n_fields: usize,
    /// Whether all its names are known.
    pub is_complete: bool,
    #[serde(borrow)]
    pub request: Names<'a>,
    #[serde(borrow)]
    pub answer: Names<'a>,
    /// Of an XML document without an envelope: what it is recognised by.
    #[serde(borrow)]
    pub document: Option<BundledDocument<'a>>,
    pub file: &'a [u8],
}

/// What tells one half of a layout apart.
#[derive(Debug, Default, Deserialize, Serialize)]
pub(crate) struct Names<'a> {
    /// Those at the outermost level of an item, sorted.
    #[serde(borrow)]
    pub all: Vec<&'a str>,
    /// Those of them that are blocks, sorted.
    #[serde(borrow)]
    pub blocks: Vec<&'a str>,
}

/// How an XML document is told from others.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct BundledDocument<'a> {
    pub root: &'a str,
    /// Elements that hold one or more of them.
    #[serde(borrow)]
    pub inside: Vec<&'a str>,
    pub namespace: &'a str,
    /// Where documents of this root are told apart: a path, how many characters to leave out there, and what follows.
    #[serde(borrow)]
    pub told_by: Vec<(&'a str, usize, &'a str)>,
}
