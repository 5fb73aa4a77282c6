//! Where everything lies: the repository, what is built, the tools.
//!
//! Input: what cargo says in the environment. Output: folders and the names of programs in them.
//! Never creates anything.

use std::env;
use std::path::{Path, PathBuf};

use crate::steps::Failure;

/// The folders of this repository.
#[derive(Clone)]
pub struct Place {
    /// The repository itself.
    pub root: PathBuf,
    /// What cargo builds.
    pub target: PathBuf,
    /// Tools that were installed for this repository: `XTASK_TOOLS`, else `.tools`.
    pub tools: PathBuf,
    /// The built page.
    pub dist: PathBuf,
}

impl Place {
    /// Finds the folders from where cargo keeps this program's source.
    pub fn find() -> Result<Self, Failure> {
        let own = env::var_os("CARGO_MANIFEST_DIR")
            .map(PathBuf::from)
            .ok_or_else(|| Failure::new("start this through cargo: `cargo xtask`"))?;
        let root = own.parent().map(Path::to_owned).ok_or_else(|| Failure::new("xtask lies in no repository"))?;
        let target = folder_from("CARGO_TARGET_DIR", &root).unwrap_or_else(|| root.join("target"));
        let tools = folder_from("XTASK_TOOLS", &root).unwrap_or_else(|| root.join(".tools"));
        let dist = root.join("dist");
        Ok(Self { root, target, tools, dist })
    }

    /// A program that cargo built in this profile's folder.
    pub fn built(&self, profile_folder: &str, name: &str) -> PathBuf {
        self.target.join(profile_folder).join(executable(name))
    }

    /// The folder of the wasm-bindgen tools.
    pub fn wasm_tools(&self) -> PathBuf {
        self.target.join("tools")
    }
}

/// A folder that a variable names, relative to the repository; an empty variable counts as none.
fn folder_from(variable: &str, root: &Path) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(|value| root.join(value))
}

/// A program's file name on this system.
pub fn executable(name: &str) -> String {
    format!("{name}{}", env::consts::EXE_SUFFIX)
}

/// A path as text for messages and for programs that take text.
pub fn text(path: &Path) -> String {
    path.display().to_string()
}
