//! From codes to words, in three languages. The words lie in `codes/`; this only finds and fills them.
//!
//! The page, the command line, SARIF and the documentation all read the same files.

mod cases;
mod file;
mod row;
mod sentence;

use std::sync::OnceLock;

use crate::bundled::{index, unpack};
pub use crate::locale::Locale;
pub use cases::Case;
pub use file::{CodeFile, Example, LayoutText, Note};
pub use row::{conditions, rules, size};
pub use sentence::because;
pub(crate) use sentence::values;

impl Note {
    /// In one language.
    pub fn text(&self, locale: Locale) -> &str {
        match locale {
            Locale::PtBr => &self.pt_br,
            Locale::En => &self.en,
            Locale::Es => &self.es,
        }
    }
}

/// The words of a code in one language; placeholders are not yet filled.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Text<'a> {
    /// A few words.
    pub title: &'a str,
    /// One sentence about one case.
    pub message: &'a str,
    /// Why it matters.
    pub why: &'a str,
    /// What to do.
    pub help: &'a str,
    /// What the repair does, where there is one.
    pub fix: Option<&'a str>,
    /// What the second place has to do with it.
    pub label: Option<&'a str>,
}

impl CodeFile {
    /// The usual words.
    pub fn text(&self, locale: Locale) -> Text<'_> {
        let base = match locale {
            Locale::PtBr => &self.pt_br,
            Locale::En => &self.en,
            Locale::Es => &self.es,
        };
        Text {
            title: base.title.as_deref().unwrap_or_default(),
            message: base.message.as_deref().unwrap_or_default(),
            why: base.why.as_deref().unwrap_or_default(),
            help: base.help.as_deref().unwrap_or_default(),
            fix: base.fix.as_deref(),
            label: base.label.as_deref(),
        }
    }

    /// The words of a variant; what it does not say anew is as usual.
    pub fn variant(&self, locale: Locale, variant: &str) -> Text<'_> {
        let base = self.text(locale);
        let Some(file) = self.variant.get(variant) else {
            // A repair or a second place of one variant need not exist in another.
            let is_base = variant.is_empty();
            return Text { fix: base.fix.filter(|_| is_base), label: base.label.filter(|_| is_base), ..base };
        };
        let own = match locale {
            Locale::PtBr => &file.pt_br,
            Locale::En => &file.en,
            Locale::Es => &file.es,
        };
        Text {
            title: own.title.as_deref().unwrap_or(base.title),
            message: own.message.as_deref().unwrap_or(base.message),
            why: own.why.as_deref().unwrap_or(base.why),
            help: own.help.as_deref().unwrap_or(base.help),
            fix: own.fix.as_deref(),
            label: own.label.as_deref(),
        }
    }

    /// The names of its variants.
    pub fn variants(&self) -> impl Iterator<Item = &str> {
        self.variant.keys().map(String::as_str)
    }

    /// Its example.
    pub fn example(&self) -> Option<&Example> {
        self.example.as_ref()
    }

    /// A variant's example; what it does not give is as in the base's.
    pub fn variant_example(&self, variant: &str) -> Option<Example> {
        let own = self.variant.get(variant)?.example.clone()?;
        let base = self.example.clone().unwrap_or_default();
        let inherits_layout = own.layout.is_none() && own.layout_file.is_none();
        Some(Example {
            layout: own.layout.or(base.layout.filter(|_| inherits_layout)),
            layout_file: own.layout_file.or(base.layout_file.filter(|_| inherits_layout)),
            system: own.system.or(base.system),
            valid: own.valid.or(base.valid),
            invalid: own.invalid,
            valid_layout: own.valid_layout.or(base.valid_layout),
            invalid_layout: own.invalid_layout,
            note: own.note,
        })
    }
}

/// The file of a code such as `V302`; the case of the letter does not matter.
pub fn code(code: &str) -> Option<&'static CodeFile> {
    let codes = &index().codes;
    let id = code.to_ascii_uppercase();
    let at = codes.binary_search_by(|known| known.id.cmp(&id)).ok()?;
    static FILES: OnceLock<Vec<OnceLock<Option<CodeFile>>>> = OnceLock::new();
    let files = FILES.get_or_init(|| codes.iter().map(|_| OnceLock::new()).collect());
    let packed = codes.get(at)?;
    files.get(at)?.get_or_init(|| unpack(packed.file)).as_ref()
}

/// All codes in order, such as `V101`.
pub fn codes() -> impl Iterator<Item = &'static str> {
    index().codes.iter().map(|packed| packed.id)
}

/// One of the small words of `codes/wording.toml`; empty when there is none of that name, which a test rules out.
pub fn word(locale: Locale, key: &str) -> &'static str {
    let words = &index().words;
    let found = words.binary_search_by(|(known, _)| (*known).cmp(key)).ok().and_then(|at| words.get(at));
    found.and_then(|(_, word)| word.get(locale as usize)).copied().unwrap_or_default()
}

/// `template` with each `{name}` replaced by its value, in one pass: a value may hold braces of its own.
pub(crate) fn fill<'v>(template: &str, value: impl Fn(&str) -> Option<std::borrow::Cow<'v, str>>) -> String {
    let mut acc = String::with_capacity(template.len() + 32);
    let mut rest = template;
    while let Some((before, after)) = split_at_byte(rest, b'{') {
        acc.push_str(before);
        match split_at_byte(after, b'}').and_then(|(name, tail)| Some((value(name)?, tail))) {
            Some((value, tail)) => {
                acc.push_str(&value);
                rest = tail;
            }
            None => {
                acc.push('{');
                rest = after;
            }
        }
    }
    acc.push_str(rest);
    acc
}

/// What stands before and behind the first such byte, which is ASCII.
fn split_at_byte(text: &str, byte: u8) -> Option<(&str, &str)> {
    let at = memchr::memchr(byte, text.as_bytes())?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_in_one_pass() {
        let value = |name: &str| (name == "a").then(|| "{a}{b}".into());
        assert_eq!(fill("{a} {b} {", value), "{a}{b} {b} {");
    }

    #[test]
    fn every_file_can_be_read() {
        for id in codes() {
            assert!(code(id).is_some(), "{id}");
        }
    }
}
