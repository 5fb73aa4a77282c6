//! Boleto: the line that people type (47 digits of a bank, 48 of a utility or a tax) or the bar code behind it (44).
//!
//! The line is the bar code in blocks, each with a check digit, modulo 10 or 11; the bar code has one digit over all
//! (Febraban's layout). The due date in it is not judged: its count began anew in 2025, so that it has two readings.

use super::{digit, digits, modulo_10};
use crate::violation::Violation;

pub(crate) fn check(text: &str) -> Option<Violation> {
    let Some(digits) = digits(text) else { return Some(Violation::BoletoForm) };
    let holds = match (digits.len(), digits.first()) {
        (44, _) => code_holds(&digits),
        (47, _) => bank_line_holds(&digits),
        (48, Some(8)) => bill_line_holds(&digits),
        _ => return Some(Violation::BoletoForm),
    };
    (!holds).then_some(Violation::BoletoDigit)
}

/// Three blocks with a digit each, then the digit over all, then due date and amount.
fn bank_line_holds(line: &[u32]) -> bool {
    let part = |from: usize, to: usize| line.get(from..to).unwrap_or_default();
    let block = |from: usize, to: usize| part(to, to + 1) == [modulo_10(part(from, to))];
    let code = [part(0, 4), part(32, 47), part(4, 9), part(10, 20), part(21, 31)].concat();
    block(0, 9) && block(10, 20) && block(21, 31) && code_holds(&code)
}

/// Four blocks of eleven with a digit each.
fn bill_line_holds(line: &[u32]) -> bool {
    let blocks = || line.chunks(12).map(|block| block.split_at(block.len() - 1));
    let code: Vec<u32> = blocks().flat_map(|(block, _)| block.iter().copied()).collect();
    let Some(check) = bill_check(&code) else { return false };
    blocks().all(|(block, last)| last == [check(block)]) && code_holds(&code)
}

/// Whether the digit over all holds: the fourth of a bill's bar code, the fifth of a bank's.
fn code_holds(code: &[u32]) -> bool {
    let is_bill = code.first() == Some(&8);
    let at = if is_bill { 3 } else { 4 };
    let (before, rest) = code.split_at_checked(at).unwrap_or_default();
    let Some((own, after)) = rest.split_first() else { return false };
    let others = [before, after].concat();
    let check = if is_bill { bill_check(code) } else { Some(bank_digit as fn(&[u32]) -> u32) };
    check.is_some_and(|check| check(&others) == *own)
}

/// How a bill's digits are made: its third digit says so.
fn bill_check(code: &[u32]) -> Option<fn(&[u32]) -> u32> {
    match code.get(2)? {
        6 | 7 => Some(modulo_10),
        8 | 9 => Some(|digits| digit(modulo_11(digits))),
        _ => None,
    }
}

/// There is no 0 in this place.
fn bank_digit(digits: &[u32]) -> u32 {
    match modulo_11(digits) {
        0 | 1 => 1,
        remainder => 11 - remainder,
    }
}

/// Weights 2 to 9 from the right.
fn modulo_11(digits: &[u32]) -> u32 {
    digits.iter().rev().zip((2..=9).cycle()).map(|(digit, weight)| digit * weight).sum::<u32>() % 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_lines_and_their_bar_codes_hold() {
        for text in [
            "00190000090114971860168524522114675860000102656",
            "00196758600001026560000001149718606852452211",
            "10492006506100010004200997263900989810000021403",
            "10499898100000214032006561000100040099726390",
            "23794150099001980167035000211405700000000000000",
            "23797000000000000004150090019801673500021140",
            "838600000050096000190009000801782309000343062712",
            "83860000005096000190000008017823000034306271",
            "858200000007572503282030560708202107539591904460",
            "85820000000572503282035607082021053959190446",
            "846300000003299902962024004101360008002006441147",
            "84630000000299902962020041013600000200644114",
        ] {
            assert_eq!(check(text), None, "{text}");
        }
    }

    #[test]
    fn a_wrong_digit_is_told_from_what_is_no_boleto() {
        for text in [
            "00190000020114971860168524522114675860000102656",
            "00190000090114971860168524522114975860000102656",
            "10491443385511900000200000000141325230000093423",
            "838600000050096000190009000801782309000343062713",
            "815000000050096000190009000801782309000343062712",
        ] {
            assert_eq!(check(text), Some(Violation::BoletoDigit), "{text}");
        }
        for text in [
            "",
            "String",
            "0019000009011497186016852452211467586000010265",
            "00190.00009",
            "90000000000000000000000000000000000000000000000000",
        ] {
            assert_eq!(check(text), Some(Violation::BoletoForm), "{text}");
        }
        assert_eq!(check(&"1".repeat(48)), Some(Violation::BoletoForm));
    }
}
