//! What the page and the proxy say to each other, as JSON over `/api/`.
//!
//! | Address | Question | Answer |
//! |---|---|---|
//! | `POST /api/send` | [`SendRequest`] | [`SendResponse`], or an [`ErrorBody`] |
//! | `GET /api/environments` | | [`Environments`] |
//! | `GET /api/health` | | [`Health`] |
//! | `GET /api/metrics` | | text for Prometheus |
//! | `GET /api/openapi.json` | | this table as OpenAPI 3.1 |
//!
//! `POST` carries [`CLIENT_HEADER`] (any value) and `content-type: application/json`. Where the proxy wants a sign-in by API token,
//! every question but `/api/health` and `/api/openapi.json` carries `Authorization: Bearer <token>`, and one without it gets
//! [`ErrorCode::SignInRequired`]; the page asks the person for the token and keeps it in memory only. Behind a reverse proxy that
//! signs people in, the page has nothing to do.
//!
//! Holds no address that the browser could choose and no secret. The report is a type parameter, because this crate knows
//! nothing of the validator.

mod environment;
mod error;
mod request;
mod response;

pub use environment::{EnvironmentInfo, Environments, Health};
pub use error::{ErrorBody, ErrorCode};
pub use request::{Confirmation, Execution, Language, SendRequest};
pub use response::{Answer, KeyPart, NotSent, Outcome, SendResponse, Verdict};

/// A browser cannot send this header to another origin without asking first; what lacks it is refused.
pub const CLIENT_HEADER: &str = "x-gabarito-client";
