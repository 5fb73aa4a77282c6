//! CNPJ and CPF that went through a number: letters do not fit into one, zeros at the start get lost, `.0` is added.

use std::borrow::Cow;

use super::{Format, cnpj, cpf, is_repeated, without_mask};
use crate::layout::ValueRules;

/// Digits of a postal code.
const CEP: usize = 8;

/// Whether a text is a CNPJ with letters whose check digits hold, with or without its mask.
pub(crate) fn is_cnpj_with_letters(text: &str) -> bool {
    // Nothing longer is one with its mask.
    const LONGEST: usize = 18;
    if text.len() > LONGEST || !text.bytes().any(|byte| byte.is_ascii_alphabetic()) {
        return false;
    }
    let bare = without_mask(text).to_ascii_uppercase();
    cnpj::has_shape(&bare) && cnpj::holds(&bare)
}

/// The document that a number was before it became one, by its register's name; `None` when its digits do not hold, or when it
/// could be of either register.
pub(crate) fn restored(format: Format, number: &str) -> Option<(&'static str, String)> {
    let as_cnpj = || filled(number, cnpj::LENGTH).filter(|text| cnpj::holds(text)).map(|text| ("CNPJ", text));
    let as_cpf = || filled(number, cpf::LENGTH).filter(|text| cpf::holds(text)).map(|text| ("CPF", text));
    match format {
        Format::Cnpj => as_cnpj(),
        Format::Cpf => as_cpf(),
        Format::CpfCnpj => match (as_cnpj(), as_cpf()) {
            (Some(_), Some(_)) => None,
            (cnpj, cpf) => cnpj.or(cpf),
        },
        _ => None,
    }
}

/// A document as its format counts it, where the field is a number and cannot hold the zeros at its start.
pub(crate) fn as_document(format: Format, number: &str) -> Cow<'_, str> {
    restored(format, number).map_or(Cow::Borrowed(number), |(_, text)| Cow::Owned(text))
}

/// The document or postal code that a number was before a spreadsheet took the zeros off its beginning. `None` where no
/// format of the field has such a form, where the digits do not hold, and where it could be of either register.
pub fn restored_document(rules: &ValueRules, number: &str) -> Option<String> {
    let mut found = rules.formats.iter().filter_map(|(_, format)| match format {
        // It has no check digits: only the one zero is believed that all codes of a state begin with.
        Format::Cep if number.len() + 1 == CEP => filled(number, CEP),
        format => restored(*format, number).map(|(_, text)| text),
    });
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// Digits without the decimals that a float adds, filled up with the zeros that it lost.
fn filled(number: &str, length: usize) -> Option<String> {
    let (whole, decimals) = number.split_once('.').unwrap_or((number, ""));
    let is_document = !whole.is_empty() && whole.len() <= length && whole.bytes().all(|byte| byte.is_ascii_digit());
    let is_tail = decimals.bytes().all(|byte| byte == b'0');
    let filled = (is_document && is_tail).then(|| format!("{whole:0>length$}"));
    filled.filter(|text| !is_repeated(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_from_other_texts() {
        for text in ["12ABC34501DE35", "12.ABC.345/01DE-35", "12abc34501de35", "12345678000A08"] {
            assert!(is_cnpj_with_letters(text), "{text}");
        }
        for text in ["12ABC34501DE36", "11222333000181", "1E5", "alto", "", "12ABC34501DE35 ou outro"] {
            assert!(!is_cnpj_with_letters(text), "{text}");
        }
    }

    #[test]
    fn numbers_get_their_zeros_back_where_the_digits_then_hold() {
        let check = |format, number, expected: Option<(&'static str, &str)>| {
            let expected = expected.map(|(name, text)| (name, text.to_owned()));
            assert_eq!(restored(format, number), expected, "{number}");
        };
        check(Format::Cnpj, "191", Some(("CNPJ", "00000000000191")));
        check(Format::Cnpj, "11222333000181.0", Some(("CNPJ", "11222333000181")));
        check(Format::Cnpj, "11222333000182", None);
        check(Format::Cnpj, "11222333000181.5", None);
        check(Format::Cnpj, "-11222333000181", None);
        check(Format::Cpf, "1234567890", Some(("CPF", "01234567890")));
        check(Format::Cpf, "1234567891", None);
        check(Format::Cnpj, "0", None);
        check(Format::CpfCnpj, "52998224725", Some(("CPF", "52998224725")));
        check(Format::CpfCnpj, "191", None);
        check(Format::Cep, "88801000", None);
    }
}
