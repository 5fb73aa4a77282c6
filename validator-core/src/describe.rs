//! From diagnostics to the report: words in a language, positions, pointers, sources and repairs.
//!
//! The edge of the core: whatever is worded is worded here, and only for what is listed.

use std::borrow::Cow;

use crate::check::Entry;
use crate::diagnostic::{Diagnostic, Place};
use crate::explain::{self, fill};
use crate::fix::{self, Edit, Fix};
use crate::layout::{Field, Layout, Presence, System};
use crate::lines::LineIndex;
use crate::locale::Locale;
use crate::pointer::{Locator, Pointer};
use crate::report::{
    DiagnosticReport, EditReport, Facts, FixReport, LabelReport, Position, SourceReport, VerdictReport,
};
use crate::source::Source;
use crate::span::Span;
use crate::tree::Tree;
use crate::verdict::Verdict;
use crate::violation::{Fact, FactContext, Violation};

/// What the diagnostics are about.
#[derive(Clone, Copy)]
pub(crate) struct Subject<'c, 'a> {
    pub source: &'c Source<'c>,
    pub tree: &'c Tree<'a>,
    pub layout: Option<&'c Layout>,
    pub system: Option<&'c System>,
    pub entry: Option<Entry>,
    /// Other layouts that fit as well.
    pub alternatives: &'c [&'static str],
    pub locale: Locale,
}

/// Words the diagnostics, in their order.
pub(crate) fn describe(subject: Subject<'_, '_>, diagnostics: &[Diagnostic]) -> Vec<DiagnosticReport> {
    if diagnostics.is_empty() {
        return Vec::new();
    }
    let context = fix::Context { tree: subject.tree, layout: subject.layout };
    let fixes: Vec<Option<Fix>> = diagnostics.iter().map(|diagnostic| fix::propose(context, diagnostic)).collect();
    // Nothing behind the last place is ever asked for.
    let places = diagnostics.iter().flat_map(|diagnostic| [Some(diagnostic.span), diagnostic.cause]).flatten();
    let edits = fixes.iter().flatten().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    let end = places.chain(edits).map(|span| subject.source.place(span).end).max().unwrap_or_default();
    let lines = LineIndex::up_to(&subject.source.text, end);
    let mut locator = Locator::new(subject.tree);
    let worded = diagnostics.iter().zip(fixes);
    let worded =
        worded.map(|(diagnostic, fix)| Describer { subject, diagnostic, lines: &lines }.report(&mut locator, fix));
    let mut acc: Vec<_> = worded.collect();
    // Between two string literals an empty place lies at the end of the first, behind it what begins at the second.
    if subject.source.inside().is_some() {
        acc.sort_by(|left, right| (left.start.offset, &left.code).cmp(&(right.start.offset, &right.code)));
    }
    acc
}

/// The verdict with its place as outsiders see it.
pub(crate) fn describe_verdict(source: &Source<'_>, tree: &Tree<'_>, verdict: Verdict) -> VerdictReport {
    let span = source.place(verdict.span);
    let lines = LineIndex::up_to(&source.text, span.end);
    VerdictReport {
        outcome: verdict.outcome,
        start: lines.position(span.start),
        end: lines.position(span.end),
        pointer: Locator::new(tree).pointer(verdict.node, None).text,
    }
}

struct Describer<'d, 'c, 'a> {
    subject: Subject<'c, 'a>,
    diagnostic: &'d Diagnostic,
    lines: &'d LineIndex<'a>,
}

impl Describer<'_, '_, '_> {
    fn report(&self, locator: &mut Locator<'_, '_>, fix: Option<Fix>) -> DiagnosticReport {
        let Subject { layout, locale, .. } = self.subject;
        let diagnostic = self.diagnostic;
        let documented = diagnostic.field.and_then(|id| Some(layout?.field(id)));
        let field = documented.map(|field| field.path.to_string()).or_else(|| self.path_as_found(locator));
        let pointer = self.pointer(locator, documented);
        let facts = self.facts(documented, field.as_deref());
        let entry = diagnostic.violation.entry();
        let file = explain::code(&entry.code.to_string());
        let is_near = facts.iter().any(|(name, _)| *name == "nearest");
        let variant = if is_near { "near" } else { entry.variant };
        let text = file.map(|file| file.variant(locale, variant)).unwrap_or_default();
        let found = self.found(documented);
        let lookup = |name: &str| match name {
            // A fact of its own may be called like what every message has.
            _ if entry.facts.contains(&name) => {
                facts.iter().find(|(known, _)| *known == name).map(|(_, fact)| shown(fact))
            }
            // What has no documented name is called by its place.
            "field" => field.as_deref().or(pointer.as_ref().map(|pointer| &*pointer.text)).map(Cow::Borrowed),
            "found" => Some(Cow::Borrowed(&*found)),
            "label" => documented.map(|field| Cow::Borrowed(&*field.label)),
            "because" => self.because(documented).map(Cow::Owned),
            _ => facts.iter().find(|(known, _)| *known == name).map(|(_, fact)| shown(fact)),
        };
        let (start, end) = self.positions(diagnostic.span);
        DiagnosticReport {
            code: entry.code.to_string(),
            name: file.map(|file| Cow::Borrowed(file.name.as_str())).unwrap_or_default(),
            severity: diagnostic.severity,
            start,
            end,
            message: fill(text.message, lookup),
            help: fill(text.help, lookup),
            source: documented.and_then(|field| self.source(field)),
            labels: self.labels(text.label.unwrap_or_default(), lookup),
            fix: fix.and_then(|fix| self.fix(fix, text.fix.unwrap_or_default(), lookup)),
            facts: Facts(facts),
            // What was cut leads nowhere.
            pointer: pointer.filter(|pointer| pointer.is_whole).map(|pointer| pointer.text),
            field,
        }
    }

    /// Where a span of the payload starts and ends in the text.
    fn positions(&self, span: Span) -> (Position, Position) {
        let span = self.subject.source.place(span);
        (self.lines.position(span.start), self.lines.position(span.end))
    }

    fn pointer(&self, locator: &mut Locator<'_, '_>, documented: Option<&Field>) -> Option<Pointer> {
        match self.diagnostic.place {
            Place::Text => None,
            Place::Node(node) => Some(locator.pointer(node, None)),
            Place::Missing(node) => Some(locator.pointer(node, documented.map(|field| &*field.name))),
        }
    }

    /// Of a name that the layout does not have at this place: the names on the way to it.
    fn path_as_found(&self, locator: &mut Locator<'_, '_>) -> Option<String> {
        let Place::Node(node) = self.diagnostic.place else { return None };
        let is_name = matches!(
            self.diagnostic.violation,
            Violation::UnknownField { .. }
                | Violation::TextInBlock
                | Violation::OnlyInTable { .. }
                | Violation::Misplaced { .. }
                | Violation::DuplicateField { .. }
                | Violation::QualifiedByPrefix { .. }
                | Violation::QualifiedByDefault { .. }
        );
        let entry = self.subject.entry.filter(|_| is_name)?;
        let names = locator.path(entry.node, node);
        let parameters = self
            .subject
            .layout
            .and_then(|layout| layout.system.envelope.as_ref())
            .map(|envelope| &*envelope.parameters);
        let names = match names.as_slice() {
            [first, rest @ ..] if !rest.is_empty() && Some(&**first) == parameters => rest,
            all => all,
        };
        Some(Pointer::dotted(names).text)
    }

    fn facts(&self, documented: Option<&Field>, path: Option<&str>) -> Vec<(&'static str, Fact)> {
        let Subject { tree, layout, system, locale, alternatives, .. } = self.subject;
        let context = FactContext { text: tree.text, syntax: tree.syntax, layout, system, locale };
        let mut facts = self.diagnostic.violation.facts(context);
        let rules = documented.and_then(Field::value_rules);
        match self.diagnostic.violation {
            Violation::NotInList | Violation::ListCase | Violation::NotInOpenList | Violation::NotInAnswerList => {
                let list = rules.and_then(|rules| rules.list.as_deref());
                facts.extend(list.map(|list| ("allowed", Fact::Text(explain::values(list, locale)))));
            }
            Violation::ValueByCondition => {
                let expected = rules.and_then(|rules| rules.must_be.as_ref());
                facts.extend(expected.map(|must_be| ("expected", Fact::Text(must_be.value.to_string()))));
            }
            Violation::PrefixAbsent => {
                let prefix = rules.and_then(|rules| rules.prefix.as_deref());
                facts.extend(prefix.map(|prefix| ("expected", Fact::Text(prefix.to_owned()))));
            }
            Violation::DocumentNamespace | Violation::OtherRoot { .. } | Violation::NoDocument { .. } => {
                let document = layout.and_then(|layout| layout.document.as_ref());
                let expected = document.map(|document| match self.diagnostic.violation {
                    Violation::DocumentNamespace => &document.namespace,
                    _ => &document.root,
                });
                facts.extend(expected.map(|expected| ("expected", Fact::Text(expected.to_string()))));
            }
            Violation::LayoutAmbiguous => facts.push(("alternatives", Fact::Text(alternatives.join(", ")))),
            Violation::UnknownField { name } => {
                let nearest = layout.and_then(|layout| nearest(layout, path?, name.text(tree.text)));
                facts.extend(nearest.map(|name| ("nearest", Fact::Text(name.to_owned()))));
            }
            _ => {}
        }
        facts
    }

    /// The text at the place; never that of a secret.
    fn found(&self, documented: Option<&Field>) -> String {
        if documented.is_some() && self.is_secret() {
            return COVER.to_owned();
        }
        self.diagnostic.span.excerpt(self.subject.tree.text)
    }

    /// Whether the value must not be shown. A word of the sample is no secret.
    fn is_secret(&self) -> bool {
        let field = self.diagnostic.field.and_then(|id| Some(self.subject.layout?.field(id)));
        field.is_some_and(|field| field.is_secret) && self.diagnostic.violation != Violation::Placeholder
    }

    fn because(&self, documented: Option<&Field>) -> Option<String> {
        let field = documented?;
        let condition = match (self.diagnostic.violation, &field.presence) {
            (Violation::MustBeBlank, _) => field.blank_when.as_ref()?,
            (Violation::ForbiddenByCondition, _) => field.only_when.as_ref()?,
            (Violation::ValueByCondition, _) => &field.value_rules()?.must_be.as_ref()?.when,
            (_, Presence::When(condition)) => condition,
            _ => return None,
        };
        Some(explain::because(condition, self.subject.layout?, self.subject.locale))
    }

    fn source(&self, field: &Field) -> Option<SourceReport> {
        let layout = self.subject.layout?;
        Some(SourceReport {
            title: layout.system.title.clone(),
            manual: layout.source.manual.clone(),
            section: layout.source.section.clone(),
            row: Some(field.row.to_string()),
        })
    }

    fn labels<'v>(&self, template: &str, lookup: impl Fn(&str) -> Option<Cow<'v, str>>) -> Vec<LabelReport> {
        let cause = self.diagnostic.cause.filter(|_| !template.is_empty());
        let label = |span: Span| {
            let (start, end) = self.positions(span);
            LabelReport { start, end, message: fill(template, lookup) }
        };
        cause.map(label).into_iter().collect()
    }

    fn fix<'v>(&self, fix: Fix, template: &str, lookup: impl Fn(&str) -> Option<Cow<'v, str>>) -> Option<FixReport> {
        let replacement = match fix.edits.as_slice() {
            [only] => only.text.clone(),
            [first, ..] => first.text.clone(),
            [] => String::new(),
        };
        let is_secret = self.is_secret();
        let title = fill(template, |name| match name {
            "replacement" if is_secret => Some(Cow::Borrowed(COVER)),
            "replacement" => Some(Cow::Owned(replacement.clone())),
            other => lookup(other),
        });
        let fix = fix.in_text(self.subject.source)?;
        let edit = |edit: Edit| {
            let (start, end) = (self.lines.position(edit.span.start), self.lines.position(edit.span.end));
            EditReport { start, end, text: edit.text }
        };
        Some(FixReport { title, applicability: fix.applicability, edits: fix.edits.into_iter().map(edit).collect() })
    }
}

/// What is shown in the place of a secret.
const COVER: &str = "•••";

fn shown(fact: &Fact) -> Cow<'_, str> {
    match fact {
        Fact::Number(number) => Cow::Owned(number.to_string()),
        Fact::Text(text) => Cow::Borrowed(text),
    }
}

/// The documented name of the same block that is most like `name`, if one is like enough.
fn nearest<'l>(layout: &'l Layout, path: &str, name: &str) -> Option<&'l str> {
    let name = name.trim_matches('"').to_lowercase();
    let parent = path.rsplit_once('.').map_or("", |(parent, _)| parent);
    let is_sibling = |field: &&Field| field.path.rsplit_once('.').map_or("", |(parent, _)| parent) == parent;
    // A third of the name may differ: more is another name.
    let most = name.chars().count().div_ceil(3).min(4);
    // A name of another length cannot be near; of a megabyte no distance is worth knowing.
    let n_characters = name.chars().count();
    let is_comparable = |field: &&Field| field.name.chars().count().abs_diff(n_characters) <= most;
    let distance = |field: &Field| strsim::damerau_levenshtein(&field.name.to_lowercase(), &name);
    let scored =
        layout.fields.iter().filter(is_sibling).filter(is_comparable).map(|field| (distance(field), &*field.name));
    scored.filter(|(distance, _)| *distance <= most).min_by_key(|(distance, _)| *distance).map(|(_, name)| name)
}
