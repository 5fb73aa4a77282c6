//! Why the proxy did not take a question at all.

use serde::{Deserialize, Serialize};

/// The body of every answer whose HTTP status is not 200.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorBody {
    /// For programs.
    pub error: ErrorCode,
    /// For the log of whoever calls; the page words the code itself. Names no value of the request.
    pub message: String,
}

/// Stable names of what may be wrong with a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: not the JSON that is documented, or beyond its limits.
    BadRequest,
    /// 404: no such address.
    NotFound,
    /// 404: not configured.
    UnknownEnvironment,
    /// 404: no such layout.
    UnknownLayout,
    /// 422: the layout belongs to another system than the environment.
    OtherSystem,
    /// 405: the address exists, the method does not.
    MethodNotAllowed,
    /// 401: nobody is signed in.
    SignInRequired,
    /// 403: signed in, but without permission for this environment.
    NotPermitted,
    /// 403: from a page of another origin, without the header that only our page sends, or to a host that is not ours.
    ForeignOrigin,
    /// 409: the idempotency key was used for something else.
    KeyReused,
    /// 409: a call with this idempotency key is still under way.
    KeyInUse,
    /// 413: larger than the limit.
    TooLarge,
    /// 415: not `application/json`.
    NotJson,
    /// 429: too many calls of this person to this environment, or too many attempts to sign in.
    TooManyCalls,
    /// 503: too much is under way, or the proxy is being stopped.
    Busy,
    /// 500: the proxy itself failed, and it is unknown whether the call left. Asked again with the same idempotency key, the
    /// proxy says what became of it, and sends it where it never left: it never sends twice.
    Internal,
}
