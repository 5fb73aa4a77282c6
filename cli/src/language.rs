//! Which language to speak.
//!
//! Input: the arguments and the environment. Output: a locale, Portuguese when nothing else is asked for.
//! What programs read never follows the environment: the same command gives the same bytes everywhere.

use std::ffi::OsString;

use validator_core::Locale;

use crate::arguments::Language;

/// What `--lang` says, else the environment where a person reads along, else Portuguese.
pub(crate) fn choose(asked: Option<Language>, is_for_people: bool) -> Locale {
    match asked {
        Some(language) => language.into(),
        None if is_for_people => of_environment(),
        None => Locale::PtBr,
    }
}

/// The language for help and for what is wrong with the arguments, which are not understood yet.
pub(crate) fn of_arguments(arguments: &[OsString]) -> Locale {
    let mut arguments =
        arguments.iter().filter_map(|argument| argument.to_str()).skip(1).take_while(|argument| *argument != "--");
    let mut asked = None;
    while let Some(argument) = arguments.next() {
        let value = match argument.strip_prefix("--lang") {
            Some("") => arguments.next(),
            Some(value) => value.strip_prefix('='),
            None => None,
        };
        asked = value.and_then(|name| name.parse().ok()).or(asked);
    }
    asked.unwrap_or_else(of_environment)
}

/// The first of these variables that is set decides, as everywhere else on such systems.
fn of_environment() -> Locale {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().filter_map(|name| std::env::var(name).ok());
    set.into_iter().find(|value| !value.is_empty()).and_then(|value| value.parse().ok()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_before_the_rest_is_understood() {
        let arguments = ["gabarito", "checar", "--lang", "es", "--xyz"].map(OsString::from);
        assert_eq!(of_arguments(&arguments), Locale::Es);
        let arguments = ["gabarito", "check", "--lang=en", "--", "--lang=es"].map(OsString::from);
        assert_eq!(of_arguments(&arguments), Locale::En);
    }
}
