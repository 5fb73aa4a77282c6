//! What a call of a layout needs: its method, its address, its headers, its body, and what stands in for all that is secret.
//!
//! Input: a layout, one of its calls, the text of a payload. Output: parts that no language is known in. Names no host and
//! holds no secret: what stands in braces, and the value of a secret field, is an environment variable.

use crate::diagnostic::Sink;
use crate::explain::word;
use crate::layout::{Address, Body, Call, Layout, Method};
use crate::locale::Locale;
use crate::parse::parse;
use crate::secrets::secret_values;
use crate::tree::Syntax;

/// A part of a text that is known, or a variable by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text(String),
    /// A variable of the address or of a header.
    Variable(String),
    /// A variable in the body, where its value has to be written as JSON or XML want it.
    Secret(String),
}

/// A call, ready to be written in any language.
#[derive(Clone, Debug)]
pub struct Target {
    pub(super) method: &'static str,
    pub(super) url: Vec<Part>,
    pub(super) headers: Vec<(String, Vec<Part>)>,
    pub(super) body: Option<Vec<Part>>,
    pub(super) syntax: Syntax,
    /// Sentences to stand above the call: what is not known, and what each variable is.
    pub(super) remarks: Vec<String>,
}

impl Target {
    /// A call of a layout with this text. `choice` is the place of the address among [`addresses`].
    pub fn new(layout: &Layout, choice: usize, text: &str, locale: Locale) -> Self {
        let addresses = addresses(layout);
        let (call, address) = match addresses.get(choice) {
            Some((call, address)) => (Some(call), *address),
            None => (None, None),
        };
        let mut names = Names { layout, locale, remarks: Vec::new() };
        let has_body = layout.body != Body::None;
        let method = call.map(|call| call.methods.as_slice()).unwrap_or_default();
        let is_known = call.is_some_and(|call| call.is_own_method);
        let method = match method {
            [only] => *only,
            _ if has_body => Method::Post,
            [first, ..] => *first,
            [] => Method::Get,
        };
        if !is_known {
            names.remarks.push(word(locale, "snippet_method").replace("{method}", method.word()));
        }
        let path = call.and_then(|call| call.paths.first().copied());
        let url = match address {
            Some(address) => names.parts(&format!("{}{}", address.base, path.unwrap_or_default())),
            None => {
                let mut url = vec![names.variable("url", word(locale, "snippet_url"))];
                url.extend(names.parts(path.unwrap_or_default()));
                url
            }
        };
        let syntax = layout.syntax();
        let mut headers: Vec<(String, Vec<Part>)> = Vec::new();
        for header in call.map(|call| call.headers).unwrap_or_default() {
            if let Some((name, value)) = header.split_once(':') {
                headers.push((name.trim().to_owned(), names.parts(value.trim())));
            }
        }
        let has_type = headers.iter().any(|(name, _)| name.eq_ignore_ascii_case(CONTENT_TYPE));
        if has_body && !has_type {
            let kind = match syntax {
                Syntax::Json => "application/json",
                Syntax::Xml if layout.system.envelope.is_some() => "text/xml; charset=utf-8",
                Syntax::Xml => "application/xml; charset=utf-8",
            };
            headers.insert(0, (CONTENT_TYPE.to_owned(), vec![Part::Text(kind.to_owned())]));
        }
        if layout.system.envelope.is_some() && !headers.iter().any(|(name, _)| name.eq_ignore_ascii_case("SOAPAction"))
        {
            headers.push(("SOAPAction".to_owned(), vec![Part::Text("\"\"".to_owned())]));
        }
        let body = has_body.then(|| names.body(text));
        Self { method: method.word(), url, headers, body, syntax, remarks: names.remarks }
    }
}

/// The name of the header that says what a body is.
pub(super) const CONTENT_TYPE: &str = "Content-Type";

/// The ways to reach a layout: each of its calls at each address that it goes to.
pub fn addresses(layout: &Layout) -> Vec<(Call<'_>, Option<&Address>)> {
    let mut acc = Vec::new();
    for call in layout.calls() {
        let own = call.address;
        let all = layout.call_addresses().into_iter().filter(|address| own.is_none_or(|own| own.name == address.name));
        let all: Vec<Option<&Address>> = all.map(Some).collect();
        let all = if all.is_empty() { vec![None] } else { all };
        acc.extend(all.into_iter().map(|address| (call.clone(), address)));
    }
    acc
}

/// Variables, by the names that they have in the environment.
struct Names<'l> {
    layout: &'l Layout,
    locale: Locale,
    remarks: Vec<String>,
}

impl Names<'_> {
    /// A variable of the environment: `FIS_ACCESS_TOKEN`. The system's name keeps it apart from what stands there already.
    fn variable(&mut self, name: &str, meaning: &str) -> Part {
        let name = format!("{}_{}", upper(&self.layout.system.id), upper(name));
        let remark = format!("{name}: {meaning}");
        if !self.remarks.contains(&remark) {
            self.remarks.push(remark);
        }
        Part::Variable(name)
    }

    /// A text with variables in braces.
    fn parts(&mut self, text: &str) -> Vec<Part> {
        let mut acc = Vec::new();
        let mut rest = text;
        while let Some((before, inside)) = rest.split_once('{') {
            let Some((name, after)) = inside.split_once('}') else { break };
            let known = self.layout.system.http.variables.iter().find(|variable| variable.name == name);
            let meaning = known.and_then(|variable| variable.meanings.get(self.locale as usize)).cloned();
            acc.extend((!before.is_empty()).then(|| Part::Text(before.to_owned())));
            acc.push(self.variable(name, &meaning.unwrap_or_else(|| name.to_owned())));
            rest = after;
        }
        acc.extend((!rest.is_empty()).then(|| Part::Text(rest.to_owned())));
        acc
    }

    /// The text of a payload, each value of a secret field a variable.
    fn body(&mut self, text: &str) -> Vec<Part> {
        let tree = parse(text, &mut Sink::default());
        let mut acc = Vec::new();
        let mut done = 0;
        for (span, field) in secret_values(&tree, self.layout) {
            let written = span.text(text);
            let quotes = usize::from(written.len() >= 2 && written.starts_with('"') && written.ends_with('"'));
            let (start, end) = (span.start as usize + quotes, span.end as usize - quotes);
            let Some(before) = text.get(done..start) else { continue };
            acc.push(Part::Text(before.to_owned()));
            if let Part::Variable(name) = self.variable(&field.name, &field.label) {
                acc.push(Part::Secret(name));
            }
            done = end;
        }
        acc.extend(text.get(done..).filter(|rest| !rest.is_empty()).map(|rest| Part::Text(rest.to_owned())));
        acc
    }
}

/// `senior-g5` and `chaveAcesso` as the environment spells them: letters, digits and underscores.
fn upper(name: &str) -> String {
    let mut acc = String::new();
    let mut was_small = false;
    for c in name.chars() {
        if c.is_uppercase() && was_small {
            acc.push('_');
        }
        was_small = c.is_lowercase() || c.is_ascii_digit();
        acc.push(if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' });
    }
    acc
}
