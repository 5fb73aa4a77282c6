//! How long a thread that writes for many waits for more of them.
//!
//! Input: how many it wrote for the last time. Output: a pause, where others are likely to come: each synchronisation of the
//! disk costs the same for one as for sixty. Who comes alone waits for nobody.

use std::thread;
use std::time::Duration;

/// A fraction of what a call to a system takes, and about what a synchronisation does.
const PAUSE: Duration = Duration::from_millis(1);

/// What was seen last.
#[derive(Debug, Default)]
pub(crate) struct Gathering {
    comes_together: bool,
}

impl Gathering {
    /// Waits a moment if more than one came the last time.
    pub(crate) fn wait(&self) {
        if self.comes_together {
            thread::sleep(PAUSE);
        }
    }

    /// Hears how many it was.
    pub(crate) fn note(&mut self, n: usize) {
        self.comes_together = n > 1;
    }
}
