//! What a layout says of one row, in words: sizes, conditions, limits. And its rules about several rows.
//!
//! Input: a layout. Output: short sentences, for tables of fields. The words lie in `codes/wording.toml`.
//! Judges no payload, and says nothing that the layout does not.

use std::borrow::Cow;

use super::{Locale, because, fill, word};
use crate::condition::Condition;
use crate::formats::Format;
use crate::layout::{Field, FieldId, Layout, Others, Presence, RuleCheck, ValueRules};
use crate::report::Direction;

/// Characters for text; digits for numbers, with the decimals among them as `18,2`. Empty when no size is documented.
pub fn size(rules: &ValueRules) -> String {
    match (rules.size.or(rules.digits), rules.decimals) {
        (Some(size), Some(decimals)) => format!("{size},{decimals}"),
        (Some(size), None) => size.to_string(),
        (None, Some(decimals)) => format!(",{decimals}"),
        (None, None) => String::new(),
    }
}

/// Everything about a row that depends on something or limits its value: `obrigatório quando tipo = J (Jurídica)`.
pub fn conditions(layout: &Layout, field: &Field, locale: Locale) -> Vec<String> {
    let when =
        |key: &str, condition: &Condition| with(locale, key, &[("condition", &because(condition, layout, locale))]);
    let mut acc = Vec::new();
    match &field.presence {
        Presence::When(condition) => acc.push(when("required_when", condition)),
        Presence::WithSiblings => acc.push(word(locale, "with_siblings").to_owned()),
        Presence::Optional | Presence::Required | Presence::BySetting | Presence::Main | Presence::Credential => {}
    }
    let others =
        [("waived_when", &field.waived_when), ("only_when", &field.only_when), ("blank_when", &field.blank_when)];
    for (key, condition) in others {
        acc.extend(condition.as_ref().map(|condition| when(key, condition)));
    }
    if let Some(rules) = field.value_rules() {
        acc.extend(limits(layout, field, rules, locale));
    }
    acc
}

fn limits(layout: &Layout, field: &Field, rules: &ValueRules, locale: Locale) -> Vec<String> {
    let mut acc = Vec::new();
    if let Some(must_be) = &rules.must_be {
        let because = because(&must_be.when, layout, locale);
        acc.push(with(locale, "must_be", &[("value", &must_be.value), ("condition", &because)]));
    }
    if let Some(prefix) = &rules.prefix {
        acc.push(with(locale, "begins_with", &[("value", prefix)]));
    }
    for (condition, format) in &rules.formats {
        let format = word(locale, format_key(*format));
        acc.push(match condition {
            Some(condition) => {
                with(locale, "must_be", &[("value", format), ("condition", &because(condition, layout, locale))])
            }
            None => format.to_owned(),
        });
    }
    for (key, limit) in [("at_least", rules.min), ("at_most", rules.max)] {
        acc.extend(limit.map(|limit| with(locale, key, &[("field", &field.name), ("value", &limit.to_string())])));
    }
    if rules.list.is_some() && rules.others != Others::Refused {
        acc.push(word(locale, "other_values").to_owned());
    }
    acc
}

/// The rules of a half about several fields or several items, in the layout's order.
pub fn rules(layout: &Layout, direction: Direction, locale: Locale) -> Vec<String> {
    let half = layout.half(direction);
    let path = |id: &FieldId| layout.field(*id).path.to_string();
    let paths = |ids: &[FieldId]| ids.iter().map(path).collect::<Vec<_>>().join(", ");
    let is_in_half = |id: &FieldId| half == Some(layout.root_of(layout.field(*id).block));
    let sentence = |check: &RuleCheck| match check {
        RuleCheck::AtLeastOne(fields) if fields.iter().any(is_in_half) => {
            Some(with(locale, "rule_at_least_one", &[("fields", &paths(fields))]))
        }
        RuleCheck::OneOf(fields) if fields.iter().any(is_in_half) => {
            Some(with(locale, "rule_one_of", &[("fields", &paths(fields))]))
        }
        RuleCheck::OnlyOne { field, value } if is_in_half(field) => {
            Some(with(locale, "rule_only_one", &[("field", &path(field)), ("value", value)]))
        }
        RuleCheck::Unique(field) if is_in_half(field) => Some(with(locale, "rule_unique", &[("field", &path(field))])),
        RuleCheck::AccessKey { key, parts } if is_in_half(key) => {
            let fields: Vec<FieldId> = parts.iter().map(|(field, _)| *field).collect();
            Some(with(locale, "rule_access_key", &[("field", &path(key)), ("fields", &paths(&fields))]))
        }
        RuleCheck::AtLeastOne(_)
        | RuleCheck::OneOf(_)
        | RuleCheck::OnlyOne { .. }
        | RuleCheck::Unique(_)
        | RuleCheck::AccessKey { .. } => None,
    };
    layout.rules.iter().filter_map(|rule| sentence(&rule.check)).collect()
}

fn with(locale: Locale, key: &str, values: &[(&str, &str)]) -> String {
    fill(word(locale, key), |name| {
        values.iter().find(|(known, _)| *known == name).map(|(_, value)| Cow::Borrowed(*value))
    })
}

fn format_key(format: Format) -> &'static str {
    match format {
        Format::Cnpj => "format_cnpj",
        Format::Cpf => "format_cpf",
        Format::CpfCnpj => "format_cpf_cnpj",
        Format::Code => "format_code",
        Format::Cep => "format_cep",
        Format::Uf => "format_uf",
        Format::Email => "format_email",
        Format::Plate => "format_plate",
        Format::Renavam => "format_renavam",
        Format::Cmc7 => "format_cmc7",
        Format::AccessKey => "format_access_key",
        Format::Boleto => "format_boleto",
        Format::Year => "format_year",
        Format::IntegersBySlash => "format_integers_by_slash",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn every_row_is_worded_in_three_languages() {
        for locale in Locale::ALL {
            for entry in catalog::entries() {
                let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
                for half in [Direction::Request, Direction::Response] {
                    let rows = layout.rows(half).flat_map(|field| conditions(layout, field, locale));
                    for sentence in rows.chain(rules(layout, half, locale)) {
                        assert!(
                            !sentence.is_empty() && !sentence.contains('{'),
                            "{} {}: {sentence}",
                            entry.id(),
                            locale.tag()
                        );
                    }
                }
            }
        }
    }
}
