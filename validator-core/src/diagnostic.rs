//! A violation at a place, and the sink that collects them within bounds.
//!
//! The sink keeps what will be listed and counts the rest: hostile input may hold more violations than bytes we may use.

use crate::layout::FieldId;
use crate::report::Counts;
use crate::span::Span;
use crate::tree::NodeId;
use crate::violation::{Code, Severity, Violation};

/// How many diagnostics a report lists.
pub const MAX_LISTED: usize = 1_000;

/// The first code about a value; those before it are about texts and names.
const VALUES: Code = Code(300);

/// Something that is wrong, where, and with which field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// What.
    pub violation: Violation,
    /// How loudly, after evidence and profile.
    pub severity: Severity,
    /// Where in the text.
    pub span: Span,
    /// Where in the document.
    pub place: Place,
    /// Which documented field, when it is one.
    pub field: Option<FieldId>,
    /// A second place: the value that is the reason, or the first of two.
    pub cause: Option<Span>,
}

/// Where in the document a diagnostic lies; becomes its pointer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In the text, outside any node.
    Text,
    /// At this node.
    Node(NodeId),
    /// Below this block, where the diagnostic's field would be.
    Missing(NodeId),
}

impl Diagnostic {
    /// A diagnostic about the text itself.
    pub fn in_text(violation: Violation, span: Span) -> Self {
        let severity = violation.entry().severity;
        Self { violation, severity, span, place: Place::Text, field: None, cause: None }
    }

    /// A diagnostic at a node.
    pub fn at(violation: Violation, span: Span, node: NodeId) -> Self {
        Self { place: Place::Node(node), ..Self::in_text(violation, span) }
    }

    /// The order of reports: by place, then by code.
    fn order(&self) -> (u32, u16) {
        (self.span.start, self.violation.entry().code.0)
    }
}

/// Collects diagnostics: all are counted, the first ones by place are kept.
#[derive(Debug)]
pub struct Sink {
    kept: Vec<Diagnostic>,
    counts: Counts,
    limit: usize,
    /// Nothing that starts after this can be among the first any more.
    horizon: u32,
    /// Which violations are worth keeping; all are counted.
    wanted: fn(&Violation) -> bool,
    /// Places, in order, of which no value is known.
    unknown: Vec<Span>,
}

impl Default for Sink {
    fn default() -> Self {
        Self::with_limit(MAX_LISTED)
    }
}

impl Sink {
    /// A sink that keeps the first `limit` diagnostics.
    pub fn with_limit(limit: usize) -> Self {
        Self {
            kept: Vec::new(),
            counts: Counts::default(),
            limit,
            horizon: u32::MAX,
            wanted: |_| true,
            unknown: Vec::new(),
        }
    }

    /// A sink that keeps the first `limit` diagnostics that are `wanted`.
    pub fn only(limit: usize, wanted: fn(&Violation) -> bool) -> Self {
        Self { wanted, ..Self::with_limit(limit) }
    }

    /// Adds a diagnostic about the text.
    pub fn push(&mut self, violation: Violation, span: Span) {
        self.add(Diagnostic::in_text(violation, span));
    }

    /// Says nothing about values that reach into these places, which are in order.
    pub(crate) fn ignore_values(&mut self, unknown: Vec<Span>) {
        self.unknown = unknown;
    }

    fn is_unknown(&self, diagnostic: &Diagnostic) -> bool {
        let Span { start, end } = diagnostic.span;
        let next = self.unknown.get(self.unknown.partition_point(|unknown| unknown.end <= start));
        next.is_some_and(|unknown| unknown.start < end) && diagnostic.violation.entry().code >= VALUES
    }

    /// Adds a diagnostic.
    pub fn add(&mut self, diagnostic: Diagnostic) {
        if self.is_unknown(&diagnostic) {
            return;
        }
        self.counts.add(diagnostic.severity);
        if diagnostic.span.start > self.horizon || !(self.wanted)(&diagnostic.violation) {
            return;
        }
        self.kept.push(diagnostic);
        if self.kept.len() >= self.limit.saturating_mul(2) {
            self.prune();
        }
    }

    /// How many errors there are so far.
    pub(crate) fn n_errors(&self) -> u32 {
        self.counts.error
    }

    /// The first diagnostics, in order, and the counts of all.
    pub fn finish(mut self) -> (Vec<Diagnostic>, Counts) {
        self.prune();
        (self.kept, self.counts)
    }

    fn prune(&mut self) {
        self.kept.sort_by_key(Diagnostic::order);
        if self.kept.len() > self.limit {
            self.kept.truncate(self.limit);
            self.horizon = self.kept.last().map_or(u32::MAX, |last| last.span.start);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_all_and_keeps_the_first_by_place() {
        let mut sink = Sink::with_limit(3);
        for start in (0..100).rev() {
            sink.push(Violation::EmptyInput, Span::at(start));
        }
        let (kept, counts) = sink.finish();
        assert_eq!(counts.error, 100);
        let starts: Vec<u32> = kept.iter().map(|diagnostic| diagnostic.span.start).collect();
        assert_eq!(starts, [0, 1, 2]);
    }
}
