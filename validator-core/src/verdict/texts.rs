//! The texts of an answer: the ones that a system is known to give, and the fields of the request that they name.

use std::cmp::Reverse;

use super::Reader;
use crate::diagnostic::Diagnostic;
use crate::layout::{Field, FieldId, KnownTextId, Layout};
use crate::report::Direction;
use crate::span::offset;
use crate::tree::NodeId;
use crate::violation::{AdviceOf, CauseOf, LabelOf, Violation};

/// How many texts of an answer are looked at more closely, so that a hostile one costs no more than a long one.
const MAX_EXPLAINED: usize = 100;

/// How much of a text is looked at, in characters. The manuals give a message a thousand.
const MAX_CHARACTERS: usize = 2_000;

impl Reader<'_, '_> {
    /// Says what is known of a text, if anything is.
    pub(super) fn explain(&mut self, node: NodeId) {
        if self.n_explained >= MAX_EXPLAINED {
            return;
        }
        self.n_explained += 1;
        let text: String = self.tree.value(node).chars().take(MAX_CHARACTERS).collect();
        let text = text.to_lowercase();
        let known = self.system.and_then(|system| {
            let at = system.known_texts.iter().position(|known| known.occurs_in(&text))?;
            Some((KnownTextId(offset(at)), system.known_texts.get(at)?))
        });
        if let Some((id, _)) = known {
            let violation = Violation::TextExplained { cause: CauseOf(id), advice: AdviceOf(id) };
            self.acc.add(Diagnostic::at(violation, self.tree.span(node), node));
        }
        let Some(layout) = self.layout else { return };
        let about = known.and_then(|(_, known)| request_field(layout, known.field.as_deref()?));
        if let Some(field) = about.or_else(|| named(layout, &text)) {
            let violation = Violation::RequestFieldNamed { field, meaning: LabelOf(field) };
            self.acc.add(Diagnostic::at(violation, self.tree.span(node), node));
        }
    }
}

/// The outermost field of this name: it is about the request as a whole.
fn request_field(layout: &Layout, name: &str) -> Option<FieldId> {
    let named = request_fields(layout).filter(|(_, field)| *field.name == *name);
    named.min_by_key(|(_, field)| layout.block(field.block).depth).map(|(id, _)| id)
}

fn request_fields(layout: &Layout) -> impl Iterator<Item = (FieldId, &Field)> {
    let ids = (0..offset(layout.fields.len())).map(FieldId).zip(&layout.fields);
    let request = layout.half(Direction::Request);
    ids.filter(move |(_, field)| Some(layout.root_of(field.block)) == request)
}

/// The field of the request whose name, or whose label, stands in a text in lower case. The longest is meant, and of
/// several that are called alike the outermost.
fn named(layout: &Layout, text: &str) -> Option<FieldId> {
    let names = request_fields(layout).filter_map(|(id, field)| {
        // A name without a capital, and a label of one word, may stand in any sentence.
        let is_coined = field.name.chars().any(char::is_uppercase);
        let by_name = Some(&*field.name).filter(|name| is_coined && holds(text, name));
        let by_label = Some(&*field.label).filter(|label| label.contains(' ') && holds(text, label));
        let rank = (Reverse(by_name.or(by_label)?.len()), layout.block(field.block).depth);
        Some((rank, id))
    });
    names.min_by_key(|(rank, _)| *rank).map(|(_, id)| id)
}

/// Whether a name stands in a text in lower case, as a word of its own.
fn holds(text: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    text.match_indices(&name).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}
