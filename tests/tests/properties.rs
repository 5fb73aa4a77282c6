//! What holds for every text whatever is in it: no panic, a sound report, fixes that mend what they say.
//!
//! Input: arbitrary texts and bytes, and the corpus with tokens inserted, deleted or replaced.

mod support;

use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use tests::corpus::texts as corpus;
use tests::damage::TOKENS;
use tests::properties;
use tests::properties::fixes::{check_fixed_once, check_fixes};
use tests::properties::report::judged;
use validator_core::report::Applicability;
use validator_core::{LayoutChoice, Options, apply, catalog, check, check_text, fix_safe};

use support::{Mutation, mutate};

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, rng_seed: RngSeed::Fixed(1959), ..ProptestConfig::default() }
}

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
fn byte_order_marks_where_xml_is_read_anew_are_counted() {
    for text in [
        "&\u{feff}#;<",
        "<a>&\u{feff}#;<b>1</b></a>",
        "<a>&\u{feff}\u{feff}<b>1</b></a>",
        "<a>< \u{feff}<b>1</b></a>",
        "<!x>\u{feff}<a>1</a>",
        "\u{feff}\u{feff}<a>1</a>",
    ] {
        properties::xml(text.as_bytes());
        judged(text);
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
fn a_list_with_something_behind_it_keeps_its_brackets() {
    let text = "[{login\":[1 senha\": NaN\"se,nha-de-teste\" }]\n \"login\":[1] \"maria.reis\", \"senha\": NaN\"se,nha-de-teste\" }]";
    check_fixes(text);
    for (text, safe) in [(r#"[{"login":"a","senha":"b"}]"#, true), (r#"[{"login":"a","senha":"b"}] {}"#, false)] {
        let report = check_text(text, &Options::default());
        let found = report.diagnostics.iter().find(|found| found.code == "V210").expect("a list is too many");
        let fix = found.fix.as_ref().expect("brackets can be taken away");
        assert_eq!(fix.applicability == Applicability::Safe, safe, "{text}");
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
fn a_number_out_of_its_quotes_is_not_glued_to_what_stands_beside_it() {
    for text in
        ["\"1.912,40\"1e4", "\"1.912,40\"_", "\"1.912,40\".5", "x\"1.912,40\"", "\"12,5\"true", "\"12,5\"\"7,5\""]
    {
        let text = format!("[{{\"indiceFaturamentoResumido\":{{\"valorElegivel\":{text},\"share\":12.5}}}}]");
        check_fixed_once(&text);
        check_fixes(&text);
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

#[test]
fn a_block_that_is_closed_gives_none_of_its_texts_to_the_block_around_it() {
    for text in ["{\"a\":{\"b\":\"c\"}:1}", "{{t\"\"]:", "{\"a\":\"b\" :1}"] {
        properties::json(text.as_bytes());
        judged(text);
    }
}

#[test]
fn a_named_layout_is_looked_for_behind_other_elements_of_the_body() {
    let envelope = corpus().into_iter().find(|text| text.contains("<ser:Consumir>")).expect("there is an envelope");
    properties::detection(envelope.replacen("<ser:Consumir>", "<a/><ser:Consumir>", 1).as_bytes());
}

#[test]
fn a_name_with_a_quote_is_not_written_into_the_end_tag() {
    check_fixes("<a\": b>\n</c>\n</d e=\"f\">");
}

#[test]
fn places_between_two_string_literals_come_in_order() {
    judged(" \"[{o\"+\"\\\"\\\":");
}

#[test]
fn literals_of_two_kinds_that_are_joined_are_mended_only_where_that_changes_something() {
    check_fixes("x = @\"[{a:\" + \"1,}]\";");
    check_fixes("x = \"[{a:\" + @\"1,}]\";");
    check_fixes("curl x -d '[{a:'\"1,}]\"");
}

#[test]
fn what_a_payload_among_words_is_found_by_is_not_taken_away() {
    for (text, safe) in
        [("envio: [{\"login\":\"a\",\"senha\":\"b\"}]", true), ("envio: [{login:\"a\",senha:\"b\"}]", false)]
    {
        check_fixes(text);
        let report = judged(text);
        let found = report.diagnostics.iter().find(|found| found.code == "V210").expect("a list is too many");
        let fix = found.fix.as_ref().expect("brackets can be taken away");
        assert_eq!(fix.applicability == Applicability::Safe, safe, "{text}");
    }
}

#[test]
fn a_name_in_another_case_leads_to_the_layout_that_it_leads_to_once_it_is_put_right() {
    check_fixes("[{\"Codigo\": \"1\", \"tipoCliente\": \"F\", \"documentocliente\": \"52998224725\"}]");
    check_fixes("[{\"documento\": \"1\", \"nomeOrigEm\": \"a\", \"nomeOrigem\": \"b\", \"x\": 1, \"y\": 2, \"z\": 3}]");
}

#[test]
fn what_a_program_computes_is_not_mended() {
    check_fixed_once("'<vEnvelope \"\"'+'>'+[&'");
    check_fixes("x := '<a>' + sLineBreak + 'b&c' + d&e + '</a>';");
}

#[test]
fn where_quotes_are_written_twice_a_backslash_is_one() {
    check_fixes("s = \"[{\"\"a\u{12}\"\": \"\"x\" & \"y\u{12}z\" & \"\"\"}]\"");
}

#[test]
fn a_value_with_something_behind_it_is_put_right_by_a_person() {
    check_fixes("{\"partes\": [{\"documento\": 99:99, \"razaoSocial\": \"a\"}]}");
}

#[test]
fn an_envelope_in_a_line_of_a_log_is_found_whatever_stands_before_it() {
    let envelope = corpus().into_iter().find(|text| text.contains("<ser:Consumir>")).expect("there is an envelope");
    let payload = serde_json::Value::from(envelope.trim().trim_start_matches(|c| c != '<'));
    properties::detection(format!("{{\"nivel\":\"Envelope\",\"corpo\":{payload}}}").as_bytes());
}

#[test]
fn each_end_of_a_section_that_has_no_beginning_is_mended() {
    check_fixes("<a>]]>]]> ]]></a>");
    assert_eq!(fix_safe("<a>]]>]]> ]]></a>", &Options::default()).text, "<a>]]&gt;]]&gt; ]]&gt;</a>");
}
