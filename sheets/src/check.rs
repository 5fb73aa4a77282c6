//! A filled sheet, checked: every row against the layout, and what is odd about the file.
//!
//! Input: the bytes of a file and what its layout takes. Output: findings by row and column. Holds some hundred rows at a
//! time, and of the others only what is wrong with them.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Serialize;
use validator_core::Locale;
use validator_core::layout::Record;
use validator_core::report::Counts;
use validator_core::violation::Severity;

use crate::cell::letters;
use crate::columns::Sheet;
use crate::finding::Finding;
use crate::heading::Heading;
use crate::judge::{Judge, Values};
use crate::limits;
use crate::notation::Note;
use crate::record::Writer;
use crate::refusal::Refusal;
use crate::rows::{File, Next, Progress};
use crate::text::{Texts, texts};
use crate::walk::{Filled, Walk};

/// Rows that are checked together, and characters of their values.
const BATCH: (usize, usize) = (500, 500_000);

/// What is known of a filled sheet.
#[derive(Debug, Serialize)]
pub struct Checked<'l> {
    /// Rows that are filled in.
    pub n_rows: usize,
    /// Of these the ones with an error.
    pub n_faulty: usize,
    /// How many findings there are of each severity.
    pub counts: Counts,
    /// The first of them, in the order of rows and columns.
    pub findings: Vec<Finding>,
    /// What is to be said of the file as a whole.
    pub notices: Vec<Finding>,
    /// The row with the names.
    #[serde(skip)]
    pub heading: Heading<'l>,
    /// The sheet of the workbook that was read.
    #[serde(skip)]
    pub name: String,
    /// Rows with an error.
    #[serde(skip)]
    pub faulty: BTreeSet<u32>,
    /// What the sheet is given back with, by row.
    #[serde(skip)]
    pub by_row: BTreeMap<u32, String>,
    /// The last column that has anything in it, from 0.
    #[serde(skip)]
    pub last_column: u32,
}

/// Checks a file.
pub fn check<'l>(
    bytes: &[u8],
    sheet: &Sheet<'l>,
    locale: Locale,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<Checked<'l>, Refusal> {
    let mut file = File::open(bytes)?;
    let encoding = file.encoding();
    let mut walk = Walk::begin(&mut file, sheet)?;
    let texts = texts(locale);
    let (heading, once) = (walk.heading.clone(), walk.once());
    let writer = Writer::new(sheet, &heading.columns);
    let judge = Judge { sheet, heading: &heading, writer: &writer, locale };
    let mut state = State {
        judge,
        texts,
        once,
        unique: unique(sheet, &heading),
        head: Values::default(),
        batch: Vec::new(),
        batch_size: 0,
        batch_findings: Vec::new(),
        formulas: (0, None),
        checked: Checked {
            n_rows: 0,
            n_faulty: 0,
            counts: Counts::default(),
            findings: Vec::new(),
            notices: Vec::new(),
            heading: Heading::default(),
            name: walk.name.clone(),
            faulty: BTreeSet::new(),
            by_row: BTreeMap::new(),
            last_column: 0,
        },
        n_bytes: 0,
    };
    let n_sheets = walk.n_sheets;
    walk.each(&mut |filled| {
        let progress = filled.progress;
        if state.take(filled) {
            on_progress(progress);
        }
        Ok(Next::Row)
    })?;
    state.flush();
    let State { mut checked, formulas, n_bytes, .. } = state;
    checked.notices = notices(&heading, encoding, n_sheets, &checked.name, formulas, n_bytes, texts);
    checked.n_faulty = checked.faulty.len();
    checked.heading = heading;
    Ok(checked)
}

/// What a check remembers between two rows.
struct State<'s, 'l> {
    judge: Judge<'s, 'l>,
    texts: &'static Texts,
    /// The places of the columns that stand once in a payload.
    once: Vec<usize>,
    /// Of the columns in which no two rows may agree: the rows that have a value.
    unique: Vec<(usize, HashMap<String, u32>)>,
    head: Values,
    batch: Vec<Values>,
    batch_size: usize,
    batch_findings: Vec<Finding>,
    /// How many values were computed, and the cell of the first.
    formulas: (usize, Option<String>),
    checked: Checked<'l>,
    /// Bytes of what the rows are given.
    n_bytes: usize,
}

impl State<'_, '_> {
    /// Takes a row; the answer is whether some were checked now.
    fn take(&mut self, filled: Filled<'_, '_>) -> bool {
        let Filled { values, notes, row, .. } = filled;
        self.checked.n_rows += 1;
        for cell in &row.cells {
            if self.judge.heading.findings != Some(cell.column) {
                self.checked.last_column = self.checked.last_column.max(cell.column);
            }
            if cell.is_computed && self.judge.heading.places.contains_key(&cell.column) {
                self.formulas.0 += 1;
                self.formulas.1.get_or_insert_with(|| format!("{}{}", letters(cell.column), row.number));
            }
        }
        for (place, note) in notes {
            let severity = match note {
                Note::DigitsLost | Note::Fault(_) => Severity::Error,
                Note::Zeros | Note::Day | Note::Exponent => Severity::Hint,
            };
            let (message, help) = (self.texts.note)(&note);
            self.say(values.number, place, severity, message, help);
        }
        self.compare(&values);
        self.batch_size += values.values.iter().map(|written| written.text.len()).sum::<usize>();
        self.batch.push(values);
        let is_alone = matches!(self.judge.sheet.record, Record::Payload);
        let is_full = is_alone || self.batch.len() >= BATCH.0 || self.batch_size >= BATCH.1;
        if is_full {
            self.flush();
        }
        is_full
    }

    /// What one row has to do with those before it.
    fn compare(&mut self, values: &Values) {
        if self.head.number == 0 {
            self.head = values.clone();
        }
        let first = self.batch.first().map_or(values.number, |row| row.number);
        let text = |values: &Values, place: usize| {
            values.values.get(place).map(|written| written.text.clone()).unwrap_or_default()
        };
        let mut said = Vec::new();
        for place in &self.once {
            let (own, known) = (text(values, *place), text(&self.head, *place));
            if !own.is_empty() && own != known {
                said.push((*place, (self.texts.differs)(self.head.number)));
            }
        }
        for (place, known) in &mut self.unique {
            let own = text(values, *place);
            if own.is_empty() {
                continue;
            }
            let before = *known.entry(own).or_insert(values.number);
            // Rows of one payload are compared by the check itself.
            if before < first {
                said.push((*place, (self.texts.repeats)(before)));
            }
        }
        for (place, (message, help)) in said {
            self.say(values.number, place, Severity::Error, message, help);
        }
    }

    fn say(&mut self, row: u32, place: usize, severity: Severity, message: String, help: String) {
        let heading = self.judge.heading;
        let column = heading.places.iter().find(|(_, known)| **known == place).map(|(column, _)| letters(*column));
        let name = heading.columns.get(place).map(|column| column.name.clone());
        self.batch_findings.push(Finding { row, column, name, severity, code: None, message, help });
    }

    /// Checks the rows that wait.
    fn flush(&mut self) {
        let mut findings = std::mem::take(&mut self.batch_findings);
        self.judge.judge(&self.batch, &self.head, &mut findings);
        self.batch.clear();
        self.batch_size = 0;
        let column = |finding: &Finding| finding.column.as_ref().map(|letters| (letters.len(), letters.clone()));
        findings.sort_by_key(|finding| (finding.row, column(finding)));
        for finding in findings {
            self.checked.counts.add(finding.severity);
            if finding.is_error() {
                self.checked.faulty.insert(finding.row);
            }
            if self.n_bytes < limits::FINDINGS {
                let said = self.checked.by_row.entry(finding.row).or_default();
                let before = said.len();
                append(said, &finding);
                self.n_bytes += said.len() - before;
            }
            if self.checked.findings.len() < limits::LISTED {
                self.checked.findings.push(finding);
            }
        }
    }
}

/// One finding more in the cell of a row, as far as there is room for it.
fn append(said: &mut String, finding: &Finding) {
    const CUT: &str = " …";
    if said.ends_with(CUT) {
        return;
    }
    let place = [finding.column.as_deref(), finding.name.as_deref(), finding.code.as_deref()];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    let mark = if said.is_empty() { "" } else { "\n" };
    let next = format!("{mark}{place}: {}", finding.message);
    if said.chars().count() + next.chars().count() > limits::CELL {
        said.push_str(CUT);
    } else {
        said.push_str(&next);
    }
}

/// The columns in which no two rows may agree.
fn unique(sheet: &Sheet<'_>, heading: &Heading<'_>) -> Vec<(usize, HashMap<String, u32>)> {
    if matches!(sheet.record, Record::Payload) {
        return Vec::new();
    }
    let paths: Vec<&str> = sheet.layout.unique_fields().map(|field| &*field.path).collect();
    let columns = heading.columns.iter().enumerate();
    let own = columns.filter(|(_, column)| column.items.is_empty() && paths.contains(&&*column.field.path));
    own.map(|(place, _)| (place, HashMap::new())).collect()
}

fn notices(
    heading: &Heading<'_>,
    encoding: Option<&str>,
    n_sheets: usize,
    name: &str,
    formulas: (usize, Option<String>),
    n_bytes: usize,
    texts: &Texts,
) -> Vec<Finding> {
    let notice = |severity, column: Option<u32>, (message, help): (String, String)| Finding {
        row: column.map_or(0, |_| heading.row),
        column: column.map(letters),
        name: None,
        severity,
        code: None,
        message,
        help,
    };
    let mut acc = Vec::new();
    acc.extend(encoding.map(|encoding| notice(Severity::Hint, None, (texts.encoding)(encoding))));
    if n_sheets > 1 {
        acc.push(notice(Severity::Hint, None, (texts.one_of_sheets)(name, n_sheets)));
    }
    for (column, name, nearest) in &heading.unknown {
        acc.push(notice(Severity::Warning, Some(*column), (texts.unknown_column)(name, nearest.as_deref())));
    }
    if !heading.missing.is_empty() {
        acc.push(notice(Severity::Warning, None, (texts.missing_columns)(heading.row, &heading.missing)));
    }
    if let (n, Some(first)) = formulas {
        acc.push(notice(Severity::Hint, None, (texts.formulas)(n, &first)));
    }
    if n_bytes >= limits::FINDINGS {
        acc.push(notice(Severity::Warning, None, (texts.too_many_findings)()));
    }
    acc
}
