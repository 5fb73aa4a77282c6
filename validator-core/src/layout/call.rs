//! How an interface is called, put together from its own routes and what its system shares.
//!
//! Input: a layout. Output: one call a route, with what the route leaves to its address. What no source says is absent.
//! Words nothing: every shell shows the same facts in its own way.

use std::collections::BTreeSet;

use super::http::{Address, Execution, Flow, Http, Method, Route, Variable};
use super::model::{Evidence, Layout};

/// One way to call an interface, as far as it is known.
#[derive(Clone, Debug)]
pub struct Call<'l> {
    /// The method of the route; of an unknown one those that the system uses.
    pub methods: Vec<Method>,
    /// Whether that method is the route's own.
    pub is_own_method: bool,
    /// What follows the address; where that is not known, the forms that paths of the system have.
    pub paths: Vec<&'l str>,
    /// The address that it belongs to; absent where it belongs to all of the system's.
    pub address: Option<&'l Address>,
    /// Which way the data goes.
    pub flow: Option<Flow>,
    /// When the system works on it; absent where it knows no choice.
    pub execution: Option<Execution>,
    /// What the call carries.
    pub headers: &'l [String],
    /// How we know the route, if there is one.
    pub evidence: Option<&'l Evidence>,
}

impl Layout {
    /// The ways to call it; none where neither it nor its system says anything of HTTP.
    pub fn calls(&self) -> Vec<Call<'_>> {
        self.known_routes().into_iter().map(|route| self.call(route)).collect()
    }

    /// The system's addresses that a call of it goes to. Where a path is not known, those that give it a form stand for it.
    pub fn call_addresses(&self) -> Vec<&Address> {
        let routes = self.known_routes();
        let all = &self.system.http.addresses;
        let is_used = |address: &&Address| {
            routes.iter().any(|route| match route {
                Some(Route { address: Some(named), .. }) => *named == address.name,
                Some(Route { path: Some(_), .. }) => true,
                Some(_) | None => address.form.is_some() || all.iter().all(|address| address.form.is_none()),
            })
        };
        all.iter().filter(is_used).collect()
    }

    /// Its routes, or a single unknown one.
    fn known_routes(&self) -> Vec<Option<&Route>> {
        match self.routes.as_slice() {
            [] if self.system.http.addresses.is_empty() => Vec::new(),
            [] => vec![None],
            routes => routes.iter().map(Some).collect(),
        }
    }

    fn call<'l>(&'l self, route: Option<&'l Route>) -> Call<'l> {
        let http = &self.system.http;
        let method = route.and_then(|route| route.method);
        let named = route.and_then(|route| route.address.as_deref());
        let address = http.addresses.iter().find(|address| named == Some(&*address.name));
        let paths = match route.and_then(|route| route.path.as_deref()) {
            Some(path) => vec![path],
            None => http.addresses.iter().filter_map(|address| address.form.as_deref()).collect(),
        };
        Call {
            methods: method.map_or_else(|| http.methods.clone(), |method| vec![method]),
            is_own_method: method.is_some(),
            paths,
            address,
            flow: route.and_then(|route| route.flow),
            execution: route.and_then(|route| route.execution),
            headers: headers(http, route, address),
            evidence: route.map(|route| &route.evidence),
        }
    }
}

/// A route's own headers, or those of its address. Without an address the first stands for all.
fn headers<'l>(http: &'l Http, route: Option<&'l Route>, address: Option<&'l Address>) -> &'l [String] {
    let shared = address.or(http.addresses.first());
    match route.and_then(|route| route.headers.as_ref()) {
        Some(headers) => headers,
        None => shared.map(|address| address.headers.as_slice()).unwrap_or_default(),
    }
}

impl Http {
    /// What stands in the braces of `shown`, as far as it is known.
    pub fn variables_in(&self, shown: &str) -> Vec<&Variable> {
        let names: BTreeSet<&str> = shown.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
        self.variables.iter().filter(|variable| names.contains(&*variable.name)).collect()
    }
}
