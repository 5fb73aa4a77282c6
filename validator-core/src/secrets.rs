//! A payload as it may be shown in a log: the values of secret fields are covered up.
//!
//! Every character is replaced by one of the same length, so that all places stay where they were.

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::parse::parse;
use crate::recognise::recognise;
use crate::run::Options;
use crate::source::Source;
use crate::tree::{Kind, NodeId};

/// The text of `source` with the values covered up that its layout calls secret. Without a layout nothing is known
/// to be secret.
pub fn without_secrets<'s>(source: &'s Source<'_>, options: &Options<'_>) -> Cow<'s, str> {
    let text = &*source.text;
    let mut quiet = Sink::default();
    let tree = parse(text, &mut quiet);
    let Some(layout) = recognise(&tree, options.layout, &mut quiet).layout else { return Cow::Borrowed(text) };
    let is_secret =
        |name: &str| layout.fields.iter().any(|field| field.is_secret && name.eq_ignore_ascii_case(&field.name));
    let names = tree.nodes().filter(|id| tree.kind(*id) == Kind::Name && is_secret(&tree.name(*id)));
    let mut acc = String::new();
    let mut done = 0;
    for name in names {
        let value = NodeId(name.0 + 1);
        if tree.kind(value) == Kind::Object {
            continue;
        }
        let span = tree.span(value);
        let (start, end) = (span.start as usize, span.end as usize);
        acc.push_str(text.get(done..start).unwrap_or_default());
        acc.extend(span.text(text).chars().map(covered));
        done = end;
    }
    acc.push_str(text.get(done..).unwrap_or_default());
    Cow::Owned(acc)
}

/// Line breaks stay, so that lines do; quotes and angle brackets too, so that a reader sees what it was.
fn covered(c: char) -> char {
    match (c, c.len_utf8()) {
        ('\n' | '\r' | '"' | '<' | '>' | '/', _) => c,
        (_, 1) => '*',
        (_, 2) => '·',
        (_, 3) => '•',
        _ => '🔒',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_covered_and_nothing_moves() {
        let text = r#"[{"tipo":"F","token":"çé€🔒x","pessoa":{"nome":"Ana"}}]"#;
        let shown = without_secrets(&Source::from_text(text), &Options::default()).into_owned();
        assert_eq!(shown, r#"[{"tipo":"F","token":"··•🔒*","pessoa":{"nome":"Ana"}}]"#);
        assert_eq!(shown.len(), text.len());
    }
}
