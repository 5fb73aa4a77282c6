//! Hostile shapes in JSON.

use super::repeat;

/// As many levels as are still read, and no more.
const LEVELS: usize = 120;

/// Lists within lists, and nothing else.
pub fn deep(bytes: usize) -> Vec<u8> {
    let n_levels = bytes / 2;
    ("[".repeat(n_levels) + &"]".repeat(n_levels)).into_bytes()
}

/// Lists within lists as deep as they are still read, one such tower after the other.
pub fn towers(bytes: usize) -> Vec<u8> {
    let tower = "[".repeat(LEVELS) + &"]".repeat(LEVELS);
    list(bytes, |acc, _| acc.push_str(&tower))
}

/// One list of many small numbers.
pub fn wide(bytes: usize) -> Vec<u8> {
    list(bytes, |acc, _| acc.push('1'))
}

/// One record with many names, all of them different and unknown.
pub fn key_heavy(bytes: usize) -> Vec<u8> {
    repeat(bytes, "[{\"tipo\":\"J\"", |acc, n| acc.push_str(&format!(",\"campo{n}\":0")), "}]\n").into_bytes()
}

/// One record with a name as long as half of the text, then with names of a thousand bytes that differ in the last ones.
pub fn long_names(bytes: usize) -> Vec<u8> {
    let start = format!("[{{\"tipo\":\"J\",\"{}\":0", "n".repeat(bytes / 2));
    let name = "nome".repeat(250);
    repeat(bytes, &start, |acc, n| acc.push_str(&format!(",\"{name}{n:05}\":0")), "}]\n").into_bytes()
}

/// One record whose names are of one length, begin alike, end alike, and are equal to a hash that multiplies by 31.
pub fn colliding_keys(bytes: usize) -> Vec<u8> {
    let key = |n: usize| (0..20).map(|bit| if n >> bit & 1 == 0 { "Aa" } else { "BB" }).collect::<String>();
    let member =
        |acc: &mut String, n| acc.push_str(&format!(",\"codigoSistemaGestao{}codigoSistemaGestao\":0", key(n)));
    repeat(bytes, "[{\"tipo\":\"J\"", member, "}]\n").into_bytes()
}

/// Records with numbers of a thousand digits where numbers are due, and one number as long as half of the text.
pub fn long_numbers(bytes: usize) -> Vec<u8> {
    let digits = "7".repeat(1_000);
    let end = format!(",{{\"pessoa\":{{\"contribuinteIcms\":{}.5}}}}]\n", "1".repeat(bytes / 2));
    let record = |acc: &mut String, n: usize| {
        acc.push_str(if n == 0 { "" } else { "," });
        acc.push_str(&format!(
            "{{\"tipoRelacionamento\":\"C\",\"pessoa\":{{\"contribuinteIcms\":{digits}}},\"contasReceberAnaliticoInformacoesConsolidadas\":\
             {{\"valor\":{digits}.{digits},\"liquidez\":-0.{digits}e{digits},\"recompra\":\"{digits}\"}}}}"
        ));
    };
    repeat(bytes, "[", record, &end).into_bytes()
}

/// Names, values and codes that are written in escapes alone, some of them half a surrogate or none at all.
pub fn escapes(bytes: usize) -> Vec<u8> {
    let long = "\\u00e7\\n\\ud83d\\ude9a\\/".repeat(bytes / 2 / 22);
    let start = format!("[{{\"tipo\":\"\\u004a\",\"pessoa\":{{\"nome\":\"{long}\"}}}}");
    let record = |acc: &mut String, _| {
        acc.push_str(
            ",{\"\\u0074\\u0069\\u0070\\u006f\":\"\\u0046\",\"nomeOrigem\":\"\\u0020\\u0020\\t\",\"documento\":\"\\ud83d\",\
             \"pessoa\":{\"\\u006e\\u006f\\u006d\\u0065\":\"\\u0022\\q\\\"\",\"dataNascimento\":\"\\u0031\\u0038/06/2004\"}}",
        );
    };
    repeat(bytes, &start, record, "]\n").into_bytes()
}

/// A payload that stands in a string literal of another one: every quote of it is an escape.
pub fn wrapped(bytes: usize) -> Vec<u8> {
    let record = |acc: &mut String, n: usize| {
        acc.push_str(if n == 0 { "" } else { "," });
        acc.push_str(r#"{\"tipo\":\"J\",\"a\":\"\",\"\":\"\",\"b\":\"\\\"\\\"\\\"\\\"\"}"#);
    };
    repeat(bytes, "payload = \"[", record, "]\"\n").into_bytes()
}

/// Many records in which no value is right, and most of what is needed is missing.
pub fn error_heavy(bytes: usize) -> Vec<u8> {
    list(bytes, |acc, _| {
        acc.push_str(
            "{\"tipo\":\"X\",\"documento\":1,\"nomeOrigem\":\"\",\"tipoRelacionamento\":[],\
             \"pessoa\":{\"nome\":true,\"dataNascimento\":\"2004-06-18\",\"contribuinteIcms\":\"1\"},\"endereco\":{\"uf\":\"sc\"}}",
        );
    })
}

/// Separators and nothing between them: a fault for every byte.
pub fn commas(bytes: usize) -> Vec<u8> {
    repeat(bytes, "[", |acc, _| acc.push(','), "]").into_bytes()
}

/// The same where names are due.
pub fn commas_in_object(bytes: usize) -> Vec<u8> {
    repeat(bytes, "{", |acc, _| acc.push(','), "}").into_bytes()
}

/// Names without quotes, colons or values.
pub fn bare_names(bytes: usize) -> Vec<u8> {
    repeat(bytes, "{", |acc, _| acc.push_str("a,"), "}").into_bytes()
}

/// Every way to break the grammar, over and over; strings without an end and brackets that do not match among them.
pub fn broken(bytes: usize) -> Vec<u8> {
    const FAULTS: [&str; 12] = [
        "{tipo:'J',}",
        "{\"tipo\" \"J\" \"documento\":: 1;}",
        "{\"tipo\": \"sem fim\n}",
        "[1 2,,3]]",
        "{\"a\": [1}",
        "{\"pessoa\": \"nome\": 1}}",
        "/* c */ // d\n0x1F",
        "NaN +1 .5 012 1.2.3 31/01/2026",
        "{\"a\"=1, : 2, 3, \"b\"}",
        "\u{a0}\u{feff}Verdadeiro \"\u{1}\"",
        "\"linha\nlinha\"",
        "}])",
    ];
    list(bytes, |acc, n| acc.push_str(FAULTS.get(n % FAULTS.len()).copied().unwrap_or_default()))
}

/// One record that says the same names over and over, known and unknown.
pub fn duplicates(bytes: usize) -> Vec<u8> {
    let members = |acc: &mut String, _| acc.push_str(",\"tipo\":\"F\",\"x\":0,\"pessoa\":{},\"contatos\":[{}]");
    repeat(bytes, "[{\"tipo\":\"J\",\"pessoa\":{}", members, "}]\n").into_bytes()
}

/// Records whose value that must be unique, or may be there once, is one of a few, of a thousand bytes each.
pub fn equal_records(bytes: usize) -> Vec<u8> {
    let digits = "0123456789".repeat(100);
    list(bytes, |acc, n| {
        acc.push_str(&format!(
            "{{\"cmc7\":\"{digits}{}\",\"valor\":1,\"contatos\":[{{\"preferencial\":\"S\"}},{{\"preferencial\":\"S\"}}]}}",
            n % 1_000
        ));
    })
}

/// One list, and the fields of a record, in which no value is of the kind of the one before.
pub fn alternating(bytes: usize) -> Vec<u8> {
    const VALUES: [&str; 9] = ["1", "\"a\"", "{}", "[]", "null", "true", "\"\"", "[{}]", "{\"nome\":[1]}"];
    let value = |n: usize| VALUES.get(n % VALUES.len()).copied().unwrap_or_default();
    list(bytes, |acc, n| {
        acc.push_str(&format!("{},{{\"tipo\":{},\"tipoRelacionamento\":\"C\",", value(n), value(n + 1)));
        acc.push_str(&format!(
            "\"pessoa\":{},\"endereco\":{},\"contatos\":{}}}",
            value(n + 2),
            value(n + 3),
            value(n + 4)
        ));
    })
}

/// UTF-8 that went through another encoding twice, in names and in values, beside characters of four bytes.
pub fn mojibake(bytes: usize) -> Vec<u8> {
    list(bytes, |acc, _| {
        acc.push_str(
            "{\"tipo\":\"JoÃ£o\",\"tipoRelacionamento\":\"Ã§\",\"observaÃ§Ã£o\":\"ÃƒÂ§ÃƒÂ£ðŸšš\",\
             \"pessoa\":{\"nome\":\"🚚🚚🚚 ÃÂÃÂÃ\",\"razÃ£oSocial\":\"â€œâ€\u{9d}\"}}",
        );
    })
}

/// Bytes that are no UTF-8, each of which takes three bytes once it is read as what it may be.
pub fn not_utf8(bytes: usize) -> Vec<u8> {
    let record = [b"{\"tipo\":\"J\",\"pessoa\":{\"nome\":\"".as_slice(), &[0x80; 100], b"\"}}"].concat();
    let mut acc = b"[{}".to_vec();
    while acc.len() < bytes {
        acc.push(b',');
        acc.extend_from_slice(&record);
    }
    acc.extend_from_slice(b"]\n");
    acc
}

/// A list of what `item` writes.
fn list(bytes: usize, item: impl Fn(&mut String, usize)) -> Vec<u8> {
    let items = |acc: &mut String, n: usize| {
        acc.push_str(if n == 0 { "" } else { "," });
        item(acc, n);
    };
    repeat(bytes, "[", items, "]\n").into_bytes()
}
