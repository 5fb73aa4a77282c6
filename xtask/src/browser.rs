//! The browser that the tests drive, and its driver.
//!
//! Input: a machine. Output: the paths of Chromium (or Chrome, or Edge) and of chromedriver.
//! Never downloads a browser; on Debian as root the system's package is installed.

use std::env;
use std::path::PathBuf;

use crate::debian;
use crate::place::Place;
use crate::program::find_on_path;
use crate::steps::Failure;

const BROWSERS: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge", "msedge"];

/// Finds a browser, or installs one where that can be done.
pub fn find_or_install(place: &Place) -> Result<PathBuf, Failure> {
    let packages = ["chromium", "fonts-dejavu-core"];
    find_or(place, "CHROMIUM", browser, &packages, "Chromium, Chrome or Edge is needed for the browser tests")
}

/// Finds the driver that component tests need, or installs it where that can be done.
pub fn find_or_install_driver(place: &Place) -> Result<PathBuf, Failure> {
    let driver = || find_on_path(&["chromedriver"]);
    find_or(place, "CHROMEDRIVER", driver, &["chromium-driver"], "chromedriver is needed for the component tests")
}

/// The variable wins, then what is found, then what the system's packages bring.
fn find_or(
    place: &Place,
    variable: &str,
    find: impl Fn() -> Option<PathBuf>,
    packages: &[&str],
    missing: &str,
) -> Result<PathBuf, Failure> {
    if let Some(named) = env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from) {
        let not_there = || Failure::new(format!("{variable} names {}, which is not there", named.display()));
        return if named.is_file() { Ok(named) } else { Err(not_there()) };
    }
    if let Some(found) = find() {
        return Ok(found);
    }
    if debian::can_install(place) {
        debian::update(place)?;
        debian::install(place, packages)?;
    }
    find().ok_or_else(|| Failure::new(format!("{missing}; install it, or name it in the variable {variable}")))
}

fn browser() -> Option<PathBuf> {
    find_on_path(BROWSERS).or_else(|| usual_places().into_iter().find(|path| path.is_file()))
}

/// Where installers put it on systems that leave it off PATH.
fn usual_places() -> Vec<PathBuf> {
    if cfg!(target_os = "macos") {
        let applications = PathBuf::from("/Applications");
        let names = ["Chromium", "Google Chrome", "Microsoft Edge"];
        return names.iter().map(|name| applications.join(format!("{name}.app/Contents/MacOS/{name}"))).collect();
    }
    let roots = ["ProgramFiles", "ProgramFiles(x86)", "LocalAppData"].iter().filter_map(env::var_os);
    let programs = [
        r"Google\Chrome\Application\chrome.exe",
        r"Chromium\Application\chrome.exe",
        r"Microsoft\Edge\Application\msedge.exe",
    ];
    roots.flat_map(|root| programs.map(|program| PathBuf::from(&root).join(program))).collect()
}
