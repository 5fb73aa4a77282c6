//! The quick test for values, for rules that no bundled layout has: what it lets pass, and what it leaves to the rules.

use super::plain::Plain;
use super::value::{self, Value};
use crate::catalog;
use crate::condition::{Condition, Truth};
use crate::formats::Format;
use crate::layout::{Alteration, FieldId, Mark, MustBe, Padding, System, ValueKind, ValueRules};
use crate::tree::{Kind, Syntax};

const COMMA: ValueKind = ValueKind::Decimal(Mark::Comma, Padding::Exact);
const POINT: ValueKind = ValueKind::Decimal(Mark::Point, Padding::AtMost);

/// A system whose samples have one word that must not be left in a value.
fn system() -> System {
    let layout = catalog::entries().find_map(|entry| catalog::layout(entry.id())).expect("there are bundled layouts");
    let mut system = System::clone(&layout.system);
    system.placeholders = vec!["Texto".to_owned()];
    system
}

fn rules(kind: ValueKind) -> ValueRules {
    ValueRules { kind, ..ValueRules::default() }
}

fn listed(kind: ValueKind, codes: &[&str]) -> ValueRules {
    let list = codes.iter().map(|code| (Box::from(*code), Box::from("")));
    ValueRules { list: Some(list.collect::<Vec<_>>().into()), ..rules(kind) }
}

fn passes(plain: &Plain, kind: Kind, syntax: Syntax, text: &str, system: &System) -> bool {
    plain.passes(kind, syntax, text.as_bytes(), &system.placeholders)
}

#[track_caller]
fn check(syntax: Syntax, rules: &ValueRules, passing: &[&str], left: &[&str]) {
    let system = system();
    let plain = Plain::of(rules, &system);
    let is_number = matches!(rules.kind, ValueKind::Integer | ValueKind::Decimal(..)) && syntax == Syntax::Json;
    let (kind, other) = if is_number { (Kind::Number, Kind::Text) } else { (Kind::Text, Kind::Number) };
    for text in passing {
        assert!(passes(&plain, kind, syntax, text, &system), "{text} for {rules:?}");
        assert!(!passes(&plain, other, syntax, text, &system), "{text} as {other:?}");
    }
    for text in left {
        assert!(!passes(&plain, kind, syntax, text, &system), "{text} for {rules:?}");
    }
}

#[test]
fn usual_texts_pass() {
    let text = rules(ValueKind::Text);
    check(Syntax::Json, &text, &["", "a", "A & B", &"a".repeat(1000)], &["Texto"]);
    let short = ValueRules { size: Some(5), ..text.clone() };
    check(Syntax::Xml, &short, &["", "abcde", "ção", "texto"], &["abcdef", "Texto"]);
    let marked = ValueRules { altered: vec![Alteration::Markup], ..text.clone() };
    check(Syntax::Json, &marked, &["A + B"], &["A & B", "A &#38; B", "Texto"]);
    let formed = ValueRules { formats: vec![(None, Format::Cpf)], ..text };
    check(Syntax::Json, &formed, &["52998224725"], &["52998224724", "1"]);
}

#[test]
fn documented_values_pass() {
    check(Syntax::Json, &listed(ValueKind::Text, &["S", "N"]), &["S", "N"], &["s", "", "SN"]);
    let short = ValueRules { size: Some(1), ..listed(ValueKind::Text, &["S", "É"]) };
    check(Syntax::Json, &short, &["S", "É"], &["s"]);
    // A list that breaks another rule of its field is the rules' business, and so is one with a word of the samples.
    let long = ValueRules { size: Some(1), ..listed(ValueKind::Text, &["S", "NA"]) };
    check(Syntax::Json, &long, &[], &["S", "NA"]);
    check(Syntax::Json, &listed(ValueKind::Text, &["S", "Texto"]), &[], &["S", "Texto"]);
    check(Syntax::Json, &listed(ValueKind::Integer, &["1", "22"]), &["1", "22"], &["2", ""]);
    let digits = ValueRules { digits: Some(1), ..listed(ValueKind::Integer, &["1", "22"]) };
    check(Syntax::Json, &digits, &[], &["1", "22"]);
    check(Syntax::Json, &listed(ValueKind::Integer, &["1", "A"]), &[], &["1", "A"]);
}

#[test]
fn usual_numbers_pass() {
    let integer = ValueRules { digits: Some(3), ..rules(ValueKind::Integer) };
    for syntax in [Syntax::Json, Syntax::Xml] {
        check(syntax, &integer, &["0", "123"], &["", "1234", "-1", "1.0"]);
    }
    let endless = rules(ValueKind::Integer);
    check(Syntax::Json, &endless, &["123456789012345"], &["1234567890123456"]);
    let exact = ValueRules { digits: Some(5), decimals: Some(2), ..rules(COMMA) };
    check(Syntax::Xml, &exact, &["1,50", "123,45"], &["", "1", "1,5", "1234,56", "1,505", "1.50", ",50", "1,", "1,5a"]);
    let at_most = ValueRules { digits: Some(5), decimals: Some(2), ..rules(POINT) };
    check(Syntax::Json, &at_most, &["1", "1.5", "123.45"], &["", "1234", "1.505", "1,50", ".5", "1.", "-1", "1e2"]);
    let shared = ValueRules { digits: Some(4), ..rules(POINT) };
    check(Syntax::Json, &shared, &["1234", "12.34", "1.234"], &["12345", "123.45"]);
}

#[test]
fn usual_dates_pass() {
    let date = rules(ValueKind::Date);
    check(Syntax::Json, &date, &["15/02/2026"], &["", "29/02/2024", "15/02/2026 10:00:00"]);
    check(Syntax::Json, &ValueRules { size: Some(10), ..date.clone() }, &["15/02/2026"], &[]);
    check(Syntax::Json, &ValueRules { size: Some(9), ..date.clone() }, &[], &["15/02/2026"]);
    let first = ValueRules { altered: vec![Alteration::FirstDay], ..date };
    check(Syntax::Json, &first, &["01/02/2026"], &["15/02/2026"]);
    let time = rules(ValueKind::DateTime);
    check(Syntax::Json, &time, &["15/02/2026", "15/02/2026 10:00:00"], &["15/02/2026 10:00"]);
    check(Syntax::Json, &ValueRules { size: Some(10), ..time }, &[], &["15/02/2026 10:00:00"]);
}

/// Rules with everything that may stand in a layout beside everything else, whether it makes sense or not.
fn many_rules() -> Vec<ValueRules> {
    let condition = || Condition::Present(FieldId(0));
    let kinds = [ValueKind::Text, ValueKind::Integer, COMMA, POINT, ValueKind::Date, ValueKind::DateTime];
    let others = [ValueKind::Boolean, ValueKind::Any];
    let mut acc = Vec::new();
    for kind in kinds.into_iter().chain(others) {
        let lists = [&["S", "N"][..], &["1", "22"], &["Texto", "S"], &["1,5", "01/02/2026"]];
        for rules in std::iter::once(rules(kind)).chain(lists.map(|codes| listed(kind, codes))) {
            for size in [None, Some(1), Some(10)] {
                for (digits, decimals) in [(None, None), (Some(1), None), (Some(4), Some(2)), (None, Some(1))] {
                    acc.push(ValueRules { size, digits, decimals, ..rules.clone() });
                }
            }
        }
    }
    let more: [fn(&mut ValueRules, Condition); 11] = [
        |rules, _| rules.altered = vec![Alteration::Markup],
        |rules, _| rules.altered = vec![Alteration::FirstDay],
        |rules, _| rules.altered = vec![Alteration::Markup, Alteration::FirstDay],
        |rules, _| rules.formats = vec![(None, Format::Cpf)],
        |rules, condition| rules.formats = vec![(Some(condition), Format::Cpf)],
        |rules, condition| rules.must_be = Some(MustBe { value: "N".into(), when: condition }),
        |rules, _| rules.prefix = Some("X".into()),
        |rules, _| rules.min = Some(5),
        |rules, _| rules.min_advised = Some(5),
        |rules, _| rules.max = Some(5),
        |rules, _| {
            rules.formats = vec![(None, Format::Cnpj)];
            rules.valid_check_digits = true;
        },
    ];
    let with = |rules: &ValueRules, change: &fn(&mut ValueRules, Condition)| {
        let mut rules = rules.clone();
        change(&mut rules, condition());
        rules
    };
    let changed: Vec<_> = acc.iter().flat_map(|rules| more.iter().map(|change| with(rules, change))).collect();
    acc.extend(changed);
    acc
}

const TEXTS: [&str; 28] = [
    "",
    "S",
    "s",
    "X",
    "1",
    "9",
    "22",
    "123",
    "12345",
    "-1",
    "1,5",
    "1.5",
    "1,50",
    "1.500",
    "123,45",
    "12345678901234567890",
    "Texto",
    "abcdefghijk",
    "A &#38; B",
    "01/02/2026",
    "15/02/2026",
    "01/02/2026 10:00:00",
    "15/02/2026 10:00:00",
    "52998224725",
    "52998224724",
    "11222333000182",
    "true",
    "ção",
];

#[test]
fn what_passes_has_nothing_wrong_with_it_whatever_the_rules() {
    let system = system();
    let holds = |_: &_| Some(Truth { holds: true, cause: None });
    for rules in many_rules() {
        let plain = Plain::of(&rules, &system);
        for text in TEXTS {
            for (kind, syntax) in [(Kind::Text, Syntax::Json), (Kind::Number, Syntax::Json), (Kind::Text, Syntax::Xml)]
            {
                if passes(&plain, kind, syntax, text, &system) {
                    let complaint = value::check(&rules, &system, &Value { kind, syntax, text: text.into() }, &holds);
                    assert_eq!(complaint, None, "{text:?} as {kind:?} of {syntax:?} for {rules:?}");
                }
            }
        }
    }
}
