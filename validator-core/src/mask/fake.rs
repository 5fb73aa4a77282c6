//! Fakes: other characters of the same kind, in the same number of bytes and of UTF-16 units.
//!
//! Input: a value as written, without its quotes. Output: its fake, within one text always the same for the same value and
//! another for another. Numbers of documents keep their check digits valid, or invalid, as they were.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::MaskKey;
use crate::formats::Format;
use crate::tree::Syntax;

/// How often another fake is tried where one is taken or equals its original: short values have few others.
const TRIES: u32 = 16;

/// Of an access key the digits that are a CNPJ, and where its check digit stands.
const KEY_LENGTH: usize = 44;
const CNPJ_IN_KEY: std::ops::Range<usize> = 6..20;

/// What stands for what, so far.
pub(super) struct Fakes {
    key: MaskKey,
    known: HashMap<String, String>,
    taken: HashSet<String>,
}

impl Fakes {
    pub fn new(key: MaskKey) -> Self {
        Self { key, known: HashMap::new(), taken: HashSet::new() }
    }

    /// The fake of a value.
    pub fn of(&mut self, content: &str, syntax: Syntax) -> String {
        let bare: String = content.chars().filter(char::is_ascii_alphanumeric).collect();
        let is_bare = content.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '/' | ' '));
        let document = [(11, Format::Cpf), (14, Format::Cnpj), (KEY_LENGTH, Format::AccessKey)]
            .into_iter()
            .find(|(length, _)| is_bare && bare.len() == *length)
            .filter(|(_, format)| has_digits(*format, &bare));
        match document {
            Some((_, format)) => {
                let fake = self.document(format, &bare);
                let mut characters = fake.chars();
                content
                    .chars()
                    .map(|c| if c.is_ascii_alphanumeric() { characters.next().unwrap_or(c) } else { c })
                    .collect()
            }
            None => self.remembered(content, |chance| words(content, syntax, chance)),
        }
    }

    fn document(&mut self, format: Format, bare: &str) -> String {
        if format == Format::AccessKey {
            let cnpj = bare.get(CNPJ_IN_KEY).unwrap_or_default().to_owned();
            let cnpj = self.document(Format::Cnpj, &cnpj);
            return self.remembered(bare, |chance| {
                let (before, after) = (bare.get(..CNPJ_IN_KEY.start), bare.get(CNPJ_IN_KEY.end..35));
                let code: String = (0..8).map(|_| chance.digit()).collect();
                let base = format!("{}{cnpj}{}{code}", before.unwrap_or_default(), after.unwrap_or_default());
                with_check_digits(format, &base, bare)
            });
        }
        let n_check_digits = 2;
        self.remembered(bare, |chance| {
            let base = bare.get(..bare.len() - n_check_digits).unwrap_or_default();
            let base: String = base.chars().map(|c| chance.like(c)).collect();
            with_check_digits(format, &base, bare)
        })
    }

    /// Another value keeps another fake, as far as there are enough of its shape.
    fn remembered(&mut self, content: &str, make: impl Fn(&mut Chance) -> String) -> String {
        if let Some(fake) = self.known.get(content) {
            return fake.clone();
        }
        let attempt = |attempt: u32| make(&mut Chance::new(self.key, content, attempt));
        let is_free = |fake: &String| fake != content && !self.taken.contains(fake);
        let fake = (0..TRIES).map(attempt).find(is_free).unwrap_or_else(|| attempt(TRIES));
        self.taken.insert(fake.clone());
        self.known.insert(content.to_owned(), fake.clone());
        fake
    }
}

/// Whether a document's number may be one at all: digits, and letters only where they may stand.
fn has_digits(format: Format, bare: &str) -> bool {
    let letters = if format == Format::Cnpj { 12 } else { 0 };
    bare.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
}

/// The base with check digits that hold as little or as much as those of the original.
fn with_check_digits(format: Format, base: &str, original: &str) -> String {
    let holds = |text: &str| format.check(&text.to_ascii_uppercase(), true).is_none();
    let n_check_digits = original.len().saturating_sub(base.len());
    let n_candidates = 10_u32.pow(n_check_digits.min(2).try_into().unwrap_or(2));
    let candidate = |digits: u32| format!("{base}{digits:0n_check_digits$}");
    let is_wanted = |text: &String| holds(text) == holds(original);
    (0..n_candidates).map(candidate).find(is_wanted).unwrap_or_else(|| candidate(0))
}

/// Letters and digits replaced, escapes and markup left as they are.
fn words(content: &str, syntax: Syntax, chance: &mut Chance) -> String {
    let mut acc = String::with_capacity(content.len());
    let mut rest = content;
    let mut at = 0;
    while let Some(c) = rest.chars().next() {
        let kept = left_alone(rest, syntax);
        if kept > 0 {
            acc.push_str(&referenced(rest.get(..kept).unwrap_or_default()));
            rest = rest.get(kept..).unwrap_or_default();
            at = 0;
            continue;
        }
        // Consonants and vowels in turns, so that it can be read out.
        at = if c.is_alphabetic() { at + 1 } else { 0 };
        acc.push(chance.letter_like(c, at));
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    acc
}

/// The length of what is no character of the value itself: an escape, a reference, the marks of a section.
fn left_alone(rest: &str, syntax: Syntax) -> usize {
    let length = |end: Option<usize>| end.map_or(0, |end| end + 1);
    match syntax {
        Syntax::Json if rest.starts_with("\\u") => rest.char_indices().nth(6).map_or(rest.len(), |(end, _)| end),
        Syntax::Json if rest.starts_with('\\') => rest.char_indices().nth(2).map_or(rest.len(), |(end, _)| end),
        Syntax::Xml if rest.starts_with("<![CDATA[") => "<![CDATA[".len(),
        Syntax::Xml if rest.starts_with('&') => length(rest.bytes().take(12).position(|byte| byte == b';')),
        _ => 0,
    }
}

/// A letter that was written by its number becomes another one, in as many digits.
fn referenced(escape: &str) -> String {
    let padded = |before: &str, number: &str, after: &str| {
        let width = escape.len().saturating_sub(before.len() + after.len());
        format!("{before}{number:0>width$}{after}")
    };
    match escape {
        _ if escape.starts_with("\\u00") => padded("\\u", "0061", ""),
        _ if escape.starts_with("&#x") && escape.len() > 5 => padded("&#x", "61", ";"),
        _ if escape.starts_with("&#") && escape.len() > 4 => padded("&#", "97", ";"),
        _ => escape.to_owned(),
    }
}

/// A stream of numbers that nobody can foretell without the key.
struct Chance(u64);

impl Chance {
    fn new(key: MaskKey, content: &str, attempt: u32) -> Self {
        let mut hasher = DefaultHasher::new();
        (key.0, content, attempt, key.0).hash(&mut hasher);
        Self(hasher.finish())
    }

    /// The next number below a small bound (SplitMix64).
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let high = (mixed ^ (mixed >> 31)) >> 33;
        usize::try_from(high).unwrap_or(0) % bound.max(1)
    }

    fn one_of(&mut self, characters: &str) -> char {
        let at = self.below(characters.chars().count());
        characters.chars().nth(at).unwrap_or('x')
    }

    fn digit(&mut self) -> char {
        self.one_of("0123456789")
    }

    /// A character of the same kind.
    fn like(&mut self, c: char) -> char {
        let at = self.below(2);
        self.letter_like(c, at)
    }

    /// A character of the same kind, of the same length in UTF-8; of letters a consonant where `at` is odd.
    fn letter_like(&mut self, c: char, at: usize) -> char {
        let lower = if at % 2 == 1 { "bcdfglmnprstv" } else { "aeiou" };
        match (c, c.len_utf8()) {
            // A zero may stand in front, where no other digit may follow it.
            ('0', _) => '0',
            ('1'..='9', _) => self.one_of("123456789"),
            ('a'..='z', _) => self.one_of(lower),
            ('A'..='Z', _) => self.one_of(lower).to_ascii_uppercase(),
            (_, 2) if c.is_uppercase() => self.one_of("ÁÉÍÓÚÃÕÇ"),
            (_, 2) if c.is_alphanumeric() => self.one_of("áéíóúãõç"),
            (_, 3) if c.is_alphanumeric() => '〇',
            (_, 4) if c.is_alphanumeric() => '𐌀',
            _ => c,
        }
    }
}
