//! A question to the checker as plain data, so that the page and its worker ask it alike.
//!
//! Input: a text, and how it is to be judged. Output: a report, or the mended text. Both come from the worker in pages,
//! because reading a whole report at once would hold up the page. Never touches the browser, so that all of it can be
//! tested without one.

use serde::{Deserialize, Serialize};
use validator_core::explain::{self, Example};
use validator_core::layout::Layout;
use validator_core::report::{DiagnosticReport, FileReport, Position};
use validator_core::{LayoutChoice, Locale, MaskKey, Options, Profile, Source, catalog};

use crate::difference::differences;

/// What a payload is held against.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Choice {
    /// The layout that it looks like.
    #[default]
    Detect,
    /// The bundled layout of this id.
    Bundled(String),
    /// The layout that the example of a code's case brings along.
    Example { code: String, variant: String },
}

/// How a text is to be judged, and in which language.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    pub choice: Choice,
    /// Whether severities follow what servers let pass.
    pub is_tolerant: bool,
    /// The language's tag.
    pub language: String,
}

impl Question {
    /// The whole check.
    pub fn check(&self, text: &str) -> FileReport {
        self.with_options(|options| validator_core::check_text(text, options))
    }

    /// The text after every fix that needs no second look, also those beyond what the report lists.
    pub fn fix_safe(&self, text: &str) -> String {
        self.with_options(|options| validator_core::fix_safe(text, options).text)
    }

    /// The payload with fakes in the place of whatever may tell of a person.
    pub fn mask(&self, text: &str, key: MaskKey) -> String {
        self.with_options(|options| validator_core::mask(&Source::from_text(text), options, key))
    }

    /// Where the first value of a documented field stands.
    pub fn locate(&self, text: &str, path: &str) -> Option<(Position, Position)> {
        self.with_options(|options| validator_core::locate(&Source::from_text(text), options, path))
    }

    fn with_options<T>(&self, action: impl FnOnce(&Options<'_>) -> T) -> T {
        let own = match &self.choice {
            Choice::Example { code, variant } => {
                explain::code(code).and_then(|file| own_layout(&file.case_example(variant)?))
            }
            Choice::Detect | Choice::Bundled(_) => None,
        };
        let bundled = match &self.choice {
            Choice::Bundled(id) => catalog::layout(id),
            Choice::Detect | Choice::Example { .. } => None,
        };
        let options = Options {
            // A layout that cannot be had is as good as none named.
            layout: own.as_ref().or(bundled).map_or(LayoutChoice::Detect, LayoutChoice::Use),
            profile: if self.is_tolerant { Profile::Tolerated } else { Profile::Documented },
            locale: self.language.parse::<Locale>().unwrap_or_default(),
            ..Options::default()
        };
        action(&options)
    }
}

/// The id of a layout that came with an example; the catalogue has none of this name.
pub const OWN: &str = "example";

/// The layout that an example brings along.
pub fn own_layout(example: &Example) -> Option<Layout> {
    catalog::load_layout_text(OWN, example.system.as_deref(), example.layout_file.as_ref()?).ok()
}

/// What is asked of the worker beside the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Task {
    Check(Question),
    FixSafe(Question),
}

/// How many diagnostics a page holds: so many are read in a moment.
const PAGE: usize = 25;

impl Task {
    /// The answer. Of a report: what it is without its diagnostics, then these, as JSON. Of a repair: what it changes, as
    /// JSON, then the mended text.
    pub fn answer(&self, text: &str) -> Vec<String> {
        match self {
            Task::Check(question) => {
                let mut report = question.check(text);
                let diagnostics = std::mem::take(&mut report.diagnostics);
                std::iter::once(to_json(&report)).chain(diagnostics.chunks(PAGE).map(|page| to_json(&page))).collect()
            }
            Task::FixSafe(question) => {
                let fixed = question.fix_safe(text);
                vec![to_json(&differences(text, &fixed)), fixed]
            }
        }
    }
}

/// Reads the first page of a report.
pub fn read_head(page: &str) -> Option<FileReport> {
    serde_json::from_str(page).ok()
}

/// Reads another page of a report.
pub fn read_page(page: &str) -> Option<Vec<DiagnosticReport>> {
    serde_json::from_str(page).ok()
}

fn to_json(value: &impl Serialize) -> String {
    // Plain data of ours holds nothing that JSON cannot.
    serde_json::to_string(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAYLOAD: &str = r#"[{ "tipo": "J", "pessoa": { "nome": "Loja" } }]"#;

    #[test]
    fn a_report_from_the_worker_is_the_report() {
        let question = Question { language: "en".to_owned(), ..Question::default() };
        let pages = Task::Check(question.clone()).answer(PAYLOAD);
        let (head, rest) = pages.split_first().expect("a page");
        let mut answer = read_head(head).expect("a report");
        answer.diagnostics = rest.iter().flat_map(|page| read_page(page).expect("diagnostics")).collect();
        let mut here = question.check(PAYLOAD);
        // The page shows messages, not the facts behind them.
        here.diagnostics.iter_mut().for_each(|diagnostic| diagnostic.facts = Default::default());
        assert!(!here.diagnostics.is_empty());
        assert_eq!(answer, here);
    }

    #[test]
    fn a_chosen_layout_is_used_whatever_the_text_looks_like() {
        let id = catalog::entries().last().map(|entry| entry.id().to_owned()).expect("there are layouts");
        let question = Question { choice: Choice::Bundled(id.clone()), ..Question::default() };
        let report = question.check("{}");
        assert_eq!((report.layout, report.detected), (Some(id), false));
    }

    #[test]
    fn a_task_survives_the_way_to_the_worker() {
        let choice = Choice::Example { code: "V315".to_owned(), variant: "cpf".to_owned() };
        let task = Task::FixSafe(Question { choice, is_tolerant: true, language: "es".to_owned() });
        let json = serde_json::to_string(&task).expect("plain data");
        assert_eq!(serde_json::from_str::<Task>(&json).expect("the same"), task);
    }
}
