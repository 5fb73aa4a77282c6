//! `gabarito explain`: what a code means, why it exists, how to mend it.
//!
//! Input: a code as a person writes it. Output: its file in `codes/`, as text.
//! Adds no words to what the file says but headings.

use validator_core::explain::{self as words, CodeFile, Example};
use validator_core::{Locale, violation};

use crate::output::Output;
use crate::text::{Text, text};
use crate::{Failure, Status};

pub(crate) fn explain(code: &str, locale: Locale, output: &mut Output) -> Result<Status, Failure> {
    let text = text(locale);
    let Some(file) = words::code(code.trim()) else {
        return Err(Failure(format!("{}; {}", (text.unknown_code)(code), text.see_help)));
    };
    output.print(&describe(file, locale, text), text)?;
    Ok(Status::Valid)
}

fn describe(file: &CodeFile, locale: Locale, text: &Text) -> String {
    let usual = file.text(locale);
    let severity = words::word(locale, &file.severity);
    let mut acc = format!("{} {}: {}\n{}: {severity}\n", file.code, file.name, usual.title, text.default_severity);
    acc.push_str(&format!("\n{}: {}\n", text.why, usual.why));
    acc.push_str(&format!("{}: {}\n", text.what_to_do, usual.help));
    acc.push_str(&format!("\n{}:\n", text.cases));
    for message in messages(file, locale) {
        acc.push_str(&format!("  {}\n", without_names(&message)));
    }
    if let Some(example) = example(file) {
        push_example(&mut acc, &example, locale, text);
    }
    acc
}

/// The sentences that the code may speak, in the order of the registry.
fn messages(file: &CodeFile, locale: Locale) -> Vec<String> {
    let entries = violation::ALL.iter().filter(|entry| entry.code.to_string() == file.code);
    let mut acc: Vec<String> = Vec::new();
    for entry in entries {
        let message = file.variant(locale, entry.variant).message.to_owned();
        if !acc.contains(&message) {
            acc.push(message);
        }
    }
    acc
}

/// The code's own example, else the first of its variants that shows something.
fn example(file: &CodeFile) -> Option<Example> {
    let variants = file.variants().filter_map(|variant| file.variant_example(variant));
    let mut all = file.example().cloned().into_iter().chain(variants);
    let mut first = None;
    all.find(|example| {
        first.get_or_insert_with(|| example.clone());
        example.invalid.is_some() || example.invalid_layout.is_some()
    })
    .or(first)
}

fn push_example(acc: &mut String, example: &Example, locale: Locale, text: &Text) {
    let valid = example.valid.as_deref().or(example.valid_layout.as_deref());
    let invalid = example.invalid.as_deref().or(example.invalid_layout.as_deref());
    for (heading, payload) in [(text.valid_example, valid), (text.invalid_example, invalid)] {
        let Some(payload) = payload else { continue };
        acc.push_str(&format!("\n{heading}:\n"));
        for line in payload.trim_matches('\n').lines() {
            acc.push_str(format!("    {line}").trim_end());
            acc.push('\n');
        }
    }
    if let Some(note) = &example.note {
        acc.push_str(&format!("\n{}\n", note.text(locale)));
    }
}

/// What differs from case to case becomes an ellipsis: the names of the facts are for programs.
fn without_names(message: &str) -> String {
    let mut acc = String::new();
    let mut rest = message;
    while let Some((before, (_, after))) =
        rest.split_once('{').and_then(|(before, name)| Some((before, name.split_once('}')?)))
    {
        acc.push_str(before);
        acc.push('…');
        rest = after;
    }
    acc + rest
}
