//! What people paste, and the payload in it.

use super::*;
use crate::source::Source;
use crate::span::Span;

#[track_caller]
fn check(pasted: &str, expected: &str, kind: Violation) {
    let unwrapped = unwrap(pasted).expect("something stands around the payload");
    assert_eq!(unwrapped.map.payload(pasted), expected);
    assert_eq!(unwrapped.violation, kind);
}

#[track_caller]
fn check_command(pasted: &str, expected: &str) {
    check(pasted, expected, Violation::UnwrappedCommand);
}

#[track_caller]
fn check_literal(pasted: &str, expected: &str) {
    check(pasted, expected, Violation::UnwrappedLiteral);
}

#[track_caller]
fn check_none(pasted: &str) {
    assert!(unwrap(pasted).is_none(), "{pasted}");
}

#[test]
fn a_payload_is_left_alone() {
    for payload in
        [r#"[{"a":"\"x\""}]"#, r#" {"a":1}"#, "\u{feff}<a b=\"c\"/>", "[1, 2]", "[]", "", "  ", "12", "\"abc\"", "abc"]
    {
        check_none(payload);
    }
}

#[test]
fn backslashes_of_an_element_are_its_own() {
    for payload in [
        r#"<a>\"b\"</a>"#,
        r"<a>\nas\b</a>",
        r#"<a b='\"'/>"#,
        r#"<a><![CDATA[{\"b\":\"c=\"}]]></a>"#,
        r#"<a>b=\"c\"</a>"#,
    ] {
        check_none(payload);
    }
    check(r#"<a b=\"c\"/>"#, "<a b=\"c\"/>", Violation::UnwrappedEscaped);
    check(r"<a>\n  <b>c</b>\n</a>\n", "<a>\n  <b>c</b>\n</a>", Violation::UnwrappedEscaped);
}

#[test]
fn curl_of_a_terminal() {
    check_command(r#"curl -X POST 'http://x/y' -H 'A: b' -d '[{"a":"é"}]'"#, r#"[{"a":"é"}]"#);
    check_command("$ curl x \\\n  --data-raw '[{\"a\":\"d'\\''água\"}]' \\\n  -v", r#"[{"a":"d'água"}]"#);
    check_command(r#"curl x --data "{\"a\":\"\$1 \\\\ \"}""#, r#"{"a":"$1 \\ "}"#);
    check_command("curl x --data-raw $'{\"a\":\"it\\'s \\u00e9\\n\"}'", "{\"a\":\"it's é\n\"}");
    check_command("curl x -d'{\"a\":1}'", r#"{"a":1}"#);
    check_command("curl x --json='{\"a\":1}' -d '{\"b\":1}'", r#"{"b":1}"#);
    check_command("curl -d a=b -d '<a/>' x", "<a/>");
}

#[test]
fn curl_of_windows() {
    check_command("curl ^\"http://x^\" ^\n  --data-raw ^\"[^{^\\^\"a^\\^\":^\\^\"b^%^\\^\"^}]^\"", r#"[{"a":"b%"}]"#);
    check_command(r#"curl.exe x -d "{\"a\":1}" -k"#, r#"{"a":1}"#);
}

#[test]
fn curl_that_reads_from_a_document() {
    check("curl x -d @- <<EOF\n{\"a\": 1}\nEOF\n", r#"{"a": 1}"#, Violation::UnwrappedText);
}

#[test]
fn java() {
    check_literal("String s = \"[{\\\"a\\\": \\\"b\\\",\\n\" +\n  \"\\\"c\\\": 1}]\";", "[{\"a\": \"b\",\n\"c\": 1}]");
    check_literal("var s = \"\"\"\n  [{\"a\": \"b\"}]\n  \"\"\";", "  [{\"a\": \"b\"}]");
    check_literal("b.append(\"[{\\\"a\\\":\"); b.append(\"1}]\");", r#"[{"a":1}]"#);
    check_literal("send(\"{\\\"a\\\":\\\"\" + name.get(1) + \"\\\"}\");", r#"{"a":"name.get(1)"}"#);
    check_literal("List<String> x = of(\"<a b=\\\"c\\\"/>\" + \"</a>\");", "<a b=\"c\"/></a>");
}

#[test]
fn c_sharp() {
    check_literal("var s = @\"[{\"\"a\"\": \"\"b\\c\"\"}]\";", r#"[{"a": "b\c"}]"#);
    check_literal("var s = $\"[{\\\"a\\\": 1}]\";", r#"[{"a": 1}]"#);
    check_literal("sb.AppendLine(\"<a>\");\nsb.AppendLine(@\"</a>\");", "<a></a>");
    check_literal("s = \"<a>\" + Environment.NewLine + \"</a>\";", "<a>\n</a>");
    check_literal("s = \"{\"\"a\"\": 1\" & _\n  \"}\"", r#"{"a": 1}"#);
}

#[test]
fn delphi() {
    check_literal("s := '[{\"a\": \"d''água\\n\"' + #13#10 + '}]';", "[{\"a\": \"d'água\\n\"\n}]");
    check_literal(r#"s = "[{""a"": """ & "x" & """, ""b"": ""C:\t""}]""#, r#"[{"a": "x", "b": "C:\t"}]"#);
    check_literal("s := '<a>'#13#10'</a>' + sLineBreak;", "<a>\n</a>\n");
    check_literal("SL.Add('<a b=\"c\">');\r\nSL.Add('</a>');", "<a b=\"c\"></a>");
}

#[test]
fn lines_of_logs() {
    check("10:00 INFO body: {\"a\": 1} ok", r#"{"a": 1}"#, Violation::UnwrappedText);
    check("[2026-11-20 10:00:00,123] [http-1] x [{\"a\": [1]}]", r#"[{"a": [1]}]"#, Violation::UnwrappedText);
    check("x &lt;a b=&quot;c&quot;&gt;&amp;amp;&lt;/a&gt; end", "<a b=\"c\">&amp;</a>", Violation::UnwrappedEscaped);
    check("body=<a b=\"c\">d</a> in 3 ms -> ok", "<a b=\"c\">d</a>", Violation::UnwrappedText);
    check("body=\"<a b=\"c\">d</a>\"", "<a b=\"c\">d</a>", Violation::UnwrappedText);
    check("x {\\\"a\\\": \\\"}\\\\\\\"\\\"} y", r#"{"a": "}\""}"#, Violation::UnwrappedEscaped);
    check("[{\\\"a\\\": 1}]", r#"[{"a": 1}]"#, Violation::UnwrappedEscaped);
    check_literal("{\"body\": \"[{\\\"a\\\":1}]\", \"ms\": 3}", r#"[{"a":1}]"#);
    check_none("{\"jsonToken\": \"{\\\"a\\\":1}\"}");
    check_literal("{\"level\":\"info\",\"body\":\"<s:Envelope a=\\\"b\\\"\\/>\"}", "<s:Envelope a=\"b\"/>");
}

#[test]
fn assignments_and_fences() {
    check("var x = [{\"a\": \"<b>\"}];", r#"[{"a": "<b>"}]"#, Violation::UnwrappedText);
    check("```json\n{\"a\": 1}\n```\n", r#"{"a": 1}"#, Violation::UnwrappedText);
    check(
        "```\n<?xml version=\"1.0\"?>\n<a>\n</a>\n```",
        "<?xml version=\"1.0\"?>\n<a>\n</a>",
        Violation::UnwrappedText,
    );
}

#[test]
fn what_is_cut_off_is_read_as_far_as_it_goes() {
    check("x = \"[{\\\"a\\\": 1", r#"[{"a": 1"#, Violation::UnwrappedEscaped);
    check_command("curl x -d '[{\"a\": 1", r#"[{"a": 1"#);
    check_literal("\"<a>\" + \"</a", "<a></a");
}

#[test]
fn code_without_a_payload_is_none() {
    check_none("List<String> x = new ArrayList<>();");
    check_none("if (a < b && c > d) { return x[0]; }");
    check_none("see <a@b.c> or values[\"name\"]");
    check_none("curl http://x/y");
    check_none("]}[{\"a\": 1}]");
}

#[test]
fn a_place_leads_to_what_was_pasted() {
    let pasted = r#"s = "[{\"a\":" + "\"b\"}]";"#;
    let source = Source::from_text(pasted);
    let at = source.payload().find("\"b\"").expect("it is there");
    assert_eq!(source.place(Span::new(at, at + 3)).text(pasted), r#"\"b\""#);
    assert_eq!(source.written(Span::new(at, at + 3), "\"c\"".to_owned()).as_deref(), Some(r#"\"c\""#));
}

#[test]
fn nothing_is_written_where_a_program_has_no_quotes() {
    let pasted = "s := '[{' + sLineBreak + '\"a\": ' + valor + ', \"b\": 1}]';";
    let source = Source::from_text(pasted);
    let check = |before: &str, covered: &str, expected: bool| {
        let at = source.payload().find(&format!("{before}{covered}")).expect("it is there") + before.len();
        let written = source.written(Span::new(at, at + covered.len()), "x".to_owned());
        assert_eq!(written.is_some(), expected, "{before:?} {covered:?}");
    };
    check("[{", "", true);
    check("[{\n", "", false);
    check("[{", "\n", false);
    check("\n", "\"a\"", true);
    check("", "{\n\"", false);
    check("\"a\": ", "", true);
    check("\"a\": ", "valor", false);
    check("\"a\": va", "", false);
    check("valor", "", false);
    check("valor", ",", true);
}

#[test]
fn where_two_kinds_of_literals_are_joined_only_what_both_write_alike_is_written() {
    let check = |pasted: &str, removed: &str, added: &str, expected: Option<&str>| {
        let source = Source::from_text(pasted);
        let at = source.payload().find(removed).expect("it is there");
        let written = source.written(Span::new(at, at + removed.len()), added.to_owned());
        assert_eq!(written.as_deref(), expected, "{pasted}");
    };
    let csharp = r#"s = @"[{""a"":" + "\"b\", 1}]";"#;
    check(csharp, "1", "22", Some("22"));
    check(csharp, "1", "\"c\"", None);
    check(csharp, ":\"b", "", None);
    check(r#"s = "[{" & " ""a"": 1" & "}]""#, "1", "\"c\"", Some("\"\"c\"\""));
    check(r#"s = "[{""a"": ""x" & "y" & """}]""#, "y", "\\u0012", Some("\\u0012"));
    check(r#"s = '[{"a": ' + "\"b\"}]""#, "a", "c", Some("c"));
    check(r#"curl x -d '[{"a":'"'b'"'}]'"#, "a", "\"c\"", None);
}
