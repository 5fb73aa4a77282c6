//! Dates: `dd/MM/aaaa`, in some fields with a time after it.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

use crate::violation::Violation;

/// What a field documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `dd/MM/aaaa` alone.
    Date,
    /// `dd/MM/aaaa HH:mm:ss`; the time may be left out.
    DateTime,
}

impl Form {
    /// As the manuals write it.
    pub fn pattern(self) -> &'static str {
        match self {
            Form::Date => "dd/MM/aaaa",
            Form::DateTime => "dd/MM/aaaa HH:mm:ss",
        }
    }
}

pub(crate) fn check(text: &str, form: Form) -> Option<Violation> {
    if is_usual(text.as_bytes(), form, false) {
        return None;
    }
    let pattern = form.pattern();
    let (date, time) = match text.split_once(' ') {
        None => (text, None),
        Some((date, time)) => (date, Some(time)),
    };
    let Some(parts) = numbers(date, '/', [2, 2, 4]) else {
        let violation = if from_iso(text).is_some() {
            Violation::DateIso { form: pattern }
        } else {
            Violation::DateFormat { form: pattern }
        };
        return Some(violation);
    };
    let time = match time.map(|time| numbers(time, ':', [2, 2, 2])) {
        Some(None) => return Some(Violation::DateFormat { form: pattern }),
        Some(parts) => parts,
        None => None,
    };
    if to_date(parts).is_none() {
        return Some(Violation::ImpossibleDate);
    }
    match time {
        Some(_) if form == Form::Date => Some(Violation::TimeNotAllowed { form: pattern }),
        Some([hour, minute, second]) if NaiveTime::from_hms_opt(hour, minute, second).is_none() => {
            Some(Violation::ImpossibleTime)
        }
        _ => None,
    }
}

/// Whether a date is written as documented and has a day that every month has. What is not usual may still be right.
pub(super) fn is_usual(bytes: &[u8], form: Form, must_be_first: bool) -> bool {
    let (date, time) = bytes.split_at_checked(10).unwrap_or((bytes, b""));
    let [d1, d2, b'/', m1, m2, b'/', year @ ..] = date else { return false };
    let is_day = if must_be_first { (*d1, *d2) == (b'0', b'1') } else { is_between(*d1, *d2, 1, 28) };
    // The year 0000 is none; the others of the first thousand are not usual.
    let is_year = year.len() == 4 && year.iter().all(u8::is_ascii_digit) && !year.starts_with(b"0");
    let is_time = match time {
        [] => true,
        [b' ', h1, h2, b':', m1, m2, b':', s1, s2] if form == Form::DateTime => {
            is_between(*h1, *h2, 0, 23) && is_between(*m1, *m2, 0, 59) && is_between(*s1, *s2, 0, 59)
        }
        _ => false,
    };
    is_day && is_between(*m1, *m2, 1, 12) && is_year && is_time
}

/// Whether two digits make a number within bounds.
fn is_between(tens: u8, ones: u8, least: u8, most: u8) -> bool {
    let number = tens.wrapping_sub(b'0').wrapping_mul(10).wrapping_add(ones.wrapping_sub(b'0'));
    tens.is_ascii_digit() && ones.is_ascii_digit() && (least..=most).contains(&number)
}

/// The day of a well-written date.
pub(crate) fn day(text: &str) -> Option<u32> {
    let date = text.split(' ').next()?;
    to_date(numbers(date, '/', [2, 2, 4])?).map(|date| date.day())
}

/// Numbers of these many digits, between marks.
fn numbers(text: &str, mark: char, lengths: [usize; 3]) -> Option<[u32; 3]> {
    let mut parts = text.split(mark);
    let mut read = |length: usize| {
        let part =
            parts.next().filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))?;
        part.parse::<u32>().ok()
    };
    let [first, second, third] = lengths;
    let numbers = [read(first)?, read(second)?, read(third)?];
    parts.next().is_none().then_some(numbers)
}

/// A real date of the calendar; the year 0000 is none.
fn to_date([day, month, year]: [u32; 3]) -> Option<NaiveDate> {
    let year = i32::try_from(year).ok().filter(|year| *year > 0)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// The date and time of an ISO 8601 text, `aaaa-MM-dd` with or without a time; fractions and zone are left out.
fn from_iso(text: &str) -> Option<(NaiveDate, Option<NaiveTime>)> {
    let (date, time) = match text.split_once(['T', ' ']) {
        None => (text, None),
        Some((date, time)) => (date, Some(time)),
    };
    let [year, month, day] = numbers(date, '-', [4, 2, 2])?;
    let date = to_date([day, month, year])?;
    let time = match time {
        None => None,
        Some(time) => {
            let clock = time.split(['.', 'Z', '+', '-']).next().unwrap_or_default();
            let clock = if clock.len() == 5 { format!("{clock}:00") } else { clock.to_owned() };
            let [hour, minute, second] = numbers(&clock, ':', [2, 2, 2])?;
            Some(NaiveTime::from_hms_opt(hour, minute, second)?)
        }
    };
    Some((date, time))
}

/// The same date as the form wants it, where only one reading exists.
pub(crate) fn rewrite(text: &str, form: Form) -> Option<String> {
    if let Some((date, time)) = from_iso(text) {
        let has_zone = text.get(10..).is_some_and(|rest| rest.contains(['Z', '+', '-']));
        let written = written_date(date);
        return match (time, form) {
            // A clock of another zone would have to be converted: a person decides.
            (Some(_), _) if has_zone => None,
            (Some(time), Form::DateTime) => Some(format!("{written} {}", written_time(time))),
            _ => Some(written),
        };
    }
    let (date, time) = text.split_once(' ').map_or((text, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('/').map(|part| part.parse::<u32>().ok().filter(|_| part.len() <= 4));
    let (day, month, year) = (parts.next()??, parts.next()??, parts.next()??);
    // Two digits of a year have two readings.
    if parts.next().is_some() || year < 1000 {
        return None;
    }
    let written = written_date(to_date([day, month, year])?);
    match (time, form) {
        (None, _) | (Some(_), Form::Date) => Some(written),
        (Some(time), Form::DateTime) => {
            let time = if time.split(':').count() == 2 { format!("{time}:00") } else { time.to_owned() };
            let mut parts = time.split(':').map(|part| part.parse::<u32>().ok());
            let time = NaiveTime::from_hms_opt(parts.next()??, parts.next()??, parts.next()??)?;
            parts.next().is_none().then(|| format!("{written} {}", written_time(time)))
        }
    }
}

// Not by chrono's patterns: their interpreter is larger than all of this file.
fn written_date(date: NaiveDate) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

fn written_time(time: NaiveTime) -> String {
    format!("{:02}:{:02}:{:02}", time.hour(), time.minute(), time.second())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_code(text: &str, form: Form, expected: &str) {
        let actual =
            check(text, form).map(|violation| format!("{} {}", violation.entry().code, violation.entry().variant));
        assert_eq!(actual.as_deref().unwrap_or(""), expected, "{text}");
    }

    #[test]
    fn the_documented_forms_pass() {
        check_code("29/02/2024", Form::Date, "");
        check_code("29/02/2024", Form::DateTime, "");
        check_code("31/12/2026 23:59:59", Form::DateTime, "");
    }

    #[test]
    fn the_usual_is_known_at_a_glance() {
        for text in ["01/01/2026", "28/12/1999", "28/02/2026"] {
            assert!(is_usual(text.as_bytes(), Form::Date, false), "{text}");
            assert!(is_usual(text.as_bytes(), Form::DateTime, false), "{text}");
        }
        assert!(is_usual(b"28/02/2026 23:59:59", Form::DateTime, false));
        assert!(is_usual(b"01/12/2026", Form::Date, true));
        for text in ["29/02/2024", "00/01/2026", "28/00/2026", "28/13/2026", "01/01/0999", "01/01/26", "28/02/2026 "] {
            assert!(!is_usual(text.as_bytes(), Form::DateTime, false), "{text}");
        }
        for text in ["24:00:00", "23:60:00", "23:59:60", "23:59", "2a:00:00"] {
            assert!(!is_usual(format!("28/02/2026 {text}").as_bytes(), Form::DateTime, false), "{text}");
        }
        assert!(!is_usual(b"28/02/2026 23:59:59", Form::Date, false));
        assert!(!is_usual(b"11/12/2026", Form::Date, true));
        assert!(!is_usual(b"02/12/2026", Form::Date, true));
    }

    #[test]
    fn dates_that_do_not_exist() {
        check_code("29/02/2025", Form::Date, "V311 ");
        check_code("01/13/2026", Form::Date, "V311 ");
        check_code("00/01/2026", Form::Date, "V311 ");
        check_code("01/01/0000", Form::Date, "V311 ");
        check_code("01/01/2026 24:00:00", Form::DateTime, "V311 time");
    }

    #[test]
    fn other_forms() {
        check_code("2026-01-31", Form::Date, "V310 iso");
        check_code("2026-01-31T10:00:00Z", Form::DateTime, "V310 iso");
        check_code("1/2/2026", Form::Date, "V310 ");
        check_code("010226", Form::Date, "V310 ");
        check_code("01/02/26", Form::Date, "V310 ");
        check_code("01/02/2026 10:00", Form::DateTime, "V310 ");
        check_code("01/02/2026 10:00:00", Form::Date, "V310 time");
        check_code(" 01/02/2026", Form::Date, "V310 ");
    }

    #[test]
    fn rewrites_what_has_one_reading() {
        let rewritten = |text, form| rewrite(text, form).unwrap_or_default();
        assert_eq!(rewritten("2026-01-31", Form::Date), "31/01/2026");
        assert_eq!(rewritten("2026-01-31T10:05", Form::DateTime), "31/01/2026 10:05:00");
        assert_eq!(rewritten("1/2/2026", Form::Date), "01/02/2026");
        assert_eq!(rewritten("01/02/2026 10:00", Form::DateTime), "01/02/2026 10:00:00");
        assert_eq!(rewritten("01/02/2026 10:00:00", Form::Date), "01/02/2026");
        assert_eq!(rewrite("2026-01-31T10:05:00Z", Form::DateTime), None);
        assert_eq!(rewrite("01/02/26", Form::Date), None);
        assert_eq!(rewrite("01/02/999", Form::Date), None);
        assert_eq!(rewritten("1/2/1000", Form::Date), "01/02/1000");
        assert_eq!(rewrite("31/02/2026", Form::Date), None);
    }
}
