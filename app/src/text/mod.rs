//! Every word of the page, in each language.
//!
//! One constant a language, one field a text: a language that lacks a text does not compile.
//! The words of diagnostics and layouts are not here; they come with the report and the catalogue.

mod en;
mod es;
mod pt_br;

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
}

/// The texts in the reader's language. Follows the choice when called where changes are tracked.
pub fn text() -> &'static Texts {
    texts(locale())
}

/// The reader's language, tracked like [`text`].
pub fn locale() -> Locale {
    expect_context::<LocaleContext>().0.get()
}

/// The texts of one language.
pub fn texts(locale: Locale) -> &'static Texts {
    match locale {
        Locale::PtBr => &pt_br::TEXTS,
        Locale::En => &en::TEXTS,
        Locale::Es => &es::TEXTS,
    }
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
