//! Rows held against the layout, many at a time, each diagnostic brought back to its row and column.
//!
//! Input: rows as values. Output: what `validator-core` says of the payload they make, by row. Decides nothing itself.

use validator_core::layout::{Layout, Presence};
use validator_core::report::{DiagnosticReport, Direction};
use validator_core::{LayoutChoice, Locale, Options, check_text};

use crate::cell::letters;
use crate::columns::Sheet;
use crate::finding::Finding;
use crate::heading::Heading;
use crate::notation::Written;
use crate::record::{Draft, Part, Place, Writer};

/// A row as the values of its columns.
#[derive(Clone, Debug, Default)]
pub struct Values {
    /// The row, from 1.
    pub number: u32,
    /// By the place of each column.
    pub values: Vec<Written>,
}

/// Who judges rows.
pub struct Judge<'s, 'l> {
    pub sheet: &'s Sheet<'l>,
    pub heading: &'s Heading<'l>,
    pub writer: &'s Writer<'l>,
    pub locale: Locale,
}

impl Judge<'_, '_> {
    /// Everything there is to say about these rows. `head` holds the values that stand once in a payload.
    pub fn judge(&self, rows: &[Values], head: &Values, acc: &mut Vec<Finding>) {
        let mut waiting = vec![rows];
        while let Some(rows) = waiting.pop() {
            let Some(first) = rows.first() else { continue };
            let mut draft = Draft::default();
            self.writer.open(&mut draft, &head.values);
            let n_outer = draft.places.len();
            let mut ends = Vec::with_capacity(rows.len());
            for (at, row) in rows.iter().enumerate() {
                self.writer.record(&mut draft, &row.values, at == 0);
                ends.push((draft.text.len(), draft.places.len()));
            }
            self.writer.close(&mut draft, &head.values);
            let layout: &Layout = self.sheet.layout;
            let options = Options { layout: LayoutChoice::Use(layout), locale: self.locale, ..Options::default() };
            let report = check_text(&draft.text, &options);
            if report.truncated && rows.len() > 1 {
                // More than one report lists: each half has a list of its own.
                let (one, other) = rows.split_at(rows.len() / 2);
                waiting.extend([other, one]);
                continue;
            }
            for diagnostic in report.diagnostics.iter().filter(|diagnostic| !self.is_credential(diagnostic)) {
                let offset = diagnostic.start.offset as usize;
                let at = ends.partition_point(|(end, _)| *end <= offset);
                let begins =
                    at.checked_sub(1).and_then(|before| ends.get(before)).map_or((0, n_outer), |before| *before);
                let is_outside =
                    offset < begins.0 || at >= ends.len() || (at == 0 && is_in(&draft.places, 0..n_outer, offset));
                let (number, places) = match ends.get(at) {
                    Some((_, end)) if !is_outside => (rows.get(at).map_or(0, |row| row.number), begins.1..*end),
                    _ => (if head.number == 0 { first.number } else { head.number }, 0..n_outer),
                };
                let place = innermost(draft.places.get(places).unwrap_or_default(), offset);
                acc.push(self.finding(number, place, diagnostic));
            }
        }
    }

    /// What whoever sends the payload puts in: no column can hold it.
    fn is_credential(&self, diagnostic: &DiagnosticReport) -> bool {
        let Some(path) = diagnostic.field.as_deref() else { return false };
        let mut rows = self.sheet.layout.rows(Direction::Request).filter(|field| *field.path == *path);
        rows.any(|field| matches!(field.presence, Presence::Credential))
    }

    fn finding(&self, row: u32, place: Option<&Place>, diagnostic: &DiagnosticReport) -> Finding {
        let (column, name) = match place.map(|place| &place.part) {
            Some(Part::Value(column)) => {
                let name = self.heading.columns.get(*column).map(|column| column.name.clone());
                (self.letters(*column), name)
            }
            Some(Part::Block(_, items)) => self.missing(diagnostic.field.as_deref(), items),
            None => self.missing(diagnostic.field.as_deref(), &[]),
        };
        Finding {
            row,
            column,
            name,
            severity: diagnostic.severity,
            code: Some(diagnostic.code.clone()),
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
        }
    }

    /// Where a value would stand that is not there.
    fn missing(&self, path: Option<&str>, items: &[u16]) -> (Option<String>, Option<String>) {
        let Some(path) = path else { return (None, None) };
        let name = self.sheet.name(path, items);
        let columns = &self.heading.columns;
        let inside = |known: &str| known.strip_prefix(&*name).is_some_and(|rest| rest.starts_with(['.', '[']));
        let at = columns.iter().position(|column| column.name == name);
        let at = at.or_else(|| {
            columns.iter().position(|column| *column.field.path == *path && column.items.starts_with(items))
        });
        match at.or_else(|| columns.iter().position(|column| inside(&column.name))) {
            Some(at) => (self.letters(at), columns.get(at).map(|column| column.name.clone())),
            None => (None, Some(name)),
        }
    }

    fn letters(&self, place: usize) -> Option<String> {
        let column = self.heading.places.iter().find(|(_, known)| **known == place)?;
        Some(letters(*column.0))
    }
}

fn is_in(places: &[Place], range: std::ops::Range<usize>, offset: usize) -> bool {
    innermost(places.get(range).unwrap_or_default(), offset).is_some()
}

/// The smallest part that holds a place. Parts are in the order of their ends, those inside before those around.
fn innermost(places: &[Place], offset: usize) -> Option<&Place> {
    let holding = places.iter().filter(|place| (place.start..=place.end).contains(&offset));
    holding.min_by_key(|place| place.end - place.start)
}
