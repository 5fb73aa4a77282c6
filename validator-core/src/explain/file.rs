//! The TOML of a code, as written; unknown keys are refused.
//!
//! The build reads the bundled files through these same types and writes them in a compact form. This module knows
//! nothing else of the core, so that the build script can take it in.

use std::collections::BTreeMap;
use std::ops::Deref;

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

/// What there is to say about a code.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CodeFile {
    /// `V302`.
    pub code: String,
    /// `too-long`.
    pub name: String,
    /// The default severity: `error`, `warning` or `hint`.
    pub severity: String,
    #[serde(rename = "pt-BR")]
    pub(super) pt_br: Wording,
    pub(super) en: Wording,
    pub(super) es: Wording,
    #[serde(default)]
    pub(super) variant: BTreeMap<String, Variant>,
    pub(super) example: Option<Example>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Wording {
    pub title: Option<String>,
    pub message: Option<String>,
    pub why: Option<String>,
    pub help: Option<String>,
    pub fix: Option<String>,
    pub label: Option<String>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Variant {
    #[serde(rename = "pt-BR", default)]
    pub pt_br: Wording,
    #[serde(default)]
    pub en: Wording,
    #[serde(default)]
    pub es: Wording,
    pub example: Option<Example>,
}

/// A payload that raises the code and one that does not.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Example {
    /// Id of the bundled layout they are checked with; none: it is detected.
    pub layout: Option<String>,
    /// Or the text of a small layout of their own.
    pub layout_file: Option<LayoutText>,
    /// The system of that layout.
    pub system: Option<String>,
    /// Raises nothing of this code.
    pub valid: Option<String>,
    /// Raises this code.
    pub invalid: Option<String>,
    /// For the codes about layout files: a good one.
    pub valid_layout: Option<LayoutText>,
    /// And one that raises this code.
    pub invalid_layout: Option<LayoutText>,
    /// What a text cannot show, in words.
    pub note: Option<Note>,
}

/// A remark in three languages.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Note {
    #[serde(rename = "pt-BR")]
    pub(super) pt_br: String,
    pub(super) en: String,
    pub(super) es: String,
}

/// The text of a layout file, and what the build made of it.
#[derive(Clone, Debug, Serialize)]
pub struct LayoutText {
    pub(super) text: String,
    /// The layout or what is wrong with its text, in the compact form.
    pub(crate) read: Vec<u8>,
}

impl Deref for LayoutText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl<'de> Deserialize<'de> for LayoutText {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if deserializer.is_human_readable() {
            return Ok(Self { text: String::deserialize(deserializer)?, read: Vec::new() });
        }
        let (text, read) = Deserialize::deserialize(deserializer)?;
        Ok(Self { text, read })
    }
}
