//! A payload as it may be shown to others: whatever may tell of a person or a company is replaced by a fake.
//!
//! Input: a source, the choice of its layout, and a key. Output: the payload's text with fakes of the same shape and length,
//! so that nothing moves and nearly every diagnostic stays. Only what is known to be harmless is kept: names of fields,
//! documented codes, dates, amounts, truth values. A field that nobody thought of is therefore faked, never shown.

mod fake;
mod keep;
mod markup;

use std::collections::HashMap;
use std::rc::Rc;

use crate::diagnostic::Sink;
use crate::layout::Layout;
use crate::parse::parse;
use crate::recognise::recognise;
use crate::run::Options;
use crate::source::Source;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Syntax, Tree};

use fake::Fakes;
use keep::{Known, Summary};

/// What the fakes are made from. Whoever has it can try out originals until one gives the fake that is seen: it is drawn
/// anew for every text and thrown away after it.
#[derive(Clone, Copy)]
pub struct MaskKey(pub [u64; 2]);

/// The payload of `source` with fakes. What stands around a payload, such as a command line, is left out.
pub fn mask(source: &Source<'_>, options: &Options<'_>, key: MaskKey) -> String {
    let text = source.payload();
    let mut quiet = Sink::default();
    let tree = parse(text, &mut quiet);
    let layout = recognise(&tree, options.layout, &mut quiet).layout;
    let mut values = values(&tree, layout);
    values.sort_by_key(|value| value.span);
    let mut masker =
        Masker { text, syntax: tree.syntax, fakes: Fakes::new(key), acc: String::with_capacity(text.len()) };
    masker.run(&values);
    masker.acc
}

/// A value, or a name, with what is known of it.
struct Value {
    span: Span,
    known: Known,
}

/// Every value, and in JSON every name.
fn values(tree: &Tree<'_>, layout: Option<&Layout>) -> Vec<Value> {
    let mut by_name: HashMap<String, Summary> = HashMap::new();
    for (layout, field) in layout.iter().flat_map(|layout| layout.fields.iter().map(move |field| (layout, field))) {
        for name in std::iter::once(&field.name).chain(&field.also) {
            by_name.entry(name.to_lowercase()).or_default().add(field, &layout.system);
        }
    }
    let by_name: HashMap<String, Rc<Summary>> =
        by_name.into_iter().map(|(name, summary)| (name, Rc::new(summary))).collect();
    let known = |name: NodeId| match by_name.get(&tree.name(name).to_lowercase()) {
        Some(summary) => Known::Field(Rc::clone(summary)),
        None => Known::Nothing,
    };
    let mut acc = Vec::new();
    // The values of a list are what its name says.
    let mut lists: Vec<(NodeId, Known)> = Vec::new();
    let mut named = None;
    for id in tree.nodes() {
        while lists.last().is_some_and(|(end, _)| id >= *end) {
            lists.pop();
        }
        acc.extend(tree.attributes(id).map(|(name, value)| Value { span: tree.span(value), known: known(name) }));
        let inherited = lists.last().map(|(_, known)| known.clone()).unwrap_or_default();
        let known_here = named.take().unwrap_or(inherited);
        match tree.kind(id) {
            Kind::Name => {
                named = Some(known(id));
                if tree.syntax == Syntax::Json {
                    acc.push(Value { span: tree.span(id), known: Known::Name });
                }
            }
            Kind::Array => lists.push((tree.after(id), known_here)),
            Kind::Object => lists.push((tree.after(id), Known::default())),
            Kind::Text | Kind::Number | Kind::Bool | Kind::Null => {
                acc.push(Value { span: tree.span(id), known: known_here });
            }
            Kind::Empty | Kind::Invalid => {}
        }
    }
    acc
}

struct Masker<'t> {
    text: &'t str,
    syntax: Syntax,
    fakes: Fakes,
    acc: String,
}

impl Masker<'_> {
    /// Goes through the text once: values by what is known of them, all else by what it looks like.
    fn run(&mut self, values: &[Value]) {
        let mut between = markup::Between::new(self.syntax);
        let mut done = 0;
        for Value { span, known } in values {
            // A value inside of another is part of it.
            if span.start < done {
                continue;
            }
            between.write(Span { start: done, end: span.start }.text(self.text), &mut self.fakes, &mut self.acc);
            let raw = span.text(self.text);
            self.acc.push_str(&known.shown(raw, self.syntax, &mut self.fakes));
            done = span.end;
        }
        let rest = Span { start: done, end: offset(self.text.len()) };
        between.write(rest.text(self.text), &mut self.fakes, &mut self.acc);
    }
}

#[cfg(test)]
mod tests;
