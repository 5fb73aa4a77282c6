//! What the core says of a payload, as far as a system would say it.
//!
//! Input: the bytes of a call and the layouts that its address belongs to. Output: which of them it is, and its errors in
//! Portuguese. Adds no rule of its own: a payload is refused for exactly what `gabarito check` calls an error.

use validator_core::layout::{Body, Layout};
use validator_core::report::{Direction, FileReport};
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Locale, Options, Source, catalog, check_source};

use crate::play::Words;

/// The code of a payload that stands inside of something else, such as a command; a server takes no command.
const WRAPPED: &str = "V108";

/// A payload that was looked at.
#[derive(Debug)]
pub(crate) struct Judged {
    /// The layout that it is judged by.
    pub layout: &'static Layout,
    /// The errors, in the order of their places: bytes from the start of the text.
    pub problems: Vec<(u32, String)>,
    /// Their codes.
    pub codes: Vec<String>,
    /// How many there are, also of those that are not listed.
    pub n_errors: u32,
}

impl Judged {
    /// The first error, and how many others there are.
    pub fn message(&self, words: &Words) -> Option<String> {
        let (_, first) = self.problems.first()?;
        let n_others = self.n_errors.saturating_sub(1);
        let count = n_others.to_string();
        Some(match n_others {
            0 => first.clone(),
            _ => words.and_more.replace("{count}", &count).replace("{message}", first),
        })
    }
}

/// Judges a payload by one of these layouts; nothing when it belongs to none of them.
pub(crate) fn judge(source: &Source<'_>, layouts: &[&'static Layout]) -> Option<Judged> {
    let [layout] = layouts else {
        // The ports of a service share an address; the operation tells them apart.
        let report = check_source(source, &options(LayoutChoice::Detect));
        let layout = layouts.iter().find(|layout| is_request_of(&report, &layout.id))?;
        return Some(judged(layout, &report));
    };
    match (layout.has_table, layout.body) {
        (_, Body::None) => Some(judged(layout, &FileReport::default())),
        // What no source describes may as well be empty.
        (false, Body::Unknown) if source.text.trim().is_empty() => Some(judged(layout, &FileReport::default())),
        (false, Body::Xml) => {
            // The documents that go to such an address have layouts of their own.
            let report = check_source(source, &options(LayoutChoice::Detect));
            let own = catalog::entries().find(|entry| is_request_of(&report, entry.id()));
            let own =
                own.filter(|entry| entry.system() == layout.system.id).and_then(|entry| catalog::layout(entry.id()));
            own.map(|own| judged(own, &report))
        }
        _ => Some(judged(layout, &check_source(source, &options(LayoutChoice::Use(layout))))),
    }
}

fn options(layout: LayoutChoice<'_>) -> Options<'_> {
    Options { layout, locale: Locale::PtBr, ..Options::default() }
}

fn is_request_of(report: &FileReport, id: &str) -> bool {
    report.layout.as_deref() == Some(id) && report.direction == Some(Direction::Request)
}

fn judged(layout: &'static Layout, report: &FileReport) -> Judged {
    let errors = report.diagnostics.iter().filter(|found| found.severity == Severity::Error || found.code == WRAPPED);
    let errors: Vec<_> = errors.collect();
    Judged {
        layout,
        problems: errors.iter().map(|found| (found.start.offset, found.message.clone())).collect(),
        codes: errors.iter().map(|found| found.code.clone()).collect(),
        n_errors: report.counts.error.max(u32::try_from(errors.len()).unwrap_or(u32::MAX)),
    }
}
