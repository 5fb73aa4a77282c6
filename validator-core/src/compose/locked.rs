//! Where the credentials of a payload stand: a form shows them as placeholders that nobody types.
//!
//! Input: a text and its reading. Output: places, inside of quotes and between tags. Which fields they are is the layout's
//! matter; what stands there is not looked at.

use super::read::{FieldReading, Held, Reading};
use crate::layout::Layout;
use crate::lines::LineIndex;
use crate::report::Position;
use crate::span::Span;

/// The places of values that whoever sends the payload puts in, in the order of the text. One that holds nothing has a
/// place of no length, or that of its empty element.
pub fn locked(text: &str, reading: &Reading, layout: &Layout) -> Vec<(Position, Position)> {
    let is_placed =
        |field: &&FieldReading| matches!(field.held, Held::Value(..)) && layout.is_placed(layout.field(field.field));
    let fields = reading.blocks.iter().flat_map(|block| &block.fields).filter(is_placed);
    let mut spans: Vec<Span> = fields.map(|field| inside_quotes(text, field.span)).collect();
    if spans.is_empty() {
        return Vec::new();
    }
    spans.sort_unstable();
    let index = LineIndex::new(text);
    spans.into_iter().map(|span| (index.position(span.start), index.position(span.end))).collect()
}

fn inside_quotes(text: &str, span: Span) -> Span {
    let written = span.text(text);
    let is_quoted = written.len() >= 2 && written.starts_with('"') && written.ends_with('"');
    if is_quoted { Span { start: span.start + 1, end: span.end - 1 } } else { span }
}

#[cfg(test)]
mod tests {
    use crate::catalog;
    use crate::compose::{Action, BlockAddress, change, read, skeleton};

    use super::*;

    #[track_caller]
    fn check(id: &str, text: &str, expected: &[&str]) {
        let layout = catalog::layout(id).expect("it is bundled");
        let places = locked(text, &read(text, layout), layout);
        let found = places.iter().map(|(start, end)| text.get(start.offset as usize..end.offset as usize));
        assert_eq!(found.collect::<Option<Vec<_>>>().as_deref(), Some(expected));
    }

    #[test]
    fn what_is_locked_stands_inside_of_its_quotes_or_tags() {
        check("depsnet/pessoa", r#"[{"token":"abc","tipo":"F"},{"tipo":"J"},{"token":""}]"#, &["abc", ""]);
        check("depsnet/pessoa", r#"[{"token":null}]"#, &["null"]);
        let text = "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:s=\"http://services.senior.com.br\">\
                    <e:Body><s:Consumir><user>ana</user><password/><parameters/></s:Consumir></e:Body></e:Envelope>";
        check("senior-g5/convenio/Consumir", text, &["ana", "<password/>"]);
    }

    #[test]
    fn the_credentials_of_a_login_are_typed() {
        check("depsnet/token", r#"{"login":"a","senha":"b"}"#, &[]);
    }

    #[test]
    fn a_payload_that_begins_empty_has_placeholders() {
        let text = |id: &str| skeleton(catalog::layout(id).expect("it is bundled")).expect("it has a table");
        check("depsnet/pessoa", &text("depsnet/pessoa"), &["Token de acesso"]);
        check("senior-g5/contratovenda/Gerar", &text("senior-g5/contratovenda/Gerar"), &["Usuário", "Senha", "0"]);
        check("fis/pedido", &text("fis/pedido"), &[]);
    }

    #[test]
    fn so_has_a_record_that_is_added() {
        let layout = catalog::layout("depsnet/pessoa").expect("it is bundled");
        let added = |text: &str| change(text, layout, &Action::AddRecord).expect("it can be added").text;
        assert_eq!(added(r#"[{"tipo":"F"}]"#), r#"[{"tipo":"F"},{"token":"Token de acesso"}]"#);
        let first = layout.block(layout.request).members.first().expect("it has fields");
        let entered = crate::compose::Entered { text: "F".to_owned(), is_bare: false };
        let made = change("[]", layout, &Action::Set(BlockAddress::record(0), *first, entered)).expect("it is made");
        assert!(made.text.contains("Token de acesso"), "{}", made.text);
    }
}
