//! Which layouts take many things of a kind, so that they can be filled in by the row, and what one row is.
//!
//! Input: a layout. Output: what a row of a spreadsheet becomes. Decides from the layout alone.

use super::model::{Content, Field, Layout, Presence, Root};
use crate::report::Direction;

/// What one row of a spreadsheet becomes.
#[derive(Clone, Copy, Debug)]
pub enum Record<'l> {
    /// An item of the payload, which is a list.
    Item,
    /// An item of the only list at the payload's outermost level.
    Entry(&'l Field),
    /// A payload of its own.
    Payload,
}

impl Layout {
    /// What one row becomes; none where no payload holds several things of a kind, or too little is known of it.
    pub fn record(&self) -> Option<Record<'_>> {
        if !self.has_table || self.document.is_some() {
            return None;
        }
        let is_list = |field: &&Field| field.is_list(self);
        let is_outermost = |field: &&Field| !field.path.contains('.');
        let outermost = || self.filled_in().filter(is_outermost);
        let mut lists = outermost().filter(is_list);
        let has_single_blocks = outermost().any(|field| field.value_rules().is_none() && !is_list(&field));
        match (self.root, lists.next(), lists.next()) {
            (Root::List, ..) => Some(Record::Item),
            (_, Some(only), None) if !has_single_blocks => Some(Record::Entry(only)),
            _ => self.filled_in().any(|field| is_list(&field)).then_some(Record::Payload),
        }
    }

    /// The rows of a request that a person fills in: no secret, nothing that only an example has, no part of an envelope.
    pub fn filled_in(&self) -> impl Iterator<Item = &Field> + Clone {
        let parameters = self.system.envelope.as_ref().map(|envelope| &*envelope.parameters);
        self.request_rows().filter(move |field| {
            let is_around = matches!(field.content, Content::Block(_)) && parameters == Some(&*field.path);
            let is_credential = matches!(field.presence, Presence::Credential);
            !(field.is_secret || field.is_only_in_example || is_credential || is_around)
        })
    }

    fn request_rows(&self) -> impl Iterator<Item = &Field> + Clone {
        let root = self.half(Direction::Request);
        self.fields.iter().filter(move |field| root.is_some_and(|root| self.root_of(field.block) == root))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    #[test]
    fn the_layouts_decide_what_a_row_is() {
        let kind = |id: &str| {
            catalog::layout(id).expect("it is bundled").record().map(|record| match record {
                Record::Item => "item",
                Record::Entry(_) => "entry",
                Record::Payload => "payload",
            })
        };
        assert_eq!(kind("depsnet/pessoa"), Some("item"));
        assert_eq!(kind("senior-g5/convenio/Consumir"), Some("entry"));
        assert_eq!(kind("fis/pedido"), Some("entry"));
        assert_eq!(kind("oobj/partes-envolvidas"), Some("entry"));
        assert_eq!(kind("senior-g5/contratovenda/Gerar"), Some("payload"));
        assert_eq!(kind("depsnet/token"), None);
        assert_eq!(kind("oobj/emissao/nfe"), None);
    }

    #[test]
    fn the_index_says_the_same_without_a_layout() {
        for entry in catalog::entries() {
            let layout = catalog::layout(entry.id()).expect("it is bundled");
            assert_eq!(entry.takes_rows(), layout.record().is_some(), "{}", entry.id());
        }
    }
}
