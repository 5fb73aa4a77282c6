//! Text in columns, and paragraphs that fit a narrow terminal.
//!
//! Input: cells or sentences. Output: lines, each ended.
//! Never cuts a word: an address stays whole, whatever its length.

/// The narrowest terminal that is common.
const WIDTH: usize = 80;

/// Columns two blanks apart. The last one is as wide as it is.
pub(crate) fn table(rows: &[Vec<String>]) -> String {
    let widths = widths(rows);
    let line = |row: &Vec<String>| {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        cells.collect::<Vec<_>>().join("  ").trim_end().to_owned() + "\n"
    };
    rows.iter().map(line).collect()
}

/// Two columns below a heading, of which the second goes on beneath itself.
pub(crate) fn definitions(rows: &[[String; 2]]) -> String {
    let width = rows.iter().map(|[name, _]| name.chars().count()).max().unwrap_or_default();
    let line = |[name, meaning]: &[String; 2]| paragraph(&format!("  {name:<width$}  "), meaning);
    rows.iter().map(line).collect()
}

/// A sentence after `start`, continued below its own beginning.
pub(crate) fn paragraph(start: &str, sentence: &str) -> String {
    let indent = start.chars().count();
    let mut acc = start.to_owned();
    let mut column = indent;
    for word in sentence.split(' ') {
        let length = word.chars().count();
        if column > indent && column + 1 + length > WIDTH {
            acc.push('\n');
            acc.push_str(&" ".repeat(indent));
            column = indent;
        } else if column > indent {
            acc.push(' ');
            column += 1;
        }
        acc.push_str(word);
        column += length;
    }
    acc + "\n"
}

fn widths(rows: &[Vec<String>]) -> Vec<usize> {
    let n_columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column));
        cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
    };
    (0..n_columns).map(width).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paragraph_goes_on_below_its_beginning() {
        let sentence = "palavra ".repeat(12);
        let text = paragraph("  a  ", sentence.trim());
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH), "{text}");
        assert!(text.lines().skip(1).all(|line| line.starts_with("     palavra")), "{text}");
    }

    #[test]
    fn a_long_word_stays_whole() {
        let word = "x".repeat(200);
        assert_eq!(paragraph("", &word), format!("{word}\n"));
    }
}
