//! The description of a SOAP service: WSDL 1.1, rpc/literal, with its types inline.
//!
//! Input: the layouts that share an address, and that address. Output: the WSDL, or its schema alone.
//! As on the real platform nothing is required by the types and everything may be nil: what is obligatory the payload's
//! check decides. Types follow the declared kinds, their members the order of the manual.

use validator_core::layout::{Content, Execution, Field, Layout, Mark, Presence, ValueKind};
use validator_core::report::Direction;
use validator_core::tree::Syntax;

use crate::reply::escaped;
use crate::routes::Stop;

/// What is described.
#[derive(Debug)]
pub(crate) struct Service<'s> {
    /// The ports, as the manual calls them.
    pub layouts: Vec<&'s Layout>,
    pub execution: Option<Execution>,
    /// The last part of its path.
    pub name: String,
    /// Where it is called.
    pub location: String,
}

impl<'s> Service<'s> {
    /// The service at a path; none where no envelope is spoken.
    pub fn at(stops: &[&'s Stop], path: &str, location: String) -> Option<Self> {
        let first = stops.first()?;
        first.layout.system.envelope.as_ref()?;
        let mut layouts: Vec<&Layout> = stops.iter().map(|stop| stop.layout).collect();
        layouts.dedup_by_key(|layout| &layout.id);
        let name = path.rsplit('/').next().unwrap_or_default().to_owned();
        Some(Self { layouts, execution: first.execution, name, location })
    }

    /// The whole description.
    pub fn wsdl(&self) -> String {
        let namespace = escaped(self.namespace(), Syntax::Xml);
        let name = escaped(&self.name, Syntax::Xml);
        let mut acc = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        acc.push_str(&format!(
            "<wsdl:definitions xmlns:wsdl=\"http://schemas.xmlsoap.org/wsdl/\" \
             xmlns:soap=\"http://schemas.xmlsoap.org/wsdl/soap/\" xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" \
             xmlns:tns=\"{namespace}\" targetNamespace=\"{namespace}\" name=\"{}\">\n<wsdl:types>\n{}</wsdl:types>\n",
            escaped(self.platform(), Syntax::Xml),
            self.schema()
        ));
        for layout in &self.layouts {
            acc.push_str(&self.messages(layout));
        }
        acc.push_str(&format!("<wsdl:portType name=\"{name}\">\n"));
        for layout in &self.layouts {
            let (port, suffix) = (operation(layout), suffix(layout));
            acc.push_str(&format!(
                "  <wsdl:operation name=\"{port}\">\n    <wsdl:input message=\"tns:{port}\"/>\n    \
                 <wsdl:output message=\"tns:{port}{suffix}\"/>\n  </wsdl:operation>\n"
            ));
        }
        acc.push_str(&format!(
            "</wsdl:portType>\n<wsdl:binding name=\"{name}PortBinding\" type=\"tns:{name}\">\n  <soap:binding \
             transport=\"http://schemas.xmlsoap.org/soap/http\" style=\"rpc\"/>\n"
        ));
        let body = format!("<soap:body use=\"literal\" namespace=\"{namespace}\"/>");
        for layout in &self.layouts {
            acc.push_str(&format!(
                "  <wsdl:operation name=\"{}\">\n    <soap:operation soapAction=\"\"/>\n    \
                 <wsdl:input>{body}</wsdl:input>\n    <wsdl:output>{body}</wsdl:output>\n  </wsdl:operation>\n",
                operation(layout)
            ));
        }
        acc.push_str(&format!(
            "</wsdl:binding>\n<wsdl:service name=\"{}\">\n  <wsdl:port name=\"{name}Port\" \
             binding=\"tns:{name}PortBinding\">\n    <soap:address location=\"{}\"/>\n  </wsdl:port>\n</wsdl:service>\n\
             </wsdl:definitions>\n",
            escaped(self.platform(), Syntax::Xml),
            escaped(&self.location, Syntax::Xml)
        ));
        acc
    }

    /// The types alone.
    pub fn schema(&self) -> String {
        let namespace = escaped(self.namespace(), Syntax::Xml);
        let mut acc = format!(
            "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" xmlns:tns=\"{namespace}\" \
             targetNamespace=\"{namespace}\" elementFormDefault=\"unqualified\">\n"
        );
        for layout in &self.layouts {
            write_types(layout, Direction::Request, &mut acc);
            if self.has_result() {
                write_types(layout, Direction::Response, &mut acc);
            }
        }
        acc.push_str("</xs:schema>\n");
        acc
    }

    /// A call that is only taken in is answered with one text.
    fn has_result(&self) -> bool {
        !matches!(self.execution, Some(Execution::Async | Execution::Scheduled))
    }

    fn messages(&self, layout: &Layout) -> String {
        let port = operation(layout);
        let mut acc = format!("<wsdl:message name=\"{port}\">\n");
        for part in parts(layout) {
            let of = match &part.content {
                Content::Value(rules) => simple(rules.kind).to_owned(),
                Content::Block(_) => format!("tns:{}", type_name(layout, Direction::Request, "")),
            };
            acc.push_str(&format!("  <wsdl:part name=\"{}\" type=\"{of}\"/>\n", part.name));
        }
        let result = match self.has_result() {
            true => format!("tns:{}", type_name(layout, Direction::Response, "")),
            false => simple(ValueKind::Text).to_owned(),
        };
        let answer = layout.system.envelope.as_ref().map_or("", |envelope| &*envelope.answer);
        acc.push_str(&format!(
            "</wsdl:message>\n<wsdl:message name=\"{port}{}\">\n  <wsdl:part name=\"{answer}\" \
             type=\"{result}\"/>\n</wsdl:message>\n",
            suffix(layout)
        ));
        acc
    }

    fn namespace(&self) -> &str {
        let envelope = self.layouts.first().and_then(|layout| layout.system.envelope.as_ref());
        envelope.map_or("", |envelope| &*envelope.namespace)
    }

    /// The name of the platform: the last part of its address.
    fn platform(&self) -> &str {
        let address = self.layouts.first().and_then(|layout| layout.system.http.addresses.first());
        address.and_then(|address| address.base.rsplit('/').next()).unwrap_or_default()
    }
}

fn operation(layout: &Layout) -> &str {
    layout.operation.as_deref().unwrap_or_default()
}

fn suffix(layout: &Layout) -> &str {
    layout.system.envelope.as_ref().map_or("", |envelope| &*envelope.answer_suffix)
}

/// The parts of a request: those of the envelope, then the element that holds all parameters.
fn parts(layout: &Layout) -> impl Iterator<Item = &Field> {
    let parameters = layout.system.envelope.as_ref().map(|envelope| envelope.parameters.as_str());
    layout.rows(Direction::Request).filter(move |field| {
        matches!(field.presence, Presence::Credential)
            || Some(&*field.path) == parameters && field.value_rules().is_none()
    })
}

/// One complex type for the half, and one for each of its blocks.
fn write_types(layout: &Layout, direction: Direction, acc: &mut String) {
    let parts: Vec<&str> = match direction {
        Direction::Request => parts(layout).map(|part| &*part.path).collect(),
        Direction::Response => Vec::new(),
    };
    let rows: Vec<&Field> = layout.rows(direction).filter(|field| !parts.contains(&&*field.path)).collect();
    let blocks = rows.iter().filter(|field| field.value_rules().is_none()).map(|field| &*field.path);
    for block in blocks.chain([""]) {
        acc.push_str(&format!(
            "  <xs:complexType name=\"{}\">\n    <xs:sequence>\n",
            type_name(layout, direction, block)
        ));
        for field in rows.iter().filter(|field| around(&field.path) == block) {
            let of = match &field.content {
                Content::Value(rules) => simple(rules.kind).to_owned(),
                Content::Block(_) => format!("tns:{}", type_name(layout, direction, &field.path)),
            };
            let most = if field.is_list(layout) { " maxOccurs=\"unbounded\"" } else { "" };
            write_element(&field.name, &of, most, acc);
        }
        // Every request of the platform takes these, whatever its manual says.
        let everywhere = layout.system.known_everywhere.iter().filter(|_| block.is_empty());
        for name in everywhere.filter(|_| direction == Direction::Request) {
            write_element(name, simple(ValueKind::Text), "", acc);
        }
        acc.push_str("    </xs:sequence>\n  </xs:complexType>\n");
    }
}

fn write_element(name: &str, of: &str, most: &str, acc: &mut String) {
    acc.push_str(&format!(
        "      <xs:element name=\"{}\" type=\"{of}\" minOccurs=\"0\"{most} nillable=\"true\"/>\n",
        escaped(name, Syntax::Xml)
    ));
}

/// The path of the block that a path lies in.
fn around(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(block, _)| block)
}

/// `convenioConsumirIn`, and `convenioConsumirInEntrada` for a block: service, port, half, and the names of the path.
fn type_name(layout: &Layout, direction: Direction, block: &str) -> String {
    let service = layout.id.rsplit('/').nth(1).unwrap_or_default();
    let half = match direction {
        Direction::Request => "In",
        Direction::Response => "Out",
    };
    let names = block.split('.').map(|name| {
        let mut letters = name.chars();
        let first = letters.next().map(|first| first.to_uppercase().collect::<String>()).unwrap_or_default();
        first + letters.as_str()
    });
    format!("{service}{}{half}{}", operation(layout), names.collect::<String>())
}

/// The platform's types: a date is text, and so is whatever is not a number.
fn simple(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Integer => "xs:int",
        ValueKind::Decimal(Mark::Point, _) => "xs:double",
        ValueKind::Boolean => "xs:boolean",
        // With a comma it is a text for the platform.
        ValueKind::Decimal(Mark::Comma, _) => "xs:string",
        ValueKind::Text | ValueKind::Date | ValueKind::DateTime | ValueKind::Any => "xs:string",
    }
}
