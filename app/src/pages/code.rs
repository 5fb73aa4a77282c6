//! What one code means: why it exists, what to do, and examples that were really checked.

use leptos::prelude::*;
use leptos_router::hooks::use_params_map;
use validator_core::explain::{self, Case, CodeFile};

use crate::checker::Checker;
use crate::components::code_example::CodeExample;
use crate::components::message::Message;
use crate::components::severity_tag::SeverityTag;
use crate::navigation::title_page;
use crate::pages::not_found::NotFound;
use crate::paths;
use crate::text::{locale, text};

/// The page of the code that the address names.
#[component]
pub fn CodePage(checker: Checker) -> impl IntoView {
    let params = use_params_map();
    let code = Memo::new(move |_| params.with(|params| params.get("code").unwrap_or_default()));
    move || {
        let code = code.get();
        match explain::code(&code) {
            Some(file) => view! { <KnownCode file checker /> }.into_any(),
            None => {
                view! { <NotFound heading=Signal::derive(move || (text().codes.no_such_code)(&code)) /> }.into_any()
            }
        }
    }
}

#[component]
fn KnownCode(file: &'static CodeFile, checker: Checker) -> impl IntoView {
    let words = move || file.text(locale());
    let title = move || format!("{} {}", file.code, words().title);
    title_page(move || (text().shell.title)(&title()));

    let cases = StoredValue::new(file.cases());
    let severity = cases.with_value(|cases| cases.first().map(|case| case.severity));
    let n_cases = cases.with_value(Vec::len);
    let sections = move || {
        let cases = cases.get_value().into_iter();
        cases.map(|case| view! { <CaseSection file case is_only=n_cases == 1 checker /> }).collect_view()
    };

    view! {
        <main class="reading">
            <div class="page-head">
                <p class="crumb"><a href=paths::CODES>{move || text().shell.codes}</a></p>
                <h1 tabindex="-1">
                    <code>{file.code.as_str()}</code>
                    " "
                    {move || words().title}
                </h1>
                <p class="facts-line">
                    {severity.map(|severity| view! { <SeverityTag severity /> })}
                    <code>{file.name.as_str()}</code>
                </p>
            </div>
            <dl class="panel explanation">
                <dt>{move || text().why}</dt>
                <dd>{move || words().why}</dd>
                {(n_cases > 1).then(|| view! {
                    <dt>{move || text().help}</dt>
                    <dd>{move || view! { <Message template=words().help /> }}</dd>
                })}
            </dl>
            <section aria-labelledby="cases">
                <h2 id="cases" class="section-title">{move || text().codes.cases}</h2>
                <p class="section-note">{move || text().codes.facts_note}</p>
                {sections}
            </section>
            <Neighbours file />
        </main>
    }
}

/// One thing that the code may say, with its example.
#[component]
fn CaseSection(file: &'static CodeFile, case: Case<'static>, is_only: bool, checker: Checker) -> impl IntoView {
    let Case { variant, severity, .. } = case;
    let words = move || file.variant(locale(), variant);
    let name = move || if variant.is_empty() { text().codes.usual_case } else { variant };
    let heading = (!is_only).then(|| {
        view! {
            <h3 class="case-head">
                <span>{name}</span>
                <SeverityTag severity />
            </h3>
        }
    });
    // What a case of several does not say anew was said above.
    let help = move || (is_only || words().help != file.text(locale()).help).then(|| words().help);
    view! {
        <article class="panel case">
            {heading}
            <dl class="explanation">
                <dt>{move || text().codes.message}</dt>
                <dd class="message">{move || view! { <Message template=words().message /> }}</dd>
                {move || help().map(|help| view! {
                    <dt>{text().help}</dt>
                    <dd><Message template=help /></dd>
                })}
                {move || words().fix.map(|fix| view! {
                    <dt>{text().codes.fix}</dt>
                    <dd><Message template=fix /></dd>
                })}
            </dl>
            {file.case_example(variant).map(|example| view! { <CodeExample file variant example checker /> })}
        </article>
    }
}

/// The ways to the code before and after.
#[component]
fn Neighbours(file: &'static CodeFile) -> impl IntoView {
    let codes: Vec<&'static str> = explain::codes().collect();
    let at = codes.iter().position(|code| **code == *file.code);
    let previous = at.and_then(|at| codes.get(at.checked_sub(1)?)).and_then(|code| explain::code(code));
    let next = at.and_then(|at| codes.get(at + 1)).and_then(|code| explain::code(code));
    let link = |neighbour: &'static CodeFile, class: &'static str, word: fn() -> &'static str| {
        view! {
            <a class=class href=paths::code(&neighbour.code)>
                <span class="neighbour-word">{word}</span>
                <span>{neighbour.code.as_str()} " " {move || neighbour.text(locale()).title}</span>
            </a>
        }
    };
    view! {
        <nav class="neighbours" aria-label=move || text().shell.codes>
            {previous.map(|code| link(code, "neighbour", || text().codes.previous))}
            {next.map(|code| link(code, "neighbour next", || text().codes.next))}
        </nav>
    }
}
