//! How a caller says who it is: what is configured for it, how a token is had, and where in a call each value goes.
//!
//! Data of a system, read from its TOML. Input: values by their names. Output: what they fill in, and the token that an
//! answer holds. Keeps no value and calls nobody.

use serde_json::Value;

use super::file::{CredentialFile, Ordered, PlaceFile, TokenCallFile, TokenTextFile};
use super::model::{Evidence, Field, Layout, Presence, Root};

/// One of the ways in which a caller of a system can say who it is.
#[derive(Clone, Debug)]
pub struct Credential {
    /// As a configuration calls it.
    pub name: String,
    /// The values that have to be configured.
    pub secrets: Vec<String>,
    /// Parts of an envelope, each with a text in which names in braces are filled in.
    pub parts: Vec<(String, String)>,
    /// Fields of every item, likewise.
    pub fields: Vec<(String, String)>,
    /// Header lines, likewise.
    pub headers: Vec<String>,
    /// The call that gives the value which is not configured.
    pub call: Option<TokenCall>,
    /// How we know it.
    pub evidence: Evidence,
}

/// The call that gives a token.
#[derive(Clone, Debug)]
pub struct TokenCall {
    /// The layout of its request and its answer.
    pub layout: String,
    /// The names of the user and the password of HTTP's own sign-in, where the call wants it.
    pub basic: Option<(String, String)>,
    /// The name of the value that it gives.
    pub gives: String,
    /// When the token is renewed, in seconds, where its answer does not say how long it lasts.
    pub renew_after: u32,
    /// How we know it.
    pub evidence: Evidence,
    fields: Vec<(String, String)>,
    token: PlaceFile,
    seconds: Option<PlaceFile>,
    text: Option<TokenTextFile>,
}

/// What a call for a token gave.
#[derive(Clone, PartialEq, Eq)]
pub struct Token {
    /// As it goes into a call.
    pub value: String,
    /// How many seconds it lasts, where the answer says so.
    pub seconds: Option<u64>,
}

impl Layout {
    /// Whether whoever sends a payload puts this value of it in, in the place of what stands there.
    pub fn is_placed(&self, field: &Field) -> bool {
        let is_named = |credential: &Credential| credential.fields.iter().any(|(name, _)| **name == *field.name);
        match field.presence {
            Presence::Credential => true,
            _ => field.block == self.request && self.system.credentials.iter().any(is_named),
        }
    }
}

impl Credential {
    pub(super) fn read(file: &CredentialFile) -> Self {
        Self {
            name: file.name.clone(),
            secrets: file.secrets.clone(),
            parts: pairs(&file.parts),
            fields: pairs(&file.fields),
            headers: file.headers.clone(),
            call: file.call.as_ref().map(TokenCall::read),
            evidence: Evidence::of(file.observed.as_deref(), file.inferred.as_deref()),
        }
    }
}

impl TokenCall {
    fn read(file: &TokenCallFile) -> Self {
        Self {
            layout: file.layout.clone(),
            basic: file.basic.clone(),
            gives: file.gives.clone(),
            renew_after: file.renew_after,
            evidence: Evidence::of(file.observed.as_deref(), file.inferred.as_deref()),
            fields: pairs(&file.fields),
            token: file.token.clone(),
            seconds: file.seconds.clone(),
            text: file.text.clone(),
        }
    }

    /// The JSON that asks for a token, in the form of a layout's root; nothing where the call has no fields.
    /// `None` where a value is not known.
    pub fn body<'v>(&self, root: Root, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
        if self.fields.is_empty() {
            return Some(String::new());
        }
        let filled = |(name, text): &(String, String)| Some((name.clone(), Value::String(fill(text, &value)?)));
        let object = Value::Object(self.fields.iter().map(filled).collect::<Option<_>>()?);
        let body = if root == Root::List { Value::Array(vec![object]) } else { object };
        Some(body.to_string())
    }

    /// The token that an answer holds. The answer is JSON as it must be, or the plain text that the system is known to give.
    pub fn token(&self, answer: &str) -> Option<Token> {
        let Ok(json) = serde_json::from_str::<Value>(answer) else { return self.plain(answer.trim()) };
        if let Value::String(text) = &json {
            return self.plain(text.trim());
        }
        let value = self.token.find(&json).and_then(|found| found.as_str().map(str::to_owned));
        let seconds = self.seconds.as_ref().and_then(|place| place.find(&json)).and_then(|found| match found {
            Value::String(text) => text.trim().parse().ok(),
            found => found.as_u64(),
        });
        usable(value?).map(|value| Token { value, seconds })
    }

    fn plain(&self, answer: &str) -> Option<Token> {
        let text = self.text.as_ref().filter(|text| answer.starts_with(&text.begins))?;
        let value = match text.length {
            None => answer,
            // Behind the words that it begins with stand the characters that count.
            Some(length) => {
                let (at, _) = answer.char_indices().rev().nth((length as usize).checked_sub(1)?)?;
                answer.get(at.max(text.begins.len())..)?
            }
        };
        let is_whole = text.length.is_none_or(|length| value.chars().count() == length as usize);
        usable(value.to_owned()).filter(|_| is_whole).map(|value| Token { value, seconds: None })
    }
}

impl PlaceFile {
    fn find(&self, json: &Value) -> Option<Value> {
        let found = json.get(&self.field)?;
        match &self.inside {
            None => Some(found.clone()),
            Some(name) => serde_json::from_str::<Value>(found.as_str()?).ok()?.get(name).cloned(),
        }
    }
}

/// A token that can stand in a header: visible characters, and at least one.
fn usable(value: String) -> Option<String> {
    (!value.is_empty() && value.bytes().all(|byte| byte.is_ascii_graphic())).then_some(value)
}

/// A text with its names in braces filled in; `None` where a value is not known.
pub fn fill<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
    fill_with(text, |name, acc| {
        acc.push_str(value(name)?);
        Some(())
    })
}

/// The same for a path of an address: what is filled in is percent-encoded, so that it stays one piece of the path.
pub fn fill_path<'v>(text: &str, value: impl Fn(&str) -> Option<&'v str>) -> Option<String> {
    fill_with(text, |name, acc| {
        let value = value(name)?;
        // A piece of dots would lead to another place.
        if value.is_empty() || value.bytes().all(|byte| byte == b'.') {
            return None;
        }
        for byte in value.bytes() {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => acc.push(char::from(byte)),
                _ => acc.push_str(&format!("%{byte:02X}")),
            }
        }
        Some(())
    })
}

fn fill_with(text: &str, mut put: impl FnMut(&str, &mut String) -> Option<()>) -> Option<String> {
    let mut acc = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        acc.push_str(before);
        let (name, after) = after.split_once('}')?;
        put(name, &mut acc)?;
        rest = after;
    }
    acc.push_str(rest);
    Some(acc)
}

fn pairs(table: &Ordered<String>) -> Vec<(String, String)> {
    table.0.clone()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn call(system: &str, name: &str) -> TokenCall {
        let system = catalog::system(system).expect("it is bundled");
        let credential = system.credentials.iter().find(|credential| credential.name == name).expect("it is there");
        credential.call.clone().expect("it has a call")
    }

    #[track_caller]
    fn check_token(system: &str, name: &str, answer: &str, expected: Option<(&str, Option<u64>)>) {
        let token = call(system, name).token(answer);
        let actual = token.as_ref().map(|token| (token.value.as_str(), token.seconds));
        assert_eq!(actual, expected, "{answer}");
    }

    #[test]
    fn a_token_is_a_field_of_the_answer() {
        check_token("depsnet", "token", r#"{"token":"a1","dataValidade":"x"}"#, Some(("a1", None)));
        check_token("depsnet", "token", r#"{"token":null}"#, None);
        check_token("depsnet", "token", r#"{"token":"a"#, None);
        check_token("depsnet", "token", r#"{"token":""}"#, None);
        check_token("depsnet", "token", "<html></html>", None);
        check_token("depsnet", "token", "", None);
    }

    #[test]
    fn a_token_with_a_line_break_would_be_two_headers() {
        check_token("depsnet", "token", r#"{"token":"a\r\nb: c"}"#, None);
    }

    #[test]
    fn a_text_may_hold_json() {
        let answer = r#"{"jsonToken":"{\"access_token\":\"t\",\"expires_in\":604800}"}"#;
        check_token("fis", "usuario", answer, Some(("t", Some(604_800))));
        check_token("fis", "chave", answer, Some(("t", Some(604_800))));
        check_token("fis", "usuario", r#"{"jsonToken":"t"}"#, None);
    }

    #[test]
    fn an_answer_may_be_plain_text() {
        let id = "0f8fad5b-d9cb-469f-a165-70867728950e";
        check_token("oobj", "sessao-1", &format!("x-auth-token: {id}\n"), Some((id, None)));
        check_token("oobj", "sessao-1", &format!("x-auth-token{id}"), Some((id, None)));
        check_token("oobj", "sessao-1", "x-auth-token: 1", None);
        check_token("oobj", "sessao-1", id, None);
        check_token("oobj", "sessao-1", r#"{"jwt":"eyJ.a.b"}"#, Some(("eyJ.a.b", None)));
        check_token("oobj", "sessao-2", "eyJ.a.b", Some(("eyJ.a.b", None)));
        check_token("oobj", "sessao-2", r#""eyJ.a.b""#, Some(("eyJ.a.b", None)));
        check_token("oobj", "sessao-2", "Internal error", None);
    }

    #[test]
    fn the_question_for_a_token_is_escaped() {
        let value = |name: &str| if name == "login" { Some("a\"b") } else { Some("{login}") };
        let body = call("depsnet", "token").body(Root::Object, value);
        assert_eq!(body.as_deref(), Some(r#"{"login":"a\"b","senha":"{login}"}"#));
        assert_eq!(call("depsnet", "token").body(Root::Object, |_| None), None);
        assert_eq!(call("oobj", "sessao-1").body(Root::Object, |_| None).as_deref(), Some(""));
    }

    #[track_caller]
    fn check_path(value: &str, expected: Option<&str>) {
        let filled = fill_path("/a/{b}.pdf", |name| (name == "b").then_some(value));
        assert_eq!(filled.as_deref(), expected);
    }

    #[test]
    fn what_is_filled_into_a_path_stays_one_piece() {
        check_path("35", Some("/a/35.pdf"));
        check_path("../x?y=1#z", Some("/a/..%2Fx%3Fy%3D1%23z.pdf"));
        check_path("ção", Some("/a/%C3%A7%C3%A3o.pdf"));
        check_path("..", None);
        check_path("", None);
        assert_eq!(fill_path("/{c}", |_| None), None);
    }

    #[test]
    fn what_is_placed_is_known_by_the_systems_credentials() {
        let placed = |id: &str| {
            let layout = catalog::layout(id).expect("it is bundled");
            let rows = layout.fields.iter().filter(|field| layout.is_placed(field));
            rows.map(|field| field.path.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(placed("senior-g5/convenio/Consumir"), ["user", "password", "encryption"]);
        assert_eq!(placed("depsnet/pessoa"), ["token"]);
        // The call that asks for a token is made of what a person types.
        assert!(placed("depsnet/token").is_empty());
        assert!(placed("fis/login").is_empty());
    }

    /// What the data names has to be there: no loader proves a system, because systems are only ours.
    #[test]
    fn credentials_of_the_systems_lead_somewhere() {
        for system in catalog::systems() {
            let of_system = || catalog::entries().filter(|entry| entry.system() == system.id);
            for credential in &system.credentials {
                let known = |name: &str| {
                    let gives = credential.call.as_ref().map(|call| call.gives.as_str());
                    credential.secrets.iter().map(String::as_str).chain(gives).find(|known| *known == name)
                };
                let texts = credential.parts.iter().chain(&credential.fields).map(|(_, text)| text);
                for text in texts.chain(&credential.headers) {
                    assert!(fill(text, known).is_some(), "{}: {text}", system.id);
                }
                for (part, _) in &credential.parts {
                    assert!(system.file.part.iter().any(|known| known.name == *part), "{part}");
                }
                for (field, _) in &credential.fields {
                    let knows = |entry: catalog::Entry| entry.load().is_some_and(|layout| layout.has_name(field));
                    assert!(of_system().any(knows), "{field}");
                }
                let Some(call) = &credential.call else { continue };
                let layout = catalog::layout(&call.layout).expect("the call has a layout");
                assert!(call.body(layout.root, known).is_some(), "{}", call.layout);
                for (field, _) in &call.fields {
                    assert!(layout.rows(crate::report::Direction::Request).any(|row| *row.path == **field), "{field}");
                }
                for name in call.basic.iter().flat_map(|(user, password)| [user, password]) {
                    assert!(credential.secrets.contains(name), "{name}");
                }
            }
        }
    }
}
