//! What a run under load was, and many of them as a table.
//!
//! Input: the line that `bench/send/said.lua` writes. Output: medians, and ratios taken within a round.

use std::fmt;

use super::CONTESTANTS;
use super::payloads::Payload;

/// One run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Figures {
    n_requests: u64,
    microseconds: u64,
    p50: u64,
    p99: u64,
    pub n_failed: u64,
}

impl Figures {
    pub fn read(said: &str) -> Option<Self> {
        let line = said.lines().find_map(|line| line.strip_prefix("figures "))?;
        let numbers: Vec<u64> = line.split(' ').map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let [n_requests, microseconds, p50, p99, n_failed] = *numbers else { return None };
        (microseconds > 0 && n_requests > 0).then_some(Self { n_requests, microseconds, p50, p99, n_failed })
    }

    fn per_second(&self) -> f64 {
        self.n_requests as f64 * 1e6 / self.microseconds as f64
    }

    /// Those that leave a trace: of ours alone.
    pub fn requests_of(&self, contestant: &str) -> u64 {
        if contestant == "gabarito" { self.n_requests } else { 0 }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (p50, p99) = (self.p50 as f64 / 1e3, self.p99 as f64 / 1e3);
        write!(formatter, "{:>8.0} a second, p50 {p50:.1} ms, p99 {p99:.1} ms", self.per_second())
    }
}

/// All runs, in the order of the rounds.
#[derive(Default)]
pub struct Table(Vec<Row>);

struct Row {
    payload: String,
    /// By the contestants' order.
    runs: [Vec<Figures>; CONTESTANTS.len()],
}

impl Table {
    pub fn add(&mut self, payload: &Payload, contestant: &str, figures: Figures) {
        if self.0.last().is_none_or(|row| row.payload != payload.name) {
            self.0.push(Row { payload: payload.name.clone(), runs: Default::default() });
        }
        let at = CONTESTANTS.iter().position(|known| *known == contestant);
        if let Some(runs) = self.0.last_mut().zip(at).and_then(|(row, at)| row.runs.get_mut(at)) {
            runs.push(figures);
        }
    }
}

impl fmt::Display for Table {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(formatter, "| Payload | Contestant | A second | p50 | p99 | Ours to it | p99, ours to it |")?;
        writeln!(formatter, "|---|---|---:|---:|---:|---:|---:|")?;
        for row in &self.0 {
            let ours = row.runs.first().map(Vec::as_slice).unwrap_or_default();
            for (contestant, runs) in CONTESTANTS.iter().zip(&row.runs) {
                let of = |value: fn(&Figures) -> f64| median(runs.iter().map(value));
                let ratio = |value: fn(&Figures) -> f64| {
                    median(ours.iter().zip(runs).map(|(ours, other)| value(ours) / value(other)))
                };
                let (p50, p99) = (of(|run| run.p50 as f64) / 1e3, of(|run| run.p99 as f64) / 1e3);
                let name = &row.payload;
                write!(
                    formatter,
                    "| {name} | {contestant} | {:.0} | {p50:.1} ms | {p99:.1} ms |",
                    of(Figures::per_second)
                )?;
                writeln!(formatter, " {:.2} | {:.2} |", ratio(Figures::per_second), ratio(|run| run.p99 as f64))?;
            }
        }
        Ok(())
    }
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_is_one_line() {
        let figures = Figures::read("Running…\nfigures 500 2000000 9000 30000 0\n").expect("it is there");
        assert_eq!(figures.to_string(), "     250 a second, p50 9.0 ms, p99 30.0 ms");
        assert_eq!(Figures::read("figures 1 0 0 0 0"), None);
        assert_eq!(Figures::read("Running…"), None);
    }

    #[test]
    fn the_median_is_one_of_them() {
        assert_eq!(median([3.0, 1.0, 2.0].into_iter()), 2.0);
    }
}
