//! Offsets, lines, columns and pointers of reports, found again by other means.
//!
//! Input: the examples of all codes, as they are, with accents and emoji before everything on one line, and with CRLF.
//! Columns are counted here once more; pointers are followed by `serde_json` and by a walk over `roxmltree`'s tree.

use roxmltree::{Document, Node};
use serde_json::Value;
use validator_core::explain::{self, Example};
use validator_core::report::{DiagnosticReport, FileReport, Position};
use validator_core::{LayoutChoice, Options, catalog, check_text};

/// The examples of all codes that have a payload: where they stand, and the payload.
fn examples() -> Vec<(String, Example, String)> {
    let mut acc = Vec::new();
    for code in explain::codes() {
        let file = explain::code(code).expect("it is listed");
        let own = file.example().cloned().map(|example| (code.to_owned(), example));
        let variants = file.variants().filter_map(|name| Some((format!("{code} {name}"), file.variant_example(name)?)));
        for (place, example) in own.into_iter().chain(variants) {
            for payload in [example.valid.clone(), example.invalid.clone()].into_iter().flatten() {
                acc.push((place.clone(), example.clone(), payload.trim().to_owned()));
            }
        }
    }
    acc
}

fn judged(example: &Example, payload: &str) -> FileReport {
    let own = example.layout_file.as_ref().map(|text| {
        catalog::load_layout("example", example.system.as_deref(), text).expect("the layout of an example is good")
    });
    let layout = match (&own, &example.layout) {
        (Some(own), _) => LayoutChoice::Use(own),
        (None, Some(id)) => LayoutChoice::Use(catalog::layout(id).expect("the layout of an example exists")),
        (None, None) => LayoutChoice::Detect,
    };
    check_text(payload, &Options { layout, ..Options::default() })
}

/// The whole payload on one line, with characters of two, three and four bytes before most of it.
fn on_one_line(payload: &str) -> String {
    let line = payload.split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" ");
    line.replace("\"ERP\"", "\"ação € 🚚 ERP\"").replacen("<user>", "<user>ação € 🚚 ", 1)
}

/// Line and column, counted from the beginning of the text.
fn counted(text: &str, offset: u32) -> (u32, u32) {
    let before = text.get(..offset as usize).expect("it is a boundary");
    let mut line = 1;
    let mut units = 0;
    let mut chars = before.chars().peekable();
    while let Some(c) = chars.next() {
        units += u32::try_from(c.len_utf16()).expect("it is one or two");
        let is_half = c == '\r'
            && text.get(offset as usize..).is_some_and(|rest| rest.starts_with('\n'))
            && chars.peek().is_none();
        if c == '\n' || (c == '\r' && chars.peek() != Some(&'\n') && !is_half) {
            line += 1;
            units = 0;
        }
    }
    (line, units + 1)
}

/// All places that a diagnostic names.
fn places(found: &DiagnosticReport) -> impl Iterator<Item = Position> + '_ {
    let labels = found.labels.iter().flat_map(|label| [label.start, label.end]);
    let edits = found.fix.iter().flat_map(|fix| &fix.edits).flat_map(|edit| [edit.start, edit.end]);
    [found.start, found.end].into_iter().chain(labels).chain(edits)
}

#[track_caller]
fn check_columns(place: &str, text: &str, report: &FileReport) {
    for found in &report.diagnostics {
        for position in places(found) {
            let expected = counted(text, position.offset);
            assert_eq!((position.line, position.column), expected, "{place}: {} at {}", found.code, position.offset);
        }
    }
}

#[test]
fn lines_and_columns_are_those_of_an_editor() {
    for (place, example, payload) in examples() {
        for text in [payload.clone(), on_one_line(&payload), payload.replace('\n', "\r\n"), payload.replace('\n', "\r")]
        {
            check_columns(&place, &text, &judged(&example, &text));
        }
    }
}

#[test]
fn accents_and_emoji_before_a_place_change_its_column_and_nothing_else() {
    let mut n_shifted = 0;
    for (place, example, payload) in examples() {
        // Where the line break itself is the matter, one line is another payload.
        if place.starts_with("V10") {
            continue;
        }
        let text = on_one_line(&payload);
        let told = |report: &FileReport| {
            let told = report.diagnostics.iter();
            told.map(|found| (found.code.clone(), found.field.clone(), found.pointer.clone())).collect::<Vec<_>>()
        };
        let report = judged(&example, &text);
        assert_eq!(told(&report), told(&judged(&example, &payload)), "{place}\n{text}");
        n_shifted += report.diagnostics.iter().filter(|found| found.start.column != found.start.offset + 1).count();
    }
    assert!(n_shifted > 50, "only {n_shifted} places have such a character before them");
}

fn span<'t>(text: &'t str, found: &DiagnosticReport) -> &'t str {
    text.get(found.start.offset as usize..found.end.offset as usize).expect("the span lies in the text")
}

fn is_about_a_name(found: &DiagnosticReport) -> bool {
    matches!(found.code.as_str(), "V204" | "V205" | "V206" | "V207" | "V209" | "V505")
}

fn is_about_something_missing(found: &DiagnosticReport) -> bool {
    matches!(found.code.as_str(), "V201" | "V202" | "V507")
}

/// Follows a JSON pointer to the value that the span must show.
#[track_caller]
fn check_json_pointer(place: &str, text: &str, root: &Value, found: &DiagnosticReport) {
    let Some(pointer) = found.pointer.as_deref() else { return };
    let shown = span(text, found);
    let told = format!("{place}: {} {pointer} shows {shown:?}", found.code);
    let Some(value) = root.pointer(pointer) else {
        let (parent, _) = pointer.rsplit_once('/').unwrap_or_else(|| panic!("{told}: the root is there"));
        assert!(root.pointer(parent).is_some_and(Value::is_object), "{told}: there is nothing");
        assert!(is_about_something_missing(found) && shown == "{", "{told}: something missing is shown at its parent");
        return;
    };
    if is_about_a_name(found) {
        let (_, name) = pointer.rsplit_once('/').unwrap_or_else(|| panic!("{told}: the root has no name"));
        let name = name.replace("~1", "/").replace("~0", "~");
        assert_eq!(serde_json::from_str::<String>(shown).ok(), Some(name), "{told}");
    } else {
        // Of a block that holds more than can be underlined, its opening stands for it.
        let is_opening = (value.is_object() && shown == "{") || (value.is_array() && shown == "[");
        assert!(is_opening || serde_json::from_str::<Value>(shown).ok().as_ref() == Some(value), "{told}");
    }
}

#[test]
fn json_pointers_lead_to_what_is_shown() {
    let mut n_checked = 0;
    for (place, example, payload) in examples() {
        for text in [payload.clone(), on_one_line(&payload), payload.replace('\n', "\r\n")] {
            let Ok(root) = serde_json::from_str::<Value>(&text) else { continue };
            for found in &judged(&example, &text).diagnostics {
                check_json_pointer(&place, &text, &root, found);
                n_checked += usize::from(found.pointer.is_some());
            }
        }
    }
    assert!(n_checked > 100, "{n_checked}");
}

/// The element that an XPath of local names leads to. A number is given where the name repeats, and only there.
fn element<'d>(document: &'d Document<'d>, path: &str) -> Option<Node<'d, 'd>> {
    let mut here = document.root();
    for step in path.strip_prefix('/')?.split('/') {
        let (name, number) = match step.strip_suffix(']').and_then(|step| step.split_once('[')) {
            Some((name, number)) => (name, Some(number.parse::<usize>().ok()?)),
            None => (step, None),
        };
        let mut same = here.children().filter(|child| child.is_element() && child.tag_name().name() == name);
        let repeats = same.clone().count() > 1;
        if repeats != number.is_some() {
            return None;
        }
        here = same.nth(number.unwrap_or(1).checked_sub(1)?)?;
    }
    Some(here)
}

/// What stands between the tags of an element.
fn content<'t>(text: &'t str, node: Node<'_, '_>) -> &'t str {
    let raw = text.get(node.range()).expect("its range lies in the text");
    let start = start_tag(raw).len();
    raw.rfind("</").and_then(|end| raw.get(start..end)).unwrap_or_default()
}

fn start_tag(raw: &str) -> &str {
    let mut quote = None;
    let end = raw.find(|c: char| {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => return c == '>',
        }
        false
    });
    raw.get(..=end.unwrap_or(raw.len() - 1)).unwrap_or_default()
}

fn is_nil(node: Node<'_, '_>) -> bool {
    node.attributes().any(|attribute| attribute.name() == "nil" && attribute.value() == "true")
}

#[track_caller]
fn check_path(place: &str, text: &str, document: &Document<'_>, found: &DiagnosticReport) {
    let Some(path) = found.pointer.as_deref() else { return };
    let shown = span(text, found);
    let told = format!("{place}: {} {path} shows {shown:?}", found.code);
    if let Some((owner, name)) = path.rsplit_once("/@")
        && let Some(attribute) = element(document, owner).and_then(|owner| owner.attribute_node(name))
    {
        assert_eq!(shown, text.get(attribute.range_value()).unwrap_or_default(), "{told}");
        return;
    }
    let Some(node) = element(document, path) else {
        let parent = path.rsplit_once('/').and_then(|(parent, _)| element(document, parent));
        let parent = parent.unwrap_or_else(|| panic!("{told}: there is nothing"));
        let raw = text.get(parent.range()).expect("its range lies in the text");
        assert!(is_about_something_missing(found), "{told}");
        assert_eq!((found.start.offset as usize, shown), (parent.range().start, start_tag(raw)), "{told}");
        return;
    };
    let raw = text.get(node.range()).expect("its range lies in the text");
    let (start, end) = (found.start.offset as usize, found.end.offset as usize);
    let is_inside = node.range().start <= start && end <= node.range().end;
    match found.code.as_str() {
        // A namespace may be declared further out.
        "V503" | "V504" => assert!(shown.contains(':') || start == node.range().start + 1, "{told}"),
        // A block that lacks something is shown by its start tag, whatever else it holds.
        "V201" | "V202" | "V213" | "V501" | "V502" => {
            assert_eq!((start, shown), (node.range().start, start_tag(raw)), "{told}")
        }
        "V506" if matches!(node.tag_name().name(), "Envelope" | "Body") => {
            assert_eq!((start, shown), (node.range().start, start_tag(raw)), "{told}");
        }
        _ if is_about_a_name(found) || found.code == "V506" => {
            let (_, local) = shown.rsplit_once(':').unwrap_or(("", shown));
            assert_eq!(local, node.tag_name().name(), "{told}");
            assert!(is_inside && end <= node.range().start + start_tag(raw).len(), "{told}");
        }
        "V211" if node.has_children() => assert!(is_inside, "{told}"),
        _ if node.children().any(|child| child.is_element()) => {
            assert_eq!((start, shown), (node.range().start, start_tag(raw)), "{told}");
        }
        _ if content(text, node).is_empty() || is_nil(node) => assert_eq!(shown, raw, "{told}"),
        _ => assert_eq!(shown, content(text, node), "{told}"),
    }
}

#[test]
fn xpaths_lead_to_what_is_shown() {
    let mut n_checked = 0;
    for (place, example, payload) in examples() {
        for text in [payload.clone(), on_one_line(&payload), payload.replace('\n', "\r\n")] {
            let Ok(document) = Document::parse(&text) else { continue };
            for found in &judged(&example, &text).diagnostics {
                check_path(&place, &text, &document, found);
                n_checked += usize::from(found.pointer.is_some());
            }
        }
    }
    assert!(n_checked > 50, "{n_checked}");
}

#[test]
fn what_a_block_lacks_is_shown_at_its_start_tag() {
    for block in [
        "<entrada><codCnv>1</codCnv></entrada>",
        "<entrada/>",
        "<entrada></entrada>",
        "<entrada> </entrada>",
        "<entrada>\n  <!-- vazio -->\n</entrada>",
        "<entrada a=\"<>\" b='>'><codCnv>1</codCnv></entrada>",
    ] {
        let text = format!(
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:r=\"http://services.senior.com.br\"><s:Body>\
             <r:Consumir><user>a</user><password>b</password><encryption>0</encryption><parameters>{block}</parameters>\
             </r:Consumir></s:Body></s:Envelope>"
        )
        .replace("a=\"<>\"", "a=\"&lt;>\"");
        let report = check_text(&text, &Options::default());
        let missing: Vec<_> = report.diagnostics.iter().filter(|found| found.code == "V201").collect();
        assert!(missing.len() >= 3, "{block}: {missing:#?}");
        for found in missing {
            let shown = span(&text, found);
            assert_eq!(
                shown,
                start_tag(text.get(text.find("<entrada").expect("it is there")..).unwrap_or_default()),
                "{block}"
            );
        }
    }
}

#[test]
fn byte_order_marks_where_xml_is_read_anew_move_no_place() {
    for marks in ["", "#;", "\u{feff}#;", "\u{feff}\u{feff}#;", "\u{feff}", "x\u{feff}"] {
        for before in ["&", "< "] {
            let text = format!("<a>{before}{marks}<b c></b></a>");
            let report = check_text(&text, &Options::default());
            let at = text.find("c>").expect("it is there");
            let shown =
                report.diagnostics.iter().any(|found| found.code == "V104" && found.start.offset as usize == at);
            assert!(shown, "{text:?}: {:?}", report.diagnostics);
        }
    }
}
