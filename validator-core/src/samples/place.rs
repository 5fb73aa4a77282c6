//! Places in a sample: which member of which member, and how the report points at it.

use super::document::Member;
use super::value::Value;
use crate::layout::{BlockId, Content, FieldId, Layout, Root};
use crate::tree::Syntax;

/// A block of a sample.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub block: BlockId,
    /// The field that it is, but for the outermost.
    pub field: Option<FieldId>,
    /// From the outermost block down, the number of the member to go into.
    pub steps: Vec<usize>,
    /// Of the block itself.
    pub pointer: String,
    /// The names on the way to it, as the report shows them for a name that no layout has.
    pub path: Vec<String>,
}

/// All blocks of a sample, outermost first.
pub(super) fn blocks(layout: &Layout, members: &[Member]) -> Vec<Place> {
    let pointer = match (layout.syntax(), layout.root) {
        (Syntax::Xml, _) => format!("/Envelope/Body/{}", layout.operation.as_deref().unwrap_or_default()),
        (Syntax::Json, Root::List) => "/0".to_owned(),
        (Syntax::Json, _) => String::new(),
    };
    let mut acc = vec![Place { block: layout.request, field: None, steps: Vec::new(), pointer, path: Vec::new() }];
    let mut next = 0;
    while let Some(around) = acc.get(next).cloned() {
        for (at, member) in inside(members, &around.steps).iter().enumerate() {
            let inner = member.field.map(|id| &layout.field(id).content);
            let Some(Content::Block(block)) = inner else { continue };
            let pointer = around.below(layout, &member.name);
            let is_indexed = layout.syntax() == Syntax::Json && member.value == Value::Block { is_list: true };
            let parameters = layout.system.envelope.as_ref().map(|envelope| &*envelope.parameters);
            let mut path = around.path.clone();
            // The report leaves out the element that holds all parameters.
            if !(path.is_empty() && Some(&*member.name) == parameters) {
                path.push(member.name.clone());
            }
            acc.push(Place {
                block: *block,
                field: member.field,
                steps: around.steps.iter().copied().chain([at]).collect(),
                pointer: if is_indexed { format!("{pointer}/0") } else { pointer },
                path,
            });
        }
        next += 1;
    }
    acc
}

impl Place {
    /// The pointer of a member of this block.
    pub fn below(&self, layout: &Layout, name: &str) -> String {
        match layout.syntax() {
            Syntax::Json => format!("{}/{}", self.pointer, name.replace('~', "~0").replace('/', "~1")),
            Syntax::Xml => format!("{}/{name}", self.pointer),
        }
    }
}

/// The members of a block, by the way to it.
pub(super) fn inside<'m>(members: &'m [Member], steps: &[usize]) -> &'m [Member] {
    let mut members = members;
    for step in steps {
        members = members.get(*step).map(|member| member.members.as_slice()).unwrap_or_default();
    }
    members
}

/// The same, to be changed.
pub(super) fn inside_mut<'m>(members: &'m mut Vec<Member>, steps: &[usize]) -> Option<&'m mut Vec<Member>> {
    let mut members = members;
    for step in steps {
        members = &mut members.get_mut(*step)?.members;
    }
    Some(members)
}
