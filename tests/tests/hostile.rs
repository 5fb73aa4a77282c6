//! What hostile payloads may cost: memory within a bound, and twice as much of it for twice the text, not more.
//!
//! Input: the shapes that the benchmarks measure, at 4 and 8 MB: what is allowed beside the multiple of the text counts for
//! more in a smaller one. Allocations are counted, not timed: the figures are the same
//! on every machine and in every run. Says nothing about time; `cargo xtask bench scaling` measures that.

#[path = "../../validator-core/benches/support/shapes/mod.rs"]
mod shapes;

use allocation_counter::measure;
use validator_core::{Options, check};

use shapes::{SHAPES, Shape};

const MEGABYTE: usize = 1_000_000;

/// What checking one payload takes.
struct Cost {
    length: u64,
    /// The most that was in use at any time, the payload included. What moves as it grows counts twice while it moves.
    peak: u64,
    /// All that was ever asked for.
    total: u64,
    n_allocations: u64,
}

impl Cost {
    fn of(shape: &Shape, bytes: usize) -> Self {
        let payload = (shape.make)(bytes);
        let info = measure(|| drop(check(&payload, &Options::default())));
        let length = payload.len() as u64;
        Self { length, peak: length + info.bytes_max, total: info.bytes_total, n_allocations: info.count_total }
    }
}

/// What is wrong with one shape.
fn complaints(shape: &Shape) -> Vec<String> {
    // What only the first payload of all pays is no part of its cost: layouts are read on first use.
    Cost::of(shape, MEGABYTE / 50);
    let costs = [4, 8].map(|megabytes| Cost::of(shape, megabytes * MEGABYTE));
    let name = format!("{}.{}", shape.name, shape.ending);
    let mut acc = Vec::new();
    for Cost { length, peak, .. } in &costs {
        let allowed = 6 * length + (32 << 20);
        let times = *peak as f64 / *length as f64;
        println!("{name:24} {length:8} bytes: peak {:6} KiB, {times:5.2} times", peak >> 10);
        if *peak > allowed {
            acc.push(format!("{name}: {peak} bytes for {length}, {times:.1} times; allowed: {allowed}"));
        }
    }
    for pair in costs.windows(2) {
        let [half, whole] = pair else { continue };
        for (what, half, whole) in
            [("bytes", half.total, whole.total), ("allocations", half.n_allocations, whole.n_allocations)]
        {
            let ratio = whole as f64 / half as f64;
            if ratio > 2.3 {
                acc.push(format!("{name}: {half}, then {whole} {what} in all for twice the text, {ratio:.2} times"));
            }
        }
    }
    acc
}

#[track_caller]
fn check_shapes(ending: &str) {
    let wrong: Vec<String> = SHAPES.iter().filter(|shape| shape.ending == ending).flat_map(complaints).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_json_takes_more_memory_than_allowed() {
    check_shapes("json");
}

#[test]
fn no_xml_takes_more_memory_than_allowed() {
    check_shapes("xml");
}
