//! How an interface is called, as lines: its routes, its addresses, the names in braces, the status codes.
//!
//! Input: a layout. Output: lines; none where neither it nor its system says anything of HTTP.
//! Shows what they say; what they leave out is said to be unknown.

use std::collections::BTreeSet;

use validator_core::Locale;
use validator_core::layout::{Address, Evidence, Flow, Layout, Route, Status};

use crate::columns::{definitions, paragraph};
use crate::text::Text;

pub(crate) fn http(layout: &Layout, locale: Locale, text: &Text) -> String {
    let http = &layout.system.http;
    if http.addresses.is_empty() && layout.routes.is_empty() {
        return String::new();
    }
    let routes: Vec<Option<&Route>> = match layout.routes.as_slice() {
        [] => vec![None],
        routes => routes.iter().map(Some).collect(),
    };
    let mut acc = format!("\n{}\n", text.calls);
    for route in &routes {
        acc.push_str(&format!("\n{}", definitions(&route_rows(layout, *route, locale, text))));
    }
    let addresses: Vec<&Address> =
        http.addresses.iter().filter(|address| is_used(address, &http.addresses, &routes)).collect();
    if !addresses.is_empty() {
        let rows = addresses.iter().map(|address| {
            [own(&address.titles, locale).to_owned(), with_reason(&address.base, &address.evidence, text)]
        });
        acc.push_str(&format!("\n{}\n\n{}", text.addresses, definitions(&rows.collect::<Vec<_>>())));
    }
    acc.push_str(&variables(layout, &acc, locale));
    if !http.statuses.is_empty() {
        acc.push_str(&format!(
            "\n{}\n\n{}",
            (text.status_codes)(&layout.system.name),
            statuses(&http.statuses, locale, text)
        ));
    }
    acc
}

/// The text of a language.
pub(crate) fn own(texts: &[String; 3], locale: Locale) -> &str {
    texts.get(locale as usize).map(String::as_str).unwrap_or_default()
}

/// How we know it, when it is no document that says so.
pub(crate) fn reason(evidence: &Evidence, text: &Text) -> Option<String> {
    match evidence {
        Evidence::Documented => None,
        Evidence::Observed(reason) => Some((text.observed)(reason)),
        Evidence::Inferred(reason) => Some((text.inferred)(reason)),
    }
}

/// A route, or what holds for an interface of which no route is known.
fn route_rows(layout: &Layout, route: Option<&Route>, locale: Locale, text: &Text) -> Vec<[String; 2]> {
    let http = &layout.system.http;
    let usual: Vec<&str> = http.methods.iter().map(|method| method.word()).collect();
    let method = match (route.and_then(|route| route.method), usual.as_slice()) {
        (Some(method), _) => method.word().to_owned(),
        (None, []) => text.unknown.to_owned(),
        (None, usual) => (text.one_of_these)(&usual.join(", ")),
    };
    let mut rows = vec![[text.method.to_owned(), method]];
    let named = route.and_then(|route| route.address.as_deref());
    let address = http.addresses.iter().find(|address| named == Some(&*address.name));
    let paths = match route.and_then(|route| route.path.clone()) {
        Some(path) => vec![path],
        None => http.addresses.iter().filter_map(|address| address.form.clone()).collect(),
    };
    rows.extend(paths.iter().map(|path| [text.path.to_owned(), path.clone()]));
    if paths.is_empty() {
        rows.push([text.path.to_owned(), text.unknown.to_owned()]);
    }
    rows.extend(address.map(|address| [text.address.to_owned(), own(&address.titles, locale).to_owned()]));
    let flow = route.and_then(|route| route.flow).map(|flow| match flow {
        Flow::In => (text.into_system)(&layout.system.name),
        Flow::Out => (text.out_of_system)(&layout.system.name),
    });
    rows.extend(flow.map(|flow| [text.flow.to_owned(), flow]));
    for header in headers(layout, route, address) {
        rows.push([text.header.to_owned(), header.clone()]);
    }
    let reason = route.and_then(|route| reason(&route.evidence, text));
    rows.extend(reason.map(|reason| [text.evidence.to_owned(), reason]));
    rows
}

/// A route's own headers, or those of its address. Without an address the first stands for all.
fn headers<'l>(layout: &'l Layout, route: Option<&'l Route>, address: Option<&'l Address>) -> &'l [String] {
    let shared = address.or(layout.system.http.addresses.first());
    match route.and_then(|route| route.headers.as_ref()) {
        Some(headers) => headers,
        None => shared.map(|address| address.headers.as_slice()).unwrap_or_default(),
    }
}

/// Whether a route belongs to this address. Where its path is not known, the addresses that give it a form stand for it.
fn is_used(address: &Address, all: &[Address], routes: &[Option<&Route>]) -> bool {
    routes.iter().any(|route| match route {
        Some(Route { address: Some(named), .. }) => *named == address.name,
        Some(Route { path: Some(_), .. }) => true,
        Some(_) | None => address.form.is_some() || all.iter().all(|address| address.form.is_none()),
    })
}

/// What stands in the braces of `shown`.
fn variables(layout: &Layout, shown: &str, locale: Locale) -> String {
    let names: BTreeSet<&str> = shown.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect();
    let known = layout.system.http.variables.iter().filter(|variable| names.contains(&*variable.name));
    let row = |name: &str, meaning: &str| [format!("{{{name}}}"), meaning.to_owned()];
    let rows: Vec<_> = known.map(|variable| row(&variable.name, own(&variable.meanings, locale))).collect();
    if rows.is_empty() { String::new() } else { format!("\n{}", definitions(&rows)) }
}

/// The codes with their meanings. How they are known is said once for all that are known alike.
fn statuses(statuses: &[Status], locale: Locale, text: &Text) -> String {
    let rows = statuses.iter().map(|status| [status.code.to_string(), own(&status.meanings, locale).to_owned()]);
    let mut acc = definitions(&rows.collect::<Vec<_>>());
    for alike in statuses.chunk_by(|a, b| a.evidence == b.evidence) {
        let codes: Vec<String> = alike.iter().map(|status| status.code.to_string()).collect();
        let reason = alike.first().and_then(|status| reason(&status.evidence, text));
        acc.push_str(
            &reason.map(|reason| paragraph("  ", &format!("{}: {reason}", codes.join(", ")))).unwrap_or_default(),
        );
    }
    acc
}

fn with_reason(shown: &str, evidence: &Evidence, text: &Text) -> String {
    reason(evidence, text).map_or_else(|| shown.to_owned(), |reason| format!("{shown} ({reason})"))
}
