//! What is wrong with a configuration, and how a token gets into it, in three languages.

mod en;
mod es;
mod pt_br;

use proxy::config::{ConfigError, Fault, SecretFault};

use super::Text;

pub(crate) use self::{en::EN, es::ES, pt_br::PT_BR};

/// The sentences of one language.
pub(crate) struct ConfigText {
    pub line: &'static str,
    pub not_toml: &'static str,
    pub unknown_key: &'static str,
    pub missing: &'static str,
    pub wrong_value: &'static str,
    pub between: fn(min: &str, max: &str) -> String,
    pub at_least: fn(min: &str) -> String,
    pub at_most: fn(max: &str) -> String,
    pub not_listenable: &'static str,
    pub not_an_address: &'static str,
    pub not_an_origin: &'static str,
    pub not_a_network: &'static str,
    pub not_public: &'static str,
    pub name_taken: &'static str,
    pub unknown_system: &'static str,
    pub unknown_address: &'static str,
    pub unknown_layout: &'static str,
    pub not_a_path: &'static str,
    pub unknown_credential: &'static str,
    pub ambiguous_credential: &'static str,
    pub unknown_environment: &'static str,
    pub not_a_header: &'static str,
    pub not_a_hash: &'static str,
    pub open_to_all: &'static str,
    pub from_anybody: &'static str,
    pub no_variable: fn(name: &str) -> String,
    pub no_text: &'static str,

    pub token_about: &'static str,
    pub user_help: &'static str,
    pub token_once: &'static str,
    pub token_lines: &'static str,
    pub no_memory: &'static str,
}

impl Text {
    /// One line: the file, the line, the key, and what is wrong there.
    pub fn config_error(&self, error: &ConfigError) -> String {
        let file = error.file.display().to_string();
        let what = match &error.fault {
            Fault::Unreadable(kind) => return (self.cannot_read)(&file, &self.reason(&(*kind).into())),
            Fault::OpenToAll if error.line.is_none() => return self.config.open_to_all.to_owned(),
            fault => self.config_fault(fault),
        };
        let place = error.line.map(|line| format!(", {} {line}", self.config.line)).unwrap_or_default();
        let key = if error.key.is_empty() { String::new() } else { format!("{}: ", error.key) };
        format!("{file}{place}: {key}{what}")
    }

    fn config_fault(&self, fault: &Fault) -> String {
        let text = self.config;
        let sentence = match fault {
            Fault::Unreadable(kind) => return self.reason(&(*kind).into()),
            Fault::OutOfRange { min: Some(min), max: Some(max) } => return (text.between)(min, max),
            Fault::OutOfRange { min: Some(min), max: None } => return (text.at_least)(min),
            Fault::OutOfRange { min: None, max: Some(max) } => return (text.at_most)(max),
            Fault::Secret(SecretFault::NoVariable(name)) => return (text.no_variable)(name),
            Fault::Secret(SecretFault::Unreadable(path, kind)) => {
                return (self.cannot_read)(&path.display().to_string(), &self.reason(&(*kind).into()));
            }
            Fault::Secret(SecretFault::NoText) => text.no_text,
            Fault::NotToml => text.not_toml,
            Fault::UnknownKey => text.unknown_key,
            Fault::Missing => text.missing,
            Fault::WrongValue | Fault::OutOfRange { min: None, max: None } => text.wrong_value,
            Fault::NotListenable => text.not_listenable,
            Fault::NotAnAddress => text.not_an_address,
            Fault::NotAnOrigin => text.not_an_origin,
            Fault::NotANetwork => text.not_a_network,
            Fault::NotPublic => text.not_public,
            Fault::NameTaken => text.name_taken,
            Fault::UnknownSystem => text.unknown_system,
            Fault::UnknownAddress => text.unknown_address,
            Fault::UnknownLayout => text.unknown_layout,
            Fault::NotAPath => text.not_a_path,
            Fault::UnknownCredential => text.unknown_credential,
            Fault::AmbiguousCredential => text.ambiguous_credential,
            Fault::UnknownEnvironment => text.unknown_environment,
            Fault::NotAHeader => text.not_a_header,
            Fault::NotAHash => text.not_a_hash,
            Fault::OpenToAll => text.open_to_all,
            Fault::FromAnybody => text.from_anybody,
        };
        sentence.to_owned()
    }
}
