//! A pure function from a payload and a layout to a report.
//!
//! ```text
//! bytes ─source▶ text ─parse▶ Tree ─detect▶ Layout ─check (bind, rules)▶ diagnostics ─describe▶ report ─render▶
//! ```
//!
//! No IO, no clock, no async, no panic: a wrong payload is a normal outcome and every run ends in a report.
//! [`check`] is the whole line; [`catalog`] knows the layouts, [`explain`] the words, [`render`] the outer forms.

mod bind;
mod bundled;
pub mod catalog;
mod check;
pub mod compose;
mod condition;
mod describe;
mod detect;
pub mod diagnostic;
mod document;
mod envelope;
pub mod explain;
mod fix;
mod formats;
pub mod layout;
mod lines;
mod locale;
mod locate;
mod mask;
pub mod outgoing;
pub mod parse;
mod pointer;
mod problems;
mod recognise;
pub mod render;
pub mod report;
mod rules;
mod run;
pub mod samples;
mod secrets;
pub mod snippets;
mod source;
mod span;
pub mod tree;
mod unwrap;
mod verdict;
pub mod violation;

pub use check::Profile;
pub use condition::Condition;
pub use diagnostic::MAX_LISTED;
pub use formats::restored_document;
pub use locale::Locale;
pub use locate::locate;
pub use mask::{MaskKey, mask};
pub use problems::report_problems;
pub use run::{
    Fixed, LayoutChoice, Options, apply, check, check_outgoing, check_source, check_text, fix_safe, fix_source,
};
pub use secrets::without_secrets;
pub use source::{Encoding, MAX_BYTES, Source};
pub use span::Span;
