//! What a person enters in Brazil, as the payload of a system writes it.
//!
//! Input: the rules of a value, and what stands in a cell. Output: the value, and what had to be done to it that a person
//! should know. What cannot be read as the field's kind stays as it is: saying what is wrong with it is the check's matter.

use validator_core::compose::{Entered, enter};
use validator_core::layout::{ValueKind, ValueRules};
use validator_core::restored_document;
use validator_core::tree::Syntax;

use crate::cell::{self, Cell, meant, plain};

/// A value as it goes into the payload.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Without quotes or escapes; empty for nothing.
    pub text: String,
    /// Whether JSON writes it without quotes.
    pub is_bare: bool,
    /// What a person should know.
    pub note: Option<Note>,
}

/// What was done to a value on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Note {
    /// Zeros that a spreadsheet had taken off its beginning are back.
    Zeros,
    /// A number that the spreadsheet kept as a count of days was read as a day.
    Day,
    /// It was written with an exponent, and all its digits are known.
    Exponent,
    /// Digits were lost before the file came here.
    DigitsLost,
    /// A formula has failed; the cell shows this.
    Fault(String),
}

/// A cell as the payload has it.
pub fn write(rules: &ValueRules, syntax: Syntax, cell: &Cell<'_>) -> Written {
    let is_date = matches!(rules.kind, ValueKind::Date | ValueKind::DateTime);
    let typed = |text: &str| entered(rules, syntax, text);
    match cell {
        Cell::Fault(shown) => Written { note: Some(Note::Fault(shown.clone())), ..Written::default() },
        Cell::Day(day) => typed(day),
        Cell::Bool(is_true) => typed(truth(rules, *is_true)),
        Cell::Number { text, .. } if is_date => match text.parse().ok().and_then(cell::day) {
            Some(day) => Written { note: Some(Note::Day), ..typed(&day) },
            None => typed(text),
        },
        Cell::Number { text, is_cut } => digits(rules, syntax, text, is_cut.then_some(Note::DigitsLost)),
        Cell::Text(text) => entry(rules, syntax, meant(text.trim())),
    }
}

/// A text as a person types it, or as a spreadsheet writes what it holds.
fn entry(rules: &ValueRules, syntax: Syntax, text: &str) -> Written {
    match rules.kind {
        ValueKind::Date | ValueKind::DateTime => entered(rules, syntax, text),
        ValueKind::Boolean => {
            let is_one_of = |words: &[&str]| words.contains(&&*text.to_lowercase());
            match (is_one_of(&YES), is_one_of(&NO)) {
                (false, false) => entered(rules, syntax, text),
                (is_true, _) => entered(rules, syntax, truth(rules, is_true)),
            }
        }
        ValueKind::Text | ValueKind::Any | ValueKind::Integer | ValueKind::Decimal(..) => match exponent(text) {
            Some((number, true)) => digits(rules, syntax, &number, Some(Note::Exponent)),
            Some((number, false)) => digits(rules, syntax, &number, Some(Note::DigitsLost)),
            None if is_digits(text) => digits(rules, syntax, text, None),
            None => entered(rules, syntax, text),
        },
    }
}

const YES: [&str; 8] = ["sim", "s", "verdadeiro", "true", "yes", "sí", "si", "1"];
const NO: [&str; 6] = ["não", "nao", "n", "falso", "false", "0"];

/// Digits, with a point before the decimals, as the kind of the field has them.
fn digits(rules: &ValueRules, syntax: Syntax, text: &str, note: Option<Note>) -> Written {
    match rules.kind {
        // What is typed has a comma there; a point would group thousands.
        ValueKind::Decimal(..) => Written { note, ..entered(rules, syntax, &text.replace('.', ",")) },
        ValueKind::Integer => {
            let whole = text.trim_start_matches('0');
            let whole = if is_digits(text) && whole.is_empty() { "0" } else { whole };
            Written { note, ..entered(rules, syntax, &whole.replace('.', ",")) }
        }
        _ => match with_zeros(rules, text).filter(|_| note.is_none()) {
            Some(restored) => Written { note: Some(Note::Zeros), ..entered(rules, syntax, &restored) },
            None => Written { note, ..entered(rules, syntax, text) },
        },
    }
}

fn entered(rules: &ValueRules, syntax: Syntax, typed: &str) -> Written {
    let Entered { text, is_bare } = enter(rules, syntax, typed);
    Written { text, is_bare, note: None }
}

/// A document or a code of the list that has lost its zeros.
fn with_zeros(rules: &ValueRules, text: &str) -> Option<String> {
    let bare = |code: &str| code.trim_start_matches('0').to_owned();
    let list = rules.list.as_deref().into_iter().flatten();
    if list.clone().any(|(code, _)| **code == *text) {
        return None;
    }
    let listed = list.map(|(code, _)| &**code).find(|code| is_digits(code) && bare(code) == bare(text));
    listed.map(str::to_owned).or_else(|| restored_document(rules, text).filter(|restored| restored != text))
}

/// A number as a spreadsheet writes large ones, `3,52E+43`, in full; and whether no digit is missing.
fn exponent(text: &str) -> Option<(String, bool)> {
    let (mantissa, exponent) = text.split_once(['E', 'e'])?;
    let exponent = exponent.strip_prefix('+').filter(|digits| is_digits(digits) && digits.len() <= 3)?;
    let unsigned = mantissa.strip_prefix('-').unwrap_or(mantissa);
    let (whole, decimals) = unsigned.split_once([',', '.']).unwrap_or((unsigned, ""));
    if whole.len() != 1 || !is_digits(whole) || !(decimals.is_empty() || is_digits(decimals)) {
        return None;
    }
    let exponent: i32 = exponent.parse().ok()?;
    let digits = format!("{whole}{decimals}");
    // Six digits are what is shown of any number; fewer were all there were.
    let is_whole = digits.len() < 6 && exponent < 15;
    Some((plain(mantissa.starts_with('-'), &digits, exponent), is_whole))
}

/// Yes or no, as the field has it.
fn truth(rules: &ValueRules, is_true: bool) -> &str {
    let codes: &[&str] = if is_true { &["S", "1", "true"] } else { &["N", "0", "false"] };
    let list = rules.list.as_deref().into_iter().flatten();
    let listed = list.map(|(code, _)| &**code).find(|code| codes.contains(code));
    listed.unwrap_or(if is_true { "true" } else { "false" })
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::cell;
    use validator_core::layout::{Format, Mark, Padding};

    fn rules(kind: ValueKind) -> ValueRules {
        ValueRules { kind, decimals: Some(2), ..ValueRules::default() }
    }

    #[track_caller]
    fn check(rules: &ValueRules, cell: Cell<'_>, expected: &str, note: Option<Note>) {
        let written = write(rules, Syntax::Json, &cell);
        assert_eq!((&*written.text, written.note), (expected, note));
    }

    fn typed(text: &str) -> Cell<'_> {
        Cell::Text(text.into())
    }

    const POINT: ValueKind = ValueKind::Decimal(Mark::Point, Padding::AtMost);
    const COMMA: ValueKind = ValueKind::Decimal(Mark::Comma, Padding::Exact);

    #[test]
    fn numbers_are_written_as_the_system_wants() {
        check(&rules(POINT), typed("1.234,56"), "1234.56", None);
        check(&rules(POINT), cell::number(1.234), "1.234", None);
        check(&rules(POINT), cell::number(-1234.5), "-1234.5", None);
        check(&rules(COMMA), cell::number(350.2), "350,20", None);
        check(&rules(ValueKind::Integer), typed("007"), "7", None);
        check(&rules(ValueKind::Integer), typed("000"), "0", None);
        check(&rules(ValueKind::Integer), cell::number(100_000.0), "100000", None);
        check(&rules(ValueKind::Text), cell::number(12.5), "12.5", None);
        assert!(write(&rules(POINT), Syntax::Json, &typed("1,5")).is_bare);
    }

    #[test]
    fn exponents_are_written_out_or_said_to_be_lost() {
        check(&rules(ValueKind::Integer), typed("1E+05"), "100000", Some(Note::Exponent));
        check(&rules(ValueKind::Text), typed("1,5E+04"), "15000", Some(Note::Exponent));
        let cut = format!("352103{}", "0".repeat(38));
        check(&rules(ValueKind::Text), typed("3,52103E+43"), &cut, Some(Note::DigitsLost));
        check(&rules(ValueKind::Text), typed("1E+15"), "1000000000000000", Some(Note::DigitsLost));
        check(&rules(ValueKind::Text), cell::number(1e15), "1000000000000000", Some(Note::DigitsLost));
        check(&rules(ValueKind::Text), typed("1E5"), "1E5", None);
        check(&rules(ValueKind::Text), typed("12E+05"), "12E+05", None);
    }

    #[test]
    fn days_come_as_texts_as_days_and_as_counts() {
        check(&rules(ValueKind::Date), typed("2026-12-31"), "31/12/2026", None);
        check(&rules(ValueKind::Date), Cell::Day("31/12/2026".to_owned()), "31/12/2026", None);
        check(&rules(ValueKind::Date), cell::number(46_387.0), "31/12/2026", Some(Note::Day));
        check(&rules(ValueKind::Date), typed("amanhã"), "amanhã", None);
    }

    #[test]
    fn zeros_come_back_where_the_digits_or_the_list_say_so() {
        let of = |format| ValueRules { formats: vec![(None, format)], ..rules(ValueKind::Text) };
        check(&of(Format::Cpf), cell::number(1_234_567_890.0), "01234567890", Some(Note::Zeros));
        check(&of(Format::Cpf), typed("1234567890"), "01234567890", Some(Note::Zeros));
        check(&of(Format::Cpf), cell::number(1_234_567_891.0), "1234567891", None);
        check(&of(Format::Cnpj), cell::number(191.0), "00000000000191", Some(Note::Zeros));
        check(&of(Format::Cep), cell::number(1_001_000.0), "01001000", Some(Note::Zeros));
        let list = Arc::new(vec![("01".into(), "".into()), ("1".into(), "".into()), ("02".into(), "".into())]);
        let listed = ValueRules { list: Some(list), ..rules(ValueKind::Text) };
        check(&listed, cell::number(2.0), "02", Some(Note::Zeros));
        check(&listed, cell::number(1.0), "1", None);
    }

    #[test]
    fn truth_is_written_as_the_field_has_it() {
        let list = Arc::new(vec![("S".into(), "".into()), ("N".into(), "".into())]);
        let listed = ValueRules { list: Some(list), ..rules(ValueKind::Text) };
        check(&listed, Cell::Bool(true), "S", None);
        check(&rules(ValueKind::Boolean), typed("Não"), "false", None);
        check(&rules(ValueKind::Boolean), typed("VERDADEIRO"), "true", None);
        check(&rules(ValueKind::Boolean), typed("talvez"), "talvez", None);
    }

    #[test]
    fn a_formula_that_failed_has_no_value_and_a_mark_is_taken_off() {
        check(&rules(ValueKind::Text), Cell::Fault("#N/A".to_owned()), "", Some(Note::Fault("#N/A".to_owned())));
        check(&rules(ValueKind::Text), typed("'=x"), "=x", None);
    }
}
