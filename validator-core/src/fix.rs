//! Repairs: from a diagnostic and the text at its place to the edits that mend it.
//!
//! A repair is safe when only one reading of the text exists; else it is suggested and a person decides.

mod syntax;
mod values;

use crate::diagnostic::{Diagnostic, Place};
use crate::layout::Layout;
use crate::report::Applicability;
use crate::source::Source;
use crate::span::Span;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::Violation;

/// What a repair is made from.
#[derive(Clone, Copy)]
pub(crate) struct Context<'c, 'a> {
    pub tree: &'c Tree<'a>,
    pub layout: Option<&'c Layout>,
}

/// Replace what a span covers by a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    pub span: Span,
    pub text: String,
}

impl Edit {
    /// An edit of a payload as one of the text that holds it. `None` where that text has no one way to write it.
    pub fn in_text(self, source: &Source<'_>) -> Option<Self> {
        Some(Self { span: source.place(self.span), text: source.written(self.span, self.text)? })
    }
}

/// A repair that may be offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Fix {
    pub applicability: Applicability,
    /// In order, never overlapping.
    pub edits: Vec<Edit>,
}

/// What texts of programs begin and end with.
const QUOTES: [char; 3] = ['"', '\'', '`'];

impl Fix {
    /// A repair of a payload as one of the text that holds it. `None` where that text has no one way to write it.
    pub fn in_text(self, source: &Source<'_>) -> Option<Self> {
        // Where other words stand around a payload, it is found by how it begins.
        let is_at_beginning = source.inside().is_some() && self.edits.iter().any(|edit| edit.span.start == 0);
        let meant = is_at_beginning.then(|| apply(source.payload(), &self.edits));
        let edits = self.edits.into_iter().map(|edit| edit.in_text(source)).collect::<Option<Vec<_>>>()?;
        let is_found = |meant: String| Source::from_text(&apply(&source.text, &edits)).payload() == meant;
        let moves_quotes =
            |edit: &Edit| [edit.span.text(&source.text), &edit.text].iter().any(|text| text.contains(QUOTES));
        let is_in_doubt = !meant.is_none_or(is_found) || source.has_loose_quotes() && edits.iter().any(moves_quotes);
        let applicability = if is_in_doubt { Applicability::Suggested } else { self.applicability };
        Some(Self { applicability, edits })
    }
}

impl Fix {
    fn safe(edits: Vec<Edit>) -> Option<Self> {
        Some(Self { applicability: Applicability::Safe, edits })
    }

    fn suggested(edits: Vec<Edit>) -> Option<Self> {
        Some(Self { applicability: Applicability::Suggested, edits })
    }
}

fn replace(span: Span, text: impl Into<String>) -> Edit {
    Edit { span, text: text.into() }
}

/// A value without quotes; nothing where it would run into what stands beside it.
fn bare(tree: &Tree<'_>, span: Span, text: String) -> Option<Edit> {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '.' | '+' | '-' | '_' | '$');
    let is_apart = tree.syntax == Syntax::Xml
        || !tree.text.get(..span.start as usize)?.ends_with(is_part)
            && !tree.text.get(span.end as usize..)?.starts_with(is_part);
    is_apart.then(|| replace(span, text))
}

fn insert(at: u32, text: impl Into<String>) -> Edit {
    Edit { span: Span { start: at, end: at }, text: text.into() }
}

/// Whether a violation is of a kind that may have a safe repair: a pass of fixing need not keep the others.
pub(crate) fn is_mendable(violation: &Violation) -> bool {
    !matches!(
        violation,
        Violation::UnknownField { .. }
            | Violation::Misplaced { .. }
            | Violation::DuplicateField { .. }
            | Violation::MissingRequired
            | Violation::MissingByCondition
            | Violation::MissingBesideOthers
            | Violation::MissingBySetting
            | Violation::MissingMainBlock
            | Violation::CredentialsAbsent { .. }
            | Violation::TableUnpublished
            | Violation::NoFieldsInRequest
            | Violation::OtherSyntax { .. }
            | Violation::RequiredNull
            | Violation::RequiredEmpty
            | Violation::RequiredBlank
            | Violation::Placeholder
            | Violation::ManualConflict { .. }
            | Violation::OnlyInTable { .. }
            | Violation::OnlyInExample { .. }
            | Violation::ValueWhereBlock
            | Violation::ListWhereObject
            | Violation::BlockWhereValue
            | Violation::TextInBlock
            | Violation::MustBeBlank
            | Violation::AtLeastOne { .. }
            | Violation::IntegerExpected
            | Violation::NumberExpected
            | Violation::DateExpected
            | Violation::TooLong { .. }
            | Violation::TooManyDigits { .. }
            | Violation::TooManyWholeDigits { .. }
            | Violation::TooManyDecimals { .. }
            | Violation::ImpossibleDate
            | Violation::ImpossibleTime
            | Violation::NotInList
            | Violation::NotInOpenList
            | Violation::NotInAnswerList
            | Violation::CheckDigit { .. }
            | Violation::OnlyOne
            | Violation::OneOf { .. }
            | Violation::NotUnique
    )
}

/// A repair of where a block begins and ends. It is safe unless a block in it, or it itself, is broken: then another end may
/// be read as its own.
fn around(tree: &Tree<'_>, block: NodeId, edits: Vec<Edit>) -> Option<Fix> {
    let is_broken = (block.0..tree.after(block).0).any(|inside| tree.is_incomplete(NodeId(inside)));
    if is_broken { Fix::suggested(edits) } else { Fix::safe(edits) }
}

/// The repair of a diagnostic, if there is one.
pub(crate) fn propose(context: Context<'_, '_>, diagnostic: &Diagnostic) -> Option<Fix> {
    let tree = context.tree;
    let span = diagnostic.span;
    // A fiscal document is signed: whatever is changed in it makes the signature worthless.
    if context.layout.is_some_and(|layout| layout.document.is_some()) {
        return None;
    }
    match diagnostic.violation {
        Violation::FieldCase { name, known } => {
            let edits = rename(context, diagnostic, name, known.0)?;
            // In JSON a name has no end to be found.
            if tree.syntax == Syntax::Json { Fix::safe(edits) } else { around(tree, node_of(diagnostic)?, edits) }
        }
        Violation::ManualConflict { name, known } => Fix::suggested(rename(context, diagnostic, name, known.0)?),
        Violation::ListExpected | Violation::ObjectWhereList => {
            let is_whole = |node: &NodeId| tree.kind(*node) == Kind::Object && !tree.is_incomplete(*node);
            let node = node_of(diagnostic).filter(is_whole)?;
            let whole = tree.span(node);
            around(tree, node, vec![insert(whole.start, "["), insert(whole.end, "]")])
        }
        Violation::ObjectExpected => {
            let list = node_of(diagnostic).filter(|list| !tree.is_incomplete(*list))?;
            let mut items = tree.items(list);
            let only = items.next().filter(|item| items.next().is_none() && tree.kind(*item) == Kind::Object)?;
            let (outer, inner) = (tree.span(list), tree.span(only));
            let edits = vec![
                replace(Span { start: outer.start, end: inner.start }, ""),
                replace(Span { start: inner.end, end: outer.end }, ""),
            ];
            // What stands behind the list may have been meant to be in it.
            let is_all = tree.text.get(outer.end as usize..).is_some_and(|rest| rest.trim().is_empty());
            if is_all { around(tree, list, edits) } else { Fix::suggested(edits) }
        }
        Violation::SoapVersion if span != tree.root_name().map(|name| tree.span(name))? => {
            Fix::safe(vec![replace(span, crate::envelope::SOAP_1_1)])
        }
        Violation::Namespace => {
            let envelope = context.layout?.system.envelope.as_ref()?;
            let is_declaration =
                !span.text(tree.text).is_empty() && tree.text.get(..span.start as usize)?.ends_with(['"', '\'']);
            is_declaration.then(|| Fix::suggested(vec![replace(span, envelope.namespace.clone())]))?
        }
        Violation::QualifiedByPrefix { .. } => {
            let value = node_of(diagnostic)?;
            let edits = name_spans(tree, value)?.into_iter().map(|name| {
                let raw = name.text(tree.text);
                let prefix = raw.find(':').map_or(0, |colon| crate::span::offset(colon + 1));
                replace(Span { start: name.start, end: name.start + prefix }, "")
            });
            around(tree, value, edits.collect())
        }
        Violation::QualifiedByDefault { .. } => requalify(tree, diagnostic),
        _ => syntax::propose(tree, diagnostic).or_else(|| values::propose(context, diagnostic)),
    }
}

fn node_of(diagnostic: &Diagnostic) -> Option<NodeId> {
    match diagnostic.place {
        Place::Node(node) => Some(node),
        Place::Text | Place::Missing(_) => None,
    }
}

/// Gives a member its documented name; an element in both of its tags.
fn rename(
    context: Context<'_, '_>,
    diagnostic: &Diagnostic,
    name: Span,
    known: crate::layout::FieldId,
) -> Option<Vec<Edit>> {
    let tree = context.tree;
    let known = &*context.layout?.field(known).name;
    match tree.syntax {
        Syntax::Json => Some(vec![replace(name, serde_json::to_string(known).ok()?)]),
        Syntax::Xml => {
            let names = name_spans(tree, node_of(diagnostic)?)?;
            let local = |name: Span| {
                let prefix = name.text(tree.text).find(':').map_or(0, |colon| crate::span::offset(colon + 1));
                replace(Span { start: name.start + prefix, end: name.end }, known)
            };
            Some(names.into_iter().map(local).collect())
        }
    }
}

/// The name in the start tag of an element and, if it has one, in its end tag.
fn name_spans(tree: &Tree<'_>, value: NodeId) -> Option<Vec<Span>> {
    let name = NodeId(value.0.checked_sub(1)?);
    let start = tree.span(name);
    let element = tree.element(name);
    let raw = element.text(tree.text);
    // Where an end tag is missing, another element may be the last that was read.
    if raw.ends_with("/>") && raw.rfind('<') == Some(0) {
        return Some(vec![start]);
    }
    let tag = raw.rfind("</")? + 2;
    let tail = raw.get(tag..raw.len() - 1)?.trim_ascii_end();
    let end = Span::new(element.start as usize + tag, element.start as usize + tag + tail.len());
    // An end tag of another name is a matter of its own.
    (tail == start.text(tree.text)).then(|| vec![start, end])
}

/// Turns a default namespace on the operation into one with a prefix, so that its children are unqualified.
fn requalify(tree: &Tree<'_>, diagnostic: &Diagnostic) -> Option<Fix> {
    const PREFIX: &str = "ser";
    let declared = diagnostic.cause?;
    let soap = crate::envelope::find(tree)?;
    let operation = soap.operations.into_iter().find(|operation| {
        let tag = tree.opening(operation.value);
        tag.start < declared.start && declared.end < tag.end
    })?;
    let is_free = !tree.text.contains("xmlns:ser=") && !tree.span(operation.name).text(tree.text).contains(':');
    let before = tree.text.get(..declared.start as usize)?;
    let attribute = before.rfind("xmlns")? + "xmlns".len();
    let [start, end] = name_spans(tree, operation.value)?.try_into().ok()?;
    let at = crate::span::offset(attribute);
    is_free.then(|| {
        Fix::safe(vec![
            insert(start.start, format!("{PREFIX}:")),
            insert(at, format!(":{PREFIX}")),
            insert(end.start, format!("{PREFIX}:")),
        ])
    })?
}

/// Applies edits that are in order and do not overlap.
pub(crate) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut acc = String::with_capacity(text.len());
    let mut done = 0;
    for edit in edits {
        let (start, end) = (edit.span.start as usize, edit.span.end as usize);
        acc.push_str(text.get(done..start).unwrap_or_default());
        acc.push_str(&edit.text);
        done = end;
    }
    acc.push_str(text.get(done..).unwrap_or_default());
    acc
}
