//! Who is calling, and whether that is enough.
//!
//! Input: a call and what the system's data says of credentials. Output: whether one of its ways to say who one is was
//! followed, with a sample credential or with a session that is open. Compares nothing with a real secret: there is none.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hyper::HeaderMap;
use serde_json::Value;
use validator_core::layout::{Credential, Layout};
use validator_core::samples;

use crate::desk::Desk;
use crate::play::Play;
use crate::sessions::Use;

/// What is looked at.
pub(crate) struct Call<'c> {
    pub desk: &'c Desk,
    pub system: &'static str,
    pub play: &'c Play,
    pub layout: &'static Layout,
    pub headers: &'c HeaderMap,
    pub text: &'c str,
    pub now: u64,
}

impl Call<'_> {
    /// Whether the call says who it comes from, in one of the ways that the system knows.
    pub fn is_allowed(&self) -> bool {
        self.layout.system.credentials.iter().any(|credential| self.follows(credential))
    }

    /// The session that the call shows in one of its headers.
    pub fn session(&self) -> Option<String> {
        let credentials = self.layout.system.credentials.iter();
        let mut headers = credentials.flat_map(|credential| &credential.headers);
        headers.find_map(|line| {
            let (name, form) = line.split_once(':')?;
            let shown = placed(form.trim(), self.header(name)?)?;
            self.desk.is_good(self.system, Use::Calls, shown, self.now).then(|| shown.to_owned())
        })
    }

    fn follows(&self, credential: &Credential) -> bool {
        let is_right = |form: &str, actual: &str| match name_in(form) {
            None => form == actual,
            Some(name) => placed(form, actual).is_some_and(|shown| self.is_known(credential, name, shown)),
        };
        let headers = credential.headers.iter().all(|line| {
            let found = line.split_once(':').and_then(|(name, form)| Some((form.trim(), self.header(name)?)));
            found.is_some_and(|(form, actual)| is_right(form, actual))
        });
        let placed: Vec<&(String, String)> = credential.parts.iter().chain(&credential.fields).collect();
        let paths: Vec<&str> = placed.iter().map(|(path, _)| path.as_str()).collect();
        let values = samples::values(self.layout, self.text, &paths);
        // Every item says it, and there is one.
        let in_body = placed.iter().zip(values).all(|((_, form), values)| {
            !values.is_empty() && values.iter().all(|value| value.as_deref().is_some_and(|value| is_right(form, value)))
        });
        headers && in_body && !(credential.headers.is_empty() && placed.is_empty())
    }

    fn is_known(&self, credential: &Credential, name: &str, shown: &str) -> bool {
        let is_given = credential.call.as_ref().is_some_and(|call| call.gives == name);
        match is_given {
            true => self.desk.is_good(self.system, Use::Calls, shown, self.now),
            false => self.play.sample.get(name).is_some_and(|sample| sample == shown),
        }
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name.trim())?.to_str().ok()
    }

    /// Whether a call for a token shows the sample credentials that it has to.
    pub fn may_begin(&self) -> bool {
        let credentials = self.layout.system.credentials.iter();
        let mut calls = credentials.filter_map(|credential| credential.call.as_ref());
        calls.any(|call| {
            let sample = |name: &str| self.play.sample.get(name).map(String::as_str);
            let has_signed_in = call.basic.as_ref().is_none_or(|(first, second)| {
                let pair = sample(first).zip(sample(second)).map(|(first, second)| format!("{first}:{second}"));
                let shown = self.header("authorization").and_then(|header| header.strip_prefix("Basic "));
                pair.is_some_and(|pair| shown == Some(STANDARD.encode(pair).as_str()))
            });
            call.layout == self.layout.id && has_signed_in && self.has_fields(call.body(self.layout.root, sample))
        })
    }

    /// Whether the call's body has all that a body made of the sample credentials has.
    fn has_fields(&self, expected: Option<String>) -> bool {
        let Some(expected) = expected else { return false };
        if expected.is_empty() {
            return true;
        }
        let object = match serde_json::from_str(&expected) {
            Ok(Value::Array(items)) => items.into_iter().next(),
            Ok(value) => Some(value),
            Err(_) => None,
        };
        let Some(Value::Object(fields)) = object else { return false };
        let paths: Vec<&str> = fields.keys().map(String::as_str).collect();
        let values = samples::values(self.layout, self.text, &paths);
        fields.values().zip(values).all(|(expected, values)| match values.as_slice() {
            [Some(actual)] => expected.as_str() == Some(actual),
            _ => false,
        })
    }
}

/// The name in braces of a text that has one.
fn name_in(form: &str) -> Option<&str> {
    let (_, rest) = form.split_once('{')?;
    rest.split_once('}').map(|(name, _)| name)
}

/// What stands in the place of the name.
fn placed<'a>(form: &str, actual: &'a str) -> Option<&'a str> {
    let (before, rest) = form.split_once('{')?;
    let (_, after) = rest.split_once('}')?;
    actual.strip_prefix(before)?.strip_suffix(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(form: &str, actual: &str, expected: Option<&str>) {
        assert_eq!(placed(form, actual), expected);
    }

    #[test]
    fn what_stands_in_the_place_of_a_name_is_found() {
        check("Bearer {a}", "Bearer x", Some("x"));
        check("{a}", "x", Some("x"));
        check("Bearer {a}", "Basic x", None);
        check("0", "0", None);
    }
}
