//! Our XML parser against `roxmltree`, which knows XML 1.0 and its namespaces: what that one accepts we read as the same
//! text without a complaint, what it refuses we report.
//!
//! Input: generated documents in many notations, and the same with tokens inserted, deleted or replaced.

mod support;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tests::properties::xml_oracle::check;
use validator_core::parse::parse_xml;
use validator_core::violation::Severity;

use support::mutate;

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1998), ..ProptestConfig::default() }
}

/// No lone CR: `roxmltree` leaves one as it is before a reference, where XML 1.0 reads a line feed.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-zA-Z0-9 .,;:/'\"=>\\-]{0,10}",
        2 => "[\u{e0}-\u{ff}\u{20ac}\u{1f69a}\u{feff}\u{2028}\u{85}]{1,4}",
        2 => prop::sample::select(vec!["&amp;", "&lt;", "&gt;", "&quot;", "&apos;", "&#65;", "&#x1F69A;", "&#x0a;", "&#0013;"])
            .prop_map(str::to_owned),
        1 => prop::sample::select(vec!["\n", "\r\n", "\t", " "]).prop_map(str::to_owned),
        1 => "<!\\[CDATA\\[[a-z<>&\" \n]{0,8}\\]\\]>",
        1 => "<!-- ?[a-z<>&']{0,8} -->",
        1 => "<\\?[a-w]{1,3} [a-z<&\"]{0,6}\\?>",
    ]
}

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..4).prop_map(|pieces| pieces.concat().replace("]]>]]>", "]]>"))
}

/// Attributes that may all stand in one tag.
const ATTRIBUTES: [&str; 10] = [
    " a='1'",
    " b = \"<\"",
    "\n c='&amp;\"'",
    " x:a='2'",
    " d='a>b'",
    " xmlns='u'",
    " xmlns:y=\"v\"",
    " xml:lang='pt'",
    " i:nil='true'",
    " ação=''",
];

fn element() -> impl Strategy<Value = String> {
    let name = prop::sample::select(vec!["a", "b", "x:c", "_d-1.e", "ação", "entrada"]);
    let attributes = prop::sample::subsequence(ATTRIBUTES.to_vec(), 0..4)
        .prop_map(|chosen| chosen.concat().replace("\"<\"", "\"&lt;\""));
    let blank = prop::sample::select(vec!["", " ", "\n"]);
    let tag = move || (name.clone(), attributes.clone(), blank.clone());
    let wrap = |((name, attributes, blank), inside): ((&str, String, &str), Option<String>)| match inside {
        None => format!("<{name}{attributes}{blank}/>"),
        Some(inside) => format!("<{name}{attributes}{blank}>{inside}</{name}{blank}>"),
    };
    let leaf = (tag(), prop::option::of(text())).prop_map(wrap);
    leaf.prop_recursive(4, 32, 5, move |inner| {
        let part = prop_oneof![3 => inner, 1 => text()];
        let inside = prop::collection::vec(part, 1..5).prop_map(|parts| Some(parts.concat()));
        (tag(), inside).prop_map(wrap)
    })
}

fn document() -> impl Strategy<Value = String> {
    let prolog = prop::sample::select(vec![
        "",
        "<?xml version=\"1.0\"?>",
        "<?xml version='1.0' encoding='UTF-8' standalone=\"yes\" ?>\n",
    ]);
    let around = prop::sample::select(vec!["", "\n", "<!-- fora -->", "<?p i?>"]);
    let namespaces = "xmlns:x='urn:x' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
    (prolog, around, element())
        .prop_map(move |(prolog, around, inside)| format!("{prolog}{around}<r {namespaces}>{inside}</r>{around}"))
}

const TOKENS: [&str; 42] = [
    "",
    "<",
    ">",
    "/",
    "&",
    ";",
    "'",
    "\"",
    "=",
    ":",
    "!",
    "?",
    "-",
    "--",
    "]]>",
    "<![CDATA[",
    "<!--",
    "-->",
    "<?",
    "?>",
    "</",
    "/>",
    "<a>",
    "</a>",
    "<b",
    "&a;",
    "&#",
    "&#0;",
    "&#xD800;",
    "&#65;",
    "xmlns",
    " a='1'",
    "z:",
    "ç",
    "\u{0}",
    "\u{b}",
    "\u{fffe}",
    "\u{feff}",
    "\n",
    " ",
    "1",
    "]",
];

proptest! {
    #![proptest_config(config(1_000))]

    #[test]
    fn well_formed_documents_mean_the_same(text in document()) {
        check(&text);
    }

    #[test]
    fn broken_documents_are_reported(
        text in document(),
        mutations in prop::collection::vec((any::<prop::sample::Index>(), 0..4usize, prop::sample::select(TOKENS.to_vec())), 1..4),
    ) {
        check(&mutate(&text, &mutations));
    }

    #[test]
    fn tokens_in_any_order(tokens in prop::collection::vec(prop::sample::select(TOKENS.to_vec()), 0..10)) {
        check(&tokens.concat());
        check(&format!("<a>{}</a>", tokens.concat()));
        check(&format!("<a {}/>", tokens.concat()));
    }
}

/// What the grammar allows, production by production.
const ACCEPTED: [&str; 28] = [
    "<a><!--> --></a>",
    "<a><!---> --></a>",
    "<a/>",
    "<a />",
    "<a></a>",
    "<a></a >",
    "<a\n/>",
    "<_/>",
    "<é/>",
    "<a.b-c_1/>",
    "<a>x</a>",
    "<a> </a>",
    "<a b='1'/>",
    "<a b=\"1\"/>",
    "<a b = '1' c=\"'\"/>",
    "<a b='>'/>",
    "<a>></a>",
    "<a>]]</a>",
    "<a>&#x10FFFF;</a>",
    "<a><!----></a>",
    "<a><!-- - --></a>",
    "<a><![CDATA[]]]]></a>",
    "<a><?b?></a>",
    "<?xml version=\"1.0\"?><a/>",
    "<!-- x --><a/><!-- y -->",
    "<a xmlns='u'/>",
    "<x:a xmlns:x='u'/>",
    "<a xml:space='preserve'/>",
];

/// What it does not.
const REFUSED: [&str; 59] = [
    "<a><!--></a>",
    "<a><!---></a>",
    "<a xmlns:z=''/>",
    "x",
    "<",
    "<>",
    "< a/>",
    "<a",
    "<a>",
    "</a>",
    "<a></b>",
    "<a><b></a></b>",
    "<a/><b/>",
    "<a/>x",
    "x<a/>",
    "<1/>",
    "<-/>",
    "<a:b:c/>",
    "<:a/>",
    "<a b/>",
    "<a b=/>",
    "<a b=1/>",
    "<a b='1/>",
    "<a b='1'c='2'/>",
    "<a b='1' b='2'/>",
    "<a b='<'/>",
    "<a b='&'/>",
    "<a b='&x;'/>",
    "<a 1='1'/>",
    "<a>&</a>",
    "<a>&;</a>",
    "<a>& b</a>",
    "<a>&b;</a>",
    "<a>&#;</a>",
    "<a>&#x;</a>",
    "<a>&#xG;</a>",
    "<a>&#0;</a>",
    "<a>&#xFFFE;</a>",
    "<a>&#x110000;</a>",
    "<a>]]></a>",
    "<a><!-- -- --></a>",
    "<a><!-- ---></a>",
    "<a><!-- </a>",
    "<a><![CDATA[</a>",
    "<a><![cdata[]]></a>",
    "<a><?xml version='1.0'?></a>",
    "<a><?XML?></a>",
    " <?xml version='1.0'?><a/>",
    "<?xml?><a/>",
    "<?xml encoding='UTF-8'?><a/>",
    "<?xml version='1.0' standalone='maybe'?><a/>",
    "<?xml version='2.0'?><a/>",
    "<a>\u{1}</a>",
    "<a>\u{ffff}</a>",
    "<x:a/>",
    "<a x:b='1'/>",
    "<a xmlns:x=''/>",
    "<a xmlns:xmlns='u'/>",
    "<a><</a>",
];

fn is_refused(text: &str) -> bool {
    parse_xml(text)
        .diagnostics
        .iter()
        .any(|found| (100..200).contains(&found.violation.entry().code.0) && found.severity == Severity::Error)
}

#[test]
fn what_the_grammar_allows_is_accepted() {
    for text in ACCEPTED {
        assert!(!is_refused(text), "{text}");
        check(text);
    }
}

#[test]
fn what_the_grammar_does_not_allow_is_reported() {
    for text in REFUSED {
        assert!(is_refused(text), "no word about {text}");
    }
}
