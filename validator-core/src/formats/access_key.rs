//! Access key of a fiscal document (NF-e, NFC-e, CT-e, MDF-e, BP-e, NF3-e, NFCom, CF-e SAT): 44 characters.
//!
//! State 2, year and month 4, issuer 14 (CNPJ, or CPF filled up with zeros), model 2, then series, number, emission and
//! code, and a check digit over the other 43: weights 2 to 9 from the right, modulo 11. Letters are allowed in the issuer
//! since July 2026 and count as their ASCII code − 48 (Nota Técnica Conjunta DF-e 2025.001).

use super::{KeyPart, cnpj, cpf, digit, is_repeated};
use crate::violation::Violation;

const LENGTH: usize = 44;
/// IBGE codes of the states.
const STATES: [&str; 27] = [
    "11", "12", "13", "14", "15", "16", "17", "21", "22", "23", "24", "25", "26", "27", "28", "29", "31", "32", "33",
    "35", "41", "42", "43", "50", "51", "52", "53",
];
/// NF-e and NFC-e.
const JUDGED_CODES: [&str; 2] = ["55", "65"];
const MODELS: [&str; 9] = ["55", "57", "58", "59", "62", "63", "65", "66", "67"];

pub(crate) fn check(text: &str) -> Option<Violation> {
    if !has_shape(text) {
        return Some(Violation::AccessKeyForm);
    }
    (check_digit(text) != text.bytes().last().map(u32::from)).then_some(Violation::AccessKeyDigit)
}

fn has_shape(text: &str) -> bool {
    let part = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let is_issuer = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_uppercase());
    let is_month = matches!(part(4, 6).parse::<u32>(), Ok(1..=12));
    let number = part(25, 34);
    text.len() == LENGTH
        && is_digits(part(0, 6))
        && is_issuer(part(6, 20))
        && is_digits(part(20, LENGTH))
        && STATES.contains(&part(0, 2))
        && is_month
        && MODELS.contains(&part(20, 22))
        && number.bytes().any(|byte| byte != b'0')
}

/// Judges the key of a document itself, of which the authorities refuse every fault.
pub(crate) fn check_strictly(text: &str) -> Option<Violation> {
    let actual = text.chars().count();
    if actual != LENGTH {
        return Some(Violation::KeyLength { actual: crate::span::offset(actual) });
    }
    let part = |part: KeyPart| part.of(text).unwrap_or_default();
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (before, after) = (text.get(..6).unwrap_or_default(), text.get(20..).unwrap_or_default());
    let is_issuer = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    if text.len() != LENGTH || !is_digits(before) || !is_digits(after) || !part(KeyPart::Issuer).bytes().all(is_issuer)
    {
        return Some(Violation::KeyCharacters);
    }
    if !STATES.contains(&part(KeyPart::State)) {
        return Some(Violation::KeyState);
    }
    if !matches!(text.get(4..6).unwrap_or_default().parse::<u32>(), Ok(1..=12)) {
        return Some(Violation::KeyMonth);
    }
    if !MODELS.contains(&part(KeyPart::Model)) {
        return Some(Violation::KeyModel);
    }
    if part(KeyPart::Number).bytes().all(|byte| byte == b'0') {
        return Some(Violation::KeyNumber);
    }
    let due = check_digit(text).and_then(char::from_u32)?;
    if !text.ends_with(due) {
        return Some(Violation::KeyDigit { due });
    }
    let issuer = part(KeyPart::Issuer);
    // A person's number is filled up with zeros.
    let is_person = issuer.strip_prefix("000").is_some_and(cpf::holds);
    if !cnpj::holds(issuer) && !is_person {
        return Some(Violation::KeyIssuer);
    }
    let is_judged = JUDGED_CODES.contains(&part(KeyPart::Model));
    (is_judged && is_guessable(part(KeyPart::Code), part(KeyPart::Number))).then_some(Violation::KeyCode)
}

/// A code that says nothing of its own: one digit all through, digits in a row, or the number again (NT 2019.001).
fn is_guessable(code: &str, number: &str) -> bool {
    // After 9 comes 0 again.
    const ROW: &str = "01234567890123456";
    is_repeated(code) || ROW.contains(code) || number.ends_with(code)
}

/// The byte that the last one should be.
fn check_digit(text: &str) -> Option<u32> {
    let values = text.get(..LENGTH - 1)?.bytes().rev().map(|byte| u32::from(byte) - 48);
    let sum: u32 = values.zip((2..=9).cycle()).map(|(value, weight)| value * weight).sum();
    Some(digit(sum % 11) + u32::from(b'0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published keys of each kind of document, with CPF and with letters as the issuer.
    const DOCUMENTS: [&str; 8] = [
        "35170458716523000119550010000000121000123458",
        "35170400099999999999550010000000121000123459",
        "52060412ABC34501DE35550120000007801267301610",
        "50131248740351011795580001490001531345952745",
        "43140201098983010680657960000005991148127446",
        "35210320695448000184550010000035891981839923",
        "32171232438772000104570010001990751153183825",
        "42221200050690671849559100000000811540256167",
    ];

    #[test]
    fn the_key_of_a_document_itself_is_judged_part_by_part() {
        let check = check_strictly;
        for text in DOCUMENTS {
            assert_eq!(check(text), None, "{text}");
        }
        assert_eq!(check("3521032069544800018455001000003589198183992"), Some(Violation::KeyLength { actual: 43 }));
        assert_eq!(check(""), Some(Violation::KeyLength { actual: 0 }));
        for (text, expected) in [
            ("52060412abc34501de35550120000007801267301610", Violation::KeyCharacters),
            ("3521032069544800018455001000003589198183992ç", Violation::KeyCharacters),
            ("99210320695448000184550010000035891981839923", Violation::KeyState),
            ("35210020695448000184550010000035891981839923", Violation::KeyMonth),
            ("35211320695448000184550010000035891981839923", Violation::KeyMonth),
            ("35210320695448000184560010000035891981839923", Violation::KeyModel),
            ("35210320695448000184550010000000001981839923", Violation::KeyNumber),
            ("35210320695448000184550010000035891981839924", Violation::KeyDigit { due: '3' }),
            ("35170358716523000119550010000000301000000300", Violation::KeyCode),
        ] {
            assert_eq!(check(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn published_keys_hold() {
        let sat = "35150808723218000186599000040190000241114257";
        for text in DOCUMENTS.into_iter().chain([sat]) {
            assert_eq!(check(text), None, "{text}");
        }
    }

    #[test]
    fn a_wrong_digit_is_told_from_what_is_no_key() {
        assert_eq!(check("35210320695448000184550010000035891981839924"), Some(Violation::AccessKeyDigit));
        for text in [
            "",
            "3521032069544800018455001000003589198183992",
            "99210320695448000184550010000035891981839923",
            "35211320695448000184550010000035891981839923",
            "35210320695448000184560010000035891981839923",
            "35210320695448000184550010000000001981839923",
            "3521032069544800018455001000003589198183992a",
        ] {
            assert_eq!(check(text), Some(Violation::AccessKeyForm), "{text}");
        }
    }
}
