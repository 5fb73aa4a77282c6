//! Where something of the configuration stands.
//!
//! Input: the text, and a path of keys or an offset. Output: the line, and the key in dotted form.
//! Never hands out a value.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One step of the way to a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Step {
    Key(String),
    /// In a list, from 0.
    At(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Self::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(at: usize) -> Self {
        Self::At(at)
    }
}

/// The keys of a path with points between them: places in lists are left out, because the line says which it is.
pub(super) fn dotted(path: &[Step]) -> String {
    let keys = path.iter().filter_map(|step| match step {
        Step::Key(key) => Some(key.as_str()),
        Step::At(_) => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

/// A text with the places of everything in it.
pub(super) struct Places<'t> {
    text: &'t str,
    root: Option<Spanned<DeTable<'t>>>,
}

impl<'t> Places<'t> {
    /// Places of a text; of one that is no TOML only lines are known.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, root: DeTable::parse(text).ok() }
    }

    /// Whether the text is TOML at all.
    pub(super) fn is_toml(&self) -> bool {
        self.root.is_some()
    }

    /// The line of an offset, from 1.
    pub(super) fn line_at(&self, offset: usize) -> usize {
        let before = self.text.as_bytes().get(..offset).unwrap_or_default();
        1 + before.iter().filter(|byte| **byte == b'\n').count()
    }

    /// The line of the deepest part of a path that is written down; 1 where nothing of it is.
    pub(super) fn line_of(&self, path: &[Step]) -> usize {
        let mut found = 0;
        let mut table = self.root.as_ref().map(Spanned::get_ref);
        let mut value: Option<&Spanned<DeValue<'_>>> = None;
        for step in path {
            let next = match step {
                Step::Key(key) => table.and_then(|table| table.get_key_value(key.as_str())).map(|(key, value)| {
                    found = key.span().start;
                    value
                }),
                Step::At(at) => value.and_then(|value| value.get_ref().as_array()?.get(*at)).inspect(|value| {
                    found = value.span().start;
                }),
            };
            let Some(next) = next else { break };
            value = Some(next);
            table = next.get_ref().as_table();
        }
        self.line_at(found)
    }

    /// The path of the smallest thing around an offset.
    pub(super) fn path_at(&self, offset: usize) -> Vec<Step> {
        let mut best: Option<(usize, Vec<Step>)> = None;
        let mut waiting: Vec<(Vec<Step>, Children<'_, 't>)> = Vec::new();
        waiting.extend(self.root.as_ref().map(|root| (Vec::new(), Children::Table(root.get_ref()))));
        while let Some((path, children)) = waiting.pop() {
            for (step, spans, value) in children.steps() {
                let mut path = path.clone();
                path.push(step);
                for span in spans.into_iter().filter(|span| span.contains(&offset)) {
                    if best.as_ref().is_none_or(|(length, _)| span.len() <= *length) {
                        best = Some((span.len(), path.clone()));
                    }
                }
                match value.get_ref() {
                    DeValue::Table(table) => waiting.push((path, Children::Table(table))),
                    DeValue::Array(_) => waiting.push((path, Children::List(value))),
                    _ => {}
                }
            }
        }
        best.map(|(_, path)| path).unwrap_or_default()
    }
}

/// What lies directly inside of a value.
enum Children<'v, 't> {
    Table(&'v DeTable<'t>),
    List(&'v Spanned<DeValue<'t>>),
}

/// The step to a value, where its key and it stand, and the value.
type Inside<'v, 't> = (Step, Vec<Range<usize>>, &'v Spanned<DeValue<'t>>);

impl<'v, 't> Children<'v, 't> {
    fn steps(&self) -> Vec<Inside<'v, 't>> {
        match self {
            Self::Table(table) => {
                let steps = table
                    .iter()
                    .map(|(key, value)| (Step::from(key.get_ref().as_ref()), vec![key.span(), value.span()], value));
                steps.collect()
            }
            Self::List(list) => {
                let items = list.get_ref().as_array().into_iter().flat_map(|items| items.iter());
                items.enumerate().map(|(at, value)| (Step::At(at), vec![value.span()], value)).collect()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "a = 1\n\n[[b]]\nc = 'x'\n\n[[b]]\nc = 'y'\n[b.d]\n\"e.f\" = 2\n";

    #[track_caller]
    fn check_line(path: &[Step], expected: usize) {
        assert_eq!(Places::new(TEXT).line_of(path), expected);
    }

    #[test]
    fn a_path_has_a_line() {
        check_line(&["a".into()], 1);
        check_line(&["b".into(), 0.into(), "c".into()], 4);
        check_line(&["b".into(), 1.into(), "d".into(), "e.f".into()], 9);
    }

    #[test]
    fn what_is_missing_is_missing_from_what_is_around_it() {
        check_line(&["b".into(), 1.into(), "z".into()], 6);
        check_line(&["z".into()], 1);
    }

    #[track_caller]
    fn check_path(part: &str, expected: &str) {
        let offset = TEXT.find(part).expect("the part is there");
        assert_eq!(dotted(&Places::new(TEXT).path_at(offset)), expected);
    }

    #[test]
    fn a_place_has_a_path() {
        check_path("1", "a");
        check_path("'y'", "b.c");
        check_path("2", "b.d.e.f");
    }
}
