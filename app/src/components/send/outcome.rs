//! What became of a call: the strip, what it means, what to do next, and what to look for where nobody knows.

use std::sync::Arc;

use leptos::html::H3;
use leptos::prelude::*;
use leptos::task::spawn_local;
use proxy_api::{ErrorCode, KeyPart, NotSent, Verdict};
use validator_core::catalog;

use super::answer::AnswerView;
use crate::components::icon::{Drawing, Icon};
use crate::send::Sender;
use crate::send::packet;
use crate::send::request::natural_key;
use crate::send::sent::{Held, Intent, Sent, Told, Word};
use crate::text::send::{OutcomeTexts, RefusedTexts};
use crate::text::{Texts, text};

/// The call that is shown, and a line for those who hear the page.
#[component]
pub fn OutcomeView(sender: Sender, on_choose_field: Callback<String>) -> impl IntoView {
    let shown = Memo::new(move |_| sender.history.with(|history| history.shown().cloned()));
    let is_under_way = Memo::new(move |_| sender.under_way.with(Option::is_some));
    let spoken = move || match (is_under_way.get(), shown.get()) {
        (true, _) => text().send.form.sending.to_owned(),
        (false, Some(sent)) => format!("{}. {}", word(sent.told.word(), text()), meaning(&sent, text())),
        (false, None) => String::new(),
    };
    let heading = NodeRef::<H3>::new();
    // The button that a person pressed last may be gone by now.
    Effect::new(move |was_under_way: Option<bool>| {
        let is_under_way = is_under_way.get();
        if was_under_way == Some(true) && !is_under_way {
            request_animation_frame(move || {
                let is_waiting = document().active_element().is_none_or(|element| {
                    element.tag_name() == "BODY" || element.closest(".send-go").is_ok_and(|found| found.is_some())
                });
                if let Some(heading) = heading.get_untracked().filter(|_| is_waiting) {
                    // An element that takes no focus is only not focused.
                    let _ = heading.focus();
                }
            });
        }
        is_under_way
    });
    view! {
        <p class="visually-hidden" role="status">{spoken}</p>
        {move || shown.get().map(|sent| view! {
            <section class="outcome" aria-labelledby="outcome-heading">
                <h3 id="outcome-heading" tabindex="-1" node_ref=heading>{move || text().send.outcome.heading}</h3>
                <Outcome sender sent on_choose_field />
            </section>
        })}
    }
    .into_any()
}

#[component]
fn Outcome(sender: Sender, sent: Arc<Sent>, on_choose_field: Callback<String>) -> impl IntoView {
    let word_now = sent.told.word();
    let intent = Arc::clone(&sent.intent);
    let response = sent.told.response();
    let system = StoredValue::new(system_name(&intent.environment.system));
    let status = response.and_then(|response| response.status).map(|status| view! { <span>"HTTP " {status}</span> });
    let is_repeated = response.is_some_and(|response| response.repeated);
    let duration = sent.duration_ms();
    // Where the system is said to have it all, nobody has to look.
    let is_settled = matches!(word_now, Word::Answered(Some(Verdict::Processed | Verdict::Rejected)) | Word::NotSent);
    let key = (!is_settled).then(|| key_of(&sent));
    let to_confirm = response.map(|response| response.to_confirm.clone()).filter(|wanted| !wanted.is_empty());
    let held = Arc::clone(&intent);
    let confirm = to_confirm.map(|to_confirm| {
        // Nothing has left yet: saying yes is another intention.
        let hold = move |_| {
            let mut request = held.request.clone();
            request.idempotency_key = crate::http::draw_name();
            let intent = Intent { request, environment: held.environment.clone() };
            sender.held.set(Some(Held { intent, to_confirm: to_confirm.clone() }));
        };
        view! {
            <button type="button" class="button fix confirm" on:click=hold>{move || text().send.outcome.confirm}</button>
        }
    });
    let again = Arc::clone(&intent);
    let ask_again = sent.told.may_be_asked().then(|| {
        view! {
            <p class="send-line">
                <button type="button" class="button fix ask-again" on:click=move |_| sender.send(Arc::clone(&again))>
                    {move || text().send.outcome.ask_again}
                </button>
                <span class="send-note">{move || text().send.outcome.ask_again_note}</span>
            </p>
        }
    });
    let told = Arc::clone(&sent);
    let answer = Arc::clone(&sent);
    view! {
        <div class=class(word_now)>
            <p class="verdict-word">
                <Icon drawing=drawing(word_now) />
                <strong>{move || word(word_now, text())}</strong>
            </p>
            <p class="outcome-facts">
                <span>{intent.environment.name.clone()}</span>
                {status}
                <span>{move || (text().send.outcome.duration)(duration)}</span>
            </p>
            <p>{move || meaning(&told, text())}</p>
            {is_repeated.then(|| view! { <p class="send-note">{move || text().send.outcome.repeated}</p> })}
            {confirm}
            {key.map(|key| view! {
                <div class="look-for">
                    <h4>{move || system.with_value(|system| (text().send.outcome.look_for)(system))}</h4>
                    {key.is_empty().then(|| view! { <p>{move || text().send.outcome.no_key}</p> })}
                    <KeyList key=key.clone() />
                </div>
            })}
            {ask_again}
        </div>
        <AnswerView sent=answer on_choose_field />
        <Packet sent />
    }
    .into_any()
}

/// What tells a record apart, as it was sent.
#[component]
pub fn KeyList(key: Vec<KeyPart>) -> impl IntoView {
    let parts = key
        .into_iter()
        .map(|KeyPart { field, value }| view! { <div><dt><code>{field}</code></dt><dd>{value}</dd></div> });
    view! { <dl class="key-list">{parts.collect_view()}</dl> }.into_any()
}

/// A button that saves what support may see.
#[component]
fn Packet(sent: Arc<Sent>) -> impl IntoView {
    let has_failed = RwSignal::new(false);
    let save = move |_| {
        let sent = Arc::clone(&sent);
        spawn_local(async move {
            let is_saved = packet::save(&sent).await;
            // Another call may be shown by now.
            let _ = has_failed.try_set(!is_saved);
        });
    };
    view! {
        <p class="send-line">
            <button type="button" class="button save-packet" on:click=save>
                <Icon drawing=Drawing::Save />
                {move || text().send.outcome.packet}
            </button>
            <span class="send-note">{move || text().send.outcome.packet_note}</span>
        </p>
        <p role="alert">{move || has_failed.get().then(|| text().send.outcome.packet_failed)}</p>
    }
    .into_any()
}

/// What people call a system.
pub fn system_name(id: &str) -> String {
    catalog::system(id).map_or_else(|| id.to_owned(), |system| system.name.clone())
}

/// As the proxy says; as the payload has it, where the proxy said nothing.
fn key_of(sent: &Sent) -> Vec<KeyPart> {
    let told = sent.told.response().map(|response| response.natural_key.clone()).filter(|key| !key.is_empty());
    let request = &sent.intent.request;
    let own = || catalog::layout(&request.layout).map(|layout| natural_key(&request.payload, layout));
    told.or_else(own).unwrap_or_default()
}

/// In large letters.
pub fn word(word: Word, texts: &Texts) -> &'static str {
    match word {
        Word::NotSent => texts.send.outcome.not_sent,
        Word::Unknown => texts.send.outcome.unknown,
        Word::Answered(None) => texts.answer_unread,
        Word::Answered(Some(Verdict::Processed)) => texts.answer_processed,
        Word::Answered(Some(Verdict::Partial)) => texts.answer_partial,
        Word::Answered(Some(Verdict::Rejected)) => texts.answer_rejected,
        Word::Answered(Some(Verdict::Received)) => texts.answer_received,
        Word::Answered(Some(Verdict::Failed)) => texts.answer_failed,
    }
}

/// Beside the word; the outline differs, not only the colour.
pub fn drawing(word: Word) -> Drawing {
    match word {
        Word::Unknown => Drawing::Warning,
        Word::Answered(Some(Verdict::Processed)) => Drawing::Passed,
        Word::NotSent | Word::Answered(None | Some(Verdict::Received)) => Drawing::Skipped,
        Word::Answered(Some(Verdict::Partial | Verdict::Rejected | Verdict::Failed)) => Drawing::Failed,
    }
}

/// How it looks.
pub fn class(word: Word) -> &'static str {
    match drawing(word) {
        Drawing::Warning => "verdict is-unknown",
        Drawing::Passed => "verdict is-valid",
        Drawing::Skipped => "verdict is-open",
        _ => "verdict",
    }
}

/// What it means, and what to do next.
fn meaning(sent: &Sent, texts: &Texts) -> String {
    let outcome = &texts.send.outcome;
    let system = || system_name(&sent.intent.environment.system);
    match &sent.told {
        Told::Lost { was_stopped: true } => (outcome.stopped)(&system()),
        Told::Lost { was_stopped: false } => (outcome.lost)(&system()),
        Told::Refused(code) => refused_word(*code, &texts.send.refused).to_owned(),
        Told::Outcome(response) => match (sent.told.word(), response.not_sent) {
            (Word::Unknown, _) => (outcome.uncertain)(&system()),
            (Word::NotSent, Some(_)) if !response.to_configure.is_empty() => {
                (outcome.to_configure)(&response.to_configure.join(", "))
            }
            (Word::NotSent, Some(why)) => not_sent_word(why, outcome).to_owned(),
            (Word::NotSent, None) => texts.send.refused.ours.to_owned(),
            (Word::Answered(verdict), _) => answered_word(verdict, outcome).to_owned(),
        },
    }
}

fn answered_word(verdict: Option<Verdict>, texts: &OutcomeTexts) -> &'static str {
    match verdict {
        Some(Verdict::Processed) => texts.processed,
        Some(Verdict::Partial) => texts.partial,
        Some(Verdict::Rejected) => texts.rejected,
        Some(Verdict::Received) => texts.received,
        Some(Verdict::Failed) => texts.failed,
        None => texts.unread,
    }
}

fn not_sent_word(why: NotSent, texts: &OutcomeTexts) -> &'static str {
    match why {
        NotSent::Invalid => texts.invalid,
        NotSent::Unconfirmed => texts.unconfirmed,
        NotSent::NoSuchExecution => texts.no_such_execution,
        NotSent::NoAddress => texts.no_address,
        NotSent::Credentials => texts.credentials,
        NotSent::Unreachable => texts.unreachable,
        NotSent::Resting => texts.resting,
        NotSent::NoAudit => texts.no_audit,
    }
}

/// Why the proxy did not take a question.
pub fn refused_word(code: ErrorCode, texts: &RefusedTexts) -> &'static str {
    match code {
        ErrorCode::UnknownEnvironment => texts.unknown_environment,
        ErrorCode::UnknownLayout => texts.unknown_layout,
        ErrorCode::OtherSystem => texts.other_system,
        ErrorCode::NotPermitted => texts.not_permitted,
        ErrorCode::ForeignOrigin => texts.foreign_origin,
        ErrorCode::KeyInUse => texts.key_in_use,
        ErrorCode::TooLarge => texts.too_large,
        ErrorCode::TooManyCalls => texts.too_many_calls,
        ErrorCode::Busy => texts.busy,
        ErrorCode::Internal => texts.internal,
        // A person can do nothing about these: the page asks as it is documented.
        ErrorCode::BadRequest
        | ErrorCode::NotFound
        | ErrorCode::MethodNotAllowed
        | ErrorCode::SignInRequired
        | ErrorCode::KeyReused
        | ErrorCode::NotJson => texts.ours,
    }
}
