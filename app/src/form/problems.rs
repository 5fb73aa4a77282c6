//! Which field of the form a diagnostic is about.
//!
//! Input: a report and the reading of the same text. Output: diagnostics by field. One that belongs to no field of the
//! form is left to the editor.

use std::collections::BTreeMap;
use std::sync::Arc;

use validator_core::compose::{BlockReading, Held, Reading};
use validator_core::layout::Layout;
use validator_core::report::{DiagnosticReport, FileReport};

use crate::form::Place;

/// Rows of a report by the field that they are about.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Problems {
    report: Arc<FileReport>,
    rows: BTreeMap<Place, Vec<usize>>,
}

impl Problems {
    /// Finds the field of each diagnostic.
    pub fn of(report: &Arc<FileReport>, reading: &Reading, layout: &Layout) -> Self {
        let mut values: Vec<(u32, u32, usize, usize)> = Vec::new();
        for (at, block) in reading.blocks.iter().enumerate() {
            for (slot, field) in block.fields.iter().enumerate() {
                if matches!(field.held, Held::Value(..) | Held::Other) {
                    values.push((field.span.start, field.span.end, at, slot));
                }
            }
        }
        values.sort_unstable();
        let mut rows: BTreeMap<Place, Vec<usize>> = BTreeMap::new();
        for (row, diagnostic) in report.diagnostics.iter().enumerate() {
            let found = of_value(&values, diagnostic).or_else(|| of_absent(reading, layout, diagnostic));
            let place = found.and_then(|(at, slot)| Some((reading.blocks.get(at)?.address.clone(), slot)));
            if let Some(place) = place {
                rows.entry(place).or_default().push(row);
            }
        }
        Self { report: Arc::clone(report), rows }
    }

    /// What is said of a field.
    pub fn at(&self, place: &Place) -> impl Iterator<Item = &DiagnosticReport> {
        let rows = self.rows.get(place).map(Vec::as_slice).unwrap_or_default();
        rows.iter().filter_map(|row| self.report.diagnostics.get(*row))
    }

    /// The report with the diagnostics of these fields alone.
    pub fn only(&self, is_told: impl Fn(&Place) -> bool) -> FileReport {
        let told = self.rows.iter().filter(|(place, _)| is_told(place)).flat_map(|(_, rows)| rows);
        let mut rows: Vec<usize> = told.copied().collect();
        rows.sort_unstable();
        let diagnostics = rows.iter().filter_map(|row| self.report.diagnostics.get(*row).cloned());
        FileReport { diagnostics: diagnostics.collect(), ..FileReport::default() }
    }
}

/// The value that a diagnostic lies in.
fn of_value(values: &[(u32, u32, usize, usize)], diagnostic: &DiagnosticReport) -> Option<(usize, usize)> {
    let (start, end) = (diagnostic.start.offset, diagnostic.end.offset);
    let after = values.partition_point(|(first, ..)| *first <= start);
    let (first, last, at, slot) = *values.get(after.checked_sub(1)?)?;
    (first <= start && end <= last).then_some((at, slot))
}

/// The field that is missing from a block, which the diagnostic points at the beginning of.
fn of_absent(reading: &Reading, layout: &Layout, diagnostic: &DiagnosticReport) -> Option<(usize, usize)> {
    let path = diagnostic.field.as_deref()?;
    let begins = |block: &&BlockReading| block.is_there && block.span.start == diagnostic.start.offset;
    let is_it = |block: &BlockReading| {
        block.fields.iter().position(|field| *layout.field(field.field).path == *path && field.held == Held::Absent)
    };
    reading
        .blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| begins(block))
        .find_map(|(at, block)| Some((at, is_it(block)?)))
}
