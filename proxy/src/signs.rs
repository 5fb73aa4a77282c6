//! What the system tells the program: to stop, or to read its configuration again.
//!
//! Output: futures that end when it does. Where a system has no such sign, they never end.

/// Waits until the person presses Ctrl-C, or the system asks the program to end.
pub(crate) async fn asked_to_stop() {
    let interrupted = async {
        // Where no handler can be set, the system's own way of ending a program still works.
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    tokio::select! {
        () = interrupted => {}
        () = terminated() => {}
    }
}

#[cfg(unix)]
async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};

    match signal(SignalKind::terminate()) {
        Ok(mut stream) => {
            stream.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

#[cfg(not(unix))]
async fn terminated() {
    std::future::pending().await
}

/// The signs to read the configuration again; none is lost from [`HangUps::start`] on.
pub(crate) struct HangUps {
    #[cfg(unix)]
    stream: Option<tokio::signal::unix::Signal>,
}

impl HangUps {
    #[cfg(unix)]
    pub(crate) fn start() -> Self {
        use tokio::signal::unix::{SignalKind, signal};

        Self { stream: signal(SignalKind::hangup()).ok() }
    }

    #[cfg(not(unix))]
    pub(crate) fn start() -> Self {
        Self {}
    }

    /// Waits for the next one; false where none will come.
    pub(crate) async fn next(&mut self) -> bool {
        #[cfg(unix)]
        if let Some(stream) = &mut self.stream {
            return stream.recv().await.is_some();
        }
        false
    }
}
