//! Finds out which member of a block is which field of the layout.
//!
//! Input: a block's node. Output: one slot a member of the layout's block, complete even for a broken document.
//! Says what is wrong with names; never looks at values: that is what `rules` is for.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::diagnostic::Diagnostic;
use crate::layout::{Block, Content, FieldId, Layout, NameKind};
use crate::tree::{Kind, NamespaceId, NodeId, Syntax, Tree};
use crate::violation::{NameOf, Violation};

/// What became of a member of the layout's block.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    /// Name and value; the value is what the state describes.
    pub node: Option<(NodeId, NodeId)>,
    pub state: State,
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
    pub const ABSENT: Slot = Slot { node: None, state: State::Absent };
}

/// A value's state, before any rule.
pub(crate) fn state(tree: &Tree<'_>, node: NodeId) -> State {
    match tree.kind(node) {
        Kind::Null => State::Null,
        Kind::Empty => State::Empty,
        Kind::Invalid => State::Unknown,
        Kind::Text => match tree.first_byte(node) {
            // Nearly every value begins with something that is neither a blank nor the start of an escape.
            Some(first) if first.is_ascii_alphanumeric() => State::Present,
            _ => text_state(&tree.value(node)),
        },
        _ => State::Present,
    }
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
    pub block: &'l Block,
    pub node: NodeId,
    /// Whether names that the layout does not know are to be reported.
    pub reports_names: bool,
}

/// Binds the members of a block.
///
/// `slots` receives one entry a member; `each` hears of every member that was found, repeats of lists included;
/// `acc` of everything that is wrong with a name.
pub(crate) fn bind<'a>(
    tree: &Tree<'a>,
    target: Target<'_>,
    slots: &mut [Slot],
    mut each: impl FnMut(FieldId, NodeId),
    mut acc: impl FnMut(Diagnostic),
) {
    let Target { layout, block, .. } = target;
    // Members mostly come in the order of the one before: the next one is a good guess.
    let mut guess = 0;
    let mut unknown: BTreeSet<Cow<'a, str>> = BTreeSet::new();
    for (name, value) in tree.members(target.node) {
        if tree.kind(name) == Kind::Invalid {
            continue;
        }
        if tree.syntax == Syntax::Xml {
            check_namespace(tree, name, &mut acc);
        }
        let text = tree.name(name);
        let guessed = block.members.get(guess).filter(|id| *layout.field(**id).name == *text);
        let found = match guessed {
            Some(id) => Some((*id, NameKind::Canonical)),
            None => lookup(block, &text),
        };
        let id = match found {
            Some((id, NameKind::Canonical)) => id,
            Some((id, NameKind::Conflicting)) => {
                if target.reports_names {
                    let violation = Violation::ManualConflict { name: tree.local_span(name), known: NameOf(id) };
                    acc(Diagnostic { field: Some(id), ..at_name(tree, violation, name) });
                }
                id
            }
            None => match in_other_case(layout, block, &text) {
                Some(id) => {
                    if target.reports_names {
                        let violation = Violation::FieldCase { name: tree.local_span(name), known: NameOf(id) };
                        acc(Diagnostic { field: Some(id), ..at_name(tree, violation, name) });
                    }
                    id
                }
                None => {
                    report_unknown(tree, target, name, text, &mut unknown, &mut acc);
                    continue;
                }
            },
        };
        let field = layout.field(id);
        guess = field.slot as usize + 1;
        let Some(slot) = slots.get_mut(field.slot as usize) else { continue };
        let may_repeat =
            tree.syntax == Syntax::Xml && matches!(field.content, Content::Block(inner) if layout.block(inner).is_list);
        match slot.node {
            Some((first, _)) if !may_repeat => {
                slot.state = State::Unknown;
                let violation = Violation::DuplicateField { name: tree.local_span(name) };
                acc(Diagnostic { field: Some(id), cause: Some(tree.span(first)), ..at_name(tree, violation, name) });
                continue;
            }
            Some(_) => {}
            None => *slot = Slot { node: Some((name, value)), state: state(tree, value) },
        }
        each(id, value);
    }
}

fn at_name(tree: &Tree<'_>, violation: Violation, name: NodeId) -> Diagnostic {
    // The pointer of a name leads to its value.
    Diagnostic::at(violation, tree.span(name), NodeId(name.0 + 1))
}

fn lookup(block: &Block, name: &str) -> Option<(FieldId, NameKind)> {
    let at = block.names.binary_search_by(|(known, ..)| (**known).cmp(name)).ok()?;
    block.names.get(at).map(|(_, id, kind)| (*id, *kind))
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
