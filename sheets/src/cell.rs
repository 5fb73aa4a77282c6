//! What stands in a cell, and how a spreadsheet's own numbers and days become text again.
//!
//! A spreadsheet keeps numbers as floats and days as counts. Nothing here knows a field: that is what `entry` is for.

use std::borrow::Cow;

/// The content of a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell<'a> {
    /// Characters.
    Text(Cow<'a, str>),
    /// A number, without exponent, and whether digits of it were lost before.
    Number {
        /// Digits, a minus, a point.
        text: String,
        /// Whether it has more digits than a spreadsheet keeps.
        is_cut: bool,
    },
    /// A day, perhaps with a time, as `dd/MM/aaaa HH:mm:ss`.
    Day(String),
    /// True or false.
    Bool(bool),
    /// What a formula that failed shows, such as `#N/A`.
    Fault(String),
}

impl Cell<'_> {
    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        matches!(self, Cell::Text(text) if text.trim().is_empty())
    }
}

/// Digits that a spreadsheet keeps of a number.
const DIGITS: usize = 15;

/// A float as a spreadsheet shows it: fifteen digits, no exponent, no rest of binary fractions.
pub fn number(value: f64) -> Cell<'static> {
    if !value.is_finite() {
        return Cell::Fault(value.to_string());
    }
    let shown = format!("{value:.*e}", DIGITS - 1);
    let (mantissa, exponent) = shown.split_once('e').unwrap_or((&shown, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let text = plain(value < 0.0, digits.trim_end_matches('0'), exponent);
    Cell::Number { text, is_cut: exponent >= DIGITS as i32 }
}

/// Digits with the mark behind the first, moved by `exponent`.
pub(crate) fn plain(is_negative: bool, digits: &str, exponent: i32) -> String {
    let digits = if digits.is_empty() { "0" } else { digits };
    let sign = if is_negative && digits != "0" { "-" } else { "" };
    let before = exponent.saturating_add(1);
    match usize::try_from(before) {
        Ok(before) if before >= digits.len() => format!("{sign}{digits:0<before$}"),
        Ok(before) if before > 0 => {
            let (whole, decimals) = digits.split_at_checked(before).unwrap_or((digits, ""));
            format!("{sign}{whole}.{decimals}")
        }
        _ => format!("{sign}0.{}{digits}", "0".repeat(before.unsigned_abs() as usize)),
    }
}

const SECONDS: i64 = 86_400;

/// A count of days since the end of 1899 as a day, and a time where it is not midnight.
pub fn day(serial: f64) -> Option<String> {
    // The first and the last day that Excel knows, counted as it does.
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    let seconds = (serial * SECONDS as f64).round() as i64;
    let (days, seconds) = (seconds.div_euclid(SECONDS), seconds.rem_euclid(SECONDS));
    // Excel has a 29 February 1900, which never was: what comes before it is counted from one day later.
    let epoch = if days < 60 { -25_568 } else { -25_569 };
    let (year, month, day) = civil(days + epoch);
    Some(written([year, month, day], [seconds / 3600, seconds / 60 % 60, seconds % 60]))
}

/// A day as the manuals have it; midnight says no more than the day.
pub(crate) fn written([year, month, day]: [i64; 3], [hour, minute, second]: [i64; 3]) -> String {
    let date = format!("{day:02}/{month:02}/{year:04}");
    if [hour, minute, second] == [0; 3] { date } else { format!("{date} {hour:02}:{minute:02}:{second:02}") }
}

/// The day of the civil calendar so many days after 1 January 1970.
fn civil(days: i64) -> (i64, i64, i64) {
    // Years begin in March, so that a leap day comes last; 400 of them are 146,097 days.
    let shifted = days + 719_468;
    let (era, of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

/// The letters of a column counted from 0: `A`, `Z`, `AA`.
pub fn letters(column: u32) -> String {
    let mut acc = String::new();
    let mut rest = column;
    loop {
        acc.insert(0, char::from(b'A' + (rest % 26) as u8));
        match (rest / 26).checked_sub(1) {
            Some(next) => rest = next,
            None => return acc,
        }
    }
}

/// What a spreadsheet would run instead of showing it.
pub fn is_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A text as a cell of an exported file may hold it. A plain number may begin with its sign.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let number = text.strip_prefix(['-', '+']).unwrap_or(text);
    let is_number =
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b','));
    if is_formula(text) && !is_number { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The other way: what such a mark was put in front of.
pub fn meant(text: &str) -> &str {
    text.strip_prefix('\'').filter(|rest| is_formula(rest)).unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_are_shown_as_they_were_typed() {
        let check = |value: f64, expected: &str, expected_cut: bool| {
            let expected = Cell::Number { text: expected.to_owned(), is_cut: expected_cut };
            assert_eq!(number(value), expected, "{value}");
        };
        check(100_000.0, "100000", false);
        check(1e5, "100000", false);
        check(0.1 + 0.2, "0.3", false);
        check(1234.5, "1234.5", false);
        check(-0.05, "-0.05", false);
        check(0.0, "0", false);
        check(-0.0, "0", false);
        check(52_998_224_725.0, "52998224725", false);
        check(11_222_333_000_181.0, "11222333000181", false);
        check(1e-7, "0.0000001", false);
        check(3.521_032_069_544_8e43, "35210320695448000000000000000000000000000000", true);
        check(999_999_999_999_999.0, "999999999999999", false);
        check(1_000_000_000_000_000.0, "1000000000000000", true);
        assert_eq!(number(f64::INFINITY), Cell::Fault("inf".to_owned()));
    }

    #[test]
    fn serials_are_days() {
        let check = |serial, expected: Option<&str>| assert_eq!(day(serial).as_deref(), expected, "{serial}");
        check(45_658.0, Some("01/01/2025"));
        check(46_387.0, Some("31/12/2026"));
        check(46_387.75, Some("31/12/2026 18:00:00"));
        check(61.0, Some("01/03/1900"));
        check(59.0, Some("28/02/1900"));
        check(1.0, Some("01/01/1900"));
        check(0.5, None);
        check(3e9, None);
        check(f64::NAN, None);
    }

    #[test]
    fn columns_have_letters() {
        for (column, expected) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(letters(column), expected);
        }
    }

    #[test]
    fn no_cell_starts_a_formula_and_the_mark_comes_off_again() {
        for text in ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "-", "+"] {
            assert!(harmless(text).starts_with('\''), "{text}");
            assert_eq!(meant(&harmless(text)), text);
        }
        for text in ["-5", "+3,50", "-1.234,56", "J", "", "'", "a=1"] {
            assert_eq!(harmless(text), text);
            assert_eq!(meant(text), text);
        }
    }
}
