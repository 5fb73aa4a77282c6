//! The bytes of a payload, from a file or from standard input.
//!
//! Input: a name as given. Output: bytes, or why there are none.
//! Never looks at what it reads.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, IsTerminal, Read};

use crate::output::complain;
use crate::text::Text;

/// The name that stands for standard input.
pub(crate) const STANDARD_INPUT: &str = "-";

pub(crate) fn read(name: &OsStr, text: &Text) -> io::Result<Vec<u8>> {
    if name != STANDARD_INPUT {
        return fs::read(name);
    }
    // Without this a person who forgot the file would look at a program that seems to hang.
    if io::stdin().is_terminal() {
        complain(text.reading_input);
    }
    let mut acc = Vec::new();
    io::stdin().lock().read_to_end(&mut acc)?;
    Ok(acc)
}
