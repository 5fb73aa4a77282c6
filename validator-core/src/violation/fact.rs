//! Facts: what a violation knows of its case, stored small and made readable where it is worded.

use std::borrow::Cow;

use serde::Serialize;

use crate::layout::{FieldId, KnownTextId, Layout, RuleCheck, RuleId, System};
use crate::locale::Locale;
use crate::parse::text;
use crate::span::Span;
use crate::tree::Syntax;

/// A value that a message may name: `{max}`, `{found}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A count: characters, digits, levels, bytes.
    Number(u64),
    /// A piece of the payload, or a field's path.
    Text(String),
}

/// What a fact needs to become readable: the text that spans point into, and the layout that ids point into.
#[derive(Clone, Copy)]
pub struct FactContext<'a> {
    /// The decoded payload.
    pub text: &'a str,
    /// Its notation.
    pub syntax: Syntax,
    /// The layout in use, if one was recognised.
    pub layout: Option<&'a Layout>,
    /// Its system, or that of an answer without a layout.
    pub system: Option<&'a System>,
    /// For facts that are words themselves.
    pub locale: Locale,
}

/// Turns the stored form of a fact into the form that a message shows.
pub(super) trait IntoFact {
    fn into_fact(self, context: FactContext<'_>) -> Fact;
}

impl IntoFact for u32 {
    fn into_fact(self, _: FactContext<'_>) -> Fact {
        Fact::Number(u64::from(self))
    }
}

impl IntoFact for char {
    fn into_fact(self, _: FactContext<'_>) -> Fact {
        Fact::Text(self.to_string())
    }
}

impl IntoFact for &'static str {
    fn into_fact(self, _: FactContext<'_>) -> Fact {
        Fact::Text(self.to_owned())
    }
}

impl IntoFact for Span {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        Fact::Text(self.excerpt(context.text))
    }
}

impl IntoFact for FieldId {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let path = context.layout.map(|layout| layout.field(self).path.to_string());
        Fact::Text(path.unwrap_or_default())
    }
}

/// A field by its name alone, where its path would be too much.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameOf(pub FieldId);

impl IntoFact for NameOf {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let name = context.layout.map(|layout| layout.field(self.0).name.to_string());
        Fact::Text(name.unwrap_or_default())
    }
}

/// How much of an answer's text a message repeats, in characters.
const TOLD_CHARACTERS: usize = 300;

/// What a system says, without the escapes of its notation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told(pub Span);

impl IntoFact for Told {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let raw = self.0.text(context.text);
        let read = match context.syntax {
            Syntax::Json if raw.starts_with('"') => Cow::Owned(text::json(raw)),
            Syntax::Json => Cow::Borrowed(raw),
            Syntax::Xml => text::xml(raw),
        };
        let told = read.trim();
        Fact::Text(match told.char_indices().nth(TOLD_CHARACTERS) {
            None => told.to_owned(),
            Some((cut, _)) => format!("{}…", told.get(..cut).unwrap_or_default()),
        })
    }
}

/// Our short words for a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LabelOf(pub FieldId);

impl IntoFact for LabelOf {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let label = context.layout.map(|layout| layout.field(self.0).label.to_string());
        Fact::Text(label.unwrap_or_default())
    }
}

/// Why a system answers a text that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CauseOf(pub KnownTextId);

impl IntoFact for CauseOf {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let known = context.system.and_then(|system| system.known_texts.get(self.0.0 as usize));
        Fact::Text(known.map(|known| known.cause(context.locale).to_owned()).unwrap_or_default())
    }
}

/// What to do about a text that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AdviceOf(pub KnownTextId);

impl IntoFact for AdviceOf {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let known = context.system.and_then(|system| system.known_texts.get(self.0.0 as usize));
        Fact::Text(known.map(|known| known.advice(context.locale).to_owned()).unwrap_or_default())
    }
}

impl IntoFact for RuleId {
    fn into_fact(self, context: FactContext<'_>) -> Fact {
        let Some(layout) = context.layout else { return Fact::Text(String::new()) };
        let fields: &[FieldId] = match &layout.rule(self).check {
            RuleCheck::AtLeastOne(fields) | RuleCheck::OneOf(fields) => fields,
            RuleCheck::OnlyOne { field, .. } | RuleCheck::Unique(field) => std::slice::from_ref(field),
            RuleCheck::AccessKey { key, .. } => std::slice::from_ref(key),
        };
        let names: Vec<&str> = fields.iter().map(|id| &*layout.field(*id).name).collect();
        Fact::Text(names.join(", "))
    }
}
