//! `gabarito layouts`: the catalogue as a list, or one layout: how it is called, and its fields as a table.
//!
//! Input: an id, or none. Output: lines whose columns are as wide as what stands in them.
//! Shows what a layout says, in the manual's order, and nothing else.

use validator_core::catalog::Entry;
use validator_core::layout::{Body, Field, Layout, Presence, ValueRules};
use validator_core::report::Direction;
use validator_core::{Locale, catalog, explain};

use crate::columns::{paragraph, table};
use crate::layout_choice::unknown_layout;
use crate::layout_http::{http, own, reason};
use crate::output::Output;
use crate::text::{Text, text};
use crate::{Failure, Status};

pub(crate) fn layouts(id: Option<&str>, locale: Locale, output: &mut Output) -> Result<Status, Failure> {
    let text = text(locale);
    let printed = match id {
        None => list(locale, text),
        Some(id) => {
            let layout = catalog::layout(id).ok_or_else(|| unknown_layout(id, text))?;
            describe(layout, locale, text)
        }
    };
    output.print(&printed, text)?;
    Ok(Status::Valid)
}

/// One block a system, so that long ids of one do not push the titles of another aside.
fn list(locale: Locale, text: &Text) -> String {
    let entries: Vec<Entry> = catalog::entries().collect();
    let blocks = entries.chunk_by(|a, b| a.system() == b.system()).map(|entries| block(entries, locale, text));
    let legend = text.list_legend.map(|line| paragraph("", line));
    format!("{}\n{}", blocks.collect::<Vec<_>>().join("\n"), legend.concat())
}

fn block(entries: &[Entry], locale: Locale, text: &Text) -> String {
    let system = entries.first().and_then(|entry| catalog::system(entry.system()));
    let mut acc = system.as_ref().map(|system| format!("{}\n", system.title)).unwrap_or_default();
    let rows = entries.iter().map(|entry| {
        let mark = if entry.has_table() { "  " } else { "- " };
        vec![entry.id().to_owned(), format!("{mark}{}", entry.title(locale))]
    });
    acc.push_str(&table(&rows.collect::<Vec<_>>()));
    let pages = system.map(|system| system.pages.join(", ")).filter(|pages| !pages.is_empty());
    acc.push_str(&pages.map(|pages| paragraph("", &(text.only_pages)(&pages))).unwrap_or_default());
    acc
}

fn describe(layout: &Layout, locale: Locale, text: &Text) -> String {
    let source = &layout.source;
    let mut acc = format!(
        "{}: {}\n{} ({}, {})\n",
        layout.id,
        layout.title(locale),
        layout.system.title,
        source.manual,
        source.section
    );
    if let Some(note) = &layout.note {
        acc.push_str(&format!("\n{}", paragraph("", own(note, locale))));
    }
    acc.push_str(&http(layout, locale, text));
    acc.push_str(&format!("\n{}\n\n", text.fields));
    match (layout.has_table, layout.body) {
        (true, _) => acc.push_str(&fields(layout, Direction::Request, locale, text)),
        (false, Body::None) => acc.push_str(&paragraph("  ", text.no_fields)),
        (false, Body::Json | Body::Xml | Body::Unknown) => acc.push_str(&paragraph("  ", text.no_table)),
    }
    if let Some(suggested) = &layout.suggested {
        let reason = reason(&suggested.evidence, text).unwrap_or_default();
        acc.push_str(&format!("\n{}", paragraph("", &(text.suggested)(&reason))));
        acc.push_str(&paragraph("  ", &suggested.names.join(", ")));
    }
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
            rules.map(explain::size).unwrap_or_default(),
            required(field, text).to_owned(),
            rules.map_or_else(|| repeated(field, layout, text), values),
            explain::conditions(layout, field, locale).join("; "),
        ]
    }));
    table(&rows)
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
