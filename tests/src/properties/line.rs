//! The whole line, from bytes to every form of the report.
//!
//! Input: any bytes. Output: a panic where they lead to no report, or to one that is not sound.
//! Never asks whether the report is right about the payload.

use validator_core::report::Report;
use validator_core::{Encoding, Locale, Options, Profile, Source, check, fix_source, render, without_secrets};

use super::report::assert_sound;

/// Runs the line in a way that the length of the bytes decides, so that every way is gone.
#[track_caller]
pub fn check_all(bytes: &[u8]) {
    let options = way(bytes.len());
    let source = Source::decode(bytes);
    let report = check(bytes, &options);
    assert_sound(&report, &source.text);
    if source.encoding != Encoding::Utf8 {
        // Fixes of texts have a property of their own; here their way into the bytes is gone.
        fix_source(&source, &options);
    }
    match bytes.len() % 4 {
        0 => assert_well_formed(&render::junit(&Report::new(vec![report]), options.locale)),
        1 => assert_json(&render::sarif(&Report::new(vec![report]), options.locale)),
        n => {
            let shown = render::human(&report, &without_secrets(&source, &options), options.locale, n == 2);
            assert!(!shown.is_empty());
        }
    }
}

#[track_caller]
fn assert_json(log: &str) {
    assert!(serde_json::from_str::<serde_json::Value>(log).is_ok(), "{log}");
}

#[track_caller]
fn assert_well_formed(log: &str) {
    assert!(roxmltree::Document::parse(log).is_ok(), "{log}");
}

/// Every language, both profiles, and now and then as the answer to a call.
fn way(length: usize) -> Options<'static> {
    let [first, second, third] = Locale::ALL;
    let locale = match length % 3 {
        0 => first,
        1 => second,
        _ => third,
    };
    let profile = if length % 4 < 2 { Profile::Documented } else { Profile::Tolerated };
    let status = match length % 5 {
        3 => Some(200),
        4 => Some(400),
        _ => None,
    };
    Options { locale, profile, status, ..Options::default() }
}
