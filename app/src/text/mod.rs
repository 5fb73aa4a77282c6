//! Every word of the page, in each language.
//!
//! One constant a language, one field a text: a language that lacks a text does not compile.
//! The words of diagnostics and layouts are not here; they come with the report and the catalogue.

mod en;
mod es;
pub mod form;
mod pt_br;
pub mod send;
pub mod sheet;

use leptos::prelude::*;
use validator_core::Locale;

/// The language of the page, for `use_context`.
#[derive(Clone, Copy)]
pub struct LocaleContext(pub RwSignal<Locale>);

/// The texts of one language. Texts with a number or a name in them are functions.
pub struct Texts {
    /// The language's own name.
    pub language_name: &'static str,
    pub page_title: &'static str,
    pub purpose: &'static str,
    pub language: &'static str,
    pub theme: &'static str,
    pub theme_auto: &'static str,
    pub theme_light: &'static str,
    pub theme_dark: &'static str,

    pub payload: &'static str,
    pub samples: &'static str,
    pub sample_faulty: &'static str,
    pub sample_corrected: &'static str,
    pub open_file: &'static str,
    pub clear: &'static str,
    pub editor_name: &'static str,
    pub editor_invitation: &'static str,
    pub editor_loading: &'static str,
    pub editor_failed: &'static str,
    pub editor_keys: &'static str,
    /// CodeMirror's own words, by their English form; those of English itself need no entry.
    pub editor_phrases: &'static [(&'static str, &'static str)],
    pub read_as: fn(name: &str, encoding: &str) -> String,
    pub not_read: fn(name: &str) -> String,
    pub too_large: fn(name: &str, max_megabytes: usize) -> String,
    pub privacy: &'static str,

    pub result: &'static str,
    pub empty_title: &'static str,
    pub empty_text: &'static str,
    pub empty_samples: &'static str,
    pub checking: &'static str,
    pub valid: &'static str,
    pub invalid: &'static str,
    /// What an answer says of its request.
    pub answer_processed: &'static str,
    pub answer_partial: &'static str,
    pub answer_received: &'static str,
    pub answer_rejected: &'static str,
    pub answer_failed: &'static str,
    pub answer_unread: &'static str,
    pub well_formed: &'static str,
    pub layout: &'static str,
    pub rules: &'static str,
    pub stage_passed: &'static str,
    pub stage_failed: &'static str,
    pub stage_skipped: &'static str,
    pub layout_unknown: &'static str,
    pub request: &'static str,
    pub response: &'static str,

    pub diagnostics: &'static str,
    pub no_diagnostic: &'static str,
    pub truncated: fn(listed: usize, total: u32) -> String,
    pub error: &'static str,
    pub warning: &'static str,
    pub hint: &'static str,
    pub errors: &'static str,
    pub warnings: &'static str,
    pub hints: &'static str,
    pub place: fn(line: u32, column: u32) -> String,
    pub why: &'static str,
    pub help: &'static str,
    pub cause: &'static str,
    pub source: &'static str,
    pub suggestion: &'static str,
    pub apply_safe: &'static str,
    pub learn_more: &'static str,
    pub field: &'static str,
    pub own_layout: &'static str,
    pub own_layout_leave: &'static str,

    pub shell: ShellTexts,
    pub codes: CodeTexts,
    pub layouts: LayoutTexts,
    pub calls: CallTexts,
    pub long_check: LongCheckTexts,
    pub list: ListTexts,
    pub share: ShareTexts,
    pub send: send::SendTexts,
    pub form: form::FormTexts,
    pub sheet: sheet::SheetTexts,
    pub snippet: sheet::SnippetTexts,
}

/// A payload in a link.
pub struct ShareTexts {
    pub button: &'static str,
    pub heading: &'static str,
    pub note: &'static str,
    pub copy: &'static str,
    pub close: &'static str,
    pub too_long: &'static str,
    pub opened: &'static str,
    pub unreadable: &'static str,
}

/// What all pages have around them.
pub struct ShellTexts {
    pub offline: &'static str,
    pub offline_note: &'static str,
    pub pages: &'static str,
    pub check: &'static str,
    pub check_heading: &'static str,
    pub codes: &'static str,
    pub layouts: &'static str,
    /// The window's title on every page but the first.
    pub title: fn(page: &str) -> String,
    pub clear_search: &'static str,
    pub found: fn(shown: usize, total: usize) -> String,
    pub none_found: &'static str,
    pub not_found: &'static str,
    pub not_found_text: &'static str,
}

/// The pages of the codes.
pub struct CodeTexts {
    pub intro: &'static str,
    pub search: &'static str,
    /// The name of a family, by the first digit of its codes.
    pub family: fn(digit: char) -> &'static str,
    pub no_such_code: fn(code: &str) -> String,
    pub message: &'static str,
    pub facts_note: &'static str,
    pub fix: &'static str,
    pub cases: &'static str,
    pub usual_case: &'static str,
    pub valid_example: &'static str,
    pub invalid_example: &'static str,
    pub says_nothing: &'static str,
    pub says: &'static str,
    pub open_in_checker: &'static str,
    pub checked_with: &'static str,
    pub layout_of_example: &'static str,
    pub previous: &'static str,
    pub next: &'static str,
}

/// The pages of the layouts.
pub struct LayoutTexts {
    pub intro: &'static str,
    pub search: &'static str,
    pub no_such_layout: fn(id: &str) -> String,
    pub n_fields: fn(n_fields: usize) -> String,
    pub complete: &'static str,
    pub incomplete: &'static str,
    pub complete_note: &'static str,
    pub incomplete_note: &'static str,
    pub not_published: &'static str,
    pub not_published_note: &'static str,
    pub no_fields_note: &'static str,
    pub system: &'static str,
    pub id: &'static str,
    pub coverage: &'static str,
    pub manual: &'static str,
    pub operation: &'static str,
    pub outermost: &'static str,
    pub root_list: &'static str,
    pub root_object: &'static str,
    pub root_envelope: &'static str,
    pub root_document: &'static str,
    pub request: &'static str,
    pub answer: &'static str,
    pub search_field: &'static str,
    pub column_field: &'static str,
    pub column_label: &'static str,
    pub column_type: &'static str,
    pub column_size: &'static str,
    pub column_required: &'static str,
    pub column_list: &'static str,
    pub column_condition: &'static str,
    pub yes: &'static str,
    pub by_condition: &'static str,
    pub by_setting: &'static str,
    pub block: &'static str,
    pub repeats: &'static str,
    pub secret: &'static str,
    pub only_in_example: &'static str,
    pub also: &'static str,
    pub observed: &'static str,
    pub inferred: &'static str,
    pub contradiction: &'static str,
    pub n_values: fn(n_values: usize) -> String,
    pub rules: &'static str,
    pub samples: &'static str,
    pub samples_note: &'static str,
    pub sample_least: &'static str,
    pub sample_full: &'static str,
    pub conflicts: &'static str,
    pub conflicts_note: &'static str,
    pub conflict_between: &'static str,
    pub our_reading: &'static str,
}

/// What there is to do with a report.
pub struct ListTexts {
    pub masked: &'static str,
    pub filter: &'static str,
    pub times: fn(n_rows: usize) -> String,
    pub more: fn(n_more: usize) -> String,
    pub carry: &'static str,
    pub copy_markdown: &'static str,
    pub copy_csv: &'static str,
    pub copied: &'static str,
    pub save_html: &'static str,
    pub severity: &'static str,
    pub code: &'static str,
    pub place: &'static str,
    pub message: &'static str,
    pub profile: &'static str,
    pub documented: &'static str,
    pub tolerated: &'static str,
    pub preview: &'static str,
    pub line: fn(line: usize) -> String,
    pub apply: &'static str,
    pub leave: &'static str,
}

/// What is said of a long text, which the worker checks.
pub struct LongCheckTexts {
    pub running: fn(megabytes: f64) -> String,
    pub cancel: &'static str,
    pub cancelled: &'static str,
    pub failed: &'static str,
    pub again: &'static str,
}

/// How an interface is called, on its page.
pub struct CallTexts {
    pub heading: &'static str,
    pub unknown_method: &'static str,
    pub one_of_these: fn(methods: &str) -> String,
    pub unknown_path: &'static str,
    pub into_system: fn(system: &str) -> String,
    pub out_of_system: fn(system: &str) -> String,
    pub headers: &'static str,
    pub statuses: fn(system: &str, n_statuses: usize) -> String,
    pub suggested: &'static str,
    pub suggested_note: &'static str,
}

/// The texts in the reader's language. Follows the choice when called where changes are tracked.
pub fn text() -> &'static Texts {
    texts(locale())
}

/// The reader's language, tracked like [`text`].
pub fn locale() -> Locale {
    expect_context::<LocaleContext>().0.get()
}

/// The reader's language at this moment.
pub fn locale_untracked() -> Locale {
    expect_context::<LocaleContext>().0.get_untracked()
}

/// The texts of one language.
pub fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::PtBr => &pt_br::TEXTS,
        Locale::En => &en::TEXTS,
        Locale::Es => &es::TEXTS,
    }
}

/// A number with one decimal, as Portuguese and Spanish write it.
fn with_comma(number: f64) -> String {
    format!("{number:.1}").replace('.', ",")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_translations_have_the_same_editor_words() {
        let names = |texts: &Texts| texts.editor_phrases.iter().map(|(english, _)| *english).collect::<Vec<_>>();
        assert_eq!(names(&pt_br::TEXTS), names(&es::TEXTS));
    }
}
