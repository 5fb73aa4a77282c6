//! A layout that was proven: every reference exists, every path is unique, no condition is circular.

use std::sync::Arc;

use crate::condition::Condition;
use crate::formats::{Format, KeyPart};
use crate::locale::Locale;
use crate::report::Direction;
use crate::rules::plain::Plain;
use crate::tree::Syntax;
use crate::violation::{Code, Severity};

use super::answer::{ItemRule, VerdictRule};
use super::http::{Body, Route, Suggested};
use super::system::{System, ValueKind};

/// Index of a field in its [`Layout`]. Only a loaded layout hands one out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldId(pub(crate) u32);

/// Index of a block in its [`Layout`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockId(pub(crate) u32);

/// The rules of one operation of one system, request and, where documented, answer.
#[derive(Clone, Debug)]
pub struct Layout {
    /// `depsnet/pessoa`; for a user's layout the path of its file.
    pub id: String,
    /// In the three languages, Portuguese first.
    pub titles: [String; 3],
    /// What its system shares.
    pub system: Arc<System>,
    /// What the outermost value of a payload is.
    pub root: Root,
    /// Whether all names are known: then another one is reported.
    pub complete: bool,
    /// The manual and section it was read from.
    pub source: Source,
    /// The manual against itself, with our decisions.
    pub conflicts: Vec<Conflict>,
    /// What the profile "tolerated" takes more lightly.
    pub tolerated: Vec<Tolerated>,
    /// The operation element's name, in SOAP.
    pub operation: Option<String>,
    /// Whether any field of the request is known; otherwise it stands in the catalogue by its name.
    pub has_table: bool,
    /// How it is called, as far as that is known.
    pub routes: Vec<Route>,
    /// What a request carries.
    pub body: Body,
    /// What else is to be known of it, in the three languages.
    pub note: Option<[String; 3]>,
    /// Names that may belong to it, where its table is not known in full.
    pub suggested: Option<Suggested>,
    /// Of an XML document without an envelope.
    pub document: Option<Document>,
    /// What is to be known of a payload before it is sent.
    pub(crate) sending: Sending,
    /// Every field by its name, sorted.
    pub(crate) names: Vec<(Box<str>, FieldId)>,
    pub(crate) fields: Vec<Field>,
    /// Of each field what binding asks of it.
    pub(crate) keys: Vec<Key>,
    pub(crate) blocks: Vec<Block>,
    pub(crate) rules: Vec<Rule>,
    pub(crate) request: BlockId,
    pub(crate) answer: Option<BlockId>,
    /// What an answer says of its request, by the first that holds.
    pub(crate) verdicts: Vec<VerdictRule>,
    /// Where the items of an answer say what became of them.
    pub(crate) items: Vec<ItemRule>,
}

/// What the outermost value of a payload is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Root {
    /// A JSON array of objects.
    List,
    /// One JSON object.
    Object,
    /// A SOAP envelope.
    Envelope,
    /// An XML document without an envelope, or a batch of them.
    Document,
}

/// The root of an XML document without an envelope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// Its root element, which the paths of fields begin in.
    pub root: Box<str>,
    /// Elements that hold one or more of them.
    pub inside: Vec<Box<str>>,
    /// The namespace of all of it.
    pub namespace: Box<str>,
}

impl Document {
    /// Whether an element of this name holds documents.
    pub(crate) fn is_around(&self, name: &str) -> bool {
        self.inside.iter().any(|known| **known == *name)
    }
}

/// What is to be known of a payload before it is sent.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sending {
    /// The values by which a person finds the record again.
    pub key: Vec<FieldId>,
    /// Values with which it deletes something.
    pub deletes: Vec<(FieldId, Box<str>)>,
    /// It is there to delete.
    pub always_deletes: bool,
}

/// A code that servers are known to let pass.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tolerated {
    /// Which.
    pub code: Code,
    /// How loudly it is said then.
    pub severity: Severity,
    /// How we know.
    pub reason: String,
}

/// Where a layout was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// File name of the manual's text.
    pub manual: String,
    /// Its section.
    pub section: String,
}

/// A place where a manual contradicts itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// The field's path.
    pub field: String,
    /// What stands against what.
    pub between: Vec<String>,
    /// How we read it.
    pub reading: String,
}

/// A row of the manual: a value or a block.
#[derive(Clone, Debug)]
pub struct Field {
    /// Documented dotted path, without list marks.
    pub path: Box<str>,
    /// Its last part.
    pub name: Box<str>,
    /// Our short words for it, in Portuguese.
    pub label: Box<str>,
    /// The row of the manual's table.
    pub row: Box<str>,
    /// What it holds.
    pub content: Content,
    /// Whether it must be there.
    pub presence: Presence,
    /// When a required field may be left out after all.
    pub waived_when: Option<Condition>,
    /// When a value is not allowed.
    pub blank_when: Option<Condition>,
    /// Without what it has no place at all.
    pub only_when: Option<Condition>,
    /// How we know it.
    pub evidence: Evidence,
    /// Other names that only one half of a contradicting manual has.
    pub also: Vec<Box<str>>,
    /// Whether only the manual's example has it: known, but without rules.
    pub is_only_in_example: bool,
    /// Whether its value must never be shown or kept.
    pub is_secret: bool,
    /// The block it is a member of.
    pub(crate) block: BlockId,
    /// Its place among the block's members.
    pub(crate) slot: u32,
}

/// What a field holds.
#[derive(Clone, Debug)]
pub enum Content {
    /// A value.
    Value(Box<ValueRules>),
    /// A block, or a list of blocks.
    Block(BlockId),
}

/// Whether a field must be there.
#[derive(Clone, Debug)]
pub enum Presence {
    /// No.
    Optional,
    /// Wherever its block is.
    Required,
    /// When a condition holds.
    When(Condition),
    /// As soon as another member of its block has a value.
    WithSiblings,
    /// As a setting of the installation wants it, which no payload shows.
    BySetting,
    /// It carries the request; without it there is little to say.
    Main,
    /// The proxy fills it in.
    Credential,
}

/// What is asked of a value.
#[derive(Clone, Debug, Default)]
pub struct ValueRules {
    /// The type's word in the manual.
    pub type_name: Box<str>,
    /// How it is written.
    pub kind: ValueKind,
    /// Characters at most, for text.
    pub size: Option<u32>,
    /// Digits in all, for numbers.
    pub digits: Option<u32>,
    /// Of these after the decimal mark.
    pub decimals: Option<u32>,
    /// The least number.
    pub min: Option<u32>,
    /// The least number that makes sense.
    pub min_advised: Option<u32>,
    /// The greatest number.
    pub max: Option<u32>,
    /// The documented values.
    pub list: Option<Arc<ValueList>>,
    /// What another value than these is.
    pub others: Others,
    /// The value that a condition forces.
    pub must_be: Option<MustBe>,
    /// What stands before the value's own form.
    pub prefix: Option<Box<str>>,
    /// Its named form, by the first condition that holds.
    pub formats: Vec<(Option<Condition>, Format)>,
    /// Whether wrong check digits are an error.
    pub valid_check_digits: bool,
    /// What the system changes.
    pub altered: Vec<Alteration>,
}

/// Documented values with their meanings, in the manual's order.
pub type ValueList = Vec<(Box<str>, Box<str>)>;

/// What a value outside the list is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Others {
    /// An error.
    #[default]
    Refused,
    /// Possible: the list is open.
    Open,
    /// A warning: only the answer's table gives the list.
    Answer,
    /// Taken as a registration.
    Registration,
}

/// A value that a condition forces.
#[derive(Clone, Debug)]
pub struct MustBe {
    /// The only value allowed then.
    pub value: Box<str>,
    /// When.
    pub when: Condition,
}

/// Something the system does to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alteration {
    /// Breaks up `&#`.
    Markup,
    /// Takes day 01 of the month.
    FirstDay,
}

/// How we know a field; limits how loudly it may complain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Evidence {
    /// The manual states it.
    Documented,
    /// Seen in live answers or several working clients: warnings at most.
    Observed(Box<str>),
    /// Our inference: hints at most.
    Inferred(Box<str>),
}

impl Evidence {
    pub(super) fn of(observed: Option<&str>, inferred: Option<&str>) -> Self {
        match (observed, inferred) {
            (Some(reason), _) => Evidence::Observed(reason.into()),
            (None, Some(reason)) => Evidence::Inferred(reason.into()),
            (None, None) => Evidence::Documented,
        }
    }

    /// The loudest it allows.
    pub fn cap(&self) -> Severity {
        match self {
            Evidence::Documented => Severity::Error,
            Evidence::Observed(_) => Severity::Warning,
            Evidence::Inferred(_) => Severity::Hint,
        }
    }
}

/// Members that belong together, and what is known of them by name.
#[derive(Clone, Debug, Default)]
pub(crate) struct Block {
    pub parent: Option<BlockId>,
    /// How many blocks lie around it.
    pub depth: u32,
    pub is_list: bool,
    /// In the manual's order: a field's slot is its place here.
    pub members: Vec<FieldId>,
    /// All names that lead to a member, the shortest first.
    pub names: Vec<(Box<str>, FieldId, NameKind)>,
    /// The members in an order in which conditions come after what they look at.
    pub check_order: Vec<Step>,
    /// Rules over its members or, for a list, over its items.
    pub rules: Vec<RuleId>,
    /// Rules over the items of a list in it: they begin anew with each of these blocks.
    pub resets: Vec<RuleId>,
}

/// What the checker asks of every member of every block, kept apart from the rest of the field: of ten thousand records
/// most members are absent and optional, and nothing more has to be looked at.
#[derive(Clone, Debug)]
pub(crate) struct Step {
    pub field: FieldId,
    pub slot: u32,
    pub is_optional: bool,
    /// Whether a condition may forbid it.
    pub may_be_excluded: bool,
}

/// What binding asks of a field, kept apart from the rest of it: the names of ten thousand records stay in the cache.
#[derive(Clone, Debug)]
pub(crate) struct Key {
    pub name: Box<str>,
    /// The block that it belongs to, how many blocks lie around that, and its place there.
    pub block: BlockId,
    pub depth: u32,
    pub slot: u32,
    /// The block that the field is.
    pub inner: Option<BlockId>,
    pub is_only_in_example: bool,
    /// What is enough for a value that no condition forbids.
    pub plain: Plain,
}

/// How a name leads to a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    /// The canonical name.
    Canonical,
    /// A name that only one half of a contradicting manual has.
    Conflicting,
    /// An element that only the table puts around the field.
    Wrapper,
}

/// Index of a rule in its layout.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(pub(crate) u32);

/// A rule about several fields or several items. It is checked in the block it is listed in.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    pub check: RuleCheck,
    pub severity: Severity,
}

#[derive(Clone, Debug)]
pub(crate) enum RuleCheck {
    /// One of these members is needed.
    AtLeastOne(Vec<FieldId>),
    /// Among the items of one list, one may have this value.
    OnlyOne { field: FieldId, value: Box<str> },
    /// Of these members one may have a value.
    OneOf(Vec<FieldId>),
    /// No two items of the payload may agree in this value.
    Unique(FieldId),
    /// These fields repeat parts of an access key.
    AccessKey { key: FieldId, parts: Vec<(FieldId, KeyPart)> },
}

impl Layout {
    /// The field of an id that this layout handed out.
    #[expect(clippy::indexing_slicing, reason = "ids are only made by the loader, for fields that exist")]
    pub fn field(&self, id: FieldId) -> &Field {
        &self.fields[id.0 as usize]
    }

    /// The field that a block is; none of an outermost one.
    pub(crate) fn holder(&self, block: BlockId) -> Option<FieldId> {
        let around = self.block(self.block(block).parent?);
        around.members.iter().copied().find(|member| self.key(*member).inner == Some(block))
    }

    #[expect(clippy::indexing_slicing, reason = "ids are only made by the loader, and each field has its key")]
    pub(crate) fn key(&self, id: FieldId) -> &Key {
        &self.keys[id.0 as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "ids are only made by the loader, for blocks that exist")]
    pub(crate) fn block(&self, id: BlockId) -> &Block {
        &self.blocks[id.0 as usize]
    }

    #[expect(clippy::indexing_slicing, reason = "ids are only made by the loader, for rules that exist")]
    pub(crate) fn rule(&self, id: RuleId) -> &Rule {
        &self.rules[id.0 as usize]
    }

    /// What its payloads are written in.
    pub fn syntax(&self) -> Syntax {
        match self.root {
            Root::List | Root::Object => Syntax::Json,
            Root::Envelope | Root::Document => Syntax::Xml,
        }
    }

    /// The outermost block of a half; the answer's, if it is not documented, is missing.
    pub(crate) fn half(&self, direction: Direction) -> Option<BlockId> {
        match direction {
            Direction::Request => Some(self.request),
            Direction::Response => self.answer,
        }
    }

    /// The rows of a half in the manual's order: blocks before their members.
    pub fn rows(&self, direction: Direction) -> impl Iterator<Item = &Field> {
        let half = self.half(direction);
        self.fields.iter().filter(move |field| half.is_some_and(|root| self.root_of(field.block) == root))
    }

    /// The fields in which no two items of a payload may agree.
    pub fn unique_fields(&self) -> impl Iterator<Item = &Field> {
        self.rules.iter().filter_map(|rule| match rule.check {
            RuleCheck::Unique(id) => Some(self.field(id)),
            _ => None,
        })
    }

    /// The outermost block around a block.
    pub(crate) fn root_of(&self, mut block: BlockId) -> BlockId {
        while let Some(parent) = self.block(block).parent {
            block = parent;
        }
        block
    }

    /// The title in a language.
    pub fn title(&self, locale: Locale) -> &str {
        self.titles.get(locale as usize).map(String::as_str).unwrap_or_default()
    }
}

impl Field {
    pub(super) fn new(path: &str, content: Content) -> Self {
        Self {
            path: path.into(),
            name: path.rsplit('.').next().unwrap_or_default().into(),
            label: "".into(),
            row: path.into(),
            content,
            presence: Presence::Optional,
            waived_when: None,
            blank_when: None,
            only_when: None,
            evidence: Evidence::Documented,
            also: Vec::new(),
            is_only_in_example: false,
            is_secret: false,
            block: BlockId(0),
            slot: 0,
        }
    }

    /// The rules of a value; none for a block.
    pub fn value_rules(&self) -> Option<&ValueRules> {
        match &self.content {
            Content::Value(rules) => Some(rules),
            Content::Block(_) => None,
        }
    }

    /// Whether it is a list of blocks.
    pub fn is_list(&self, layout: &Layout) -> bool {
        matches!(self.content, Content::Block(block) if layout.block(block).is_list)
    }
}
