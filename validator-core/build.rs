//! Lists what lies in `layouts/` and `codes/`, so that a new file needs no registration, and indexes what tells the
//! layouts apart, so that recognising a payload loads none of them.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let mut systems = String::from("pub(crate) static SYSTEMS: &[(&str, &str)] = &[\n");
    let mut layouts = String::from("pub(crate) static LAYOUTS: &[Bundled] = &[\n");
    for file in toml_files(&root.join("layouts")) {
        let id = id_of(&file, &root.join("layouts"));
        match id.strip_suffix("/system") {
            Some(system) => writeln!(systems, "    ({system:?}, include_str!({file:?})),"),
            None => writeln!(layouts, "    {},", bundled(&id, &file, &root.join("layouts"))),
        }
        .expect("a string takes all");
    }
    let mut codes = String::from("pub(crate) static CODES: &[(&str, &str)] = &[\n");
    for file in toml_files(&root.join("codes")) {
        let id = id_of(&file, &root.join("codes"));
        writeln!(codes, "    ({id:?}, include_str!({file:?})),").expect("a string takes all");
    }
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("bundled.rs");
    fs::write(out, format!("{systems}];\n{layouts}];\n{codes}];\n")).expect("the build folder is writable");
    println!("cargo::rerun-if-changed=layouts");
    println!("cargo::rerun-if-changed=codes");
}

/// All TOML files below a folder, in the order of their ids.
fn toml_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is part of the project") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "toml") {
                found.push(path);
            }
        }
    }
    // By their ids: an ending would come between a name and a longer one.
    found.sort_by_key(|file| file.with_extension(""));
    found
}

fn id_of(file: &Path, folder: &Path) -> String {
    let relative = file.strip_prefix(folder).expect("it was found in there").with_extension("");
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// The index entry of a layout: its names at the outermost level of an item, its SOAP operation, its titles.
fn bundled(id: &str, file: &Path, layouts: &Path) -> String {
    let text = fs::read_to_string(file).expect("it was just found");
    let own: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let base = own.get("same_as").and_then(toml::Value::as_str).and_then(|base| {
        let text = fs::read_to_string(layouts.join(base).with_extension("toml")).ok()?;
        text.parse::<toml::Table>().ok()
    });
    let table = base.as_ref().unwrap_or(&own);
    let Outermost { names, blocks } = outermost(table);
    let answer = own.get("answer").and_then(toml::Value::as_table).map(outermost).unwrap_or_default();
    let operation = table.get("operation").and_then(toml::Value::as_str);
    let title = |locale: &str| own.get("title").and_then(|title| title.get(locale)).and_then(toml::Value::as_str);
    let titles = ["pt-BR", "en", "es"].map(|locale| title(locale).unwrap_or(id));
    let is_list = table.get("root").and_then(toml::Value::as_str) == Some("list");
    let known = n_rows(Some(table), "field") + n_rows(table.get("answer").and_then(toml::Value::as_table), "field");
    // What the system puts around every request is in each table; alone it is none.
    let n_fields = if known == 0 { 0 } else { known + n_rows(system(id, layouts).as_ref(), "part") };
    let is_complete = table.get("complete").and_then(toml::Value::as_bool).unwrap_or(true);
    let document = table.get("document").map_or_else(|| "None".to_owned(), |document| self::document(id, document));
    let [names, blocks, answer_names, answer_blocks] =
        [names, blocks, answer.names, answer.blocks].map(|names| names.into_iter().collect::<Vec<_>>());
    format!(
        "Bundled {{ id: {id:?}, operation: {operation:?}, titles: {titles:?}, is_list: {is_list}, \
            n_fields: {n_fields}, is_complete: {is_complete}, \
            request: Names {{ all: &{names:?}, blocks: &{blocks:?} }}, \
            answer: Names {{ all: &{answer_names:?}, blocks: &{answer_blocks:?} }}, \
            document: {document}, text: include_str!({file:?}) }}"
    )
}

/// The names at the outermost level of a half, and which of them are blocks.
#[derive(Default)]
struct Outermost {
    names: BTreeSet<String>,
    blocks: BTreeSet<String>,
}

fn outermost(table: &toml::Table) -> Outermost {
    let Outermost { mut names, mut blocks } = Outermost::default();
    for kind in ["field", "group"] {
        let rows = table.get(kind).and_then(toml::Value::as_array);
        for row in rows.into_iter().flatten() {
            let path = row.get("path").and_then(toml::Value::as_str).unwrap_or_default();
            let first = path.split('.').next().unwrap_or_default();
            names.insert(first.to_owned());
            let others = row.get("also").and_then(toml::Value::as_array).into_iter().flatten();
            if first == path {
                names.extend(others.filter_map(toml::Value::as_str).map(str::to_owned));
            }
            if first == path && kind == "group" {
                blocks.insert(first.to_owned());
            }
        }
    }
    Outermost { names, blocks }
}

/// The index entry of an XML document: its root, what may lie around it, and what tells it from others of the same root.
fn document(id: &str, document: &toml::Value) -> String {
    let text = |key: &str| document.get(key).and_then(toml::Value::as_str).unwrap_or_else(|| panic!("{id}: {key}"));
    let list = |key: &str| document.get(key).and_then(toml::Value::as_array).cloned().unwrap_or_default();
    let inside: Vec<String> = list("inside").iter().filter_map(|name| Some(name.as_str()?.to_owned())).collect();
    let told_by: Vec<(String, i64, String)> = list("told_by")
        .iter()
        .filter_map(|told| {
            let text = |key: &str| Some(told.get(key)?.as_str()?.to_owned());
            Some((text("field")?, told.get("after").map_or(Some(0), toml::Value::as_integer)?, text("is")?))
        })
        .collect();
    let (root, namespace) = (text("root"), text("namespace"));
    format!(
        "Some(BundledDocument {{ root: {root:?}, inside: &{inside:?}, namespace: {namespace:?}, told_by: &{told_by:?} }})"
    )
}

/// How many rows a table lists.
fn n_rows(table: Option<&toml::Table>, kind: &str) -> usize {
    table.and_then(|table| table.get(kind)).and_then(toml::Value::as_array).map_or(0, Vec::len)
}

fn system(id: &str, layouts: &Path) -> Option<toml::Table> {
    let folder = id.split('/').next()?;
    fs::read_to_string(layouts.join(folder).join("system.toml")).ok()?.parse().ok()
}
