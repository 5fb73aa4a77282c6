//! The headers of the server, graded by Mozilla's HTTP Observatory.
//!
//! Input: the built page, `tests/observatory`. Output: the grade, and a failure where it is not A+. No part of
//! `cargo xtask test`, for which its packages are too many: tests there pin the headers that were graded here.

use crate::debian;
use crate::page;
use crate::place::{Place, text};
use crate::program::{Program, find_on_path};
use crate::serve;
use crate::steps::{Failure, Steps};

/// Builds the page and the program, and has them graded.
pub fn grade(steps: &mut Steps, place: &Place) -> Result<(), Failure> {
    steps.run("OpenSSL, which makes a certificate", || find_or_install_openssl(place))?;
    let node = page::build(steps, place)?;
    serve::build_program(steps, place)?;
    let folder = place.root.join("tests").join("observatory");
    steps.run("Packages of the observatory", || node.install_packages(place, &folder))?;
    steps.run("Grade of the headers", || {
        Program::new(place, &node.node)
            .args([text(&folder.join("run.mjs"))])
            .env("GABARITO", place.built("debug", "gabarito"))
            .run()
    })
}

fn find_or_install_openssl(place: &Place) -> Result<(), Failure> {
    if find_on_path(&["openssl"]).is_none() && debian::can_install(place) {
        debian::update(place)?;
        debian::install(place, &["openssl"])?;
    }
    match find_on_path(&["openssl"]) {
        Some(_) => Ok(()),
        None => Err(Failure::new("openssl is needed on PATH; install it and start again")),
    }
}
