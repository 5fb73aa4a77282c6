//! Reads what lies in `layouts/`, `codes/` and `snippets/`, so that a new file needs no registration, and writes it in a compact form,
//! so that the program carries no reader for TOML. Also indexes what tells the layouts apart: recognising a payload
//! unpacks none of them.

#[path = "src/explain/file.rs"]
mod code_file;
#[path = "src/bundled/index.rs"]
mod index;
#[path = "src/layout/file/mod.rs"]
#[expect(dead_code, reason = "the build only reads and writes")]
mod layout_file;
#[path = "src/snippets/file.rs"]
mod snippet_file;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::Ordering;
use std::{env, fs};

use serde::Serialize;
use serde::de::DeserializeOwned;

use code_file::{CodeFile, Example};
use index::{Bundled, BundledDocument, Index, Names, Packed};
use layout_file::{DocumentFile, FieldFile, GroupFile, KEEPS_PLACES, LayoutFile, RootFile, SystemFile, Unreadable};
use snippet_file::SnippetFile;

/// The words of `codes/wording.toml`: languages, and in each of them the same keys.
type Wording = BTreeMap<String, BTreeMap<String, String>>;

const LANGUAGES: [&str; 3] = ["pt-BR", "en", "es"];

fn main() {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    println!("cargo::rerun-if-changed=layouts");
    println!("cargo::rerun-if-changed=codes");
    println!("cargo::rerun-if-changed=snippets");

    let mut systems = BTreeMap::new();
    let mut layouts = BTreeMap::new();
    // In the order of the files, which is that of their ids.
    let mut packed_layouts = Vec::new();
    let mut packed_systems = Vec::new();
    for (id, text) in toml_files(&root.join("layouts")) {
        match id.strip_suffix("/system") {
            Some(system) => {
                let file: SystemFile = read(&id, &text);
                packed_systems.push((system.to_owned(), pack(&file)));
                systems.insert(system.to_owned(), file);
            }
            None => {
                let file: LayoutFile = read(&id, &text);
                packed_layouts.push((id.clone(), pack(&file)));
                layouts.insert(id, file);
            }
        }
    }
    let mut codes = Vec::new();
    let mut wording = Wording::new();
    for (id, text) in toml_files(&root.join("codes")) {
        if id == "wording" {
            wording = read(&id, &text);
        } else {
            let mut file: CodeFile = read(&id, &text);
            let of_variants = file.variant.values_mut().filter_map(|variant| variant.example.as_mut());
            file.example.iter_mut().chain(of_variants).for_each(read_layouts);
            codes.push((id, pack(&file)));
        }
    }
    let languages: Vec<(String, Vec<u8>)> = toml_files(&root.join("snippets"))
        .into_iter()
        .map(|(id, text)| (id.clone(), pack(&read::<SnippetFile>(&id, &text))))
        .collect();
    let index = Index {
        systems: packed(&packed_systems),
        layouts: packed_layouts.iter().map(|(id, file)| bundled(id, file, &layouts, &systems)).collect(),
        codes: packed(&codes),
        snippets: packed(&languages),
        words: words(&wording),
    };
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join("bundled.bin");
    fs::write(out, pack(&index)).expect("the build folder is writable");
}

/// Id and text of all TOML files below a folder, in the order of their ids.
fn toml_files(root: &Path) -> Vec<(String, String)> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
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
    let read = |file: PathBuf| (id_of(&file, root), fs::read_to_string(&file).expect("it was just found"));
    found.into_iter().map(read).collect()
}

fn id_of(file: &Path, folder: &Path) -> String {
    let relative = file.strip_prefix(folder).expect("it was found in there").with_extension("");
    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn read<T: DeserializeOwned>(id: &str, text: &str) -> T {
    toml::from_str(text).unwrap_or_else(|error| panic!("{id}: {error}"))
}

fn pack(file: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(file).expect("lengths are known and memory is enough")
}

fn packed(files: &[(String, Vec<u8>)]) -> Vec<Packed<'_>> {
    files.iter().map(|(id, file)| Packed { id, file }).collect()
}

/// Reads the layouts of an example, right or wrong, as the loader would read a person's own.
fn read_layouts(example: &mut Example) {
    let layouts = [&mut example.layout_file, &mut example.valid_layout, &mut example.invalid_layout];
    for layout in layouts.into_iter().flatten() {
        // As it is shown: without the line ends that the file of the code puts around it.
        let text = layout.trim();
        let read = toml::from_str::<LayoutFile>(text).map_err(|error| Unreadable::new(&error, text));
        // What is wrong with such a layout is shown at its place.
        KEEPS_PLACES.store(true, Ordering::Relaxed);
        layout.read = pack(&read);
        KEEPS_PLACES.store(false, Ordering::Relaxed);
    }
}

fn words(wording: &Wording) -> Vec<(&str, [&str; 3])> {
    let keys: BTreeSet<&str> = wording.values().flat_map(BTreeMap::keys).map(String::as_str).collect();
    let word = |language: &str, key: &str| wording.get(language)?.get(key).map(String::as_str);
    keys.into_iter().map(|key| (key, LANGUAGES.map(|language| word(language, key).unwrap_or_default()))).collect()
}

/// The index entry of a layout: its names at the outermost level of an item, its SOAP operation, its titles.
fn bundled<'a>(
    id: &'a str,
    file: &'a [u8],
    layouts: &'a BTreeMap<String, LayoutFile>,
    systems: &BTreeMap<String, SystemFile>,
) -> Bundled<'a> {
    let own = layouts.get(id).expect("it was just read");
    // What describes the payload may stand in another layout.
    let layout = own.same_as.as_ref().map_or(own, |base| {
        layouts.get(base.get_ref()).unwrap_or_else(|| panic!("{id}: there is no layout {}", base.get_ref()))
    });
    let answer = own.answer.as_ref().map(|answer| outermost(&answer.group, &answer.field)).unwrap_or_default();
    let known = layout.field.len() + layout.answer.as_ref().map_or(0, |answer| answer.field.len());
    let system = id.split('/').next().and_then(|system| systems.get(system));
    let is_list = matches!(layout.root, Some(RootFile::List));
    let has_table = !layout.field.is_empty() || !layout.group.is_empty();
    let has_lists = is_list || layout.group.iter().any(|group| group.list);
    Bundled {
        id,
        operation: layout.operation.as_deref(),
        titles: [&own.title.pt_br, &own.title.en, &own.title.es],
        is_list,
        takes_rows: has_table && has_lists && layout.document.is_none(),
        // What the system puts around every request is in each table; alone it is none.
        n_fields: if known == 0 { 0 } else { known + system.map_or(0, |system| system.part.len()) },
        is_complete: layout.complete,
        request: outermost(&layout.group, &layout.field),
        answer,
        document: layout.document.as_ref().map(document),
        file,
    }
}

fn outermost<'a>(groups: &'a [GroupFile], fields: &'a [FieldFile]) -> Names<'a> {
    let (mut all, mut blocks) = (BTreeSet::new(), BTreeSet::new());
    let groups = groups.iter().map(|group| (group.path.get_ref(), &group.also, true));
    let fields = fields.iter().map(|field| (field.path.get_ref(), &field.also, false));
    for (path, also, is_block) in groups.chain(fields) {
        all.insert(path.split('.').next().unwrap_or_default());
        if !path.contains('.') {
            all.extend(also.iter().map(String::as_str));
            blocks.extend(is_block.then_some(path.as_str()));
        }
    }
    Names { all: all.into_iter().collect(), blocks: blocks.into_iter().collect() }
}

/// The index entry of an XML document: its root, what may lie around it, and what tells it from others of the same root.
fn document(file: &DocumentFile) -> BundledDocument<'_> {
    let told_by =
        file.told_by.iter().map(|told| (told.field.get_ref().as_str(), told.after as usize, told.is.as_str()));
    BundledDocument {
        root: &file.root,
        inside: file.inside.iter().map(String::as_str).collect(),
        namespace: &file.namespace,
        told_by: told_by.collect(),
    }
}
