//! The page of one code: what it means in three languages, its cases, and payloads that show it.
//!
//! Input: the code's file and its rows of the registry. Output: Markdown.
//! Adds no words to what the file says but headings.

use std::fmt::Write as _;

use validator_core::Locale;
use validator_core::explain::{self, Case, CodeFile, Example, Note, Text};
use validator_core::violation::Severity;

use crate::markdown::{cell, fence, prose};

/// The headings of a language.
struct Headings {
    language: &'static str,
    why: &'static str,
    help: &'static str,
    fix: &'static str,
    message: &'static str,
    case: &'static str,
    severity: &'static str,
}

fn headings(locale: Locale) -> Headings {
    match locale {
        Locale::PtBr => Headings {
            language: "Português",
            why: "Por quê",
            help: "O que fazer",
            fix: "Correção oferecida",
            message: "Mensagem",
            case: "Caso",
            severity: "Gravidade",
        },
        Locale::En => Headings {
            language: "English",
            why: "Why",
            help: "What to do",
            fix: "Fix offered",
            message: "Message",
            case: "Case",
            severity: "Severity",
        },
        Locale::Es => Headings {
            language: "Español",
            why: "Por qué",
            help: "Qué hacer",
            fix: "Corrección ofrecida",
            message: "Mensaje",
            case: "Caso",
            severity: "Gravedad",
        },
    }
}

/// The whole page.
pub(crate) fn code_page(file: &CodeFile) -> String {
    let cases = file.cases();
    let mut acc = format!("# {} {}\n\n", file.code, file.name);
    acc.push_str(&crate::made_from(&format!("validator-core/codes/{}.toml", file.code)));
    for locale in Locale::ALL {
        push_language(&mut acc, file, locale, &cases);
    }
    push_facts(&mut acc, &cases);
    push_examples(&mut acc, file, &cases);
    acc
}

/// The loudest severity of each case, in the registry's order and without repeating any.
pub(crate) fn severities(file: &CodeFile, locale: Locale) -> String {
    let mut seen: Vec<Severity> = Vec::new();
    for case in file.cases() {
        if !seen.contains(&case.severity) {
            seen.push(case.severity);
        }
    }
    let words: Vec<&str> = seen.into_iter().map(|severity| word(locale, severity)).collect();
    words.join(", ")
}

fn push_language(acc: &mut String, file: &CodeFile, locale: Locale, cases: &[Case<'_>]) {
    let Headings { language, why, help, fix, message, case, severity } = headings(locale);
    let usual = file.text(locale);
    push(acc, format_args!("\n## {language}\n\n**{}**\n\n", prose(usual.title)));
    push(acc, format_args!("- {why}: {}\n", prose(usual.why)));
    if let [only] = cases {
        let text = file.variant(locale, only.variant);
        push(acc, format_args!("- {message}: {}\n- {help}: {}\n", prose(text.message), prose(text.help)));
        text.fix.into_iter().for_each(|text| push(acc, format_args!("- {fix}: {}\n", prose(text))));
        push(acc, format_args!("- {severity}: {}\n", word(locale, only.severity)));
        return;
    }
    push(acc, format_args!("\n| {case} | {severity} | {message} | {help} | {fix} |\n|---|---|---|---|---|\n"));
    for Case { variant, severity, .. } in cases {
        let Text { message, help, fix, .. } = file.variant(locale, variant);
        let severity = word(locale, *severity);
        let (message, help, fix) = (cell(message), cell(help), cell(fix.unwrap_or("–")));
        push(acc, format_args!("| {} | {severity} | {message} | {help} | {fix} |\n", name(variant)));
    }
}

/// What a report's `facts` hold for each case.
fn push_facts(acc: &mut String, cases: &[Case<'_>]) {
    let with_facts: Vec<&Case<'_>> = cases.iter().filter(|case| !case.facts.is_empty()).collect();
    if with_facts.is_empty() {
        return;
    }
    acc.push_str("\n## Facts\n\n");
    for case in with_facts {
        let facts: Vec<String> = case.facts.iter().map(|fact| format!("`{fact}`")).collect();
        match cases {
            [_] => push(acc, format_args!("{}\n", facts.join(", "))),
            _ => push(acc, format_args!("- {}: {}\n", name(case.variant), facts.join(", "))),
        }
    }
}

fn push_examples(acc: &mut String, file: &CodeFile, cases: &[Case<'_>]) {
    acc.push_str("\n## Exemplos, examples, ejemplos\n");
    let base = file.example();
    for Case { variant, .. } in cases {
        let Some(example) = file.case_example(variant) else { continue };
        if cases.len() > 1 {
            push(acc, format_args!("\n### {}\n", name(variant)));
        }
        // What a variant does not show anew is not shown twice.
        let is_repeated = !variant.is_empty() && base.is_some_and(|base| base.valid == example.valid);
        push_example(acc, &example, is_repeated);
    }
}

fn push_example(acc: &mut String, example: &Example, is_valid_repeated: bool) {
    if let Some(layout) = &example.layout {
        push(acc, format_args!("\nLayout: `{layout}`\n"));
    }
    if let Some(layout) = &example.layout_file {
        push(acc, format_args!("\nLayout:\n\n{}", fence("toml", layout)));
    }
    if let Some(Note { .. }) = &example.note {
        push_note(acc, example);
    }
    let valid = example.valid.as_deref().filter(|_| !is_valid_repeated);
    for (heading, payload) in
        [("Válido, valid, válido", valid), ("Com a falha, with the fault, con la falla", example.invalid.as_deref())]
    {
        payload
            .into_iter()
            .for_each(|payload| push(acc, format_args!("\n{heading}:\n\n{}", fence(syntax(payload), payload))));
    }
    let layouts = [
        ("Válido, valid, válido", &example.valid_layout),
        ("Com a falha, with the fault, con la falla", &example.invalid_layout),
    ];
    for (heading, layout) in layouts {
        layout.iter().for_each(|layout| push(acc, format_args!("\n{heading}:\n\n{}", fence("toml", layout))));
    }
}

fn word(locale: Locale, severity: Severity) -> &'static str {
    let key = serde_json::to_value(severity).expect("a severity is a word");
    explain::word(locale, key.as_str().unwrap_or_default())
}

fn push_note(acc: &mut String, example: &Example) {
    let Some(note) = &example.note else { return };
    acc.push('\n');
    for locale in Locale::ALL {
        push(acc, format_args!("- {}\n", prose(note.text(locale))));
    }
}

fn syntax(payload: &str) -> &'static str {
    if payload.trim_start_matches('\u{feff}').trim_start().starts_with('<') { "xml" } else { "json" }
}

fn name(variant: &str) -> String {
    // The same word in all three languages.
    if variant.is_empty() { "usual".to_owned() } else { format!("`{variant}`") }
}

fn push(acc: &mut String, text: std::fmt::Arguments<'_>) {
    acc.write_fmt(text).expect("a string takes all");
}
