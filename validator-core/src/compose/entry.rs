//! What a Brazilian types, and what the payload needs in its place.
//!
//! Input: the rules of a field and the text of an input. Output: the value as that system and that declared type want it,
//! or the text of an input for a value. What cannot be read stays as it was typed, and the validator complains.

use crate::formats::{Format, without_mask};
use crate::layout::{Mark, Padding, ValueKind, ValueRules};
use crate::rules::date::{self, Form};
use crate::rules::list::in_other_case;
use crate::tree::Syntax;

/// A value, ready to be written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entered {
    /// Without quotes and escapes.
    pub text: String,
    /// Whether JSON writes it without quotes.
    pub is_bare: bool,
}

/// Reads what was typed as a value of this field.
pub fn enter(rules: &ValueRules, syntax: Syntax, typed: &str) -> Entered {
    let read = match rules.kind {
        ValueKind::Integer => whole(rules, typed),
        ValueKind::Decimal(mark, padding) => decimal(typed, rules, mark, padding),
        ValueKind::Date => date::rewrite(typed.trim(), Form::Date),
        ValueKind::DateTime => date::rewrite(typed.trim(), Form::DateTime),
        ValueKind::Boolean => Some(typed.trim().to_lowercase()),
        ValueKind::Text | ValueKind::Any => words(rules, typed),
    };
    let text = read.unwrap_or_else(|| typed.to_owned());
    let is_bare = syntax == Syntax::Json && may_be_bare(rules.kind, &text);
    Entered { text, is_bare }
}

/// What an input shows of a value. Entering it again gives the value.
pub fn shown(rules: &ValueRules, value: &str) -> String {
    match rules.kind {
        // A point would be typed as a comma, and read as one.
        ValueKind::Decimal(Mark::Point, _) if is_plain_decimal(value) => value.replace('.', ","),
        _ => value.to_owned(),
    }
}

/// The day of a value as the browser's own picker has it: `2026-12-31`.
pub fn iso_date(value: &str) -> Option<String> {
    let written = date::rewrite(value.trim(), Form::Date)?;
    let mut parts = written.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    Some(format!("{year}-{month}-{day}"))
}

fn may_be_bare(kind: ValueKind, text: &str) -> bool {
    match kind {
        ValueKind::Integer | ValueKind::Decimal(..) => serde_json::from_str::<serde_json::Number>(text).is_ok(),
        ValueKind::Boolean => matches!(text, "true" | "false"),
        ValueKind::Text | ValueKind::Date | ValueKind::DateTime | ValueKind::Any => false,
    }
}

fn is_plain_decimal(value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    value.strip_prefix('-').unwrap_or(value).split_once('.').is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// A number as people write it, taken apart.
struct Number {
    is_negative: bool,
    /// Digits without marks.
    whole: String,
    decimals: Option<String>,
}

/// Reads a number as Brazilians write it: the comma is the mark, points group thousands. A single point before anything
/// but three digits can only be the mark.
fn brazilian(typed: &str) -> Option<Number> {
    let bare: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '\u{a0}').collect();
    let bare = bare.strip_prefix("R$").unwrap_or(&bare);
    let (is_negative, bare) = bare.strip_prefix('-').map_or((false, bare), |rest| (true, rest));
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, decimals) = match (bare.rsplit_once(','), bare.rsplit_once('.')) {
        // `1,350.20` has one reading too.
        (Some((before, _)), Some((whole, decimals))) if before.len() < whole.len() && is_digits(decimals) => {
            (ungrouped(whole, ',')?, Some(decimals.to_owned()))
        }
        (Some((whole, decimals)), _) => (ungrouped(whole, '.')?, Some(decimals.to_owned())),
        (None, Some((whole, decimals))) => match ungrouped(bare, '.') {
            Some(grouped) => (grouped, None),
            None => (whole.to_owned(), Some(decimals.to_owned())),
        },
        (None, None) => (bare.to_owned(), None),
    };
    let is_number = is_digits(&whole) && decimals.as_deref().is_none_or(is_digits);
    is_number.then_some(Number { is_negative, whole, decimals })
}

/// Digits in groups of three, without the marks between; also digits without any.
fn ungrouped(whole: &str, mark: char) -> Option<String> {
    let mut groups = whole.split(mark);
    let first = groups.next().unwrap_or_default();
    let has_groups = whole.contains(mark);
    let is_first = !has_groups || (1..=3).contains(&first.len()) && !first.starts_with('0');
    (is_first && groups.all(|group| group.len() == 3)).then(|| whole.replace(mark, ""))
}

fn whole(rules: &ValueRules, typed: &str) -> Option<String> {
    let is_document = rules.formats.iter().any(|(_, format)| is_masked(*format));
    if is_document && typed.contains(['/', '-', '.']) && !typed.starts_with('-') {
        return Some(without_mask(typed));
    }
    let Number { is_negative, whole, decimals } = brazilian(typed)?;
    let is_whole = decimals.is_none_or(|decimals| decimals.bytes().all(|byte| byte == b'0'));
    is_whole.then(|| signed(is_negative, &whole))
}

fn decimal(typed: &str, rules: &ValueRules, mark: Mark, padding: Padding) -> Option<String> {
    let Number { is_negative, whole, decimals } = brazilian(typed)?;
    let mut decimals = decimals.unwrap_or_default();
    let wanted = rules.decimals.filter(|_| padding != Padding::AtMost).unwrap_or_default() as usize;
    // No manual documents more; a person's own layout must not ask for more than memory has.
    while decimals.len() < wanted.min(100) {
        decimals.push('0');
    }
    let whole = signed(is_negative, &whole);
    Some(if decimals.is_empty() { whole } else { format!("{whole}{}{decimals}", mark.char()) })
}

fn signed(is_negative: bool, digits: &str) -> String {
    if is_negative { format!("-{digits}") } else { digits.to_owned() }
}

/// A text: a document loses its mask, a documented value takes its documented case.
fn words(rules: &ValueRules, typed: &str) -> Option<String> {
    if let Some(list) = rules.list.as_deref() {
        let is_listed = list.iter().any(|(code, _)| **code == *typed);
        return in_other_case(list, typed).filter(|_| !is_listed).map(str::to_owned);
    }
    let formats = || rules.formats.iter().map(|(_, format)| *format);
    if formats().any(is_masked) && !formats().any(|format| !is_masked(format)) {
        return Some(without_mask(typed).to_ascii_uppercase());
    }
    // Beside a code of any shape only a whole document is known for one.
    if formats().any(is_masked) {
        return is_whole_document(typed).then(|| without_mask(typed).to_ascii_uppercase());
    }
    formats().any(|format| format == Format::Uf).then(|| typed.trim().to_uppercase())
}

/// Whether people write it with points, strokes and slashes that the payload must not have.
fn is_masked(format: Format) -> bool {
    matches!(format, Format::Cnpj | Format::Cpf | Format::CpfCnpj | Format::Cep | Format::AccessKey | Format::Boleto)
}

/// `529.982.247-25` or `11.222.333/0001-81`.
fn is_whole_document(typed: &str) -> bool {
    let shape: String = typed.trim().chars().map(|c| if c.is_ascii_alphanumeric() { '0' } else { c }).collect();
    matches!(&*shape, "000.000.000-00" | "00.000.000/0000-00")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(kind: ValueKind, decimals: Option<u32>) -> ValueRules {
        ValueRules { kind, decimals, ..ValueRules::default() }
    }

    #[track_caller]
    fn check(rules: &ValueRules, typed: &str, expected: &str) {
        assert_eq!(enter(rules, Syntax::Json, typed).text, expected, "{typed}");
        let shown = shown(rules, expected);
        assert_eq!(enter(rules, Syntax::Json, &shown).text, expected, "{typed} shown as {shown}");
    }

    const POINT: ValueKind = ValueKind::Decimal(Mark::Point, Padding::AtMost);
    const COMMA: ValueKind = ValueKind::Decimal(Mark::Comma, Padding::Exact);

    #[test]
    fn amounts_take_the_mark_of_the_system() {
        let point = rules(POINT, Some(2));
        check(&point, "1.234,56", "1234.56");
        check(&point, "1234,5", "1234.5");
        check(&point, "R$ 1.234.567,80", "1234567.80");
        check(&point, "1,350.20", "1350.20");
        check(&point, "12.5", "12.5");
        check(&point, "1.234", "1234");
        check(&point, "0.500", "0.500");
        check(&point, "-3,10", "-3.10");
        check(&point, "7", "7");
    }

    #[test]
    fn a_masked_text_gets_its_comma_and_every_decimal() {
        let comma = rules(COMMA, Some(2));
        check(&comma, "350,2", "350,20");
        check(&comma, "350", "350,00");
        check(&comma, "350.20", "350,20");
        check(&comma, "1.350,2", "1350,20");
        check(&comma, "1,234", "1,234");
    }

    #[test]
    fn what_cannot_be_read_stays_as_typed() {
        for typed in ["abc", "1,2,3", "1e5", "--1", "12,", ",5", "1.23.4"] {
            check(&rules(POINT, Some(2)), typed, typed);
        }
        check(&rules(ValueKind::Integer, None), "1,5", "1,5");
        check(&rules(ValueKind::Date, None), "31/02/2026", "31/02/2026");
        check(&rules(ValueKind::Date, None), "31/12/26", "31/12/26");
    }

    #[test]
    fn whole_numbers_lose_what_says_nothing() {
        let integer = rules(ValueKind::Integer, None);
        check(&integer, "1.234", "1234");
        check(&integer, "12,00", "12");
        check(&integer, "0012", "0012");
    }

    #[test]
    fn dates_come_typed_or_from_a_picker() {
        let date = rules(ValueKind::DateTime, None);
        check(&date, "31/12/2026", "31/12/2026");
        check(&date, "1/2/2026", "01/02/2026");
        check(&date, "2026-12-31", "31/12/2026");
        check(&date, "31/12/2026 8:30", "31/12/2026 08:30:00");
        assert_eq!(iso_date("31/12/2026 08:30:00").as_deref(), Some("2026-12-31"));
        assert_eq!(iso_date("31/12"), None);
    }

    #[test]
    fn documents_lose_their_mask() {
        let of = |formats: &[Format]| ValueRules {
            formats: formats.iter().map(|format| (None, *format)).collect(),
            ..ValueRules::default()
        };
        check(&of(&[Format::CpfCnpj]), "529.982.247-25", "52998224725");
        check(&of(&[Format::Cnpj]), "11.222.33", "1122233");
        check(&of(&[Format::Cnpj, Format::Code]), "EX-1.2", "EX-1.2");
        check(&of(&[Format::Cnpj, Format::Code]), "11.222.333/0001-81", "11222333000181");
        check(&of(&[Format::Uf]), "sp", "SP");
        check(&of(&[]), "1.2-3", "1.2-3");
    }

    #[test]
    fn only_what_json_has_is_written_without_quotes() {
        let is_bare = |kind, typed| enter(&rules(kind, None), Syntax::Json, typed).is_bare;
        assert!(is_bare(POINT, "1,5"));
        assert!(!is_bare(COMMA, "1,5"));
        assert!(!is_bare(ValueKind::Integer, "007"));
        assert!(is_bare(ValueKind::Boolean, "True"));
        assert!(!is_bare(ValueKind::Text, "5"));
        assert!(!enter(&rules(POINT, None), Syntax::Xml, "1,5").is_bare);
    }
}
