//! Payloads of hostile shapes at 1, 2, 4 and 8 MB: twice the text should take about twice the time.
//!
//! The four sizes take turns, and ratios are taken within a turn: on a machine that others use too, figures that were
//! measured minutes apart cannot be divided. Names of shapes as arguments: only these.

#[path = "support/shapes/mod.rs"]
mod shapes;
// The table that it prints is for others.
#[allow(dead_code)]
#[path = "support/turns.rs"]
mod turns;

use std::hint::black_box;

use validator_core::{Options, check};

use turns::{median, milliseconds};

const WARM_UP: usize = 1;
const ROUNDS: usize = 9;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|wanted| wanted == name);
    println!("{:18} {:33} {:20} of the least, bar 2.3", "", "least, ms at 1, 2, 4, 8 MB", "ratios within a turn");
    for shape in shapes::SHAPES.iter().filter(|shape| is_wanted(shape.name)) {
        let payloads = [1, 2, 4, 8].map(|megabytes| (shape.make)(megabytes * 1_000_000));
        let time = |payload: &Vec<u8>| milliseconds(|| drop(black_box(check(black_box(payload), &Options::default()))));
        let rounds: Vec<[f64; 4]> = (0..WARM_UP + ROUNDS).map(|_| payloads.each_ref().map(time)).collect();
        let rounds = rounds.get(WARM_UP..).unwrap_or_default();
        let [one, two, four, eight] = least(rounds);
        let ratio = |pick: fn(&[f64; 4]) -> f64| median(rounds.iter().map(pick));
        let within = [
            ratio(|[one, two, ..]| two / one),
            ratio(|[_, two, four, _]| four / two),
            ratio(|[.., four, eight]| eight / four),
        ];
        let of_least = [two / one, four / two, eight / four];
        let name = format!("{}.{}", shape.name, shape.ending);
        println!("{name:23} {one:7.1} {two:7.1} {four:7.1} {eight:7.1}  {within:5.2?}  {of_least:5.2?}");
    }
}

/// Of each size the least time: load only ever adds to it.
fn least(rounds: &[[f64; 4]]) -> [f64; 4] {
    let none = [f64::INFINITY; 4];
    rounds.iter().fold(none, |[a, b, c, d], [e, f, g, h]| [a.min(*e), b.min(*f), c.min(*g), d.min(*h)])
}
