//! How an interface is called, as lines: its routes, its addresses, the names in braces, the status codes.
//!
//! Input: a layout. Output: lines; none where neither it nor its system says anything of HTTP.
//! Shows what they say; what they leave out is said to be unknown.

use validator_core::Locale;
use validator_core::layout::{Call, Evidence, Flow, Layout, Status};

use crate::columns::{definitions, paragraph};
use crate::text::Text;

pub(crate) fn http(layout: &Layout, locale: Locale, text: &Text) -> String {
    let http = &layout.system.http;
    let calls = layout.calls();
    if calls.is_empty() {
        return String::new();
    }
    let mut acc = format!("\n{}\n", text.calls);
    for call in &calls {
        acc.push_str(&format!("\n{}", definitions(&call_rows(layout, call, locale, text))));
    }
    let addresses = layout.call_addresses();
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

/// A call as rows; what no source says is said to be unknown.
fn call_rows(layout: &Layout, call: &Call<'_>, locale: Locale, text: &Text) -> Vec<[String; 2]> {
    let methods = call.methods.iter().map(|method| method.word()).collect::<Vec<_>>().join(", ");
    let method = match (call.is_own_method, methods.as_str()) {
        (_, "") => text.unknown.to_owned(),
        (true, _) => methods,
        (false, usual) => (text.one_of_these)(usual),
    };
    let mut rows = vec![[text.method.to_owned(), method]];
    rows.extend(call.paths.iter().map(|path| [text.path.to_owned(), (*path).to_owned()]));
    if call.paths.is_empty() {
        rows.push([text.path.to_owned(), text.unknown.to_owned()]);
    }
    rows.extend(call.address.map(|address| [text.address.to_owned(), own(&address.titles, locale).to_owned()]));
    let flow = call.flow.map(|flow| match flow {
        Flow::In => (text.into_system)(&layout.system.name),
        Flow::Out => (text.out_of_system)(&layout.system.name),
    });
    rows.extend(flow.map(|flow| [text.flow.to_owned(), flow]));
    for header in call.headers {
        rows.push([text.header.to_owned(), header.clone()]);
    }
    let reason = call.evidence.and_then(|evidence| reason(evidence, text));
    rows.extend(reason.map(|reason| [text.evidence.to_owned(), reason]));
    rows
}

/// What stands in the braces of `shown`.
fn variables(layout: &Layout, shown: &str, locale: Locale) -> String {
    let row = |name: &str, meaning: &str| [format!("{{{name}}}"), meaning.to_owned()];
    let known = layout.system.http.variables_in(shown);
    let rows: Vec<_> = known.iter().map(|variable| row(&variable.name, own(&variable.meanings, locale))).collect();
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
