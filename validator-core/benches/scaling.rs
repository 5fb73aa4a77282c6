//! Payloads of unusual shapes at 1, 2, 4 and 8 MB: twice the text should take about twice the time.
//!
//! The four sizes take turns, and ratios are taken within a turn: on a machine that others use too, figures that were
//! measured minutes apart cannot be divided.

#[path = "support/shapes.rs"]
mod shapes;

use std::hint::black_box;
use std::time::Instant;

use validator_core::{Options, check};

const WARM_UP: usize = 2;
const ROUNDS: usize = 15;

fn main() {
    for (name, make) in shapes::SHAPES {
        let payloads = [1, 2, 4, 8].map(|megabytes| make(megabytes * 1_000_000));
        let rounds: Vec<[f64; 4]> =
            (0..WARM_UP + ROUNDS).map(|_| payloads.each_ref().map(|payload| milliseconds(payload))).collect();
        let rounds = rounds.get(WARM_UP..).unwrap_or_default();
        let [one, two, four, eight] = least(rounds);
        let ratio = |pick: fn(&[f64; 4]) -> f64| median(rounds.iter().map(pick));
        let by_turn = [
            ratio(|[one, two, ..]| two / one),
            ratio(|[_, two, four, _]| four / two),
            ratio(|[.., four, eight]| eight / four),
        ];
        let by_least = [two / one, four / two, eight / four];
        println!(
            "{name:12} least {one:.1} {two:.1} {four:.1} {eight:.1} ms; 2 to 1, 4 to 2, 8 to 4 MB: of the least {by_least:.2?}, \
             within a turn {by_turn:.2?}"
        );
    }
}

fn milliseconds(payload: &str) -> f64 {
    let start = Instant::now();
    black_box(check(black_box(payload.as_bytes()), &Options::default()));
    start.elapsed().as_secs_f64() * 1000.0
}

/// Of each size the least time: load only ever adds to it.
fn least(rounds: &[[f64; 4]]) -> [f64; 4] {
    let none = [f64::INFINITY; 4];
    rounds.iter().fold(none, |[a, b, c, d], [e, f, g, h]| [a.min(*e), b.min(*f), c.min(*g), d.min(*h)])
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
