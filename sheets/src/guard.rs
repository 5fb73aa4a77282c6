//! Looks at a workbook before it is read: what it unfolds into, and whether it is one at all.
//!
//! Input: the bytes of a file that begins as an archive does. Output: a refusal, where reading it could take more memory
//! than we give. Unfolds every part once, in small pieces, and believes no length that the file states.

use std::io::{Cursor, Read};

use memchr::memmem;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits;
use crate::refusal::Refusal;

const PIECE: usize = 64 * 1024;

/// Whether a workbook may be read.
pub fn check(bytes: &[u8]) -> Result<(), Refusal> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken("zip", &error))?;
    if archive.len() > limits::PARTS {
        return Err(Refusal::Unfolds { part: "zip".to_owned() });
    }
    if archive.index_for_name("xl/workbook.xml").is_none()
        && !archive.file_names().flatten().any(|name| name == "[Content_Types].xml")
    {
        return Err(Refusal::NoSheet);
    }
    let mut unpacked = 0;
    for index in 0..archive.len() {
        let part = archive.name_for_index(index).and_then(Result::ok).map(|name| name.into_owned()).unwrap_or_default();
        let mut file = archive.by_index(index).map_err(|error| broken(&part, &error))?;
        let is_read = [".xml", ".rels"].into_iter().any(|ending| part.ends_with(ending));
        if is_read {
            unpacked += look_at(&mut file, &part)?;
        }
        if unpacked > limits::UNPACKED {
            return Err(Refusal::Unfolds { part });
        }
    }
    Ok(())
}

/// A file of the kind that Office wrote before there were archives: an old workbook, or a new one inside of a password.
pub fn old_kind(bytes: &[u8]) -> Refusal {
    let encrypted: Vec<u8> = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect();
    if memmem::find(bytes, &encrypted).is_some() { Refusal::Password } else { Refusal::OldWorkbook }
}

pub(crate) fn broken(part: &str, error: &ZipError) -> Refusal {
    match error {
        ZipError::UnsupportedArchive(why) if *why == ZipError::PASSWORD_REQUIRED => Refusal::Password,
        error => Refusal::Broken { part: part.to_owned(), detail: error.to_string() },
    }
}

/// Unfolds a part; the answer is how many bytes it has.
fn look_at(file: &mut impl Read, part: &str) -> Result<u64, Refusal> {
    let max = match part {
        "xl/sharedStrings.xml" => limits::SHARED,
        part if part.contains("worksheets/") => limits::UNPACKED,
        _ => limits::PART,
    };
    let mut piece = vec![0; PIECE];
    let mut length = 0_u64;
    // Bytes since the last mark: what lies between two is held as a whole by whoever reads it.
    let mut run = 0;
    let mut counts = Counts::default();
    loop {
        let n = file
            .read(&mut piece)
            .map_err(|error| Refusal::Broken { part: part.to_owned(), detail: error.to_string() })?;
        let read = piece.get(..n).unwrap_or_default();
        if read.is_empty() {
            return Ok(length);
        }
        length += read.len() as u64;
        let longest = match memchr::memrchr2(b'<', b'>', read) {
            None => run + read.len(),
            Some(last) => {
                let longest = longest_run(read).max(run + memchr::memchr2(b'<', b'>', read).unwrap_or_default());
                run = read.len() - last - 1;
                longest
            }
        };
        run = if memchr::memchr2(b'<', b'>', read).is_none() { longest } else { run };
        if length > max || longest > limits::PIECE || counts.is_absurd(read) {
            return Err(Refusal::Unfolds { part: part.to_owned() });
        }
    }
}

fn longest_run(piece: &[u8]) -> usize {
    let mut last = 0;
    let mut longest = 0;
    for at in memchr::memchr2_iter(b'<', b'>', piece) {
        longest = longest.max(at - last);
        last = at;
    }
    longest
}

/// The number of texts that a part says it holds: whoever reads it makes room for that many.
#[derive(Default)]
struct Counts {
    /// The end of the piece before.
    tail: Vec<u8>,
}

impl Counts {
    /// More than any part within the limits can hold.
    const MAX: u64 = limits::SHARED / 10;

    fn is_absurd(&mut self, piece: &[u8]) -> bool {
        const NAME: &[u8] = b"uniqueCount";
        const REACH: usize = 64;
        let seam = [self.tail.as_slice(), piece.get(..REACH.min(piece.len())).unwrap_or_default()].concat();
        let is_absurd = |text: &[u8]| {
            memmem::find_iter(text, NAME).any(|at| {
                let behind = text.get(at + NAME.len()..).unwrap_or_default();
                let behind = behind.get(..REACH.min(behind.len())).unwrap_or_default();
                let digits: String = behind
                    .iter()
                    .skip_while(|byte| !byte.is_ascii_digit())
                    .take_while(|byte| byte.is_ascii_digit())
                    .map(|byte| char::from(*byte))
                    .collect();
                !digits.is_empty() && digits.parse::<u64>().map_or(true, |count| count > Self::MAX)
            })
        };
        let found = is_absurd(&seam) || is_absurd(piece);
        self.tail = piece.get(piece.len().saturating_sub(REACH)..).unwrap_or_default().to_vec();
        found
    }
}
