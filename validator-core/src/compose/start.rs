//! A payload with nothing in it yet: the outermost shape that the layout asks for, with placeholders of credentials.

use super::entry::Entered;
use super::escape;
use crate::envelope::SOAP_1_1;
use crate::layout::{Field, Layout, Root};

/// The least that a form can write into; nothing for a layout of which no field is known.
pub fn skeleton(layout: &Layout) -> Option<String> {
    if !layout.has_table {
        return None;
    }
    match layout.root {
        Root::List => Some(format!("[\n  {}\n]\n", record(layout, "  "))),
        Root::Object => Some(format!("{}\n", record(layout, ""))),
        Root::Envelope => Some(envelope(layout)),
        Root::Document => layout.document.as_ref().map(|document| {
            let namespace = escape::attribute(&document.namespace);
            format!("<{} xmlns=\"{namespace}\">\n</{}>\n", document.root, document.root)
        }),
    }
}

/// The credentials of an outermost block, by their names in the manual's order, each with a placeholder as it is written:
/// whoever sends the payload puts the real one there.
pub(super) fn placeholders(layout: &Layout) -> impl Iterator<Item = (&str, String)> {
    let members = layout.block(layout.request).members.iter().map(|id| layout.field(*id));
    let placed = members.filter(|field| layout.is_placed(field));
    placed.map(|field| (&*field.name, escape::value(layout.syntax(), &placeholder(field))))
}

/// A credential as samples have it.
fn placeholder(field: &Field) -> Entered {
    let listed = field.value_rules().and_then(|rules| rules.list.as_deref()?.first());
    Entered { text: listed.map_or(&*field.label, |(code, _)| &**code).to_owned(), is_bare: false }
}

/// An object of JSON that begins at `indent`.
fn record(layout: &Layout, indent: &str) -> String {
    let members = placeholders(layout).map(|(name, text)| format!("{indent}  {}: {text}", escape::quoted(name)));
    let members = members.collect::<Vec<_>>().join(",\n");
    if members.is_empty() { "{}".to_owned() } else { format!("{{\n{members}\n{indent}}}") }
}

fn envelope(layout: &Layout) -> String {
    let namespace = layout.system.envelope.as_ref().map_or("", |envelope| &*envelope.namespace);
    let namespace = escape::attribute(namespace);
    let operation = layout.operation.as_deref().unwrap_or_default();
    let credentials: String =
        placeholders(layout).map(|(name, text)| format!("      <{name}>{text}</{name}>\n")).collect();
    format!(
        "<soapenv:Envelope xmlns:soapenv=\"{SOAP_1_1}\" xmlns:ser=\"{namespace}\">\n  <soapenv:Body>\n    \
         <ser:{operation}>\n{credentials}    </ser:{operation}>\n  </soapenv:Body>\n</soapenv:Envelope>\n"
    )
}
