//! Manuals without tables: every name that they list stands in the catalogue, or is said to be a page.
//!
//! Input: `tests/completeness/names.toml`, the bundled layouts; where `GABARITO_MANUALS` names a folder, the manuals too.
//! Output: names without a layout, layouts without a name. Compares no fields: these manuals have none.

use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};

use serde::Deserialize;
use validator_core::catalog;
use validator_core::layout::Layout;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Names {
    list: Vec<List>,
    beside: Vec<Beside>,
}

/// What one manual lists.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    manual: String,
    name: Vec<Name>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Name {
    name: String,
    #[serde(default)]
    layouts: Vec<String>,
    #[serde(default)]
    page: bool,
    #[serde(default)]
    heading: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Beside {
    layouts: Vec<String>,
    reason: String,
}

fn names() -> Names {
    let path = crate::folder().join("names.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    toml::from_str(&text).unwrap_or_else(|error| panic!("names.toml: {error}"))
}

fn layout(id: &str) -> &'static Layout {
    catalog::layout(id).unwrap_or_else(|| panic!("names.toml: there is no layout {id}"))
}

/// What the manual lists: all lines with a bullet or, where there is none, those between two sentences.
fn listed(text: &str) -> Vec<String> {
    let lines: Vec<String> = text.lines().map(single_spaced).filter(|line| !line.is_empty()).collect();
    let bullets: Vec<String> =
        lines.iter().filter_map(|line| line.strip_prefix('•')).map(|name| name.trim().to_owned()).collect();
    if !bullets.is_empty() {
        return bullets;
    }
    let after = lines.into_iter().skip_while(|line| !line.starts_with("Quais informações")).skip(1);
    after.take_while(|line| !line.starts_with("Este artigo")).collect()
}

/// The manuals have blanks of several kinds.
fn single_spaced(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn every_listed_name_is_a_layout_or_a_page() {
    for list in names().list {
        let mut systems = BTreeSet::new();
        for name in list.name.iter().filter(|name| !name.page) {
            assert!(!name.layouts.is_empty(), "{} has no layout", name.name);
            systems.extend(name.layouts.iter().map(|id| layout(id).system.id.clone()));
        }
        let pages: Vec<&str> = list.name.iter().filter(|name| name.page).map(|name| &*name.name).collect();
        let known = systems.iter().filter_map(|id| catalog::system(id)).flat_map(|system| system.pages.clone());
        assert_eq!(known.collect::<Vec<_>>(), pages, "{}", list.manual);
    }
}

#[test]
fn the_names_are_those_of_the_manuals() {
    let Some(manuals) = env::var_os("GABARITO_MANUALS").filter(|folder| !folder.is_empty()) else {
        eprintln!("GABARITO_MANUALS is not set: the names are not compared with the manuals");
        return;
    };
    for list in names().list {
        let text = fs::read_to_string(Path::new(&manuals).join(&list.manual));
        let text = text.unwrap_or_else(|error| panic!("{}: {error}", list.manual));
        let expected: Vec<&Name> = list.name.iter().filter(|name| !name.heading).collect();
        let found = listed(&text);
        assert_eq!(found.len(), expected.len(), "{}: {found:#?}", list.manual);
        for (found, expected) in found.iter().zip(expected) {
            assert!(found.starts_with(&expected.name), "{}: {found} is not {}", list.manual, expected.name);
        }
        for heading in list.name.iter().filter(|name| name.heading) {
            let is_line = text.lines().any(|line| single_spaced(line).starts_with(&heading.name));
            assert!(is_line, "{}: no heading {}", list.manual, heading.name);
        }
    }
}

#[test]
fn every_layout_of_these_systems_has_its_name() {
    let names = names();
    let of_names = names.list.iter().flat_map(|list| &list.name).flat_map(|name| &name.layouts);
    let mut accounted = BTreeSet::new();
    for id in of_names.chain(names.beside.iter().flat_map(|beside| &beside.layouts)) {
        assert!(accounted.insert(layout(id).id.as_str()), "{id} stands twice");
    }
    for beside in &names.beside {
        assert!(beside.reason.ends_with('.') && beside.reason.len() > 20, "a reason is a sentence: {}", beside.reason);
    }
    let systems: BTreeSet<&str> = accounted.iter().filter_map(|id| id.split('/').next()).collect();
    let of_systems = catalog::entries().filter(|entry| systems.contains(entry.system())).map(|entry| entry.id());
    assert_eq!(accounted, of_systems.collect());
}

#[test]
fn what_stands_in_braces_is_explained() {
    let braces = |text: &str| -> Vec<String> {
        text.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0.to_owned())).collect()
    };
    for entry in catalog::entries() {
        let layout = layout(entry.id());
        let http = &layout.system.http;
        let routes = layout.routes.iter().flat_map(|route| route.path.iter().chain(route.headers.iter().flatten()));
        let addresses = http.addresses.iter().flat_map(|a| std::iter::once(&a.base).chain(&a.form).chain(&a.headers));
        for name in routes.chain(addresses).flat_map(|text| braces(text)) {
            assert!(http.variables.iter().any(|known| known.name == name), "{}: {{{name}}}", layout.id);
        }
        assert!(http.statuses.iter().all(|status| (100..=599).contains(&status.code)), "{}", layout.system.id);
    }
}
