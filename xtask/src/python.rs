//! Python: it runs the tests whose tools exist only there.
//!
//! Input: a machine, and a file that lists packages with their hashes. Output: a Python that has exactly these packages.
//! Never touches the system's own packages: each list gets an environment of its own among the tools.

use std::fs;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::place::{Place, text};
use crate::program::{Program, find_on_path};
use crate::steps::Failure;

/// The oldest Python that the packages in use accept.
const OLDEST: (u32, u32) = (3, 11);

/// A Python that is new enough and can make environments.
pub struct Python {
    python: PathBuf,
}

impl Python {
    /// Finds Python, or installs it on Debian as root.
    pub fn find_or_install(place: &Place) -> Result<Self, Failure> {
        if let Some(found) = Self::on_path(place) {
            return Ok(found);
        }
        if debian::can_install(place) {
            debian::update(place)?;
            debian::install(place, &["python3", "python3-venv"])?;
        }
        Self::on_path(place).ok_or_else(|| missing(place))
    }

    /// A Python with exactly the packages that `requirements.txt` of this folder lists, each with its hash.
    pub fn with_packages(&self, place: &Place, folder: &Path) -> Result<PathBuf, Failure> {
        let list = folder.join("requirements.txt");
        let wanted = fs::read(&list).map_err(Failure::because(format!("cannot read {}", text(&list))))?;
        let name = folder.file_name().unwrap_or(folder.as_os_str());
        let home = place.tools.join("python").join(name);
        let python = inside(&home);
        let stamp = home.join(".installed-requirements");
        if python.is_file() && fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(python);
        }
        Program::new(place, &self.python).line("-m venv --clear").args([&home]).run()?;
        Program::new(place, &python)
            .line("-m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r")
            .args([&list])
            .run()?;
        fs::write(&stamp, wanted).map_err(Failure::because(format!("cannot write {}", text(&stamp))))?;
        Ok(python)
    }

    fn on_path(place: &Place) -> Option<Self> {
        let python = find_on_path(&["python3", "python"])?;
        let is_usable = is_new_enough(place, &python) && can_make_environments(place, &python);
        is_usable.then_some(Self { python })
    }
}

/// Where an environment keeps its Python.
fn inside(home: &Path) -> PathBuf {
    if cfg!(windows) { home.join("Scripts").join("python.exe") } else { home.join("bin").join("python") }
}

fn is_new_enough(place: &Place, python: &Path) -> bool {
    version(place, python).is_some_and(|version| version >= OLDEST)
}

/// Debian ships Python without the part that fills an environment.
fn can_make_environments(place: &Place, python: &Path) -> bool {
    Program::new(place, python).args(["-c", "import venv, ensurepip"]).output().is_some()
}

fn version(place: &Place, python: &Path) -> Option<(u32, u32)> {
    version_in(&Program::new(place, python).args(["--version"]).output()?)
}

/// As in `Python 3.13.5`.
fn version_in(said: &str) -> Option<(u32, u32)> {
    let mut numbers = said.strip_prefix("Python ")?.split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn missing(place: &Place) -> Failure {
    let found = find_on_path(&["python3", "python"]).and_then(|python| version(place, &python));
    let found = found.map_or("none was found".to_owned(), |(major, minor)| format!("found: {major}.{minor}"));
    let (major, minor) = OLDEST;
    Failure::new(format!(
        "Python {major}.{minor} or newer, with venv and pip, is needed on PATH ({found}); install it and start again"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(said: &str, expected: Option<(u32, u32)>) {
        assert_eq!(version_in(said), expected);
    }

    #[test]
    fn reads_the_version() {
        check("Python 3.13.5", Some((3, 13)));
        check("Python 3.9", Some((3, 9)));
        check("", None);
    }

    #[test]
    fn the_minor_number_is_a_number() {
        assert!((3, 9) < OLDEST);
        assert!((3, 13) > OLDEST);
    }
}
