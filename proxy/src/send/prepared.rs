//! A payload with its credentials, as it leaves.
//!
//! Input: a payload that was read, an environment, its token. Output: text and headers. Made while the payload is checked
//! where the credentials are at hand, so that it is read once; holds secrets, and is shown to nobody.

use proxy_api::NotSent;
use validator_core::outgoing::Outgoing;

use super::session::Ticket;
use super::target::Target;

/// What leaves.
pub(super) struct Prepared {
    pub text: String,
    pub headers: Vec<String>,
    /// The token that is in it.
    pub ticket: Option<Ticket>,
}

impl Prepared {
    /// Puts the credentials in.
    pub fn new(outgoing: &Outgoing<'_, '_>, target: &Target, ticket: Option<Ticket>) -> Result<Self, NotSent> {
        let values = target.values(ticket.as_ref());
        let credential = target.credential.as_ref();
        let empty = Vec::new();
        let (parts, fields) = credential.map_or((&empty, &empty), |known| (&known.parts, &known.fields));
        let parts = values.filled(parts).ok_or(NotSent::Credentials)?;
        let fields = values.filled(fields).ok_or(NotSent::Credentials)?;
        let lines = credential.map(|known| known.headers.as_slice()).unwrap_or_default();
        let fill = |line: &String| validator_core::layout::fill(line, |name| values.get(name));
        let headers = lines.iter().map(fill).collect::<Option<_>>().ok_or(NotSent::Credentials)?;
        let text = outgoing.place(&parts, &fields).ok_or(NotSent::Invalid)?;
        Ok(Self { text, headers, ticket })
    }
}
