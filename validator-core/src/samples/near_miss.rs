//! Values that are wrong in one way each.
//!
//! Input: the rules of a value and one that satisfies them. Output: values with the code that each must get. Where two
//! rules would be broken at once the near-miss is left out: it would be about the other rule.

use super::value::{Value, decimal, in_kind};
use crate::formats::Format;
use crate::layout::{Mark, Others, Padding, ValueKind, ValueRules};
use crate::tree::Syntax;

/// Limits beyond this are not exceeded: the value would only fill the disk.
const LARGEST: u32 = 100_000;

/// A wrong value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct NearMiss {
    /// What was done, as part of a name.
    pub kind: &'static str,
    /// The number of the code that it gets.
    pub code: u16,
    pub value: Value,
}

/// Collects the near-misses of one value.
struct Misser<'r> {
    rules: &'r ValueRules,
    syntax: Syntax,
    acc: Vec<NearMiss>,
}

/// All near-misses of a value. `format` is the named form that applies to it; a condition may force the value.
pub(super) fn all(
    rules: &ValueRules,
    sample: &Value,
    format: Option<Format>,
    is_forced: bool,
    syntax: Syntax,
) -> Vec<NearMiss> {
    let mut misser = Misser { rules, syntax, acc: Vec::new() };
    misser.kind(sample);
    // Whatever else stands where a value is forced is said to be not that value.
    if is_forced {
        misser.forced(sample);
        return misser.acc;
    }
    if rules.list.is_some() {
        misser.list(format);
    }
    // A value outside a closed list is said to be that and nothing else.
    if rules.list.is_none() || rules.others != Others::Refused {
        misser.size(format);
        match rules.kind {
            ValueKind::Integer => misser.integer(format),
            ValueKind::Decimal(mark, padding) => misser.decimal(sample, mark, padding),
            ValueKind::Date | ValueKind::DateTime => misser.date(sample),
            ValueKind::Text | ValueKind::Boolean | ValueKind::Any => {}
        }
        misser.form(sample, format);
    }
    misser.acc
}

impl Misser<'_> {
    fn add(&mut self, kind: &'static str, code: u16, value: Value) {
        self.acc.push(NearMiss { kind, code, value });
    }

    fn add_text(&mut self, kind: &'static str, code: u16, text: impl Into<String>) {
        self.add(kind, code, Value::Text(text.into()));
    }

    /// As the field's kind writes it: a number stays one.
    fn add_written(&mut self, kind: &'static str, code: u16, text: String) {
        let value = in_kind(self.rules, self.syntax, text);
        self.add(kind, code, value);
    }

    /// XML has only texts.
    fn kind(&mut self, sample: &Value) {
        match (self.rules.kind, self.syntax) {
            (_, Syntax::Xml) | (ValueKind::Any, _) => {}
            (ValueKind::Integer | ValueKind::Decimal(..), _) => self.add_text("number-as-text", 309, sample.text()),
            (ValueKind::Boolean, _) => self.add_text("boolean-as-text", 301, sample.text()),
            (ValueKind::Text | ValueKind::Date | ValueKind::DateTime, _) => {
                // Where the quotes can be left off, nothing else is wrong.
                let text = sample.text();
                let is_number =
                    text.starts_with(|c| matches!(c, '1'..='9')) && text.bytes().all(|b| b.is_ascii_digit());
                let number = if is_number { text } else { "1" };
                self.add("text-as-number", 301, Value::Bare(number.to_owned()));
            }
        }
    }

    fn forced(&mut self, sample: &Value) {
        let list = self.rules.list.as_deref().map(Vec::as_slice).unwrap_or_default();
        let listed = list.iter().map(|(code, _)| code.to_string()).find(|code| code != sample.text());
        match (listed, self.rules.kind) {
            (Some(other), _) => self.add_written("not-as-forced", 401, other),
            (None, ValueKind::Text) if list.is_empty() => self.add_text("not-as-forced", 401, "SP"),
            // Where the list has one value, another is not in the list.
            _ => {}
        }
    }

    fn list(&mut self, format: Option<Format>) {
        // Advice about the form comes before advice about an open list.
        if self.rules.others != Others::Refused && format.is_some_and(|format| format != Format::Code) {
            return;
        }
        let code = if self.rules.others == Others::Registration { 316 } else { 312 };
        let numbers = (0..100).map(|number: u32| number.to_string());
        let letters = ["X", "Z", "Q", "XX", "ZZ"].into_iter().map(str::to_owned);
        let candidates: Vec<String> = match self.rules.kind {
            ValueKind::Integer | ValueKind::Decimal(..) => numbers.collect(),
            ValueKind::Text => letters.chain(numbers).collect(),
            // Dates and booleans are not listed.
            _ => return,
        };
        // Where every value of that length is documented there is no wrong one.
        if let Some(wrong) = candidates.into_iter().find(|text| self.is_only_unlisted(text)) {
            self.add_written("not-in-list", code, wrong);
        }
    }

    /// Whether nothing but the list speaks against a text.
    fn is_only_unlisted(&self, text: &str) -> bool {
        let rules = self.rules;
        let length = text.chars().count();
        let known = rules.list.as_deref().map(Vec::as_slice).unwrap_or_default();
        let is_in_range = match (rules.kind, text.parse::<u32>()) {
            (ValueKind::Integer, Ok(number)) => {
                rules.min.max(rules.min_advised).is_none_or(|min| number >= min)
                    && rules.max.is_none_or(|max| number <= max)
            }
            _ => true,
        };
        is_in_range
            && known.iter().all(|(code, _)| code.to_lowercase() != text.to_lowercase())
            && [rules.size, rules.digits].into_iter().flatten().all(|room| length <= room as usize)
    }

    fn size(&mut self, format: Option<Format>) {
        let (ValueKind::Text, Some(size @ ..=LARGEST)) = (self.rules.kind, self.rules.size) else { return };
        let filling = match format {
            Some(Format::IntegersBySlash) => "1",
            // Of these the length alone is wrong already, and said as such.
            Some(Format::Cnpj | Format::Cpf | Format::CpfCnpj | Format::Year) => return,
            _ => "x",
        };
        self.add_text("too-long", 302, filling.repeat(size as usize + 1));
    }

    fn integer(&mut self, format: Option<Format>) {
        let rules = self.rules;
        if let Some(digits @ ..=LARGEST) = rules.digits
            && !format.is_some_and(is_strict)
        {
            self.add_written("too-many-digits", 303, "1".repeat(digits as usize + 1));
        }
        let fits = |number: &u32| rules.digits.is_none_or(|digits| number.to_string().len() <= digits as usize);
        if let Some(above) = rules.max.and_then(|max| max.checked_add(1)).filter(fits) {
            self.add_written("above-maximum", 317, above.to_string());
        }
        let least = rules.min.max(rules.min_advised);
        if let Some(below) = least.and_then(|least| least.checked_sub(1)) {
            self.add_written("below-minimum", 317, below.to_string());
        }
    }

    fn decimal(&mut self, sample: &Value, mark: Mark, padding: Padding) {
        let rules = self.rules;
        if let Some(digits @ ..=LARGEST) = rules.digits {
            let most = digits.saturating_sub(rules.decimals.unwrap_or_default());
            let whole = "1".repeat(most as usize + 1);
            let written = if rules.decimals.is_some() { decimal(&whole, rules, mark, padding) } else { whole };
            self.add_written("too-many-digits", 303, written);
        }
        if let Some(decimals @ ..=LARGEST) = rules.decimals {
            let written = format!("1{}{}", mark.char(), "1".repeat(decimals as usize + 1));
            self.add_written("too-many-decimals", 304, written);
            if padding != Padding::AtMost && decimals > 0 {
                self.add_written("unpadded", 307, "1".to_owned());
            }
        }
        if sample.text().contains(mark.char()) {
            let other = match mark {
                Mark::Comma => Mark::Point,
                Mark::Point => Mark::Comma,
            };
            let swapped = sample.text().replace(mark.char(), &other.char().to_string());
            match other {
                // JSON knows no comma in a number: it can only stand in a text.
                Mark::Comma => self.add_text("other-mark", 305, swapped),
                Mark::Point => self.add_written("other-mark", 305, swapped),
            }
        }
    }

    fn date(&mut self, sample: &Value) {
        let turned: Vec<&str> = sample.text().split('/').rev().collect();
        self.add_text("iso-date", 310, turned.join("-"));
        self.add_text("impossible-date", 311, "31/02/2026");
        match self.rules.kind {
            ValueKind::Date => self.add_text("date-with-time", 310, "15/01/2026 10:00:00"),
            _ => self.add_text("impossible-time", 311, "15/01/2026 24:00:00"),
        }
    }

    fn form(&mut self, sample: &Value, format: Option<Format>) {
        match format {
            Some(Format::Year) => self.add_written("no-year", 318, "26".to_owned()),
            Some(Format::IntegersBySlash) => self.add_text("no-integers", 318, "30-60"),
            _ => {}
        }
        if self.rules.kind != ValueKind::Text {
            return;
        }
        let (masked, wrong) = match (format, sample.text().len()) {
            (Some(Format::Cnpj | Format::CpfCnpj), 14) => ("11.222.333/0001-81", "11222333000182"),
            (Some(Format::Cpf | Format::CpfCnpj), 11) => ("529.982.247-25", "52998224726"),
            _ => return,
        };
        self.add_text("with-mask", 313, masked);
        self.add_text("one-digit-more", 313, format!("{}0", sample.text()));
        self.add_text("wrong-check-digit", 314, wrong);
    }
}

/// Whether a named form comes before what is said of digits.
fn is_strict(format: Format) -> bool {
    matches!(format, Format::Cnpj | Format::Cpf | Format::CpfCnpj | Format::Year | Format::IntegersBySlash)
}
