//! How a value and a name are written in each notation.

use super::entry::Entered;
use crate::tree::Syntax;

/// A value as it stands in the text: of an element what is between its tags.
pub(super) fn value(syntax: Syntax, entered: &Entered) -> String {
    match syntax {
        Syntax::Json if entered.is_bare => entered.text.clone(),
        Syntax::Json => quoted(&entered.text),
        Syntax::Xml => entered.text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"),
    }
}

/// A value between the quotes of an attribute.
pub(super) fn attribute(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
    // Plain ones would be read as blanks.
    text.replace('\n', "&#10;").replace('\t', "&#9;").replace('\r', "&#13;")
}

/// A text in JSON's quotes.
pub(super) fn quoted(text: &str) -> String {
    // Texts are always written.
    serde_json::to_string(text).unwrap_or_default()
}
