//! An example of a code: the text with the fault and the one without, and what is really said about each.

use leptos::prelude::*;
use leptos_router::hooks::use_navigate;
use validator_core::explain::{CodeFile, Example};
use validator_core::report::DiagnosticReport;

use crate::checker::Checker;
use crate::components::icon::{Drawing, Icon};
use crate::explanation::{Subject, choice, marked, told};
use crate::paths;
use crate::text::{locale, text};

/// Both halves of an example, the layout they are held against, and what no text can show.
#[component]
pub fn CodeExample(
    file: &'static CodeFile,
    variant: &'static str,
    example: Example,
    checker: Checker,
) -> impl IntoView {
    let example = StoredValue::new(example);
    let note = move || example.with_value(|example| example.note.as_ref().map(|note| note.text(locale()).to_owned()));
    let bundled = example.with_value(|example| example.layout.clone());
    let own = example.with_value(|example| example.layout_file.clone());
    view! {
        {move || note().map(|note| view! { <p class="example-note">{note}</p> })}
        {bundled.map(|id| view! {
            <p class="example-layout">
                {move || text().codes.checked_with}
                " "
                <a href=paths::layout(&id)><code>{id.clone()}</code></a>
            </p>
        })}
        {own.map(|toml| view! {
            <details class="example-layout">
                <summary>{move || text().codes.layout_of_example}</summary>
                <pre class="code-block" tabindex="0" aria-label=move || text().codes.layout_of_example>
                    <code>{toml.trim().to_owned()}</code>
                </pre>
            </details>
        })}
        <div class="example">
            <Half file variant example is_faulty=true checker />
            <Half file variant example is_faulty=false checker />
        </div>
    }
}

/// One text, what is said about it, and the way into the checker.
#[component]
fn Half(
    file: &'static CodeFile,
    variant: &'static str,
    example: StoredValue<Example>,
    is_faulty: bool,
    checker: Checker,
) -> impl IntoView {
    let subject = move |example: &Example| -> Option<(String, bool)> {
        let subject = if is_faulty { Subject::invalid(example) } else { Subject::valid(example) }?;
        Some((subject.text().to_owned(), matches!(subject, Subject::Payload(_))))
    };
    let Some((payload, is_payload)) = example.with_value(subject) else {
        return ().into_any();
    };
    let heading = move || if is_faulty { text().codes.invalid_example } else { text().codes.valid_example };
    let drawing = if is_faulty { Drawing::Failed } else { Drawing::Passed };
    let diagnostics = Memo::new(move |_| {
        example.with_value(|example| {
            let subject = if is_faulty { Subject::invalid(example) } else { Subject::valid(example) };
            subject.map(|subject| told(example, subject, &file.code, locale())).unwrap_or_default()
        })
    });
    let navigate = use_navigate();
    let shown = payload.clone();
    let open = move |_| {
        checker.open_with(payload.clone(), example.with_value(|example| choice(file, variant, example, &payload)));
        navigate(paths::CHECK, Default::default());
    };
    view! {
        <figure class="example-half" class:faulty=is_faulty>
            <figcaption>
                <Icon drawing />
                <span>{heading}</span>
                {is_payload.then(|| view! {
                    <button type="button" class="link" on:click=open>
                        {move || text().codes.open_in_checker}
                        <span class="visually-hidden">": " {heading}</span>
                    </button>
                })}
            </figcaption>
            <pre class="code-block" tabindex="0" aria-label=heading>
                <code>{move || diagnostics.with(|diagnostics| pieces(&shown, diagnostics))}</code>
            </pre>
            <div class="told">{move || diagnostics.with(|diagnostics| sayings(diagnostics))}</div>
        </figure>
    }
    .into_any()
}

/// The text with what the diagnostics are about marked in it.
fn pieces(text: &str, diagnostics: &[DiagnosticReport]) -> Vec<AnyView> {
    let piece = |(piece, is_marked): (&str, bool)| {
        let piece = piece.to_owned();
        if is_marked { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
    };
    marked(text, diagnostics).into_iter().map(piece).collect()
}

fn sayings(diagnostics: &[DiagnosticReport]) -> AnyView {
    if diagnostics.is_empty() {
        return view! { <p>{text().codes.says_nothing}</p> }.into_any();
    }
    let item = |diagnostic: &DiagnosticReport| {
        let DiagnosticReport { start, message, .. } = diagnostic;
        let place = (text().place)(start.line, start.column);
        view! {
            <li>
                <span class="told-place">{place}</span>
                " "
                {message.clone()}
            </li>
        }
    };
    view! {
        <p class="visually-hidden">{text().codes.says}</p>
        <ul>{diagnostics.iter().map(item).collect_view()}</ul>
    }
    .into_any()
}
