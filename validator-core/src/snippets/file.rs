//! A language that a call is written in, as its file in `snippets/` has it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// How a programming language, or a shell, writes a call.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct SnippetFile {
    /// As people call it.
    pub name: String,
    /// What a file of it is called.
    pub file: String,
    /// Its place in a list.
    pub order: u8,
    /// What begins a remark that ends with its line.
    pub remark: String,
    /// How it writes a text.
    pub literal: LiteralFile,
    /// The value of an environment variable, whose name goes in the place of `{name}`.
    pub variable: String,
    /// The same, as it may stand inside of a JSON string.
    pub json_variable: String,
    /// The same, as it may stand between two tags of XML.
    pub xml_variable: String,
    /// The call, with slots in double angle brackets.
    pub call: String,
}

/// How a text is written so that the language reads it back.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct LiteralFile {
    /// What it begins with.
    pub open: String,
    /// What it ends with.
    pub close: String,
    /// What joins two of them.
    pub join: String,
    /// What joins two of them inside of a line.
    pub join_inline: String,
    /// What joins one with what stands outside of it; without it, what joins two inside of a line.
    pub join_outside: Option<String>,
    /// Whether a line end of the text ends a literal too.
    #[serde(default)]
    pub by_line: bool,
    /// Characters that a literal holds at most.
    pub longest: Option<u32>,
    /// Characters that are written in another way inside of it.
    pub escapes: BTreeMap<char, String>,
    /// Characters that stand outside of the literals, and how.
    #[serde(default)]
    pub outside: BTreeMap<char, String>,
    /// How any other control character is written: `{hex}` and `{number}` stand for it.
    pub control: String,
    /// Whether that is outside of the literals.
    #[serde(default)]
    pub control_outside: bool,
}
