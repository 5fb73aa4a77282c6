//! How the simulator plays each system: what no manual says and a server has to answer all the same.
//!
//! Input: `systems/<id>.toml`, carried inside the program. Output: sample credentials, and the answers around a call.
//! Holds nothing that a layout says: what is wrong with a payload, and what a port answers, comes from there.

use std::collections::BTreeMap;

use serde::Deserialize;

/// How one system is played.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Play {
    /// Which of the system's addresses is played; none where it has one alone.
    pub address: Option<String>,
    /// How many seconds a session lasts.
    pub lifetime: u64,
    /// Layouts whose unique values name a record that the same value changes later: it may come again.
    #[serde(default)]
    pub updates: Vec<String>,
    /// What stands in the braces of addresses for whoever has nothing of their own.
    #[serde(default)]
    pub variables: BTreeMap<String, String>,
    /// Where layouts go that name no address themselves.
    #[serde(default)]
    pub paths: BTreeMap<String, String>,
    /// The credentials that are taken, by the names that the system asks for. They are public.
    pub sample: BTreeMap<String, String>,
    #[serde(default)]
    pub grant: Vec<Grant>,
    #[serde(default)]
    pub renewal: Vec<Renewal>,
    #[serde(default)]
    pub showing: Vec<Showing>,
    #[serde(default)]
    pub ending: Vec<Ending>,
    #[serde(default)]
    pub lookup: Vec<Lookup>,
    pub reply: Replies,
}

impl Play {
    /// The refusal of a payload with errors of these codes; some systems have another one where all that is wrong is that
    /// something is missing.
    pub fn rejected(&self, codes: &[String]) -> &Template {
        let missing = self.reply.missing.as_ref();
        missing.filter(|missing| codes.iter().all(|code| missing.codes.contains(code))).unwrap_or(&self.reply.rejected)
    }
}

/// A call that begins a session; what it asks for is said by the system's credentials.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Grant {
    pub layout: String,
    /// What a token looks like.
    pub token: String,
    pub body: String,
    /// The answer to who asks for plain text.
    pub text: Option<String>,
    pub limit: Option<Limit>,
}

/// A call that goes on with a session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Renewal {
    pub layout: String,
    /// The field that holds the token for renewals; without one the session itself is asked for.
    pub field: Option<String>,
    pub token: String,
    pub body: String,
    pub limit: Option<Limit>,
}

/// A call that tells of a session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Showing {
    pub layout: String,
    pub body: String,
    pub limit: Option<Limit>,
}

/// A call that ends a session.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Ending {
    pub layout: String,
}

/// A call that asks for something that was taken before.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Lookup {
    pub layout: String,
    /// The name in braces in its path whose value the payload holds.
    pub variable: String,
    pub body: String,
}

/// More calls than this in so many seconds are refused.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Limit {
    pub calls: u32,
    pub seconds: u64,
}

/// The answers around a call.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Replies {
    pub processed: Template,
    pub rejected: Template,
    pub refused: Template,
    pub other: Template,
    pub missing: Option<Template>,
    pub limited: Option<Template>,
}

/// A status, and a body in which names in braces are filled in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    pub status: u16,
    pub body: String,
    /// It is for payloads whose errors are all of these codes.
    #[serde(default)]
    pub codes: Vec<String>,
}

/// The sentences of the simulator.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    pub processed: String,
    pub idle: String,
    pub refused: String,
    pub no_session: String,
    pub and_more: String,
    pub repeated: String,
    pub updated: String,
    pub no_port: String,
    pub not_found: String,
    pub method: String,
    pub limited: String,
    pub too_large: String,
    pub too_slow: String,
    pub unreadable: String,
}

const FILES: [(&str, &str); 4] = [
    ("depsnet", include_str!("../systems/depsnet.toml")),
    ("fis", include_str!("../systems/fis.toml")),
    ("oobj", include_str!("../systems/oobj.toml")),
    ("senior-g5", include_str!("../systems/senior-g5.toml")),
];

const WORDS: &str = include_str!("../systems/words.toml");

/// Every system that is played, by its folder name.
pub(crate) fn plays() -> Result<Vec<(&'static str, Play)>, toml::de::Error> {
    FILES.into_iter().map(|(id, text)| Ok((id, toml::from_str(text)?))).collect()
}

pub(crate) fn words() -> Result<Words, toml::de::Error> {
    toml::from_str(WORDS)
}

#[cfg(test)]
mod tests {
    use validator_core::catalog;

    use super::*;

    #[test]
    fn every_system_is_played() {
        let played: Vec<&str> = FILES.iter().map(|(id, _)| *id).collect();
        let mut known: Vec<&str> = catalog::entries().map(catalog::Entry::system).collect();
        known.dedup();
        assert_eq!(played, known);
    }

    #[test]
    fn every_name_leads_somewhere() {
        words().expect("the sentences can be read");
        for (id, play) in plays().expect("the files can be read") {
            let system = catalog::system(id).expect("it is bundled");
            let address = play.address.as_deref();
            assert!(address.is_none_or(|name| system.http.addresses.iter().any(|known| known.name == name)), "{id}");
            let layouts = play.grant.iter().map(|grant| &grant.layout);
            let layouts = layouts.chain(play.renewal.iter().map(|renewal| &renewal.layout));
            let layouts = layouts.chain(play.showing.iter().map(|showing| &showing.layout));
            let layouts = layouts.chain(play.ending.iter().map(|ending| &ending.layout));
            let layouts = layouts.chain(play.paths.keys()).chain(&play.updates);
            for layout in layouts.chain(play.lookup.iter().map(|lookup| &lookup.layout)) {
                assert!(catalog::layout(layout).is_some(), "{layout}");
            }
            let variables = play.lookup.iter().map(|lookup| &lookup.variable);
            for variable in variables.chain(play.variables.keys()) {
                assert!(system.http.variables.iter().any(|known| known.name == *variable), "{variable}");
            }
        }
    }
}
