//! What time it is, as whoever starts the simulator says.
//!
//! Input: a clock. Output: seconds since 1970, and a moment as Brazilian systems write it.
//! Nothing else in this crate asks the computer for the time, so that a test can let a session end.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;

/// Says what time it is.
pub type Clock = Arc<dyn Fn() -> SystemTime + Send + Sync>;

pub(crate) fn seconds(clock: &Clock) -> u64 {
    // A clock before 1970 is broken; sessions then last from there.
    clock().duration_since(UNIX_EPOCH).map_or(0, |time| time.as_secs())
}

/// `28/11/2026 14:30:00`.
pub(crate) fn written(seconds: u64) -> String {
    let moment = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    moment.map(|moment| moment.format("%d/%m/%Y %H:%M:%S").to_string()).unwrap_or_default()
}
