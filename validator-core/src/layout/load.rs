//! A layout file, as TOML or packed by the build, to a proven layout, or everything that is wrong with it.
//!
//! Both forms become the same `LayoutFile`, and what is proven of it is the same. Only a person's own layout comes as
//! TOML: a program that reads none carries no reader for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::file::{
    AlteredFile, ConflictFile, DocumentFile, FieldFile, GroupFile, LayoutFile, OthersFile, RootFile, SeverityFile,
    Spanned, ToleratedFile, Unreadable, ValuesFile,
};
use super::http::{Body, routes, suggested};
use super::load_answers::AnswerHalf;
use super::load_conditions::Paths;
use super::model::*;
use super::system::{System, ValueKind, list};
use crate::bundled::{index, unpack};
use crate::formats::Format;
use crate::rules::plain::Plain;
use crate::span::{Span, offset};
use crate::tree::Syntax;
use crate::violation::{Code, Severity, Violation};

/// The only version of the file format so far.
const LAYOUT_FORMAT: u32 = 1;

/// Something wrong with a layout file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// A violation of the V9xx.
    pub violation: Violation,
    /// Where in the TOML.
    pub span: Span,
    /// What the TOML reader said, for violations that show it.
    pub detail: Option<String>,
}

impl Problem {
    pub(super) fn named(make: impl Fn(Span) -> Violation, name: &Spanned<String>) -> Self {
        let span = Span::new(name.span().start, name.span().end);
        Self { violation: make(span), span, detail: None }
    }
}

/// Reads a layout of `system` from its TOML. Errors come in the order in which they stand in the file.
pub fn load(id: &str, system: &Arc<System>, text: &str) -> Result<Layout, Vec<Problem>> {
    prove(id, system, from_toml(text)?)
}

/// Takes a bundled layout from its compact form.
pub(crate) fn load_packed(id: &str, system: &Arc<System>, bytes: &[u8]) -> Option<Layout> {
    prove(id, system, unpack(bytes)?).ok()
}

/// The layout of an example, which the build has read. `system` finds that of the file's own `system` key.
pub(crate) fn load_example(
    id: &str,
    bytes: &[u8],
    system: impl FnOnce(Option<&str>) -> Result<Arc<System>, Vec<Problem>>,
) -> Result<Layout, Vec<Problem>> {
    let read: Result<LayoutFile, Unreadable> = unpack(bytes).ok_or_else(Vec::new)?;
    let file = read.map_err(|error| vec![unreadable(error)])?;
    let system = system(file.system.as_deref())?;
    prove(id, &system, file)
}

/// The system that a person's own layout names.
pub(crate) fn system_of(text: &str) -> Result<Option<String>, Vec<Problem>> {
    let read = text.parse::<toml::Table>();
    let table = read.map_err(|error| vec![unreadable(Unreadable::new(&error, text))])?;
    Ok(table.get("system").and_then(|name| name.as_str()).map(str::to_owned))
}

fn from_toml(text: &str) -> Result<LayoutFile, Vec<Problem>> {
    toml::from_str(text).map_err(|error| vec![unreadable(Unreadable::new(&error, text))])
}

fn prove(id: &str, system: &Arc<System>, file: LayoutFile) -> Result<Layout, Vec<Problem>> {
    let file = with_base(file)?;
    if *file.layout_format.get_ref() != LAYOUT_FORMAT {
        let span = file.layout_format.span();
        let violation = Violation::LayoutVersion { known: LAYOUT_FORMAT };
        return Err(vec![Problem { violation, span: Span::new(span.start, span.end), detail: None }]);
    }
    let mut loader = Loader {
        system: Arc::clone(system),
        fields: Vec::new(),
        blocks: Vec::new(),
        problems: Vec::new(),
        spans: BTreeMap::new(),
    };
    let (request, paths) = loader.request(&file);
    for told in file.document.iter().flat_map(|document| &document.told_by) {
        loader.known(&told.field, &paths);
    }
    loader.resolve_rows(&file.field, &paths);
    loader.resolve_groups(&file.group, &paths);
    let rules = loader.resolve_rules(&file.rule, &paths);
    let sending = loader.resolve_sending(&file, &paths);
    let mut answer = AnswerHalf { root: None, paths: Paths::new() };
    if let Some(file) = &file.answer {
        let (root, paths) = loader.half(None, &file.group, &file.field);
        loader.resolve_rows(&file.field, &paths);
        loader.resolve_groups(&file.group, &paths);
        answer = AnswerHalf { root: Some(root), paths };
    }
    let verdicts = loader.resolve_verdicts(file.answer.as_ref(), &answer);
    let items = file.answer.as_ref().map(|file| loader.resolve_items(&file.item, &answer)).unwrap_or_default();
    let spans = std::mem::take(&mut loader.spans);
    loader.order_checks(&spans);
    let Loader { fields, mut blocks, mut problems, .. } = loader;
    index_names(&fields, &mut blocks);
    let root = root(system, &file);
    let routes = routes(file.http, &system.http, &mut problems);
    if !problems.is_empty() {
        problems.sort_by_key(|problem| problem.span);
        return Err(problems);
    }
    Ok(Layout {
        id: id.to_owned(),
        titles: file.title.into(),
        system: Arc::clone(system),
        root,
        complete: file.complete,
        source: Source { manual: file.source.manual, section: file.source.section },
        conflicts: file.conflict.into_iter().map(conflict).collect(),
        tolerated: file.severity.0.iter().filter_map(|(code, file)| tolerated(code, file)).collect(),
        operation: file.operation,
        has_table: !file.field.is_empty() || !file.group.is_empty(),
        routes,
        body: file.body.unwrap_or(match root {
            Root::List | Root::Object => Body::Json,
            Root::Envelope | Root::Document => Body::Xml,
        }),
        note: file.note.map(Into::into),
        suggested: file.suggested.map(suggested),
        sending,
        document: file.document.map(document),
        names: all_names(&fields),
        keys: fields.iter().map(|field| key(field, &blocks, system)).collect(),
        fields,
        blocks,
        rules,
        request,
        answer: answer.root,
        verdicts,
        items,
    })
}

/// Takes over from the layout that `same_as` names whatever describes the payload; titles and source stay its own.
fn with_base(mut file: LayoutFile) -> Result<LayoutFile, Vec<Problem>> {
    let Some(name) = file.same_as.take() else { return Ok(file) };
    let bundled = index().layouts.iter().find(|bundled| bundled.id == name.get_ref());
    let Some(base) = bundled.and_then(|bundled| unpack::<LayoutFile>(bundled.file)) else {
        return Err(vec![Problem::named(|name| Violation::UnknownReference { name }, &name)]);
    };
    let mut conflict = base.conflict;
    conflict.append(&mut file.conflict);
    let severity = if file.severity.0.is_empty() { base.severity } else { file.severity };
    let LayoutFile { root, operation, document, complete, group, field, rule, key, deletes, always_deletes, .. } = base;
    Ok(LayoutFile {
        root,
        operation,
        document,
        complete,
        group,
        field,
        rule,
        key,
        deletes,
        always_deletes,
        conflict,
        severity,
        ..file
    })
}

fn unreadable(Unreadable { span, is_toml, detail }: Unreadable) -> Problem {
    let violation = if is_toml { Violation::LayoutShape } else { Violation::LayoutNotToml };
    Problem { violation, span: Span::new(span.start, span.end), detail: Some(detail) }
}

/// A layout that has a document is XML, whatever the rest of its system is.
fn root(system: &System, file: &LayoutFile) -> Root {
    match (system.syntax, file.root) {
        _ if file.document.is_some() => Root::Document,
        (Syntax::Xml, _) => Root::Envelope,
        (Syntax::Json, Some(RootFile::Object)) => Root::Object,
        (Syntax::Json, _) => Root::List,
    }
}

fn document(file: DocumentFile) -> Document {
    let inside = file.inside.into_iter().map(String::into_boxed_str).collect();
    Document { root: file.root.into(), inside, namespace: file.namespace.into() }
}

fn tolerated(code: &str, file: &ToleratedFile) -> Option<Tolerated> {
    let code = Code(code.strip_prefix('V')?.parse().ok()?);
    Some(Tolerated { code, severity: severity(file.tolerated), reason: file.reason.clone() })
}

fn key(field: &Field, blocks: &[Block], system: &System) -> Key {
    let (inner, plain) = match &field.content {
        Content::Block(block) => (Some(*block), Plain::Block),
        Content::Value(rules) => (None, Plain::of(rules, system)),
    };
    Key {
        name: field.name.clone(),
        block: field.block,
        depth: blocks.get(field.block.0 as usize).map_or(0, |block| block.depth),
        slot: field.slot,
        inner,
        is_only_in_example: field.is_only_in_example,
        plain,
    }
}

/// Every field's name, sorted, for names that turn up at a level where they do not belong.
fn all_names(fields: &[Field]) -> Vec<(Box<str>, FieldId)> {
    let mut names: Vec<_> =
        fields.iter().enumerate().map(|(at, field)| (field.name.clone(), FieldId(offset(at)))).collect();
    names.sort();
    names
}

fn conflict(file: ConflictFile) -> Conflict {
    Conflict { field: file.field, between: file.between, reading: file.reading }
}

pub(super) fn severity(file: SeverityFile) -> Severity {
    match file {
        SeverityFile::Error => Severity::Error,
        SeverityFile::Warning => Severity::Warning,
        SeverityFile::Hint => Severity::Hint,
    }
}

pub(super) struct Loader {
    pub system: Arc<System>,
    pub fields: Vec<Field>,
    pub blocks: Vec<Block>,
    pub problems: Vec<Problem>,
    /// Where each row's path stands in the file.
    pub spans: BTreeMap<FieldId, Span>,
}

impl Loader {
    /// The request's half: for SOAP the operation's parts lie around it.
    fn request(&mut self, file: &LayoutFile) -> (BlockId, Paths) {
        let Some(envelope) = self.system.envelope.clone().filter(|_| file.document.is_none()) else {
            return self.half(None, &file.group, &file.field);
        };
        let operation = self.push_block(None, false);
        let system = Arc::clone(&self.system);
        for part in &system.file.part {
            let rules = ValueRules {
                type_name: part.type_name.as_str().into(),
                kind: system.type_rule(&part.type_name).map_or(ValueKind::Text, |rule| rule.kind),
                list: part.values.as_ref().map(|values| Arc::new(list(&values.0))),
                others: others(part.others),
                ..ValueRules::default()
            };
            let field = Field {
                label: part.label.as_deref().unwrap_or_default().into(),
                presence: Presence::Credential,
                is_secret: part.secret,
                ..Field::new(&part.name, Content::Value(Box::new(rules)))
            };
            self.push_field(operation, field);
        }
        let (parameters, paths) = self.half(Some(operation), &file.group, &file.field);
        let field = Field { presence: Presence::Main, ..Field::new(&envelope.parameters, Content::Block(parameters)) };
        self.push_field(operation, field);
        (operation, paths)
    }

    pub fn field(&self, id: FieldId) -> Option<&Field> {
        self.fields.get(id.0 as usize)
    }

    /// One half: its outermost block and all below, and where its paths lead.
    fn half(&mut self, around: Option<BlockId>, groups: &[GroupFile], rows: &[FieldFile]) -> (BlockId, Paths) {
        let root = self.push_block(around, false);
        let mut half = Half {
            root,
            groups: groups.iter().map(|group| (group.path.get_ref().as_str(), group)).collect(),
            paths: Paths::new(),
        };
        let mut known = BTreeSet::new();
        for path in groups.iter().map(|group| &group.path).chain(rows.iter().map(|row| &row.path)) {
            if !known.insert(path.get_ref()) {
                self.problems.push(Problem::named(|name| Violation::DuplicatePath { name }, path));
            }
        }
        for row in rows {
            let Some(block) = self.enter(&row.path, &mut half) else { continue };
            let field = self.value_field(row);
            let id = self.push_field(block, field);
            self.spans.insert(id, Span::new(row.path.span().start, row.path.span().end));
            half.paths.insert(row.path.get_ref().clone(), id);
        }
        // A block without rows of its own is still a known name.
        for group in groups {
            if !half.paths.contains_key(group.path.get_ref())
                && let Some(parent) = self.enter(&group.path, &mut half)
            {
                self.block_field(parent, group, &mut half);
            }
        }
        (root, half.paths)
    }

    /// The block that a path's last part belongs to; blocks on the way are made when first met, before their members.
    fn enter(&mut self, path: &Spanned<String>, half: &mut Half<'_>) -> Option<BlockId> {
        let text = path.get_ref();
        let mut block = half.root;
        for (dot, _) in text.match_indices('.') {
            let prefix = text.get(..dot).unwrap_or_default();
            let known = half.paths.get(prefix).and_then(|id| self.field(*id)).map(|field| field.content.clone());
            block = match (known, half.groups.get(prefix).copied()) {
                (Some(Content::Block(known)), _) => known,
                (None, Some(group)) => self.block_field(block, group, half),
                (Some(Content::Value(_)), _) | (None, None) => {
                    self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, path));
                    return None;
                }
            };
        }
        Some(block)
    }

    fn block_field(&mut self, parent: BlockId, group: &GroupFile, half: &mut Half<'_>) -> BlockId {
        let path = group.path.get_ref();
        let block = self.push_block(Some(parent), group.list);
        let presence = match (group.required, group.main) {
            (true, _) => Presence::Required,
            (false, true) => Presence::Main,
            (false, false) => Presence::Optional,
        };
        let field = Field {
            label: group.label.as_deref().unwrap_or_default().into(),
            row: group.row.as_deref().unwrap_or(path).into(),
            also: group.also.iter().map(|name| name.as_str().into()).collect(),
            evidence: Evidence::of(group.observed.as_deref(), group.inferred.as_deref()),
            presence,
            ..Field::new(path, Content::Block(block))
        };
        let id = self.push_field(parent, field);
        half.paths.insert(path.clone(), id);
        block
    }

    fn value_field(&mut self, row: &FieldFile) -> Field {
        let path = row.path.get_ref();
        let rule = self.system.type_rule(row.type_name.get_ref());
        if rule.is_none() {
            self.problems.push(Problem::named(|name| Violation::UnknownType { name }, &row.type_name));
        }
        let masked = rule.and_then(|rule| rule.masked).filter(|_| row.digits.is_some());
        let rules = ValueRules {
            type_name: row.type_name.get_ref().as_str().into(),
            kind: masked.or(rule.map(|rule| rule.kind)).unwrap_or(ValueKind::Text),
            size: row.size,
            digits: row.digits,
            decimals: row.decimals,
            min: row.min,
            min_advised: row.min_advised,
            max: row.max,
            list: self.values(row),
            others: others(row.others),
            must_be: None,
            prefix: row.prefix.as_deref().map(Box::from),
            formats: row.format.iter().filter_map(|name| Some((None, self.format(name)?))).collect(),
            valid_check_digits: row.valid_check_digits,
            altered: row.altered.iter().map(|altered| alteration(*altered)).collect(),
        };
        Field {
            label: row.label.as_deref().unwrap_or_default().into(),
            row: row.row.as_deref().unwrap_or(path).into(),
            also: row.also.iter().map(|name| name.as_str().into()).collect(),
            evidence: Evidence::of(row.observed.as_deref(), row.inferred.as_deref()),
            presence: match (row.required, row.required_by_setting, row.required_with_siblings) {
                (true, ..) => Presence::Required,
                (false, true, _) => Presence::BySetting,
                (false, false, true) => Presence::WithSiblings,
                (false, false, false) => Presence::Optional,
            },
            is_secret: row.secret,
            is_only_in_example: row.only_example,
            ..Field::new(path, Content::Value(Box::new(rules)))
        }
    }

    fn values(&mut self, row: &FieldFile) -> Option<Arc<ValueList>> {
        match row.values.as_ref()? {
            ValuesFile::Own(values) => Some(Arc::new(list(&values.0))),
            ValuesFile::Shared(name) => {
                let shared = self.system.list(name);
                if shared.is_none() {
                    self.problems.push(Problem::named(|name| Violation::UnknownReference { name }, &row.path));
                }
                shared
            }
        }
    }

    pub fn format(&mut self, name: &Spanned<String>) -> Option<Format> {
        let format = Format::named(name.get_ref());
        if format.is_none() {
            self.problems.push(Problem::named(|name| Violation::UnknownFormat { name }, name));
        }
        format
    }

    fn push_block(&mut self, parent: Option<BlockId>, is_list: bool) -> BlockId {
        let id = BlockId(offset(self.blocks.len()));
        let depth = parent.and_then(|parent| self.blocks.get(parent.0 as usize)).map_or(0, |parent| parent.depth + 1);
        self.blocks.push(Block { parent, depth, is_list, ..Block::default() });
        id
    }

    fn push_field(&mut self, block: BlockId, field: Field) -> FieldId {
        let id = FieldId(offset(self.fields.len()));
        if let Some(holder) = self.blocks.get_mut(block.0 as usize) {
            let slot = offset(holder.members.len());
            holder.members.push(id);
            self.fields.push(Field { block, slot, ..field });
        }
        id
    }
}

/// What is known of a half while it is read.
struct Half<'f> {
    root: BlockId,
    groups: BTreeMap<&'f str, &'f GroupFile>,
    paths: Paths,
}

fn others(file: OthersFile) -> Others {
    match file {
        OthersFile::Refused => Others::Refused,
        OthersFile::Open => Others::Open,
        OthersFile::Answer => Others::Answer,
        OthersFile::Registration => Others::Registration,
    }
}

fn alteration(file: AlteredFile) -> Alteration {
    match file {
        AlteredFile::Markup => Alteration::Markup,
        AlteredFile::FirstDay => Alteration::FirstDay,
    }
}

fn index_names(fields: &[Field], blocks: &mut [Block]) {
    for block in blocks {
        for id in &block.members {
            let Some(field) = fields.get(id.0 as usize) else { continue };
            block.names.push((field.name.clone(), *id, NameKind::Canonical));
            for name in &field.also {
                block.names.push((name.clone(), *id, NameKind::Conflicting));
                // `wrapper.name`: the wrapper is a name of its own here.
                let wrapper = name.split_once('.').map(|(wrapper, _)| wrapper);
                block.names.extend(wrapper.map(|wrapper| (wrapper.into(), *id, NameKind::Wrapper)));
            }
        }
        block.sort_names();
    }
}
