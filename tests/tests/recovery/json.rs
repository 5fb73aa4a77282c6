//! JSON that leaves RFC 8259.

use validator_core::parse::{MAX_DEPTH, Parse, parse_json};

use crate::{Case, check, shown};

/// Marks of other languages, marks that are missing, and marks too many.
const SEPARATORS: [Case; 37] = [
    // What stands in a block that is closed is no name of the one around it.
    (r#"{"a": {"b": "c"}▸▸:◂◂ 1}"#, "missing-comma, missing-name", r#"{a: {b: "c"}, : 1…}"#),
    (r#"{"a" ▸=◂ 1}"#, "wrong-separator", "{a: 1}"),
    (r#"{"a"▸=>◂1, "b" ▸=>◂ 2}"#, "wrong-separator, wrong-separator", "{a: 1, b: 2}"),
    (r#"{"a"▸0◂: 1}"#, "unexpected", "{a: 1}"),
    (r#"{"a"▸0◂ : 1, "b": 2}"#, "unexpected", "{a: 1, b: 2}"),
    (r#"{"a"▸x-1é◂:1}"#, "unexpected", "{a: 1}"),
    (r#"{"a"▸1◂}"#, "missing-colon", "{a: 1}"),
    (r#"{"a" ▸1◂}"#, "missing-colon", "{a: 1}"),
    (r#"{"a" ▸"◂b"}"#, "missing-colon", r#"{a: "b"}"#),
    (r#"{▸"a◂▸◂"#, "unclosed-string, missing-value", "{a: ?…}"),
    (r#"{"a" ▸{◂"b": 1}}"#, "missing-colon", "{a: {b: 1}}"),
    (r#"{"a": 1▸;◂ "b": 2}"#, "wrong-separator", "{a: 1, b: 2}"),
    ("[1▸;◂ 2▸;◂3]", "wrong-separator, wrong-separator", "[1, 2, 3]"),
    ("[1 ▸2◂]", "missing-comma", "[1, 2]"),
    (r#"{"a": 1 ▸"◂b": 2}"#, "missing-comma", "{a: 1, b: 2}"),
    (r#"[{"a": 1}▸{◂"a": 2}]"#, "missing-comma", "[{a: 1}, {a: 2}]"),
    (r#"{▸;◂"a": 1}"#, "unexpected", "{a: 1…}"),
    (r#"{"a": ▸"b"◂: 1}}"#, "missing-opening", "{a: {b: 1…}}"),
    (r#"{"a": ▸"b"◂: 1, "c": 2}, "d": 3}"#, "missing-opening", "{a: {b: 1, c: 2…}, d: 3}"),
    (r#"▸{◂"a": ▸"b"◂ : 1}"#, "unclosed-bracket, missing-opening", "{a: {b: 1…}…}"),
    ("[1,▸,◂ 2]", "missing-value", "[1, ?, 2…]"),
    ("[1, ▸,◂ 2]", "missing-value", "[1, ?, 2…]"),
    ("[▸,◂1]", "missing-value", "[?, 1…]"),
    ("[▸:◂]", "unexpected", "[]"),
    ("[▸:◂1]", "unexpected", "[1]"),
    (r#"{"a":▸}◂"#, "missing-value", "{a: ?}"),
    (r#"{"a":▸:◂}"#, "missing-value", "{a: ?}"),
    (r#"[{"a": "b"}▸▸:◂◂ ▸1◂]"#, "missing-comma, unexpected, missing-comma", r#"[{a: "b"}, 1]"#),
    (r#"{"a":▸,◂ "b": 2}"#, "missing-value", "{a: ?, b: 2}"),
    (r#"{"a"▸,◂ "b": 2}"#, "missing-value", "{a: ?, b: 2}"),
    (r#"{"a"▸}◂"#, "missing-value", "{a: ?}"),
    (r#"{"a"▸▸]◂◂"#, "missing-value, wrong-bracket", "{a: ?…}"),
    (r#"{▸,◂"a": 1}"#, "missing-name", "{a: 1…}"),
    (r#"{"a": 1,▸,◂ "b": 2}"#, "missing-name", "{a: 1, b: 2…}"),
    (r#"{▸:◂ 1, "b": 2}"#, "missing-name", "{: 1, b: 2…}"),
    (r#"{"a": 1, ▸:◂ 2}"#, "missing-name", "{a: 1, : 2…}"),
    (r#"[{"x": {▸▸,◂◂}}, {"y": 1}]"#, "missing-name, trailing-comma", "[{x: {…}}, {y: 1}]"),
];

/// A `}` that is one too many: members go on behind it.
const SURPLUS: [Case; 9] = [
    (r#"[{"a": 1▸}◂, "b": 2}]"#, "stray-bracket", "[{a: 1, b: 2}]"),
    (r#"{"a": 1▸}◂, "b": 2}"#, "stray-bracket", "{a: 1, b: 2}"),
    (r#"[{"a": {"b": 1}▸}◂, "c": 2}]"#, "stray-bracket", "[{a: {b: 1}, c: 2}]"),
    (r#"[{"a": 1▸}◂ , "b" : 2}, {"a": 3}]"#, "stray-bracket", "[{a: 1, b: 2}, {a: 3}]"),
    (r#"[{"a": 1}, "b"]"#, "", r#"[{a: 1}, "b"]"#),
    (r#"[{"a": 1}, "b▸\:◂"]"#, "bad-escape", "[{a: 1}, ?]"),
    (r#"[{"a": 1}, {"b": 1}]"#, "", "[{a: 1}, {b: 1}]"),
    (r#"{"a": {"b": 1}, "c": 2}"#, "", "{a: {b: 1}, c: 2}"),
    (r#"{"x": [1], "c": 2}"#, "", "{x: [1], c: 2}"),
];

/// Names without their quotes, and what is no name at all.
const NAMES: [Case; 13] = [
    ("{▸'a'◂: 1}", "single-quotes", "{a: 1}"),
    (r#"{▸'a\'b'◂: 1}"#, "single-quotes", "{a'b: 1}"),
    (
        "{▸a◂: 1, ▸b_2$◂: 2, ▸ação◂: 3, ▸d-e◂: 4}",
        "unquoted-name, unquoted-name, unquoted-name, unquoted-name",
        "{a: 1, b_2$: 2, ação: 3, d-e: 4}",
    ),
    ("{▸1◂: 1}", "unquoted-name", "{1: 1}"),
    ("{▸1◂ : 1, ▸2a◂: 3}", "unquoted-name, unquoted-name", "{1: 1, 2a: 3}"),
    (r#"{▸1◂, "b": 2}"#, "missing-name", "{: 1, b: 2…}"),
    ("{▸1◂}", "missing-name", "{: 1…}"),
    ("{▸-1◂: 2}", "unquoted-name", "{-1: 2}"),
    (r#"{▸@◂ "a": 1}"#, "unexpected", "{a: 1…}"),
    (r#"{"a": 1 ▸▸@◂◂ "b": 2}"#, "missing-comma, unexpected", "{a: 1, b: 2…}"),
    (r#"{"a": 1, ▸(x)◂ "b": 2}"#, "unexpected", "{a: 1, b: 2…}"),
    (r#"{▸[◂1], "b": 2}"#, "missing-name", "{: [1], b: 2…}"),
    (r#"{▸{◂"a": 1}}"#, "missing-name", "{: {a: 1}…}"),
];

/// Words and signs where a value is due.
const VALUES: [Case; 13] = [
    (
        "[▸True◂, ▸FALSE◂, ▸None◂, ▸nil◂, ▸undefined◂, ▸NULL◂]",
        "foreign-literal, foreign-literal, foreign-literal, foreign-literal, foreign-literal, foreign-literal",
        "[True, FALSE, null, null, null, null]",
    ),
    ("[▸NaN◂, ▸Infinity◂, ▸inf◂]", "bad-number, bad-number, bad-number", "[?, ?, ?]"),
    ("[▸abc def◂, 1]", "unquoted-text", "[?, 1]"),
    (r#"{"a": ▸abc◂ , "b": 1}"#, "unquoted-text", "{a: ?, b: 1}"),
    (r#"{"a": ▸abc◂▸"◂b": 1}"#, "unquoted-text, missing-comma", "{a: ?, b: 1}"),
    ("[▸abc◂\n, 1]", "unquoted-text", "[?, 1]"),
    ("[▸abc é◂\r\n]", "unquoted-text", "[?]"),
    ("[▸true1◂, ▸nullé◂, ▸falsey◂]", "unquoted-text, unquoted-text, unquoted-text", "[?, ?, ?]"),
    ("[▸#◂]", "unexpected", "[?]"),
    ("[▸@é◂]", "unexpected", "[?]"),
    ("[▸(1)◂, 2]", "unexpected", "[?, 2]"),
    ("[▸é◂]", "unquoted-text", "[?]"),
    (r#"["a"▸▸b◂◂▸"◂c"]"#, "missing-comma, unquoted-text, missing-comma", r#"["a", ?, "c"]"#),
];

/// What begins like a number.
const NUMBERS: [Case; 4] = [
    (
        "[▸01◂, ▸1.◂, ▸.5◂, ▸+1◂, ▸1e◂, ▸1e+◂, ▸-◂, ▸--1◂, ▸1.2.3◂, ▸1-2◂]",
        "bad-number, bad-number, bad-number, bad-number, bad-number, bad-number, bad-number, bad-number, bad-number, bad-number",
        "[?, ?, ?, ?, ?, ?, ?, ?, ?, ?]",
    ),
    ("[▸-a◂, ▸00◂, ▸-01◂, ▸0.0.0◂]", "unquoted-text, bad-number, bad-number, bad-number", "[?, ?, ?, ?]"),
    ("[1▸/**/◂, 2]", "comment", "[1, 2]"),
    ("[1▸//◂\n, 2]", "comment", "[1, 2]"),
];

const SINGLE_QUOTES: [Case; 5] = [
    (r#"[▸'a'◂, ▸'b\n'◂, ▸'c"d'◂]"#, "single-quotes, single-quotes, single-quotes", r#"["a", "b\n", "c\"d"]"#),
    (r#"[▸'a\é'◂]"#, "single-quotes", r#"["aé"]"#),
    ("[▸'a◂\n, 1]", "unclosed-string", "[?, 1]"),
    ("[▸'a◂", "unclosed-string", "[?…]"),
    (r#"[▸'a\◂"#, "unclosed-string", "[?…]"),
];

const BLANKS: [Case; 7] = [
    ("[1,▸\u{a0}◂2]", "odd-blank", "[1, 2]"),
    ("[▸\u{feff}◂▸\u{200b}◂1]", "odd-blank, odd-blank", "[1]"),
    ("[▸\u{3000}◂▸\u{2028}◂ 1]", "odd-blank, odd-blank", "[1]"),
    ("[▸\u{b}1◂]", "unexpected", "[?]"),
    ("[1 ▸/* a */◂, ▸/**/◂ 2] ▸// b◂", "comment, comment, comment", "[1, 2]"),
    ("[1 ▸// a◂\n, 2 ▸// b◂\r]", "comment, comment", "[1, 2]"),
    ("▸[◂1 ▸/* a◂", "unclosed-bracket, comment", "[1…]"),
];

/// Line breaks in strings, forgotten quotes, escapes that mean nothing.
const STRINGS: [Case; 17] = [
    ("[\"a▸\n◂b\"]", "raw-control", r#"["a\nb"]"#),
    ("[\"a▸\r\n◂b▸\t◂c\"]", "raw-control, raw-control", r#"["a\r\nb\tc"]"#),
    ("[\"a▸\r◂b\", \"c▸\n◂d\"]", "raw-control, raw-control", r#"["a\rb", "c\nd"]"#),
    ("[\"abc▸\n◂\\\"d▸\n◂e\"]", "raw-control, raw-control", r#"["abc\n\"d\ne"]"#),
    ("{\"a\": ▸\"b◂,\n\"c\": 1}", "unclosed-string", "{a: ?, c: 1}"),
    ("{\"a\": ▸\"b◂\n}", "unclosed-string", "{a: ?}"),
    ("{▸\"a: 1◂▸,◂\n\"b\": 2}", "unclosed-string, missing-value", "{a: 1: ?, b: 2}"),
    ("[▸\"a◂, \n\"b\"]", "unclosed-string", r#"[?, "b"]"#),
    ("[▸\"a◂]\n", "unclosed-string", "[?]"),
    (r#"{"a": ▸"b◂"#, "unclosed-string", "{a: ?…}"),
    (r#"{"a": ▸"b◂}"#, "unclosed-string", "{a: ?}"),
    (r#"[▸"a\◂"#, "unclosed-string", "[?…]"),
    (r#"["▸\x◂", "▸\u◂12", "▸\u◂12G4", "▸\'◂"]"#, "bad-escape, bad-escape, bad-escape, bad-escape", "[?, ?, ?, ?]"),
    (
        r#"["▸\ud83d◂", "▸\ud83d◂x", "▸\ude9a◂", "▸\ud83d◂\u0041", "\ud83d\ude9a"]"#,
        "lone-surrogate, lone-surrogate, lone-surrogate, lone-surrogate",
        r#"[?, ?, ?, ?, "🚚"]"#,
    ),
    (r#"{"▸\x◂": 1}"#, "bad-escape", "{x: 1}"),
    (r#"["▸\é◂"]"#, "bad-escape", "[?]"),
    ("[\"a▸\\◂▸\n◂b\"]", "bad-escape, raw-control", "[?]"),
];

/// Brackets that do not belong together: which one was forgotten is told by what follows.
const BRACKETS: [Case; 15] = [
    ("[1▸}◂", "wrong-bracket", "[1…]"),
    (r#"{"a": 1▸]◂"#, "wrong-bracket", "{a: 1…}"),
    ("[1▸,◂▸}◂", "trailing-comma, wrong-bracket", "[1…]"),
    (r#"[▸{◂"a": 1]"#, "unclosed-bracket", "[{a: 1…}]"),
    (r#"{"a": ▸[◂1}"#, "unclosed-bracket", "{a: [1…]}"),
    (r#"{"a": [1▸}◂, "b": 2}"#, "wrong-bracket", "{a: [1…], b: 2}"),
    ("[[1▸}◂, 2]", "wrong-bracket", "[[1…], 2]"),
    (r#"[{"a": 1▸]◂, {"a": 2}]"#, "wrong-bracket", "[{a: 1…}, {a: 2}]"),
    (r#"[{"a": ▸[◂1}, {"a": 2}]"#, "unclosed-bracket", "[{a: [1…]}, {a: 2}]"),
    (r#"[{"a": {"b": 1▸]◂, "c": 2}]"#, "wrong-bracket", "[{a: {b: 1…}, c: 2}]"),
    (r#"{"a": [▸{◂"b": 1], "c": 2}"#, "unclosed-bracket", "{a: [{b: 1…}], c: 2}"),
    (r#"{"a": ▸[◂{"b": 1}"#, "unclosed-bracket", "{a: [{b: 1}…]…}"),
    (r#"{"a": [▸{◂"b": 1]}"#, "unclosed-bracket", "{a: [{b: 1…}]}"),
    (r#"▸{◂"a": [[1▸}◂]"#, "unclosed-bracket, wrong-bracket", "{a: [[1…]]…}"),
    (r#"{"a": ▸[◂1} ▸x◂"#, "unclosed-bracket, extra-content", "{a: [1…]}"),
];

/// A text that ends too early or goes on.
const ENDS: [Case; 12] = [
    (r#"▸{◂"a": 1"#, "unclosed-bracket", "{a: 1…}"),
    (r#"[{"a": ▸[◂1"#, "unclosed-bracket", "[{a: [1…]…}…]"),
    (r#"{"a": ▸[◂1,"#, "unclosed-bracket", "{a: [1…]…}"),
    (r#"▸{◂"a":▸◂"#, "unclosed-bracket, missing-value", "{a: ?…}"),
    ("[] ▸x◂", "extra-content", "[]"),
    ("[] ▸[]◂  ", "extra-content", "[]"),
    ("[1]▸]◂ ", "stray-bracket", "[1]"),
    ("{}▸}◂", "stray-bracket", "{}"),
    ("1 ▸2◂", "extra-content", "1"),
    ("\u{feff}[1▸,◂]", "trailing-comma", "[1]"),
    ("[1▸,◂]", "trailing-comma", "[1]"),
    (r#"{"a": 1▸,◂ }"#, "trailing-comma", "{a: 1}"),
];

#[test]
fn separators() {
    check(&SEPARATORS, parse_json);
}

#[test]
fn surplus_brackets() {
    check(&SURPLUS, parse_json);
}

#[test]
fn names() {
    check(&NAMES, parse_json);
}

#[test]
fn values() {
    check(&VALUES, parse_json);
}

#[test]
fn numbers() {
    check(&NUMBERS, parse_json);
}

#[test]
fn single_quotes() {
    check(&SINGLE_QUOTES, parse_json);
}

#[test]
fn blanks_and_comments() {
    check(&BLANKS, parse_json);
}

#[test]
fn strings() {
    check(&STRINGS, parse_json);
}

#[test]
fn brackets() {
    check(&BRACKETS, parse_json);
}

#[test]
fn ends() {
    check(&ENDS, parse_json);
}

/// What lies too deep is passed over as one value, whatever looks like a bracket in its strings.
#[test]
fn too_deep() {
    let (open, close) = ("[".repeat(MAX_DEPTH), "]".repeat(MAX_DEPTH));
    for deep in ["[]", "[[1], {}]", r#"["]", "}"]"#, r#"{"a\"}": "\\"}"#, r#"["\\\"]", [1]]"#] {
        let text = format!("{open}{deep}, 2, {deep}{close}");
        let Parse { tree, diagnostics } = parse_json(&text);
        let places: Vec<(u32, u32)> = diagnostics.iter().map(|found| (found.span.start, found.span.end)).collect();
        let first = u32::try_from(MAX_DEPTH).expect("it is a small number");
        assert_eq!(places, [(first, first + 1)], "{deep}");
        let innermost = format!("{open}?, 2, ?{close}");
        assert_eq!(tree.root().map(|root| shown(&tree, root)), Some(innermost), "{deep}");
    }
}
