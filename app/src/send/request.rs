//! The payload as it leaves the page. What is shown of it is what is sent.
//!
//! Input: a text and its layout. Output: the payload alone, every credential in it covered, and what a person has to know of it
//! before. What stood around it, such as a command line with a token, does not leave.

use proxy_api::{Confirmation, EnvironmentInfo, KeyPart};
use validator_core::layout::Layout;
use validator_core::outgoing::Outgoing;
use validator_core::report::Direction;
use validator_core::{LayoutChoice, Options, Source, without_secrets};

/// The payload without its credentials; they keep their length.
pub fn covered(text: &str, layout: &Layout) -> String {
    let options = Options { layout: LayoutChoice::Use(layout), ..Options::default() };
    let source = Source::from_text(text);
    without_secrets(&Source::from_text(source.payload()), &options).into_owned()
}

/// The fields that the proxy fills in, by their documented paths.
pub fn credentials(layout: &Layout) -> impl Iterator<Item = &str> {
    layout.rows(Direction::Request).filter(|field| field.is_secret).map(|field| &*field.path)
}

/// By what a person finds the record in the system.
pub fn natural_key(payload: &str, layout: &Layout) -> Vec<KeyPart> {
    let key = Outgoing::read(&Source::from_text(payload), layout).facts().natural_key;
    key.into_iter().map(|part| KeyPart { field: part.field, value: part.value }).collect()
}

/// What a person has to say yes to before this payload may go to this environment.
pub fn to_confirm(payload: &str, layout: &Layout, environment: &EnvironmentInfo) -> Vec<Confirmation> {
    let production = || Confirmation::Production { environment: environment.name.clone() };
    let deletes = Outgoing::read(&Source::from_text(payload), layout).facts().deletes;
    environment.production.then(production).into_iter().chain(deletes.then_some(Confirmation::Deletion {})).collect()
}

#[cfg(test)]
mod tests {
    use validator_core::catalog;

    use super::*;

    #[track_caller]
    fn check_covered(id: &str, text: &str, expected: &str) {
        let layout = catalog::layout(id).expect("a bundled layout");
        assert_eq!(covered(text, layout), expected);
    }

    const PAYLOAD: &str = r#"[{"token":"a1b2","tipo":"F"}]"#;
    const COVERED: &str = r#"[{"token":"****","tipo":"F"}]"#;

    #[test]
    fn credentials_stay_here() {
        check_covered("depsnet/pessoa", PAYLOAD, COVERED);
        check_covered("depsnet/pessoa", COVERED, COVERED);
    }

    #[test]
    fn a_command_leaves_without_its_words() {
        check_covered("depsnet/pessoa", &format!("curl -u ana:1234 -d '{PAYLOAD}' https://x"), COVERED);
    }

    #[test]
    fn a_sample_of_every_layout_leaves_whole() {
        for layout in catalog::entries().filter_map(|entry| catalog::layout(entry.id())) {
            let sample = validator_core::samples::full(layout);
            assert_eq!(covered(&sample, layout).len(), sample.len(), "{}", layout.id);
        }
    }
}
