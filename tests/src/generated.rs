//! Thousands of payloads that nobody wrote: near-misses of every layout, and those and the corpus with damage.
//!
//! Input: how many. Output: payloads of every kind, the same at every run.
//! Keeps none of them as a file: whoever wants one again makes it again.

use validator_core::{catalog, samples};

use crate::corpus;
use crate::damage::{Random, damaged};

/// The longest payload that is damaged: the larger ones of the corpus show nothing more when they are broken.
const MAX_DAMAGED: usize = 20_000;

/// Near-misses by turns with damaged payloads.
pub fn payloads(n_payloads: usize) -> Vec<Vec<u8>> {
    let near_misses = near_misses();
    let mut sound: Vec<Vec<u8>> = corpus::payloads().into_iter().map(|(_, bytes)| bytes).collect();
    sound.retain(|bytes| bytes.len() <= MAX_DAMAGED);
    let mut random = Random::new(1582);
    let mut acc = Vec::with_capacity(n_payloads);
    while acc.len() < n_payloads {
        let near_miss = random.choose(&near_misses).cloned().unwrap_or_default();
        let kept = random.choose(&sound).cloned().unwrap_or_default();
        let payload = match acc.len() % 4 {
            0 | 2 => near_miss,
            1 => damaged(&near_miss, &kept, &mut random),
            _ => damaged(&kept, &near_miss, &mut random),
        };
        acc.push(payload);
    }
    acc
}

/// Every near-miss of every layout that has some.
fn near_misses() -> Vec<Vec<u8>> {
    let layouts = catalog::entries().filter_map(|entry| catalog::layout(entry.id()));
    let layouts = layouts.filter(|layout| samples::are_made_for(layout));
    layouts.flat_map(samples::mutations).map(|near_miss| near_miss.text.into_bytes()).collect()
}
