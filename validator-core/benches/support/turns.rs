//! Several ways to do the same, measured in turns: on a machine that others use too, figures that were measured minutes
//! apart cannot be divided.

use std::time::Instant;

/// Its name, and what it does.
pub type Contestant<'c> = (&'c str, &'c dyn Fn());

/// Prints of each contestant the median and the least time, and how often the first one fits into it: the median of the
/// ratios of all rounds.
pub fn measure_turns(n_rounds: usize, contestants: &[Contestant<'_>]) {
    let n_warm_up = 2 + n_rounds / 10;
    let round = |_| contestants.iter().map(|(_, run)| milliseconds(run)).collect::<Vec<f64>>();
    let rounds: Vec<Vec<f64>> = (0..n_warm_up + n_rounds).map(round).skip(n_warm_up).collect();
    for (at, (name, _)) in contestants.iter().enumerate() {
        let times = || rounds.iter().filter_map(|times| times.get(at)).copied();
        let ratios = rounds.iter().filter_map(|times| Some(times.get(at)? / times.first()?));
        let (middle, least) = (median(times()), times().fold(f64::INFINITY, f64::min));
        println!("  {name:28} median {middle:.3} ms, least {least:.3} ms, ratio {:.2}", median(ratios));
    }
}

/// How long it takes, once.
pub fn milliseconds(run: impl Fn()) -> f64 {
    let start = Instant::now();
    run();
    start.elapsed().as_secs_f64() * 1000.0
}

/// The value in the middle: one slow round does not move it.
pub fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = values.collect();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}
