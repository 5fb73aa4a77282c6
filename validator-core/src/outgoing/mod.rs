//! A payload on its way out: what it is about, and the text that leaves, credentials put in.
//!
//! Input: a text and the layout that it belongs to. Output: facts of it, and another text that differs where values were
//! placed and nowhere else. Judges nothing: that is what `check` is for.

mod place;
#[cfg(test)]
mod tests;
mod walk;

use crate::diagnostic::Sink;
use crate::fix::{self, Edit};
use crate::layout::{FieldId, Layout, Root};
use crate::parse::parse;
use crate::parse::xml_chars::is_char;
use crate::recognise::{Recognised, recognise};
use crate::report::Direction;
use crate::run::LayoutChoice;
use crate::source::{Source, declared_encoding, is_xml};
use crate::tree::{Kind, NodeId, Tree};

/// How many values of a natural key are listed; of ten thousand records nobody reads more.
pub const MAX_KEY_VALUES: usize = 100;

/// A payload that was read in order to be sent.
#[derive(Debug)]
pub struct Outgoing<'s, 'l> {
    tree: Tree<'s>,
    layout: &'l Layout,
    /// Where the request begins; nothing when it was not found.
    entry: Option<NodeId>,
    is_well_formed: bool,
}

/// What a payload is about, as far as sending has to know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The values by which a person finds the record again, in the order of the document; the first ones of many.
    pub natural_key: Vec<KeyValue>,
    /// Whether it deletes something. A value that is nearly the one that deletes counts: who is asked once too often loses
    /// a second.
    pub deletes: bool,
}

/// A value by which a person finds the record again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyValue {
    /// The field's documented path.
    pub field: String,
    /// As it stands in the payload.
    pub value: String,
}

impl<'s, 'l> Outgoing<'s, 'l> {
    /// Reads a payload; of a text that has one inside, such as a command, that alone.
    pub fn read(source: &'s Source<'_>, layout: &'l Layout) -> Self {
        let text = source.payload();
        let mut faults = Sink::default();
        let tree = parse(text, &mut faults);
        let is_well_formed = faults.finish().1.error == 0;
        let recognised = recognise(&tree, LayoutChoice::Use(layout), &mut Sink::default());
        Self::of(tree, layout, &recognised, is_well_formed)
    }

    /// The same of what was parsed and recognised already.
    pub(crate) fn of(tree: Tree<'s>, layout: &'l Layout, recognised: &Recognised<'l>, is_well_formed: bool) -> Self {
        let entry = match layout.root {
            Root::List | Root::Object => tree.root().filter(|_| tree.syntax == layout.syntax()),
            Root::Envelope | Root::Document => {
                let whole = recognised.entry.filter(|entry| entry.fragment.is_none());
                whole.filter(|entry| entry.direction == Direction::Request).map(|entry| entry.node)
            }
        };
        Self { tree, layout, entry, is_well_formed }
    }

    /// What it is about.
    pub fn facts(&self) -> Facts {
        let sending = &self.layout.sending;
        let mut acc = Facts { natural_key: Vec::new(), deletes: sending.always_deletes };
        let wanted: Vec<FieldId> =
            sending.key.iter().copied().chain(sending.deletes.iter().map(|(id, _)| *id)).collect();
        self.each_of(&wanted, |id, node| {
            let is_value = matches!(self.tree.kind(node), Kind::Text | Kind::Number | Kind::Bool);
            let value = self.tree.value(node);
            let mut deleting = sending.deletes.iter().filter(|(known, _)| *known == id);
            acc.deletes |= deleting.any(|(_, deleting)| value.trim().eq_ignore_ascii_case(deleting));
            let is_key = sending.key.contains(&id) && is_value && !value.trim().is_empty();
            if is_key && acc.natural_key.len() < MAX_KEY_VALUES {
                let field = self.layout.field(id).path.to_string();
                acc.natural_key.push(KeyValue { field, value: value.into_owned() });
            }
        });
        acc
    }

    /// The text that leaves, with values put into parts of its envelope and fields of its items. `None` when values are
    /// to be placed and the text is too broken for anybody to say where.
    pub fn place(&self, parts: &[(String, String)], fields: &[(String, String)]) -> Option<String> {
        let mut edits: Vec<Edit> = self.encoding().into_iter().collect();
        if !(parts.is_empty() && fields.is_empty()) {
            if !self.is_well_formed {
                return None;
            }
            match self.layout.root {
                // A control character is no XML, however it is escaped.
                Root::Envelope if parts.iter().any(|(_, value)| !value.chars().all(is_char)) => return None,
                Root::Envelope => edits.extend(place::parts(&self.tree, self.entry?, parts)),
                Root::List | Root::Object => edits.extend(place::fields(&self.tree, self.layout, self.entry?, fields)),
                Root::Document => {}
            }
        }
        edits.sort_by_key(|edit| edit.span);
        let text = fix::apply(self.tree.text, &edits);
        Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
    }

    /// What leaves is UTF-8; an XML declaration that says otherwise is made to say so.
    fn encoding(&self) -> Option<Edit> {
        let declared = declared_encoding(self.tree.text).filter(|_| is_xml(self.tree.text))?;
        let is_true = declared.text(self.tree.text).eq_ignore_ascii_case("utf-8");
        (!is_true).then(|| Edit { span: declared, text: "UTF-8".to_owned() })
    }
}
