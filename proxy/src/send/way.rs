//! How a layout is called in an environment, or what its configuration lacks for that.
//!
//! Input: an environment, a layout, an execution. Output: method, address and headers; else why there are none, and which
//! keys would make them. A host is never anything but the environment's own.

use proxy_api::{Execution, NotSent};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;
use validator_core::layout::Method as Word;
use validator_core::layout::{Body, Evidence, Execution as Taken, Layout, Route, fill, fill_path};

use crate::config::Environment;
use crate::upstream::Call;

/// How a layout is called here.
pub(super) struct Way {
    method: Method,
    url: Url,
    headers: Vec<String>,
    has_body: bool,
    kind: &'static str,
}

/// Why a layout cannot be called here.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NoWay {
    pub reason: NotSent,
    /// What is to be set below `[[environment]]`, as it is written there.
    pub to_configure: Vec<String>,
}

impl NoWay {
    fn without(to_configure: Vec<String>) -> Self {
        Self { reason: NotSent::NoAddress, to_configure }
    }

    fn without_path(layout: &Layout) -> Self {
        Self::without(vec![format!("paths.\"{}\"", layout.id)])
    }
}

/// How the layout is called with this execution.
pub(super) fn way(environment: &Environment, layout: &Layout, execution: Execution) -> Result<Way, NoWay> {
    let own = environment.paths.get(&layout.id);
    let named = address_name(environment, layout);
    let route = route(layout, named, execution, own.is_some())?;
    let method = route.and_then(|route| route.method).unwrap_or(Word::Post);
    let address = layout.system.http.addresses.iter().find(|address| Some(&*address.name) == named);
    let path = own.map(String::as_str).or(route.and_then(|route| route.path.as_deref()));
    let path = path.or(address.and_then(|address| address.form.as_deref()));
    let path = path.ok_or_else(|| NoWay::without_path(layout))?;
    let headers = route.and_then(|route| route.headers.as_ref()).or(address.map(|address| &address.headers));
    let headers = headers.map(Vec::as_slice).unwrap_or_default();

    let variable = |name: &str| match environment.variables.get(name) {
        Some(value) => Some(value.as_str()),
        None => (name == "execution").then_some(word(execution)),
    };
    let in_path = names(path).filter(|name| fill_path(&format!("{{{name}}}"), variable).is_none());
    let in_headers = headers.iter().flat_map(|line| names(line));
    let in_headers = in_headers.filter(|name| variable(name).is_none() && !is_credential(layout, name));
    let mut missing: Vec<String> = in_path.chain(in_headers).map(|name| format!("variables.{name}")).collect();
    missing.dedup();
    if !missing.is_empty() {
        return Err(NoWay::without(missing));
    }
    let url = fill_path(path, variable).and_then(|path| url(environment, &path));
    let kind = match layout.body {
        Body::Json => "application/json",
        Body::Xml if layout.operation.is_some() => "text/xml; charset=utf-8",
        Body::Xml => "application/xml; charset=utf-8",
        Body::None | Body::Unknown => "",
    };
    Ok(Way {
        method: Method::from_bytes(method.word().as_bytes()).map_err(|_| NoWay::without_path(layout))?,
        url: url.ok_or_else(|| NoWay::without_path(layout))?,
        // What a person configures may stand in a header, what only a caller's credentials are may not.
        headers: headers.iter().filter_map(|line| fill(line, variable)).collect(),
        has_body: layout.body != Body::None && !matches!(method, Word::Get | Word::Delete),
        kind,
    })
}

/// The route that fits the address and the execution; documented ones before those that were seen or inferred. None where
/// no source tells of one.
fn route<'l>(
    layout: &'l Layout,
    address: Option<&str>,
    execution: Execution,
    has_path: bool,
) -> Result<Option<&'l Route>, NoWay> {
    let is_here = |route: &&Route| route.address.is_none() || route.address.as_deref() == address;
    let routes: Vec<&Route> = layout.routes.iter().filter(is_here).collect();
    let fits = |route: &&&Route| {
        matches!(
            (route.execution, execution),
            (None | Some(Taken::Sync), Execution::Sync)
                | (Some(Taken::Async), Execution::Async)
                | (Some(Taken::Scheduled), Execution::Scheduled)
        )
    };
    let fitting = routes.iter().filter(fits).filter(|route| has_path || route.path.is_some());
    let best = fitting.min_by_key(|route| match route.evidence {
        Evidence::Documented => 0,
        Evidence::Observed(_) => 1,
        Evidence::Inferred(_) => 2,
    });
    let knows_it = execution == Execution::Sync || layout.routes.iter().any(|route| fits(&&route));
    if knows_it { Ok(best.copied()) } else { Err(NoWay { reason: NotSent::NoSuchExecution, to_configure: Vec::new() }) }
}

fn address_name<'l>(environment: &'l Environment, layout: &'l Layout) -> Option<&'l str> {
    let first = || layout.system.http.addresses.first().map(|address| address.name.as_str());
    environment.address.as_deref().or_else(first)
}

/// A path below the environment's base, and nowhere else.
fn url(environment: &Environment, path: &str) -> Option<Url> {
    let base = &environment.base;
    let url = Url::parse(&format!("{}{path}", base.as_str().trim_end_matches('/'))).ok()?;
    (url.origin() == base.origin()).then_some(url)
}

/// Whether a name in braces stands for what one of the system's ways to sign in gives: without one, nothing is signed in.
fn is_credential(layout: &Layout, name: &str) -> bool {
    layout.system.credentials.iter().any(|way| {
        way.secrets.iter().any(|secret| secret == name) || way.call.as_ref().is_some_and(|call| call.gives == name)
    })
}

/// The names in braces.
fn names(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

fn word(execution: Execution) -> &'static str {
    match execution {
        Execution::Sync => "Sync",
        Execution::Async => "Async",
        Execution::Scheduled => "Scheduled",
    }
}

impl Way {
    /// The call, with header lines over those of the address. `None` where one of them cannot be a header.
    pub fn call(&self, body: String, own: &[String]) -> Option<Call> {
        let mut headers = HeaderMap::new();
        if self.has_body && !self.kind.is_empty() {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.kind));
        }
        for line in self.headers.iter().chain(own) {
            let (name, value) = line.split_once(':')?;
            let name = HeaderName::from_bytes(name.trim().as_bytes()).ok()?;
            let mut value = HeaderValue::from_str(value.trim()).ok()?;
            value.set_sensitive(true);
            headers.insert(name, value);
        }
        let body = if self.has_body { body.into_bytes() } else { Vec::new() };
        Some(Call { method: self.method.clone(), url: self.url.clone(), headers, body })
    }
}
