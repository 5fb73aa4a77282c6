//! What holds for every text whatever is in it: no panic, a sound report, fixes that mend what they say.
//!
//! Input: arbitrary texts and bytes, and the corpus with tokens inserted, deleted or replaced.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use validator_core::report::{Applicability, DiagnosticReport, FileReport, Position, Report};
use validator_core::violation::Severity;
use validator_core::{LayoutChoice, Options, apply, catalog, check, check_text, fix_safe, render};

use support::{Mutation, mutate};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1959), ..ProptestConfig::default() }
}

/// Every payload of the corpus that is UTF-8.
fn corpus() -> Vec<String> {
    fn walk(folder: &Path, acc: &mut Vec<PathBuf>) {
        let entries = fs::read_dir(folder).expect("the corpus is there");
        for path in entries.map(|entry| entry.expect("it can be listed").path()) {
            if path.is_dir() {
                walk(&path, acc);
            } else if path.extension().is_some_and(|extension| extension == "json" || extension == "xml") {
                acc.push(path);
            }
        }
    }
    let mut paths = Vec::new();
    walk(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("corpus"), &mut paths);
    paths.sort();
    paths.iter().filter_map(|path| fs::read_to_string(path).ok()).collect()
}

fn number(code: &str) -> u32 {
    code.trim_start_matches('V').parse().expect("a code is V and a number")
}

#[track_caller]
fn assert_in_text(text: &str, start: Position, end: Position) {
    let (start, end) = (start.offset as usize, end.offset as usize);
    assert!(start <= end, "{start} to {end}");
    assert!(text.get(start..end).is_some(), "{start} to {end} does not lie in the text, or cuts a character");
}

/// Judges a text and asks of the report what every report must fulfil.
#[track_caller]
fn judged(text: &str) -> FileReport {
    let report = check_text(text, &Options::default());
    assert_eq!(report, check(text.as_bytes(), &Options::default()), "the same input gives the same report");
    let order: Vec<_> = report.diagnostics.iter().map(|found| (found.start.offset, number(&found.code))).collect();
    assert!(order.is_sorted(), "{order:?}");
    for found in &report.diagnostics {
        assert_in_text(text, found.start, found.end);
        for label in &found.labels {
            assert_in_text(text, label.start, label.end);
        }
        let mut last = 0;
        for edit in found.fix.iter().flat_map(|fix| &fix.edits) {
            assert_in_text(text, edit.start, edit.end);
            assert!(
                last <= edit.start.offset,
                "edits come in order and do not overlap: {} {}",
                found.code,
                found.message
            );
            last = edit.end.offset;
        }
        for words in [&found.message, &found.help, &found.name.to_string()] {
            assert!(!words.trim().is_empty(), "{} {} says nothing", found.code, found.message);
            for name in
                ["{field}", "{found}", "{label}", "{because}", "{max}", "{actual}", "{expected}", "{nearest}", "{name}"]
            {
                assert!(!words.contains(name) || text.contains(name), "a place was left open: {} {words}", found.code);
            }
        }
    }
    let listed = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
    let counts = [report.counts.error, report.counts.warning, report.counts.hint].map(|count| count as usize);
    if !report.truncated {
        assert_eq!([Severity::Error, Severity::Warning, Severity::Hint].map(listed), counts);
    }
    assert_eq!(report.valid, report.counts.error == 0);
    let shown = render::json(&Report::new(vec![report.clone()]));
    assert!(serde_json::from_str::<serde_json::Value>(&shown).is_ok());
    report
}

/// A second run of safe fixes finds nothing.
#[track_caller]
fn check_fixed_once(text: &str) {
    let fixed = fix_safe(text, &Options::default());
    let again = fix_safe(&fixed.text, &Options::default());
    assert_eq!((again.n_applied, &again.text), (0, &fixed.text), "{text:?}");
}

fn is_syntax(found: &DiagnosticReport) -> bool {
    number(&found.code) < 200
}

/// What may only be said once a value that it depends on is in order.
fn is_dependent(found: &DiagnosticReport) -> bool {
    matches!(number(&found.code), 202 | 212 | 213 | 313 | 314 | 401 | 402 | 403)
}

/// How often each thing is said.
fn counted<'r, K: Ord>(report: &'r FileReport, key: impl Fn(&'r DiagnosticReport) -> Option<K>) -> BTreeMap<K, usize> {
    let mut acc = BTreeMap::new();
    for key in report.diagnostics.iter().filter_map(key) {
        *acc.entry(key).or_insert(0) += 1;
    }
    acc
}

/// Every single fix of a report mends what it stands at; a safe one breaks nothing.
#[track_caller]
fn check_fixes(text: &str) {
    let before = check_text(text, &Options::default());
    if before.truncated {
        return;
    }
    for (found, fix) in before.diagnostics.iter().filter_map(|found| Some((found, found.fix.as_ref()?))) {
        let mended = apply(text, &fix.edits);
        let after = judged(&mended);
        let same = |report: &FileReport| {
            let is_same = |other: &&DiagnosticReport| {
                (&other.code, &other.message, &other.pointer) == (&found.code, &found.message, &found.pointer)
            };
            report.diagnostics.iter().filter(is_same).count()
        };
        let shown = || format!("{} {} {:?}\n{text}\nbecomes\n{mended}", found.code, found.message, fix.edits);
        // Of brackets and marks too many the next one moves up to the place of the one that is removed.
        let is_one_of_many = fix.applicability == Applicability::Suggested || found.code == "V102";
        let only_removes = is_one_of_many && fix.edits.iter().all(|edit| edit.text.is_empty());
        assert!(same(&after) < same(&before) || only_removes, "the fix leaves what it is to mend: {}", shown());
        if fix.applicability != Applicability::Safe || is_syntax(found) {
            continue;
        }
        let is_error = found.severity == Severity::Error;
        let errors = |other: &DiagnosticReport| {
            let counts = other.severity == Severity::Error && !(is_error && is_dependent(other));
            counts.then(|| (other.field.clone(), is_syntax(other)))
        };
        let (known, now) = (counted(&before, errors), counted(&after, errors));
        for (place, n) in now {
            assert!(
                known.get(&place).copied().unwrap_or(0) >= n,
                "a safe fix makes an error at {place:?}: {}",
                shown()
            );
        }
    }
}

/// What a hand or a broken program puts where it does not belong.
const TOKENS: [&str; 58] = [
    "",
    "curl -d '",
    "curl -d ^\"",
    "'\\''",
    "\\\"",
    "&lt;a&gt;",
    "x = \"[{",
    "#13#10",
    "\" + \"",
    "@\"",
    "\"\"\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "'",
    "\\",
    "/",
    "//",
    "/*",
    "*/",
    "-",
    "+",
    ".",
    "0",
    "1",
    "true",
    "None",
    "\\u",
    "\\ud83d",
    "\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{a0}",
    "\u{feff}",
    "ç",
    "🚚",
    "#",
    "<",
    ">",
    "&",
    "&amp;",
    "</",
    "/>",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "<?",
    "?>",
    "<!",
    "=",
    "xmlns",
    "<a>",
];

fn mutations(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Mutation>> {
    let token = prop::sample::select(TOKENS.to_vec());
    prop::collection::vec((any::<prop::sample::Index>(), prop_oneof![4 => 0..4usize, 1 => 0..60usize], token), n)
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn any_text_gets_a_sound_report(text in "\\PC{0,80}") {
        judged(&text);
        check_fixed_once(&text);
    }

    #[test]
    fn any_bytes_get_a_report(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let report = check(&bytes, &Options::default());
        assert_eq!(report, check(&bytes, &Options::default()));
        assert_eq!(report.valid, report.counts.error == 0);
    }

    #[test]
    fn tokens_in_any_order_get_a_sound_report(tokens in prop::collection::vec(prop::sample::select(TOKENS.to_vec()), 0..16)) {
        let text = tokens.concat();
        judged(&text);
        check_fixed_once(&text);
        check_fixes(&text);
    }
}

proptest! {
    #![proptest_config(config(1_500))]

    #[test]
    fn broken_payloads_get_a_sound_report(text in prop::sample::select(corpus()), mutations in mutations(1..6)) {
        let text = mutate(&text, &mutations);
        judged(&text);
        check_fixed_once(&text);
    }

    #[test]
    fn fixes_of_broken_payloads_mend_what_they_say(text in prop::sample::select(corpus()), mutations in mutations(1..3)) {
        check_fixes(&mutate(&text, &mutations));
    }
}

#[test]
fn payloads_cut_at_every_character_get_a_sound_report() {
    let corpus = corpus();
    let json = corpus.iter().filter(|text| text.starts_with('[')).min_by_key(|text| text.len());
    let xml = corpus.iter().filter(|text| text.starts_with('<')).min_by_key(|text| text.len());
    let accented = corpus.iter().filter(|text| !text.is_ascii()).min_by_key(|text| text.len());
    for text in [json, xml, accented].into_iter().flatten() {
        for (at, _) in text.char_indices() {
            judged(text.get(..at).expect("it is a boundary"));
        }
    }
}

#[test]
fn fixes_of_the_corpus_mend_what_they_say() {
    for text in corpus() {
        judged(&text);
        check_fixed_once(&text);
        check_fixes(&text);
    }
}

#[test]
fn every_fix_has_a_title_and_does_something() {
    for token in TOKENS {
        let broken = corpus().into_iter().map(|text| text.replacen("\": \"", &format!("\": {token}\""), 1));
        for text in broken.chain([format!("[{{\"a\": {token}}}]"), format!("[{token}]"), format!("<a>{token}</a>")]) {
            for found in check_text(&text, &Options::default()).diagnostics {
                let Some(fix) = &found.fix else { continue };
                assert!(
                    !fix.title.trim().is_empty(),
                    "the fix of {} {:?} has no title: {text:?}",
                    found.code,
                    found.message
                );
                assert!(
                    !fix.edits.is_empty() && apply(&text, &fix.edits) != text,
                    "the fix of {} does nothing",
                    found.code
                );
            }
        }
    }
}

#[test]
fn a_mark_is_put_outside_of_texts_and_comments() {
    for text in ["[\"\u{a0}\n\"a\"]", "{\"a\":\"\u{a0}\n\"b\":1}", "[1 // um\n2]", "{\"a\" // um\n1}", "[1 /* um */ 2]"]
    {
        check_fixed_once(text);
        check_fixes(text);
    }
}

#[test]
fn what_was_cut_off_is_not_put_into_brackets() {
    let whole =
        corpus().into_iter().find(|text| text.contains("\"contatos\": {")).expect("there is an object for a list");
    for (at, _) in whole.char_indices() {
        check_fixes(whole.get(..at).expect("it is a boundary"));
        check_fixes(whole.get(1..at).unwrap_or_default());
    }
}

#[test]
fn a_number_is_not_glued_to_what_stands_before_it() {
    for text in ["{12.5}", "{\"a\",.5}", "[true.5]", "[\"a\".5]", "[1 .5]", "{\"a\":1.5.5}", "[+5+5]", "[5.,.5]"] {
        check_fixed_once(text);
        check_fixes(text);
    }
}

#[test]
fn a_space_that_json_does_not_know_is_one_complaint() {
    // As it comes along with text that is copied from a page.
    for text in
        ["[\u{a0}{\"a\": 1}]", "[{\"a\":\u{a0}1}]", "[{\"a\": 1,\u{a0}\"b\": 2}]", "[{\"a\"\u{a0}: 1}]", "[1\u{a0}, 2]"]
    {
        let n_complaints = judged(text).diagnostics.iter().filter(|found| found.code == "V103").count();
        assert_eq!(n_complaints, 1, "{text:?}");
        check_fixed_once(text);
        check_fixes(text);
    }
}

#[test]
fn safe_fixes_are_found_behind_any_number_of_other_complaints() {
    let layout = catalog::layout("depsnet/pessoa").expect("it is bundled");
    let names: String = (0..50_000).map(|number| format!("\"x{number}\":1,\"y{number}\":1,\"x{number}\":1,")).collect();
    let text = format!("[{{{names}\"tipo\":\"F\",\"documento\":\"52998224725\"}},]");
    let fixed = fix_safe(&text, &Options { layout: LayoutChoice::Use(layout), ..Options::default() });
    assert!(fixed.text.ends_with("}]"), "the comma before the end is still there");
}

#[test]
fn every_place_in_a_message_is_filled() {
    let item = "{\"tipo\":\"F\",\"documento\":\"52998224725\",\"nomeOrigem\":\"ERP\",\"tipoRelacionamento\":\"C\"}";
    for other in ["1", "\"a\"", "[]", "null", "true"] {
        judged(&format!("[{item},{other}]"));
    }
}
