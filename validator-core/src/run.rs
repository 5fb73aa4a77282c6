//! The straight line from bytes to a report, and its repetition for safe fixes.

use std::collections::BTreeMap;

use crate::check::{self, Profile};
use crate::describe::{Subject, describe, describe_verdict};
use crate::diagnostic::Sink;
use crate::fix::{self, Context, Edit, Fix};
use crate::layout::Layout;
use crate::locale::Locale;
use crate::outgoing::Outgoing;
use crate::recognise::{Recognised, recognise, recognise_answer};
use crate::report::{Applicability, EditReport, FileReport};
use crate::source::Source;
use crate::span::Span;
use crate::tree::{Syntax, Tree};
use crate::verdict::{self, Verdict};

/// How a payload is to be judged.
#[derive(Clone, Copy, Debug, Default)]
pub struct Options<'l> {
    /// By which layout.
    pub layout: LayoutChoice<'l>,
    /// By which severities.
    pub profile: Profile,
    /// In which language the report speaks.
    pub locale: Locale,
    /// The HTTP status that the text came with, when it is the answer to a call. None where nobody knows.
    pub status: Option<u16>,
}

/// Which layout a payload is held against.
#[derive(Clone, Copy, Debug, Default)]
pub enum LayoutChoice<'l> {
    /// The bundled one that it looks like.
    #[default]
    Detect,
    /// This one.
    Use(&'l Layout),
}

/// Judges the bytes of a payload. The report's `file` is left empty for the caller to fill.
pub fn check(bytes: &[u8], options: &Options<'_>) -> FileReport {
    check_source(&Source::decode(bytes), options)
}

/// Judges a text, exactly as [`check`] judges its bytes in UTF-8.
pub fn check_text(text: &str, options: &Options<'_>) -> FileReport {
    check_source(&Source::from_text(text), options)
}

/// Judges a decoded payload.
pub fn check_source(source: &Source<'_>, options: &Options<'_>) -> FileReport {
    let Judged { tree, recognised, verdict, sink, .. } = judge(source, options, Sink::default());
    worded(source, &tree, &recognised, verdict, sink, options.locale)
}

/// Judges a decoded payload by a layout, exactly as [`check_source`] does, and reads it in order to send it, exactly as
/// [`Outgoing::read`] does: with one look at its text instead of two.
pub fn check_outgoing<'s, 'l>(
    source: &'s Source<'_>,
    layout: &'l Layout,
    locale: Locale,
) -> (FileReport, Outgoing<'s, 'l>) {
    let options = Options { layout: LayoutChoice::Use(layout), locale, ..Options::default() };
    let Judged { tree, recognised, verdict, sink, is_well_formed } = judge(source, &options, Sink::default());
    let report = worded(source, &tree, &recognised, verdict, sink, locale);
    let outgoing = if source.is_readable() {
        Outgoing::of(tree, layout, &recognised, is_well_formed)
    } else {
        // What is not judged may still be sent where the operator allows it.
        Outgoing::read(source, layout)
    };
    (report, outgoing)
}

fn worded(
    source: &Source<'_>,
    tree: &Tree<'_>,
    recognised: &Recognised<'_>,
    verdict: Option<Verdict>,
    sink: Sink,
    locale: Locale,
) -> FileReport {
    let (diagnostics, counts) = sink.finish();
    let system = recognised.system();
    let subject = Subject {
        source,
        tree,
        layout: recognised.layout,
        system: system.as_deref(),
        entry: recognised.entry,
        alternatives: &recognised.alternatives,
        locale,
    };
    let diagnostics = describe(subject, &diagnostics);
    FileReport {
        file: String::new(),
        layout: recognised.layout.map(|layout| layout.id.clone()),
        detected: recognised.is_detected,
        direction: recognised.direction,
        verdict: verdict.map(|verdict| describe_verdict(source, tree, verdict)),
        valid: counts.error == 0,
        counts,
        truncated: counts.total() as usize > diagnostics.len(),
        diagnostics,
    }
}

/// Everything known of a payload before it is put into words.
struct Judged<'a, 'l> {
    tree: Tree<'a>,
    recognised: Recognised<'l>,
    verdict: Option<Verdict>,
    sink: Sink,
    /// Whether its syntax is without an error.
    is_well_formed: bool,
}

fn judge<'a, 'l>(source: &'a Source<'_>, options: &Options<'l>, mut sink: Sink) -> Judged<'a, 'l> {
    source.report(&mut sink);
    let n_before = sink.n_errors();
    let tree = if source.is_readable() { source.parse(&mut sink) } else { Tree::new("", Syntax::Json) };
    let is_well_formed = sink.n_errors() == n_before;
    let recognised = match options.status {
        Some(_) => recognise_answer(&tree, options.layout, &mut sink),
        None => recognise(&tree, options.layout, &mut sink),
    };
    if let (Some(layout), Some(entry)) = (recognised.layout, recognised.entry) {
        check::check(&tree, layout, options.profile, entry, &mut sink);
    }
    let verdict = verdict::read(&tree, &recognised, options.status, &mut sink);
    Judged { tree, recognised, verdict, sink, is_well_formed }
}

/// A text after its safe fixes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fixed {
    /// The mended text.
    pub text: String,
    /// How many fixes were applied.
    pub n_applied: usize,
}

/// How many diagnostics one pass of fixing looks at; the next pass takes the rest.
const FIXES_PER_PASS: usize = 100_000;

/// More passes than any text needs that is being mended and not turned in circles.
const MAX_PASSES: usize = 2_000;

/// Applies every safe fix, again and again until none is left. Of fixes that overlap the first by offset is applied.
pub fn fix_safe(text: &str, options: &Options<'_>) -> Fixed {
    fix_source(&Source::from_text(text), options)
}

/// The same for a decoded payload, whose encoding decides what is wrong with its declaration and its byte-order mark.
pub fn fix_source(source: &Source<'_>, options: &Options<'_>) -> Fixed {
    let mut source = source.with_text(source.text.clone().into_owned());
    let mut n_applied = 0;
    for _ in 0..MAX_PASSES {
        let (edits, n_more) = safe_edits(&source, options);
        if n_more == 0 {
            break;
        }
        n_applied += n_more;
        source = source.with_text(fix::apply(&source.text, &edits));
    }
    Fixed { text: source.text.into_owned(), n_applied }
}

/// The edits of one pass, in order, and how many fixes they belong to.
fn safe_edits(source: &Source<'_>, options: &Options<'_>) -> (Vec<Edit>, usize) {
    let Judged { tree, recognised, sink, .. } = judge(source, options, Sink::only(FIXES_PER_PASS, fix::is_mendable));
    let (diagnostics, _) = sink.finish();
    let context = Context { tree: &tree, layout: recognised.layout };
    let mut accepted = Accepted::default();
    let mut n_applied = 0;
    for diagnostic in &diagnostics {
        let fix = fix::propose(context, diagnostic).and_then(|fix| fix.in_text(source));
        let safe = fix.filter(|fix| fix.applicability == Applicability::Safe);
        n_applied += usize::from(safe.is_some_and(|fix| accepted.take(fix)));
    }
    (accepted.edits.into_values().collect(), n_applied)
}

/// Edits that do not touch each other, by their place.
#[derive(Default)]
struct Accepted {
    edits: BTreeMap<(u32, u32), Edit>,
}

impl Accepted {
    /// Takes all edits of a fix, or none when one of them is in the way of an earlier fix.
    fn take(&mut self, fix: Fix) -> bool {
        let is_free = fix.edits.iter().all(|edit| self.is_free(edit.span));
        if is_free {
            self.edits.extend(fix.edits.into_iter().map(|edit| ((edit.span.start, edit.span.end), edit)));
        }
        is_free
    }

    /// Touching counts as in the way: of two insertions at one place nobody knows which comes first.
    fn is_free(&self, span: Span) -> bool {
        let before = self.edits.range(..=(span.end, u32::MAX)).next_back();
        before.is_none_or(|((_, end), _)| *end < span.start)
    }
}

/// Applies the edits of one fix of a report to the text that the report is about. Edits that lie outside it do nothing.
pub fn apply(text: &str, edits: &[EditReport]) -> String {
    let mut edits: Vec<Edit> = edits
        .iter()
        .map(|edit| Edit { span: Span { start: edit.start.offset, end: edit.end.offset }, text: edit.text.clone() })
        .filter(|edit| text.get(edit.span.start as usize..edit.span.end as usize).is_some())
        .collect();
    edits.sort_by_key(|edit| edit.span);
    edits.dedup_by(|next, last| next.span.start < last.span.end);
    fix::apply(text, &edits)
}
