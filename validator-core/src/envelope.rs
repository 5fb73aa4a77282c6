//! The SOAP envelope around a request or an answer.
//!
//! Input: an XML tree. Output: the operation element, and what is wrong with the envelope. Never looks inside the operation.

use crate::diagnostic::{Diagnostic, Sink};
use crate::layout::Envelope;
use crate::tree::{NodeId, Tree};
use crate::violation::Violation;

pub(crate) const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// An element: its name and its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Element {
    pub name: NodeId,
    pub value: NodeId,
}

/// What was found of an envelope, whatever is wrong with it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Soap {
    pub body: Option<Element>,
    /// Everything in the body.
    pub operations: Vec<Element>,
}

/// Finds the parts of an envelope; `None` when the root element is none.
pub(crate) fn find(tree: &Tree<'_>) -> Option<Soap> {
    let root = tree.root_name().filter(|name| tree.name(*name) == "Envelope")?;
    let children = |value| tree.members(value).map(|(name, value)| Element { name, value });
    let body = children(NodeId(root.0 + 1)).find(|child| tree.name(child.name) == "Body");
    let operations = body.map(|body| children(body.value).collect()).unwrap_or_default();
    Some(Soap { body, operations })
}

/// A fault in the place of an answer, of either version of SOAP. The values of its elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fault {
    pub element: Element,
    pub code: Option<NodeId>,
    pub text: Option<NodeId>,
}

/// The fault that a body holds; `None` when it holds something else.
pub(crate) fn fault(tree: &Tree<'_>, soap: &Soap) -> Option<Fault> {
    soap.operations.iter().find_map(|operation| as_fault(tree, *operation))
}

/// An element as a fault, also without an envelope.
pub(crate) fn as_fault(tree: &Tree<'_>, element: Element) -> Option<Fault> {
    if tree.name(element.name) != "Fault" {
        return None;
    }
    let child =
        |value, wanted: &str| tree.members(value).find(|(name, _)| tree.name(*name) == wanted).map(|(_, value)| value);
    let code = child(element.value, "faultcode").or_else(|| child(child(element.value, "Code")?, "Value"));
    let text = child(element.value, "faultstring").or_else(|| child(child(element.value, "Reason")?, "Text"));
    Some(Fault { element, code, text })
}

/// Says what is wrong with the envelope itself.
pub(crate) fn check(tree: &Tree<'_>, soap: &Soap, acc: &mut Sink) {
    let Some(root) = tree.root_name() else { return };
    let (uri, declared) = tree.namespace_uri(tree.namespace(root));
    if uri != SOAP_1_1 {
        let span = if uri.is_empty() { tree.span(root) } else { declared };
        acc.add(Diagnostic::at(Violation::SoapVersion, span, NodeId(root.0 + 1)));
    }
    let Some(body) = soap.body else {
        let envelope = NodeId(root.0 + 1);
        if !tree.is_incomplete(envelope) {
            acc.add(Diagnostic::at(Violation::NoBody, tree.opening(envelope), envelope));
        }
        return;
    };
    match soap.operations.as_slice() {
        [] if tree.is_incomplete(body.value) => {}
        [] => acc.add(Diagnostic::at(Violation::NoOperation, tree.opening(body.value), body.value)),
        [_, others @ ..] => {
            for other in others {
                acc.add(Diagnostic::at(Violation::SecondOperation, tree.span(other.name), other.value));
            }
        }
    }
}

/// Says when the operation is not in its service's namespace.
pub(crate) fn check_operation(tree: &Tree<'_>, operation: Element, envelope: &Envelope, acc: &mut Sink) {
    let (uri, declared) = tree.namespace_uri(tree.namespace(operation.name));
    if uri != envelope.namespace {
        let span = if uri.is_empty() { tree.span(operation.name) } else { declared };
        acc.add(Diagnostic::at(Violation::Namespace, span, operation.value));
    }
}
