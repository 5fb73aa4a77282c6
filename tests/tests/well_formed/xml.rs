//! XML by the productions of XML 1.0 (fifth edition), without a document type, against `roxmltree`.

use roxmltree::Document;

use crate::{Production, check};

/// A production whose breach is V104.
pub(crate) const fn production(
    name: &'static str,
    well_formed: &'static [&'static str],
    ill_formed: &'static [&'static str],
) -> Production {
    Production { name, code: "V104", aside: "", well_formed, ill_formed }
}

const DOCUMENT: [Production; 8] = [
    production(
        "[1] document: a prolog, one element, and nothing but comments, instructions and blanks",
        &["<a/>", "<a></a>", "\n<a/>\n", "<!-- b --><a/><!-- c -->\n", "\u{feff}<a/>"],
        &[
            "<a/>▸<b/>",
            "<a/>▸x",
            "<a/> ▸x y ",
            "<a/>▸&#32;",
            "<a/>▸<![CDATA[]]>",
            "<a/>▸</a>",
            "▸</a>",
            "<!-- a -->▸",
            "<!-- a -->▸x<b/>",
            "<a/>▸\u{feff}",
            "<a/>▸&amp;",
            "<a></a>▸<b></b><c/>",
        ],
    ),
    production(
        "[2] Char",
        &[
            "<a>\t\n\r </a>",
            "<a>\u{7f}\u{80}\u{9f}</a>",
            "<a>\u{d7ff}\u{e000}\u{fffd}\u{10000}\u{10ffff}</a>",
            "<a>\u{1fffe}\u{fdd0}\u{feff}</a>",
            "<a b='\u{85}\u{2028}'/>",
        ],
        &[
            "<a>▸\u{1}</a>",
            "<a>▸\u{8}</a>",
            "<a>▸\u{b}</a>",
            "<a>▸\u{c}</a>",
            "<a>x▸\u{e}</a>",
            "<a>▸\u{1f}</a>",
            "<a>▸\u{fffe}</a>",
            "<a>é▸\u{ffff}</a>",
            "<a b='▸\u{1}'/>",
            "<a><!--▸\u{2}--></a>",
            "<a><![CDATA[▸\u{3}]]></a>",
            "<a><?b ▸\u{4}?></a>",
            "<a>▸\u{1b}[0m</a>",
        ],
    ),
    Production {
        name: "[2] Char: the null character",
        code: "V102",
        aside: "",
        well_formed: &[],
        ill_formed: &["<a>▸\0</a>", "<a b='▸\0'/>"],
    },
    production(
        "[3] S",
        &["<a \t\r\nb='1'\n/>", "<a\t></a\r\n>", "<a b\n=\t'1'/>", " \t\r\n<a/>"],
        &[
            "<▸a\u{a0}b='1'/>",
            "<a ▸\u{a0}b='1'/>",
            "<▸a\u{85}/>",
            "▸\u{a0}<a/>",
            "▸\u{2003}<a/>",
            "<a/>▸\u{3000}",
            "<a/>\n▸\u{2028}",
            "<a>▸\u{c}</a>",
            "<▸a\u{b}/>",
        ],
    ),
    production(
        "[14] CharData",
        &[
            "<a>]]</a>",
            "<a>]></a>",
            "<a>]]&gt;</a>",
            "<a>]]<!-- -->></a>",
            "<a>>\"'</a>",
            "<a>] ]></a>",
            "<a>\\nb \\\"c\\\"</a>",
            "<a>\\\"\\u003c</a>",
            "<a b=']]>'/>",
        ],
        &[
            "<a>▸]]></a>",
            "<a>x▸]]>y</a>",
            "<a>]▸]]></a>",
            "<a>&amp;▸]]></a>",
            "<a><b/>▸]]></a>",
            "<a><![CDATA[]]>▸]]></a>",
            "<a>▸<</a>",
            "<a>▸< b</a>",
            "<a>1 ▸< 2</a>",
            "<a>▸<=</a>",
            "<a>▸<<b/></a>",
            "<a>▸& b</a>",
        ],
    ),
    production(
        "[15] Comment",
        &[
            "<!----><a/>",
            "<a><!-- - - --></a>",
            "<a><!--><&]]>--></a>",
            "<a><!--->--></a>",
            "<a><!--\n--></a>",
            "<a/><!--b-->",
        ],
        &[
            "<a>▸<!-- -- --></a>",
            "<a>▸<!-- ---></a>",
            "<a>▸<!-----></a>",
            "<a>▸<!------></a>",
            "<a>▸<!-- --- --></a>",
            "▸<!-- -- --><a/>",
            "<a/>▸<!-- --",
            "<a>▸<!-- </a>",
            "<a>▸<!--></a>",
            "<a>▸<!-></a>",
            "<a>▸<!- b --></a>",
            "<a>▸<! -- b --></a>",
            "<▸a <!-- b -->/>",
        ],
    ),
    Production {
        name: "[16] PI, [17] PITarget",
        code: "V104",
        aside: "V105",
        well_formed: &[
            "<?b?><a/>",
            "<a><?b ?></a>",
            "<a><?b c='<&]]>--'?></a>",
            "<a><?b ??></a>",
            "<a><?b > ?></a>",
            "<a/><?b-c.d_1 e?>",
            "<?xml-stylesheet href='a'?><a/>",
            "<?xmlb?><a/>",
            "<?xm?><a/>",
            "<a><?é\n?></a>",
        ],
        ill_formed: &[
            "<a>▸<?xml?></a>",
            "<a>▸<?XML?></a>",
            "<a>▸<?xMl b?></a>",
            "▸<?Xml b?><a/>",
            "<a>▸<??></a>",
            "<a>▸<? b?></a>",
            "<a>▸<?1?></a>",
            "<a>▸<?-b?></a>",
            "<a>▸<?b'c'?></a>",
            "<a>▸<?b=c?></a>",
            "<a>▸<?b??></a>",
            "<a>▸<?b",
            "<a>▸<?b ></a>",
            "▸<?b?",
            "<a>▸<?b\u{a0}c?></a>",
        ],
    },
    production(
        "[18]–[21] CDSect",
        &[
            "<a><![CDATA[]]></a>",
            "<a><![CDATA[<b>&c;]]></a>",
            "<a><![CDATA[]]]]></a>",
            "<a><![CDATA[]]]></a>",
            "<a><![CDATA[]>]]></a>",
            "<a><![CDATA[<![CDATA[]]></a>",
            "<a><![CDATA[x]]><![CDATA[y]]></a>",
            "<a><![CDATA[--]]></a>",
        ],
        &[
            "<a>▸<![CDATA[</a>",
            "<a>▸<![CDATA[]]</a>",
            "<a>▸<![CDATA[]] ></a>",
            "<a>▸<![cdata[]]></a>",
            "<a>▸<![CDATA []]></a>",
            "<a>▸<! [CDATA[]]></a>",
            "<a>▸<![CDATA]></a>",
            "<▸a><![</a>",
            "<a><![CDATA[<![CDATA[]]>▸]]></a>",
            "▸<![CDATA[]]><a/>",
            "<▸a b=<![CDATA[1]]>/>",
        ],
    ),
];

/// What `roxmltree` judges differently: it hardly looks at what an instruction is for.
const DIFFERENT: &[&str] = &[
    "<a><?xml?></a>",
    "<a><?XML?></a>",
    "<a><?xMl b?></a>",
    "<a><?b'c'?></a>",
    "<a><?b=c?></a>",
    "<a><?b??></a>",
    "<a><?b\u{a0}c?></a>",
    "<?Xml b?><a/>",
];

pub(crate) fn accepts(text: &str) -> bool {
    Document::parse(text).is_ok()
}

#[test]
fn document() {
    check(&DOCUMENT, accepts, DIFFERENT);
}
