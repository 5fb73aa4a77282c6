//! From bytes to faults, ours beside the crate `jsonschema` on an equivalent schema, native.
//!
//! The contestants take turns, and ratios are taken within a turn. Our report has places, words and repairs; the peer's
//! faults are only counted. `serde_json` is measured as the peer has it built, with floats read to the last bit: the plain
//! parse that our own bars are held against is in the benchmark `line` of `validator-core`.

#[path = "../../../validator-core/examples/bench_input/schema.rs"]
mod schema;
// The envelopes in it are for others.
#[allow(dead_code)]
#[path = "../../../validator-core/benches/support/mod.rs"]
mod support;
#[path = "../../../validator-core/benches/support/turns.rs"]
mod turns;

use std::hint::black_box;

use bench_peers::Schema;
use validator_core::{Options, catalog, check};

use turns::{Contestant, measure_turns};

const LAYOUT: &str = "depsnet/pessoa";

fn main() {
    let layout = catalog::layout(LAYOUT).expect("it is bundled");
    let schema = Schema::compile(&schema::of(layout).to_string()).expect("it is a schema");
    for (name, bytes, rounds) in [("2 KB", 2_000, 2_000), ("100 KB", 100_000, 200), ("10 MB", 10_000_000, 15)] {
        let payload = support::pessoas(bytes);
        let payload = payload.as_bytes();
        let ours = || drop(black_box(check(black_box(payload), &Options::default())));
        let peer = || drop(black_box(schema.count_faults(black_box(payload))));
        let parse = || drop(black_box(serde_json::from_slice::<serde_json::Value>(black_box(payload))));
        let contestants: [Contestant<'_>; 3] =
            [("text to report", &ours), ("jsonschema, every fault", &peer), ("serde_json to Value", &parse)];
        println!("{LAYOUT}, {name} ({} bytes), {rounds} rounds", payload.len());
        measure_turns(rounds, &contestants);
        let found = check(payload, &Options::default()).counts;
        println!("  found: {found:?}; jsonschema: {:?} faults", schema.count_faults(payload).ok());
    }
}
