//! The payloads that the page offers for a first look: two a layout, from the test corpus.
//!
//! The build lists them, so that no layout is named here.

/// A pair of payloads of one layout.
#[derive(Clone, Copy, Debug)]
pub struct Sample {
    /// Id of the layout that both belong to.
    pub layout: &'static str,
    /// With the faults that the manual's own example has.
    pub faulty: &'static str,
    /// The same payload without a fault.
    pub corrected: &'static str,
}

/// All pairs, in the order of their layouts' ids.
pub const SAMPLES: &[Sample] = &include!(concat!(env!("OUT_DIR"), "/samples.rs"));
