//! An answer on its way out, and templates with something to fill in.
//!
//! Input: a template and values. Output: a body in which the values are text and nothing else.
//! Knows nothing of what is answered.

use std::time::Duration;

use validator_core::tree::Syntax;

use crate::play::Template;

/// One answer.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub status: u16,
    pub content_type: &'static str,
    pub body: Vec<u8>,
    /// The methods that an address takes, when the call's was another.
    pub allow: Option<String>,
    /// How long it is held back.
    pub delay: Duration,
    /// Whether the connection ends in its middle.
    pub is_cut: bool,
}

impl Reply {
    pub fn new(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, content_type, body: body.into(), allow: None, delay: Duration::ZERO, is_cut: false }
    }

    /// A body in a system's own notation.
    pub fn of_system(syntax: Syntax, status: u16, body: impl Into<Vec<u8>>) -> Self {
        let content_type = match syntax {
            Syntax::Json => "application/json",
            Syntax::Xml => "text/xml; charset=utf-8",
        };
        Self::new(status, content_type, body)
    }

    pub fn of_template(syntax: Syntax, template: &Template, message: &str) -> Self {
        Self::of_system(syntax, template.status, fill(&template.body, syntax, &[("message", message)]))
    }
}

/// Fills in names in braces; any other brace stays as it is.
pub(crate) fn fill(template: &str, syntax: Syntax, values: &[(&str, &str)]) -> String {
    let mut acc = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        acc.push_str(before);
        let found = values.iter().find_map(|(name, value)| {
            let after = after.strip_prefix(name)?.strip_prefix('}')?;
            Some((value, after))
        });
        match found {
            Some((value, after)) => {
                acc.push_str(&escaped(value, syntax));
                rest = after;
            }
            None => {
                acc.push('{');
                rest = after;
            }
        }
    }
    acc.push_str(rest);
    acc
}

/// A text as it stands inside quotes in JSON, or between tags in XML.
pub(crate) fn escaped(text: &str, syntax: Syntax) -> String {
    match syntax {
        Syntax::Json => {
            let quoted = serde_json::Value::from(text).to_string();
            quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')).unwrap_or_default().to_owned()
        }
        Syntax::Xml => text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(template: &str, syntax: Syntax, message: &str, expected: &str) {
        assert_eq!(fill(template, syntax, &[("message", message)]), expected);
    }

    #[test]
    fn what_is_filled_in_stays_text() {
        check(r#"{"a":"{message}"}"#, Syntax::Json, "b\"c", r#"{"a":"b\"c"}"#);
        check("<a>{message}</a>", Syntax::Xml, "<b>&", "<a>&lt;b&gt;&amp;</a>");
        check("{message}", Syntax::Json, "{message}", "{message}");
    }

    #[test]
    fn other_braces_stay() {
        check("{other} {", Syntax::Json, "x", "{other} {");
    }
}
