//! The parts of README.md that the program itself says: its answer to an example, and what it covers.
//!
//! Input: README.md, the program, the bundled layouts. Output: README.md with these parts as they are today.
//! Touches nothing between other marks.

use std::fs;
use std::path::Path;

use tests::Folder;
use validator_core::catalog;
use validator_core::layout::{Content, Field, Layout, Presence};
use validator_core::report::Direction;

/// The payload of the example, from the test corpus.
const EXAMPLE: &str = "tests/corpus/depsnet/pessoa/juridica-sem-razao-social.json";

/// README.md as it should be.
pub(crate) fn readme(text: &str, root: &Path) -> String {
    let text = between(text, "example:pt-BR", &example(root, "pt-BR"));
    let text = between(&text, "example:en", &example(root, "en"));
    let text = between(
        &text,
        "coverage:pt-BR",
        &coverage(&["Layout", "Campos", "Blocos", "Condições", "Listas", "Conflitos"]),
    );
    between(&text, "coverage:en", &coverage(&["Layout", "Fields", "Blocks", "Conditions", "Lists", "Conflicts"]))
}

/// `text` with `new` between the two comments of this name.
fn between(text: &str, name: &str, new: &str) -> String {
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- /{name} -->"));
    let found = text.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = found.unwrap_or_else(|| panic!("README.md lacks {begin}{end}"));
    format!("{before}{begin}{new}{end}{after}")
}

/// What a person sees who runs the program as the page says.
fn example(root: &Path, lang: &str) -> String {
    let payload = fs::read(root.join(EXAMPLE)).expect("the corpus holds the example");
    let name = EXAMPLE.rsplit('/').next().unwrap_or(EXAMPLE);
    let arguments = match lang {
        "pt-BR" => vec!["check", name],
        lang => vec!["check", name, "--lang", lang],
    };
    let run = Folder::new().with(name, payload).run(&arguments).ended_with(1);
    let lines: Vec<&str> = run.stdout.trim_end().lines().map(str::trim_end).collect();
    format!("```text\n$ gabarito {}\n{}\n```\n", arguments.join(" "), lines.join("\n"))
}

/// One row a layout, counted from what was loaded; a documented answer counts with its request.
fn coverage(headings: &[&str; 6]) -> String {
    let mut acc = format!("| {} |\n|---|---:|---:|---:|---:|---:|\n", headings.join(" | "));
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
        let counts = counts(layout).map(|count| count.to_string()).join(" | ");
        acc.push_str(&format!("| `{}` | {counts} |\n", layout.id));
    }
    acc
}

/// Fields, blocks, conditions, closed or open lists, conflicts.
fn counts(layout: &Layout) -> [usize; 5] {
    let rows: Vec<&Field> =
        [Direction::Request, Direction::Response].into_iter().flat_map(|half| layout.rows(half)).collect();
    let n_blocks = rows.iter().filter(|field| matches!(field.content, Content::Block(_))).count();
    let n_conditions = rows.iter().map(|field| conditions(field)).sum();
    let n_lists = rows.iter().filter(|field| field.value_rules().is_some_and(|rules| rules.list.is_some())).count();
    [rows.len() - n_blocks, n_blocks, n_conditions, n_lists, layout.conflicts.len()]
}

/// How often something about a field depends on another.
fn conditions(field: &Field) -> usize {
    let presence = usize::from(matches!(field.presence, Presence::When(_)));
    let blank = usize::from(field.blank_when.is_some());
    let rules = field.value_rules();
    let forced = rules.map_or(0, |rules| usize::from(rules.must_be.is_some()));
    let formats = rules.map_or(0, |rules| rules.formats.iter().filter(|(condition, _)| condition.is_some()).count());
    presence + blank + forced + formats
}
