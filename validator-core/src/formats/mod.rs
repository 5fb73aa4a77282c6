//! Named forms of a value: what is an algorithm has a name that layouts use.
//!
//! Input: a value's text. Output: what is wrong with its form, if anything. The rules and their sources stand in each file.

mod access_key;
mod boleto;
mod cep;
mod cmc7;
mod cnpj;
mod cpf;
mod document;
mod email;
mod key_part;
mod pattern;
mod plate;
mod renavam;
mod uf;

pub use document::restored_document;
pub(crate) use document::{as_document, is_cnpj_with_letters, restored};
pub use key_part::KeyPart;
pub(crate) use uf::is_state;

use crate::violation::Violation;

/// A named form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Fourteen characters of the register of companies, letters allowed.
    Cnpj,
    /// Eleven digits of the register of persons.
    Cpf,
    /// Either, told apart by length.
    CpfCnpj,
    /// Any code; only its size counts.
    Code,
    /// A postal code.
    Cep,
    /// A state, or `EX` for abroad.
    Uf,
    /// One or more addresses, separated by `;`.
    Email,
    /// A number plate, old or Mercosul.
    Plate,
    /// The number of a vehicle in the national register.
    Renavam,
    /// The magnetic band of a cheque.
    Cmc7,
    /// The access key of a fiscal document.
    AccessKey,
    /// The line or the bar code of a boleto.
    Boleto,
    /// Four digits.
    Year,
    /// `30/60/90`.
    IntegersBySlash,
}

impl Format {
    /// The format that layouts call `name`.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "cnpj" => Some(Format::Cnpj),
            "cpf" => Some(Format::Cpf),
            "cpf-cnpj" => Some(Format::CpfCnpj),
            "code" => Some(Format::Code),
            "cep" => Some(Format::Cep),
            "uf" => Some(Format::Uf),
            "email" => Some(Format::Email),
            "plate" => Some(Format::Plate),
            "renavam" => Some(Format::Renavam),
            "cmc7" => Some(Format::Cmc7),
            "access-key" => Some(Format::AccessKey),
            "boleto" => Some(Format::Boleto),
            "year" => Some(Format::Year),
            "integers-by-slash" => Some(Format::IntegersBySlash),
            _ => None,
        }
    }

    /// What is wrong with the form of `text`. `must_hold` makes wrong check digits an error.
    pub(crate) fn check(self, text: &str, must_hold: bool) -> Option<Violation> {
        match self {
            Format::Cnpj => cnpj::check(text, must_hold),
            Format::Cpf => cpf::check(text, must_hold),
            Format::CpfCnpj if text.bytes().filter(u8::is_ascii_alphanumeric).count() <= cpf::LENGTH => {
                cpf::check(text, must_hold)
            }
            Format::CpfCnpj => cnpj::check(text, must_hold),
            Format::Code => None,
            Format::Cep => cep::check(text),
            Format::Uf => uf::check(text),
            Format::Email => email::check(text),
            Format::Plate => plate::check(text),
            Format::Renavam => renavam::check(text),
            Format::Cmc7 => cmc7::check(text),
            Format::AccessKey if must_hold => access_key::check_strictly(text),
            Format::AccessKey => access_key::check(text),
            Format::Boleto => boleto::check(text),
            Format::Year => pattern::year(text),
            Format::IntegersBySlash => pattern::integers_by_slash(text),
        }
    }
}

/// The characters of a document that was written with its mask.
pub(crate) fn without_mask(text: &str) -> String {
    text.chars().filter(|c| !matches!(c, '.' | '-' | '/' | ' ')).collect()
}

/// The values of a text that is all digits.
fn digits(text: &str) -> Option<Vec<u32>> {
    text.chars().map(|c| c.to_digit(10)).collect()
}

/// A document of one register: what its complaints name.
#[derive(Clone, Copy)]
struct Document {
    name: &'static str,
    length: u32,
}

impl Document {
    /// What is wrong with a text that is not shaped like one: how long it is, or what it is made of.
    fn misshapen(self, text: &str) -> Violation {
        let Document { name: document, length: expected } = self;
        let actual = crate::span::offset(text.chars().count());
        if actual == expected {
            Violation::DocumentCharacters { document, expected }
        } else {
            Violation::DocumentLength { document, expected, actual }
        }
    }

    /// What is to be said of a well-shaped one. One character all through is a form filled in, not a document.
    fn judged(self, text: &str, holds: bool, must_hold: bool) -> Option<Violation> {
        let document = self.name;
        match (holds, must_hold) {
            (true, _) if is_repeated(text) => Some(Violation::RepeatedDocument { document }),
            (true, _) => None,
            (false, true) => Some(Violation::CheckDigitRequired { document }),
            (false, false) => Some(Violation::CheckDigit { document }),
        }
    }
}

/// Weights 2 and 1 from the right, the digits of each product added, up to the next ten.
fn modulo_10(digits: &[u32]) -> u32 {
    let weighed = digits.iter().rev().zip([2, 1].into_iter().cycle()).map(|(digit, weight)| digit * weight);
    let sum: u32 = weighed.map(|product| product / 10 + product % 10).sum();
    (10 - sum % 10) % 10
}

fn digit(remainder: u32) -> u32 {
    if remainder < 2 { 0 } else { 11 - remainder }
}

/// Whether a text is one character, again and again.
fn is_repeated(text: &str) -> bool {
    let mut chars = text.chars();
    let first = chars.next();
    chars.all(|c| Some(c) == first)
}
