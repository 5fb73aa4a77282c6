//! `gabarito samples`: a payload made from a layout alone, or a folder of near-misses to test an integration with.
//!
//! Input: a layout. Output: a sample, or one file a near-miss beside `expected.json`, which says what each must get.
//! Never writes into a folder that holds something, so that no file of the person's is replaced.

use std::ffi::OsStr;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;

use validator_core::layout::Layout;
use validator_core::{Locale, render, samples};

use crate::arguments::SamplesArguments;
use crate::layout_choice::{Choice, choose_layout, unknown_layout};
use crate::output::Output;
use crate::text::{Text, text};
use crate::{Failure, Status};

/// What each near-miss must get.
const EXPECTED: &str = "expected.json";

pub(crate) fn samples(arguments: &SamplesArguments, locale: Locale, output: &mut Output) -> Result<Status, Failure> {
    let text = text(locale);
    let choice = choose_layout(Some(&arguments.sample_of), locale, text)?;
    let layout = match &choice {
        Choice::Known(layout) => layout,
        Choice::Own(layout) => &**layout,
        Choice::Broken { report, toml } => {
            output.print(&render::human(report, toml, locale, output.is_coloured()), text)?;
            return Ok(Status::Failed);
        }
        Choice::Detect => return Err(unknown_layout(&arguments.sample_of.to_string_lossy(), text)),
    };
    if !layout.has_table {
        return Err(Failure((text.no_sample)(&layout.id)));
    }
    if !samples::are_made_for(layout) {
        return Err(Failure((text.no_sample_of_document)(&layout.id)));
    }
    let printed = match &arguments.mutations {
        Some(folder) => write_mutations(layout, folder, text)?,
        None if arguments.full => samples::full(layout),
        None => samples::valid(layout),
    };
    output.print(&printed, text)?;
    Ok(Status::Valid)
}

fn write_mutations(layout: &Layout, folder: &OsStr, text: &Text) -> Result<String, Failure> {
    let path = Path::new(folder);
    let shown = folder.to_string_lossy();
    let failure = |error: io::Error| Failure((text.cannot_write)(&shown, &text.reason(&error)));
    fs::create_dir_all(path).map_err(failure)?;
    if fs::read_dir(path).map_err(failure)?.next().is_some() {
        return Err(Failure((text.folder_not_empty)(&shown)));
    }
    let mutations = samples::mutations(layout);
    let ending = samples::extension(layout);
    for mutation in &mutations {
        write_new(&path.join(format!("{}.{ending}", mutation.name)), &mutation.text).map_err(failure)?;
    }
    write_new(&path.join(EXPECTED), &samples::expectations(&mutations)).map_err(failure)?;
    Ok((text.mutations_written)(&shown, mutations.len()) + "\n")
}

/// Fails where a file of that name has come to be in the meantime.
fn write_new(path: &Path, written: &str) -> io::Result<()> {
    File::create_new(path)?.write_all(written.as_bytes())
}
