//! What the system said: explained in the reader's language, and as it came, in lines.
//!
//! The report is made here from what is shown, so that its places are those on the screen.

use std::sync::Arc;

use leptos::prelude::*;
use validator_core::report::{DiagnosticReport, FileReport};
use validator_core::violation::{Fact, Severity};
use validator_core::{LayoutChoice, Options, catalog, check_text};

use crate::components::export_menu::save_text;
use crate::components::icon::{Drawing, Icon};
use crate::components::severity_tag::severity_word;
use crate::editor::Syntax;
use crate::paths;
use crate::send::pretty::pretty;
use crate::send::sent::Sent;
use crate::text::{locale, text};

/// How much of an answer is shown, in bytes, and how many of its diagnostics.
const SHOWN: usize = 64_000;
const LISTED: usize = 20;

/// The diagnostic that names a field of the request.
const NAMES_FIELD: &str = "request-field-named";

/// Nothing where there is no answer.
#[component]
pub fn AnswerView(sent: Arc<Sent>, on_choose_field: Callback<String>) -> impl IntoView {
    let response = sent.told.response();
    let status = response.and_then(|response| response.status);
    let Some(answer) = response.and_then(|response| response.answer.as_ref()) else { return ().into_any() };
    let lines = StoredValue::new(pretty(&answer.text));
    let layout = catalog::layout(&sent.intent.request.layout);
    let report = Memo::new(move |_| {
        let layout = layout.map_or(LayoutChoice::Detect, LayoutChoice::Use);
        let options = Options { layout, status, locale: locale(), ..Options::default() };
        lines.with_value(|lines| check_text(lines, &options))
    });
    let is_empty = answer.text.trim().is_empty();
    let kind = answer.content_type.clone();
    let saved = Arc::clone(&sent);
    let save = move |_| {
        let answer = saved.told.response().and_then(|response| response.answer.as_ref());
        if let Some(answer) = answer {
            let (name, kind) = match Syntax::of(&answer.text) {
                Syntax::Xml => ("resposta.xml", "application/xml"),
                Syntax::Json => ("resposta.json", "application/json"),
            };
            save_text(name, kind, &answer.text);
        }
    };
    view! {
        <section class="answer" aria-labelledby="answer-heading">
            <h4 id="answer-heading">{move || text().send.answer.heading} " " <code>{kind}</code></h4>
            {move || {
                let report = report.get();
                (!report.diagnostics.is_empty()).then(|| view! { <Explained report on_choose_field /> })
            }}
            {match is_empty {
                true => view! { <p>{move || text().send.answer.no_body}</p> }.into_any(),
                false => view! {
                    <pre class="send-text" tabindex="0" aria-labelledby="answer-heading">
                        {move || lines.with_value(|lines| report.with(|report| marked(lines, report)))}
                    </pre>
                    <p class="send-line">
                        <button type="button" class="button save-answer" on:click=save>
                            <Icon drawing=Drawing::Save />
                            {move || text().send.answer.save}
                        </button>
                        {move || lines.with_value(|lines| lines.len() > SHOWN).then(|| view! {
                            <span class="send-note">{(text().send.answer.cut)(SHOWN / 1_000)}</span>
                        })}
                    </p>
                }.into_any(),
            }}
        </section>
    }
    .into_any()
}

/// The beginning of the answer, with the place that decides.
fn marked(lines: &str, report: &FileReport) -> AnyView {
    let shown = lines.get(..lines.floor_char_boundary(SHOWN)).unwrap_or(lines);
    let decides =
        report.verdict.as_ref().map_or((0, 0), |verdict| (verdict.start.offset as usize, verdict.end.offset as usize));
    let [before, decisive, after] = pieces(shown, decides);
    view! { {before} <mark>{decisive}</mark> {after} }.into_any()
}

fn pieces(text: &str, (start, end): (usize, usize)) -> [String; 3] {
    let pieces = (text.get(..start), text.get(start..end), text.get(end..));
    match pieces {
        (Some(before), Some(decisive), Some(after)) => [before, decisive, after].map(str::to_owned),
        _ => [text.to_owned(), String::new(), String::new()],
    }
}

/// What the answer says, one entry a diagnostic.
#[component]
fn Explained(report: FileReport, on_choose_field: Callback<String>) -> impl IntoView {
    let n_more = report.diagnostics.len().saturating_sub(LISTED);
    let entries = report.diagnostics.into_iter().take(LISTED);
    view! {
        <h5>{text().send.answer.explained}</h5>
        <ul class="explained">
            {entries.map(|diagnostic| view! { <Entry diagnostic on_choose_field /> }).collect_view()}
        </ul>
        {(n_more > 0).then(|| view! { <p class="send-note">{(text().send.answer.more)(n_more)}</p> })}
    }
    .into_any()
}

#[component]
fn Entry(diagnostic: DiagnosticReport, on_choose_field: Callback<String>) -> impl IntoView {
    let field = named_field(&diagnostic);
    let DiagnosticReport { code, severity, message, help, start, .. } = diagnostic;
    let field = field.map(|field| {
        let words = (text().send.answer.go_to_field)(&field);
        view! {
            <button type="button" class="button fix go-to-field" on:click=move |_| on_choose_field.run(field.clone())>
                {words}
            </button>
        }
    });
    view! {
        <li class=class(severity)>
            <Icon drawing=Drawing::of(severity) />
            <div>
                <p>
                    <strong>{severity_word(text(), severity)}</strong>
                    " " <a href=paths::code(&code)>{code.clone()}</a>
                    " " <span class="send-note">{(text().place)(start.line, start.column)}</span>
                </p>
                <p class="explained-message">{message}</p>
                <p class="send-note">{help}</p>
                {field}
            </div>
        </li>
    }
    .into_any()
}

/// The field of the request that a text of the answer speaks of. The diagnostic stands at the text, and has the field for a fact.
fn named_field(diagnostic: &DiagnosticReport) -> Option<String> {
    let facts = diagnostic.facts.0.iter().filter(|_| diagnostic.name == NAMES_FIELD);
    facts.into_iter().find_map(|(name, fact)| match fact {
        Fact::Text(path) if *name == "field" => Some(path.clone()),
        _ => None,
    })
}

fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "count error",
        Severity::Warning => "count warning",
        Severity::Hint => "count hint",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_pieces(text: &str, place: (usize, usize), expected: [&str; 3]) {
        assert_eq!(pieces(text, place), expected);
    }

    #[test]
    fn the_field_that_a_text_names_is_known() {
        let answer = include_str!("../../../../tests/corpus/senior-g5/convenio/Consumir/resposta-rejeitada.xml");
        let fields: Vec<_> =
            check_text(answer, &Options::default()).diagnostics.iter().filter_map(named_field).collect();
        assert_eq!(fields, ["entrada.codCli"]);
    }

    #[test]
    fn the_decisive_place_is_set_apart() {
        check_pieces("abc", (1, 2), ["a", "b", "c"]);
        check_pieces("abc", (0, 0), ["", "", "abc"]);
    }

    #[test]
    fn a_place_beyond_what_is_shown_is_not() {
        check_pieces("abc", (2, 9), ["abc", "", ""]);
        check_pieces("é", (1, 2), ["é", "", ""]);
    }
}
