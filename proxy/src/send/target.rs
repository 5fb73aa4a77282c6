//! One environment as it is called: its connections, its session, and the way to each layout's address.
//!
//! Input: a layout, an execution, and the values of credentials. Output: a call that can be made. A host is never anything
//! but the environment's own.

use std::sync::Arc;

use proxy_api::{Execution, NotSent};
use reqwest::Method;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use url::Url;
use validator_core::layout::Method as Word;
use validator_core::layout::{Body, Credential, Evidence, Execution as Taken, Layout, Route, fill, fill_path};

use super::cover::Cover;
use super::session::{Session, Ticket};
use crate::config::Environment;
use crate::upstream::{Call, ClientError, Upstream};

/// One environment.
pub(super) struct Target {
    pub environment: Arc<Environment>,
    pub upstream: Upstream,
    pub credential: Option<Credential>,
    /// Of a credential that is a token.
    pub session: Option<Session>,
}

/// How a layout is called here.
pub(super) struct Way {
    method: Method,
    url: Url,
    headers: Vec<String>,
    has_body: bool,
    kind: &'static str,
}

/// The values of one call's credentials.
pub(super) struct Values<'t> {
    target: &'t Target,
    ticket: Option<&'t Ticket>,
}

impl Target {
    pub fn open(environment: Arc<Environment>, answer_bytes: usize) -> Result<Self, ClientError> {
        let upstream = Upstream::open(&environment, answer_bytes)?;
        let system = validator_core::catalog::system(&environment.system);
        let credential = environment
            .credential
            .as_ref()
            .and_then(|name| system.as_ref()?.credentials.iter().find(|credential| credential.name == *name).cloned());
        let call = credential.as_ref().and_then(|credential| credential.call.clone());
        let session = call.and_then(|call| Session::new(call, environment.renew_after));
        Ok(Self { environment, upstream, credential, session })
    }

    pub fn values<'t>(&'t self, ticket: Option<&'t Ticket>) -> Values<'t> {
        Values { target: self, ticket }
    }

    /// Everything that must not be shown of what the system answers.
    pub fn cover(&self, ticket: Option<&Ticket>) -> Cover {
        let mut cover = Cover::default();
        for secret in self.environment.credentials.values() {
            cover.add(secret.expose());
        }
        if let Some(ticket) = ticket {
            cover.add(ticket.token.expose());
        }
        cover
    }

    /// How the layout is called with this execution.
    pub fn way(&self, layout: &Layout, execution: Execution) -> Result<Way, NotSent> {
        let own = self.environment.paths.get(&layout.id);
        let route = self.route(layout, execution, own.is_some())?;
        let method = route.and_then(|route| route.method).unwrap_or(Word::Post);
        let named = self.address_name(layout);
        let address = layout.system.http.addresses.iter().find(|address| Some(&*address.name) == named);
        let path = own.map(String::as_str).or(route.and_then(|route| route.path.as_deref()));
        let path = path.or(address.and_then(|address| address.form.as_deref())).ok_or(NotSent::NoAddress)?;
        let variable = |name: &str| match self.environment.variables.get(name) {
            Some(value) => Some(value.as_str()),
            None => (name == "execution").then_some(word(execution)),
        };
        let path = fill_path(path, variable).ok_or(NotSent::NoAddress)?;
        let headers = route.and_then(|route| route.headers.clone());
        let headers = headers.or_else(|| address.map(|address| address.headers.clone())).unwrap_or_default();
        let kind = match layout.body {
            Body::Json => "application/json",
            Body::Xml if layout.operation.is_some() => "text/xml; charset=utf-8",
            Body::Xml => "application/xml; charset=utf-8",
            Body::None | Body::Unknown => "",
        };
        Ok(Way {
            method: Method::from_bytes(method.word().as_bytes()).map_err(|_| NotSent::NoAddress)?,
            url: self.url(&path)?,
            // What a person configures may stand in a header, what only a caller's credentials are may not.
            headers: headers.iter().filter_map(|line| fill(line, variable)).collect(),
            has_body: layout.body != Body::None && !matches!(method, Word::Get | Word::Delete),
            kind,
        })
    }

    /// The route that fits the address and the execution; documented ones before those that were seen or inferred. None
    /// where no source tells of one.
    fn route<'l>(
        &self,
        layout: &'l Layout,
        execution: Execution,
        has_path: bool,
    ) -> Result<Option<&'l Route>, NotSent> {
        let named = self.address_name(layout);
        let is_here = |route: &&Route| route.address.is_none() || route.address.as_deref() == named;
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
        if knows_it { Ok(best.copied()) } else { Err(NotSent::NoSuchExecution) }
    }

    fn address_name<'l>(&'l self, layout: &'l Layout) -> Option<&'l str> {
        let first = || layout.system.http.addresses.first().map(|address| address.name.as_str());
        self.environment.address.as_deref().or_else(first)
    }

    /// A path below the environment's base, and nowhere else.
    fn url(&self, path: &str) -> Result<Url, NotSent> {
        let base = &self.environment.base;
        let text = format!("{}{path}", base.as_str().trim_end_matches('/'));
        let url = Url::parse(&text).map_err(|_| NotSent::NoAddress)?;
        (url.origin() == base.origin()).then_some(url).ok_or(NotSent::NoAddress)
    }
}

fn word(execution: Execution) -> &'static str {
    match execution {
        Execution::Sync => "Sync",
        Execution::Async => "Async",
        Execution::Scheduled => "Scheduled",
    }
}

impl Values<'_> {
    /// A value by the name that the system's data calls it by.
    pub fn get(&self, name: &str) -> Option<&str> {
        let given = self.ticket.filter(|ticket| ticket.name == name).map(|ticket| ticket.token.expose());
        given.or_else(|| self.target.environment.credentials.get(name).map(|secret| secret.expose()))
    }

    /// Names and filled-in texts.
    pub fn filled(&self, pairs: &[(String, String)]) -> Option<Vec<(String, String)>> {
        pairs.iter().map(|(name, text)| Some((name.clone(), fill(text, |name| self.get(name))?))).collect()
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
