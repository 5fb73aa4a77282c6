//! What the list shows: diagnostics by severity, equal ones together.
//!
//! Input: a report, and which severities are wanted. Output: groups of its rows. Never touches the browser, so that all
//! of it can be tested without one.

use std::collections::HashMap;

use validator_core::report::{Counts, FileReport};
use validator_core::violation::Severity;

/// Which severities are left out of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hidden {
    error: bool,
    warning: bool,
    hint: bool,
}

impl Hidden {
    /// Whether this severity is left out.
    pub fn holds(self, severity: Severity) -> bool {
        match severity {
            Severity::Error => self.error,
            Severity::Warning => self.warning,
            Severity::Hint => self.hint,
        }
    }

    /// Leaves a severity out, or takes it in again.
    pub fn toggle(&mut self, severity: Severity) {
        let hidden = match severity {
            Severity::Error => &mut self.error,
            Severity::Warning => &mut self.warning,
            Severity::Hint => &mut self.hint,
        };
        *hidden = !*hidden;
    }
}

/// The severities in the order of the list.
pub const LOUDEST_FIRST: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Hint];

/// How many there are of a severity.
pub fn count(counts: &Counts, severity: Severity) -> u32 {
    match severity {
        Severity::Error => counts.error,
        Severity::Warning => counts.warning,
        Severity::Hint => counts.hint,
    }
}

/// What makes diagnostics equal: the same code about the same field.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Kind {
    pub severity: Severity,
    pub code: String,
    pub field: Option<String>,
}

/// Equal diagnostics, by their places in the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    pub kind: Kind,
    pub rows: Vec<usize>,
}

/// The groups of a report, the loudest first, each in the order in which it first occurs.
pub fn groups(report: &FileReport, hidden: Hidden) -> Vec<Group> {
    let mut acc: Vec<Group> = Vec::new();
    let mut known: HashMap<Kind, usize> = HashMap::new();
    let shown = report.diagnostics.iter().enumerate().filter(|(_, item)| !hidden.holds(item.severity));
    for (row, item) in shown {
        let kind = Kind { severity: item.severity, code: item.code.clone(), field: item.field.clone() };
        match known.get(&kind).and_then(|at| acc.get_mut(*at)) {
            Some(group) => group.rows.push(row),
            None => {
                known.insert(kind.clone(), acc.len());
                acc.push(Group { kind, rows: vec![row] });
            }
        }
    }
    acc.sort_by_key(|group| std::cmp::Reverse(group.kind.severity));
    acc
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::question::Question;

    #[track_caller]
    fn check_groups(codes: &[(Severity, &str)], hidden: Hidden, expected: &[&[usize]]) {
        let mut report = Question::default().check("");
        let template = report.diagnostics.remove(0);
        let item = |(severity, code): &(Severity, &str)| {
            let mut item = template.clone();
            (item.severity, item.code) = (*severity, (*code).to_owned());
            item
        };
        report.diagnostics = codes.iter().map(item).collect();
        let actual: Vec<Vec<usize>> = groups(&report, hidden).into_iter().map(|group| group.rows).collect();
        assert_eq!(actual, expected);
    }

    const MIXED: [(Severity, &str); 4] =
        [(Severity::Hint, "V1"), (Severity::Error, "V2"), (Severity::Hint, "V1"), (Severity::Error, "V3")];

    #[test]
    fn the_loudest_come_first_and_equal_ones_together() {
        check_groups(&MIXED, Hidden::default(), &[&[1], &[3], &[0, 2]]);
    }

    #[test]
    fn a_severity_can_be_left_out() {
        let mut hidden = Hidden::default();
        hidden.toggle(Severity::Error);
        check_groups(&MIXED, hidden, &[&[0, 2]]);
    }
}
