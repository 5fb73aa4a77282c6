//! Fakes: other characters of the same kind, in the same number of bytes and of UTF-16 units.
//!
//! Input: a value as written, without its quotes. Output: its fake, within one text always the same for the same value and
//! another for another. Numbers of documents keep their check digits valid, or invalid, as they were; only the line of a
//! boleto, with its four, loses them.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use super::MaskKey;
use crate::formats::Format;
use crate::tree::Syntax;

/// How often another fake is tried where one is taken or equals its original: short values have few others.
const TRIES: u32 = 16;

const NUMBERS_AT_MOST: u32 = 20_000;

/// Of eleven codes about one leaves the check digit of an access key as it is.
const CODES_TRIED: u32 = 200;

/// Of an access key the digits that are a CNPJ, and those that are drawn by the issuer.
const KEY_LENGTH: usize = 44;
const CNPJ_IN_KEY: Range<usize> = 6..20;
const CODE_IN_KEY: Range<usize> = 35..43;

/// What stands for what, so far.
pub(super) struct Fakes {
    key: MaskKey,
    known: HashMap<String, String>,
    /// For how many numbers more check digits are searched: a text of nothing else must not take for ever.
    n_numbers_left: u32,
    taken: HashSet<String>,
}

impl Fakes {
    pub fn new(key: MaskKey) -> Self {
        Self { key, known: HashMap::new(), n_numbers_left: NUMBERS_AT_MOST, taken: HashSet::new() }
    }

    /// The fake of a value.
    pub fn of(&mut self, content: &str, syntax: Syntax) -> String {
        let is_mark = |c: char| matches!(c, '.' | '-' | '/' | ' ' | '<' | '>' | ':');
        let characters: String = pieces(content, syntax).filter(|piece| piece.chars().count() == 1).collect();
        let bare: String = characters.chars().filter(char::is_ascii_alphanumeric).collect();
        let is_bare = characters.chars().all(|c| c.is_ascii_alphanumeric() || is_mark(c));
        // An access key as an identifier has letters before it, because no identifier begins with a digit.
        let prefix = bare.len() - bare.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
        let prefix = if bare.len() == prefix + KEY_LENGTH { prefix } else { 0 };
        let (before, number) = bare.split_at_checked(prefix).unwrap_or_default();
        let Some(kind) = Number::told(number).filter(|_| is_bare && self.n_numbers_left > 0) else {
            return self.remembered(content, |chance| words(content, syntax, chance));
        };
        self.n_numbers_left -= 1;
        let fake = format!("{before}{}", self.number(kind, number));
        let mut fake = fake.chars();
        let shown = |piece: &str| match piece.chars().next() {
            Some(c) if piece.len() == 1 && c.is_ascii_alphanumeric() => fake.next().unwrap_or(c).to_string(),
            _ => piece.to_owned(),
        };
        pieces(content, syntax).map(shown).collect()
    }

    fn number(&mut self, number: &Number, bare: &str) -> String {
        if number.format == Format::AccessKey {
            return self.access_key(number, bare);
        }
        self.remembered(bare, |chance| {
            let fake: String = bare.chars().map(|c| chance.like(c)).collect();
            number.with_check_digits(&fake, bare)
        })
    }

    /// The document repeats parts of its key: the company is the one that is named elsewhere, the issuer's code the one that
    /// stands elsewhere, and it is chosen so that the check digit stays.
    fn access_key(&mut self, number: &Number, bare: &str) -> String {
        if let Some(fake) = self.known.get(bare) {
            return fake.clone();
        }
        let part = |range: Range<usize>| bare.get(range).unwrap_or_default();
        let cnpj = part(CNPJ_IN_KEY);
        let cnpj = Number::told(cnpj).map_or_else(|| cnpj.to_owned(), |kind| self.number(kind, cnpj));
        let (before, between) = (part(0..CNPJ_IN_KEY.start), part(CNPJ_IN_KEY.end..CODE_IN_KEY.start));
        let (code, last) = (part(CODE_IN_KEY), part(CODE_IN_KEY.end..KEY_LENGTH));
        let key = |code: &str| [before, &cnpj, between, code, last].concat();
        let fake = match self.known.get(code) {
            Some(known) => number.with_check_digits(&key(known), bare),
            None => {
                let holds = number.holds(bare);
                let drawn = |attempt: u32| {
                    let mut chance = Chance::new(self.key, bare, attempt);
                    code.chars().map(|c| chance.like(c)).collect::<String>()
                };
                let is_wanted = |code: &String| number.holds(&key(code)) == holds;
                let fake = (0..CODES_TRIED).map(drawn).find(is_wanted).unwrap_or_else(|| drawn(CODES_TRIED));
                self.known.insert(code.to_owned(), fake.clone());
                number.with_check_digits(&key(&fake), bare)
            }
        };
        self.known.insert(bare.to_owned(), fake.clone());
        fake
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

/// A kind of number with check digits.
struct Number {
    format: Format,
    length: usize,
    check_digits: &'static [usize],
}

const NUMBERS: [Number; 5] = [
    Number { format: Format::Cpf, length: 11, check_digits: &[9, 10] },
    Number { format: Format::Renavam, length: 11, check_digits: &[10] },
    Number { format: Format::Cnpj, length: 14, check_digits: &[12, 13] },
    Number { format: Format::Cmc7, length: 30, check_digits: &[7, 18, 29] },
    Number { format: Format::AccessKey, length: KEY_LENGTH, check_digits: &[43] },
];

impl Number {
    /// The kind by its length and its check digits; where none holds, the first of its length.
    fn told(bare: &str) -> Option<&'static Number> {
        let may_be = |number: &&Number| {
            let letters = if number.format == Format::Cnpj { 12 } else { 0 };
            bare.len() == number.length && bare.bytes().skip(letters).all(|byte| byte.is_ascii_digit())
        };
        let numbers = || NUMBERS.iter().filter(may_be);
        numbers().find(|number| number.holds(bare)).or_else(|| numbers().next())
    }

    fn holds(&self, bare: &str) -> bool {
        self.format.check(&bare.to_ascii_uppercase(), true).is_none()
    }

    /// The fake with check digits that hold as little or as much as those of the original.
    fn with_check_digits(&self, fake: &str, original: &str) -> String {
        let holds = self.holds(original);
        let n_digits = self.check_digits.len();
        let candidate = |digits: usize| {
            let digits = format!("{digits:0n_digits$}");
            let mut digits = digits.chars();
            let at = |(place, c): (usize, char)| {
                if self.check_digits.contains(&place) { digits.next().unwrap_or(c) } else { c }
            };
            fake.chars().enumerate().map(at).collect::<String>()
        };
        let n_candidates = [10, 100, 1000].get(n_digits - 1).copied().unwrap_or(1000);
        (0..n_candidates).map(candidate).find(|text| self.holds(text) == holds).unwrap_or_else(|| fake.to_owned())
    }
}

/// The characters of a value one by one, and what is none of them in one piece each.
fn pieces(content: &str, syntax: Syntax) -> impl Iterator<Item = &str> {
    let mut rest = content;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let (piece, after) = rest.split_at_checked(left_alone(rest, syntax).max(first.len_utf8()))?;
        rest = after;
        Some(piece)
    })
}

/// Letters and digits replaced, escapes and markup left as they are.
fn words(content: &str, syntax: Syntax, chance: &mut Chance) -> String {
    let mut acc = String::with_capacity(content.len());
    let mut at = 0;
    for piece in pieces(content, syntax) {
        let mut characters = piece.chars();
        match (characters.next(), characters.next()) {
            (Some(c), None) => {
                // Consonants and vowels in turns, so that it can be read out.
                at = if c.is_alphabetic() { at + 1 } else { 0 };
                acc.push(chance.letter_like(c, at));
            }
            _ => {
                at = 0;
                acc.push_str(&referenced(piece));
            }
        }
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
        Syntax::Xml if rest.starts_with("]]>") => "]]>".len(),
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
