//! How the text around an edit is laid out, and new content in that style.
//!
//! Input: a text, and what is to be added to it. Output: pieces of text. Knows nothing of places.

use super::escape;
use crate::tree::Syntax;

/// Something new.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// As it stands in the text.
    Value(String),
    /// Names with what they hold.
    Block(Vec<(String, Content)>),
    /// Items of JSON's array; in XML the elements stand one after the other.
    List(Vec<Content>),
}

impl Content {
    /// A block with nothing in it.
    pub fn empty() -> Self {
        Content::Block(Vec::new())
    }

    /// A block with one member.
    pub fn block(name: &str, content: Content) -> Self {
        Content::Block(vec![(name.to_owned(), content)])
    }
}

/// The habits of a text.
#[derive(Clone, Debug)]
pub(super) struct Style {
    syntax: Syntax,
    newline: &'static str,
    /// One step of indentation.
    unit: String,
    /// Whether all of it stands in one line.
    pub is_compact: bool,
    /// What follows commas and colons within a line.
    pub space: &'static str,
}

impl Style {
    pub fn of(text: &str, syntax: Syntax) -> Self {
        let is_blank = |c: char| matches!(c, ' ' | '\t');
        let indented = text.lines().find(|line| line.starts_with(is_blank) && !line.trim().is_empty());
        let unit = indented.map(|line| line.chars().take_while(|c| is_blank(*c)).collect::<String>());
        let has_space = text.contains("\": ") || text.contains("\", ") || !text.contains("\":");
        Self {
            syntax,
            newline: if text.contains("\r\n") { "\r\n" } else { "\n" },
            unit: unit.unwrap_or_else(|| "  ".to_owned()),
            is_compact: !text.trim().contains('\n'),
            space: if has_space { " " } else { "" },
        }
    }

    /// A line break and this much indentation.
    pub fn line(&self, indent: &str) -> String {
        format!("{}{indent}", self.newline)
    }

    /// One step further in.
    pub fn deeper(&self, indent: &str) -> String {
        format!("{indent}{}", self.unit)
    }

    /// A member of a block, or an element. Without indentation all of it stands in one line.
    pub fn member(&self, name: &str, content: &Content, indent: Option<&str>) -> String {
        match (self.syntax, content) {
            (Syntax::Json, _) => format!("{}:{}{}", escape::quoted(name), self.space, self.json(content, indent)),
            (Syntax::Xml, Content::List(items)) => {
                let gap = indent.map(|indent| self.line(indent)).unwrap_or_default();
                items.iter().map(|item| self.element(name, item, indent)).collect::<Vec<_>>().join(&gap)
            }
            (Syntax::Xml, _) => self.element(name, content, indent),
        }
    }

    fn element(&self, name: &str, content: &Content, indent: Option<&str>) -> String {
        format!("<{name}{}>{}</{name}>", attributes(content), self.inside(content, indent))
    }

    /// What stands between the tags of an element that begins at `indent`.
    pub fn inside(&self, content: &Content, indent: Option<&str>) -> String {
        match content {
            Content::Value(text) => text.clone(),
            Content::List(items) => items.iter().map(|item| self.inside(item, indent)).collect(),
            Content::Block(members) => {
                let elements = members.iter().filter(|(name, _)| !name.starts_with('@'));
                self.between(elements.map(|(name, content)| (&**name, content)), indent, "")
            }
        }
    }

    /// A value of JSON: a scalar, an object or an array, which begins at `indent`.
    pub fn json(&self, content: &Content, indent: Option<&str>) -> String {
        match content {
            Content::Value(text) => text.clone(),
            Content::Block(members) => {
                let members = members.iter().map(|(name, content)| (&**name, content));
                format!("{{{}}}", self.between(members, indent, ","))
            }
            Content::List(items) => {
                let deeper = indent.map(|indent| self.deeper(indent));
                let items = items.iter().map(|item| self.json(item, deeper.as_deref()));
                format!("[{}]", self.laid_out(items.collect(), indent, ","))
            }
        }
    }

    fn between<'c>(
        &self,
        members: impl Iterator<Item = (&'c str, &'c Content)>,
        indent: Option<&str>,
        comma: &str,
    ) -> String {
        let deeper = indent.map(|indent| self.deeper(indent));
        let parts = members.map(|(name, content)| self.member(name, content, deeper.as_deref()));
        self.laid_out(parts.collect(), indent, comma)
    }

    fn laid_out(&self, parts: Vec<String>, indent: Option<&str>, comma: &str) -> String {
        match indent {
            _ if parts.is_empty() => String::new(),
            None => {
                let space = if comma.is_empty() { "" } else { self.space };
                parts.join(&format!("{comma}{space}"))
            }
            Some(indent) => {
                let line = self.line(&self.deeper(indent));
                format!("{line}{}{}", parts.join(&format!("{comma}{line}")), self.line(indent))
            }
        }
    }
}

/// The members of a block that stand in its start tag.
fn attributes(content: &Content) -> String {
    let Content::Block(members) = content else { return String::new() };
    let attribute = |(name, content): &(String, Content)| match (name.strip_prefix('@'), content) {
        (Some(name), Content::Value(text)) => Some(format!(" {name}=\"{text}\"")),
        _ => None,
    };
    members.iter().filter_map(attribute).collect()
}

/// The white space that ends at `at`.
pub(super) fn blank_before(text: &str, at: u32) -> u32 {
    let before = text.get(..at as usize).unwrap_or_default();
    crate::span::offset(before.trim_end_matches(is_blank).len())
}

/// Whether a piece of text says nothing.
pub(super) fn is_blank_text(text: &str) -> bool {
    text.chars().all(is_blank)
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\r' | '\n')
}

/// The indentation of the line that `at` stands in.
pub(super) fn indent_of(text: &str, at: u32) -> &str {
    let before = text.get(..at as usize).unwrap_or_default();
    let line = before.rfind('\n').map_or(0, |newline| newline + 1);
    let rest = text.get(line..).unwrap_or_default();
    let end = rest.find(|c: char| !matches!(c, ' ' | '\t')).unwrap_or(rest.len());
    rest.get(..end).unwrap_or_default()
}

/// The indentation of something that begins a line; nothing when it stands behind something else.
pub(super) fn own_indent(text: &str, at: u32) -> Option<&str> {
    let blank = text.get(blank_before(text, at) as usize..at as usize)?;
    blank.rfind('\n').and_then(|newline| blank.get(newline + 1..))
}
