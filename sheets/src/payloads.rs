//! The rows of a sheet as payloads: all in one, or each in a file of its own inside of an archive.
//!
//! Input: a file that was checked. Output: bytes, as they are made. Holds one row at a time.

use std::collections::BTreeSet;
use std::io::{self, Write};

use validator_core::layout::Record;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::columns::Sheet;
use crate::judge::Values;
use crate::record::{Draft, Writer};
use crate::refusal::Refusal;
use crate::rows::{File, Next, Progress};
use crate::walk::Walk;

/// Why an output of ours was not made.
#[derive(Debug)]
pub enum Failure {
    /// The file was not read to its end.
    Refused(Refusal),
    /// It could not be written.
    Unwritten(io::Error),
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Failure::Refused(refusal)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Unwritten(error)
    }
}

/// Bytes that are gathered before they are handed on.
const CHUNK: usize = 256 * 1024;

/// Writes all rows but `without` into one payload. A layout whose row is a payload of its own has no such file.
pub fn write_one(
    bytes: &[u8],
    sheet: &Sheet<'_>,
    without: &BTreeSet<u32>,
    out: &mut dyn Write,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let mut file = File::open(bytes)?;
    let mut walk = Walk::begin(&mut file, sheet)?;
    let writer = Writer::new(sheet, &walk.heading.columns);
    let mut draft = Draft::default();
    let mut head: Option<Values> = None;
    let mut is_first = true;
    let mut failed = None;
    walk.each(&mut |filled| {
        // What stands once is that of the first row, also where that row itself is left out.
        head.get_or_insert_with(|| {
            writer.open(&mut draft, &filled.values.values);
            filled.values.clone()
        });
        if !without.contains(&filled.values.number) {
            writer.record(&mut draft, &filled.values.values, is_first);
            draft.places.clear();
            is_first = false;
        }
        if draft.text.len() >= CHUNK {
            on_progress(filled.progress);
            failed = out.write_all(draft.text.as_bytes()).err();
            draft.text.clear();
        }
        Ok(if failed.is_some() { Next::Stop } else { Next::Row })
    })?;
    if let Some(failure) = failed {
        return Err(failure.into());
    }
    writer.close(&mut draft, &head.unwrap_or_default().values);
    Ok(out.write_all(draft.text.as_bytes())?)
}

/// Writes each row but `without` as a payload of its own, named after its row, into an archive.
pub fn write_each(
    bytes: &[u8],
    sheet: &Sheet<'_>,
    without: &BTreeSet<u32>,
    out: impl Write,
    on_progress: &mut dyn FnMut(Progress),
) -> Result<(), Failure> {
    let mut file = File::open(bytes)?;
    let mut walk = Walk::begin(&mut file, sheet)?;
    let writer = Writer::new(sheet, &walk.heading.columns);
    let once = walk.once();
    let ending = validator_core::samples::extension(sheet.layout);
    let mut archive = ZipWriter::new_stream(out);
    let mut head: Option<Values> = None;
    let mut failed = None;
    let mut n_written = 0_u32;
    walk.each(&mut |filled| {
        let head = &*head.get_or_insert_with(|| filled.values.clone());
        if without.contains(&filled.values.number) {
            return Ok(Next::Row);
        }
        let mut row = filled.values;
        for place in &once {
            if let (Some(value), Some(known)) = (row.values.get_mut(*place), head.values.get(*place)) {
                *value = known.clone();
            }
        }
        let mut draft = Draft::default();
        writer.open(&mut draft, &row.values);
        writer.record(&mut draft, &row.values, true);
        writer.close(&mut draft, &row.values);
        let name = format!("{:07}.{ending}", row.number);
        let options = SimpleFileOptions::default();
        failed = archive.start_file(name, options).map_err(io::Error::other).err();
        if failed.is_none() {
            failed = archive.write_all(draft.text.as_bytes()).err();
        }
        n_written += 1;
        if n_written.is_multiple_of(500) {
            on_progress(filled.progress);
        }
        Ok(if failed.is_some() { Next::Stop } else { Next::Row })
    })?;
    match failed {
        Some(failure) => Err(failure.into()),
        None => Ok(archive.finish().map(|_| ()).map_err(io::Error::other)?),
    }
}

/// Whether all rows make one payload.
pub fn has_one(sheet: &Sheet<'_>) -> bool {
    !matches!(sheet.record, Record::Payload)
}
