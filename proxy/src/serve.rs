//! Listening at an address, and stopping when asked.
//!
//! Input: an address and where the built page lies. Output: an error, or nothing once the person has stopped the server.
//! Never prints: whoever starts the server is told its address and says it in its own words.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::time::sleep;

use crate::config::{Config, ConfigError};
use crate::router::router;
use crate::send::OpenError;
use crate::site::{Site, SiteError};
use crate::state::AppState;

/// Reads the configuration once more.
pub type Reload = Box<dyn Fn() -> Result<Config, ConfigError> + Send + Sync>;

/// What to serve, and where.
pub struct ServeOptions {
    /// What the operator decides; port 0 takes any free one.
    pub config: Config,
    /// How it is read anew when the system asks for that (SIGHUP); none where there is no file.
    pub reload: Option<Reload>,
    /// Where the built page lies.
    pub page: PageSource,
    /// Called once the server answers, with the address it listens at.
    pub on_ready: Box<dyn FnOnce(SocketAddr) + Send>,
}

/// Where the built page lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageSource {
    /// In the folder that the build wrote.
    Folder(PathBuf),
    /// Inside this executable.
    #[cfg(feature = "embed")]
    Embedded,
}

/// The page that this executable carries; without one, the folder `dist` where the program was started.
impl Default for PageSource {
    #[cfg(feature = "embed")]
    fn default() -> Self {
        Self::Embedded
    }

    #[cfg(not(feature = "embed"))]
    fn default() -> Self {
        Self::Folder(PathBuf::from("dist"))
    }
}

/// Why the server did not start, or stopped by itself.
#[derive(Debug, Error)]
pub enum ServeError {
    /// There is no page to serve.
    #[error(transparent)]
    Site(#[from] SiteError),
    /// Nothing could be sent.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The address is taken, or not one of this machine.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// It ran and then failed.
    #[error("the server stopped")]
    Stopped(#[source] io::Error),
}

/// How long answers under way may take to finish once the server was asked to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until the person presses Ctrl-C, or the system asks the program to end.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let site = match options.page {
        PageSource::Folder(folder) => Site::from_folder(&folder)?,
        #[cfg(feature = "embed")]
        PageSource::Embedded => Site::embedded()?,
    };
    let address = options.config.listen;
    let state = AppState::open(options.config).await?;
    let cannot_listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
    let actual = listener.local_addr().map_err(cannot_listen)?;
    (options.on_ready)(actual);

    let (stopping, stopped) = oneshot::channel();
    let server = axum::serve(listener, router(site, state)).with_graceful_shutdown(async {
        asked_to_stop().await;
        // The other end is gone only when the server is.
        let _ = stopping.send(());
    });
    // A browser that never finishes its request must not keep the program alive.
    let out_of_patience = async {
        let _ = stopped.await;
        sleep(GRACE).await;
    };
    tokio::select! {
        result = server => result.map_err(ServeError::Stopped),
        () = out_of_patience => Ok(()),
    }
}

async fn asked_to_stop() {
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
