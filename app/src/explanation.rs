//! What the pages of the codes show: families, messages in their parts, and examples that were really checked.
//!
//! Input: the files of `codes/`. Output: plain values. Never touches the browser, so that all of it can be tested
//! without one.

use validator_core::explain::{self, CodeFile, Example, LayoutText};
use validator_core::report::{DiagnosticReport, FileReport};
use validator_core::{Locale, catalog, report_problems};

use crate::check::check;
use crate::question::{self, Choice, Question};

/// Codes that begin with the same digit.
pub struct Family {
    pub digit: char,
    pub codes: Vec<&'static CodeFile>,
}

/// All codes, by family, in their order.
pub fn families() -> Vec<Family> {
    let mut acc: Vec<Family> = Vec::new();
    for code in explain::codes().filter_map(explain::code) {
        let digit = code.code.chars().nth(1).unwrap_or_default();
        match acc.last_mut() {
            Some(family) if family.digit == digit => family.codes.push(code),
            _ => acc.push(Family { digit, codes: vec![code] }),
        }
    }
    acc
}

/// A piece of a message: words, or the name of a fact that is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    Words(&'a str),
    Fact(&'a str),
}

/// Takes a message apart at its placeholders.
pub fn parts(message: &str) -> Vec<Part<'_>> {
    let mut acc = Vec::new();
    let mut rest = message;
    while let Some((before, (name, after))) =
        rest.split_once('{').and_then(|(before, name)| Some((before, name.split_once('}')?)))
    {
        acc.push(Part::Words(before));
        acc.push(Part::Fact(name));
        rest = after;
    }
    acc.push(Part::Words(rest));
    acc.retain(|part| *part != Part::Words(""));
    acc
}

/// A payload or a layout file of an example.
#[derive(Clone, Copy, Debug)]
pub enum Subject<'a> {
    Payload(&'a str),
    LayoutFile(&'a LayoutText),
}

impl<'a> Subject<'a> {
    /// What the example shows as good.
    pub fn valid(example: &'a Example) -> Option<Self> {
        let payload = example.valid.as_deref().map(Subject::Payload);
        payload.or(example.valid_layout.as_ref().map(Subject::LayoutFile))
    }

    /// What raises the code.
    pub fn invalid(example: &'a Example) -> Option<Self> {
        let payload = example.invalid.as_deref().map(Subject::Payload);
        payload.or(example.invalid_layout.as_ref().map(Subject::LayoutFile))
    }

    /// The text without the line ends that the file of the code puts around it.
    pub fn text(self) -> &'a str {
        let text = match self {
            Subject::Payload(text) => text,
            Subject::LayoutFile(text) => text,
        };
        // What is nothing but white space is meant to be so.
        if text.trim().is_empty() { text } else { text.trim() }
    }
}

/// What the checker is told to hold a text of a case's example against. One that shows its layout by itself needs no word.
pub fn choice(file: &CodeFile, variant: &str, example: &Example, text: &str) -> Choice {
    let shown = || Question::default().check(text).layout;
    match (&example.layout_file, &example.layout) {
        (Some(_), _) => Choice::Example { code: file.code.clone(), variant: variant.to_owned() },
        (None, Some(id)) if shown().as_deref() != Some(id) => Choice::Bundled(id.clone()),
        (None, _) => Choice::Detect,
    }
}

/// Checks a part of an example exactly as the page would, and keeps what is said under `code`.
pub fn told(example: &Example, subject: Subject<'_>, code: &str, locale: Locale) -> Vec<DiagnosticReport> {
    let FileReport { mut diagnostics, .. } = match subject {
        Subject::Payload(_) => {
            let own = question::own_layout(example);
            let bundled = example.layout.as_deref().and_then(catalog::layout);
            check(subject.text(), own.as_ref().or(bundled), locale)
        }
        Subject::LayoutFile(text) => {
            let loaded = catalog::load_layout_text(question::OWN, example.system.as_deref(), text);
            report_problems(subject.text(), &loaded.err().unwrap_or_default(), locale)
        }
    };
    diagnostics.retain(|diagnostic| diagnostic.code == code);
    diagnostics
}

/// A text cut at the diagnostics: pieces, and whether each is what a diagnostic is about. Empty spans mark nothing.
pub fn marked<'a>(text: &'a str, diagnostics: &[DiagnosticReport]) -> Vec<(&'a str, bool)> {
    let mut acc = Vec::new();
    let mut done = 0;
    for DiagnosticReport { start, end, .. } in diagnostics {
        let (start, end) = ((start.offset as usize).max(done), end.offset as usize);
        if let (Some(before), Some(found)) = (text.get(done..start), text.get(start..end)) {
            acc.extend([(before, false), (found, true)]);
            done = end;
        }
    }
    acc.extend(text.get(done..).map(|rest| (rest, false)));
    acc.retain(|(piece, _)| !piece.is_empty());
    acc
}

#[cfg(test)]
mod tests {
    use validator_core::explain::Case;

    use super::*;

    #[test]
    fn a_message_is_taken_apart_at_its_facts() {
        let parts = parts("{field} aceita {max}.");
        assert_eq!(parts, [Part::Fact("field"), Part::Words(" aceita "), Part::Fact("max"), Part::Words(".")]);
    }

    /// Every case with an example: the code, the variant, the example.
    fn examples() -> impl Iterator<Item = (&'static CodeFile, &'static str, Example)> {
        let files = families().into_iter().flat_map(|family| family.codes);
        files.flat_map(|file| {
            let with_example = |case: Case<'static>| Some((file, case.variant, file.case_example(case.variant)?));
            file.cases().into_iter().filter_map(with_example).collect::<Vec<_>>()
        })
    }

    #[test]
    fn what_an_example_shows_is_said() {
        for (file, _, example) in examples() {
            let Some(invalid) = Subject::invalid(&example) else { continue };
            let told = told(&example, invalid, &file.code, Locale::PtBr);
            assert!(!told.is_empty(), "{}: {invalid:?}", file.code);
            let text: String = marked(invalid.text(), &told).into_iter().map(|(piece, _)| piece).collect();
            assert_eq!(text, invalid.text());
        }
    }

    #[test]
    fn the_checker_says_of_an_example_what_its_page_says() {
        for (file, variant, example) in examples() {
            let Some(Subject::Payload(_)) = Subject::invalid(&example) else { continue };
            let text = Subject::invalid(&example).map(Subject::text).unwrap_or_default();
            let report = Question { choice: choice(file, variant, &example, text), ..Question::default() }.check(text);
            assert!(report.diagnostics.iter().any(|found| found.code == file.code), "{}: {text}", file.code);
        }
    }
}
