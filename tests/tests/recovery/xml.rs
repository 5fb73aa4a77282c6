//! XML that is not well-formed.

use validator_core::parse::{MAX_DEPTH, Parse, parse_xml};

use crate::{Case, check, shown};

/// What is well-formed, as it is read.
const VALUES: [Case; 5] = [
    ("<a>1</a>", "", r#""1""#),
    ("<a></a>", "", "-"),
    ("<a/>", "", "-"),
    ("<a> </a>", "", r#"" ""#),
    ("<a><b>1</b><c/></a>", "", r#"{b: "1", c: -}"#),
];

/// A `<` that begins no markup.
const BARE: [Case; 7] = [
    ("<a>1 ▸<◂ 2</a>", "bare-less-than", r#""1 < 2""#),
    ("<a>▸1◂ ▸<◂ 2<b>3</b></a>", "text-in-block, bare-less-than", r#"{b: "3"}"#),
    ("<a>x▸<◂></a>", "bare-less-than", r#""x<>""#),
    ("<a>▸x◂ <é/> ▸<◂1/></a>", "text-in-block, bare-less-than", "{é: -}"),
    ("<a><b/> ▸▸<◂◂ </a>", "bare-less-than, text-in-block", "{b: -}"),
    ("<a>▸<!b>◂<c>1</c></a>", "unclosed-markup", r#"{c: "1"}"#),
    ("<a>▸<!ELEMENT b>◂1</a>", "unclosed-markup", r#""<!ELEMENT b>1""#),
];

/// End tags that are wrong, missing or too many.
const END_TAGS: [Case; 13] = [
    // Nearly the end tag of a plain element, with markup behind it.
    ("<r><a>1</▸a <b◂>▸2◂</▸b◂>▸</r>◂", "wrong-end-tag, text-in-block, wrong-end-tag, stray-end-tag", r#"{a: "1"}"#),
    ("<r><▸a◂>1▸<!a>◂<b>2</b></r>", "unclosed-element, unclosed-markup", r#"{a: {b: "2"…}…}"#),
    ("<a>1</▸b◂>", "wrong-end-tag", r#""1""#),
    ("<a><b>1</▸c◂><d>2</d></a>", "wrong-end-tag", r#"{b: "1", d: "2"}"#),
    ("<a><▸b◂>1<c>2</c></a>", "unclosed-element", r#"{b: {c: "2"…}…}"#),
    ("<a><▸b◂>1</a>", "unclosed-element", "{b: ?…}"),
    ("<a><b><▸c◂>1</b></a>", "unclosed-element", "{b: {c: ?…}}"),
    ("<a><b><▸c◂><▸d◂>1</b><e>2</e></a>", "unclosed-element, unclosed-element", r#"{b: {c: {d: ?…}…}, e: "2"}"#),
    ("<a><▸b◂><c>1</c></a>", "unclosed-element", r#"{b: {c: "1"…}…}"#),
    ("<▸a◂><b>1</b>", "unclosed-element", r#"{b: "1"…}"#),
    ("<a><▸b◂>1", "unclosed-element", "{b: ?…}"),
    ("<a>1</a>▸</b>◂", "stray-end-tag", r#""1""#),
    ("▸</a>◂▸◂", "stray-end-tag, no-root", ""),
];

/// What stands beside the root element.
const ROOTS: [Case; 6] = [
    ("<a>1</a>▸<b>◂2</b>", "second-root", r#""1""#),
    ("<a>1</a>▸<b>◂<c>2</c></b><d/>", "second-root", r#""1""#),
    ("<a/>▸<b/>◂<c/>", "second-root", "-"),
    ("<a>1</a> ▸x◂", "text-outside-root", r#""1""#),
    (" ▸x◂ <a>1</a>", "text-outside-root", r#""1""#),
    ("<a>1</a>▸<b>◂x</b> ▸y◂", "second-root, text-outside-root", r#""1""#),
];

const MIXED: [Case; 4] = [
    ("<a>▸x◂<b>1</b>y</a>", "text-in-block", r#"{b: "1"}"#),
    ("<a> <b>1</b> ▸y◂ </a>", "text-in-block", r#"{b: "1"}"#),
    ("<a><b/>▸&#32;◂</a>", "text-in-block", "{b: -}"),
    ("<a>▸&amp;◂<b/></a>", "text-in-block", "{b: -}"),
];

/// A value with a reference that means nothing is not read.
const REFERENCES: [Case; 11] = [
    ("<a>1 ▸&◂ 2</a>", "bare-ampersand", r#""1 & 2""#),
    ("<a>1 ▸&◂amp 2</a>", "bare-ampersand", r#""1 &amp 2""#),
    ("<a>▸&nbsp;◂</a>", "unknown-entity", "?"),
    ("<a>x▸&copy;◂y</a>", "unknown-entity", "?"),
    ("<a>x▸&#0;◂y</a>", "bad-reference", "?"),
    ("<a>x▸&◂▸&y;◂</a>", "bare-ampersand, unknown-entity", "?"),
    ("<a>&#x41;&lt;</a>", "", r#""A<""#),
    ("<a>▸&◂ ▸]]>◂; </a>", "bare-ampersand, cdata-end-in-text", r#""& ]]>; ""#),
    ("▸<!DOCTYPE a>◂<a>&b;</a>", "", "?"),
    ("▸<!DOCTYPE a◂", "", ""),
    ("▸<!doctype a>◂\n<a/>", "", "-"),
];

/// CDATA, comments and instructions.
const SECTIONS: [Case; 12] = [
    ("<a>x▸]]>◂y</a>", "cdata-end-in-text", r#""x]]>y""#),
    ("<a>▸]]>◂</a>", "cdata-end-in-text", r#""]]>""#),
    ("<a><![CDATA[<x>]]></a>", "", r#""<x>""#),
    ("<a>x▸<![CDATA[y</a>◂", "unclosed-markup", "?"),
    ("<a>1<!-- c -->2</a>", "", r#""12""#),
    ("<a>▸<!-- c -- d -->◂</a>", "bad-comment", "-"),
    ("<a>▸<!-- c --->◂</a>", "bad-comment", "-"),
    ("<a>▸<!-- c</a>◂", "unclosed-markup", "?"),
    ("<a>1▸<?b c?>◂2</a>", "processing-instruction", r#""12""#),
    ("<a>▸<?b:c d?>◂</a>", "bad-name", "-"),
    ("<a/>▸<?xml version='1.0'?>◂", "misplaced-declaration", "-"),
    ("<a>▸<?b</a>◂", "unclosed-markup", "?"),
];

const DECLARATIONS: [Case; 11] = [
    ("<?xml version='1.0' encoding='utf-8' standalone='yes'?><a/>", "", "-"),
    ("▸<?xml?>◂<a/>", "bad-declaration", "-"),
    ("▸<?xml ?>◂<a/>", "bad-declaration", "-"),
    ("<?xml version='▸2.0◂'?><a/>", "bad-declaration", "-"),
    ("<?xml ▸encoding◂='utf-8'?><a/>", "bad-declaration", "-"),
    ("<?xml version='1.0' ▸version◂='1.0'?><a/>", "bad-declaration", "-"),
    ("<?xml version='1.0' standalone='▸YES◂'?><a/>", "bad-declaration", "-"),
    ("<?xml version='1.0' encoding='▸8859◂'?><a/>", "bad-declaration", "-"),
    ("<?xml version=▸1.0◂?><a/>", "unquoted-attribute", "-"),
    ("<?xml version='1.0' ▸x◂='1'?><a/>", "bad-declaration", "-"),
    (" ▸<?xml version='1.0'?>◂<a/>", "misplaced-declaration", "-"),
];

const CUT: [Case; 4] = [
    ("▸<a◂", "unclosed-markup", ""),
    ("▸<a◂\n  b='1", "unclosed-markup", ""),
    ("<a>\n<▸b◂\n▸</a◂>", "unclosed-element, bad-attribute", "{b: ?…}"),
    ("<a>1▸</a◂", "unclosed-markup", "?"),
];

const NAMES: [Case; 7] = [
    ("<▸a$◂>2</a$>", "bad-name", r#""2""#),
    ("<▸▸a:b:c◂◂/>", "bad-name, unbound-prefix", "-"),
    ("<▸a:b◂/>", "unbound-prefix", "-"),
    ("<a:b xmlns:a='u'><a:c/><d/></a:b>▸<a:e/>◂", "second-root", "{c: -, d: -}"),
    ("<a xmlns='u'><b xmlns=''/></a>", "", "{b: -}"),
    ("<xml:a/>", "", "-"),
    (r#"<a b='1' c="2" ▸x:d◂='3'/>"#, "unbound-prefix", "-"),
];

/// An element with a wrong attribute is read like any other.
const ATTRIBUTES: [Case; 11] = [
    ("<a b=▸1◂ c='2'>3</a>", "unquoted-attribute", r#""3""#),
    ("<a b=▸1◂>3</a>", "unquoted-attribute", r#""3""#),
    ("<a b=▸◂>3</a>", "unquoted-attribute", r#""3""#),
    ("<a ▸b◂>3</a>", "bad-attribute", r#""3""#),
    ("<a ▸b◂ c='2'>3</a>", "bad-attribute", r#""3""#),
    ("<a b = ▸c='2'◂>3</a>", "unquoted-attribute", r#""3""#),
    ("<a b='1'▸c◂='2'>3</a>", "bad-attribute", r#""3""#),
    ("<a ▸1◂='2'>3</a>", "bad-name", r#""3""#),
    ("<a b='1' ▸b◂='2'>3</a>", "duplicate-attribute", r#""3""#),
    (
        "<a b='x▸<◂y▸&◂z&lt;▸&w;◂▸&#0;◂'>3</a>",
        "less-than-in-attribute, bare-ampersand, unknown-entity, bad-reference",
        r#""3""#,
    ),
    ("▸<a b='1''>3</a>◂", "unclosed-markup", ""),
];

const NAMESPACES: [Case; 9] = [
    ("<a xmlns:p='u' xmlns:q='u' p:b='1' ▸q:b◂='2'/>", "duplicate-attribute", "-"),
    ("<a xmlns:p='u' ▸xmlns:p◂='v'/>", "duplicate-attribute", "-"),
    ("<a ▸xmlns:xml◂='u'/>", "reserved-namespace", "-"),
    ("<a ▸xmlns:p◂=''/>", "reserved-namespace", "-"),
    ("<a ▸xmlns:xmlns◂='u'/>", "reserved-namespace", "-"),
    ("<a ▸xmlns:p◂='http://www.w3.org/2000/xmlns/'/>", "reserved-namespace", "-"),
    ("<a ▸xmlns:p◂='http://www.w3.org/XML/1998/namespace'/>", "reserved-namespace", "-"),
    ("<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>", "", "-"),
    (
        "<a xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><b i:nil='true'/><c i:nil='1'>2</c><d i:nil='false'/><e nil='true'/><f i:x='true'/></a>",
        "",
        "{b: null, c: null, d: -, e: -, f: -}",
    ),
];

/// Characters that XML forbids, line ends, the byte-order mark, and nothing at all.
const AROUND: [Case; 5] = [
    ("<a>▸\u{1}◂</a>", "bad-character", r#""\u{1}""#),
    ("<a>x\r\ny\rz</a>", "", r#""x\ny\nz""#),
    ("\u{feff}<a><▸b◂></a>", "unclosed-element", "{b: ?…}"),
    ("▸◂", "no-root", ""),
    ("<!-- x -->▸◂", "no-root", ""),
];

#[test]
fn values() {
    check(&VALUES, parse_xml);
}

#[test]
fn markup_that_is_none() {
    check(&BARE, parse_xml);
}

#[test]
fn end_tags() {
    check(&END_TAGS, parse_xml);
}

#[test]
fn beside_the_root() {
    check(&ROOTS, parse_xml);
}

#[test]
fn text_between_elements() {
    check(&MIXED, parse_xml);
}

#[test]
fn references() {
    check(&REFERENCES, parse_xml);
}

#[test]
fn sections() {
    check(&SECTIONS, parse_xml);
}

#[test]
fn declarations() {
    check(&DECLARATIONS, parse_xml);
}

#[test]
fn tags_cut_short() {
    check(&CUT, parse_xml);
}

#[test]
fn names_and_prefixes() {
    check(&NAMES, parse_xml);
}

#[test]
fn attributes() {
    check(&ATTRIBUTES, parse_xml);
}

#[test]
fn namespaces() {
    check(&NAMESPACES, parse_xml);
}

#[test]
fn around_the_text() {
    check(&AROUND, parse_xml);
}

/// What lies too deep is passed over and said once; what stands beside it is read.
#[test]
fn too_deep() {
    let (open, close) = ("<a>".repeat(MAX_DEPTH - 1), "</a>".repeat(MAX_DEPTH - 1));
    for deep in ["<c></c>", "<c><d>x</d></c>", "<c/>", "<c>x<d/>y<d><e/></d></c>"] {
        let text = format!("{open}<b>{deep}</b><b>{deep}</b><b>1</b>{close}");
        let Parse { tree, diagnostics } = parse_xml(&text);
        let places: Vec<&str> = diagnostics.iter().map(|found| found.span.text(&text)).collect();
        let first = deep.find('>').and_then(|end| deep.get(..=end));
        assert_eq!(places, first.as_slice(), "{deep}");
        let (open, close) = ("{a: ".repeat(MAX_DEPTH - 2), "}".repeat(MAX_DEPTH - 2));
        let innermost = format!("{open}{{b: -, b: -, b: \"1\"}}{close}");
        assert_eq!(tree.root().map(|root| shown(&tree, root)), Some(innermost), "{deep}");
    }
}
