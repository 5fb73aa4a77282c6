//! A fixed text, back into the file that it came from.
//!
//! Input: a payload as read and its text after the fixes. Output: bytes in the payload's own encoding where it has all the characters.
//! The file holds the old bytes or the new ones, never a part: a second file is written and takes its place.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

use validator_core::Source;

/// What is to be written.
pub(crate) struct Encoded {
    pub bytes: Vec<u8>,
    /// The payload's own encoding lacks a character, so that it is UTF-8 now.
    pub is_rewritten_as_utf8: bool,
}

/// Whether the text stands for every byte of its payload, so that writing the text loses nothing.
pub(crate) fn is_faithful(source: &Source<'_>, bytes: &[u8]) -> bool {
    source.encoding.encode(&source.text).as_deref() == Some(bytes)
}

/// `fixed` in the encoding of its payload, or in UTF-8 where that encoding lacks one of its characters.
pub(crate) fn encode(source: &Source<'_>, fixed: &str) -> Encoded {
    match source.encoding.encode(fixed) {
        Some(bytes) => Encoded { bytes, is_rewritten_as_utf8: false },
        None => Encoded { bytes: fixed.as_bytes().to_vec(), is_rewritten_as_utf8: true },
    }
}

/// Puts `bytes` in the place of the file, which keeps its permissions; a symbolic link keeps pointing where it did.
pub(crate) fn replace(name: &OsStr, bytes: &[u8]) -> io::Result<()> {
    let path = fs::canonicalize(name)?;
    let permissions = fs::metadata(&path)?.permissions();
    // A new file could take the place of one that nobody may write to, which is not what its owner meant.
    if permissions.readonly() {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = tempfile::Builder::new().prefix(".gabarito-").tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().set_permissions(permissions)?;
    file.as_file().sync_all()?;
    file.persist(&path)?;
    Ok(())
}
