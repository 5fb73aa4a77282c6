//! A payload as it may be shown in a log: the values of secret fields are covered up.
//!
//! Every character is replaced by one of the same length, so that all places stay where they were.

use std::borrow::Cow;

use crate::diagnostic::Sink;
use crate::layout::{Field, Layout};
use crate::recognise::recognise;
use crate::run::Options;
use crate::source::Source;
use crate::span::{Span, offset};
use crate::tree::{Kind, NodeId, Tree};

/// The text of `source` with the values covered up that its layout calls secret, and with the words around a payload
/// that was found in other text: a command line carries credentials of its own. Without a layout nothing else is known
/// to be secret.
pub fn without_secrets<'s>(source: &'s Source<'_>, options: &Options<'_>) -> Cow<'s, str> {
    let text = &*source.text;
    let around = source.inside().map(|inside| [(0, inside.start), (inside.end, offset(text.len()))]);
    let around = around.into_iter().flatten().map(|(start, end)| (Span { start, end }, Cover::Words));
    let mut covers: Vec<(Span, Cover)> = around.collect();
    let mut quiet = Sink::default();
    let tree = source.parse(&mut quiet);
    if let Some(layout) = recognise(&tree, options.layout, &mut quiet).layout {
        covers.extend(secret_values(&tree, layout).map(|(span, _)| (source.place(span), Cover::All)));
    }
    if covers.is_empty() {
        return Cow::Borrowed(text);
    }
    covers.sort_by_key(|(span, _)| *span);
    let mut acc = String::with_capacity(text.len());
    let mut done = 0;
    for (span, cover) in covers {
        let start = span.start.max(done);
        acc.push_str(Span { start: done, end: start }.text(text));
        acc.extend(Span { start, end: span.end.max(start) }.text(text).chars().map(|c| cover.hide(c)));
        done = span.end.max(start);
    }
    acc.push_str(Span { start: done, end: offset(text.len()) }.text(text));
    Cow::Owned(acc)
}

/// The values of secret fields, in the order of the text, each with its field.
pub(crate) fn secret_values<'t>(tree: &'t Tree<'_>, layout: &'t Layout) -> impl Iterator<Item = (Span, &'t Field)> {
    let field =
        |name: &str| layout.fields.iter().find(|field| field.is_secret && name.eq_ignore_ascii_case(&field.name));
    let names = tree.nodes().filter(|id| tree.kind(*id) == Kind::Name);
    names.filter_map(move |id| {
        let value = NodeId(id.0 + 1);
        let field = field(&tree.name(id))?;
        (tree.kind(value) != Kind::Object).then(|| (tree.span(value), field))
    })
}

/// What goes, of the characters at a place.
#[derive(Clone, Copy)]
enum Cover {
    All,
    /// Letters and digits, so that a reader still sees the shape of a command.
    Words,
}

impl Cover {
    fn hide(self, c: char) -> char {
        match self {
            Cover::Words if !c.is_alphanumeric() => c,
            Cover::All | Cover::Words => covered(c),
        }
    }
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

    #[test]
    fn the_credentials_of_a_command_are_covered() {
        let text = r#"curl -H "x-auth-token: 9b1f" -d '[{"tipo":"F"}]' -u ana:1234"#;
        let shown = without_secrets(&Source::from_text(text), &Options::default()).into_owned();
        assert_eq!(shown, r#"**** -* "*-****-*****: ****" -* '[{"tipo":"F"}]' -* ***:****"#);
    }
}
