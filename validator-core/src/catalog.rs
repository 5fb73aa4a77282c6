//! All layouts there are: those that came with Gabarito, read on first use, and a person's own.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, OnceLock};

use crate::bundled::{Bundled, BundledDocument, Names, index};
use crate::explain::LayoutText;
use crate::layout::{Layout, Problem, System, load, load_example, load_packed, system_of};
use crate::locale::Locale;
use crate::report::Direction;
use crate::span::Span;
use crate::violation::Violation;

/// A bundled layout, by what is known of it without reading it.
#[derive(Clone, Copy, Debug)]
pub struct Entry(&'static Bundled<'static>);

impl Entry {
    /// Such as `depsnet/pessoa`.
    pub fn id(self) -> &'static str {
        self.0.id
    }

    /// Its title in a language.
    pub fn title(self, locale: Locale) -> &'static str {
        self.0.titles.get(locale as usize).copied().unwrap_or_default()
    }

    /// The system's folder name.
    pub fn system(self) -> &'static str {
        self.0.id.split('/').next().unwrap_or_default()
    }

    /// Whether any field of it is known; otherwise it is there by its name, with what is known of its address.
    pub fn has_table(self) -> bool {
        !self.0.request.all.is_empty()
    }

    /// Whether it takes many things of a kind: what [`Layout::record`] says of the layout itself.
    pub fn takes_rows(self) -> bool {
        self.0.takes_rows
    }

    /// How many fields it has, request and answer together; none when its table is not published.
    pub fn n_fields(self) -> usize {
        self.0.n_fields
    }

    /// Whether all its names are known.
    pub fn is_complete(self) -> bool {
        self.0.is_complete
    }

    /// Takes it out of its compact form and proves it, whether or not that was done before.
    pub fn load(self) -> Option<Layout> {
        load_packed(self.id(), &system(self.system())?, self.0.file)
    }

    pub(crate) fn operation(self) -> Option<&'static str> {
        self.0.operation
    }

    pub(crate) fn document(self) -> Option<&'static BundledDocument<'static>> {
        self.0.document.as_ref()
    }

    pub(crate) fn is_list(self) -> bool {
        self.0.is_list
    }

    pub(crate) fn knows(self, name: &str) -> bool {
        self.0.request.all.binary_search(&name).is_ok()
    }

    /// What is known of one half without reading the layout.
    pub(crate) fn names(self, direction: Direction) -> &'static Names<'static> {
        match direction {
            Direction::Request => &self.0.request,
            Direction::Response => &self.0.answer,
        }
    }
}

/// A half of a JSON layout that has a name at its outermost level.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Holder {
    pub entry: Entry,
    pub direction: Direction,
    pub is_block: bool,
}

/// Which layouts have which names, sorted by name: so many layouts are not asked one after the other.
pub(crate) fn holders() -> &'static [(&'static str, Vec<Holder>)] {
    static HOLDERS: OnceLock<Vec<(&'static str, Vec<Holder>)>> = OnceLock::new();
    HOLDERS.get_or_init(|| {
        let mut holders: BTreeMap<&'static str, Vec<Holder>> = BTreeMap::new();
        for entry in entries().filter(|entry| entry.operation().is_none() && entry.document().is_none()) {
            for direction in [Direction::Request, Direction::Response] {
                let half = entry.names(direction);
                for name in &half.all {
                    let is_block = half.blocks.binary_search(name).is_ok();
                    holders.entry(name).or_default().push(Holder { entry, direction, is_block });
                }
            }
        }
        holders.into_iter().collect()
    })
}

/// The same for a name in whatever case.
pub(crate) fn holders_in_any_case(name: &str) -> &'static [Holder] {
    static HOLDERS: OnceLock<HashMap<String, Vec<Holder>>> = OnceLock::new();
    let known = HOLDERS.get_or_init(|| {
        let mut acc: HashMap<String, Vec<Holder>> = HashMap::new();
        for (name, holders) in holders() {
            let known = acc.entry(name.to_lowercase()).or_default();
            for holder in holders {
                let is_same =
                    |other: &Holder| (other.entry.id(), other.direction) == (holder.entry.id(), holder.direction);
                // A few have a name in two spellings.
                if !known.iter().any(is_same) {
                    known.push(*holder);
                }
            }
        }
        acc
    });
    known.get(&name.to_lowercase()).map(Vec::as_slice).unwrap_or_default()
}

/// The bundled layouts in the order of their ids.
pub fn entries() -> impl Iterator<Item = Entry> {
    index().layouts.iter().map(Entry)
}

/// The bundled layout of an id.
pub fn layout(id: &str) -> Option<&'static Layout> {
    static LOADED: OnceLock<Vec<OnceLock<Option<Layout>>>> = OnceLock::new();
    let loaded = LOADED.get_or_init(|| entries().map(|_| OnceLock::new()).collect());
    // The build has them in the order of their paths.
    let at = index().layouts.binary_search_by(|known| known.id.split('/').cmp(id.split('/'))).ok()?;
    // A test loads every one of them, so that none is missing here.
    loaded.get(at)?.get_or_init(|| entries().nth(at)?.load()).as_ref()
}

/// Reads a person's own layout. `system` is that of the file's own `system` key when it has one.
pub fn load_layout(id: &str, system_id: Option<&str>, text: &str) -> Result<Layout, Vec<Problem>> {
    let named = system_of(text)?;
    load(id, &system_named(named.as_deref().or(system_id), text)?, text)
}

/// The layout of an example, which the build has read: what [`load_layout`] makes of its text, without reading TOML.
pub fn load_layout_text(id: &str, system_id: Option<&str>, text: &LayoutText) -> Result<Layout, Vec<Problem>> {
    load_example(id, &text.read, |named| system_named(named.or(system_id), text))
}

/// The system of a layout file; where there is none of that name, the place in the file that names it.
fn system_named(name: Option<&str>, text: &str) -> Result<Arc<System>, Vec<Problem>> {
    let name = name.unwrap_or_default();
    system(name).ok_or_else(|| {
        let at = text.find(&format!("\"{name}\"")).filter(|_| !name.is_empty());
        let span = at.map_or(Span::default(), |at| Span::new(at, at + name.len() + 2));
        vec![Problem { violation: Violation::UnknownSystem { name: span }, span, detail: None }]
    })
}

/// All bundled systems, in the order of their names.
pub(crate) fn systems() -> impl Iterator<Item = Arc<System>> {
    index().systems.iter().filter_map(|packed| system(packed.id))
}

/// A bundled system by its folder name.
pub fn system(id: &str) -> Option<Arc<System>> {
    static LOADED: OnceLock<Vec<OnceLock<Option<Arc<System>>>>> = OnceLock::new();
    let systems = &index().systems;
    let loaded = LOADED.get_or_init(|| systems.iter().map(|_| OnceLock::new()).collect());
    let at = systems.iter().position(|known| known.id == id)?;
    let packed = systems.get(at)?;
    loaded.get(at)?.get_or_init(|| System::unpack(packed.id, packed.file).map(Arc::new)).clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Direction;

    #[test]
    fn in_any_case_a_name_counts_once_for_a_layout() {
        let halves = |name| holders_in_any_case(name).iter().map(|holder| (holder.entry.id(), holder.direction));
        let known: Vec<_> =
            halves("CONTEUDO").filter(|half| *half == ("oobj/emissao/retorno", Direction::Response)).collect();
        assert_eq!(known.len(), 1, "it has Conteudo and conteudo");
    }

    #[test]
    fn the_index_counts_what_a_layout_holds() {
        for entry in entries() {
            let layout = layout(entry.id()).expect("it loads");
            let halves = [Direction::Request, Direction::Response];
            let is_known = layout.has_table || layout.rows(Direction::Response).next().is_some();
            let rows = halves.into_iter().flat_map(|half| layout.rows(half).filter(|_| is_known));
            let n_fields = rows.filter(|field| field.value_rules().is_some()).count();
            assert_eq!((entry.n_fields(), entry.is_complete()), (n_fields, layout.complete), "{}", entry.id());
        }
    }

    #[test]
    fn every_bundled_layout_loads() {
        for entry in entries() {
            assert!(entry.load().is_some(), "{}", entry.id());
        }
    }
}
