//! How an interface is reached, as written: addresses, methods and status codes of a system, routes of an operation.

use serde::{Deserialize, Serialize};

use super::{Spanned, Titles};

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
    /// `PUT`.
    Put,
    /// `PATCH`.
    Patch,
    /// `DELETE`.
    Delete,
}

impl Method {
    /// As it is written in a request.
    pub fn word(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

/// Which way the data goes, as the vendor's system sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Flow {
    /// Into the system.
    In,
    /// Out of the system.
    Out,
}

/// When the system works on a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Execution {
    /// Before it answers.
    Sync,
    /// Right after it answered.
    Async,
    /// At a time of its own.
    Scheduled,
}

/// What a request carries below its headers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Body {
    /// A JSON document.
    Json,
    /// An XML document.
    Xml,
    /// No fields at all.
    None,
    /// No source says.
    Unknown,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HttpFile {
    #[serde(default)]
    pub methods: Vec<Method>,
    #[serde(default)]
    pub address: Vec<AddressFile>,
    #[serde(default)]
    pub variable: Vec<VariableFile>,
    #[serde(default)]
    pub status: Vec<StatusFile>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AddressFile {
    pub name: String,
    pub title: Titles,
    pub base: String,
    pub form: Option<PathFile>,
    #[serde(default)]
    pub headers: Vec<String>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct VariableFile {
    pub name: String,
    pub meaning: Titles,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusFile {
    pub code: u16,
    pub meaning: Titles,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct RouteFile {
    pub address: Option<Spanned<String>>,
    pub method: Option<Method>,
    pub path: Option<PathFile>,
    pub direction: Option<Flow>,
    pub execution: Option<Execution>,
    pub headers: Option<Vec<String>>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SuggestedFile {
    pub names: Vec<String>,
    pub observed: Option<String>,
    pub inferred: Option<String>,
}

/// A path as it must be: what follows an address, with every brace closed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(try_from = "String")]
pub(crate) struct PathFile(pub String);

impl TryFrom<String> for PathFile {
    type Error = &'static str;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        if !path.starts_with('/') {
            return Err("a path begins with `/`");
        }
        let mut is_open = false;
        for brace in path.chars().filter(|c| matches!(c, '{' | '}')) {
            if is_open == (brace == '{') {
                return Err("a brace of the path has no partner");
            }
            is_open = !is_open;
        }
        if is_open { Err("a brace of the path has no partner") } else { Ok(Self(path)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_path(path: &str, is_one: bool) {
        assert_eq!(PathFile::try_from(path.to_owned()).is_ok(), is_one, "{path}");
    }

    #[test]
    fn a_path_begins_with_a_slash() {
        check_path("/a/b?c=d", true);
        check_path("a", false);
        check_path("", false);
    }

    #[test]
    fn braces_of_a_path_come_in_pairs() {
        check_path("/{a}/{b}.pdf", true);
        for path in ["/{a", "/a}", "/{{a}}", "/}a{"] {
            check_path(path, false);
        }
    }
}
