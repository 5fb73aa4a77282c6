//! Which layout `--layout` means: one of the catalogue, or a file of the person's own.
//!
//! Input: an id or the name of a TOML file. Output: what the core is to use, or what is wrong with the file.
//! A file goes through the same loader as the catalogue's own layouts.

use std::ffi::OsStr;
use std::fs;
use std::path::Path;

use validator_core::layout::Layout;
use validator_core::report::FileReport;
use validator_core::{Locale, catalog, report_problems};

use crate::Failure;
use crate::text::Text;

/// What came of the choice.
pub(crate) enum Choice {
    /// Each payload's own is looked for.
    Detect,
    /// One of the catalogue.
    Known(&'static Layout),
    /// One of the person's own.
    Own(Box<Layout>),
    /// The file has faults.
    Broken {
        /// What they are.
        report: Box<FileReport>,
        /// The text that they lie in.
        toml: String,
    },
}

/// Without a name each payload's own layout is looked for.
pub(crate) fn choose_layout(name: Option<&OsStr>, locale: Locale, text: &Text) -> Result<Choice, Failure> {
    let Some(name) = name else { return Ok(Choice::Detect) };
    let shown = name.to_string_lossy();
    let is_file = Path::new(name).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("toml"));
    if is_file {
        return read_layout(name, &shown, locale, text);
    }
    match catalog::layout(&shown) {
        Some(layout) => Ok(Choice::Known(layout)),
        None => Err(unknown_layout(&shown, text)),
    }
}

/// The line for an id that the catalogue does not have, with the nearest that it has.
pub(crate) fn unknown_layout(id: &str, text: &Text) -> Failure {
    let ids = catalog::entries().map(|entry| entry.id());
    let near = ids.map(|known| (strsim::normalized_damerau_levenshtein(id, known), known));
    let nearest = near.filter(|(nearness, _)| *nearness > 0.6).max_by(|a, b| a.0.total_cmp(&b.0));
    let line = (text.unknown_layout)(id);
    Failure(match nearest {
        Some((_, nearest)) => format!("{line}; {}", (text.did_you_mean)(nearest)),
        None => line,
    })
}

fn read_layout(name: &OsStr, shown: &str, locale: Locale, text: &Text) -> Result<Choice, Failure> {
    let toml = fs::read_to_string(name).map_err(|error| Failure((text.cannot_read)(shown, &text.reason(&error))))?;
    Ok(match catalog::load_layout(shown, None, &toml) {
        Ok(layout) => Choice::Own(Box::new(layout)),
        Err(problems) => {
            let report = FileReport { file: shown.to_owned(), ..report_problems(&toml, &problems, locale) };
            Choice::Broken { report: Box::new(report), toml }
        }
    })
}
