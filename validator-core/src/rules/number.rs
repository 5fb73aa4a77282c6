//! Numbers: their notation, their digits and their decimals, judged on the text.
//!
//! Digits are counted as written: a decimal type would round or reject what is longer than it can hold.

use super::value::Value;
use crate::formats::is_cnpj_with_letters;
use crate::layout::{Mark, Padding, ValueRules};
use crate::span::offset;
use crate::tree::{Kind, Syntax};
use crate::violation::Violation;

/// A number taken apart, without thousands marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Parts<'a> {
    is_negative: bool,
    /// Digits before the mark; with `groups` they hold thousands marks.
    whole: &'a str,
    /// The mark and the digits after it.
    decimals: Option<(char, &'a str)>,
    /// The thousands mark, if the whole part has one.
    groups: Option<char>,
}

/// An integer of at most so many digits.
pub(super) fn check_integer(rules: &ValueRules, value: &Value<'_>) -> Option<Violation> {
    if let Some(violation) = notation(value) {
        return Some(violation);
    }
    let text = &*value.text;
    let Some(parts) = parts(text) else { return Some(Violation::IntegerExpected) };
    if parts.groups.is_some() {
        return Some(Violation::ThousandsSeparator);
    }
    if parts.decimals.is_some() {
        return Some(Violation::IntegerExpected);
    }
    let actual = offset(parts.whole.len());
    match rules.digits {
        Some(max) if actual > max => Some(Violation::TooManyDigits { max, actual }),
        _ => range(rules, text).or_else(|| as_text(value)),
    }
}

/// A number outside its documented limits. What is too long to be read as a number is above any limit.
fn range(rules: &ValueRules, text: &str) -> Option<Violation> {
    let number = text.parse::<i64>().unwrap_or(if text.starts_with('-') { i64::MIN } else { i64::MAX });
    let below = |limit: Option<u32>| limit.filter(|limit| number < i64::from(*limit));
    let above = rules.max.filter(|max| number > i64::from(*max));
    above
        .map(|max| Violation::AboveMaximum { max })
        .or_else(|| below(rules.min).map(|min| Violation::BelowMinimum { min }))
        .or_else(|| below(rules.min_advised).map(|min| Violation::BelowAdvised { min }))
}

/// A number with decimals, of this mark.
pub(super) fn check_decimal(rules: &ValueRules, mark: Mark, padding: Padding, value: &Value<'_>) -> Option<Violation> {
    if let Some(violation) = notation(value) {
        return Some(violation);
    }
    let Some(parts) = parts(&value.text) else { return Some(Violation::NumberExpected) };
    if parts.groups.is_some() || looks_grouped(&parts, mark, rules.decimals) {
        return Some(Violation::ThousandsSeparator);
    }
    match parts.decimals {
        Some((found, _)) if found != mark.char() => Some(match mark {
            Mark::Comma => Violation::CommaExpected,
            Mark::Point => Violation::PointExpected,
        }),
        _ => check_digits(rules, padding, &parts).or_else(|| as_text(value)),
    }
}

fn check_digits(rules: &ValueRules, padding: Padding, parts: &Parts<'_>) -> Option<Violation> {
    let decimals = parts.decimals.map_or("", |(_, decimals)| decimals);
    // Where fewer decimals are fine, zeros at the end say nothing.
    let counted = if padding == Padding::AtMost { decimals.trim_end_matches('0') } else { decimals };
    let whole = offset(parts.whole.len());
    let actual = offset(counted.len());
    match (rules.digits, rules.decimals) {
        (Some(digits), Some(scale)) if whole > digits.saturating_sub(scale) => {
            Some(Violation::TooManyWholeDigits { max: digits.saturating_sub(scale), actual: whole })
        }
        (Some(max), None) if whole + actual > max => Some(Violation::TooManyDigits { max, actual: whole + actual }),
        (_, Some(max)) if actual > max => Some(Violation::TooManyDecimals { max, actual }),
        (_, Some(decimals)) if actual < decimals => match padding {
            Padding::AtMost => None,
            Padding::Advised => Some(Violation::DecimalPaddingAdvised { decimals, actual }),
            Padding::Exact => Some(Violation::DecimalPadding { decimals, actual }),
        },
        _ => None,
    }
}

/// A JSON number may stand in a string; it is worth a word.
fn as_text(value: &Value<'_>) -> Option<Violation> {
    (value.syntax == Syntax::Json && value.kind == Kind::Text).then_some(Violation::NumberAsText)
}

/// Signs and blanks that no system reads as part of a number, around something that is one.
fn notation(value: &Value<'_>) -> Option<Violation> {
    let text = &*value.text;
    if text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-')) {
        return None;
    }
    if value.kind == Kind::Text && is_cnpj_with_letters(text) {
        return Some(Violation::CnpjInNumber);
    }
    if has_exponent(text) {
        let is_json_number = value.kind == Kind::Number;
        return Some(if is_json_number { Violation::Exponent } else { Violation::ExponentInText });
    }
    let bare: String = text.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let amount = bare.strip_prefix("R$").or_else(|| bare.strip_prefix('$')).or_else(|| bare.strip_suffix('%'));
    if let Some(amount) = amount {
        return parts(amount).map(|_| Violation::CurrencySign);
    }
    if let Some(unsigned) = bare.strip_prefix('+') {
        return parts(unsigned).filter(|parts| !parts.is_negative).map(|_| Violation::UnaryPlus);
    }
    // A number without signs has been passed above: what is one now had blanks in it.
    parts(&bare).map(|_| Violation::BlankInNumber)
}

/// Takes a number apart; `None` for what no reading makes one.
fn parts(text: &str) -> Option<Parts<'_>> {
    let is_negative = text.starts_with('-');
    let body = text.strip_prefix('-').unwrap_or(text);
    // The first and the last mark.
    let mut marks: Option<(usize, usize)> = None;
    for (at, byte) in body.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' => marks = Some((marks.map_or(at, |(first, _)| first), at)),
            _ => return None,
        }
    }
    let is_mark = |at: usize| matches!(body.as_bytes().get(at), None | Some(b'.' | b','));
    if is_mark(0) || is_mark(body.len() - 1) {
        return None;
    }
    let Some((first, last)) = marks else {
        return Some(Parts { is_negative, whole: body, decimals: None, groups: None });
    };
    let mark = |at: usize| body.as_bytes().get(at).copied().map(char::from);
    let (group, decimal) = (mark(first)?, mark(last)?);
    let (before, after) = (body.get(..last)?, body.get(last + 1..)?);
    if first == last {
        return Some(Parts { is_negative, whole: before, decimals: Some((decimal, after)), groups: None });
    }
    // The same mark again and again can only group thousands: then there are no decimals.
    let (whole, decimals) = if group == decimal { (body, None) } else { (before, Some((decimal, after))) };
    is_grouped(whole, group).then_some(Parts { is_negative, whole, decimals, groups: Some(group) })
}

fn is_grouped(whole: &str, mark: char) -> bool {
    let mut groups = whole.split(mark);
    // Before the first mark nothing but digits can stand; the other mark may stand further behind.
    let first = groups.next().unwrap_or_default();
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    (1..=3).contains(&first.len()) && groups.all(is_group)
}

/// `1.350` where fewer than three decimals are documented and a comma is the mark: the point groups thousands.
fn looks_grouped(parts: &Parts<'_>, mark: Mark, scale: Option<u32>) -> bool {
    let Some((found, decimals)) = parts.decimals else { return false };
    let is_short = (1..=3).contains(&parts.whole.len()) && !parts.whole.starts_with('0');
    found != mark.char() && decimals.len() == 3 && is_short && scale.is_some_and(|scale| scale < 3)
}

/// Whether a text is written like `1.5e3`.
fn has_exponent(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['e', 'E']) else { return false };
    let digits = exponent.strip_prefix(['+', '-']).unwrap_or(exponent);
    let is_exponent = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_exponent && !mantissa.contains(',') && parts(mantissa).is_some()
}

/// How a repaired number is to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Writing {
    /// `None` for an integer.
    pub mark: Option<Mark>,
    /// Decimals to fill up to.
    pub pad_to: Option<u32>,
    /// Decimals that are too many to be kept.
    pub at_most: Option<u32>,
}

/// The same number as the field wants it, where only one reading exists.
pub(crate) fn rewrite(text: &str, writing: Writing) -> Option<String> {
    let expanded = expand(text);
    let text = expanded.as_deref().unwrap_or(text);
    let bare: String =
        text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '\u{a0}' | '+' | '$' | 'R' | '%')).collect();
    let parts = parts(&bare)?;
    let is_ambiguous = parts.groups.is_none()
        && parts.decimals.is_some_and(|(found, decimals)| {
            let is_foreign = writing.mark.is_none_or(|mark| mark.char() != found);
            is_foreign && decimals.len() == 3 && (1..=3).contains(&parts.whole.len()) && !parts.whole.starts_with('0')
        });
    if is_ambiguous {
        return None;
    }
    let whole: String = parts.whole.chars().filter(char::is_ascii_digit).collect();
    let decimals = parts.decimals.map_or("", |(_, decimals)| decimals);
    let kept = if writing.mark.is_none() { decimals.trim_end_matches('0') } else { decimals };
    if writing.mark.is_none() && !kept.is_empty()
        || writing.at_most.is_some_and(|max| offset(kept.trim_end_matches('0').len()) > max)
    {
        return None;
    }
    let mut written = format!("{}{whole}", if parts.is_negative { "-" } else { "" });
    if let Some(mark) = writing.mark {
        let wanted = writing.pad_to.unwrap_or_default() as usize;
        let cut = writing.at_most.map_or(kept.len(), |max| kept.len().min(max as usize));
        let kept = kept.get(..cut).unwrap_or_default();
        let padding = "0".repeat(wanted.saturating_sub(kept.len()));
        if !kept.is_empty() || !padding.is_empty() {
            written.push(mark.char());
            written.push_str(kept);
            written.push_str(&padding);
        }
    }
    Some(written)
}

/// A number with an exponent, written out with a point; `None` when it has none or is out of reach.
fn expand(text: &str) -> Option<String> {
    if !has_exponent(text) {
        return None;
    }
    let number = rust_decimal::Decimal::from_scientific(text).ok()?;
    Some(number.normalize().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::ValueKind;

    fn value(kind: Kind, syntax: Syntax, text: &str) -> Value<'_> {
        Value { kind, syntax, text: text.into() }
    }

    #[track_caller]
    fn check(rules: &ValueRules, value: &Value<'_>, expected: &str) {
        let actual = match rules.kind {
            ValueKind::Decimal(mark, padding) => check_decimal(rules, mark, padding, value),
            _ => check_integer(rules, value),
        };
        let actual = actual.map(|violation| format!("{} {}", violation.entry().code, violation.entry().variant));
        assert_eq!(actual.unwrap_or_default().trim_end(), expected, "{}", value.text);
    }

    #[track_caller]
    fn xml(kind: ValueKind, digits: u32, decimals: Option<u32>, text: &str, expected: &str) {
        let rules = ValueRules { kind, digits: Some(digits), decimals, ..ValueRules::default() };
        check(&rules, &value(Kind::Text, Syntax::Xml, text), expected);
    }

    const COMMA: ValueKind = ValueKind::Decimal(Mark::Comma, Padding::Exact);
    const POINT: ValueKind = ValueKind::Decimal(Mark::Point, Padding::Advised);

    #[test]
    fn integers() {
        for (text, expected) in [
            ("1234", ""),
            ("-1234", ""),
            ("12345", "V303"),
            ("+12", "V308 plus"),
            ("12.5", "V301 integer"),
            ("abc", "V301 integer"),
            ("1 2", "V308 blank"),
            ("1e3", "V308 exponent-in-text"),
            ("1.234.567", "V306"),
            ("--1", "V301 integer"),
            ("a b", "V301 integer"),
            ("-1.5E-3", "V308 exponent-in-text"),
            ("1,5e3", "V301 integer"),
            ("e3", "V301 integer"),
            ("1e", "V301 integer"),
            ("1e+", "V301 integer"),
            ("1e3a", "V301 integer"),
        ] {
            xml(ValueKind::Integer, 4, None, text, expected);
        }
    }

    #[test]
    fn text_with_a_comma() {
        for (text, expected) in [
            ("350,20", ""),
            ("350,2", "V307"),
            ("350", "V307"),
            ("350,200", "V304"),
            ("350.20", "V305 comma"),
            ("1.350,20", "V306"),
            ("1.350", "V306"),
            ("1234567,00", ""),
            ("12345678,00", "V303 before-mark"),
            ("R$ 10,00", "V308 currency"),
            ("10,", "V301 number"),
            (",10", "V301 number"),
        ] {
            xml(COMMA, 9, Some(2), text, expected);
        }
    }

    #[test]
    fn marks_group_thousands_only_where_thousands_are() {
        for (text, expected) in [
            ("12.345.678", "V306"),
            ("1234.567.890", "V301 number"),
            ("1.23.456", "V301 number"),
            ("1.2345.678", "V301 number"),
            ("1.2,3.456,00", "V301 number"),
            ("1.234,567.89", "V301 number"),
            (".234.567", "V301 number"),
            // One mark before three digits: no thousands, where nobody groups them or where three decimals are documented.
            ("1234.567", "V305 comma"),
            ("0.350", "V305 comma"),
        ] {
            xml(COMMA, 12, Some(2), text, expected);
        }
        xml(COMMA, 12, Some(3), "1.350", "V305 comma");
    }

    #[test]
    fn a_double_with_a_point() {
        for (text, expected) in [
            ("350.20", ""),
            ("350.2", "V307 advised"),
            ("350,20", "V305 point"),
            ("1,350.20", "V306"),
            ("1.350,20", "V306"),
        ] {
            xml(POINT, 11, Some(2), text, expected);
        }
        // No scale is documented: decimals are allowed within the digits.
        for (text, expected) in
            [("12345678901", ""), ("123456789.01", ""), ("1234567890.12", "V303"), ("1,350", "V305 point")]
        {
            xml(POINT, 11, None, text, expected);
        }
    }

    #[test]
    fn json_numbers_and_texts() {
        let rules = ValueRules {
            kind: ValueKind::Decimal(Mark::Point, Padding::AtMost),
            digits: Some(18),
            decimals: Some(2),
            ..ValueRules::default()
        };
        check(&rules, &value(Kind::Number, Syntax::Json, "12.3"), "");
        check(&rules, &value(Kind::Number, Syntax::Json, "12.3000"), "");
        check(&rules, &value(Kind::Number, Syntax::Json, "12.345"), "V304");
        check(&rules, &value(Kind::Number, Syntax::Json, "1.5e3"), "V308 exponent");
        check(&rules, &value(Kind::Text, Syntax::Json, "12.3"), "V309");
        check(&rules, &value(Kind::Text, Syntax::Json, "3260,25"), "V305 point");
        check(&rules, &value(Kind::Text, Syntax::Json, "1.350,20"), "V306");
        let huge = "9".repeat(1000);
        check(&rules, &value(Kind::Number, Syntax::Json, &huge), "V303 before-mark");
    }

    #[track_caller]
    fn rewritten(text: &str, mark: Option<Mark>, pad_to: Option<u32>, expected: Option<&str>) {
        let writing = Writing { mark, pad_to, at_most: pad_to };
        assert_eq!(rewrite(text, writing).as_deref(), expected, "{text}");
    }

    #[test]
    fn rewrites_what_has_one_reading() {
        rewritten("350.2", Some(Mark::Comma), Some(2), Some("350,20"));
        rewritten("1.350,20", Some(Mark::Point), Some(2), Some("1350.20"));
        rewritten("1.350.200", Some(Mark::Comma), Some(2), Some("1350200,00"));
        rewritten("R$ 1.350,2", Some(Mark::Comma), Some(2), Some("1350,20"));
        rewritten("+12", None, None, Some("12"));
        rewritten("1.5e3", Some(Mark::Point), None, Some("1500"));
        rewritten("1e3", None, None, Some("1000"));
        rewritten("1.350", Some(Mark::Comma), Some(2), None);
        rewritten("350.205", Some(Mark::Comma), Some(2), None);
        rewritten("1,5", None, None, None);
        rewritten("abc", Some(Mark::Point), None, None);
    }
}
