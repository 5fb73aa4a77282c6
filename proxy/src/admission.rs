//! How much is worked on at once.
//!
//! Input: the bytes of a body that is about to be read. Output: a place, held until the call has ended, or a refusal.
//! Memory follows from the bytes of the bodies: a limit on them is a limit on it. Who comes first is served first, so
//! that many small bodies cannot starve a large one.

use std::sync::Arc;
use std::time::Duration;

use proxy_api::ErrorCode;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

use crate::api::ApiError;
use crate::config::Limits;

/// Places are counted in pieces of so many bytes; even an empty body takes one.
const PIECE: usize = 1024;
/// After which a refused call may be tried again.
const RETRY_SECONDS: u64 = 5;

/// The places there are.
pub(crate) struct Admission {
    pieces: Arc<Semaphore>,
    n_pieces: u32,
    waiting: Semaphore,
    patience: Duration,
}

/// A place; it is free again when this is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    _pieces: OwnedSemaphorePermit,
}

impl Admission {
    pub(crate) fn new(limits: &Limits) -> Self {
        let n_pieces = pieces(limits.bytes_at_once.max(limits.request_bytes));
        Self {
            pieces: Arc::new(Semaphore::new(n_pieces as usize)),
            n_pieces,
            waiting: Semaphore::new(limits.waiting),
            patience: limits.waiting_time,
        }
    }

    /// Waits for a place for a body of so many bytes.
    pub(crate) async fn place(&self, bytes: usize) -> Result<Place, ApiError> {
        let n_pieces = pieces(bytes).min(self.n_pieces);
        if let Ok(pieces) = self.pieces.clone().try_acquire_many_owned(n_pieces) {
            return Ok(Place { _pieces: pieces });
        }
        let Ok(_waiting) = self.waiting.try_acquire() else {
            return Err(busy());
        };
        match timeout(self.patience, self.pieces.clone().acquire_many_owned(n_pieces)).await {
            Ok(Ok(pieces)) => Ok(Place { _pieces: pieces }),
            // Too late, or the server is being stopped.
            Ok(Err(_)) | Err(_) => Err(busy()),
        }
    }

    /// Takes nobody in any more, and sends away who waits.
    pub(crate) fn close(&self) {
        self.pieces.close();
    }

    /// Bytes of the bodies that are being worked on.
    pub(crate) fn bytes(&self) -> usize {
        (self.n_pieces as usize).saturating_sub(self.pieces.available_permits()) * PIECE
    }
}

fn pieces(bytes: usize) -> u32 {
    u32::try_from(bytes.div_ceil(PIECE).max(1)).unwrap_or(u32::MAX)
}

pub(crate) fn busy() -> ApiError {
    ApiError::new(ErrorCode::Busy, "too much is under way, or the proxy is being stopped").retry_after(RETRY_SECONDS)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admission(bytes_at_once: usize, waiting: usize) -> Admission {
        Admission::new(&Limits { bytes_at_once, waiting, request_bytes: 1, ..Limits::default() })
    }

    #[tokio::test]
    async fn bodies_share_the_bytes_that_there_are() {
        let admission = admission(10 * PIECE, 0);
        let first = admission.place(6 * PIECE).await.expect("there is room");
        assert_eq!(admission.bytes(), 6 * PIECE);
        assert_eq!(admission.place(5 * PIECE).await.expect_err("there is none"), busy());
        let small = admission.place(0).await.expect("there is room");
        drop((first, small));
        assert_eq!(admission.bytes(), 0);
    }

    #[tokio::test]
    async fn a_body_that_is_larger_than_all_takes_all() {
        let admission = admission(PIECE, 0);
        let _place = admission.place(100 * PIECE).await.expect("nobody else is there");
        assert_eq!(admission.bytes(), PIECE);
    }

    #[tokio::test(start_paused = true)]
    async fn who_waits_is_served_or_sent_away() {
        let admission = Arc::new(admission(PIECE, 1));
        let place = admission.place(1).await.expect("there is room");
        let waits = tokio::spawn({
            let admission = admission.clone();
            async move { admission.place(1).await.is_ok() }
        });
        tokio::task::yield_now().await;
        assert_eq!(admission.place(1).await.expect_err("one may wait"), busy());
        drop(place);
        assert!(waits.await.expect("it ends"));

        let _place = admission.place(1).await.expect("there is room");
        assert_eq!(admission.place(1).await.expect_err("patience ends"), busy());
    }

    #[tokio::test]
    async fn nobody_is_taken_in_once_it_is_closed() {
        let admission = admission(PIECE, 1);
        let place = admission.place(1).await.expect("there is room");
        admission.close();
        drop(place);
        assert_eq!(admission.place(1).await.expect_err("closed"), busy());
    }
}
