//! Work of the processor: a little of it where it comes up, more of it where it keeps nobody waiting.
//!
//! Input: what is to be done, and how many bytes it is about. Output: what was made, or that it broke.

use std::panic::{AssertUnwindSafe, catch_unwind};

/// Up to so many bytes, work takes less time than it takes to hand it to another thread and back.
const LITTLE: usize = 16 * 1024;

/// It broke: something of ours panicked.
#[derive(Debug)]
pub(super) struct Broken;

/// Does it.
pub(super) async fn work<T: Send + 'static>(
    n_bytes: usize,
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, Broken> {
    if n_bytes > LITTLE {
        return tokio::task::spawn_blocking(work).await.map_err(|_| Broken);
    }
    // Nothing that it shares with others is left half changed: it owns what it changes.
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| Broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_breaks_breaks_nothing_else() {
        for n_bytes in [0, LITTLE, LITTLE + 1] {
            assert_eq!(work(n_bytes, || 7).await.ok(), Some(7));
            assert!(work(n_bytes, || panic!("on purpose")).await.map(|()| 0).is_err());
        }
    }
}
