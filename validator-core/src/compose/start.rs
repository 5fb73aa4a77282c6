//! A payload with nothing in it yet: the outermost shape that the layout asks for.

use crate::envelope::SOAP_1_1;
use crate::layout::{FieldId, Layout, Presence, Root};

/// The least that a form can write into; nothing for a layout of which no field is known.
pub fn skeleton(layout: &Layout) -> Option<String> {
    if !layout.has_table {
        return None;
    }
    match layout.root {
        Root::List => Some("[\n  {}\n]\n".to_owned()),
        Root::Object => Some("{}\n".to_owned()),
        Root::Envelope => Some(envelope(layout)),
        Root::Document => layout.document.as_ref().map(|document| {
            format!(
                "<{} xmlns=\"{}\">\n</{}>\n",
                document.root,
                super::escape::attribute(&document.namespace),
                document.root
            )
        }),
    }
}

fn envelope(layout: &Layout) -> String {
    let namespace = layout.system.envelope.as_ref().map_or("", |envelope| &*envelope.namespace);
    let namespace = super::escape::attribute(namespace);
    let operation = layout.operation.as_deref().unwrap_or_default();
    let credentials: String = layout.block(layout.request).members.iter().map(|id| placeholder(layout, *id)).collect();
    format!(
        "<soapenv:Envelope xmlns:soapenv=\"{SOAP_1_1}\" xmlns:ser=\"{namespace}\">\n  <soapenv:Body>\n    \
         <ser:{operation}>\n{credentials}    </ser:{operation}>\n  </soapenv:Body>\n</soapenv:Envelope>\n"
    )
}

/// A credential as samples have it: whoever sends the payload puts the real one in its place.
fn placeholder(layout: &Layout, id: FieldId) -> String {
    let field = layout.field(id);
    if !matches!(field.presence, Presence::Credential) {
        return String::new();
    }
    let listed = field.value_rules().and_then(|rules| rules.list.as_deref()?.first());
    let value = listed.map_or(&*field.label, |(code, _)| &**code);
    format!("      <{name}>{value}</{name}>\n", name = field.name)
}
