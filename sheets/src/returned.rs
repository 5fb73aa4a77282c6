//! The same sheet, with one column more: what is wrong in each row.
//!
//! Input: a file and what its check said. Output: the file again. A workbook is copied part by part, and only the sheet that
//! was read is written anew, event by event: formats, formulas and other sheets stay as they are.

use std::io::{self, BufReader, Cursor, Read, Write};

use quick_xml::events::{BytesStart, BytesText, Event};
use quick_xml::{Reader, Writer};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::cell::{Cell, letters};
use crate::check::Checked;
use crate::guard;
use crate::heading::is_remark;
use crate::model::line;
use crate::payloads::Failure;
use crate::refusal::Refusal;
use crate::rows::{File, Next};
use crate::text::Texts;

/// How the file that comes back ends.
pub fn extension(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"PK") { "xlsx" } else { "csv" }
}

/// Writes the file with its findings.
pub fn write(bytes: &[u8], checked: &Checked<'_>, texts: &Texts, out: &mut dyn Write) -> Result<(), Failure> {
    match extension(bytes) {
        "xlsx" => workbook(bytes, checked, texts, out),
        _ => text(bytes, checked, texts, out),
    }
}

/// What stands in the column of a row.
fn said<'c>(checked: &'c Checked<'_>, texts: &'c Texts, row: u32) -> Option<&'c str> {
    if row == checked.heading.row { Some(texts.findings_column) } else { checked.by_row.get(&row).map(String::as_str) }
}

fn text(bytes: &[u8], checked: &Checked<'_>, texts: &Texts, out: &mut dyn Write) -> Result<(), Failure> {
    let mut file = File::open(bytes)?;
    out.write_all("\u{feff}".as_bytes())?;
    let mut next = 1;
    let mut failed = None;
    file.each_row("", &mut |row, _| {
        let mut acc = String::new();
        // Blank rows stay, so that every row keeps its number.
        for _ in next..row.number {
            acc.push_str("\r\n");
        }
        next = row.number + 1;
        let own = |column: u32| {
            let cell = row.cells.iter().find(|cell| cell.column == column && checked.heading.findings != Some(column));
            match cell.map(|cell| &cell.cell) {
                Some(Cell::Text(text)) => text.clone().into_owned(),
                _ => String::new(),
            }
        };
        let last = checked.last_column.max(row.cells.last().map_or(0, |cell| cell.column));
        let findings = said(checked, texts, row.number).unwrap_or_default().to_owned();
        let findings = if is_remark(row) { String::new() } else { findings };
        let column = checked.last_column + 1;
        let cells = (0..=last.max(column)).map(|at| if at == column { findings.clone() } else { own(at) });
        line(&mut acc, cells);
        failed = out.write_all(acc.as_bytes()).err();
        Ok(if failed.is_some() { Next::Stop } else { Next::Row })
    })?;
    failed.map_or(Ok(()), |failure| Err(failure.into()))
}

fn workbook(bytes: &[u8], checked: &Checked<'_>, texts: &Texts, out: &mut dyn Write) -> Result<(), Failure> {
    guard::check(bytes)?;
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| guard::broken("zip", &error))?;
    let part = part_of(&mut archive, &checked.name)
        .ok_or_else(|| Refusal::Broken { part: "xl/workbook.xml".to_owned(), detail: checked.name.clone() })?;
    let mut writer = ZipWriter::new_stream(out);
    for index in 0..archive.len() {
        let name = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned()).unwrap_or_default();
        if name == part {
            let file = archive.by_index(index).map_err(|error| guard::broken(&name, &error))?;
            writer.start_file(&name, SimpleFileOptions::default()).map_err(io::Error::other)?;
            add_column(BufReader::new(file), &mut writer, checked, texts, &name)?;
        } else {
            let file = archive.by_index_raw(index).map_err(|error| guard::broken(&name, &error))?;
            writer.raw_copy_file(file).map_err(io::Error::other)?;
        }
    }
    writer.finish().map_err(io::Error::other)?;
    Ok(())
}

/// Writes a sheet with one cell more in each row that has something to say.
fn add_column(
    sheet: impl io::BufRead,
    out: &mut impl Write,
    checked: &Checked<'_>,
    texts: &Texts,
    part: &str,
) -> Result<(), Failure> {
    let mut reader = Reader::from_reader(sheet);
    let mut writer = Writer::new(out);
    let mut buffer = Vec::new();
    let column = letters(checked.last_column + 1);
    let former = checked.heading.findings.map(letters);
    let mut row = 0_u32;
    let mut is_former = false;
    loop {
        buffer.clear();
        let event = reader.read_event_into(&mut buffer);
        let event = event.map_err(|error| Refusal::Broken { part: part.to_owned(), detail: error.to_string() })?;
        match &event {
            Event::Eof => return Ok(()),
            Event::Start(start) if start.local_name().as_ref() == "row" => {
                row = attribute(start, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
                writer.write_event(Event::Start(without_spans(start)))?;
                continue;
            }
            Event::Empty(start) if start.local_name().as_ref() == "row" => {
                row = attribute(start, "r").and_then(|number| number.parse().ok()).unwrap_or(row + 1);
            }
            Event::Start(start) if is_cell_of(start, former.as_deref()) => {
                is_former = true;
                continue;
            }
            Event::Empty(start) if is_cell_of(start, former.as_deref()) => continue,
            Event::End(end) if is_former => {
                is_former = end.local_name().as_ref() != "c";
                continue;
            }
            _ if is_former => continue,
            Event::End(end) if end.local_name().as_ref() == "row" => {
                if let Some(said) = said(checked, texts, row) {
                    write_cell(&mut writer, &format!("{column}{row}"), said)?;
                }
            }
            _ => {}
        }
        writer.write_event(event)?;
    }
}

fn write_cell(writer: &mut Writer<impl Write>, place: &str, text: &str) -> io::Result<()> {
    let mut cell = BytesStart::new("c");
    cell.push_attribute(("r", place));
    cell.push_attribute(("t", "inlineStr"));
    writer.write_event(Event::Start(cell.borrow()))?;
    writer.write_event(Event::Start(BytesStart::new("is")))?;
    let mut inner = BytesStart::new("t");
    inner.push_attribute(("xml:space", "preserve"));
    writer.write_event(Event::Start(inner.borrow()))?;
    writer.write_event(Event::Text(BytesText::new(text)))?;
    writer.write_event(Event::End(inner.to_end()))?;
    writer.write_event(Event::End(BytesStart::new("is").to_end()))?;
    writer.write_event(Event::End(cell.to_end()))
}

/// A row tells its first and last cell, which one cell more would make untrue; nobody needs it.
fn without_spans<'a>(start: &BytesStart<'a>) -> BytesStart<'a> {
    let mut acc = start.clone();
    acc.clear_attributes();
    acc.extend_attributes(start.attributes().flatten().filter(|attribute| attribute.key.as_ref() != "spans"));
    acc
}

fn is_cell_of(start: &BytesStart<'_>, column: Option<&str>) -> bool {
    let Some(column) = column.filter(|_| start.local_name().as_ref() == "c") else { return false };
    attribute(start, "r").is_some_and(|place| place.trim_end_matches(|c: char| c.is_ascii_digit()) == column)
}

fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let attribute = start.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    Some(attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok()?.into_owned())
}

/// The part of the archive that a sheet lies in.
fn part_of(archive: &mut ZipArchive<Cursor<&[u8]>>, sheet: &str) -> Option<String> {
    let workbook = read_part(archive, "xl/workbook.xml")?;
    let relations = read_part(archive, "xl/_rels/workbook.xml.rels")?;
    let is_sheet = |start: &BytesStart<'_>| {
        start.local_name().as_ref() == "sheet" && attribute(start, "name").as_deref() == Some(sheet)
    };
    let id = find(&workbook, |start| is_sheet(start).then(|| attribute(start, "id")).flatten())?;
    let target = find(&relations, |start| {
        let is_it = attribute(start, "Id").as_deref() == Some(&*id);
        is_it.then(|| attribute(start, "Target")).flatten()
    })?;
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("xl/{target}"),
    };
    let known = archive.file_names().flatten().find(|name| name.eq_ignore_ascii_case(&path))?;
    Some(known.into_owned())
}

fn read_part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut acc = String::new();
    archive.by_name(name).ok()?.read_to_string(&mut acc).ok()?;
    Some(acc)
}

/// The first thing that an element gives.
fn find(xml: &str, give: impl Fn(&BytesStart<'_>) -> Option<String>) -> Option<String> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) | Event::Empty(start) => {
                if let Some(given) = give(&start) {
                    return Some(given);
                }
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}
