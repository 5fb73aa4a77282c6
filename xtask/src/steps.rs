//! Says what is being done and how long it took.
//!
//! Input: a step's description and the work itself. Output: lines on the terminal, and a summary at the end.
//! Never goes on after a failure.

use std::fmt;
use std::time::{Duration, Instant};

/// Why a step, and so the command, failed: one text for the person who started it.
#[derive(Debug)]
pub struct Failure(String);

impl Failure {
    /// A failure with its reason.
    pub fn new(reason: impl Into<String>) -> Self {
        Self(reason.into())
    }

    /// Turns a system's error into a failure that says what was being done.
    pub fn because<E: fmt::Display>(doing: impl Into<String>) -> impl FnOnce(E) -> Self {
        let doing = doing.into();
        move |error| Self(format!("{doing}: {error}"))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// The steps of one command, in order.
pub struct Steps {
    started: Instant,
    finished: Vec<Finished>,
}

struct Finished {
    what: String,
    took: Duration,
    succeeded: bool,
}

impl Steps {
    /// Starts the clock.
    pub fn start() -> Self {
        Self { started: Instant::now(), finished: Vec::new() }
    }

    /// Says what comes, does it, says how long it took.
    pub fn run<T>(&mut self, what: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
        println!("\n==> {what}");
        let started = Instant::now();
        let result = work();
        let took = started.elapsed();
        println!("    {} in {}", if result.is_ok() { "done" } else { "failed" }, seconds(took));
        self.finished.push(Finished { what: what.to_owned(), took, succeeded: result.is_ok() });
        result
    }

    /// Lists every step with its time, once.
    pub fn summarise(&mut self) {
        if self.finished.is_empty() {
            return;
        }
        println!("\nSteps:");
        for step in self.finished.drain(..) {
            let mark = if step.succeeded { "ok    " } else { "FAILED" };
            println!("  {mark} {:>9}  {}", seconds(step.took), step.what);
        }
        println!("  {:>16}  in all", seconds(self.started.elapsed()));
    }
}

fn seconds(duration: Duration) -> String {
    let whole = duration.as_secs();
    match whole {
        0..60 => format!("{:.1} s", duration.as_secs_f64()),
        _ => format!("{} min {:02} s", whole / 60, whole % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(millis: u64, expected: &str) {
        assert_eq!(seconds(Duration::from_millis(millis)), expected);
    }

    #[test]
    fn short_and_long_times_read_well() {
        check(40, "0.0 s");
        check(2_340, "2.3 s");
        check(61_000, "1 min 01 s");
        check(754_900, "12 min 34 s");
    }
}
