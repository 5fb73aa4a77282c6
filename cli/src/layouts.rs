//! `gabarito layouts`: the catalogue as a list, or the fields of one layout as a table.
//!
//! Input: an id, or none. Output: lines whose columns are as wide as what stands in them.
//! Shows what a layout says, in the manual's order, and nothing else.

use validator_core::layout::{Field, Layout, Presence, ValueRules};
use validator_core::report::Direction;
use validator_core::{Locale, catalog, explain};

use crate::layout_choice::unknown_layout;
use crate::output::Output;
use crate::text::{Text, text};
use crate::{Failure, Status};

pub(crate) fn layouts(id: Option<&str>, locale: Locale, output: &mut Output) -> Result<Status, Failure> {
    let text = text(locale);
    let printed = match id {
        None => list(locale),
        Some(id) => {
            let layout = catalog::layout(id).ok_or_else(|| unknown_layout(id, text))?;
            describe(layout, locale, text)
        }
    };
    output.print(&printed, text)?;
    Ok(Status::Valid)
}

fn list(locale: Locale) -> String {
    table(catalog::entries().map(|entry| vec![entry.id().to_owned(), entry.title(locale).to_owned()]).collect())
}

fn describe(layout: &Layout, locale: Locale, text: &Text) -> String {
    let source = &layout.source;
    let mut acc = format!(
        "{}: {}\n{} ({}, {})\n\n",
        layout.id,
        layout.title(locale),
        layout.system.title,
        source.manual,
        source.section
    );
    acc.push_str(&fields(layout, Direction::Request, locale, text));
    if layout.rows(Direction::Response).next().is_some() {
        acc.push_str(&format!("\n{}\n\n", text.answer));
        acc.push_str(&fields(layout, Direction::Response, locale, text));
    }
    if !layout.conflicts.is_empty() {
        acc.push_str(&format!("\n{}\n\n", text.conflicts));
        for conflict in &layout.conflicts {
            acc.push_str(&format!("{}: {}\n    {}\n", conflict.field, conflict.between.join(" × "), conflict.reading));
        }
    }
    acc
}

fn fields(layout: &Layout, direction: Direction, locale: Locale, text: &Text) -> String {
    let heading = [
        text.field_column,
        text.type_column,
        text.size_column,
        text.required_column,
        text.list_column,
        text.condition_column,
    ];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    rows.extend(layout.rows(direction).map(|field| {
        let rules = field.value_rules();
        vec![
            field.path.to_string(),
            rules.map_or(text.block, |rules| &*rules.type_name).to_owned(),
            rules.map(size).unwrap_or_default(),
            required(field, text).to_owned(),
            rules.map_or_else(|| repeated(field, layout, text), values),
            conditions(layout, field, locale, text),
        ]
    }));
    table(rows)
}

/// Characters for text; digits for numbers, with the decimals among them as `18,2`.
fn size(rules: &ValueRules) -> String {
    match (rules.size.or(rules.digits), rules.decimals) {
        (Some(size), Some(decimals)) => format!("{size},{decimals}"),
        (Some(size), None) => size.to_string(),
        (None, Some(decimals)) => format!(",{decimals}"),
        (None, None) => String::new(),
    }
}

fn required(field: &Field, text: &Text) -> &'static str {
    match field.presence {
        Presence::Required => text.yes,
        Presence::BySetting => text.by_setting,
        Presence::Optional | Presence::When(_) | Presence::WithSiblings | Presence::Main | Presence::Credential => "",
    }
}

fn repeated(field: &Field, layout: &Layout, text: &Text) -> String {
    if field.is_list(layout) { text.yes.to_owned() } else { String::new() }
}

/// The documented values; of a long list the first ones.
fn values(rules: &ValueRules) -> String {
    const SHOWN: usize = 10;
    let list = rules.list.as_deref().map(Vec::as_slice).unwrap_or_default();
    let mut shown: Vec<&str> = list.iter().take(SHOWN).map(|(value, _)| &**value).collect();
    if list.len() > SHOWN {
        shown.push("…");
    }
    shown.join(" ")
}

fn conditions(layout: &Layout, field: &Field, locale: Locale, text: &Text) -> String {
    let sentence = |condition| explain::because(condition, layout, locale);
    let mut acc = Vec::new();
    if let Presence::When(condition) = &field.presence {
        acc.push((text.required_when)(&sentence(condition)));
    }
    if matches!(field.presence, Presence::WithSiblings) {
        acc.push(text.with_siblings.to_owned());
    }
    if let Some(condition) = &field.waived_when {
        acc.push((text.waived_when)(&sentence(condition)));
    }
    if let Some(condition) = &field.only_when {
        acc.push((text.only_when)(&sentence(condition)));
    }
    if let Some(condition) = &field.blank_when {
        acc.push((text.blank_when)(&sentence(condition)));
    }
    if let Some(must_be) = field.value_rules().and_then(|rules| rules.must_be.as_ref()) {
        acc.push((text.must_be)(&must_be.value, &sentence(&must_be.when)));
    }
    acc.join("; ")
}

/// Columns two blanks apart. The last one is as wide as it is.
fn table(rows: Vec<Vec<String>>) -> String {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    let widths: Vec<usize> = (0..n_columns).map(width).collect();
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}
