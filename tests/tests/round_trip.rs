//! What a form writes is what it reads again, for every layout; and whatever is done in it, nothing else is lost.
//!
//! Input: the samples of every layout, with generated values, and generated actions over payloads that hold more than
//! the layout knows.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::RngSeed;
use validator_core::compose::{
    Action, BlockAddress, BlockReading, FieldReading, Held, Reading, Status, change, enter, read, shown,
};
use validator_core::layout::{FieldId, Layout, Padding, ValueKind, ValueRules};
use validator_core::parse::{parse_json, parse_xml};
use validator_core::tree::Syntax;
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Options, apply, catalog, check_text, samples};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1959), ..ProptestConfig::default() }
}

fn layouts() -> Vec<&'static Layout> {
    let layouts = catalog::entries().filter_map(|entry| catalog::layout(entry.id()));
    layouts.filter(|layout| samples::are_made_for(layout)).collect()
}

/// A failing case names its layout and does not print it.
fn ids() -> Vec<&'static str> {
    layouts().into_iter().map(|layout| &*layout.id).collect()
}

/// A value with its place.
type Filled = (BlockAddress, FieldId, String);

fn values(reading: &Reading) -> Vec<Filled> {
    let of_block = |block: &BlockReading| {
        let value = |field: &FieldReading| match &field.held {
            Held::Value(text, _) if !text.is_empty() => Some((block.address.clone(), field.field, text.clone())),
            _ => None,
        };
        block.fields.iter().filter_map(value).collect::<Vec<_>>()
    };
    reading.blocks.iter().flat_map(of_block).collect()
}

fn rules(layout: &Layout, field: FieldId) -> &ValueRules {
    layout.field(field).value_rules().expect("only values are typed")
}

/// Adds the items that an address goes through and that are not there yet.
fn make_way(text: &str, layout: &Layout, address: &BlockAddress) -> String {
    let mut text = text.to_owned();
    let mut block = BlockAddress::record(address.record);
    for (field, number) in &address.steps {
        if layout.field(*field).is_list(layout) {
            while read(&text, layout).block(&block.below(*field, *number)).is_none() {
                text = done(&text, layout, &Action::Add(block.clone(), *field)).expect("an item can be added");
            }
        }
        block = block.below(*field, *number);
    }
    text
}

/// The text after an action, whose edits are the change that it says it is.
fn done(text: &str, layout: &Layout, action: &Action) -> Option<String> {
    let change = change(text, layout, action)?;
    assert_eq!(apply(text, &change.edits), change.text);
    Some(change.text)
}

/// Writes values one by one, as a person types them.
fn compose(layout: &Layout, values: &[Filled]) -> String {
    let mut text = String::new();
    for (block, field, value) in values {
        text = make_way(&text, layout, block);
        let rules = rules(layout, *field);
        let entered = enter(rules, layout.syntax(), &shown(rules, value));
        assert_eq!(entered.text, *value, "{} shows as it is written", layout.field(*field).path);
        text = done(&text, layout, &Action::Set(block.clone(), *field, entered)).expect("a value can be set");
    }
    text
}

fn check_composed(layout: &Layout, wanted: &[Filled]) {
    let text = compose(layout, wanted);
    let reading = read(&text, layout);
    assert_eq!(reading.status, Status::Read);
    // A payload that begins empty has placeholders of credentials, whether or not the sample has them.
    let typed = |filled: Vec<Filled>| {
        let is_typed = |(_, field, _): &Filled| !layout.is_placed(layout.field(*field));
        let mut typed: Vec<Filled> = filled.into_iter().filter(is_typed).collect();
        typed.sort();
        typed
    };
    assert_eq!(typed(values(&reading)), typed(wanted.to_vec()), "{}\n{text}", layout.id);
    let report = check_text(&text, &Options { layout: LayoutChoice::Use(layout), ..Options::default() });
    let heard: Vec<_> = report.diagnostics.iter().filter(|found| found.severity != Severity::Hint).collect();
    assert!(heard.is_empty(), "{}\n{text}\n{heard:#?}", layout.id);
}

/// Another value of the same kind, where any would do.
fn varied(rules: &ValueRules, old: &str, seed: u32) -> String {
    if rules.list.is_some() || rules.must_be.is_some() || rules.prefix.is_some() || !rules.formats.is_empty() {
        return old.to_owned();
    }
    let digits = |n: u32| (0..n.clamp(1, 9)).map(|at| char::from(b'1' + ((seed >> at) % 9) as u8)).collect::<String>();
    let whole = |most: Option<u32>| digits(1 + seed % most.unwrap_or(6).clamp(1, 9));
    match rules.kind {
        ValueKind::Integer if rules.min.is_none() && rules.max.is_none() && rules.min_advised.is_none() => {
            whole(rules.digits)
        }
        ValueKind::Decimal(mark, padding) => {
            let scale = rules.decimals.unwrap_or(0);
            let before = rules.digits.map(|digits| digits.saturating_sub(scale).max(1));
            let n_decimals = if padding == Padding::AtMost { seed % (scale + 1) } else { scale };
            match n_decimals {
                0 => whole(before),
                n => format!(
                    "{}{}{}",
                    whole(before),
                    mark.char(),
                    digits(n).chars().cycle().take(n as usize).collect::<String>()
                ),
            }
        }
        ValueKind::Date | ValueKind::DateTime if rules.altered.is_empty() => {
            format!("{:02}/{:02}/{}", 1 + seed % 28, 1 + seed / 28 % 12, 1990 + seed % 60)
        }
        ValueKind::Text if rules.altered.is_empty() => {
            const LETTERS: [char; 12] = ['a', 'Z', '7', 'ç', 'ã', '"', '\\', '<', '>', '\'', '€', '.'];
            let length = 1 + seed % rules.size.unwrap_or(20).min(40);
            let letter = |at: u32| LETTERS.get(((seed >> (at % 20)) % 12) as usize).copied().unwrap_or('a');
            (0..length).map(letter).collect()
        }
        _ => old.to_owned(),
    }
}

/// Values that must be alike, or differ from item to item, are left alone: the samples hold one of each.
fn all_cases(layout: &Layout) -> Vec<String> {
    let others = samples::other_cases(layout).into_iter().map(|(_, text)| text);
    [samples::valid(layout), samples::full(layout)].into_iter().chain(others).collect()
}

#[test]
fn every_sample_of_every_layout_can_be_typed() {
    for layout in layouts() {
        for text in all_cases(layout) {
            check_composed(layout, &values(&read(&text, layout)));
        }
    }
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn generated_values_come_back(
        id in prop::sample::select(ids()),
        case in any::<Index>(),
        seeds in prop::collection::vec(any::<u32>(), 1..40),
        keys in prop::collection::vec(any::<u32>(), 1..40),
    ) {
        let layout = catalog::layout(id).expect("it loads");
        let cases = all_cases(layout);
        let text = case.get(&cases);
        let mut filled = values(&read(text, layout));
        for ((_, field, value), seed) in filled.iter_mut().zip(seeds.iter().cycle()) {
            *value = varied(rules(layout, *field), value, *seed);
        }
        // In whatever order they are typed.
        let mut order: Vec<(u32, Filled)> = keys.iter().copied().cycle().zip(filled).collect();
        order.sort();
        let filled: Vec<Filled> = order.into_iter().map(|(_, filled)| filled).collect();
        check_composed(layout, &filled);
    }
}

/// What no layout knows, put into a payload at some of the places that take it. Each has its own number.
fn with_strangers(text: &str, syntax: Syntax, places: &[Index]) -> String {
    let ends: Vec<usize> = match syntax {
        Syntax::Json => text.match_indices("{\n").map(|(at, _)| at + 1).collect(),
        Syntax::Xml => {
            // Behind the start tag of an element that holds elements, below the envelope.
            let opening = text.match_indices(">\n").map(|(at, _)| at + 1);
            let holds = |at: &usize| {
                let line = text.get(..*at).unwrap_or_default().rsplit('\n').next().unwrap_or_default().trim_start();
                !line.starts_with("</") && !line.contains("</") && !line.starts_with("<soapenv")
            };
            opening.filter(holds).collect()
        }
    };
    let mut chosen: Vec<usize> = places.iter().map(|place| *place.get(&ends)).collect();
    chosen.sort_unstable();
    chosen.dedup();
    let mut acc = text.to_owned();
    for (number, at) in chosen.into_iter().enumerate().rev() {
        acc.insert_str(at, &stranger(number, syntax));
    }
    acc
}

/// A text with a comment in every value of its XML, at either side of it.
fn with_comments(text: &str, places: &[Index]) -> String {
    let is_start = |at: &usize| {
        let behind = text.get(*at..).unwrap_or_default();
        behind.find('<').is_some_and(|end| behind.get(end..).is_some_and(|end| end.starts_with("</")))
            && !behind.starts_with(['\n', '<'])
    };
    let mut starts: Vec<usize> = text.match_indices('>').map(|(at, _)| at + 1).filter(is_start).collect();
    let mut acc = text.to_owned();
    while let Some(at) = starts.pop() {
        let end = text.get(at..).and_then(|rest| rest.find('<')).map_or(at, |length| at + length);
        let is_behind = places.get(starts.len() % places.len().max(1)).is_some_and(|place| place.index(2) == 1);
        acc.insert_str(if is_behind { end } else { at }, COMMENT);
    }
    acc
}

const COMMENT: &str = "<!-- <a> & -->";

fn stranger(number: usize, syntax: Syntax) -> String {
    match syntax {
        Syntax::Json => format!("  \"zz{number}\":[ 1,{{\"k\" : \"a, }}\"}} ] ,"),
        Syntax::Xml => format!("<zz{number}  a='1'><!-- > --><y/> </zz{number} >"),
    }
}

/// The strangers of a text, by their numbers: how often each stands there, byte for byte.
fn strangers(text: &str, syntax: Syntax) -> Vec<usize> {
    let core = |number| stranger(number, syntax).trim_matches([' ', ',']).to_owned();
    (0..6).map(|number| text.matches(&core(number)).count()).collect()
}

#[derive(Clone, Debug)]
enum Deed {
    Set(String),
    Clear,
    Add,
    Remove,
    Duplicate,
    Move(u32),
    AddRecord,
}

fn deeds() -> impl Strategy<Value = Vec<(Deed, Index, Index)>> {
    let deed = prop_oneof![
        6 => "[!-~áçã€ ]{0,8}[!-~áçã€]".prop_map(Deed::Set),
        3 => Just(Deed::Clear),
        3 => Just(Deed::Add),
        1 => Just(Deed::Remove),
        1 => Just(Deed::Duplicate),
        2 => (0..4_u32).prop_map(Deed::Move),
        1 => Just(Deed::AddRecord),
    ];
    prop::collection::vec((deed, any::<Index>(), any::<Index>()), 1..25)
}

/// The action of a deed at some place; nothing where the place has no use for it.
fn action(deed: &Deed, block: &Index, field: &Index, reading: &Reading, layout: &Layout) -> Option<Action> {
    let block = block.get(&reading.blocks);
    let field = field.get(&block.fields);
    let address = block.address.clone();
    let known = layout.field(field.field);
    let is_item = block.field.is_none_or(|field| layout.field(field).is_list(layout));
    match deed {
        Deed::Set(typed) => {
            let entered = enter(known.value_rules()?, layout.syntax(), typed);
            Some(Action::Set(address, field.field, entered))
        }
        Deed::Clear => known.value_rules().map(|_| Action::Clear(address, field.field)),
        Deed::Add => known.value_rules().is_none().then_some(Action::Add(address, field.field)),
        Deed::Remove => block.is_there.then_some(Action::Remove(address)),
        Deed::Duplicate => (is_item && block.is_there).then_some(Action::Duplicate(address)),
        Deed::Move(to) => (is_item && block.is_there).then_some(Action::Move(address, *to)),
        Deed::AddRecord => Some(Action::AddRecord),
    }
}

fn check_well_formed(text: &str, syntax: Syntax) {
    let found = match syntax {
        Syntax::Json => parse_json(text).diagnostics,
        Syntax::Xml => parse_xml(text).diagnostics,
    };
    assert!(found.is_empty(), "{text}\n{found:#?}");
}

proptest! {
    #![proptest_config(config(60))]

    #[test]
    fn comments_in_values_outlive_whatever_is_typed(
        id in prop::sample::select(ids().into_iter().filter(|id| is_xml(id)).collect::<Vec<_>>()),
        places in prop::collection::vec(any::<Index>(), 1..6),
        typed in prop::collection::vec(("[!-~áçã€ ]{0,8}[!-~áçã€]", any::<Index>()), 1..12),
    ) {
        let layout = catalog::layout(id).expect("it loads");
        let mut text = with_comments(&samples::full(layout), &places);
        let n_comments = text.matches(COMMENT).count();
        prop_assert!(n_comments > 3);
        check_well_formed(&text, Syntax::Xml);
        for (typed, at) in &typed {
            let filled = values(&read(&text, layout));
            let (block, field, _) = at.get(&filled).clone();
            let entered = enter(rules(layout, field), Syntax::Xml, typed);
            text = done(&text, layout, &Action::Set(block.clone(), field, entered.clone())).expect("it is set");
            let reread = values(&read(&text, layout));
            let found = reread.iter().find(|(other, id, _)| *other == block && *id == field);
            prop_assert_eq!(found.map(|(.., text)| &**text), Some(&*entered.text), "{}", text);
            prop_assert_eq!(text.matches(COMMENT).count(), n_comments, "{}", text);
        }
    }
}

fn is_xml(id: &str) -> bool {
    catalog::layout(id).is_some_and(|layout| layout.syntax() == Syntax::Xml)
}

proptest! {
    #![proptest_config(config(250))]

    #[test]
    fn whatever_is_done_the_text_stays_whole(
        id in prop::sample::select(ids()),
        places in prop::collection::vec(any::<Index>(), 0..6),
        is_minimal in any::<bool>(),
        deeds in deeds(),
    ) {
        let layout = catalog::layout(id).expect("it loads");
        let syntax = layout.syntax();
        let sample = if is_minimal { samples::valid(layout) } else { samples::full(layout) };
        let mut text = with_strangers(&sample, syntax, &places);
        check_well_formed(&text, syntax);
        let mut n_done = 0;
        for (deed, block, field) in &deeds {
            let reading = read(&text, layout);
            prop_assert_eq!(reading.status, Status::Read);
            let Some(action) = action(deed, block, field, &reading, layout) else { continue };
            let Some(next) = done(&text, layout, &action) else { continue };
            check_well_formed(&next, syntax);
            n_done += 1;
            let (before, after) = (strangers(&text, syntax), strangers(&next, syntax));
            let removed = match &action {
                Action::Remove(address) => {
                    let span = reading.block(address).map(|block| block.span).unwrap_or_default();
                    strangers(span.text(&text), syntax)
                }
                _ => vec![0; 6],
            };
            for ((before, after), removed) in before.iter().zip(&after).zip(&removed) {
                prop_assert!(after + removed >= *before, "{:?}\n{}\n{}", action, text, next);
            }
            let reread = read(&next, layout);
            if let Action::Set(address, id, entered) = &action {
                let found = reread.block(address).and_then(|block| block.fields.iter().find(|found| found.field == *id));
                prop_assert_eq!(found.map(|found| found.held.text()), Some(&*entered.text), "{}", next);
            }
            if let Action::Clear(address, id) = &action {
                let found = reread.block(address).and_then(|block| block.fields.iter().find(|found| found.field == *id));
                prop_assert!(found.is_none_or(|found| found.held.is_blank()), "{}", next);
            }
            text = next;
        }
        prop_assert!(n_done > 0 || deeds.len() < 12, "nearly every deed can be done");
    }
}
