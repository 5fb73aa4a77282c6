//! The web server: serves the built page, under headers that let it run nothing but itself.
//!
//! Input: a built page and an address. Output: answers, until the person stops it.
//! Never looks into a payload and never calls another host.
//!
//! - `site`: the files of the built page, in memory
//! - `asset`: one file, ready to be answered
//! - `negotiate`: which compressed form the browser takes
//! - `headers`: what every answer carries
//! - `router`: which answer a request gets
//! - `serve`: listening, and stopping when asked

mod asset;
mod headers;
mod negotiate;
mod router;
mod serve;
mod site;

pub use router::router;
pub use serve::{PageSource, ServeError, ServeOptions, serve};
pub use site::{Site, SiteError};
