//! Payloads of one hostile shape each, of any size: what a validator that is not linear, or not frugal, would stumble over.
//!
//! Made without any chance, so that every run and every machine measures the same bytes.

mod json;
mod xml;

/// A kind of payload.
pub struct Shape {
    /// What it is called in tables and file names.
    pub name: &'static str,
    /// How a file of it ends.
    pub ending: &'static str,
    /// Makes it, in at least so many bytes and few more.
    pub make: fn(usize) -> Vec<u8>,
}

const fn json(name: &'static str, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, ending: "json", make }
}

const fn xml(name: &'static str, make: fn(usize) -> Vec<u8>) -> Shape {
    Shape { name, ending: "xml", make }
}

/// All of them.
pub const SHAPES: [Shape; 32] = [
    json("deep", json::deep),
    json("towers", json::towers),
    xml("deep-soap", xml::deep),
    xml("towers-soap", xml::towers),
    json("wide", json::wide),
    xml("wide-soap", xml::wide),
    json("key-heavy", json::key_heavy),
    json("long-names", json::long_names),
    xml("long-names-soap", xml::long_names),
    json("colliding-keys", json::colliding_keys),
    xml("many-attributes", xml::many_attributes),
    xml("many-declarations", xml::many_declarations),
    json("long-numbers", json::long_numbers),
    xml("long-numbers-soap", xml::long_numbers),
    json("escapes", json::escapes),
    xml("references-soap", xml::references),
    json("wrapped", json::wrapped),
    json("error-heavy", json::error_heavy),
    json("broken", json::broken),
    json("commas", json::commas),
    json("commas-in-object", json::commas_in_object),
    json("bare-names", json::bare_names),
    xml("error-heavy-soap", xml::error_heavy),
    xml("broken-soap", xml::broken),
    json("duplicates", json::duplicates),
    json("equal-records", json::equal_records),
    xml("duplicates-soap", xml::duplicates),
    json("alternating", json::alternating),
    xml("alternating-soap", xml::alternating),
    json("mojibake", json::mojibake),
    json("not-utf8", json::not_utf8),
    xml("mojibake-soap", xml::mojibake),
];

/// `start`, then `piece` after `piece` until `bytes` are reached, then `end`. A piece hears its number.
fn repeat(bytes: usize, start: &str, mut piece: impl FnMut(&mut String, usize), end: &str) -> String {
    let mut acc = String::with_capacity(bytes + 4096);
    acc.push_str(start);
    let mut n_pieces = 0;
    while acc.len() + end.len() < bytes {
        piece(&mut acc, n_pieces);
        n_pieces += 1;
    }
    acc.push_str(end);
    acc
}
