//! A sample as a document: names and values in the manual's order, then as JSON or as a SOAP envelope. An answer, too.
//!
//! Goes down by calling itself: a layout is as deep as its own paths are long.

use super::plan::Plan;
use super::value::Value;
use crate::envelope::SOAP_1_1;
use crate::layout::{BlockId, Content, FieldId, Layout, Root};
use crate::tree::Syntax;

/// A name with what it holds.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Member {
    pub name: String,
    /// None for a name that the layout does not know.
    pub field: Option<FieldId>,
    pub value: Value,
    /// Of a block.
    pub members: Vec<Member>,
}

/// The members of a block that a plan has.
pub(super) fn members(layout: &Layout, plan: &Plan, block: BlockId) -> Vec<Member> {
    let mut acc = Vec::new();
    for id in &layout.block(block).members {
        let Some(value) = plan.get(*id) else { continue };
        let field = layout.field(*id);
        let inner = match field.content {
            Content::Block(inner) => members(layout, plan, inner),
            Content::Value(_) => Vec::new(),
        };
        acc.push(Member { name: field.name.to_string(), field: Some(*id), value: value.clone(), members: inner });
    }
    acc
}

/// Writes a whole payload.
pub(super) fn write(layout: &Layout, members: &[Member]) -> String {
    let mut acc = String::new();
    match (layout.syntax(), layout.root) {
        (Syntax::Xml, _) => {
            write_envelope(layout, layout.operation.as_deref().unwrap_or_default(), members, &mut acc);
        }
        (Syntax::Json, Root::List) => {
            acc.push_str("[\n  ");
            write_object(members, 1, &mut acc);
            acc.push_str("\n]\n");
        }
        (Syntax::Json, _) => {
            write_object(members, 0, &mut acc);
            acc.push('\n');
        }
    }
    acc
}

/// Writes a whole answer: what it holds, and the members of that if it is a block.
pub(super) fn write_answer(layout: &Layout, value: Value, members: Vec<Member>) -> String {
    let mut acc = String::new();
    match (&layout.system.envelope, &value) {
        (Some(envelope), _) => {
            let operation = format!("{}{}", layout.operation.as_deref().unwrap_or_default(), envelope.answer_suffix);
            let answer = Member { name: envelope.answer.clone(), field: None, value, members };
            write_envelope(layout, &operation, &[answer], &mut acc);
        }
        (None, Value::Block { .. }) => {
            write_object(&members, 0, &mut acc);
            acc.push('\n');
        }
        (None, value) => acc.push_str(value.text()),
    }
    acc
}

fn write_object(members: &[Member], depth: usize, acc: &mut String) {
    if members.is_empty() {
        acc.push_str("{}");
        return;
    }
    acc.push('{');
    let mut rest = members;
    while let Some((member, after)) = rest.split_first() {
        acc.push_str(if rest.len() == members.len() { "\n" } else { ",\n" });
        let n_items = 1 + after.iter().take_while(|next| next.value == Value::Item).count();
        let (items, after) = rest.split_at(n_items);
        rest = after;
        indent(depth + 1, acc);
        acc.push_str(&format!("{}: ", quoted(&member.name)));
        match &member.value {
            Value::Text(text) => acc.push_str(&quoted(text)),
            Value::Bare(text) => acc.push_str(text),
            Value::Block { is_list: false } => write_object(&member.members, depth + 1, acc),
            Value::Block { is_list: true } | Value::Item => {
                for (at, item) in items.iter().enumerate() {
                    acc.push_str(if at == 0 { "[\n" } else { ",\n" });
                    indent(depth + 2, acc);
                    write_object(&item.members, depth + 2, acc);
                }
                acc.push('\n');
                indent(depth + 1, acc);
                acc.push(']');
            }
        }
    }
    acc.push('\n');
    indent(depth, acc);
    acc.push('}');
}

fn write_envelope(layout: &Layout, operation: &str, members: &[Member], acc: &mut String) {
    let namespace = layout.system.envelope.as_ref().map_or("", |envelope| &*envelope.namespace);
    acc.push_str(&format!(
        "<soapenv:Envelope xmlns:soapenv=\"{SOAP_1_1}\" xmlns:ser=\"{}\">\n",
        escaped(namespace).replace('"', "&quot;")
    ));
    acc.push_str(&format!("  <soapenv:Body>\n    <ser:{operation}>\n"));
    write_elements(members, 3, acc);
    acc.push_str(&format!("    </ser:{operation}>\n  </soapenv:Body>\n</soapenv:Envelope>\n"));
}

fn write_elements(members: &[Member], depth: usize, acc: &mut String) {
    for Member { name, value, members, .. } in members {
        indent(depth, acc);
        acc.push_str(&format!("<{name}>"));
        match value {
            Value::Text(text) | Value::Bare(text) => acc.push_str(&escaped(text)),
            Value::Block { .. } | Value::Item if members.is_empty() => {}
            Value::Block { .. } | Value::Item => {
                acc.push('\n');
                write_elements(members, depth + 1, acc);
                indent(depth, acc);
            }
        }
        acc.push_str(&format!("</{name}>\n"));
    }
}

fn indent(depth: usize, acc: &mut String) {
    acc.push_str(&"  ".repeat(depth));
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
