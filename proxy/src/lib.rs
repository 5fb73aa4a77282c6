//! The web server: serves the built page, and sends payloads to the systems that the operator configures.
//!
//! Input: a built page and a configuration. Output: answers, until the person stops it.
//! Calls only what the configuration names; a client chooses no address and sees no secret.
//!
//! - `site`: the files of the built page, in memory
//! - `asset`: one file, ready to be answered
//! - `negotiate`: which compressed form the browser takes
//! - `headers`: what every answer carries
//! - `config`: what the operator decides; `pin`: which addresses a host's name may stand for
//! - `state`: what all calls share
//! - `access`: who calls; `admission`: how much is worked on at once; `pace`: how fast one person may send
//! - `api`: what answers under `/api/`; `send`: sending, and what became of it; `metrics`: what is counted
//! - `upstream`: a call under limits; `store`: what became of each key; `audit`: a line for each call; `digest`: keyed digests
//! - `gathering`: how those two write at once what many want written
//! - `router`: which answer a request gets
//! - `listen`: connections of clients; `serve`: starting, reading the configuration again, stopping
//! - `signs`: what the system tells the program; `log`: what the program says of itself

mod access;
mod admission;
mod api;
mod asset;
mod audit;
pub mod config;
mod digest;
mod gathering;
mod headers;
mod listen;
pub mod log;
mod metrics;
mod negotiate;
mod pace;
mod pin;
mod router;
mod send;
mod serve;
mod signs;
mod site;
mod state;
mod store;
mod upstream;

pub use access::{NewToken, new_token};
pub use api::Peer;
pub use audit::AuditError;
pub use router::router;
pub use send::OpenError;
pub use serve::{PageSource, Reload, ServeError, ServeOptions, serve};
pub use site::{Site, SiteError};
pub use state::AppState;
pub use store::StoreError;
pub use upstream::ClientError;
