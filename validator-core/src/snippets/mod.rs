//! A call of an interface in the language that an integrator programs in, with the payload in it.
//!
//! Input: a text, its layout, a language. Output: a program that runs. The languages are data (`snippets/`); the payload is
//! escaped for each of them here. Sends nothing: host and secrets are variables of whoever runs it.

mod file;
mod literal;
mod target;
mod template;

use std::sync::OnceLock;

pub use file::SnippetFile;
use literal::Piece;
use target::{CONTENT_TYPE, Part};
pub use target::{Target, addresses};
use template::{Slot, fill};

use crate::bundled::{index, unpack};
use crate::tree::Syntax;

/// Bytes of the longest text that is written into a call: a shell takes no longer argument.
pub const LONGEST: usize = 60_000;

/// The languages that a call can be written in, in the order of a list.
pub fn languages() -> &'static [SnippetFile] {
    static LANGUAGES: OnceLock<Vec<SnippetFile>> = OnceLock::new();
    LANGUAGES.get_or_init(|| {
        let mut languages: Vec<SnippetFile> =
            index().snippets.iter().filter_map(|packed| unpack(packed.file)).collect();
        languages.sort_by_key(|language| language.order);
        languages
    })
}

/// The call in a language.
pub fn write(language: &SnippetFile, target: &Target) -> String {
    let rules = &language.literal;
    let text = |text: &str| literal::write(rules, &[Piece::Text(text.to_owned())], true);
    let expression =
        |parts: &[Part], is_inline| literal::write(rules, &pieces(language, target.syntax, parts), is_inline);
    let url = expression(&target.url, true);
    let method = text(target.method);
    let verb = target
        .method
        .chars()
        .take(1)
        .chain(target.method.chars().skip(1).flat_map(char::to_lowercase))
        .collect::<String>();
    let body = target.body.as_ref().map(|body| expression(body, false)).unwrap_or_default();
    let is_type = |name: &str| name.eq_ignore_ascii_case(CONTENT_TYPE);
    let kind = target.headers.iter().find(|(name, _)| is_type(name)).map(|(_, value)| expression(value, true));
    let kind = kind.unwrap_or_default();
    let header = |(name, value): &(String, Vec<Part>)| {
        let whole: Vec<Part> = std::iter::once(Part::Text(format!("{name}: "))).chain(value.iter().cloned()).collect();
        vec![("name", text(name)), ("value", expression(value, true)), ("header", expression(&merged(whole), true))]
    };
    let headers: Vec<_> = target.headers.iter().map(header).collect();
    let others: Vec<_> = target.headers.iter().filter(|(name, _)| !is_type(name)).map(header).collect();
    // A remark ends with its line, and no word in it ends the program.
    let remark =
        |remark: &String| format!("{}{}\n", language.remark, remark.replace(['\r', '\n'], " ").replace("?>", ""));
    let remarks: String = target.remarks.iter().map(remark).collect();
    fill(&language.call, &|name| match name {
        "url" => Some(Slot::Text(&url)),
        "method" => Some(Slot::Text(&method)),
        "verb" => Some(Slot::Text(&verb)),
        "body" => Some(Slot::Text(&body)),
        "type" => Some(Slot::Text(&kind)),
        "headers" => Some(Slot::Each(&headers)),
        "others" => Some(Slot::Each(&others)),
        "remarks" => Some(Slot::Text(&remarks)),
        _ => None,
    })
}

/// Texts that stand side by side as one.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut acc: Vec<Part> = Vec::new();
    for part in parts {
        match (acc.last_mut(), part) {
            (Some(Part::Text(before)), Part::Text(text)) => before.push_str(&text),
            (_, part) => acc.push(part),
        }
    }
    acc
}

fn pieces(language: &SnippetFile, syntax: Syntax, parts: &[Part]) -> Vec<Piece> {
    let inside = match syntax {
        Syntax::Json => &language.json_variable,
        Syntax::Xml => &language.xml_variable,
    };
    let piece = |part: &Part| match part {
        Part::Text(text) => Piece::Text(text.clone()),
        Part::Variable(name) => Piece::Expression(language.variable.replace("{name}", name)),
        Part::Secret(name) => Piece::Expression(inside.replace("{name}", name)),
    };
    parts.iter().map(piece).collect()
}

#[cfg(test)]
mod tests;
