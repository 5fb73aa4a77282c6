//! A layout as JSON Schema, as far as plain JSON Schema goes, so that other validators can be asked much the same.
//!
//! Input: a layout of JSON payloads. Output: a schema for its requests.
//! Never says more than the layout. It leaves out what depends on another field or another item (required or blank under a
//! condition, the form of a document by the kind of person, uniqueness), check digits and all other named forms, whether a
//! day exists, how many decimals a number has, evidence and severities, secrets, and what a value is changed to.

use serde_json::{Map, Value, json};
use validator_core::layout::{Content, Field, Layout, Others, Presence, Root, ValueKind, ValueRules};
use validator_core::report::Direction;

pub(crate) const DATE: &str = "(0[1-9]|[12][0-9]|3[01])/(0[1-9]|1[0-2])/[0-9]{4}";
pub(crate) const TIME: &str = "([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";

/// The schema of a layout's requests.
pub fn of(layout: &Layout) -> Value {
    let record = block(layout, "");
    match layout.root {
        Root::List => json!({ "type": "array", "items": record }),
        Root::Object | Root::Envelope | Root::Document => record,
    }
}

/// The members of the block at a path; the outermost block has none.
fn block(layout: &Layout, path: &str) -> Value {
    let mut properties = Map::new();
    let mut required = Vec::new();
    for field in layout.rows(Direction::Request).filter(|field| parent(field) == path) {
        let is_required = matches!(field.presence, Presence::Required | Presence::Main);
        if is_required {
            required.push(&*field.name);
        }
        properties.insert(field.name.to_string(), member(layout, field, is_required));
    }
    json!({ "type": "object", "properties": properties, "required": required, "additionalProperties": !layout.complete })
}

pub(crate) fn parent(field: &Field) -> &str {
    field.path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

fn member(layout: &Layout, field: &Field, is_required: bool) -> Value {
    match &field.content {
        Content::Block(_) if field.is_list(layout) => json!({ "type": "array", "items": block(layout, &field.path) }),
        Content::Block(_) => block(layout, &field.path),
        Content::Value(_) if field.is_only_in_example => json!({}),
        Content::Value(rules) => value(rules, is_required),
    }
}

fn value(rules: &ValueRules, is_required: bool) -> Value {
    match rules.kind {
        ValueKind::Any => json!({}),
        ValueKind::Boolean => json!({ "type": "boolean" }),
        ValueKind::Integer | ValueKind::Decimal(..) => number(rules),
        ValueKind::Date => text_like(DATE, is_required),
        ValueKind::DateTime => text_like(&format!("{DATE}( {TIME})?"), is_required),
        ValueKind::Text => {
            let mut acc = Map::from_iter([("type".to_owned(), json!("string"))]);
            if let Some(known) = closed_list(rules) {
                let empty = (!is_required).then_some("");
                acc.insert("enum".to_owned(), json!(known.chain(empty).collect::<Vec<_>>()));
            }
            if let Some(size) = rules.size {
                acc.insert("maxLength".to_owned(), json!(size));
            }
            if is_required {
                acc.insert("minLength".to_owned(), json!(1));
            }
            Value::Object(acc)
        }
    }
}

/// A text of one form; an optional one may be left empty.
fn text_like(form: &str, is_required: bool) -> Value {
    let empty = if is_required { "" } else { "?" };
    json!({ "type": "string", "pattern": format!("^({form}){empty}$") })
}

fn number(rules: &ValueRules) -> Value {
    let is_integer = rules.kind == ValueKind::Integer;
    let mut acc = Map::from_iter([("type".to_owned(), json!(if is_integer { "integer" } else { "number" }))]);
    if let Some(known) = closed_list(rules) {
        acc.insert("enum".to_owned(), known.filter_map(|value| value.parse::<i64>().ok()).collect());
    }
    for (key, bound) in [("minimum", rules.min), ("maximum", rules.max)] {
        if let Some(bound) = bound {
            acc.insert(key.to_owned(), json!(bound));
        }
    }
    let n_before_mark = rules.digits.map(|digits| digits.saturating_sub(rules.decimals.unwrap_or_default()));
    if let Some(beyond) = n_before_mark.and_then(|n_digits| 10_u64.checked_pow(n_digits)) {
        acc.insert("exclusiveMaximum".to_owned(), json!(beyond));
    }
    Value::Object(acc)
}

/// The documented values, where no others are taken.
pub(crate) fn closed_list(rules: &ValueRules) -> Option<impl Iterator<Item = &str>> {
    let list = rules.list.as_ref().filter(|_| rules.others == Others::Refused)?;
    Some(list.iter().map(|(value, _)| &**value))
}
