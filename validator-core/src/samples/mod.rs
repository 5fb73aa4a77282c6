//! Payloads made from a layout alone: valid ones, and near-misses that each get exactly one known diagnostic.
//!
//! Input: a layout. Output: texts, the same at every run. `case` tells cases apart, `plan` decides which fields are
//! there, `value` what they hold, `document` writes them, `mutate` and `near_miss` break them one at a time. `answer` makes
//! the other half: what the system would say to a request, which `request` reads.
//! Knows no operation and no field: whatever stands in a sample is what the layout says.

mod answer;
mod case;
mod document;
mod mutate;
mod near_miss;
mod place;
mod plan;
mod request;
mod value;

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::Sink;
use crate::layout::{Content, FieldId, Layout, Presence};
use crate::parse::parse;
use crate::recognise::recognise;
use crate::run::LayoutChoice;
use crate::tree::Syntax;
pub use answer::{Told, answer};
use case::Case;
use plan::{Extent, Plan};
pub use request::{unique_values, values};

/// A payload with one thing wrong, and what is to be said about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mutation {
    /// What was done to which field: `removed-pessoa.nome`. Unique within a layout, and good as the name of a file.
    pub name: String,
    /// The payload.
    pub text: String,
    /// Every diagnostic that it gets.
    pub expected: Vec<Expected>,
}

/// A diagnostic, by what the contract keeps stable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Expected {
    /// `V302`.
    pub code: String,
    /// The documented path; of an unknown name its path as found.
    pub field: Option<String>,
    /// Where in the document.
    pub pointer: Option<String>,
}

/// Whether there are samples of a layout. Of a fiscal document the layout knows the key and little else, and a
/// document that no authority would take is no sample.
pub fn are_made_for(layout: &Layout) -> bool {
    layout.has_table && layout.document.is_none()
}

/// The least that is valid: what is required, and where that alone would not be recognised, what tells the layout apart.
pub fn valid(layout: &Layout) -> String {
    let target = recognised(&full(layout));
    let telling = telling(layout);
    let with = |wanted: &[FieldId]| write(layout, &Plan::make(layout, Extent::Minimal(wanted)));
    let none = std::iter::once(&[][..]);
    // Better one that tells it apart alone than several together.
    let together = (2..=telling.len()).filter_map(|n| telling.get(..n));
    let mut texts = none.chain(telling.chunks(1)).chain(together).map(with);
    texts.find(|text| recognised(text) == target).unwrap_or_else(|| with(&[]))
}

/// Every field that may be there in the case that the first values of all lists make.
pub fn full(layout: &Layout) -> String {
    write(layout, &usual(layout))
}

/// The same in the other cases that the layout's conditions tell apart, each under its name.
pub fn other_cases(layout: &Layout) -> Vec<(String, String)> {
    let cases = planned_cases(layout, &usual(layout));
    cases.into_iter().map(|(case, plan)| (case.name(layout), write(layout, &plan))).collect()
}

/// The full sample with one thing wrong in each, then those of the other cases that are not the same again.
pub fn mutations(layout: &Layout) -> Vec<Mutation> {
    let usual = usual(layout);
    let mut acc = mutate::all(layout, &usual, None);
    for (case, plan) in planned_cases(layout, &usual) {
        acc.extend(mutate::all(layout, &plan, Some((&case, &usual))));
    }
    let mut taken = BTreeSet::new();
    for mutation in &mut acc {
        mutation.name = file_name(&mutation.name, &mut taken);
    }
    acc
}

/// A name that stays in its folder and is the only one there, whatever a person's own layout calls its fields.
fn file_name(name: &str, taken: &mut BTreeSet<String>) -> String {
    let is_safe = |c: char| c.is_alphanumeric() || matches!(c, '-' | '.' | '_');
    let safe: String = name.chars().map(|c| if is_safe(c) { c } else { '_' }).collect();
    let mut free = safe.clone();
    // Some file systems do not tell cases apart.
    for number in 2_u32.. {
        if taken.insert(free.to_lowercase()) {
            break;
        }
        free = format!("{safe}-{number}");
    }
    free
}

fn usual(layout: &Layout) -> Plan {
    Plan::make(layout, Extent::Full(&Case::default()))
}

fn planned_cases(layout: &Layout, usual: &Plan) -> Vec<(Case, Plan)> {
    let cases = case::all(layout, usual).into_iter();
    let planned = cases.map(|case| {
        let plan = Plan::make(layout, Extent::Full(&case));
        (case, plan)
    });
    planned.filter(|(case, plan)| case.is_met(plan)).collect()
}

/// What each mutation must get, by its name, as JSON.
pub fn expectations(mutations: &[Mutation]) -> String {
    let by_name: BTreeMap<&str, &[Expected]> =
        mutations.iter().map(|mutation| (&*mutation.name, &*mutation.expected)).collect();
    // Texts and lists of texts are always written.
    serde_json::to_string_pretty(&by_name).unwrap_or_default() + "\n"
}

/// How a file that holds a payload of this layout ends.
pub fn extension(layout: &Layout) -> &'static str {
    match layout.syntax() {
        Syntax::Json => "json",
        Syntax::Xml => "xml",
    }
}

fn write(layout: &Layout, plan: &Plan) -> String {
    document::write(layout, &document::members(layout, plan, layout.request))
}

/// What a payload is taken for when nobody says what it is.
fn recognised(text: &str) -> (Option<String>, Vec<&'static str>) {
    let mut quiet = Sink::default();
    let tree = parse(text, &mut quiet);
    let recognised = recognise(&tree, LayoutChoice::Detect, &mut quiet);
    (recognised.layout.map(|layout| layout.id.clone()), recognised.alternatives)
}

/// The optional members of the outermost block; blocks first, whose names tell more.
fn telling(layout: &Layout) -> Vec<FieldId> {
    let members = layout.block(layout.request).members.iter().copied();
    let mut members: Vec<FieldId> =
        members.filter(|id| !matches!(layout.field(*id).presence, Presence::Required | Presence::Main)).collect();
    members.sort_by_key(|id| matches!(layout.field(*id).content, Content::Value(_)));
    members
}
