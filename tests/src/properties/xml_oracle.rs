//! Our XML parser against `roxmltree`, which knows XML 1.0 and its namespaces: what that one accepts we read as the same
//! text without a complaint, what it refuses we report.
//!
//! Input: a text. Output: a panic where the two differ for no reason that stands here.

use roxmltree::{Document, Node};
use validator_core::parse::{Parse, parse_xml};
use validator_core::tree::{Kind, NodeId, Tree};
use validator_core::violation::Severity;

/// Holds our reading of a text against roxmltree's.
#[track_caller]
pub fn check(text: &str) {
    let Parse { tree, diagnostics } = parse_xml(text);
    let errors: Vec<_> = diagnostics.iter().filter(|found| found.severity == Severity::Error).collect();
    // Text beside elements is a matter of payloads, not of XML.
    let code = |found: &&&validator_core::diagnostic::Diagnostic| found.violation.entry().code.0;
    let ill_formed: Vec<_> = errors.iter().filter(|found| (100..200).contains(&code(found))).collect();
    match Document::parse(text) {
        Ok(_) if is_beyond_the_oracle(text) && !ill_formed.is_empty() => {}
        Ok(document) => {
            assert!(ill_formed.is_empty(), "well-formed XML is complained about: {text:?}: {ill_formed:?}");
            let mut wanted = Vec::new();
            expected(document.root_element(), &mut wanted);
            let (name, value) = (tree.root_name().expect("it has a root"), tree.root().expect("it has a root"));
            let mut found = Vec::new();
            actual(&tree, name, value, &mut found);
            let agree = found.len() == wanted.len()
                && found.iter().zip(&wanted).all(|(found, wanted)| mean_the_same(found, wanted));
            assert!(agree, "{text:?}\n{found:?}\n{wanted:?}");
        }
        // The prefix `xml` is bound by itself (Namespaces in XML 1.0, section 3); roxmltree knows it for attributes alone.
        Err(roxmltree::Error::UnknownNamespace(prefix, _)) if prefix == "xml" => {}
        Err(error) => assert!(!ill_formed.is_empty(), "{error}, and no word about it: {text:?}"),
    }
}

/// Whether a text has something that `roxmltree` is too mild about: what an XML declaration says, names of instructions, prefixes bound to
/// nothing, and references to characters that there are not.
fn is_beyond_the_oracle(text: &str) -> bool {
    text.contains("<?") || text.contains("&#") || text.contains("=''") || text.contains("=\"\"")
}

/// An element: its local name, its namespace and its text.
type Element = (String, String, String);

fn mean_the_same((name, namespace, text): &Element, (other_name, other_namespace, other_text): &Element) -> bool {
    // Of a namespace the tree keeps what is written.
    let is_written_otherwise = namespace.contains(['&', '\t', '\n', '\r']);
    // roxmltree leaves a lone CR as it is before a reference, where XML 1.0 reads a line feed.
    let lines = |text: &str| text.replace("\r\n", "\n").replace('\r', "\n");
    name == other_name
        && (is_written_otherwise || namespace == other_namespace)
        && (text == other_text || lines(text) == lines(other_text))
}

/// Names and texts in document order: of an element with elements in it only what those say counts.
fn expected(node: Node<'_, '_>, acc: &mut Vec<Element>) {
    let is_block = node.children().any(|child| child.is_element());
    let is_nil = node.attribute(("http://www.w3.org/2001/XMLSchema-instance", "nil")).is_some_and(|nil| nil == "true");
    let text: String = node
        .children()
        .filter(|_| !is_block && !is_nil)
        .filter_map(|child| child.text().filter(|_| child.is_text()))
        .collect();
    let name = node.tag_name();
    acc.push((name.name().to_owned(), name.namespace().unwrap_or_default().to_owned(), text));
    for child in node.children().filter(Node::is_element) {
        expected(child, acc);
    }
}

fn actual(tree: &Tree<'_>, name: NodeId, value: NodeId, acc: &mut Vec<Element>) {
    let text = if tree.kind(value) == Kind::Text { tree.value(value).into_owned() } else { String::new() };
    let (namespace, _) = tree.namespace_uri(tree.namespace(name));
    acc.push((tree.name(name).into_owned(), namespace.to_owned(), text));
    for (name, value) in tree.members(value) {
        actual(tree, name, value, acc);
    }
}
