//! Credentials are placed into samples of every layout: what was placed is there, nothing else has changed, and the
//! validator has nothing new to say.

use proptest::prelude::*;
use validator_core::layout::{Layout, Root};
use validator_core::outgoing::Outgoing;
use validator_core::{LayoutChoice, Options, Source, catalog, check_text, samples};

fn layouts() -> impl Iterator<Item = &'static Layout> {
    let layouts = catalog::entries().map(|entry| catalog::layout(entry.id()).expect("every bundled layout loads"));
    layouts.filter(|layout| samples::are_made_for(layout))
}

/// Each sample of a layout, in the form that it has when its credentials are left out, too.
fn texts(layout: &Layout) -> Vec<String> {
    let others = samples::other_cases(layout).into_iter().map(|(_, text)| text);
    let texts: Vec<String> = [samples::valid(layout), samples::full(layout)].into_iter().chain(others).collect();
    let without = texts.iter().map(|text| {
        let mut text = text.clone();
        for part in ["user", "password"] {
            if let (Some(start), Some(end)) = (text.find(&format!("<{part}>")), text.find(&format!("</{part}>"))) {
                text.replace_range(start..end + part.len() + 3, "");
            }
        }
        text
    });
    let without: Vec<String> = without.collect();
    texts.into_iter().chain(without).collect()
}

/// The parts or the fields that a credential of the layout's system fills.
fn names(layout: &Layout) -> (Vec<String>, Vec<String>) {
    let names = |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect();
    let credentials = &layout.system.credentials;
    let find = |has: fn(&validator_core::layout::Credential) -> bool| credentials.iter().find(|known| has(known));
    let parts = find(|known| !known.parts.is_empty()).map(|known| names(&known.parts)).unwrap_or_default();
    let fields = find(|known| !known.fields.is_empty()).map(|known| names(&known.fields)).unwrap_or_default();
    (parts, fields)
}

fn with(names: &[String], value: &str) -> Vec<(String, String)> {
    names.iter().map(|name| (name.clone(), value.to_owned())).collect()
}

fn place(layout: &Layout, text: &str, value: &str) -> Option<String> {
    let (parts, fields) = names(layout);
    let source = Source::from_text(text);
    Outgoing::read(&source, layout).place(&with(&parts, value), &with(&fields, value))
}

/// Everything of a JSON text but the fields, which each item must have with this value.
fn rest_of_json(layout: &Layout, text: &str, fields: &[String], value: Option<&str>) -> serde_json::Value {
    let mut json: serde_json::Value = serde_json::from_str(text).expect("it is JSON");
    let items = match &mut json {
        serde_json::Value::Array(items) => items.iter_mut().collect::<Vec<_>>(),
        other => vec![other],
    };
    for item in items {
        let object = item.as_object_mut().expect("an item is an object");
        for field in fields {
            let found = object.remove(field);
            if value.is_some() {
                assert_eq!(found.as_ref().and_then(|found| found.as_str()), value, "{}: {text}", layout.id);
            }
        }
    }
    json
}

/// Everything of an envelope but the parts, each of which must be there once with this value.
fn rest_of_xml(text: &str, parts: &[String], value: Option<&str>) -> Vec<String> {
    let document = roxmltree::Document::parse(text).expect("it is XML");
    let body = document.root_element().children().find(|node| node.tag_name().name() == "Body").expect("a body");
    let operation = body.children().find(roxmltree::Node::is_element).expect("an operation");
    let is_part = |node: &roxmltree::Node<'_, '_>| {
        node.parent() == Some(operation) && parts.iter().any(|part| node.tag_name().name() == part)
    };
    if let Some(value) = value {
        for part in parts {
            let found: Vec<_> = operation.children().filter(|node| node.tag_name().name() == part).collect();
            let [found] = found.as_slice() else { panic!("{} times {part}: {text}", found.len()) };
            assert_eq!((found.text().unwrap_or_default(), found.tag_name().namespace()), (value, None), "{text}");
        }
    }
    let inside = |node: &roxmltree::Node<'_, '_>| node.ancestors().any(|around| is_part(&around));
    let kept = document.descendants().filter(|node| !inside(node));
    kept.map(|node| {
        let text = node.text().filter(|_| node.is_text());
        format!("{:?} {text:?} {:?}", node.tag_name(), node.attributes().collect::<Vec<_>>())
    })
    .collect()
}

#[track_caller]
fn check_placed(layout: &Layout, text: &str, value: &str) {
    let (parts, fields) = names(layout);
    let Some(placed) = place(layout, text, value) else { panic!("{}: nothing was placed in {text}", layout.id) };
    if layout.root == Root::Envelope {
        assert_eq!(rest_of_xml(&placed, &parts, Some(value)), rest_of_xml(text, &parts, None), "{}", layout.id);
    } else {
        // What gives a token carries none.
        let has_fields =
            layout.rows(validator_core::report::Direction::Request).any(|row| fields.contains(&row.path.to_string()));
        let fields = if has_fields { fields } else { Vec::new() };
        let after = rest_of_json(layout, &placed, &fields, Some(value));
        assert_eq!(after, rest_of_json(layout, text, &fields, None), "{}", layout.id);
    }
}

#[test]
fn what_was_placed_is_there_and_nothing_else_has_changed() {
    for layout in layouts() {
        for text in texts(layout) {
            check_placed(layout, &text, "a&b<c>\"d\\e'f\u{e7}]]>{token}\r\n");
        }
    }
}

#[test]
fn the_validator_has_nothing_new_to_say() {
    for layout in layouts() {
        for text in texts(layout) {
            let said = |text: &str| {
                let options = Options { layout: LayoutChoice::Use(layout), ..Options::default() };
                let report = check_text(text, &options);
                report.diagnostics.into_iter().map(|found| (found.code, found.field)).collect::<Vec<_>>()
            };
            // A number, because one of the parts is one.
            let after = said(&place(layout, &text, "0").expect("it is placed"));
            let before = said(&text);
            let new: Vec<_> = after.into_iter().filter(|found| !before.contains(found)).collect();
            assert_eq!(new, [], "{}: {text}", layout.id);
        }
    }
}

proptest! {
    #[test]
    fn any_value_is_placed_as_it_is(value in "[^\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\u{fffe}\u{ffff}]{0,40}") {
        for id in ["depsnet/pessoa", "depsnet/cadastrosComplementares", "senior-g5/convenio/Consumir"] {
            let layout = catalog::layout(id).expect("it is bundled");
            check_placed(layout, &samples::valid(layout), &value);
        }
    }

    #[test]
    fn hostile_text_gives_a_text_or_nothing(text in ".{0,200}", value in ".{0,20}") {
        for id in ["depsnet/pessoa", "senior-g5/convenio/Consumir", "oobj/emissao/nfe"] {
            let layout = catalog::layout(id).expect("it is bundled");
            let source = Source::from_text(&text);
            let outgoing = Outgoing::read(&source, layout);
            outgoing.facts();
            place(layout, &text, &value);
        }
    }
}
