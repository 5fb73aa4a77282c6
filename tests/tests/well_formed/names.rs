//! Names of XML 1.0, and Namespaces in XML 1.0 by their sections, against `roxmltree`.

use crate::xml::{accepts, production};
use crate::{Production, check};

const NAMES: [Production; 3] = [
    production(
        "[4] NameStartChar",
        &[
            "<_/>",
            "<Z/>",
            "<À/>",
            "<Ö/>",
            "<Ø/>",
            "<ö/>",
            "<ø/>",
            "<\u{2ff}/>",
            "<\u{370}/>",
            "<\u{37d}/>",
            "<\u{37f}/>",
            "<\u{1fff}/>",
            "<\u{200c}/>",
            "<\u{200d}/>",
            "<\u{2070}/>",
            "<\u{218f}/>",
            "<\u{2c00}/>",
            "<\u{2fef}/>",
            "<\u{3001}/>",
            "<\u{d7ff}/>",
            "<\u{f900}/>",
            "<\u{fdcf}/>",
            "<\u{fdf0}/>",
            "<\u{fffd}/>",
            "<\u{10000}/>",
            "<\u{effff}/>",
        ],
        &[
            "▸<1/>",
            "▸<-/>",
            "▸<./>",
            "▸<×/>",
            "▸<÷/>",
            "▸<\u{b7}/>",
            "▸<\u{300}/>",
            "▸<\u{36f}/>",
            "▸<\u{37e}/>",
            "▸<\u{2000}/>",
            "▸<\u{200b}/>",
            "▸<\u{200e}/>",
            "▸<\u{203f}/>",
            "▸<\u{206f}/>",
            "▸<\u{2190}/>",
            "▸<\u{2bff}/>",
            "▸<\u{2ff0}/>",
            "▸<\u{3000}/>",
            "▸<\u{e000}/>",
            "▸<\u{f8ff}/>",
            "▸<\u{fdd0}/>",
            "▸<\u{fdef}/>",
            "▸<\u{f0000}/>",
            "▸<$/>",
            "▸<@a/>",
            "▸<ª/>",
        ],
    ),
    production(
        "[4a] NameChar",
        &[
            "<a-/>",
            "<a./>",
            "<a0/>",
            "<a_/>",
            "<a\u{b7}/>",
            "<a\u{300}/>",
            "<a\u{36f}/>",
            "<a\u{203f}/>",
            "<a\u{2040}/>",
            "<aé/>",
        ],
        &[
            "<▸a$/>",
            "<▸a×/>",
            "<▸a\u{2041}/>",
            "<▸a\u{203e}/>",
            "<▸a\u{37e}/>",
            "<▸a\u{2190}/>",
            "<▸a\u{a0}/>",
            "<▸a,b/>",
            "<▸a+/>",
            "<▸aº/>",
            "<▸a\u{f0000}/>",
            "▸<a\"/>",
            "<▸a&b/>",
            "<▸a;/>",
        ],
    ),
    production(
        "[5] Name, of an attribute",
        &["<a _='1'/>", "<a é.-·='1'/>"],
        &["<a ▸.b='1'/>", "<a ▸b×='1'/>", "<a ▸×b='1'/>", "<a ▸b,c='1'/>", "<a ▸\u{300}='1'/>", "<a ▸&b;='1'/>"],
    ),
];

const NAMESPACES: [Production; 6] = [
    production(
        "Namespaces [4] NCName, [7] QName",
        &["<x:a xmlns:x='u'/>", "<a xmlns:x='u' x:b='1'/>", "<x:é xmlns:x='u'></x:é>", "<_:_ xmlns:_='u'/>"],
        &[
            "<▸:/>",
            "<▸:a/>",
            "<▸a:/>",
            "<▸a:b:c/>",
            "<▸a::b/>",
            "<a ▸:b='1'/>",
            "<a ▸b:='1'/>",
            "<a ▸b:c:d='1'/>",
            "<a ▸xmlns:='u'/>",
            "<a ▸xmlns:1='u'/>",
            "<a ▸xmlns:b:c='u'/>",
            "<▸x:1 xmlns:x='u'/>",
            "<a xmlns:x='u' ▸x:-='1'/>",
            "<a>▸<?b:c?></a>",
        ],
    ),
    production(
        "Namespaces §3: xml is bound, and to nothing else; xmlns is bound by nobody",
        &[
            "<a xml:lang='pt' xml:space='preserve'/>",
            "<xml:a/>",
            "<xml:a xml:b='1'><xml:c></xml:c></xml:a>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:b='1'/>",
            "<a xmlns='xmlns' xmlns:x='xml'/>",
            "<a xmlns:p='xmlns' xmlns:q='u' p:q='1'/>",
            "<a xmlns:xmlx='u'/>",
        ],
        &[
            "<a ▸xmlns:xml='u'/>",
            "<a ▸xmlns:xml=''/>",
            "<a ▸xmlns:x='http://www.w3.org/XML/1998/namespace'/>",
            "<a ▸xmlns='http://www.w3.org/XML/1998/namespace'/>",
            "<a ▸xmlns:xmlns='u'/>",
            "<a ▸xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<a ▸xmlns:x='http://www.w3.org/2000/xmlns/'/>",
            "<a ▸xmlns='http://www.w3.org/2000/xmlns/'/>",
            "<a ▸xmlns:x='http://www.w3.org/XML/1998/names&#112;ace'/>",
            "<a ▸xmlns='http://www.w3.org/2000/xmlns&#x2F;'/>",
            "<▸xmlns:a/>",
        ],
    ),
    production(
        "Namespaces §5: a prefix is declared",
        &[
            "<a xmlns:x='u'><x:b x:c='1'/></a>",
            "<x:a x:b='1' xmlns:x='u'/>",
            "<a xmlns:x='u'><b xmlns:x='v'><x:c/></b><x:c/></a>",
        ],
        &[
            "<▸x:a/>",
            "<a ▸x:b='1'/>",
            "<a><b xmlns:x='u'/><▸x:c/></a>",
            "<a xmlns:x='u'><▸X:b/></a>",
            "<a xmlns='u'><▸x:b/></a>",
            "<a><b xmlns:x='u'></b><c ▸x:d='1'/></a>",
        ],
    ),
    production(
        "Namespaces §2.2 and §6.2: only the default may be taken back",
        &["<a xmlns=''/>", "<a xmlns='u'><b xmlns=''/></a>", "<x:a xmlns:x='u' xmlns=''/>"],
        &["<a ▸xmlns:x=''/>", "<a xmlns:x='u'><b ▸xmlns:x=''/></a>"],
    ),
    production(
        "Namespaces §6.3: no expanded name twice",
        &[
            "<a b='1' x:b='2' xmlns:x='u'/>",
            "<a xmlns='u' xmlns:x='u' b='1' x:b='2'/>",
            "<a xmlns:x='u' xmlns:y='v' x:b='1' y:b='2'/>",
            "<a xmlns:x='u' xmlns:y='U' x:b='1' y:b='2'/>",
            "<a xmlns:x='u' xmlns:y='u'/>",
            "<a xmlns:x='u&amp;v' xmlns:y='u&amp;amp;v' x:b='1' y:b='2'/>",
        ],
        &[
            "<a xmlns:x='u' x:b='1' ▸x:b='2'/>",
            "<a xmlns:x='u' xmlns:y='u' x:b='1' ▸y:b='2'/>",
            "<a xmlns:x='u' xmlns:y='u'><b x:c='1' ▸y:c='2'/></a>",
            "<a xmlns='u' ▸xmlns='v'/>",
            "<a xmlns:x='u' ▸xmlns:x='u'/>",
            "<a xmlns:x='u' xmlns:y='&#117;' x:b='1' ▸y:b='2'/>",
            "<a xmlns:x='&#x75;' xmlns:y='&#117;' x:b='1' ▸y:b='2'/>",
            "<a xmlns:x='u v' xmlns:y='u\nv' x:b='1' ▸y:b='2'/>",
            "<a xmlns:xml='http://www.w3.org/XML/1998/namespace' xml:b='1' ▸xml:b='2'/>",
        ],
    ),
    // After a mark of no meaning the reading begins anew; what looks like a byte-order mark there is a character.
    production("places after a fault", &["<a>\u{feff}</a>"], &["<a>\u{feff}</▸b>", "<a>é\u{feff}<▸b></a>"]),
];

/// What `roxmltree` judges differently: it knows less of reserved and taken-back prefixes.
const DIFFERENT: &[&str] = &[
    "<:a/>",
    "<a :b='1'/>",
    "<a><?b:c?></a>",
    "<xml:a/>",
    "<xml:a xml:b='1'><xml:c></xml:c></xml:a>",
    "<a xmlns:xmlns='u'/>",
    "<a xmlns:x=''/>",
    "<a xmlns:x='u'><b xmlns:x=''/></a>",
    "<a xmlns='u' xmlns='v'/>",
];

#[test]
fn names() {
    check(&NAMES, accepts, DIFFERENT);
}

#[test]
fn namespaces() {
    check(&NAMESPACES, accepts, DIFFERENT);
}
