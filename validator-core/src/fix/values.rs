//! Repairs of values: the same value, written as the field wants it.

use super::{Context, Fix, bare, node_of, replace};
use crate::diagnostic::Diagnostic;
use crate::formats::{restored, without_mask};
use crate::layout::{Padding, ValueKind, ValueRules};
use crate::rules::date::{self, Form};
use crate::rules::list::in_other_case;
use crate::rules::number::{self, Writing};
use crate::tree::{Kind, Syntax, Tree};
use crate::violation::Violation;

/// Documents begin with this many zeros often enough to believe it of a number.
const PLAUSIBLE_ZEROS: usize = 3;

pub(super) fn propose(context: Context<'_, '_>, diagnostic: &Diagnostic) -> Option<Fix> {
    let fix = repair(context, diagnostic)?;
    let ends = ends_value(context.tree, diagnostic.span.end as usize);
    if ends { Some(fix) } else { Fix::suggested(fix.edits) }
}

/// Whether what follows a value ends it. In broken JSON something else may follow, and with what is written instead of the
/// value be read as another thing: a text before a colon is a name.
fn ends_value(tree: &Tree<'_>, at: usize) -> bool {
    let rest = tree.text.get(at..).unwrap_or_default().trim_ascii_start();
    tree.syntax == Syntax::Xml || rest.is_empty() || rest.starts_with([',', '}', ']'])
}

fn repair(context: Context<'_, '_>, diagnostic: &Diagnostic) -> Option<Fix> {
    let tree = context.tree;
    let span = diagnostic.span;
    let raw = span.text(tree.text);
    let rules = context.layout?.field(diagnostic.field?).value_rules()?;
    let node = node_of(diagnostic)?;
    let value = tree.value(node);
    let text = |new: &str| replace(span, written(tree.syntax, new));
    match diagnostic.violation {
        Violation::DocumentAsNumber { document } => {
            let mut restored = rules.formats.iter().filter_map(|(_, format)| restored(*format, &value));
            let (_, restored) = restored.find(|(name, _)| *name == document)?;
            // A short number whose digits happen to hold may be something else.
            let n_lost = restored.bytes().take_while(|byte| *byte == b'0').count();
            let edits = vec![text(&restored)];
            if n_lost <= PLAUSIBLE_ZEROS { Fix::safe(edits) } else { Fix::suggested(edits) }
        }
        Violation::TextExpected => Fix::safe(vec![replace(span, serde_json::to_string(raw).ok()?)]),
        Violation::BooleanExpected => {
            let is_bool = matches!(&*value, "true" | "false");
            Fix::safe(vec![bare(tree, span, is_bool.then(|| value.clone().into_owned())?)?])
        }
        Violation::CommaExpected
        | Violation::PointExpected
        | Violation::ThousandsSeparator
        | Violation::DecimalPadding { .. }
        | Violation::DecimalPaddingAdvised { .. }
        | Violation::Exponent
        | Violation::ExponentInText
        | Violation::CurrencySign
        | Violation::BlankInNumber
        | Violation::UnaryPlus
        | Violation::NumberAsText => {
            let number = number::rewrite(&value, writing(rules)).filter(|number| fits(tree.syntax, number))?;
            Fix::safe(vec![bare(tree, span, number)?])
        }
        Violation::DateIso { .. } | Violation::DateFormat { .. } => {
            Fix::safe(vec![text(&date::rewrite(&value, form(rules))?)])
        }
        Violation::TimeNotAllowed { .. } => {
            let new = date::rewrite(&value, form(rules))?;
            // Midnight says no more than the date.
            let is_midnight = value.ends_with("00:00:00");
            if is_midnight { Fix::safe(vec![text(&new)]) } else { Fix::suggested(vec![text(&new)]) }
        }
        Violation::ListCase => Fix::safe(vec![text(in_other_case(rules.list.as_deref()?, &value)?)]),
        Violation::DocumentMask { .. } => Fix::safe(vec![text(&without_mask(&value).to_ascii_uppercase())]),
        Violation::DocumentCase { .. } => Fix::safe(vec![text(&value.to_ascii_uppercase())]),
        Violation::UfUnknown => {
            let state = value.trim().to_uppercase();
            crate::formats::is_state(&state).then(|| Fix::safe(vec![text(&state)]))?
        }
        Violation::ValueByCondition if tree.kind(node) == Kind::Text => {
            Fix::suggested(vec![text(&rules.must_be.as_ref()?.value)])
        }
        _ => None,
    }
}

/// A text as the document writes it.
fn written(syntax: Syntax, text: &str) -> String {
    match syntax {
        Syntax::Json => serde_json::to_string(text).unwrap_or_default(),
        Syntax::Xml => text.replace('&', "&amp;").replace('<', "&lt;"),
    }
}

fn writing(rules: &ValueRules) -> Writing {
    match rules.kind {
        ValueKind::Decimal(mark, padding) => {
            let pad_to = rules.decimals.filter(|_| padding != Padding::AtMost);
            Writing { mark: Some(mark), pad_to, at_most: rules.decimals }
        }
        _ => Writing { mark: None, pad_to: None, at_most: Some(0) },
    }
}

fn form(rules: &ValueRules) -> Form {
    match rules.kind {
        ValueKind::Date => Form::Date,
        _ => Form::DateTime,
    }
}

/// JSON has no leading zeros; digits that begin so may be a code, and a person decides.
fn fits(syntax: Syntax, number: &str) -> bool {
    syntax == Syntax::Xml || serde_json::from_str::<serde_json::Number>(number).is_ok()
}
