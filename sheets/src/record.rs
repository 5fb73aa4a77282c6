//! A row as a piece of a payload, and the payload around it.
//!
//! Input: the columns of a sheet, and the values of a row. Output: JSON or XML, and which part of it came from which column.
//! Goes down by calling itself: a layout is as deep as its own paths are long.

use validator_core::layout::{Content, Field, Record};
use validator_core::tree::Syntax;

use crate::columns::{Column, Sheet};
use crate::notation::Written;

/// The namespace of SOAP 1.1.
const SOAP_1_1: &str = "http://schemas.xmlsoap.org/soap/envelope/";

/// Where a part of a payload came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Bytes of the payload, half open.
    pub start: usize,
    /// Behind the last one.
    pub end: usize,
    /// What it is.
    pub part: Part,
}

/// A part of a payload.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// The value of a column, by its index.
    Value(usize),
    /// A block or an item of a list, by its path and the items around it.
    Block(String, Vec<u16>),
}

/// A payload that is being written.
#[derive(Clone, Debug, Default)]
pub struct Draft {
    /// So far.
    pub text: String,
    /// Parts, each behind those that lie inside of it.
    pub places: Vec<Place>,
}

/// The members of a payload or of a record, in the manual's order.
#[derive(Clone, Debug)]
enum Member<'l> {
    Value {
        field: &'l Field,
        column: usize,
    },
    Block {
        field: &'l Field,
        items: Vec<u16>,
        members: Vec<Member<'l>>,
    },
    List {
        field: &'l Field,
        items: Vec<(Vec<u16>, Vec<Member<'l>>)>,
    },
    /// Where the records go.
    Records {
        field: &'l Field,
    },
}

/// How the rows of a sheet become payloads.
#[derive(Clone, Debug)]
pub struct Writer<'l> {
    sheet: Sheet<'l>,
    syntax: Syntax,
    /// What stands once in a payload, around the records.
    outer: Vec<Member<'l>>,
    record: Vec<Member<'l>>,
    /// How deep a record is indented.
    depth: usize,
}

impl<'l> Writer<'l> {
    /// Of the columns that a sheet has, in any order.
    pub fn new(sheet: &Sheet<'l>, columns: &[Column<'l>]) -> Self {
        let all: Vec<(usize, &Column<'l>)> = columns.iter().enumerate().collect();
        let outer = members(sheet, &all, "", &[]);
        let (outer, record, depth) = match sheet.record {
            Record::Item => (Vec::new(), outer, 1),
            Record::Payload => (Vec::new(), outer, 0),
            Record::Entry(entry) => {
                let record = members(sheet, &all, &entry.path, &[]);
                (with_records(sheet, outer, entry), record, 2)
            }
        };
        let syntax = sheet.layout.syntax();
        let depth = if syntax == Syntax::Xml { 4 } else { depth };
        Self { sheet: sheet.clone(), syntax, outer, record, depth }
    }

    /// What stands before the records; `values` are those of the columns that stand once.
    pub fn open(&self, draft: &mut Draft, values: &[Written]) {
        match (self.syntax, self.sheet.record) {
            (Syntax::Json, Record::Item) => draft.text.push('['),
            (Syntax::Json, Record::Payload) => {}
            (Syntax::Json, Record::Entry(_)) => {
                draft.text.push('{');
                self.around(draft, values, true);
            }
            (Syntax::Xml, _) => {
                let envelope = self.sheet.layout.system.envelope.as_ref();
                let namespace = envelope.map_or("", |envelope| &*envelope.namespace);
                let operation = self.sheet.layout.operation.as_deref().unwrap_or_default();
                let parameters = envelope.map_or("", |envelope| &*envelope.parameters);
                draft.text.push_str(&format!(
                    "<soapenv:Envelope xmlns:soapenv=\"{SOAP_1_1}\" xmlns:ser=\"{}\">\n  <soapenv:Body>\n    <ser:{operation}>\n      <{parameters}>",
                    escaped(namespace).replace('"', "&quot;")
                ));
                self.around(draft, values, true);
            }
        }
    }

    /// One record; `is_first` says whether one of the same payload stands before it.
    pub fn record(&self, draft: &mut Draft, values: &[Written], is_first: bool) {
        let start = draft.text.len();
        match (self.syntax, self.sheet.record) {
            (Syntax::Json, Record::Payload) => {
                draft.text.push('{');
                self.json_members(draft, &self.record, values, self.depth);
                line(draft, self.depth);
                draft.text.push_str("}\n");
            }
            (Syntax::Json, _) => {
                draft.text.push_str(if is_first { "" } else { "," });
                line(draft, self.depth);
                draft.text.push('{');
                self.json_members(draft, &self.record, values, self.depth);
                line(draft, self.depth);
                draft.text.push('}');
            }
            (Syntax::Xml, Record::Entry(entry)) => self.element(draft, entry, &self.record, values, self.depth),
            (Syntax::Xml, _) => self.xml_members(draft, &self.record, values, self.depth),
        }
        let path = match self.sheet.record {
            Record::Entry(entry) => entry.path.to_string(),
            Record::Item | Record::Payload => String::new(),
        };
        draft.places.push(Place { start, end: draft.text.len(), part: Part::Block(path, Vec::new()) });
    }

    /// What stands behind the records.
    pub fn close(&self, draft: &mut Draft, values: &[Written]) {
        match (self.syntax, self.sheet.record) {
            (Syntax::Json, Record::Item) => draft.text.push_str("\n]\n"),
            (Syntax::Json, Record::Payload) => {}
            (Syntax::Json, Record::Entry(_)) => {
                draft.text.push_str("\n  ]");
                self.around(draft, values, false);
                draft.text.push_str("\n}\n");
            }
            (Syntax::Xml, _) => {
                self.around(draft, values, false);
                let envelope = self.sheet.layout.system.envelope.as_ref();
                let operation = self.sheet.layout.operation.as_deref().unwrap_or_default();
                let parameters = envelope.map_or("", |envelope| &*envelope.parameters);
                draft.text.push_str(&format!(
                    "\n      </{parameters}>\n    </ser:{operation}>\n  </soapenv:Body>\n</soapenv:Envelope>\n"
                ));
            }
        }
    }

    /// What stands once: the members before the records, or those behind them.
    fn around(&self, draft: &mut Draft, values: &[Written], is_before: bool) {
        let at = self.outer.iter().position(|member| matches!(member, Member::Records { .. })).unwrap_or_default();
        let (before, rest) = self.outer.split_at_checked(at).unwrap_or((&[], &[]));
        let (records, behind) = rest.split_at_checked(1).unwrap_or((&[], &[]));
        let members = if is_before { before } else { behind };
        if self.syntax == Syntax::Xml {
            self.xml_members(draft, members, values, self.depth);
            return;
        }
        let mut is_first = is_before;
        for member in members.iter().filter(|member| member.is_filled(values)) {
            self.json_member(draft, member, values, 1, is_first);
            is_first = false;
        }
        if let ([Member::Records { field }], true) = (records, is_before) {
            draft.text.push_str(if is_first { "" } else { "," });
            line(draft, 1);
            draft.text.push_str(&format!("{}: [", quoted(&field.name)));
        }
    }

    fn json_members(&self, draft: &mut Draft, members: &[Member<'_>], values: &[Written], depth: usize) {
        let mut is_first = true;
        for member in members.iter().filter(|member| member.is_filled(values)) {
            self.json_member(draft, member, values, depth + 1, is_first);
            is_first = false;
        }
    }

    fn json_member(&self, draft: &mut Draft, member: &Member<'_>, values: &[Written], depth: usize, is_first: bool) {
        draft.text.push_str(if is_first { "" } else { "," });
        line(draft, depth);
        let start = draft.text.len();
        draft.text.push_str(&format!("{}: ", quoted(&member.field().name)));
        let part = match member {
            Member::Value { column, .. } => {
                if let Some(Written { text, is_bare, .. }) = values.get(*column) {
                    draft.text.push_str(&if *is_bare { text.clone() } else { quoted(text) });
                }
                Part::Value(*column)
            }
            Member::Block { field, items, members } => {
                draft.text.push('{');
                self.json_members(draft, members, values, depth);
                line(draft, depth);
                draft.text.push('}');
                Part::Block(field.path.to_string(), items.clone())
            }
            Member::List { field, items } => {
                draft.text.push('[');
                let filled = items.iter().filter(|(_, members)| are_filled(members, values));
                for (at, (items, members)) in filled.enumerate() {
                    draft.text.push_str(if at == 0 { "" } else { "," });
                    line(draft, depth + 1);
                    let start = draft.text.len();
                    draft.text.push('{');
                    self.json_members(draft, members, values, depth + 1);
                    line(draft, depth + 1);
                    draft.text.push('}');
                    let part = Part::Block(field.path.to_string(), items.clone());
                    draft.places.push(Place { start, end: draft.text.len(), part });
                }
                line(draft, depth);
                draft.text.push(']');
                Part::Block(field.path.to_string(), Vec::new())
            }
            Member::Records { .. } => return,
        };
        draft.places.push(Place { start, end: draft.text.len(), part });
    }

    fn xml_members(&self, draft: &mut Draft, members: &[Member<'_>], values: &[Written], depth: usize) {
        for member in members.iter().filter(|member| member.is_filled(values)) {
            let start = draft.text.len();
            let part = match member {
                Member::Value { field, column } => {
                    line(draft, depth);
                    let text = values.get(*column).map(|written| escaped(&written.text)).unwrap_or_default();
                    draft.text.push_str(&format!("<{name}>{text}</{name}>", name = field.name));
                    Part::Value(*column)
                }
                Member::Block { field, items, members } => {
                    self.element(draft, field, members, values, depth);
                    Part::Block(field.path.to_string(), items.clone())
                }
                Member::List { field, items } => {
                    for (items, members) in items.iter().filter(|(_, members)| are_filled(members, values)) {
                        let start = draft.text.len();
                        self.element(draft, field, members, values, depth);
                        let part = Part::Block(field.path.to_string(), items.clone());
                        draft.places.push(Place { start, end: draft.text.len(), part });
                    }
                    continue;
                }
                Member::Records { .. } => continue,
            };
            draft.places.push(Place { start, end: draft.text.len(), part });
        }
    }

    fn element(&self, draft: &mut Draft, field: &Field, members: &[Member<'_>], values: &[Written], depth: usize) {
        line(draft, depth);
        draft.text.push_str(&format!("<{}>", field.name));
        self.xml_members(draft, members, values, depth + 1);
        line(draft, depth);
        draft.text.push_str(&format!("</{}>", field.name));
    }
}

impl Member<'_> {
    fn field(&self) -> &Field {
        match self {
            Member::Value { field, .. } | Member::Block { field, .. } | Member::List { field, .. } => field,
            Member::Records { field } => field,
        }
    }

    /// Whether any value of it is there: what was left blank is left out.
    fn is_filled(&self, values: &[Written]) -> bool {
        match self {
            Member::Value { column, .. } => values.get(*column).is_some_and(|written| !written.text.is_empty()),
            Member::Block { members, .. } => are_filled(members, values),
            Member::List { items, .. } => items.iter().any(|(_, members)| are_filled(members, values)),
            Member::Records { .. } => false,
        }
    }
}

fn are_filled(members: &[Member<'_>], values: &[Written]) -> bool {
    members.iter().any(|member| member.is_filled(values))
}

/// The members of the block at `path`, in certain items of the lists around it, that have columns.
fn members<'l>(sheet: &Sheet<'l>, columns: &[(usize, &Column<'l>)], path: &str, items: &[u16]) -> Vec<Member<'l>> {
    let inside: Vec<(usize, &Column<'l>)> = columns
        .iter()
        .filter(|(_, column)| column.items.starts_with(items) && is_inside(path, &column.field.path))
        .copied()
        .collect();
    let fields = sheet.rows.iter().copied().filter(|field| parent(&field.path) == path);
    let member = |field: &'l Field| match &field.content {
        Content::Value(_) => {
            let column = inside.iter().find(|(_, column)| column.field.path == field.path)?;
            Some(Member::Value { field, column: column.0 })
        }
        Content::Block(_) if !inside.iter().any(|(_, column)| is_inside(&field.path, &column.field.path)) => None,
        Content::Block(_) if sheet.is_inner_list(&field.path) => {
            let columns = inside.iter().filter(|(_, column)| is_inside(&field.path, &column.field.path));
            let mut numbers: Vec<u16> =
                columns.filter_map(|(_, column)| column.items.get(items.len()).copied()).collect();
            numbers.sort_unstable();
            numbers.dedup();
            let item = |number: u16| {
                let items = [items, &[number]].concat();
                let members = members(sheet, &inside, &field.path, &items);
                (items, members)
            };
            Some(Member::List { field, items: numbers.into_iter().map(item).collect() })
        }
        Content::Block(_) => {
            Some(Member::Block { field, items: items.to_vec(), members: members(sheet, &inside, &field.path, items) })
        }
    };
    fields.filter_map(member).collect()
}

/// The outermost members with the list of the records in its place, whether or not it has columns.
fn with_records<'l>(sheet: &Sheet<'l>, members: Vec<Member<'l>>, entry: &'l Field) -> Vec<Member<'l>> {
    let order = |field: &Field| sheet.rows.iter().position(|row| row.path == field.path);
    let is_entry = |member: &Member<'_>| member.field().path == entry.path;
    let mut acc: Vec<Member<'l>> = members.into_iter().filter(|member| !is_entry(member)).collect();
    let at = acc.iter().position(|member| order(member.field()) > order(entry)).unwrap_or(acc.len());
    acc.insert(at, Member::Records { field: entry });
    acc
}

fn parent(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(parent, _)| parent)
}

fn is_inside(block: &str, path: &str) -> bool {
    block.is_empty() || path.strip_prefix(block).is_some_and(|rest| rest.starts_with('.'))
}

fn line(draft: &mut Draft, depth: usize) {
    draft.text.push('\n');
    for _ in 0..depth {
        draft.text.push_str("  ");
    }
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
