//! What is to be known of a payload before it may leave.
//!
//! Input: the request and its layout. Output: the report that the page has too, the natural key, what has to be
//! confirmed, and the payload as it would leave. Sends nothing.

use proxy_api::{Confirmation, KeyPart, Language, SendRequest};
use validator_core::layout::Layout;
use validator_core::report::{Direction, FileReport};
use validator_core::{Locale, Source, check_outgoing};

use super::prepared::Prepared;
use super::session::Ticket;
use super::target::Target;
use crate::config::Environment;

/// Longer payloads are not kept a second time before it is certain that they leave.
const EARLY: usize = 1024 * 1024;

/// Credentials that need no question.
pub(super) enum AtHand {
    /// All of them, with the token where there is one.
    All(Option<Ticket>),
    Nothing,
}

/// What was found.
pub(super) struct Checked {
    pub report: FileReport,
    pub natural_key: Vec<KeyPart>,
    pub deletes: bool,
    /// Whether it may be sent as it is.
    pub is_valid: bool,
}

/// Beside what was found the payload with its credentials, where these are at hand and it may be sent.
pub(super) fn check(
    request: &SendRequest,
    layout: &Layout,
    target: &Target,
    at_hand: AtHand,
) -> (Checked, Option<Prepared>) {
    let source = Source::from_text(&request.payload);
    let (report, outgoing) = check_outgoing(&source, layout, locale(request.language));
    let facts = outgoing.facts();
    let natural_key = facts.natural_key.into_iter().map(|part| KeyPart { field: part.field, value: part.value });
    // What looks like an answer is not to be sent as a question.
    let is_valid = report.valid && report.direction != Some(Direction::Response);
    let checked = Checked { natural_key: natural_key.collect(), deletes: facts.deletes, is_valid, report };
    let may_leave = (is_valid || target.environment.allow_invalid) && request.payload.len() <= EARLY;
    let prepared = match at_hand {
        AtHand::All(ticket) if may_leave => Prepared::new(&outgoing, target, ticket).ok(),
        AtHand::All(_) | AtHand::Nothing => None,
    };
    (checked, prepared)
}

/// What a person has still to say yes to.
pub(super) fn to_confirm(request: &SendRequest, environment: &Environment, deletes: bool) -> Vec<Confirmation> {
    let production = Confirmation::Production { environment: environment.name.clone() };
    let wanted = [environment.production.then_some(production), deletes.then_some(Confirmation::Deletion {})];
    wanted.into_iter().flatten().filter(|wanted| !request.confirm.contains(wanted)).collect()
}

pub(super) fn locale(language: Language) -> Locale {
    match language {
        Language::PtBr => Locale::PtBr,
        Language::En => Locale::En,
        Language::Es => Locale::Es,
    }
}
