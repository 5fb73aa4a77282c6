//! Which layouts can be filled in by the row, what one row is, and which columns it has.
//!
//! Input: a layout. Output: the columns in the manual's order, each with its place in the payload. Decides from the layout
//! alone, and leaves the choice of layouts and fields to `validator-core`.

use validator_core::layout::{Field, Layout, Record};

use crate::limits;

/// How often a list inside of a record comes back in a model, and a list inside of that.
const MODEL_REPEATS: [u16; 2] = [2, 1];

/// A layout that can be filled in by the row.
#[derive(Clone, Debug)]
pub struct Sheet<'l> {
    /// The layout.
    pub layout: &'l Layout,
    /// What one row is.
    pub record: Record<'l>,
    /// The rows of the layout that a payload is made of, values and blocks, in the manual's order.
    pub rows: Vec<&'l Field>,
}

/// A column: a value, and in which item of each list around it it stands.
#[derive(Clone, Debug)]
pub struct Column<'l> {
    /// As it stands above the column: `contatos[2].nome`.
    pub name: String,
    /// What it holds.
    pub field: &'l Field,
    /// The items, counted from 1, of the lists inside of the record, from the outside to the inside.
    pub items: Vec<u16>,
}

impl PartialEq for Column<'_> {
    fn eq(&self, other: &Self) -> bool {
        (&self.field.path, &self.items) == (&other.field.path, &other.items)
    }
}

impl<'l> Sheet<'l> {
    /// How a layout is filled in by the row; none where no payload of it holds several things of a kind.
    pub fn of(layout: &'l Layout) -> Option<Self> {
        Some(Self { layout, record: layout.record()?, rows: layout.filled_in().collect() })
    }

    /// The columns of a model.
    pub fn columns(&self) -> Vec<Column<'l>> {
        let values = self.rows.iter().copied().filter(|field| field.value_rules().is_some());
        let mut acc: Vec<Column<'l>> = Vec::new();
        // The items of a list stand together: all columns of the first, then those of the second.
        for field in values {
            let n_lists = self.lists_around(field);
            for items in combinations(n_lists) {
                let column = self.column(field, items);
                let behind = acc.iter().rposition(|known| self.are_together(known, &column));
                let at = behind.map_or(acc.len(), |at| at + 1);
                acc.insert(at, column);
            }
        }
        acc
    }

    /// The column that a name stands for; the items of its lists may be left out.
    pub fn column_named(&self, name: &str) -> Option<Column<'l>> {
        let (path, items) = split(name)?;
        let field = self.rows.iter().copied().find(|field| field.path.eq_ignore_ascii_case(&path))?;
        field.value_rules()?;
        let depths = self.list_depths(field);
        // An item is counted where there is a list, and nowhere else.
        let is_sound = items.iter().all(|(depth, item)| depths.contains(depth) && (1..=limits::REPEATS).contains(item));
        let item = |depth: &usize| items.iter().find(|(at, _)| at == depth).map_or(1, |(_, item)| *item);
        is_sound.then(|| self.column(field, depths.iter().map(item).collect()))
    }

    /// The name of a block or a value in certain items of its lists.
    pub fn name(&self, path: &str, items: &[u16]) -> String {
        let mut items = items.iter();
        let mut acc = String::new();
        let mut so_far = String::new();
        for part in path.split('.') {
            if !so_far.is_empty() {
                so_far.push('.');
                acc.push('.');
            }
            so_far.push_str(part);
            acc.push_str(part);
            if let Some(item) = self.is_inner_list(&so_far).then(|| items.next()).flatten() {
                acc.push_str(&format!("[{item}]"));
            }
        }
        acc
    }

    /// Whether a list inside of the record stands at a path.
    pub fn is_inner_list(&self, path: &str) -> bool {
        let is_record = matches!(self.record, Record::Entry(entry) if *entry.path == *path);
        !is_record && self.rows.iter().any(|field| *field.path == *path && field.is_list(self.layout))
    }

    fn column(&self, field: &'l Field, items: Vec<u16>) -> Column<'l> {
        Column { name: self.name(&field.path, &items), field, items }
    }

    /// At which parts of a field's path a list inside of the record stands.
    fn list_depths(&self, field: &Field) -> Vec<usize> {
        let ends = field.path.match_indices('.').map(|(at, _)| at);
        let is_list = |(_, end): &(usize, usize)| field.path.get(..*end).is_some_and(|path| self.is_inner_list(path));
        ends.enumerate().filter(is_list).map(|(depth, _)| depth).collect()
    }

    fn lists_around(&self, field: &Field) -> usize {
        self.list_depths(field).len()
    }

    /// Whether two columns belong to the same item of the same innermost list, or to one that the first's lies around.
    fn are_together(&self, known: &Column<'_>, next: &Column<'_>) -> bool {
        let Some(depth) = self.list_depths(next.field).first().copied() else { return false };
        let around = |path: &str| path.split('.').take(depth + 1).collect::<Vec<_>>().join(".");
        around(&known.field.path) == around(&next.field.path)
            && known.items.first() == next.items.first()
            && known.items <= next.items
    }
}

/// The items of so many lists, in the order of a model.
fn combinations(n_lists: usize) -> Vec<Vec<u16>> {
    let mut acc = vec![Vec::new()];
    for depth in 0..n_lists {
        let repeats = MODEL_REPEATS.get(depth).copied().unwrap_or(1);
        acc = acc.iter().flat_map(|items| (1..=repeats).map(|item| [items.as_slice(), &[item]].concat())).collect();
    }
    acc
}

/// `a[2].b` as `a.b`, and `2` at its first part.
fn split(name: &str) -> Option<(String, Vec<(usize, u16)>)> {
    let mut items = Vec::new();
    let mut parts = Vec::new();
    for (depth, part) in name.trim().split('.').enumerate() {
        match part.strip_suffix(']').map(|part| part.split_once('[')) {
            None => parts.push(part.trim()),
            Some(None) => return None,
            Some(Some((part, item))) => {
                items.push((depth, item.trim().parse().ok()?));
                parts.push(part.trim());
            }
        }
    }
    Some((parts.join("."), items))
}

#[cfg(test)]
mod tests {
    use super::*;
    use validator_core::catalog;

    fn sheet(id: &str) -> Sheet<'static> {
        Sheet::of(catalog::layout(id).expect("it is bundled")).expect("it takes many")
    }

    #[test]
    fn every_column_of_every_model_is_found_by_its_name() {
        for layout in catalog::entries().filter_map(|entry| catalog::layout(entry.id())) {
            let Some(sheet) = Sheet::of(layout) else { continue };
            let columns = sheet.columns();
            assert!(!columns.is_empty(), "{}", layout.id);
            for column in &columns {
                assert!(!column.field.is_secret);
                assert_eq!(sheet.column_named(&column.name).as_ref(), Some(column), "{}", layout.id);
                let n_same = columns.iter().filter(|other| other.name == column.name).count();
                assert_eq!(n_same, 1, "{}: {}", layout.id, column.name);
            }
        }
    }

    #[test]
    fn lists_come_back_item_by_item() {
        let names: Vec<String> = sheet("depsnet/pessoa").columns().into_iter().map(|column| column.name).collect();
        let at = |name: &str| names.iter().position(|known| known == name).expect("it is a column");
        assert!(at("contatos[1].nome") < at("contatos[1].telefone"));
        assert!(at("contatos[1].email") < at("contatos[2].nome"));
        assert!(at("pessoa.nome") < at("contatos[1].nome"));
        assert!(!names.iter().any(|name| name == "token"), "a secret is no column");
    }

    #[test]
    fn names_are_read_with_and_without_items() {
        let sheet = sheet("depsnet/pessoa");
        let named = |name: &str| sheet.column_named(name).map(|column| column.name);
        assert_eq!(named(" TIPO "), Some("tipo".to_owned()));
        assert_eq!(named("contatos.nome"), Some("contatos[1].nome".to_owned()));
        assert_eq!(named("Contatos[7].Nome"), Some("contatos[7].nome".to_owned()));
        for wrong in
            ["contatos[0].nome", "contatos[51].nome", "pessoa[1].nome", "contatos", "contatos[x].nome", "nada", ""]
        {
            assert_eq!(named(wrong), None, "{wrong}");
        }
    }
}
