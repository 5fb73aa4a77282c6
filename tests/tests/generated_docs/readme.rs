//! The parts of README.md that the program itself says: its answer to an example, and what it covers.
//!
//! Input: README.md, the program, the bundled layouts. Output: README.md with these parts as they are today.
//! Touches nothing between other marks.

use std::fmt::Write as _;
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
    let pt = coverage(&["Layout", "Campos", "Blocos", "Condições", "Listas", "Conflitos"], total_pt, others_pt);
    let en = coverage(&["Layout", "Fields", "Blocks", "Conditions", "Lists", "Conflicts"], total_en, others_en);
    between(&between(&text, "coverage:pt-BR", &pt), "coverage:en", &en)
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

/// One row a layout that has a field, counted from what was loaded, and the total in a sentence; a documented answer
/// counts with its request. Those known by name alone are listed below.
fn coverage(headings: &[&str; 6], total: fn([usize; 6]) -> String, others: fn(usize, &str) -> String) -> String {
    let mut table = format!("| {} |\n|---|---:|---:|---:|---:|---:|\n", headings.join(" | "));
    let mut sum = [0; 6];
    let mut by_name = Vec::new();
    for entry in catalog::entries() {
        let layout = catalog::layout(entry.id()).expect("every bundled layout loads");
        let [fields, blocks, conditions, lists, conflicts] = counts(layout);
        if fields == 0 {
            by_name.push(format!("`{}`", layout.id));
            continue;
        }
        let row = [1, fields, blocks, conditions, lists, conflicts];
        for (sum, count) in sum.iter_mut().zip(row) {
            *sum += count;
        }
        let _ = writeln!(table, "| `{}` | {fields} | {blocks} | {conditions} | {lists} | {conflicts} |", layout.id);
    }
    let others = others(by_name.len(), &lines(&by_name));
    format!("{}\n{table}\n{others}", total(sum))
}

/// Ids, as many to a line as it holds.
fn lines(ids: &[String]) -> String {
    let mut acc = String::new();
    let mut width = 0;
    for (at, id) in ids.iter().enumerate() {
        if width + id.len() > 130 {
            acc.push('\n');
            width = 0;
        } else if width > 0 {
            acc.push(' ');
        }
        acc.push_str(id);
        acc.push(if at + 1 == ids.len() { '.' } else { ',' });
        width += id.len() + 2;
    }
    acc
}

fn others_pt(n_layouts: usize, ids: &str) -> String {
    format!(
        "Mais {n_layouts} estão no catálogo pelo nome, com o que se sabe de endereço, método, sentido e status \
         (`gabarito layouts ID`):\na tabela de campos delas não está publicada nas nossas fontes, ou a chamada não leva \
         campos. Do envio, só a sintaxe é conferida.\n{ids}\n"
    )
}

fn others_en(n_layouts: usize, ids: &str) -> String {
    format!(
        "Another {n_layouts} are in the catalogue by name, with what is known of address, method, direction and status codes \
         (`gabarito layouts ID`):\ntheir table of fields is not published in our sources, or the call carries no fields. Of a \
         payload, only the syntax is checked.\n{ids}\n"
    )
}

fn total_pt([layouts, fields, blocks, conditions, lists, conflicts]: [usize; 6]) -> String {
    format!(
        "Ao todo: {layouts} interfaces com campos, {fields} campos em {blocks} blocos, {conditions} condições, {lists} listas de valores e \
         {conflicts} contradições\nresolvidas ([docs/contradicoes.md](docs/contradicoes.md)).\n"
    )
}

fn total_en([layouts, fields, blocks, conditions, lists, conflicts]: [usize; 6]) -> String {
    format!(
        "In all: {layouts} interfaces with fields, {fields} fields in {blocks} blocks, {conditions} conditions, {lists} lists of values and \
         {conflicts} contradictions\ndecided ([docs/contradicoes.md](docs/contradicoes.md), in Portuguese).\n"
    )
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
    let others = [&field.waived_when, &field.blank_when, &field.only_when];
    let others = others.into_iter().filter(|condition| condition.is_some()).count();
    let rules = field.value_rules();
    let forced = rules.map_or(0, |rules| usize::from(rules.must_be.is_some()));
    let formats = rules.map_or(0, |rules| rules.formats.iter().filter(|(condition, _)| condition.is_some()).count());
    presence + others + forced + formats
}
