//! The crates depend on each other as the table in `docs/architecture.md` says, in both directions.
//!
//! Input: that table and `cargo metadata`. Output: what one has and the other has not.
//! Looks at ordinary dependencies only: what tests and builds need is their own matter.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::files::{read, root};

type Names = BTreeSet<String>;

/// A row of the table.
struct Row {
    uses: Names,
    may: Names,
    never: Names,
}

/// The rows of the table under "Who may depend on what": crate, uses, may use, never.
fn table() -> BTreeMap<String, Row> {
    let text = read("docs/architecture.md");
    let (_, section) = text.split_once("\n## Who may depend on what\n").expect("the page has this section");
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| {
        let cells: Vec<Names> = line.strip_prefix('|')?.split('|').map(in_code).collect();
        match cells.as_slice() {
            [name, uses, may, never, ..] if !name.is_empty() => {
                let row = Row { uses: uses.clone(), may: may.clone(), never: never.clone() };
                Some((name.first()?.clone(), row))
            }
            _ => None,
        }
    });
    rows.collect()
}

/// What a cell sets in `code`: names of crates, and nothing else.
fn in_code(cell: &str) -> Names {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// The crates of the workspace with their ordinary dependencies.
fn graph() -> BTreeMap<String, Names> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--no-deps", "--format-version", "1", "--offline", "--locked"])
        .current_dir(root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).expect("cargo writes JSON");
    let text = |value: &Value, key: &str| value.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
    let list = |value: &Value, key: &str| value.get(key).and_then(Value::as_array).cloned().unwrap_or_default();
    let is_ordinary = |dependency: &Value| dependency.get("kind").is_some_and(Value::is_null);
    let crates = list(&metadata, "packages").into_iter().map(|package| {
        let dependencies = list(&package, "dependencies");
        (
            text(&package, "name"),
            dependencies.iter().filter(|one| is_ordinary(one)).map(|one| text(one, "name")).collect(),
        )
    });
    crates.collect()
}

/// Everything of ours that a crate reaches, and what those depend on.
fn reached(name: &str, graph: &BTreeMap<String, Names>) -> Names {
    let mut acc = Names::new();
    let mut waiting = vec![name.to_owned()];
    while let Some(name) = waiting.pop() {
        for dependency in graph.get(&name).into_iter().flatten() {
            if acc.insert(dependency.clone()) {
                waiting.push(dependency.clone());
            }
        }
    }
    acc
}

#[test]
fn the_crates_depend_on_each_other_as_the_table_says() {
    let (table, graph) = (table(), graph());
    let (written, real): (Names, Names) = (table.keys().cloned().collect(), graph.keys().cloned().collect());
    assert_eq!(written, real, "the crates of the table are those of the workspace");
    let mut wrong = Vec::new();
    for (name, Row { uses, may, never }) in &table {
        let Some(real) = graph.get(name) else { continue };
        let unlisted = real.iter().filter(|used| !uses.contains(*used) && !may.contains(*used));
        wrong.extend(unlisted.map(|used| format!("{name} uses {used}, which its row does not list")));
        let unused = uses.difference(real);
        wrong.extend(unused.map(|used| format!("{name} does not use {used}, which its row lists")));
        let reached = reached(name, &graph);
        let forbidden = never.intersection(&reached);
        wrong.extend(forbidden.map(|used| format!("{name} reaches {used}, which its row rules out")));
    }
    assert!(wrong.is_empty(), "docs/architecture.md and the crates differ:\n{}", wrong.join("\n"));
}
