//! Where a node lies in its document: a JSON Pointer, or an XPath of local names.
//!
//! Input: nodes, best in document order. Walks from the root and keeps its place, so that the pointers of a report cost
//! one walk over the siblings on their way.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::tree::{Kind, NodeId, Syntax, Tree};

/// How long a pointer may get, in bytes. The names of a hostile payload are as long as itself and stand around every fault.
const MAX_BYTES: usize = 2_000;

/// Where a node lies, as text.
#[derive(Clone, Debug)]
pub(crate) struct Pointer {
    /// Ends in `…` where it was cut.
    pub text: String,
    pub is_whole: bool,
}

impl Pointer {
    fn new() -> Self {
        Self { text: String::new(), is_whole: true }
    }

    /// Names with dots between them.
    pub fn dotted(names: &[Cow<'_, str>]) -> Self {
        let mut acc = Self::new();
        for (at, name) in names.iter().enumerate() {
            acc.push(if at == 0 { "" } else { "." });
            acc.push(name);
        }
        acc
    }

    fn push(&mut self, part: &str) {
        if !self.is_whole {
            return;
        }
        let kept = start_of(part, MAX_BYTES.saturating_sub(self.text.len()));
        self.text.push_str(kept);
        if kept.len() < part.len() {
            self.text.push('…');
            self.is_whole = false;
        }
    }
}

/// The first so many bytes, or fewer, up to the end of a character.
fn start_of(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// One level on the way from the root to a node.
struct Level<'a> {
    node: NodeId,
    /// After the last node inside.
    end: NodeId,
    label: Label<'a>,
    /// Where to look for the next child: its node, its index, and how often each name was met.
    next: NodeId,
    index: usize,
    met: BTreeMap<Cow<'a, str>, usize>,
    /// How often each name occurs; only XML asks.
    totals: BTreeMap<Cow<'a, str>, usize>,
}

#[derive(Clone, Debug)]
enum Label<'a> {
    Root,
    Index(usize),
    /// The name, and its number among others of the same name.
    Name(Cow<'a, str>, Option<usize>),
}

/// Finds the pointers of nodes.
pub(crate) struct Locator<'t, 'a> {
    tree: &'t Tree<'a>,
    levels: Vec<Level<'a>>,
}

impl<'t, 'a> Locator<'t, 'a> {
    pub fn new(tree: &'t Tree<'a>) -> Self {
        Self { tree, levels: Vec::new() }
    }

    /// The pointer of a node, or of `member` below it.
    pub fn pointer(&mut self, node: NodeId, member: Option<&str>) -> Pointer {
        if let Some((owner, name)) = self.tree.owner(node) {
            let mut acc = self.pointer(owner, None);
            acc.push("/@");
            acc.push(name);
            return acc;
        }
        self.go_to(node);
        let mut acc = Pointer::new();
        for level in &self.levels {
            match &level.label {
                Label::Root => {}
                Label::Index(index) => acc.push(&format!("/{index}")),
                Label::Name(name, number) => {
                    self.push_name(&mut acc, name);
                    if let Some(number) = number {
                        acc.push(&format!("[{number}]"));
                    }
                }
            }
        }
        if let Some(member) = member {
            self.push_name(&mut acc, member);
        }
        acc
    }

    /// The names on the way from `entry` to the node, without list marks.
    pub fn path(&mut self, entry: NodeId, node: NodeId) -> Vec<Cow<'a, str>> {
        if let Some((owner, name)) = self.tree.owner(node) {
            let mut path = self.path(entry, owner);
            path.push(Cow::Owned(format!("@{name}")));
            return path;
        }
        self.go_to(node);
        let inside = self.levels.iter().skip_while(|level| level.node != entry).skip(1);
        let names = inside.filter_map(|level| match &level.label {
            Label::Name(name, _) => Some(name.clone()),
            Label::Root | Label::Index(_) => None,
        });
        names.collect()
    }

    fn push_name(&self, acc: &mut Pointer, name: &str) {
        acc.push("/");
        // One byte more than fits is enough to see that it does not.
        let name = start_of(name, MAX_BYTES + 4);
        match self.tree.syntax {
            Syntax::Json => acc.push(&name.replace('~', "~0").replace('/', "~1")),
            Syntax::Xml => acc.push(name),
        }
    }

    fn go_to(&mut self, target: NodeId) {
        while self.levels.last().is_some_and(|level| target < level.node || target >= level.end) {
            self.levels.pop();
        }
        if self.levels.is_empty() {
            let Some(root) = self.tree.root() else { return };
            let label = match self.tree.root_name() {
                Some(name) => Label::Name(self.tree.name(name), None),
                None => Label::Root,
            };
            let level = self.level(root, label);
            self.levels.push(level);
        }
        while let Some(child) = self.step(target) {
            self.levels.push(child);
        }
    }

    fn level(&self, node: NodeId, label: Label<'a>) -> Level<'a> {
        let tree = self.tree;
        let mut totals = BTreeMap::new();
        if tree.syntax == Syntax::Xml {
            for (name, _) in tree.members(node) {
                *totals.entry(tree.name(name)).or_insert(0) += 1;
            }
        }
        Level { node, end: tree.after(node), label, next: NodeId(node.0 + 1), index: 0, met: BTreeMap::new(), totals }
    }

    /// The child of the innermost level that holds the target, if it is not the level itself.
    fn step(&mut self, target: NodeId) -> Option<Level<'a>> {
        let tree = self.tree;
        let level = self.levels.last_mut()?;
        if level.node == target || target >= level.end {
            return None;
        }
        if target < level.next {
            level.next = NodeId(level.node.0 + 1);
            level.index = 0;
            level.met.clear();
        }
        let has_names = tree.kind(level.node) == Kind::Object;
        while level.next < level.end {
            let name = level.next;
            let child = if has_names { NodeId(name.0 + 1) } else { name };
            let after = tree.after(child);
            let text = if has_names { tree.name(name) } else { Cow::Borrowed("") };
            if target < after {
                let number = level.met.get(&text).copied().unwrap_or(0) + 1;
                let repeats = level.totals.get(&text).is_some_and(|total| *total > 1);
                let label =
                    if has_names { Label::Name(text, repeats.then_some(number)) } else { Label::Index(level.index) };
                return (target >= child).then(|| self.level(child, label));
            }
            if tree.syntax == Syntax::Xml {
                *level.met.entry(text).or_insert(0) += 1;
            }
            level.index += 1;
            level.next = after;
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Sink;
    use crate::parse::parse;

    /// The pointers of all values of a document, in the order asked for.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let tree = parse(text, &mut Sink::default());
        let mut locator = Locator::new(&tree);
        let nodes: Vec<NodeId> =
            (0..tree.n_nodes()).map(|at| NodeId(u32::try_from(at).expect("it is small"))).collect();
        let is_value = |node: &NodeId| tree.kind(*node) != Kind::Name;
        let forward: Vec<String> =
            nodes.iter().copied().filter(is_value).map(|node| locator.pointer(node, None).text).collect();
        assert_eq!(forward, expected);
        let backward: Vec<String> =
            nodes.iter().rev().copied().filter(is_value).map(|node| locator.pointer(node, None).text).collect();
        assert_eq!(backward, expected.iter().rev().copied().collect::<Vec<_>>());
    }

    #[test]
    fn json_pointers() {
        check(
            r#"[{"a/b":1,"c~":[2,{"d":3}]}]"#,
            &["", "/0", "/0/a~1b", "/0/c~0", "/0/c~0/0", "/0/c~0/1", "/0/c~0/1/d"],
        );
    }

    #[test]
    fn an_attribute_is_the_last_step() {
        let text = "<a><b/><b x:k='0' xmlns:x='u' Id='1' t=\"2\"><c/></b></a>";
        let tree = parse(text, &mut Sink::default());
        let owners: Vec<NodeId> = tree.nodes().filter(|node| tree.kind(*node) != Kind::Name).collect();
        let values = owners.iter().flat_map(|owner| tree.attributes(*owner).map(|(_, value)| value));
        let mut locator = Locator::new(&tree);
        let told: Vec<(String, String)> =
            values.map(|value| (locator.pointer(value, None).text, tree.value(value).into_owned())).collect();
        assert_eq!(told, [("/a/b[2]/@Id".into(), "1".into()), ("/a/b[2]/@t".into(), "2".into())]);
    }

    #[track_caller]
    fn check_long(text: &str, expected: &str, is_whole: bool) {
        let tree = parse(text, &mut Sink::default());
        let last = tree.nodes().last().expect("it has nodes");
        let pointer = Locator::new(&tree).pointer(last, None);
        assert_eq!((&*pointer.text, pointer.is_whole), (expected, is_whole));
    }

    #[test]
    fn names_without_end_are_cut_between_characters() {
        let name = "ã".repeat(999);
        check_long(&format!(r#"{{"{name}x":1}}"#), &format!("/{name}x"), true);
        check_long(&format!(r#"{{"{name}ã":1}}"#), &format!("/{name}…"), false);
        check_long(&format!(r#"{{"{name}x":[1]}}"#), &format!("/{name}x…"), false);
        check_long(&format!("<{name}x><b/></{name}x>"), &format!("/{name}x…"), false);
    }

    #[test]
    fn xpaths_number_what_repeats() {
        check("<a><b>1</b><x:c xmlns:x='u'>2</x:c><b><d/></b></a>", &["/a", "/a/b[1]", "/a/c", "/a/b[2]", "/a/b[2]/d"]);
    }
}
