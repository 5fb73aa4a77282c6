//! What is to be known of a payload before it may leave.
//!
//! Input: the request and its layout. Output: the report that the page has too, the natural key, what has to be
//! confirmed. Sends nothing.

use proxy_api::{Confirmation, KeyPart, Language, SendRequest};
use validator_core::layout::Layout;
use validator_core::outgoing::Outgoing;
use validator_core::report::{Direction, FileReport};
use validator_core::{LayoutChoice, Locale, Options, Source, check_source};

use crate::config::Environment;

/// What was found.
pub(super) struct Checked {
    pub report: FileReport,
    pub natural_key: Vec<KeyPart>,
    pub deletes: bool,
    /// Whether it may be sent as it is.
    pub is_valid: bool,
}

pub(super) fn check(request: &SendRequest, layout: &Layout) -> Checked {
    let source = Source::from_text(&request.payload);
    let options = Options { layout: LayoutChoice::Use(layout), locale: locale(request.language), ..Options::default() };
    let report = check_source(&source, &options);
    let outgoing = Outgoing::read(&source, layout);
    let natural_key = outgoing.natural_key().into_iter().map(|part| KeyPart { field: part.field, value: part.value });
    // What looks like an answer is not to be sent as a question.
    let is_valid = report.valid && report.direction != Some(Direction::Response);
    Checked { natural_key: natural_key.collect(), deletes: outgoing.deletes(), is_valid, report }
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
