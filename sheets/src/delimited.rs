//! Rows of a text whose cells are separated: CSV as Excel writes it in any country, and tabs.

use csv::{ByteRecord, ReaderBuilder};

use crate::cell::Cell;
use crate::limits;
use crate::refusal::Refusal;
use crate::rows::{Next, OnRow, Progress, Row, RowCell};

/// What separates the cells: what the first lines have most of. Brazil's spreadsheets write `;`, which wins a tie.
pub fn delimiter(text: &str) -> u8 {
    const CANDIDATES: [u8; 3] = [b';', b'\t', b','];
    let head: String = text.lines().filter(|line| !line.trim().is_empty()).take(3).collect();
    let mut best = (b';', 0);
    for candidate in CANDIDATES {
        let n = head.bytes().filter(|byte| *byte == candidate).count();
        if n > best.1 {
            best = (candidate, n);
        }
    }
    best.0
}

/// Reads all rows that are not blank.
pub fn each_row(text: &str, delimiter: u8, on_row: &mut OnRow<'_>) -> Result<(), Refusal> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        ReaderBuilder::new().delimiter(delimiter).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = ByteRecord::new();
    let mut counter = Counter::new(text);
    let total = text.len() as u64;
    loop {
        let start = reader.position().byte() as usize;
        match reader.read_byte_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(_) => return Err(Refusal::BrokenRow { row: counter.row_at(start) }),
        }
        let number = counter.row_at(start);
        counter.pass(&record);
        if record.len() > limits::COLUMNS as usize {
            return Err(Refusal::TooManyCells { row: number });
        }
        // The text was decoded as a whole, and a cell is cut out of it at ASCII characters.
        let cells = record.iter().zip(0_u32..).filter_map(|(bytes, column)| {
            let cell = Cell::Text(String::from_utf8_lossy(bytes));
            (!cell.is_blank()).then_some(RowCell { column, cell, is_computed: false })
        });
        let row = Row { number, cells: cells.collect() };
        let progress = Progress { done: reader.position().byte(), total };
        if !row.cells.is_empty() && on_row(&row, progress)? == Next::Stop {
            return Ok(());
        }
    }
}

/// Counts rows as a spreadsheet does: blank lines count, line ends inside of a cell do not.
struct Counter<'t> {
    text: &'t [u8],
    at: usize,
    n_lines: u32,
    n_inside: u32,
}

impl<'t> Counter<'t> {
    fn new(text: &'t str) -> Self {
        Self { text: text.as_bytes(), at: 0, n_lines: 0, n_inside: 0 }
    }

    /// The number of the row that is read from `start` on, where line ends may stand before it.
    fn row_at(&mut self, start: usize) -> u32 {
        let blank = |byte: &u8| matches!(byte, b'\r' | b'\n');
        let begins = self.text.get(start..).map_or(0, |rest| rest.iter().take_while(|byte| blank(byte)).count());
        let end = start + begins;
        let passed = self.text.get(self.at..end).unwrap_or_default();
        self.n_lines += line_ends(passed);
        self.at = self.at.max(end);
        self.n_lines - self.n_inside + 1
    }

    fn pass(&mut self, record: &ByteRecord) {
        self.n_inside += record.iter().map(line_ends).sum::<u32>();
    }
}

/// LF, CRLF and CR.
fn line_ends(bytes: &[u8]) -> u32 {
    let n_feeds = memchr::memchr_iter(b'\n', bytes).count();
    let n_alone = memchr::memchr_iter(b'\r', bytes).filter(|at| bytes.get(at + 1) != Some(&b'\n')).count();
    (n_feeds + n_alone) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(u32, Vec<(u32, String)>)> {
        let mut acc = Vec::new();
        let read = each_row(text, delimiter(text), &mut |row, _| {
            let cell = |cell: &RowCell<'_>| match &cell.cell {
                Cell::Text(text) => (cell.column, text.clone().into_owned()),
                other => panic!("{other:?}"),
            };
            acc.push((row.number, row.cells.iter().map(cell).collect()));
            Ok(Next::Row)
        });
        assert_eq!(read, Ok(()));
        acc
    }

    #[track_caller]
    fn check(text: &str, expected: &[(u32, &[(u32, &str)])]) {
        let expected: Vec<(u32, Vec<(u32, String)>)> = expected
            .iter()
            .map(|(row, cells)| (*row, cells.iter().map(|(column, text)| (*column, (*text).to_owned())).collect()))
            .collect();
        for end in ["\n", "\r\n", "\r"] {
            let expected: Vec<_> = expected
                .iter()
                .map(|(row, cells)| {
                    (*row, cells.iter().map(|(at, text)| (*at, text.replace('\n', end))).collect::<Vec<_>>())
                })
                .collect();
            assert_eq!(read(&text.replace('\n', end)), expected, "{end:?}");
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_does() {
        check("a;b\n1;2\n", &[(1, &[(0, "a"), (1, "b")]), (2, &[(0, "1"), (1, "2")])]);
        check("\n\na;b\n\n1;2", &[(3, &[(0, "a"), (1, "b")]), (5, &[(0, "1"), (1, "2")])]);
        check(
            "a;b\n\"x\ny\";2\n3;4\n",
            &[(1, &[(0, "a"), (1, "b")]), (2, &[(0, "x\ny"), (1, "2")]), (3, &[(0, "3"), (1, "4")])],
        );
        check("a;b\n;;\n ;\n5;6\n", &[(1, &[(0, "a"), (1, "b")]), (4, &[(0, "5"), (1, "6")])]);
    }

    #[test]
    fn the_delimiter_is_what_there_is_most_of() {
        assert_eq!(delimiter("a;b,c;d\n"), b';');
        assert_eq!(delimiter("a,b\n1,2\n"), b',');
        assert_eq!(delimiter("a\tb\n"), b'\t');
        assert_eq!(delimiter("a\n"), b';');
    }

    #[test]
    fn a_mark_quotes_and_an_open_quote_are_read() {
        assert_eq!(read("\u{feff}\"a;b\";\"c\"\"d\"\n"), [(1, vec![(0, "a;b".to_owned()), (1, "c\"d".to_owned())])]);
        assert_eq!(
            read("a;b\n\"1;2\n3;4"),
            [(1, vec![(0, "a".to_owned()), (1, "b".to_owned())]), (2, vec![(0, "1;2\n3;4".to_owned())])]
        );
    }
}
