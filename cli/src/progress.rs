//! Which payload is being checked, for work of more than a second.
//!
//! Input: names of files as their turn comes. Output: a line on standard error that is gone when the work is done.
//! Shows nothing where standard error is no terminal, and nothing before the first second has passed.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

const PATIENCE: Duration = Duration::from_secs(1);
const TICK: Duration = Duration::from_millis(100);

/// A bar that shows itself when the work takes long.
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Dropped with the progress, which tells the waiting thread that the work is done.
    _done: Sender<()>,
}

impl Progress {
    pub fn new(n_files: usize, verb: &'static str) -> Self {
        let n_files = u64::try_from(n_files).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(n_files), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{spinner} {prefix} {pos}/{len} {wide_msg} {elapsed}");
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        bar.set_prefix(verb);
        let (done, waiting) = mpsc::channel::<()>();
        let shown = bar.clone();
        thread::spawn(move || {
            // The single file that takes long would never come to its next turn, so that the clock is watched here.
            if waiting.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                shown.set_draw_target(ProgressDrawTarget::stderr());
                shown.enable_steady_tick(TICK);
            }
        });
        Self { bar, _done: done }
    }

    /// The turn of `name` has come.
    pub fn begin(&self, name: &str) {
        let shown: String = name.chars().filter(|c| !c.is_control()).collect();
        self.bar.set_message(shown);
    }

    /// It is done.
    pub fn end(&self) {
        self.bar.inc(1);
    }

    /// Prints something without the bar in between.
    pub fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        self.bar.suspend(print)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}
