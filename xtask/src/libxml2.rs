//! libxml2, and the small program through which it is measured.
//!
//! Input: a machine with a C compiler. Output: `bench/soap.c` as a program.
//! Never builds libxml2 itself: the system's own is what people have.

use std::path::PathBuf;

use crate::debian;
use crate::place::{Place, executable, text};
use crate::program::Program;
use crate::steps::Failure;

/// Compiles the program; on Debian as root the system's package is installed if it is missing.
pub fn build_program(place: &Place) -> Result<PathBuf, Failure> {
    if flags(place).is_none() && debian::can_install(place) {
        debian::update(place)?;
        debian::install(place, &["libxml2-dev", "pkg-config"])?;
    }
    let missing = || Failure::new("libxml2 with its headers, and pkg-config, are needed to measure it; install them");
    let flags = flags(place).ok_or_else(missing)?;
    let program = place.target.join(executable("libxml2-turns"));
    Program::new(place, "cc")
        .line("-std=gnu11 -O2 -Wall -Werror -o")
        .args([text(&program), text(&place.root.join("bench").join("soap.c"))])
        .line(&flags)
        .run()?;
    Ok(program)
}

fn flags(place: &Place) -> Option<String> {
    Program::new(place, "pkg-config").line("--cflags --libs libxml-2.0").output()
}
