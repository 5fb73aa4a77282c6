//! Where in a payload a documented field stands, for whoever is told of it by name.
//!
//! Input: a source, the choice of its layout, a documented path. Output: the place of the first value there.
//! Looks at names alone: whether the value is right is said by the report.

use crate::diagnostic::Sink;
use crate::lines::LineIndex;
use crate::parse::parse;
use crate::recognise::recognise;
use crate::report::Position;
use crate::run::Options;
use crate::source::Source;
use crate::tree::{NodeId, Tree};

/// The first value of the field that a layout documents at `path`, such as `pessoa.razaoSocial`: where it begins, and where
/// it ends, exclusive. Nothing where the payload does not have the field, or is not recognised.
pub fn locate(source: &Source<'_>, options: &Options<'_>, path: &str) -> Option<(Position, Position)> {
    let mut quiet = Sink::default();
    let tree = parse(source.payload(), &mut quiet);
    let recognised = recognise(&tree, options.layout, &mut quiet);
    let entry = recognised.entry?.node;
    // A documented path begins inside of the element that an envelope holds its parameters in.
    let envelope = recognised.layout.and_then(|layout| layout.system.envelope.as_ref());
    let is_around = |name: NodeId| envelope.is_some_and(|envelope| *tree.name(name) == *envelope.parameters);
    let inside = tree.members(entry).find(|(name, _)| is_around(*name)).map(|(_, value)| value);
    let mut level = vec![inside.unwrap_or(entry)];
    for name in path.split('.') {
        let named = |(found, value): (NodeId, NodeId)| tree.name(found).eq_ignore_ascii_case(name).then_some(value);
        level = blocks(&tree, level).into_iter().flat_map(|block| tree.members(block).filter_map(named)).collect();
    }
    let span = source.place(tree.span(*level.first()?));
    let lines = LineIndex::up_to(&source.text, span.end);
    Some((lines.position(span.start), lines.position(span.end)))
}

/// Lists as their items: no documented path counts them.
fn blocks(tree: &Tree<'_>, level: Vec<NodeId>) -> Vec<NodeId> {
    let of = |node: NodeId| match tree.items(node).next() {
        Some(_) => tree.items(node).collect(),
        None => vec![node],
    };
    level.into_iter().flat_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_place(text: &str, path: &str, expected: Option<&str>) {
        let place = locate(&Source::from_text(text), &Options::default(), path);
        let found = place.and_then(|(start, end)| text.get(start.offset as usize..end.offset as usize));
        assert_eq!(found, expected);
    }

    const PEOPLE: &str = r#"[{"tipo":"F","pessoa":{"nome":"Ana"}},{"tipo":"J","pessoa":{"razaoSocial":"Loja"}}]"#;

    #[test]
    fn the_first_value_of_a_path_is_found() {
        check_place(PEOPLE, "tipo", Some(r#""F""#));
        check_place(PEOPLE, "pessoa.razaoSocial", Some(r#""Loja""#));
        check_place(PEOPLE, "pessoa.RAZAOSOCIAL", Some(r#""Loja""#));
    }

    #[test]
    fn what_is_not_there_has_no_place() {
        check_place(PEOPLE, "razaoSocial", None);
        check_place(PEOPLE, "pessoa.nome.x", None);
        check_place("{}", "tipo", None);
        check_place("", "", None);
    }

    #[test]
    fn places_count_what_stands_around_the_payload() {
        check_place(&format!("curl -d '{PEOPLE}'"), "pessoa.nome", Some(r#""Ana""#));
    }

    #[test]
    fn a_field_inside_of_an_envelope_is_found() {
        let text = r#"<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:s="http://services.senior.com.br"><e:Body><s:Estornar><user>a</user><parameters><entrada><codCnv>12</codCnv></entrada></parameters></s:Estornar></e:Body></e:Envelope>"#;
        check_place(text, "entrada.codCnv", Some("12"));
    }
}
