//! Which layout a path belongs to.
//!
//! Input: the routes of every layout. Output: for a path those that fit, the most literal first, with what stands in
//! the place of names in braces. A path begins with a system's folder name, with the path of one of its addresses, or
//! with nothing; routes of which no source gives the path are answered by nobody.

use std::collections::BTreeMap;

use validator_core::catalog;
use validator_core::layout::{Execution, Layout, Method, Route, System};

/// What may be called.
#[derive(Debug)]
pub(crate) struct Routes {
    stops: Vec<Stop>,
    /// Each system with the beginnings that its paths may have, the longest first.
    systems: Vec<(&'static str, Vec<String>)>,
}

/// One route of one layout.
#[derive(Debug)]
pub(crate) struct Stop {
    pub system: &'static str,
    pub layout: &'static Layout,
    pub execution: Option<Execution>,
    /// Of one that no source names, those that send something.
    methods: Vec<Method>,
    pieces: Vec<Piece>,
}

/// What stands between two slashes.
#[derive(Debug)]
enum Piece {
    Text(String),
    /// A name, and what stands around it.
    Name {
        before: String,
        name: String,
        after: String,
    },
}

/// A route that fits a path.
#[derive(Debug)]
pub(crate) struct Fit<'r> {
    pub stop: &'r Stop,
    pub variables: BTreeMap<&'r str, String>,
}

impl Routes {
    pub fn new() -> Self {
        let mut systems: Vec<(&'static str, Vec<String>)> = Vec::new();
        let mut stops = Vec::new();
        for entry in catalog::entries() {
            let Some(layout) = catalog::layout(entry.id()) else { continue };
            if systems.last().is_none_or(|(known, _)| *known != entry.system()) {
                systems.push((entry.system(), beginnings(&layout.system)));
            }
            stops.extend(layout.routes.iter().filter_map(|route| stop(entry.system(), layout, route)));
        }
        // A piece that is written out says more than a name in its place.
        stops.sort_by_key(|stop| stop.pieces.iter().filter(|piece| matches!(piece, Piece::Name { .. })).count());
        Self { stops, systems }
    }

    /// The system whose folder name a path begins with, and the rest of the path.
    pub fn system_of<'p>(&self, path: &'p str) -> Option<(&'static str, &'p str)> {
        self.systems.iter().find_map(|(system, _)| {
            let rest = path.strip_prefix('/')?.strip_prefix(system)?;
            rest.starts_with('/').then_some((*system, rest))
        })
    }

    /// Every route that a path fits.
    pub fn find(&self, path: &str) -> Vec<Fit<'_>> {
        let (named, path) = self.system_of(path).map_or((None, path), |(system, rest)| (Some(system), rest));
        let systems = self.systems.iter().filter(|(system, _)| named.is_none_or(|named| named == *system));
        for (system, beginnings) in systems {
            for rest in beginnings.iter().filter_map(|beginning| path.strip_prefix(beginning.as_str())) {
                let pieces: Vec<&str> = rest.split('/').collect();
                let of_system = self.stops.iter().filter(|stop| stop.system == *system);
                let fits: Vec<Fit<'_>> = of_system.filter_map(|stop| stop.fit(&pieces)).collect();
                if !fits.is_empty() {
                    return fits;
                }
            }
        }
        Vec::new()
    }
}

impl Stop {
    pub fn takes(&self, method: &str) -> bool {
        self.methods().any(|known| known == method)
    }

    pub fn methods(&self) -> impl Iterator<Item = &'static str> {
        self.methods.iter().map(|method| method.word())
    }

    fn fit(&self, pieces: &[&str]) -> Option<Fit<'_>> {
        if pieces.len() != self.pieces.len() {
            return None;
        }
        let mut variables = BTreeMap::new();
        for (piece, actual) in self.pieces.iter().zip(pieces) {
            match piece {
                Piece::Text(text) if text == actual => {}
                Piece::Text(_) => return None,
                Piece::Name { before, name, after } => {
                    let value = actual.strip_prefix(before.as_str())?.strip_suffix(after.as_str())?;
                    variables.insert(name.as_str(), Some(value).filter(|value| !value.is_empty())?.to_owned());
                }
            }
        }
        Some(Fit { stop: self, variables })
    }
}

/// The paths of a system's addresses, as far as they are the same for everybody.
fn beginnings(system: &System) -> Vec<String> {
    let paths = system.http.addresses.iter().filter_map(|address| {
        let (_, rest) = address.base.split_once("://")?;
        let path = rest.split_once('/').map_or(String::new(), |(_, path)| format!("/{path}"));
        (!path.contains('{')).then_some(path)
    });
    let mut acc: Vec<String> = paths.chain([String::new()]).collect();
    acc.sort_by_key(|path| std::cmp::Reverse(path.len()));
    acc.dedup();
    acc
}

fn stop(system: &'static str, layout: &'static Layout, route: &Route) -> Option<Stop> {
    let path = route.path.as_deref()?;
    let path = path.split('?').next().unwrap_or(path);
    let known = &layout.system.http.methods;
    let methods = match route.method {
        Some(method) => vec![method],
        None if known.is_empty() => vec![Method::Post, Method::Put],
        None => known.clone(),
    };
    let pieces = path.split('/').map(piece).collect();
    Some(Stop { system, layout, execution: route.execution, methods, pieces })
}

fn piece(text: &str) -> Piece {
    let named = text.split_once('{').and_then(|(before, rest)| {
        let (name, after) = rest.split_once('}')?;
        Some(Piece::Name { before: before.to_owned(), name: name.to_owned(), after: after.to_owned() })
    });
    named.unwrap_or_else(|| Piece::Text(text.to_owned()))
}

#[cfg(test)]
mod tests;
