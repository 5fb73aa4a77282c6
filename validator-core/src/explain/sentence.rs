//! Conditions and lists of values as text.

use std::borrow::Cow;

use super::{Locale, fill, word};
use crate::condition::Condition;
use crate::layout::{FieldId, Layout, ValueList};

/// A condition in words: `tipo = J (Jurídica)`.
pub fn because(condition: &Condition, layout: &Layout, locale: Locale) -> String {
    let with = |key: &str, field: FieldId, value: &str| {
        let path: &str = &layout.field(field).path;
        fill(word(locale, key), |name| match name {
            "field" => Some(Cow::Borrowed(path)),
            "value" | "values" => Some(Cow::Borrowed(value)),
            _ => None,
        })
    };
    match condition {
        Condition::Is(field, value) => with("is", *field, &meaning(layout, *field, value, locale)),
        Condition::In(field, list) => {
            let list: Vec<String> = list.iter().map(|value| meaning(layout, *field, value, locale)).collect();
            with("is_in", *field, &list.join(", "))
        }
        Condition::Present(field) => with("present", *field, ""),
        Condition::All(parts) => join(parts, layout, locale, "and"),
        Condition::Any(parts) => join(parts, layout, locale, "or"),
        Condition::Not(inner) => match &**inner {
            Condition::Is(field, value) => with("is_not", *field, &meaning(layout, *field, value, locale)),
            Condition::Present(field) => with("absent", *field, ""),
            other => {
                let inner = because(other, layout, locale);
                fill(word(locale, "not"), |name| (name == "condition").then(|| Cow::Borrowed(&*inner)))
            }
        },
    }
}

fn join(parts: &[Condition], layout: &Layout, locale: Locale, key: &str) -> String {
    let parts = parts.iter().map(|part| because(part, layout, locale));
    let joined = parts.reduce(|left, right| {
        fill(word(locale, key), |name| match name {
            "left" => Some(Cow::Borrowed(&*left)),
            "right" => Some(Cow::Borrowed(&*right)),
            _ => None,
        })
    });
    joined.unwrap_or_default()
}

/// A value, with its meaning where the field's list gives one.
fn meaning(layout: &Layout, field: FieldId, value: &str, locale: Locale) -> String {
    let list = layout.field(field).value_rules().and_then(|rules| rules.list.as_deref());
    let known = list.and_then(|list| list.iter().find(|(code, _)| **code == *value));
    known.map_or_else(|| value.to_owned(), |(code, meaning)| value_and_meaning(code, meaning, locale))
}

/// A list of values with their meanings: `J (Jurídica), F (Física)`.
pub(crate) fn values(list: &ValueList, locale: Locale) -> String {
    let values: Vec<String> = list.iter().map(|(code, meaning)| value_and_meaning(code, meaning, locale)).collect();
    values.join(", ")
}

fn value_and_meaning(value: &str, meaning: &str, locale: Locale) -> String {
    fill(word(locale, "value_and_meaning"), |name| match name {
        "value" => Some(Cow::Borrowed(value)),
        "meaning" => Some(Cow::Borrowed(meaning)),
        _ => None,
    })
}
