//! What the operations of a system share: notation of each declared type, named lists, envelope.

use std::sync::Arc;

use super::answer::{ErrorBody, KnownText};
use super::credential::Credential;
use super::file::{EnvelopeFile, KindFile, MarkFile, PaddingFile, SyntaxFile, SystemFile, TypeFile};
use super::http::Http;
use super::model::ValueList;
use crate::bundled::unpack;
use crate::tree::Syntax;

/// The system of a layout.
#[derive(Clone, Debug)]
pub struct System {
    /// Folder name, such as `depsnet`.
    pub id: String,
    /// As people call it.
    pub name: String,
    /// The document that diagnostics cite.
    pub title: String,
    /// JSON or XML.
    pub syntax: Syntax,
    /// Its SOAP envelope, in XML systems.
    pub envelope: Option<Envelope>,
    /// Sample words that must not be left in a value.
    pub placeholders: Vec<String>,
    /// Elements that are never reported.
    pub known_everywhere: Vec<String>,
    /// Its addresses and status codes, as far as they are known.
    pub http: Http,
    /// The ways in which a caller can say who it is.
    pub credentials: Vec<Credential>,
    /// Names that its manual lists among the interfaces and that are pages to read.
    pub pages: Vec<String>,
    /// Texts that it is known to answer.
    pub known_texts: Vec<KnownText>,
    /// Whether whoever a document in a payload belongs to is looked up, as where credit is granted: a sample must not
    /// carry one that may be somebody's.
    pub documents_are_looked_up: bool,
    pub(crate) error_bodies: Vec<ErrorBody>,
    pub(super) types: Vec<(String, TypeRule)>,
    pub(super) lists: Vec<(String, Arc<ValueList>)>,
    pub(super) file: Arc<SystemFile>,
}

/// Names of a SOAP envelope's inner parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Of the operation element.
    pub namespace: String,
    /// The element that holds the request's fields.
    pub parameters: String,
    /// What an operation's name ends with in an answer.
    pub answer_suffix: String,
    /// The element that holds the answer's fields.
    pub answer: String,
}

/// How a value is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ValueKind {
    /// Characters.
    #[default]
    Text,
    /// Digits, perhaps with a minus.
    Integer,
    /// Digits with a decimal mark.
    Decimal(Mark, Padding),
    /// `dd/MM/aaaa`.
    Date,
    /// `dd/MM/aaaa HH:mm:ss`, the time may be left out.
    DateTime,
    /// `true` or `false`.
    Boolean,
    /// Whatever it is, blocks included: nothing is known of it.
    Any,
}

/// The decimal mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// `350,20`.
    Comma,
    /// `350.20`.
    Point,
}

impl Mark {
    /// The character.
    pub fn char(self) -> char {
        match self {
            Mark::Comma => ',',
            Mark::Point => '.',
        }
    }
}

/// What becomes of fewer decimals than documented.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Padding {
    /// Nothing.
    AtMost,
    /// A warning.
    Advised,
    /// An error.
    Exact,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct TypeRule {
    pub kind: ValueKind,
    /// How it is written when its mask is a number.
    pub masked: Option<ValueKind>,
}

impl System {
    /// Takes a system from its compact form. Systems are only ours, so that a mistake is ours too.
    pub(crate) fn unpack(id: &str, bytes: &[u8]) -> Option<Self> {
        let file: SystemFile = unpack(bytes)?;
        let rule = |file: &TypeFile| TypeRule { kind: kind(file), masked: file.masked.as_deref().map(kind) };
        Some(Self {
            id: id.to_owned(),
            name: file.name.clone(),
            title: file.title.clone(),
            syntax: match file.syntax {
                SyntaxFile::Json => Syntax::Json,
                SyntaxFile::Xml => Syntax::Xml,
            },
            envelope: file.envelope.as_ref().map(envelope),
            placeholders: file.placeholders.clone(),
            known_everywhere: file.known_everywhere.clone(),
            http: Http::from(&file.http),
            credentials: file.credential.iter().map(Credential::read).collect(),
            pages: file.pages.clone(),
            known_texts: file.known_text.iter().map(KnownText::read).collect(),
            documents_are_looked_up: file.documents_are_looked_up,
            error_bodies: file.error_body.iter().map(ErrorBody::read).collect(),
            types: file.types.0.iter().map(|(name, file)| (name.clone(), rule(file))).collect(),
            lists: file.list.0.iter().map(|(name, values)| (name.clone(), Arc::new(list(&values.0)))).collect(),
            file: Arc::new(file),
        })
    }

    pub(super) fn type_rule(&self, name: &str) -> Option<TypeRule> {
        self.types.iter().find(|(known, _)| known == name).map(|(_, rule)| *rule)
    }

    pub(super) fn list(&self, name: &str) -> Option<Arc<ValueList>> {
        self.lists.iter().find(|(known, _)| known == name).map(|(_, list)| Arc::clone(list))
    }
}

pub(super) fn list(values: &[(String, String)]) -> ValueList {
    values.iter().map(|(code, meaning)| (code.as_str().into(), meaning.as_str().into())).collect()
}

fn envelope(file: &EnvelopeFile) -> Envelope {
    let EnvelopeFile { namespace, parameters, answer_suffix, answer } = file.clone();
    Envelope { namespace, parameters, answer_suffix, answer }
}

fn kind(file: &TypeFile) -> ValueKind {
    match file.kind {
        KindFile::Text => ValueKind::Text,
        KindFile::Integer => ValueKind::Integer,
        KindFile::Date => ValueKind::Date,
        KindFile::DateTime => ValueKind::DateTime,
        KindFile::Boolean => ValueKind::Boolean,
        KindFile::Any => ValueKind::Any,
        KindFile::Decimal => {
            let mark = match file.mark {
                Some(MarkFile::Comma) => Mark::Comma,
                Some(MarkFile::Point) | None => Mark::Point,
            };
            let padding = match file.decimals {
                Some(PaddingFile::Exact) => Padding::Exact,
                Some(PaddingFile::Advised) => Padding::Advised,
                Some(PaddingFile::AtMost) | None => Padding::AtMost,
            };
            ValueKind::Decimal(mark, padding)
        }
    }
}
