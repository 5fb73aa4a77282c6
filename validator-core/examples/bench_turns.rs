//! Checks a payload each time it is asked, so that a benchmark in another language can take turns with it.
//!
//! Input: a file, then lines on standard input. Output: for each line a line with the milliseconds that one check took; at
//! the end what was found, and the peak of its memory where the system tells it. Never measures its own start or the reading
//! of the file.

use std::error::Error;
use std::hint::black_box;
use std::io::{Write, stdin, stdout};
use std::time::Instant;

use validator_core::{Options, check};

fn main() -> Result<(), Box<dyn Error>> {
    let payload = std::fs::read(std::env::args().nth(1).ok_or("name the payload")?)?;
    for line in stdin().lines() {
        line?;
        let start = Instant::now();
        drop(black_box(check(black_box(&payload), &Options::default())));
        println!("{}", start.elapsed().as_secs_f64() * 1000.0);
        stdout().flush()?;
    }
    let counts = check(&payload, &Options::default()).counts;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim();
    println!("{} errors, {} warnings, peak {peak}", counts.error, counts.warning);
    Ok(())
}
