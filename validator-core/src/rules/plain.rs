//! A test that most values pass, made from a field's rules when its layout is loaded.
//!
//! What passes has nothing wrong with it, and the rules need not look. What does not pass may still be in order: nothing is
//! ever said because of this test. A test of its own holds it against the rules for every field of every layout.

use std::sync::Arc;

use super::date;
use crate::formats::Format;
use crate::layout::{Alteration, Mark, Padding, System, ValueKind, ValueList, ValueRules};
use crate::parse::scan::is_same;
use crate::tree::{Kind, Syntax};

/// What is enough for a value to be in order.
#[derive(Clone, Debug, Default)]
pub(crate) enum Plain {
    /// Nothing short of the rules.
    #[default]
    Unknown,
    /// A block: what it is, is judged inside.
    Block,
    /// A text of at most so many bytes, in this form.
    Text { max: usize, form: Option<Format>, has_markup: bool, words: Lengths },
    /// One of the documented values, written as a text or as a number.
    Listed { list: Arc<ValueList>, is_number: bool },
    /// Digits.
    Integer { digits: usize },
    /// Digits, and digits behind the mark.
    Decimal { mark: u8, whole: usize, decimals: Decimals },
    /// A day that every month has.
    Date { form: date::Form, must_be_first: bool },
}

/// How many digits may stand behind the mark.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Decimals {
    AtMost(usize),
    Exactly(usize),
    /// No more than this together with those before the mark.
    Shared(usize),
}

impl Plain {
    /// The test for values of these rules.
    pub fn of(rules: &ValueRules, system: &System) -> Self {
        let has_limits = rules.min.is_some() || rules.min_advised.is_some() || rules.max.is_some();
        if has_limits || rules.must_be.is_some() || rules.prefix.is_some() || rules.valid_check_digits {
            return Plain::Unknown;
        }
        let form = match rules.formats.as_slice() {
            [] => None,
            [(None, format)] if rules.kind == ValueKind::Text => Some(*format),
            _ => return Plain::Unknown,
        };
        let words = Lengths::of(&system.placeholders);
        let max = rules.size.map_or(usize::MAX, |size| size as usize);
        match (rules.kind, &rules.list) {
            (ValueKind::Text, Some(list)) if form.is_none() && rules.altered.is_empty() && fits(list, max) => {
                Plain::Listed { list: Arc::clone(list), is_number: false }
            }
            (ValueKind::Integer, Some(list))
                if rules.altered.is_empty() && fits(list, max) && are_digits(list, rules) =>
            {
                Plain::Listed { list: Arc::clone(list), is_number: true }
            }
            (_, Some(_)) => Plain::Unknown,
            (ValueKind::Text, None) => match rules.altered.as_slice() {
                [] => Plain::Text { max, form, has_markup: false, words },
                [Alteration::Markup] => Plain::Text { max, form, has_markup: true, words },
                _ => Plain::Unknown,
            },
            (ValueKind::Date | ValueKind::DateTime, None) => {
                let must_be_first = rules.altered == [Alteration::FirstDay];
                let is_known = must_be_first || rules.altered.is_empty();
                let form = match rules.kind {
                    ValueKind::DateTime => date::Form::DateTime,
                    _ => date::Form::Date,
                };
                let is_room = max >= form.pattern().len();
                if is_known && is_room { Plain::Date { form, must_be_first } } else { Plain::Unknown }
            }
            (ValueKind::Integer, None) if rules.size.is_none() && rules.altered.is_empty() => {
                // What is longer than a number can be held is left to the rules.
                Plain::Integer { digits: rules.digits.map_or(15, |digits| digits as usize) }
            }
            (ValueKind::Decimal(mark, padding), None) if rules.size.is_none() && rules.altered.is_empty() => {
                decimal(rules, mark, padding)
            }
            _ => Plain::Unknown,
        }
        .unless_sample_words(system)
    }

    /// A word of the sample is a fault, though it would pass for a documented value.
    fn unless_sample_words(self, system: &System) -> Self {
        match &self {
            Plain::Listed { list, .. }
                if list.iter().any(|(code, _)| system.placeholders.iter().any(|word| **word == **code)) =>
            {
                Plain::Unknown
            }
            _ => self,
        }
    }

    /// Whether a value passes: how it is written, and the bytes of its text without quotes, in which nothing is escaped.
    #[inline]
    pub fn passes(&self, kind: Kind, syntax: Syntax, bytes: &[u8], placeholders: &[String]) -> bool {
        let is_text = kind == Kind::Text;
        let is_number = kind == if syntax == Syntax::Json { Kind::Number } else { Kind::Text };
        let is_word = |word: &str| is_same(word.as_bytes(), bytes);
        let has_form = |form: Format| std::str::from_utf8(bytes).is_ok_and(|text| form.check(text, false).is_none());
        match self {
            Plain::Unknown => false,
            Plain::Block => true,
            Plain::Text { max, form, has_markup, words } => {
                is_text
                    && bytes.len() <= *max
                    && !(*has_markup && memchr::memchr(b'&', bytes).is_some())
                    && !(words.may_hold(bytes.len()) && placeholders.iter().any(|word| is_word(word)))
                    && form.is_none_or(has_form)
            }
            Plain::Listed { list, is_number: false } => is_text && list.iter().any(|(code, _)| is_word(code)),
            Plain::Listed { list, is_number: true } => is_number && list.iter().any(|(code, _)| is_word(code)),
            Plain::Integer { digits } => {
                is_number && !bytes.is_empty() && bytes.len() <= *digits && bytes.iter().all(u8::is_ascii_digit)
            }
            Plain::Decimal { mark, whole, decimals } => is_number && is_decimal(bytes, *mark, *whole, *decimals),
            Plain::Date { form, must_be_first } => is_text && date::is_usual(bytes, *form, *must_be_first),
        }
    }
}

/// How long the words of a list are, so that most texts need not be compared with them.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lengths(u64);

impl Lengths {
    fn of(words: &[String]) -> Self {
        Self(words.iter().fold(0, |acc, word| acc | Self::bit(word.len())))
    }

    /// Long words share the last bit.
    fn bit(length: usize) -> u64 {
        1 << length.min(63)
    }

    #[inline]
    fn may_hold(self, length: usize) -> bool {
        self.0 & Self::bit(length) != 0
    }
}

fn fits(list: &ValueList, max: usize) -> bool {
    list.iter().all(|(code, _)| code.chars().count() <= max)
}

/// Whether every documented value is a number of no more digits than allowed.
fn are_digits(list: &ValueList, rules: &ValueRules) -> bool {
    let most = rules.digits.map_or(15, |digits| digits as usize);
    let is_number = |code: &str| (1..=most).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_digit());
    list.iter().all(|(code, _)| is_number(code))
}

fn decimal(rules: &ValueRules, mark: Mark, padding: Padding) -> Plain {
    let digits = rules.digits.map_or(usize::MAX, |digits| digits as usize);
    let (whole, decimals) = match (rules.decimals, padding) {
        (Some(scale), Padding::AtMost) => (digits.saturating_sub(scale as usize), Decimals::AtMost(scale as usize)),
        (Some(scale), _) => (digits.saturating_sub(scale as usize), Decimals::Exactly(scale as usize)),
        (None, _) => (digits, Decimals::Shared(digits)),
    };
    let mark = match mark {
        Mark::Comma => b',',
        Mark::Point => b'.',
    };
    Plain::Decimal { mark, whole, decimals }
}

fn n_digits(bytes: &[u8]) -> usize {
    bytes.iter().take_while(|byte| byte.is_ascii_digit()).count()
}

fn is_decimal(bytes: &[u8], mark: u8, whole: usize, decimals: Decimals) -> bool {
    let n_whole = n_digits(bytes);
    let n_decimals = match bytes.get(n_whole..) {
        Some([]) | None => 0,
        Some([first, rest @ ..]) => {
            let n_decimals = n_digits(rest);
            if *first != mark || n_decimals == 0 || n_decimals < rest.len() {
                return false;
            }
            n_decimals
        }
    };
    let is_fine = match decimals {
        Decimals::AtMost(most) => n_decimals <= most,
        Decimals::Exactly(n) => n_decimals == n,
        Decimals::Shared(most) => n_whole + n_decimals <= most,
    };
    n_whole > 0 && n_whole <= whole && is_fine
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::catalog;
    use crate::condition::Truth;
    use crate::report::Direction;
    use crate::rules::value::{self, Value};

    /// Values as people write them, and near them what is wrong.
    const TEXTS: [&str; 70] = [
        "",
        " ",
        "a",
        "S",
        "N",
        "s",
        "J",
        "1",
        "0",
        "9",
        "12",
        "-1",
        "+1",
        "007",
        "1.5",
        "1,5",
        "1.50",
        "1,50",
        "1.500",
        "1,500",
        "1.500,00",
        "12345678901234567890",
        "123456789012345678",
        "1234567890123",
        "0.1",
        ".1",
        "1.",
        "1e3",
        "-1.50",
        "1.505",
        "01/01/2026",
        "15/01/2026",
        "28/02/2026",
        "29/02/2026",
        "31/12/2026",
        "00/01/2026",
        "01/00/2026",
        "01/13/2026",
        "32/01/2026",
        "01/01/0000",
        "01/01/0999",
        "1/1/2026",
        "01/01/26",
        "01-01-2026",
        "2026-01-01",
        "01/01/2026 23:59:59",
        "01/01/2026 24:00:00",
        "01/01/2026 10:60:00",
        "01/01/2026 10:00",
        "01/01/2026T10:00:00",
        "01/01/2026 ",
        "String",
        "Integer",
        "Double",
        "DateTime",
        "?",
        "A & B",
        "A &#38; B",
        "ção",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "11222333000181",
        "11222333000182",
        "52998224725",
        "89035-000",
        "SC",
        "ZZ",
        "a@b.com.br",
        "a@",
        "ABC1D23",
        "true",
    ];

    #[test]
    fn what_passes_has_nothing_wrong_with_it() {
        let (mut n_passed, mut n_compared) = (0, 0);
        for layout in catalog::entries().filter_map(|entry| catalog::layout(entry.id())) {
            let rows = [Direction::Request, Direction::Response].into_iter().flat_map(|half| layout.rows(half));
            for rules in rows.filter_map(|field| field.value_rules()) {
                let plain = Plain::of(rules, &layout.system);
                let own = rules.list.iter().flat_map(|list| list.iter().map(|(code, _)| &**code));
                for text in TEXTS.into_iter().chain(own) {
                    let syntax = layout.syntax();
                    for kind in [Kind::Text, Kind::Number, Kind::Bool] {
                        n_compared += 1;
                        if plain.passes(kind, syntax, text.as_bytes(), &layout.system.placeholders) {
                            n_passed += 1;
                            let value = Value { kind, syntax, text: Cow::Borrowed(text) };
                            let holds = |_: &_| Some(Truth { holds: true, cause: None });
                            let complaint = value::check(rules, &layout.system, &value, &holds);
                            assert_eq!(complaint, None, "{}: {text:?} as {kind:?} for {rules:?}", layout.id);
                        }
                    }
                }
            }
        }
        // A test that nothing passes would be no help.
        assert!(n_passed * 20 > n_compared, "{n_passed} of {n_compared}");
    }
}
