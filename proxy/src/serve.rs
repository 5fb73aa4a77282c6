//! The life of the server: starting, reading its configuration again, and stopping when asked.
//!
//! Input: a configuration and where the built page lies. Output: an error, or nothing once the person has stopped the server.
//! Never prints: whoever starts the server is told its address and says it in its own words.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use thiserror::Error;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use crate::config::{Access, Config, ConfigError};
use crate::listen::listen;
use crate::router::router;
use crate::send::OpenError;
use crate::signs::{HangUps, asked_to_stop};
use crate::site::{Site, SiteError};
use crate::state::AppState;

/// Reads the configuration once more.
pub type Reload = Arc<dyn Fn() -> Result<Config, ConfigError> + Send + Sync>;

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
}

/// How long clients may take for the end of their requests and answers once the server was asked to stop.
const GRACE: Duration = Duration::from_secs(5);

/// Serves until the person presses Ctrl-C, or the system asks the program to end. Sendings under way are waited for; being
/// asked a second time ends it at once.
pub async fn serve(options: ServeOptions) -> Result<(), ServeError> {
    let site = match options.page {
        PageSource::Folder(folder) => Site::from_folder(&folder)?,
        #[cfg(feature = "embed")]
        PageSource::Embedded => Site::embedded()?,
    };
    let limits = options.config.limits;
    let address = options.config.listen;
    let state = AppState::open(options.config).await?;
    let cannot_listen = |source| ServeError::Listen { address, source };
    let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
    let actual = listener.local_addr().map_err(cannot_listen)?;
    let signs = HangUps::start();
    (options.on_ready)(actual);

    let reloading = tokio::spawn(reload_when_asked(signs, state.clone(), options.reload, actual));
    let open = state.metrics.connections.clone();
    let closed = listen(listener, router(site, state.clone()), limits, open, asked_to_stop()).await;
    reloading.abort();
    // A browser that never finishes its request must not keep the program alive.
    let out_of_patience = async {
        if timeout(limits.stop_time, state.finish()).await.is_err() {
            tracing::error!("stopped while sendings were under way: what became of them is not known");
        }
        sleep(GRACE).await;
    };
    tokio::select! {
        () = closed => {
            // Clients that went away have left their sendings behind.
            let _ = timeout(limits.stop_time, state.finish()).await;
        }
        () = out_of_patience => {}
        () = asked_to_stop() => {}
    }
    Ok(())
}

/// Reads the configuration again whenever the system says so. Without a file there is nothing to read, but the sign for it
/// must not end the program either.
async fn reload_when_asked(mut signs: HangUps, state: AppState, reload: Option<Reload>, actual: SocketAddr) {
    while signs.next().await {
        let Some(reload) = reload.clone() else { continue };
        let Ok(read) = tokio::task::spawn_blocking(move || reload()).await else { continue };
        match read {
            Ok(config) => put_in_force(&state, config, actual).await,
            Err(error) => tracing::error!(%error, "the configuration is broken: the one before stays in force"),
        }
    }
}

async fn put_in_force(state: &AppState, config: Config, actual: SocketAddr) {
    if matches!(config.access, Access::Open) && !actual.ip().is_loopback() {
        tracing::error!("the configuration asks nobody to sign in: the one before stays in force");
        return;
    }
    if config.listen.port() != 0 && config.listen != actual {
        tracing::warn!("another address to listen at takes a restart");
    }
    match state.replace(config).await {
        Ok(()) => tracing::info!("the configuration was read again and is in force"),
        Err(error) => tracing::error!(%error, "the configuration cannot be used: the one before stays in force"),
    }
}
