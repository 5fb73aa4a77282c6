//! A crate of ours as a WASM module that Node can load.
//!
//! Input: a package that wasm-bindgen marks, and the profile to build it under. Output: the module's path.
//! Never optimises further than the profile does: what is tested and measured is what people get.

use std::path::PathBuf;

use crate::place::{Place, executable, text};
use crate::program::Program;
use crate::setup::WASM;
use crate::steps::Failure;

/// Builds the package, and the module around it in a folder of the package's name.
pub fn build_for_node(place: &Place, package: &str, profile: &str) -> Result<PathBuf, Failure> {
    Program::cargo(place)
        .line(&format!("build --locked --package {package} --lib --profile {profile} --target {WASM}"))
        .run()?;
    let name = package.replace('-', "_");
    let built = place.target.join(WASM).join(profile).join(format!("{name}.wasm"));
    let folder = place.target.join(package);
    Program::new(place, place.wasm_tools().join(executable("wasm-bindgen")))
        .line("--target nodejs --no-typescript --out-dir")
        .args([text(&folder), text(&built)])
        .run()?;
    Ok(folder.join(format!("{name}.js")))
}
