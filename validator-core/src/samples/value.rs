//! A value that satisfies all that a layout asks of it.
//!
//! Input: the rules of a value, its label, what its conditions see. Output: the value as it would be written.

use crate::condition::{Condition, Truth};
use crate::formats::Format;
use crate::layout::{Alteration, Mark, Padding, ValueKind, ValueRules};
use crate::tree::Syntax;

/// What a field holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// In quotes in JSON.
    Text(String),
    /// Without quotes in JSON: a number, `true`.
    Bare(String),
    /// The members are the plan's matter.
    Block { is_list: bool },
    /// One more item of the list that stands before it.
    Item,
}

impl Value {
    /// As written, without quotes; nothing of a block.
    pub fn text(&self) -> &str {
        match self {
            Value::Text(text) | Value::Bare(text) => text,
            Value::Block { .. } | Value::Item => "",
        }
    }

    /// Whether it says nothing. A block says that it is there.
    pub fn is_blank(&self) -> bool {
        !matches!(self, Value::Block { .. } | Value::Item) && self.text().is_empty()
    }
}

/// How many characters of a label make a value.
const LONGEST: usize = 30;

pub(super) fn sample(
    rules: &ValueRules,
    label: &str,
    syntax: Syntax,
    holds: &impl Fn(&Condition) -> Option<Truth>,
) -> Value {
    let is_true = |condition: &Condition| holds(condition).is_some_and(|truth| truth.holds);
    let forced = rules.must_be.as_ref().filter(|must_be| is_true(&must_be.when));
    let listed = rules.list.as_deref().and_then(|list| list.first());
    let written = match (forced, listed, format(rules, holds)) {
        (Some(must_be), ..) => must_be.value.to_string(),
        (_, Some((code, _)), _) => code.to_string(),
        (_, _, Some(format)) => of_format(format, rules.size).to_owned(),
        _ => plain(rules, label),
    };
    in_kind(rules, syntax, written)
}

/// A text as the rules' kind writes it.
pub(super) fn in_kind(rules: &ValueRules, syntax: Syntax, written: String) -> Value {
    match (rules.kind, syntax) {
        (ValueKind::Integer | ValueKind::Decimal(..) | ValueKind::Boolean, Syntax::Json) => Value::Bare(written),
        _ => Value::Text(written),
    }
}

/// The named form that applies in this case.
pub(super) fn format(rules: &ValueRules, holds: &impl Fn(&Condition) -> Option<Truth>) -> Option<Format> {
    let applies = |when: &Option<Condition>| match when {
        None => true,
        Some(condition) => holds(condition).is_some_and(|truth| truth.holds),
    };
    rules.formats.iter().find(|(when, _)| applies(when)).map(|(_, format)| *format)
}

/// Documents and codes that exist in no register but obey their rules; they come from public test vectors.
fn of_format(format: Format, size: Option<u32>) -> &'static str {
    match format {
        Format::CpfCnpj if size.is_some_and(|size| size < 14) => "52998224725",
        Format::Cnpj | Format::CpfCnpj => "11222333000181",
        Format::Cpf => "52998224725",
        Format::Code => "EX12345",
        Format::Cep => "01001000",
        Format::Uf => "SP",
        Format::Email => "ana@exemplo.com.br",
        Format::Plate => "ABC1D23",
        Format::Renavam => "12345678900",
        Format::Cmc7 => "341378140090004285081430432989",
        Format::AccessKey => "35210320695448000184550010000035891981839923",
        Format::Boleto => "00190000090114971860168524522114675860000102656",
        Format::Year => "2026",
        Format::IntegersBySlash => "30/60/90",
    }
}

fn plain(rules: &ValueRules, label: &str) -> String {
    match rules.kind {
        ValueKind::Integer => {
            let least = rules.min.max(rules.min_advised).unwrap_or(1).max(1);
            least.min(rules.max.unwrap_or(u32::MAX)).to_string()
        }
        ValueKind::Decimal(mark, padding) => decimal("1", rules, mark, padding),
        ValueKind::Date | ValueKind::DateTime if rules.altered.contains(&Alteration::FirstDay) => {
            "01/01/2026".to_owned()
        }
        ValueKind::Date | ValueKind::DateTime => "15/01/2026".to_owned(),
        ValueKind::Boolean => "true".to_owned(),
        ValueKind::Text | ValueKind::Any if label.trim().is_empty() => fitting(rules, "Exemplo"),
        ValueKind::Text | ValueKind::Any => fitting(rules, label),
    }
}

/// The beginning of a text that the size leaves room for.
fn fitting(rules: &ValueRules, text: &str) -> String {
    let room = rules.size.map_or(LONGEST, |size| LONGEST.min(size as usize));
    text.chars().take(room).collect::<String>().trim_end().to_owned()
}

/// A number with these digits before the mark and as many after it as are documented.
pub(super) fn decimal(whole: &str, rules: &ValueRules, mark: Mark, padding: Padding) -> String {
    let n_decimals = match (rules.decimals, padding) {
        (Some(decimals), Padding::AtMost) => decimals.min(2),
        // No manual documents more; a person's own layout must not ask for more than memory has.
        (Some(decimals), Padding::Advised | Padding::Exact) => decimals.min(1_000),
        (None, _) if rules.digits.is_none_or(|digits| digits > 2) => 2,
        (None, _) => 0,
    };
    match n_decimals {
        0 => whole.to_owned(),
        n => format!("{whole}{}5{}", mark.char(), "0".repeat(n as usize - 1)),
    }
}
