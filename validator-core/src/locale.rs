//! The three languages in which Gabarito speaks.

use std::str::FromStr;

/// A language; Portuguese is the first and the default.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Locale {
    /// Brazilian Portuguese.
    #[default]
    PtBr,
    /// English.
    En,
    /// Spanish.
    Es,
}

impl Locale {
    /// All of them, Portuguese first.
    pub const ALL: [Locale; 3] = [Locale::PtBr, Locale::En, Locale::Es];

    /// Its language tag.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::PtBr => "pt-BR",
            Locale::En => "en",
            Locale::Es => "es",
        }
    }
}

impl FromStr for Locale {
    type Err = ();

    /// Reads a language tag by its first part: `pt`, `pt-BR`, `pt_BR.UTF-8`.
    fn from_str(tag: &str) -> Result<Self, ()> {
        let language = tag.split(['-', '_', '.']).next().unwrap_or_default();
        match language.to_ascii_lowercase().as_str() {
            "pt" => Ok(Locale::PtBr),
            "en" => Ok(Locale::En),
            "es" => Ok(Locale::Es),
            _ => Err(()),
        }
    }
}
