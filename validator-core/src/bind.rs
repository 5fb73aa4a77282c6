//! Finds out which member of a block is which field of the layout.
//!
//! Input: a block's node. Output: one slot a member of the layout's block, complete even for a broken document.
//! Says what is wrong with names. Of a value it only notes the state, and whether the short test of its rules is passed.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::layout::{Block, BlockId, FieldId, Key, Layout, NameKind, Root};
use crate::parse::scan::is_same;
use crate::tree::{Kind, NamespaceId, NodeId, Syntax, Tree};
use crate::violation::{NameOf, Violation};

/// What became of a member of the layout's block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Name and value; the value is what the state describes.
    pub node: Option<(NodeId, NodeId)>,
    pub state: State,
    /// Whether nothing can be wrong with the value, unless a condition forbids it.
    pub is_plain: bool,
}

/// The five states of a value, and "in doubt".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Absent,
    Null,
    Empty,
    Blank,
    Present,
    /// It has an error, or is required and absent: conditions must not look at it.
    Unknown,
}

impl Slot {
    pub const ABSENT: Slot = Slot { node: None, state: State::Absent, is_plain: false };
}

/// A value's state, before any rule.
pub(crate) fn state(tree: &Tree<'_>, node: NodeId) -> State {
    match tree.kind(node) {
        Kind::Null => State::Null,
        Kind::Empty => State::Empty,
        Kind::Invalid => State::Unknown,
        Kind::Text => text_state(&tree.value(node)),
        _ => State::Present,
    }
}

/// What one look at a value says of it.
#[inline]
fn found(tree: &Tree<'_>, layout: &Layout, key: &Key, name: NodeId, value: NodeId) -> Slot {
    let plain = tree.plain(value).and_then(|(kind, bytes)| plain_state(tree, layout, key, kind, bytes));
    let (state, is_plain) = plain.unwrap_or_else(|| (state(tree, value), key.inner.is_some()));
    Slot { node: Some((name, value)), state, is_plain }
}

/// State of a number, or of a text in which nothing is escaped, and whether it passes the short test; nothing where that takes
/// a closer look.
#[inline]
fn plain_state(tree: &Tree<'_>, layout: &Layout, key: &Key, kind: Kind, bytes: &[u8]) -> Option<(State, bool)> {
    match bytes.first() {
        _ if kind == Kind::Number => {}
        Some(first) if is_usual_start(first) => {}
        Some(_) => return None,
        None => return Some((State::Empty, key.inner.is_some())),
    }
    Some((State::Present, key.plain.passes(kind, tree.syntax, bytes, &layout.system.placeholders)))
}

/// Nearly every text begins with a digit or a letter, of which many with an accent begin with this byte: it is no blank.
fn is_usual_start(byte: &u8) -> bool {
    byte.is_ascii_alphanumeric() || *byte == 0xC3
}

fn text_state(text: &str) -> State {
    match text {
        "" => State::Empty,
        _ if text.trim().is_empty() => State::Blank,
        _ => State::Present,
    }
}

/// A block to be bound: its node, and what the layout says of it.
#[derive(Clone, Copy)]
pub(crate) struct Target<'l> {
    pub layout: &'l Layout,
    pub id: BlockId,
    pub block: &'l Block,
    pub node: NodeId,
    /// Whether names that the layout does not know are to be reported.
    pub reports_names: bool,
}

/// Binds the members of a block.
///
/// `slots` receives one entry a member; `each` hears of every block that was found, repeats of lists included;
/// `acc` of everything that is wrong with a name.
pub(crate) fn bind<'a>(
    tree: &Tree<'a>,
    target: Target<'_>,
    slots: &mut [Slot],
    order: &mut Order,
    each: impl FnMut(FieldId, BlockId, NodeId),
    acc: impl FnMut(Diagnostic),
) {
    let unknown = BTreeSet::new();
    Binder { tree, target, slots, order, each, acc, last: None, unknown, wrappers: Vec::new() }.run();
}

/// Which member followed which, so far: records are alike, and so the next name is nearly always known before it is read.
#[derive(Clone, Debug)]
pub(crate) struct Order {
    /// By block.
    first: Vec<Option<FieldId>>,
    /// By field.
    next: Vec<Option<FieldId>>,
    /// By the mark of a name: the block in which it was last looked up, and the field that it led to.
    marked: Vec<Option<(BlockId, FieldId)>>,
}

impl Order {
    /// The order of the manual.
    pub fn of(layout: &Layout) -> Self {
        let first = layout.blocks.iter().map(|block| block.members.first().copied()).collect();
        let mut next = vec![None; layout.fields.len()];
        for pair in layout.blocks.iter().flat_map(|block| block.members.windows(2)) {
            if let [one, other] = pair
                && let Some(next) = next.get_mut(one.0 as usize)
            {
                *next = Some(*other);
            }
        }
        Self { first, next, marked: Vec::new() }
    }

    /// The field that a name of this mark leads to, when one did before.
    #[inline]
    fn marked(&self, mark: u32, block: BlockId) -> Option<FieldId> {
        let (known, id) = (*self.marked.get(mark as usize)?)?;
        (known == block).then_some(id)
    }

    fn mark(&mut self, mark: u32, block: BlockId, id: FieldId) {
        if mark == 0 {
            return;
        }
        let mark = mark as usize;
        if mark >= self.marked.len() {
            self.marked.resize(mark + 1, None);
        }
        if let Some(known) = self.marked.get_mut(mark) {
            *known = Some((block, id));
        }
    }

    fn after(&mut self, block: BlockId, last: Option<FieldId>) -> Option<&mut Option<FieldId>> {
        match last {
            None => self.first.get_mut(block.0 as usize),
            Some(last) => self.next.get_mut(last.0 as usize),
        }
    }
}

struct Binder<'b, 'a, 'l, E, A> {
    tree: &'b Tree<'a>,
    target: Target<'l>,
    slots: &'b mut [Slot],
    order: &'b mut Order,
    each: E,
    acc: A,
    /// The member that was found before.
    last: Option<FieldId>,
    unknown: BTreeSet<Cow<'a, str>>,
    /// Elements that only a table has, around members of this block.
    wrappers: Vec<(NodeId, NodeId)>,
}

impl<'a, E: FnMut(FieldId, BlockId, NodeId), A: FnMut(Diagnostic)> Binder<'_, 'a, '_, E, A> {
    fn run(&mut self) {
        for (name, value) in self.tree.attributes(self.target.node) {
            self.take_attribute(name, value);
        }
        let is_json = self.tree.syntax == Syntax::Json;
        let (mut name, end) = self.tree.member_range(self.target.node);
        loop {
            if is_json {
                name = self.take_plain(name, end);
            }
            if name >= end {
                break;
            }
            let value = NodeId(name.0 + 1);
            self.take_any(name, value);
            name = self.tree.after(value);
        }
        for (wrapper, inside) in std::mem::take(&mut self.wrappers) {
            self.unwrap(wrapper, inside);
        }
    }

    /// Takes members as long as they are like nearly all: the name led to a field before, and one look at the value tells its
    /// state. Gives the first that is not.
    #[inline]
    fn take_plain(&mut self, mut name: NodeId, end: NodeId) -> NodeId {
        let Target { layout, id: block, .. } = self.target;
        for (mark, kind, bytes) in self.tree.plain_members(name, end) {
            let Some(id) = self.order.marked(mark, block) else { break };
            let key = layout.key(id);
            let Some(slot) = self.slots.get_mut(key.slot as usize) else { break };
            if slot.node.is_some() || key.inner.is_some() || key.is_only_in_example {
                break;
            }
            let Some((state, is_plain)) = plain_state(self.tree, layout, key, kind, bytes) else { break };
            *slot = Slot { node: Some((name, NodeId(name.0 + 1))), state, is_plain };
            self.last = Some(id);
            name = NodeId(name.0 + 2);
        }
        name
    }

    fn take_any(&mut self, name: NodeId, value: NodeId) {
        let mark = self.tree.mark(name);
        if let Some(id) = self.order.marked(mark, self.target.id) {
            self.take(id, name, value);
            return;
        }
        let plain = self.tree.plain_name(name).map(Cow::Borrowed);
        let Some(text) = plain.or_else(|| self.read_name(name)) else { return };
        match self.expected(&text) {
            Some(id) => {
                self.order.mark(mark, self.target.id, id);
                self.take(id, name, value);
            }
            None => self.find(text, name, value),
        }
    }

    /// The member that is due, when this is its name.
    #[inline]
    fn expected(&mut self, text: &str) -> Option<FieldId> {
        let id = (*self.order.after(self.target.id, self.last)?)?;
        is_same(self.target.layout.key(id).name.as_bytes(), text.as_bytes()).then_some(id)
    }

    /// An attribute is called `@name`. Those that no layout names are nobody's concern.
    fn take_attribute(&mut self, name: NodeId, value: NodeId) {
        let text = format!("@{}", self.tree.name(name));
        let Some((id, _)) = self.target.block.named(&text) else { return };
        // That an attribute repeats is said where the text is read.
        let slot = self.slots.get(self.target.layout.field(id).slot as usize);
        if slot.is_some_and(|slot| slot.node.is_none()) {
            self.take(id, name, value);
        }
    }

    /// A name that can be read, after a look at its namespace.
    fn read_name(&mut self, name: NodeId) -> Option<Cow<'a, str>> {
        if self.tree.kind(name) == Kind::Invalid {
            return None;
        }
        match (self.tree.syntax, self.target.layout.root) {
            (Syntax::Json, _) => {}
            (Syntax::Xml, Root::Document) => self.check_document_namespace(name),
            (Syntax::Xml, _) if self.target.reports_names => check_namespace(self.tree, name, &mut self.acc),
            (Syntax::Xml, _) => {}
        }
        Some(self.tree.name(name))
    }

    /// In a document every field is in the namespace of the element around it; what belongs to another is not ours.
    fn check_document_namespace(&mut self, name: NodeId) {
        let tree = self.tree;
        let around = NodeId(self.target.node.0.saturating_sub(1));
        let (own, outer) = (tree.namespace(name), tree.namespace(around));
        if own != outer
            && tree.namespace_uri(own).0 != tree.namespace_uri(outer).0
            && self.target.block.named(&tree.name(name)).is_some()
        {
            let span = crate::document::namespace_place(tree, name);
            (self.acc)(Diagnostic::at(Violation::DocumentNamespace, span, NodeId(name.0 + 1)));
        }
    }

    fn find(&mut self, text: Cow<'a, str>, name: NodeId, value: NodeId) {
        let local = self.tree.local_span(name);
        match self.target.block.named(&text) {
            Some((id, NameKind::Canonical)) => self.take(id, name, value),
            Some((id, NameKind::Conflicting)) => {
                self.report(Some(id), Violation::ManualConflict { name: local, known: NameOf(id) }, name);
                self.take(id, name, value);
            }
            Some((_, NameKind::Wrapper)) => {
                self.report(None, Violation::OnlyInTable { name: local }, name);
                self.wrappers.push((name, value));
            }
            None => match in_other_case(self.target.layout, self.target.block, &text) {
                Some(id) => {
                    self.report(Some(id), Violation::FieldCase { name: local, known: NameOf(id) }, name);
                    self.take(id, name, value);
                }
                None => report_unknown(self.tree, self.target, name, text, &mut self.unknown, &mut self.acc),
            },
        }
    }

    /// Binds what lies in an element that only a table has as if it lay beside it.
    fn unwrap(&mut self, wrapper: NodeId, inside: NodeId) {
        let outer = self.tree.name(wrapper);
        for (name, value) in self.tree.members(inside) {
            let Some(text) = self.read_name(name) else { continue };
            match self.target.block.named(&format!("{outer}.{text}")) {
                Some((id, _)) => self.take(id, name, value),
                None => report_unknown(self.tree, self.target, name, text, &mut self.unknown, &mut self.acc),
            }
        }
    }

    fn report(&mut self, field: Option<FieldId>, violation: Violation, name: NodeId) {
        if self.target.reports_names {
            (self.acc)(Diagnostic { field, ..at_name(self.tree, violation, name) });
        }
    }

    fn take(&mut self, id: FieldId, name: NodeId, value: NodeId) {
        let (tree, layout) = (self.tree, self.target.layout);
        let key = layout.key(id);
        if let Some(due) = self.order.after(self.target.id, self.last) {
            *due = Some(id);
        }
        self.last = Some(id);
        if key.is_only_in_example {
            self.report(Some(id), Violation::OnlyInExample { name: tree.local_span(name) }, name);
        }
        let Some(slot) = self.slots.get_mut(key.slot as usize) else { return };
        let may_repeat = tree.syntax == Syntax::Xml && key.inner.is_some_and(|inner| layout.block(inner).is_list);
        match slot.node {
            Some((first, _)) if !may_repeat => {
                slot.state = State::Unknown;
                let violation = Violation::DuplicateField { name: tree.local_span(name) };
                let cause = Some(tree.span(first));
                (self.acc)(Diagnostic { field: Some(id), cause, ..at_name(tree, violation, name) });
                return;
            }
            Some(_) => {}
            None => *slot = found(tree, layout, key, name, value),
        }
        if let Some(inner) = key.inner {
            (self.each)(id, inner, value);
        }
    }
}

fn at_name(tree: &Tree<'_>, violation: Violation, name: NodeId) -> Diagnostic {
    // The pointer of a name leads to its value.
    Diagnostic::at(violation, tree.span(name), NodeId(name.0 + 1))
}

/// The member of a block that a name leads to, in whatever case it is written.
pub(crate) fn member(layout: &Layout, block: BlockId, name: &str) -> Option<FieldId> {
    let block = layout.block(block);
    block.named(name).map(|(id, _)| id).or_else(|| in_other_case(layout, block, name))
}

fn in_other_case(layout: &Layout, block: &Block, name: &str) -> Option<FieldId> {
    let is_same = |known: &str| known.len() == name.len() && known.to_lowercase() == name.to_lowercase();
    block.members.iter().copied().find(|id| is_same(&layout.field(*id).name))
}

fn report_unknown<'a>(
    tree: &Tree<'a>,
    target: Target<'_>,
    name: NodeId,
    text: Cow<'a, str>,
    seen: &mut BTreeSet<Cow<'a, str>>,
    acc: &mut impl FnMut(Diagnostic),
) {
    let layout = target.layout;
    if tree.syntax == Syntax::Xml && layout.system.known_everywhere.iter().any(|known| **known == *text) {
        return;
    }
    // An element that repeats is a list, which nobody knows here.
    if tree.syntax == Syntax::Xml && !layout.complete {
        return;
    }
    let span = tree.local_span(name);
    if seen.contains(&text) {
        acc(at_name(tree, Violation::DuplicateField { name: span }, name));
        return;
    }
    if target.reports_names && layout.complete {
        let violation = match elsewhere(target, &text) {
            Some(belongs) => Violation::Misplaced { name: span, belongs },
            None => Violation::UnknownField { name: span },
        };
        acc(at_name(tree, violation, name));
    }
    seen.insert(text);
}

/// A field of the same half that has this name at another level.
fn elsewhere(target: Target<'_>, name: &str) -> Option<FieldId> {
    let layout = target.layout;
    let names = &layout.names;
    let start = names.partition_point(|(known, _)| **known < *name);
    let same = names.iter().skip(start).take_while(|(known, _)| **known == *name).map(|(_, id)| *id);
    let root = |id: FieldId| layout.root_of(layout.field(id).block);
    let half = target.block.members.first().map(|id| root(*id))?;
    same.into_iter().find(|id| root(*id) == half)
}

/// Everything below the operation is unqualified.
fn check_namespace(tree: &Tree<'_>, name: NodeId, acc: &mut impl FnMut(Diagnostic)) {
    let namespace = tree.namespace(name);
    if namespace == NamespaceId::NONE {
        return;
    }
    let local = tree.local_span(name);
    if local != tree.span(name) {
        acc(at_name(tree, Violation::QualifiedByPrefix { name: local }, name));
    } else {
        let (_, declared) = tree.namespace_uri(namespace);
        let violation = Violation::QualifiedByDefault { name: local };
        acc(Diagnostic { cause: Some(declared), ..at_name(tree, violation, name) });
    }
}
