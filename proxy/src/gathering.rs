//! Writes at once what many want written: a synchronisation of the disk costs the same for one as for sixty.
//!
//! Input: what is to be written, from any task, and where. Output: to each what became of it. Who comes alone waits for nobody.

use std::future::poll_fn;
use std::mem;
use std::task::Poll;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;

/// So many are written at once at most.
const AT_ONCE: usize = 1000;

/// Where something is written. What may not wait for the disk may get before what may, that came first.
pub(crate) trait Sink: Send + 'static {
    /// What is to be written.
    type Item: Send + 'static;
    /// What became of it.
    type Written: Send + 'static;

    /// Whether writing it may wait for the disk.
    fn may_wait(&self, item: &Self::Item) -> bool;

    /// Writes all of them; gives what became of each, in the same order.
    fn write(&mut self, items: Vec<Self::Item>) -> Vec<Self::Written>;
}

/// The way to a sink, which is let go of some time after this is dropped.
pub(crate) struct Queue<S: Sink>(UnboundedSender<Waiting<S>>);

type Waiting<S> = (<S as Sink>::Item, oneshot::Sender<<S as Sink>::Written>);

impl<S: Sink> Queue<S> {
    /// Opens a way to `sink`. Has to be called where tasks run.
    pub(crate) fn open(sink: S) -> Self {
        let (sender, waiting) = unbounded_channel();
        tokio::spawn(run(sink, waiting));
        Self(sender)
    }

    /// Has something written, and waits for it. `None` when the sink broke and nothing is written any more.
    pub(crate) async fn write(&self, item: S::Item) -> Option<S::Written> {
        let (done, written) = oneshot::channel();
        self.0.send((item, done)).ok()?;
        written.await.ok()
    }
}

async fn run<S: Sink>(mut sink: S, mut queue: UnboundedReceiver<Waiting<S>>) {
    let mut waiting = Vec::new();
    while queue.recv_many(&mut waiting, AT_ONCE).await > 0 {
        // Whoever else has something to do does it first, as long as that brings more.
        let mut before = 0;
        while mem::replace(&mut before, waiting.len()) < waiting.len() {
            yield_now().await;
            while waiting.len() < AT_ONCE
                && let Ok(another) = queue.try_recv()
            {
                waiting.push(another);
            }
        }
        // Whoever needs no disk waits for nobody who does.
        let (slow, quick): (Vec<_>, Vec<_>) = waiting.drain(..).partition(|(item, _)| sink.may_wait(item));
        if !quick.is_empty() {
            write(&mut sink, quick);
        }
        if !slow.is_empty() {
            let writing = spawn_blocking(move || {
                write(&mut sink, slow);
                sink
            });
            // Where it broke, those that wait hear that nobody writes any more.
            let Ok(same) = writing.await else { return };
            sink = same;
        }
    }
}

fn write<S: Sink>(sink: &mut S, waiting: Vec<Waiting<S>>) {
    let (items, done): (Vec<_>, Vec<_>) = waiting.into_iter().unzip();
    for (done, written) in done.into_iter().zip(sink.write(items)) {
        // Whoever asked may have gone.
        let _ = done.send(written);
    }
}

/// Lets the tasks that are ready run before. Tokio's own way to do so waits for the worker's next look at the sockets, which
/// is far off where they are full.
async fn yield_now() {
    let mut is_behind = false;
    let behind = poll_fn(|context| {
        if is_behind {
            return Poll::Ready(());
        }
        is_behind = true;
        context.waker().wake_by_ref();
        Poll::Pending
    });
    behind.await;
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Arc, mpsc};
    use std::time::Duration;

    use tokio::task::JoinSet;

    use super::*;

    /// Notes what was written together, and says how much that was. The disk has what is even.
    struct Noting(mpsc::Sender<Vec<usize>>);

    impl Sink for Noting {
        type Item = usize;
        type Written = usize;

        fn may_wait(&self, item: &usize) -> bool {
            item.is_multiple_of(2)
        }

        fn write(&mut self, items: Vec<usize>) -> Vec<usize> {
            assert!(!items.contains(&usize::MAX), "on purpose");
            let written = vec![items.len(); items.len()];
            self.0.send(items).expect("the test listens");
            written
        }
    }

    #[tokio::test]
    async fn all_is_written_in_order_and_never_more_than_so_many_at_once() {
        let (sender, noted) = mpsc::channel();
        let queue = Arc::new(Queue::open(Noting(sender)));
        let n_items = 6 * AT_ONCE;
        let mut writing = JoinSet::new();
        for n in 0..n_items {
            let queue = Arc::clone(&queue);
            writing.spawn(async move { queue.write(n).await });
        }
        let together: Vec<_> = writing.join_all().await.into_iter().flatten().collect();
        assert_eq!(together.len(), n_items);
        assert!(together.iter().all(|n| *n <= AT_ONCE) && together.iter().any(|n| *n > 1));
        let (slow, quick): (Vec<_>, Vec<_>) = noted.try_iter().flatten().partition(|n| n.is_multiple_of(2));
        assert!(slow.into_iter().eq((0..n_items).step_by(2)) && quick.into_iter().eq((1..n_items).step_by(2)));
    }

    /// A disk that does nothing before it is told to.
    struct Held(mpsc::Receiver<()>);

    impl Sink for Held {
        type Item = bool;
        type Written = bool;

        fn may_wait(&self, is_slow: &bool) -> bool {
            *is_slow
        }

        fn write(&mut self, items: Vec<bool>) -> Vec<bool> {
            let is_let_go = |is_slow: bool| !is_slow || self.0.recv_timeout(Duration::from_secs(10)).is_ok();
            items.into_iter().map(is_let_go).collect()
        }
    }

    #[tokio::test]
    async fn whoever_needs_no_disk_waits_for_nobody_who_does() {
        let (let_go, held) = mpsc::channel();
        let queue = Arc::new(Queue::open(Held(held)));
        let [slow, quick] = [true, false].map(|is_slow| {
            let queue = Arc::clone(&queue);
            tokio::spawn(async move { queue.write(is_slow).await })
        });
        assert_eq!(quick.await.expect("nothing panics"), Some(true));
        let_go.send(()).expect("it is held");
        assert_eq!(slow.await.expect("nothing panics"), Some(true));
    }

    #[tokio::test]
    async fn whoever_never_rests_delays_nobody() {
        let (sender, noted) = mpsc::channel();
        let queue = Queue::open(Noting(sender));
        let n_turns = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&n_turns);
        let busy = tokio::spawn(async move {
            loop {
                counted.fetch_add(1, Ordering::Relaxed);
                yield_now().await;
            }
        });
        let writing = tokio::spawn(async move { (queue.write(1).await, n_turns.load(Ordering::Relaxed)) });
        let (written, n_turns) = writing.await.expect("nothing panics");
        busy.abort();
        assert_eq!((written, noted.try_recv()), (Some(1), Ok(vec![1])));
        assert!(n_turns < 10, "{n_turns}");
    }

    #[tokio::test]
    async fn a_sink_that_broke_leaves_nobody_waiting() {
        let queue = Queue::open(Noting(mpsc::channel().0));
        assert_eq!(queue.write(usize::MAX).await, None);
        assert_eq!(queue.write(1).await, None);
    }
}
