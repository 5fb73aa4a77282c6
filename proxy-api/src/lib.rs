//! What the page and the proxy say to each other, as JSON over `/api/`.
//!
//! | Address | Question | Answer |
//! |---|---|---|
//! | `POST /api/send` | [`SendRequest`] | [`SendResponse`], or an [`ErrorBody`] |
//! | `GET /api/environments` | | [`Environments`] |
//!
//! Holds no address that the browser could choose and no secret. The report is a type parameter, because this crate knows
//! nothing of the validator.

mod environment;
mod error;
mod request;
mod response;

pub use environment::{EnvironmentInfo, Environments};
pub use error::{ErrorBody, ErrorCode};
pub use request::{Confirmation, Execution, SendRequest};
pub use response::{Answer, KeyPart, NotSent, Outcome, SendResponse, Verdict};

/// A browser cannot send this header to another origin without asking first; what lacks it is refused.
pub const CLIENT_HEADER: &str = "x-gabarito-client";
