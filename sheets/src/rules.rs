//! The rules of a column in words, for the model that a person fills in.

use validator_core::layout::{Others, Presence};
use validator_core::{Locale, explain};

use crate::columns::{Column, Sheet};
use crate::text::texts;

/// Everything the layout says of a column: `# obrigatório; String 1; J = Jurídica, F = Física; Tipo da pessoa`.
pub fn remark(sheet: &Sheet<'_>, column: &Column<'_>, locale: Locale) -> String {
    let texts = texts(locale);
    let field = column.field;
    let presence = match field.presence {
        Presence::Required | Presence::Main => texts.required,
        Presence::When(_) | Presence::WithSiblings => texts.by_condition,
        Presence::Optional | Presence::BySetting | Presence::Credential => texts.optional,
    };
    let mut parts = vec![presence.to_owned()];
    if let Some(rules) = field.value_rules() {
        let size = explain::size(rules);
        parts.push([&*rules.type_name, &*size].join(" ").trim_end().to_owned());
        let list = rules.list.as_deref().into_iter().flatten();
        let list: Vec<String> = list.map(|(code, meaning)| format!("{code} = {meaning}")).collect();
        if !list.is_empty() {
            parts.push(list.join(", "));
        }
    }
    parts.extend(explain::conditions(sheet.layout, field, locale));
    if !field.label.is_empty() {
        parts.push(field.label.to_string());
    }
    format!("# {}", parts.join("; "))
}

/// The values that a column takes, where it takes no others.
pub fn closed_list<'l>(column: &Column<'l>) -> Option<Vec<&'l str>> {
    let rules = column.field.value_rules().filter(|rules| rules.others == Others::Refused)?;
    Some(rules.list.as_deref()?.iter().map(|(code, _)| &**code).collect())
}
