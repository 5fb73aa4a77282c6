//! Builds the page into `dist/`, in the optimised form that people get.
//!
//! Input: the sources of app, editor and worker. Output: files that can be served as they lie.
//! Never leaves a script inside the HTML, and nothing of an earlier build in the result.

use std::fs;
use std::path::Path;

use crate::inline::move_scripts;
use crate::node::Node;
use crate::place::{Place, text};
use crate::program::Program;
use crate::setup;
use crate::steps::{Failure, Steps};

/// Installs what is missing, then builds the page; the answer is the Node that was found on the way.
pub fn build(steps: &mut Steps, place: &Place) -> Result<Node, Failure> {
    let node = steps.run("Node and npm", || Node::find_or_install(place))?;
    let trunk = setup::page_tools(steps, place)?;
    build_with(steps, place, &node, &trunk)?;
    Ok(node)
}

/// Builds the page with tools that are there already.
pub fn build_with(steps: &mut Steps, place: &Place, node: &Node, trunk: &Path) -> Result<(), Failure> {
    steps.run("Code editor, bundled", || bundle_editor(place, node))?;
    steps.run("Page, optimised for size", || run_trunk(place, trunk))?;
    steps.run("Scripts out of the HTML", || move_inline_scripts(place))?;
    steps.run("Files that the page keeps for use without a network", || list_kept_files(place, node))?;
    steps.run("Compressed forms beside the files", || compress(place, node))
}

fn bundle_editor(place: &Place, node: &Node) -> Result<(), Failure> {
    let folder = place.root.join("editor");
    node.install_packages(place, &folder)?;
    node.npm(place)?.line("run --silent build").in_folder(&folder).run()
}

fn run_trunk(place: &Place, trunk: &Path) -> Result<(), Failure> {
    // wasm-bindgen never empties its folder, and Trunk would publish what an earlier build left there.
    let leftover = place.target.join("wasm-bindgen");
    if leftover.is_dir() {
        fs::remove_dir_all(&leftover).map_err(Failure::because(format!("cannot remove {}", text(&leftover))))?;
    }
    Program::new(place, trunk)
        .line("build --release --skip-version-check")
        .with_path(&[place.wasm_tools()])?
        // Trunk reads this widespread variable as an option of its own and refuses its usual value.
        .without_env("NO_COLOR")
        .run()
}

fn move_inline_scripts(place: &Place) -> Result<(), Failure> {
    let index = place.dist.join("index.html");
    let html = fs::read_to_string(&index).map_err(Failure::because(format!("cannot read {}", text(&index))))?;
    let moved = move_scripts(&html);
    if moved.scripts.is_empty() {
        return Err(Failure::new("the HTML holds no start script; does Trunk write it in another way now?"));
    }
    for (name, script) in moved.scripts {
        write(&place.dist.join(name), &script)?;
    }
    write(&index, &moved.html)
}

fn write(path: &Path, content: &str) -> Result<(), Failure> {
    fs::write(path, content).map_err(Failure::because(format!("cannot write {}", text(path))))
}

fn list_kept_files(place: &Place, node: &Node) -> Result<(), Failure> {
    let script = place.root.join("xtask").join("offline.mjs");
    Program::new(place, &node.node).args([script, place.dist.clone()]).run()
}

fn compress(place: &Place, node: &Node) -> Result<(), Failure> {
    let script = place.root.join("xtask").join("compress.mjs");
    Program::new(place, &node.node).args([script, place.dist.clone()]).run()
}
