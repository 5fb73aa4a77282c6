//! Hostile shapes in XML, most of them inside of an envelope.

use super::repeat;

/// As many levels as are still read below the operation, and no more.
const LEVELS: usize = 110;

/// An envelope around pieces of its parameters.
fn envelope(bytes: usize, piece: impl FnMut(&mut String, usize)) -> Vec<u8> {
    const START: &str = "<soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" \
         xmlns:ser=\"http://services.senior.com.br\"><soapenv:Body><ser:Consumir><user>integrador</user>\
         <password>segredo</password><encryption>0</encryption><parameters>";
    const END: &str = "</parameters></ser:Consumir></soapenv:Body></soapenv:Envelope>\n";
    repeat(bytes, START, piece, END).into_bytes()
}

/// Elements within elements, and nothing else.
pub fn deep(bytes: usize) -> Vec<u8> {
    let n_levels = bytes / 7;
    ("<a>".repeat(n_levels) + &"</a>".repeat(n_levels)).into_bytes()
}

/// Elements within elements as deep as they are still read, one such tower after the other.
pub fn towers(bytes: usize) -> Vec<u8> {
    let tower = "<a>".repeat(LEVELS) + &"</a>".repeat(LEVELS);
    envelope(bytes, |acc, _| acc.push_str(&tower))
}

/// The shortest elements beside each other.
pub fn wide(bytes: usize) -> Vec<u8> {
    envelope(bytes, |acc, _| acc.push_str("<a/>"))
}

/// Elements with names of thousands of bytes around faults: every place has to be said through all of them.
pub fn long_names(bytes: usize) -> Vec<u8> {
    const AROUND: usize = 100;
    let name = |level: usize| format!("{}{level}", "n".repeat(bytes / 4 / AROUND));
    let start: String = (0..AROUND).map(|level| format!("<{}>", name(level))).collect();
    let end: String = (0..AROUND).rev().map(|level| format!("</{}>", name(level))).collect();
    let fault = |acc: &mut String, _| acc.push_str("<bloco>texto<filho/></bloco>");
    repeat(bytes, &start, fault, &end).into_bytes()
}

/// One tag with half of all attributes, then tags with fifty each; known names among them.
pub fn many_attributes(bytes: usize) -> Vec<u8> {
    let mut n_attributes = 0;
    let mut attribute = || {
        n_attributes += 1;
        format!(" a{n_attributes}=\"\" codCnv{n_attributes}='&#65;'")
    };
    let mut first = String::from("<entrada");
    while first.len() < bytes / 2 {
        first.push_str(&attribute());
    }
    first.push_str("/>");
    envelope(bytes, |acc, n| match n {
        0 => acc.push_str(&first),
        _ => acc.push_str(&format!("<entrada{}/>", (0..25).map(|_| attribute()).collect::<String>())),
    })
}

/// One tag with half of all declarations, each of them used, then elements that declare the same prefixes anew.
pub fn many_declarations(bytes: usize) -> Vec<u8> {
    let mut first = String::from("<entrada");
    let mut n_prefixes = 0;
    while first.len() < bytes / 4 {
        n_prefixes += 1;
        first.push_str(&format!(" xmlns:p{n_prefixes}=\"urn:{n_prefixes}\""));
    }
    first.push('>');
    (1..=n_prefixes).for_each(|n| first.push_str(&format!("<p{n}:a p{n}:b=''/>")));
    first.push_str("</entrada>");
    envelope(bytes, |acc, n| match n {
        0 => acc.push_str(&first),
        _ => acc
            .push_str("<a xmlns:p='u' xmlns='v'><p:b xmlns:p='w' xmlns='x' p:c=''><p:d xmlns:p='u' q:e=''/></p:b></a>"),
    })
}

/// Numbers of a thousand digits where numbers are due, and one as long as half of the text.
pub fn long_numbers(bytes: usize) -> Vec<u8> {
    let digits = "7".repeat(1_000);
    let longest = "1".repeat(bytes / 2);
    envelope(bytes, |acc, n| match n {
        0 => acc.push_str(&format!("<entrada><vlrUti>{longest},5</vlrUti></entrada>")),
        _ => acc.push_str(&format!(
            "<entrada><codCnv>{digits}</codCnv><codCli>-{digits}</codCli><vlrUti>{digits},{digits}</vlrUti></entrada>"
        )),
    })
}

/// Values that are written in references alone, some of which mean nothing, and in pieces of CDATA and comments.
pub fn references(bytes: usize) -> Vec<u8> {
    let long = "&#231;&amp;&#xE3;".repeat(bytes / 3 / 17);
    envelope(bytes, |acc, n| {
        match n {
        0 => acc.push_str(&format!("<entrada><codCnv>{long}</codCnv></entrada>")),
        _ => acc.push_str(
            "<entrada><codCnv>&#49;&#x32;</codCnv><codCli>&lt;&nada;&amp;</codCli><vlrUti><![CDATA[1]]><!---->&#44;<![CDATA[]]>0\
             </vlrUti><datUti>&& &#0; &#xD800;</datUti></entrada>",
        ),
    }
    })
}

/// Items in which no value is right and most is missing or unknown.
pub fn error_heavy(bytes: usize) -> Vec<u8> {
    envelope(bytes, |acc, _| {
        acc.push_str(
            "<entrada><codCnv>doze</codCnv><ser:codCli>1.5</ser:codCli><VLRUTI>350.20</VLRUTI><datUti>2026-03-15</datUti>\
             <codCnv2/>texto</entrada><entrada xmlns=\"urn:x\"/>",
        );
    })
}

/// Every way to break the grammar, over and over; end tags that close nothing, or much, among them.
pub fn broken(bytes: usize) -> Vec<u8> {
    const FAULTS: [&str; 12] = [
        "<a><b><c></a>",
        "</x>",
        "< & <1>",
        "<a b=c d e='<' e='&x;' f=\"1\"g=\"2\">",
        "]]>",
        "<!-- a -- b -->",
        "<!ELEMENT a>",
        "<?xml version='1.0'?><?p?>",
        "<p:q r:s=''/>",
        "<a:b:c xmlns:a='' xmlns:xml='u'/>",
        "\u{1}\u{fffe}",
        "</entrada>",
    ];
    envelope(bytes, |acc, n| acc.push_str(FAULTS.get(n % FAULTS.len()).copied().unwrap_or_default()))
}

/// Items that repeat what may stand once, and attributes that repeat.
pub fn duplicates(bytes: usize) -> Vec<u8> {
    let many = "<codCnv>1</codCnv>".repeat(bytes / 2 / 18);
    envelope(bytes, |acc, n| match n {
        0 => acc.push_str(&format!("<entrada>{many}</entrada>")),
        _ => acc.push_str(
            "<entrada a='1' a='2' xmlns:b='u' xmlns:c='u' b:d='' c:d=''><codCli>1</codCli><codCli>1</codCli></entrada>",
        ),
    })
}

/// No element is of the kind of the one before: blocks where values are due, values where blocks are, text between both.
pub fn alternating(bytes: usize) -> Vec<u8> {
    const PIECES: [&str; 8] = [
        "<entrada>1</entrada>",
        "<entrada/>",
        "texto",
        "<entrada><codCnv><x/></codCnv></entrada>",
        "<codCnv/>",
        "<entrada xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>",
        "<![CDATA[<entrada>]]>",
        "<entrada><codCnv> </codCnv><codCli/></entrada>",
    ];
    envelope(bytes, |acc, n| acc.push_str(PIECES.get(n % PIECES.len()).copied().unwrap_or_default()))
}

/// UTF-8 that went through another encoding twice, in names and in values.
pub fn mojibake(bytes: usize) -> Vec<u8> {
    envelope(bytes, |acc, _| {
        acc.push_str(
            "<entrada><observaÃ§Ã£o>JoÃ£o 🚚 ÃƒÂ§</observaÃ§Ã£o><codCnv>Ã§</codCnv><datUti>Ã\u{81}</datUti></entrada>",
        );
    })
}
