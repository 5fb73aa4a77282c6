//! How an interface is reached: addresses, methods and status codes of a system, routes of an operation.
//!
//! Little of it has to be proven. What no source says is absent: nothing is filled in, and nothing here judges a payload.

use super::file::Spanned;
pub use super::file::http::{Body, Execution, Flow, Method};
use super::file::http::{HttpFile, RouteFile, SuggestedFile};
use super::load::Problem;
use super::model::Evidence;
use crate::violation::Violation;

/// What the interfaces of a system share on the side of HTTP.
#[derive(Clone, Debug, Default)]
pub struct Http {
    /// Those in use, for the routes of which no source says which.
    pub methods: Vec<Method>,
    /// Where the system is reached.
    pub addresses: Vec<Address>,
    /// What stands in braces in addresses and paths.
    pub variables: Vec<Variable>,
    /// What the system may answer with.
    pub statuses: Vec<Status>,
}

/// One of the places where a system is reached.
#[derive(Clone, Debug)]
pub struct Address {
    /// As routes name it.
    pub name: String,
    /// What it is for, in the three languages.
    pub titles: [String; 3],
    /// What every path follows.
    pub base: String,
    /// What a path looks like here, where that of an interface is not known.
    pub form: Option<String>,
    /// What calls carry, unless their route says otherwise.
    pub headers: Vec<String>,
    /// How we know it.
    pub evidence: Evidence,
}

/// A name in braces.
#[derive(Clone, Debug)]
pub struct Variable {
    /// Without its braces.
    pub name: String,
    /// What stands there, in the three languages.
    pub meanings: [String; 3],
}

/// A status code.
#[derive(Clone, Debug)]
pub struct Status {
    /// Such as 400.
    pub code: u16,
    /// What it means here, in the three languages.
    pub meanings: [String; 3],
    /// How we know it.
    pub evidence: Evidence,
}

/// A way to call an operation.
#[derive(Clone, Debug)]
pub struct Route {
    /// The address that the path belongs to; absent where it belongs to all of the system's.
    pub address: Option<String>,
    /// GET, POST and so on.
    pub method: Option<Method>,
    /// What follows the address, its query included.
    pub path: Option<String>,
    /// Which way the data goes.
    pub flow: Option<Flow>,
    /// When the system works on it; absent where it knows no choice.
    pub execution: Option<Execution>,
    /// What the call carries instead of the address's own headers.
    pub headers: Option<Vec<String>>,
    /// How we know it.
    pub evidence: Evidence,
}

/// Names that may belong to an operation whose table is not published: to be offered, never to be judged by.
#[derive(Clone, Debug)]
pub struct Suggested {
    /// In the order of their source.
    pub names: Vec<String>,
    /// Where they come from.
    pub evidence: Evidence,
}

impl From<&HttpFile> for Http {
    fn from(file: &HttpFile) -> Self {
        let HttpFile { methods, address, variable, status } = file.clone();
        let addresses = address.into_iter().map(|file| Address {
            name: file.name,
            titles: file.title.into(),
            base: file.base,
            form: file.form.map(|form| form.0),
            headers: file.headers,
            evidence: Evidence::of(file.observed.as_deref(), file.inferred.as_deref()),
        });
        let variables = variable.into_iter().map(|file| Variable { name: file.name, meanings: file.meaning.into() });
        let statuses = status.into_iter().map(|file| Status {
            code: file.code,
            meanings: file.meaning.into(),
            evidence: Evidence::of(file.observed.as_deref(), file.inferred.as_deref()),
        });
        Self { methods, addresses: addresses.collect(), variables: variables.collect(), statuses: statuses.collect() }
    }
}

/// The routes of a layout; one at an address that its system does not have is a problem.
pub(super) fn routes(files: Vec<RouteFile>, http: &Http, problems: &mut Vec<Problem>) -> Vec<Route> {
    let mut route = |file: RouteFile| {
        let is_known = |name: &Spanned<String>| http.addresses.iter().any(|known| known.name == *name.get_ref());
        if let Some(name) = file.address.as_ref().filter(|name| !is_known(name)) {
            problems.push(Problem::named(|name| Violation::UnknownReference { name }, name));
        }
        Route {
            address: file.address.map(Spanned::into_inner),
            method: file.method,
            path: file.path.map(|path| path.0),
            flow: file.direction,
            execution: file.execution,
            headers: file.headers,
            evidence: Evidence::of(file.observed.as_deref(), file.inferred.as_deref()),
        }
    };
    files.into_iter().map(&mut route).collect()
}

pub(super) fn suggested(file: SuggestedFile) -> Suggested {
    let evidence = Evidence::of(file.observed.as_deref(), file.inferred.as_deref());
    Suggested { names: file.names, evidence }
}
