//! The structure of JSON by the productions of RFC 8259, against `serde_json`.

use serde_json::Value;

use crate::{Production, check};

/// A production whose breach is V103.
pub(crate) const fn production(
    name: &'static str,
    well_formed: &'static [&'static str],
    ill_formed: &'static [&'static str],
) -> Production {
    Production { name, code: "V103", aside: "", well_formed, ill_formed }
}

const STRUCTURE: [Production; 9] = [
    production(
        "JSON-text: one value of any kind",
        &["{}", "[]", "0", "-1.5e3", r#""a""#, r#""""#, "true", "false", "null"],
        &[
            "[] ▸[]",
            "[]▸[]",
            "{}▸{}",
            "{} ▸null",
            "[]▸,",
            "[]▸, []",
            "1 ▸2",
            "null ▸null",
            r#""a" ▸"b""#,
            "[1]▸:",
            "{}▸;",
        ],
    ),
    production(
        "ws",
        &[
            "[{\"a\":1},{\"a\": 2},{\"a\":\n{\"a\":3}},{\"a\" :[]},{ \"a\":4}]",
            " []",
            "\t[]",
            "\n[]",
            "\r[]",
            "[] \t\r\n",
            "[ \t\r\n]",
            "{ \t\r\n}",
            "[\r1\t,\n2 ]",
            "{\n\"a\"\t:\r1 }",
            "\r\n1\r\n",
        ],
        &[
            "[▸\u{b}1]",
            "[▸\u{c}1]",
            "[1▸\u{c}]",
            "[1▸\u{a0}]",
            "[▸\u{85}1]",
            "[1,▸\u{2028}2]",
            "{▸\u{3000}\"a\":1}",
            "{\"a\"▸\u{2003}:1}",
            "[1]▸\u{feff}",
            "[▸\u{feff}1]",
            "[▸\u{1}]",
            "[1,▸\u{1f}       2]",
            "[1 ▸\u{b}, 2, 3, 4, 5]",
            "{▸\u{1}         \"a\": 1}",
            "[]▸\u{1f}",
            "[▸/**/]",
            "[1▸//\n]",
            "[▸#\n1]",
        ],
    ),
    production(
        "begin-array, end-array",
        &["[]", "[[]]", "[[],[[]]]", "[{}]", "[1]", "[1,[2]]", r#"["]"]"#],
        &["▸[", "▸[1", "▸[[]", "[]▸]", "[[]]▸]", "[1▸}", "▸[1,2", "▸[[1,2]", "[[1,2]▸}", "▸[1)", "{}▸]"],
    ),
    production(
        "begin-object, end-object",
        &["{}", r#"{"a":{}}"#, r#"{"a":{"a":{}}}"#, r#"{"}":"{"}"#, r#"{"a":[]}"#],
        &["▸{", r#"▸{"a":1"#, r#"▸{"a":{}"#, "{}▸}", r#"{"a":1▸]"#, r#"{"a":1}▸}"#, r#"{"a":▸[1}"#, "{▸{}}", "{▸[]}"],
    ),
    production(
        "member: a name, a colon, a value",
        &[r#"{"a":1}"#, r#"{"":1}"#, r#"{" ":null}"#, r#"{"a":1,"a":1}"#, r#"{"\u0061\n":""}"#, r#"{"ação":1}"#],
        &[
            r#"{"a"▸}"#,
            r#"{"a" ▸1}"#,
            r#"{"a"▸"b"}"#,
            r#"{"a"▸,1}"#,
            r#"{"a":▸}"#,
            r#"{"a":▸:1}"#,
            r#"{"a":▸,"b":1}"#,
            r#"{"a"▸=1}"#,
            r#"{"a"▸=>1}"#,
            "{▸:1}",
            "{▸1:1}",
            "{▸a:1}",
            "{▸'a':1}",
            "{▸null:1}",
            "{▸true:1}",
            "{▸[]:1}",
            "{▸{}:1}",
            r#"{▸"a"#,
            r#"{"a":1,▸b:2}"#,
            r#"["a"▸:1]"#,
        ],
    ),
    production(
        "value-separator",
        &["[1,2]", r#"[1,"2",[3],{},null]"#, r#"{"a":1,"b":2}"#, r#"{"a":[1,2],"b":{"c":3}}"#],
        &[
            "[▸,]",
            "[▸,1]",
            "[1▸,]",
            "[1,▸,2]",
            "[1 ▸2]",
            "[1▸;2]",
            "[[]▸[]]",
            r#"["a"▸"b"]"#,
            "{▸,}",
            r#"{▸,"a":1}"#,
            r#"{"a":1▸,}"#,
            r#"{"a":1,▸,"b":2}"#,
            r#"{"a":1 ▸"b":2}"#,
            r#"{"a":1▸;"b":2}"#,
            r#"[{}▸{}]"#,
            "[true ▸false]",
        ],
    ),
    production(
        "false, null, true",
        &["[true]", "[false]", "[null]", "[true,false,null]", r#"{"a":true}"#, "[null\n]"],
        &[
            "[▸True]",
            "[▸TRUE]",
            "[▸tru]",
            "[▸truee]",
            "[▸true1]",
            "[▸falsey]",
            "[▸fals]",
            "[▸FALSE]",
            "[▸nul]",
            "[▸Null]",
            "[▸nulll]",
            "[▸None]",
            "[▸undefined]",
            "[▸t]",
            "[▸yes]",
            "[▸null_]",
            "[▸nullé]",
            "[true▸.]",
            "[true▸\"\"]",
        ],
    ),
    production(
        "end of the text",
        &["[1]"],
        &[
            r#"{▸"a"#,
            r#"[▸"a"#,
            r#"[▸"\"#,
            r#"[▸"a\""#,
            r#"▸{"a":"#,
            r#"▸{"a":1,"#,
            "▸[1,",
            "▸[1.5",
            "▸[1.",
            "▸[tr",
            "▸[-",
            "▸[1e+",
        ],
    ),
    production(
        "nothing that programs allow beside JSON",
        &[r#"["'a'","//","/**/","NaN"]"#],
        &[
            "[▸'a']",
            "[▸`a`]",
            "[▸a]",
            "[▸(1)]",
            "[▸@]",
            "[▸$a]",
            "[▸“a”]",
            "[▸...]",
            "[▸\\n]",
            "[▸*]",
            "[▸/a/]",
            "[▸é]",
            "[▸<a>]",
        ],
    ),
];

pub(crate) fn accepts(text: &str) -> bool {
    serde_json::from_str::<Value>(text).is_ok()
}

#[test]
fn structure() {
    check(&STRUCTURE, accepts, &[]);
}
