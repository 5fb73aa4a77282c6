//! The corpus: every payload beside its snapshot, which shows what a person sees and what safe fixes make of it.
//!
//! A file whose name ends in `corrigido` is valid without a word.

use std::fs;
use std::path::Path;

use validator_core::{Locale, Options, Source, check, fix_safe, render};

fn snapshot(path: &Path) -> String {
    let bytes = fs::read(path).expect("the glob found it");
    let source = Source::decode(&bytes);
    let text = &*source.text;
    let mut report = check(&bytes, &Options::default());
    report.file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for fix in report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fix.as_ref()) {
        assert!(!fix.title.is_empty(), "{}: a button without words", path.display());
    }
    let fixed = fix_safe(text, &Options::default());
    let again = fix_safe(&fixed.text, &Options::default());
    assert_eq!(again.n_applied, 0, "a second run finds nothing left that was safe to fix");
    let after = if fixed.n_applied == 0 {
        "unchanged\n".to_owned()
    } else {
        let left = validator_core::check_text(&fixed.text, &Options::default());
        let told: String = left.diagnostics.iter().map(|left| format!("{} {}\n", left.code, left.message)).collect();
        format!("{}\n── left to decide\n{told}", fixed.text)
    };
    let told = render::human(&report, text, Locale::PtBr, false);
    format!("── payload\n{text}\n── diagnostics (pt-BR)\n{told}\n── after safe fixes\n{after}")
}

#[test]
fn every_payload_is_judged_as_its_snapshot_says() {
    insta::glob!("../corpus", "**/*.{json,xml}", |path| {
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(path.parent().expect("it lies in a folder"));
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_suffix("");
        settings.remove_input_file();
        settings.bind(|| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            insta::assert_snapshot!(name, snapshot(path));
        });
    });
}

#[test]
fn corrected_examples_are_valid_without_a_word() {
    insta::glob!("../corpus", "**/*corrigido.{json,xml}", |path| {
        let report = check(&fs::read(path).expect("the glob found it"), &Options::default());
        // pedido and pedidoV2 are one layout: that the other fits as well is all there is to say.
        let said: Vec<_> = report.diagnostics.iter().filter(|diagnostic| diagnostic.code != "V502").collect();
        assert!(report.valid && said.is_empty(), "{}: {said:#?}", path.display());
    });
}
