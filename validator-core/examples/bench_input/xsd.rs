//! A layout as XML Schema, as far as XML Schema 1.0 goes, so that other validators can be asked much the same.
//!
//! Input: a layout of SOAP requests. Output: two schemas, of the envelope and of the operation in it.
//! Never says more than the layout. It leaves out what the JSON Schema leaves out too. It says one thing more: the members of
//! a block that holds a list stand in the manual's order, because XML Schema has no other word for it.

use validator_core::layout::{Content, Field, Layout, Mark, Presence, ValueKind, ValueRules};
use validator_core::report::Direction;

use crate::schema::{DATE, TIME, closed_list, parent};

/// The schema of the envelope; it reads that of the operation from a file of this name.
pub fn envelope(layout: &Layout, operation_file: &str) -> Option<String> {
    let namespace = &layout.system.envelope.as_ref()?.namespace;
    let operation = layout.operation.as_ref()?;
    Some(format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:ser=\"{namespace}\" \
         targetNamespace=\"http://schemas.xmlsoap.org/soap/envelope/\" elementFormDefault=\"qualified\">\n\
         <xs:import namespace=\"{namespace}\" schemaLocation=\"{operation_file}\"/>\n\
         <xs:element name=\"Envelope\"><xs:complexType><xs:sequence>\
         <xs:element name=\"Header\" minOccurs=\"0\"/>\
         <xs:element name=\"Body\"><xs:complexType><xs:sequence><xs:element ref=\"ser:{operation}\"/></xs:sequence>\
         </xs:complexType></xs:element></xs:sequence></xs:complexType></xs:element>\n</xs:schema>\n"
    ))
}

/// The schema of the operation.
pub fn operation(layout: &Layout) -> Option<String> {
    let envelope = layout.system.envelope.as_ref()?;
    let name = layout.operation.as_ref()?;
    Some(format!(
        "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" targetNamespace=\"{}\">\n\
         <xs:element name=\"{name}\"><xs:complexType><xs:sequence>\
         <xs:element name=\"user\" type=\"xs:string\"/><xs:element name=\"password\" type=\"xs:string\"/>\
         <xs:element name=\"encryption\" type=\"xs:integer\"/>\
         <xs:element name=\"{}\">{}</xs:element></xs:sequence></xs:complexType></xs:element>\n</xs:schema>\n",
        envelope.namespace,
        envelope.parameters,
        block(layout, "")
    ))
}

/// The members of the block at a path; the outermost block has none.
fn block(layout: &Layout, path: &str) -> String {
    // What every envelope has around the fields is said once, by the operation.
    let around = layout.system.envelope.as_ref().map(|envelope| &*envelope.parameters);
    let is_around = |field: &Field| matches!(field.presence, Presence::Credential) || Some(&*field.name) == around;
    let is_member = |field: &&Field| parent(field) == path && !is_around(field);
    let members: Vec<&Field> = layout.rows(Direction::Request).filter(is_member).collect();
    // What stands once may stand anywhere; with a list there is no way to say so.
    let kind = if members.iter().any(|field| field.is_list(layout)) { "sequence" } else { "all" };
    let members: String = members.iter().map(|field| member(layout, field)).collect();
    format!("<xs:complexType><xs:{kind}>{members}</xs:{kind}></xs:complexType>\n")
}

fn member(layout: &Layout, field: &Field) -> String {
    let is_required = matches!(field.presence, Presence::Required | Presence::Main);
    let least = usize::from(is_required);
    let most = if field.is_list(layout) { "unbounded" } else { "1" };
    let content = match &field.content {
        Content::Block(_) => block(layout, &field.path),
        Content::Value(rules) => value(rules, is_required),
    };
    format!("<xs:element name=\"{}\" minOccurs=\"{least}\" maxOccurs=\"{most}\">{content}</xs:element>\n", field.name)
}

fn value(rules: &ValueRules, is_required: bool) -> String {
    let mut facets = String::new();
    let mut facet = |name: &str, value: &str| facets.push_str(&format!("<xs:{name} value=\"{value}\"/>"));
    let base = match rules.kind {
        ValueKind::Integer => "xs:integer",
        ValueKind::Decimal(Mark::Point, _) => "xs:decimal",
        ValueKind::Any | ValueKind::Boolean | ValueKind::Text => "xs:string",
        ValueKind::Decimal(Mark::Comma, _) | ValueKind::Date | ValueKind::DateTime => "xs:string",
    };
    match rules.kind {
        ValueKind::Integer | ValueKind::Decimal(Mark::Point, _) => {
            if let Some(digits) = rules.digits {
                facet("totalDigits", &digits.to_string());
            }
            if let (ValueKind::Decimal(..), Some(decimals)) = (rules.kind, rules.decimals) {
                facet("fractionDigits", &decimals.to_string());
            }
        }
        ValueKind::Decimal(Mark::Comma, _) => facet("pattern", "-?[0-9]+(,[0-9]+)?"),
        ValueKind::Date => facet("pattern", DATE),
        ValueKind::DateTime => facet("pattern", &format!("{DATE}( {TIME})?")),
        ValueKind::Text => {
            if is_required {
                facet("minLength", "1");
            }
            if let Some(size) = rules.size {
                facet("maxLength", &size.to_string());
            }
        }
        ValueKind::Any | ValueKind::Boolean => {}
    }
    if let Some(known) = closed_list(rules) {
        known.for_each(|known| facet("enumeration", known));
    }
    format!("<xs:simpleType><xs:restriction base=\"{base}\">{facets}</xs:restriction></xs:simpleType>")
}
