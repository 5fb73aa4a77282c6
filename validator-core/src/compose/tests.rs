//! Reading and changing small payloads of small layouts.

use super::*;
use crate::catalog::load_layout;
use crate::layout::{FieldId, Layout};

const JSON: &str = r#"
layout_format = 1
title    = { pt-BR = "a", en = "a", es = "a" }
root     = "list"
complete = true
[source]
manual = ""
section = ""
[[field]]
path = "kind"
type = "String"
required = true
values = { J = "Legal", F = "Natural" }
[[field]]
path = "name"
type = "String"
required_when = { field = "kind", is = "J" }
blank_when = { field = "kind", is = "F" }
[[field]]
path = "count"
type = "Int"
[[group]]
path = "place"
[[field]]
path = "place.city"
type = "String"
[[group]]
path = "place.inner"
[[field]]
path = "place.inner.code"
type = "Int"
[[group]]
path = "rows"
list = true
[[field]]
path = "rows.value"
type = "Decimal"
digits = 8
decimals = 2
"#;

const XML: &str = r#"
layout_format = 1
title     = { pt-BR = "a", en = "a", es = "a" }
operation = "Make"
complete  = true
[source]
manual = ""
section = ""
[[field]]
path = "one"
type = "Integer"
[[field]]
path = "two"
type = "String"
[[group]]
path = "rows"
list = true
[[field]]
path = "rows.value"
type = "String"
[[field]]
path = "three"
type = "String"
required = true
"#;

fn json() -> Layout {
    load_layout("test", Some("depsnet"), JSON).expect("it loads")
}

fn xml() -> Layout {
    load_layout("test", Some("senior-g5"), XML).expect("it loads")
}

/// The place of a dotted path; lists take an item behind the name: `rows[1].value`.
fn place(layout: &Layout, path: &str) -> (BlockAddress, FieldId) {
    let plain: String =
        path.split('.').map(|part| part.split('[').next().unwrap_or_default()).collect::<Vec<_>>().join(".");
    let found = places(layout).into_iter().find(|place| *layout.field(place.field).path == *plain);
    let found = found.expect("the layout has it");
    let mut block = found.block;
    let names: Vec<&str> = path.split('.').collect();
    for (step, name) in block.steps.iter_mut().rev().zip(names.iter().rev().skip(1)) {
        if let Some(number) = name.split_once('[').and_then(|(_, rest)| rest.strip_suffix(']')) {
            step.1 = number.parse().expect("a number");
        }
    }
    (block, found.field)
}

fn set(layout: &Layout, text: &str, path: &str, typed: &str) -> Option<String> {
    let (block, field) = place(layout, path);
    let rules = layout.field(field).value_rules().expect("a value");
    let entered = enter(rules, layout.syntax(), typed);
    let changed = change(text, layout, &Action::Set(block.clone(), field, entered.clone()))?;
    assert_eq!(crate::apply(text, &changed.edits), changed.text);
    let reading = read(&changed.text, layout);
    let found = reading.block(&block).and_then(|block| block.fields.iter().find(|found| found.field == field));
    assert_eq!(found.map(|found| found.held.text().to_owned()), Some(entered.text), "{}", changed.text);
    Some(changed.text)
}

fn act(layout: &Layout, text: &str, action: &Action) -> String {
    change(text, layout, action).expect("it can be done").text
}

fn clear(layout: &Layout, text: &str, path: &str) -> String {
    let (block, field) = place(layout, path);
    act(layout, text, &Action::Clear(block, field))
}

fn item(layout: &Layout, path: &str) -> BlockAddress {
    place(layout, &format!("{path}.value")).0
}

#[track_caller]
fn check_set(layout: &Layout, text: &str, path: &str, typed: &str, expected: &str) {
    assert_eq!(set(layout, text, path, typed).as_deref(), Some(expected));
}

#[track_caller]
fn check_clear(layout: &Layout, text: &str, path: &str, expected: &str) {
    assert_eq!(clear(layout, text, path), expected);
}

#[test]
fn a_value_takes_the_place_of_the_old_one_alone() {
    let layout = json();
    check_set(
        &layout,
        "[{ /* a */ \"name\" : \"x\" , \"y\":1}]",
        "name",
        "é\"",
        "[{ /* a */ \"name\" : \"é\\\"\" , \"y\":1}]",
    );
    check_set(&layout, "[{\"count\":\"5\"}]", "count", "1.234", "[{\"count\":1234}]");
    check_set(&layout, "[{\"count\":null}]", "count", "x", "[{\"count\":\"x\"}]");
}

#[test]
fn a_member_comes_in_the_manuals_order_and_in_the_style_around_it() {
    let layout = json();
    check_set(&layout, "[{\"kind\":\"J\",\"count\":1}]", "name", "x", "[{\"kind\":\"J\",\"name\":\"x\",\"count\":1}]");
    let pretty = "[\n  {\n    \"kind\": \"J\",\n    \"z\": 1\n  }\n]";
    check_set(&layout, pretty, "name", "x", "[\n  {\n    \"kind\": \"J\",\n    \"name\": \"x\",\n    \"z\": 1\n  }\n]");
    let first = "[\r\n\t{\r\n\t\t\"count\": 1 // one\r\n\t}\r\n]";
    check_set(&layout, first, "kind", "J", "[\r\n\t{\r\n\t\t\"kind\": \"J\",\r\n\t\t\"count\": 1 // one\r\n\t}\r\n]");
    check_set(&layout, "[{}]", "kind", "J", "[{\"kind\": \"J\"}]");
    check_set(&layout, "[{\n}]", "kind", "J", "[{\n  \"kind\": \"J\"\n}]");
}

#[test]
fn what_is_missing_on_the_way_is_made() {
    let layout = json();
    check_set(&layout, "", "kind", "J", "[\n  {\n    \"kind\": \"J\"\n  }\n]\n");
    check_set(&layout, "[]", "kind", "J", "[{\"kind\": \"J\"}]");
    let made = "[\n  {\n    \"place\": {\n      \"inner\": {\n        \"code\": 7\n      }\n    }\n  }\n]\n";
    check_set(&layout, "", "place.inner.code", "7", made);
    check_set(
        &layout,
        "[{\"place\":\"\",\"rows\":[]}]",
        "place.city",
        "x",
        "[{\"place\":{\"city\":\"x\"},\"rows\":[]}]",
    );
}

#[test]
fn what_is_cleared_goes_with_its_comma() {
    let layout = json();
    check_clear(&layout, "[{\"kind\":\"J\",\"name\":\"x\",\"count\":1}]", "name", "[{\"kind\":\"J\",\"count\":1}]");
    check_clear(&layout, "[{\"kind\":\"J\", \"count\":1}]", "count", "[{\"kind\":\"J\"}]");
    check_clear(&layout, "[{\n  \"name\": \"x\",\n  \"z\": 1\n}]", "name", "[{\n  \"z\": 1\n}]");
    check_clear(&layout, "[{\"z\":1, // why\n \"count\":1 }]", "count", "[{\"z\":1 // why\n  }]");
    check_clear(&layout, "[{\"count\":1}]", "count", "[{}]");
}

#[test]
fn what_is_always_required_keeps_its_place() {
    let layout = json();
    check_clear(&layout, "[{\"count\":1,\"kind\":\"J\"}]", "kind", "[{\"count\":1,\"kind\":\"\"}]");
    let layout = xml();
    let text = |three: &str| format!("<Make><parameters><three>{three}</three></parameters></Make>");
    check_clear(&layout, &envelope(&text("x")), "three", &envelope(&text("")));
}

#[test]
fn a_group_that_holds_nothing_more_goes_too() {
    let layout = json();
    check_clear(
        &layout,
        "[{\"kind\":\"J\",\"place\":{\"inner\":{\"code\":1}}}]",
        "place.inner.code",
        "[{\"kind\":\"J\"}]",
    );
    check_clear(&layout, "[{\"place\":{\"city\":\"x\",\"z\":1}}]", "place.city", "[{\"place\":{\"z\":1}}]");
}

#[test]
fn items_come_and_go() {
    let layout = json();
    let (block, rows) = place(&layout, "rows");
    let add = Action::Add(block, rows);
    assert_eq!(act(&layout, "[{\"kind\":\"J\"}]", &add), "[{\"kind\":\"J\",\"rows\":[{}]}]");
    assert_eq!(act(&layout, "[{\"rows\":[{\"value\":1}]}]", &add), "[{\"rows\":[{\"value\":1},{}]}]");
    assert_eq!(act(&layout, "[{\"rows\":{\"value\":1}}]", &add), "[{\"rows\":[{\"value\":1},{}]}]");
    let three = "[{\"rows\":[{\"value\":1}, {\"value\":2},{\"z\":3}]}]";
    assert_eq!(
        act(&layout, three, &Action::Remove(item(&layout, "rows[1]"))),
        "[{\"rows\":[{\"value\":1}, {\"z\":3}]}]"
    );
    assert_eq!(
        act(&layout, three, &Action::Move(item(&layout, "rows[2]"), 0)),
        "[{\"rows\":[{\"z\":3}, {\"value\":1},{\"value\":2}]}]"
    );
    let copied = act(&layout, three, &Action::Duplicate(item(&layout, "rows[0]")));
    assert_eq!(copied, "[{\"rows\":[{\"value\":1},{\"value\":1}, {\"value\":2},{\"z\":3}]}]");
    assert_eq!(
        act(&layout, "[{\"kind\":\"J\",\"rows\":[{}]}]", &Action::Remove(item(&layout, "rows[0]"))),
        "[{\"kind\":\"J\"}]"
    );
    check_set(&layout, three, "rows[1].value", "1.234,5", "[{\"rows\":[{\"value\":1}, {\"value\":1234.5},{\"z\":3}]}]");
}

#[test]
fn records_come_and_go() {
    let layout = json();
    assert_eq!(act(&layout, "[{}]", &Action::AddRecord), "[{}, {}]");
    assert_eq!(act(&layout, "{\"kind\":\"J\"}", &Action::AddRecord), "[{\"kind\":\"J\"},{}]");
    assert_eq!(act(&layout, "[{\"kind\":\"J\"},{}]", &Action::Remove(BlockAddress::record(0))), "[{}]");
    assert_eq!(act(&layout, "[{\"z\":1},{}]", &Action::Move(BlockAddress::record(0), 1)), "[{},{\"z\":1}]");
}

fn envelope(body: &str) -> String {
    let body = body.replace("Make>", "s:Make>");
    format!(
        "<e:Envelope xmlns:e=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:s=\"http://services.senior.com.br\">\
         <e:Body>{body}</e:Body></e:Envelope>"
    )
}

#[track_caller]
fn check_xml(before: &str, path: &str, typed: &str, expected: &str) {
    let layout = xml();
    let text = |inside: &str| envelope(&format!("<Make>{inside}</Make>"));
    check_set(&layout, &text(before), path, typed, &text(expected));
}

#[test]
fn elements_are_written_where_they_belong() {
    check_xml(
        "<parameters><two>a</two></parameters>",
        "two",
        "b & <c>",
        "<parameters><two>b &amp; &lt;c&gt;</two></parameters>",
    );
    check_xml("<parameters><two/></parameters>", "two", "b", "<parameters><two>b</two></parameters>");
    check_xml("<parameters><two></two></parameters>", "two", "b", "<parameters><two>b</two></parameters>");
    check_xml("<parameters><!-- a --></parameters>", "two", "b", "<parameters><two>b</two><!-- a --></parameters>");
    check_xml(
        "<parameters><one>1</one><z/></parameters>",
        "two",
        "b",
        "<parameters><one>1</one><two>b</two><z/></parameters>",
    );
    check_xml(
        "<parameters>\n  <three>1</three>\n</parameters>",
        "two",
        "b",
        "<parameters>\n  <two>b</two>\n  <three>1</three>\n</parameters>",
    );
    check_xml("", "two", "b", "<parameters><two>b</two></parameters>");
    check_xml("<parameters/>", "two", "b", "<parameters><two>b</two></parameters>");
}

#[test]
fn comments_inside_of_a_value_are_never_lost() {
    let two = |inside: &str| format!("<parameters><two>{inside}</two></parameters>");
    check_xml(&two("a<!-- c -->"), "two", "b", &two("b<!-- c -->"));
    check_xml(&two("<!-- c --> a <?d e?>"), "two", "b", &two("<!-- c -->b<?d e?>"));
    check_xml(&two("a<!-- c -->b<!-- d -->"), "two", "", &two("<!-- c --><!-- d -->"));
    let nil = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"";
    check_xml(&format!("<parameters><two {nil}><!-- c --></two></parameters>"), "two", "b", &two("b<!-- c -->"));
    let layout = xml();
    let three = |inside: &str| envelope(&format!("<Make><parameters><three>{inside}</three></parameters></Make>"));
    check_clear(&layout, &three("x<!-- c -->"), "three", &three("<!-- c -->"));
}

const DOCUMENT: &str = "oobj/emissao/nfe";

#[track_caller]
fn check_attribute(before: &str, expected: &str) {
    let layout = crate::catalog::layout(DOCUMENT).expect("it is bundled");
    let text = |inside: &str| format!("<NFe xmlns=\"http://www.portalfiscal.inf.br/nfe\">{inside}</NFe>");
    let (block, field) = place(layout, "infNFe.@Id");
    let entered = Entered { text: "NFe\"1".to_owned(), is_bare: false };
    assert_eq!(act(layout, &text(before), &Action::Set(block, field, entered)), text(expected));
}

#[test]
fn an_attribute_brings_the_block_that_it_belongs_to() {
    check_attribute("<infNFe Id=\"x\"/>", "<infNFe Id=\"NFe&quot;1\"/>");
    check_attribute("<infNFe a='1'><ide/></infNFe>", "<infNFe a='1' Id=\"NFe&quot;1\"><ide/></infNFe>");
    check_attribute("", "<infNFe Id=\"NFe&quot;1\"></infNFe>");
    check_attribute("\n", "\n  <infNFe Id=\"NFe&quot;1\"></infNFe>\n");
}

#[test]
fn a_null_element_loses_what_says_so() {
    let nil = "xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"";
    check_xml(&format!("<parameters><two {nil}/></parameters>"), "two", "b", "<parameters><two>b</two></parameters>");
}

#[test]
fn repeated_elements_are_items() {
    let layout = xml();
    let text = |inside: &str| envelope(&format!("<Make><parameters>{inside}</parameters></Make>"));
    let rows = place(&layout, "rows");
    let add = Action::Add(rows.0, rows.1);
    let item = |at: usize| item(&layout, &format!("rows[{at}]"));
    assert_eq!(act(&layout, &text("<one>1</one>"), &add), text("<one>1</one><rows></rows>"));
    let two = "<rows><value>a</value></rows><z/><rows>\n</rows>";
    assert_eq!(act(&layout, &text(two), &add), text(&format!("{two}<rows></rows>")));
    assert_eq!(act(&layout, &text(two), &Action::Remove(item(0))), text("<z/><rows>\n</rows>"));
    assert_eq!(
        act(&layout, &text(two), &Action::Move(item(1), 0)),
        text("<rows>\n</rows><z/><rows><value>a</value></rows>")
    );
    assert_eq!(
        act(&layout, &text(two), &Action::Duplicate(item(0))),
        text("<rows><value>a</value></rows><rows><value>a</value></rows><z/><rows>\n</rows>")
    );
}

#[test]
fn an_empty_text_begins_with_an_envelope() {
    let layout = xml();
    let written = set(&layout, "", "two", "b").expect("it is made");
    assert!(written.contains("      <parameters>\n        <two>b</two>\n      </parameters>\n"), "{written}");
}

#[test]
fn what_a_text_is_found_in_stays() {
    let layout = json();
    let command = r#"curl -d '[{"kind":"J"}]' http://x"#;
    check_set(&layout, command, "name", "x", r#"curl -d '[{"kind":"J","name":"x"}]' http://x"#);
}

#[test]
fn broken_text_is_read_and_changed_as_far_as_it_goes() {
    let layout = json();
    check_set(
        &layout,
        "[{\"kind\":\"J\" \"count\":1,}]",
        "name",
        "x",
        "[{\"kind\":\"J\",\"name\":\"x\" \"count\":1,}]",
    );
    check_set(&layout, "[{\"kind\":\"J\",", "kind", "F", "[{\"kind\":\"F\",");
    assert_eq!(read("<a", &layout).status, Status::Unreadable);
    assert_eq!(read(" ", &layout).status, Status::Empty);
    assert_eq!(set(&layout, "[{\"name\":{\"a\":1}}]", "name", "x"), None);
}

#[track_caller]
fn check_standing(text: &str, path: &str, expected: Standing) {
    let layout = json();
    let (block, field) = place(&layout, path);
    let reading = read(text, &layout);
    let found = reading.block(&block).and_then(|block| block.fields.iter().find(|found| found.field == field));
    assert_eq!(found.map(|found| found.standing), Some(expected), "{text}");
}

#[test]
fn what_is_asked_follows_the_values() {
    check_standing("[{\"kind\":\"J\"}]", "name", Standing::RequiredWhen);
    check_standing("[{\"kind\":\"F\"}]", "name", Standing::MustBeBlank);
    check_standing("[{\"kind\":\"X\"}]", "name", Standing::Open);
    check_standing("", "name", Standing::Open);
    check_standing("", "kind", Standing::Required);
    check_standing("[{}]", "count", Standing::Free);
}

#[test]
fn only_what_has_to_be_there_is_owed() {
    let layout = json();
    let paths = |text: &str| {
        let owed = owed(&read(text, &layout), &layout);
        owed.into_iter().map(|owed| layout.field(owed.field).path.to_string()).collect::<Vec<_>>()
    };
    assert_eq!(paths(""), ["kind"]);
    assert_eq!(paths("[{\"kind\":\"J\"},{}]"), ["name", "kind"]);
    assert!(paths("[{\"kind\":\"F\",\"place\":{}}]").is_empty());
}
