//! A name means what it means at its place, however often the same name was read at another one.
//!
//! Input: a small layout in which one name stands at four depths with four sizes, and payloads of several records. Output:
//! the fields that are told to be too long.

use tests::own_layout::own_layout;
use validator_core::layout::Layout;
use validator_core::{LayoutChoice, Options, check_text};

fn layout() -> Layout {
    let text = r#"
        [[group]]
        path = "a"
        [[field]]
        path = "a.b"
        type = "String"
        size = 1
        [[group]]
        path = "a.a"
        [[field]]
        path = "a.a.b"
        type = "String"
        size = 2
        [[group]]
        path = "a.a.a"
        [[field]]
        path = "a.a.a.b"
        type = "String"
        size = 3
        [[field]]
        path = "b"
        type = "String"
        size = 4
    "#;
    own_layout(text)
}

/// Judges one record three times over; of the last, each field that is told to be too long.
fn too_long(record: &str) -> Vec<String> {
    let layout = layout();
    let payload = format!("[{record},{record},{record}]");
    let report = check_text(&payload, &Options { layout: LayoutChoice::Use(&layout), ..Options::default() });
    let codes: Vec<&str> = report.diagnostics.iter().map(|found| &*found.code).collect();
    assert!(codes.iter().all(|code| *code == "V302"), "{codes:?} of {payload}");
    let start = payload.len() - record.len() - 1;
    let last = report.diagnostics.into_iter().filter(|found| found.start.offset as usize >= start);
    last.filter_map(|found| found.field).collect()
}

#[test]
fn each_depth_has_its_own_fields() {
    for blank in ["", " ", "\n  "] {
        let nested = |values: [&str; 4]| {
            let [first, second, third, outer] = values;
            let inner = format!("{{{blank}\"a\":{{{blank}\"b\":\"{third}\"}},{blank}\"b\":\"{second}\"}}");
            format!("{{{blank}\"a\":{{{blank}\"a\":{inner},{blank}\"b\":\"{first}\"}},{blank}\"b\":\"{outer}\"}}")
        };
        assert_eq!(too_long(&nested(["1", "12", "123", "1234"])), Vec::<String>::new());
        assert_eq!(too_long(&nested(["12", "12", "123", "1234"])), ["a.b"]);
        assert_eq!(too_long(&nested(["1", "123", "123", "1234"])), ["a.a.b"]);
        assert_eq!(too_long(&nested(["1", "12", "1234", "1234"])), ["a.a.a.b"]);
        assert_eq!(too_long(&nested(["1", "12", "123", "12345"])), ["b"]);
        assert_eq!(too_long(&nested(["12", "123", "1234", "12345"])), ["a.a.a.b", "a.a.b", "a.b", "b"]);
    }
}

#[test]
fn names_in_another_order_are_the_same_fields() {
    let records =
        [r#"{"b":"1234","a":{"b":"1","a":{"b":"12","a":{"b":"123"}}}}"#, r#"{"a":{"a":{"b":"12"},"b":"1"},"b":"1"}"#];
    let mixed = format!("{},{}", records[0], records[1]);
    assert_eq!(too_long(&mixed), Vec::<String>::new());
    assert_eq!(too_long(&mixed.replace("\"123\"", "\"1234\"")), ["a.a.a.b"]);
    assert_eq!(too_long(&mixed.replace("{\"b\":\"1\",", "{\"b\":\"12\",")), ["a.b"]);
}
