//! Which layout a document is held against, where in it, and as which half.
//!
//! Input: a tree and the caller's choice. Output: a `Recognised`; what stands in the way goes into the sink.

use std::sync::Arc;

use crate::catalog;
use crate::check::Entry;
use crate::detect::{self, Detected, Refusal};
use crate::diagnostic::{Diagnostic, Sink};
use crate::document;
use crate::envelope::{self, Element, Fault, Soap};
use crate::layout::{Body, Envelope, Layout, System};
use crate::report::Direction;
use crate::run::LayoutChoice;
use crate::tree::{Kind, NodeId, Syntax, Tree};
use crate::violation::Violation;

/// What became of the search for a layout.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recognised<'l> {
    pub layout: Option<&'l Layout>,
    pub is_detected: bool,
    pub direction: Option<Direction>,
    pub entry: Option<Entry>,
    /// Other layouts that fit as well.
    pub alternatives: Vec<&'static str>,
    /// What stands in the place of an answer.
    pub failure: Option<Failure>,
}

/// An answer that says, whatever was asked, that it came to nothing.
#[derive(Clone, Debug)]
pub(crate) enum Failure {
    Fault(Fault),
    Refusal(Refusal),
}

impl Recognised<'_> {
    /// The system that is spoken to. A fault without a layout comes from one that speaks SOAP.
    pub fn system(&self) -> Option<Arc<System>> {
        match (self.layout, &self.failure) {
            (Some(layout), _) => Some(Arc::clone(&layout.system)),
            (None, Some(Failure::Refusal(refusal))) => Some(Arc::clone(&refusal.system)),
            (None, Some(Failure::Fault(_))) => catalog::systems().find(|system| system.envelope.is_some()),
            (None, None) => None,
        }
    }
}

pub(crate) fn recognise<'l>(tree: &Tree<'_>, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    let Some(root) = tree.root().filter(|root| tree.kind(*root) != Kind::Invalid) else {
        // Nothing was read; that is already said.
        return match choice {
            LayoutChoice::Detect => Recognised::default(),
            LayoutChoice::Use(layout) => {
                Recognised { layout: Some(layout), direction: Some(Direction::Request), ..Recognised::default() }
            }
        };
    };
    if let LayoutChoice::Use(layout) = choice
        && is_known_by_name(tree, root, layout)
    {
        return recognise_by_name(tree, root, layout, acc);
    }
    if let Some(recognised) = recognise_document(tree, root, choice, acc) {
        return recognised;
    }
    match (tree.syntax, envelope::find(tree)) {
        (Syntax::Xml, Some(soap)) => match envelope::fault(tree, &soap) {
            Some(fault) => failed(choice, Failure::Fault(fault)),
            None => recognise_soap(tree, &soap, choice, acc),
        },
        (Syntax::Xml, None) => recognise_piece(tree, root, choice, acc),
        _ => recognise_json(tree, root, choice, &[Direction::Request, Direction::Response], acc),
    }
}

/// The same for a document that is known to be an answer, whatever it looks like.
pub(crate) fn recognise_answer<'l>(tree: &Tree<'_>, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    match tree.root().filter(|root| tree.syntax == Syntax::Json && tree.kind(*root) != Kind::Invalid) {
        Some(root) => recognise_json(tree, root, choice, &[Direction::Response], acc),
        None => recognise(tree, choice, acc),
    }
}

/// Something of an envelope without the envelope: a fault, an answer's operation, or a piece of a request.
fn recognise_piece<'l>(tree: &Tree<'_>, root: NodeId, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    let Some(name) = tree.root_name() else { return recognise_fragment(tree, root, choice, acc) };
    let element = Element { name, value: root };
    if let Some(fault) = envelope::as_fault(tree, element) {
        return failed(choice, Failure::Fault(fault));
    }
    let soap = Soap { body: None, operations: vec![element] };
    let is_answer = match choice {
        LayoutChoice::Use(layout) => is_answer_of(tree, element, layout),
        LayoutChoice::Detect => {
            detect::soap(tree, &soap).is_some_and(|(detected, _)| detected.direction == Direction::Response)
        }
    };
    if is_answer {
        return recognise_soap(tree, &soap, choice, acc);
    }
    recognise_fragment(tree, root, choice, acc)
}

/// An answer without anything in it that a layout describes.
fn failed(choice: LayoutChoice<'_>, failure: Failure) -> Recognised<'_> {
    let layout = match choice {
        LayoutChoice::Use(layout) => Some(layout),
        LayoutChoice::Detect => None,
    };
    Recognised { layout, direction: Some(Direction::Response), failure: Some(failure), ..Recognised::default() }
}

fn recognise_json<'l>(
    tree: &Tree<'_>,
    root: NodeId,
    choice: LayoutChoice<'l>,
    directions: &[Direction],
    acc: &mut Sink,
) -> Recognised<'l> {
    match choice {
        LayoutChoice::Use(layout) if layout.syntax() == Syntax::Json => {
            let half = detect::half_of(tree, root, layout);
            let refusal = detect::refusal(tree, std::iter::once(Arc::clone(&layout.system)));
            if let Some(refusal) = refusal.filter(|_| !half.is_known) {
                return failed(choice, Failure::Refusal(refusal));
            }
            let direction = if directions.contains(&half.direction) { half.direction } else { Direction::Response };
            let entry = Some(Entry { node: root, direction, fragment: None });
            Recognised { layout: Some(layout), direction: Some(direction), entry, ..Recognised::default() }
        }
        LayoutChoice::Use(_) => recognise_plain(tree, root, choice, acc),
        LayoutChoice::Detect => match detect::json(tree, directions) {
            Some(detected) => {
                let entry = Entry { node: root, direction: detected.direction, fragment: None };
                accept(tree, detected, Some(entry), root, acc)
            }
            None => match detect::refusal(tree, catalog::systems()) {
                Some(refusal) => failed(choice, Failure::Refusal(refusal)),
                None => unknown(tree, root, acc),
            },
        },
    }
}

/// A document that is not in the notation of the layout, or of any.
fn recognise_plain<'l>(tree: &Tree<'_>, root: NodeId, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    match choice {
        LayoutChoice::Use(layout) => {
            let violation = match layout.syntax() {
                expected if expected != tree.syntax => other_syntax(expected),
                Syntax::Xml | Syntax::Json => Violation::NoBody,
            };
            acc.add(Diagnostic::at(violation, opening(tree, root), root));
            Recognised { layout: Some(layout), direction: Some(Direction::Request), ..Recognised::default() }
        }
        LayoutChoice::Detect => unknown(tree, root, acc),
    }
}

/// Whether no field is known of what the layout is asked about.
fn is_known_by_name(tree: &Tree<'_>, root: NodeId, layout: &Layout) -> bool {
    let is_answer = || match (tree.syntax == layout.syntax(), tree.syntax) {
        (false, _) => false,
        (true, Syntax::Json) => detect::half_of(tree, root, layout).is_known,
        (true, Syntax::Xml) => layout.answer.is_some(),
    };
    !layout.has_table && !is_answer()
}

/// A layout known by its name alone: the payload was read, and that is all that can be asked of it.
fn recognise_by_name<'l>(tree: &Tree<'_>, root: NodeId, layout: &'l Layout, acc: &mut Sink) -> Recognised<'l> {
    let violation = match (layout.body, tree.syntax) {
        (Body::None, _) => Violation::NoFieldsInRequest,
        (Body::Unknown, _) | (Body::Json, Syntax::Json) | (Body::Xml, Syntax::Xml) => Violation::TableUnpublished,
        (Body::Json, Syntax::Xml) => other_syntax(Syntax::Json),
        (Body::Xml, Syntax::Json) => other_syntax(Syntax::Xml),
    };
    acc.add(Diagnostic::at(violation, opening(tree, root), root));
    Recognised { layout: Some(layout), direction: Some(Direction::Request), ..Recognised::default() }
}

fn other_syntax(expected: Syntax) -> Violation {
    let expected = match expected {
        Syntax::Json => "JSON",
        Syntax::Xml => "XML",
    };
    Violation::OtherSyntax { expected }
}

/// An XML document that has no envelope; `None` when neither the choice nor the root is one.
fn recognise_document<'l>(
    tree: &Tree<'_>,
    root: NodeId,
    choice: LayoutChoice<'l>,
    acc: &mut Sink,
) -> Option<Recognised<'l>> {
    if tree.syntax != Syntax::Xml {
        return None;
    }
    let direction = Direction::Request;
    let entry = Some(Entry { node: root, direction, fragment: None });
    let recognised = match choice {
        LayoutChoice::Use(layout) => {
            Recognised { layout: Some(layout), direction: Some(direction), entry, ..Recognised::default() }
        }
        LayoutChoice::Detect => {
            let detected = detect::document(tree)?;
            accept(tree, detected, entry, root, acc)
        }
    };
    let document = recognised.layout?.document.as_ref()?;
    let has_body = document::check(tree, document, acc);
    Some(Recognised { entry: recognised.entry.filter(|_| has_body), ..recognised })
}

/// A piece of an envelope: the operation alone, its parameters, or a block of them.
fn recognise_fragment<'l>(tree: &Tree<'_>, root: NodeId, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    let found = detect::fragment(tree, choice);
    let Some(fragment) = found else { return recognise_plain(tree, root, choice, acc) };
    let name = tree.root_name().map(|name| tree.span(name)).unwrap_or_default();
    acc.add(Diagnostic::at(Violation::EnvelopeAbsent, name, root));
    if !fragment.others.is_empty() {
        acc.add(Diagnostic::at(Violation::LayoutAmbiguous, tree.opening(root), root));
    }
    let direction = Direction::Request;
    Recognised {
        layout: Some(fragment.layout),
        is_detected: matches!(choice, LayoutChoice::Detect),
        direction: Some(direction),
        entry: Some(Entry { node: root, direction, fragment: Some(fragment.block) }),
        alternatives: fragment.others,
        failure: None,
    }
}

fn recognise_soap<'l>(tree: &Tree<'_>, soap: &Soap, choice: LayoutChoice<'l>, acc: &mut Sink) -> Recognised<'l> {
    let detected = match choice {
        LayoutChoice::Use(_) => None,
        LayoutChoice::Detect => detect::soap(tree, soap),
    };
    let own = match choice {
        LayoutChoice::Use(layout) => operation_of(tree, soap, layout),
        LayoutChoice::Detect => None,
    };
    let is_answer = match choice {
        LayoutChoice::Use(layout) => own.is_some_and(|own| is_answer_of(tree, own, layout)),
        LayoutChoice::Detect => {
            detected.as_ref().is_some_and(|(detected, _)| detected.direction == Direction::Response)
        }
    };
    if !is_answer {
        // How a system wraps its answer is not for the reader to mend.
        envelope::check(tree, soap, acc);
    }
    match choice {
        LayoutChoice::Use(layout) => {
            let mut recognised =
                Recognised { layout: Some(layout), direction: Some(Direction::Request), ..Recognised::default() };
            if let (Some(operation), Some(envelope)) = (own, &layout.system.envelope) {
                let name = tree.name(operation.name);
                let direction = if is_answer { Direction::Response } else { Direction::Request };
                recognised.direction = Some(direction);
                recognised.entry = enter(tree, operation, envelope, direction, acc);
                if !is_answer && layout.operation.as_deref() != Some(&name) {
                    acc.add(Diagnostic::at(Violation::NoOperation, tree.span(operation.name), operation.value));
                }
            }
            recognised
        }
        LayoutChoice::Detect => match detected {
            Some((detected, operation)) => {
                let system = catalog::system(detected.best.system());
                let envelope = system.as_ref().and_then(|system| system.envelope.as_ref());
                let entry = envelope.and_then(|envelope| enter(tree, operation, envelope, detected.direction, acc));
                accept(tree, detected, entry, operation.value, acc)
            }
            None => match soap.operations.first() {
                Some(operation) => unknown(tree, operation.value, acc),
                // That there is no operation is already said.
                None => Recognised::default(),
            },
        },
    }
}

/// The operation that the layout is about, or its answer; where there is neither, the first in its place.
fn operation_of(tree: &Tree<'_>, soap: &Soap, layout: &Layout) -> Option<Element> {
    let is_own = |element: &&Element| {
        layout.operation.as_deref() == Some(&*tree.name(element.name)) || is_answer_of(tree, **element, layout)
    };
    soap.operations.iter().find(is_own).or(soap.operations.first()).copied()
}

/// Whether an element is the answer to the layout's operation.
fn is_answer_of(tree: &Tree<'_>, element: Element, layout: &Layout) -> bool {
    let (Some(operation), Some(envelope)) = (&layout.operation, &layout.system.envelope) else { return false };
    tree.name(element.name).strip_prefix(&**operation) == Some(&envelope.answer_suffix)
}

/// The element that corresponds to the layout's outermost block.
fn enter(
    tree: &Tree<'_>,
    operation: Element,
    envelope: &Envelope,
    direction: Direction,
    acc: &mut Sink,
) -> Option<Entry> {
    match direction {
        Direction::Request => {
            envelope::check_operation(tree, operation, envelope, acc);
            Some(Entry { node: operation.value, direction, fragment: None })
        }
        Direction::Response => {
            let mut members = tree.members(operation.value);
            let result = members.find(|(name, _)| tree.name(*name) == *envelope.answer);
            result.map(|(_, node)| Entry { node, direction, fragment: None })
        }
    }
}

fn accept<'l>(
    tree: &Tree<'_>,
    detected: Detected,
    entry: Option<Entry>,
    place: NodeId,
    acc: &mut Sink,
) -> Recognised<'l> {
    if !detected.others.is_empty() {
        acc.add(Diagnostic::at(Violation::LayoutAmbiguous, opening(tree, place), place));
    }
    Recognised {
        layout: catalog::layout(detected.best.id()),
        is_detected: true,
        direction: Some(detected.direction),
        entry,
        alternatives: detected.others.iter().map(|other| other.id()).collect(),
        failure: None,
    }
}

fn unknown<'l>(tree: &Tree<'_>, place: NodeId, acc: &mut Sink) -> Recognised<'l> {
    acc.add(Diagnostic::at(Violation::LayoutUnknown, opening(tree, place), place));
    Recognised::default()
}

/// A small place that stands for a whole value.
fn opening(tree: &Tree<'_>, node: NodeId) -> crate::span::Span {
    match (tree.syntax, tree.kind(node)) {
        (Syntax::Json, Kind::Object | Kind::Array) | (Syntax::Xml, _) => tree.opening(node),
        _ => tree.span(node),
    }
}
