//! What is to be sent, and where to; the button that sends it, and the wait.

use std::sync::Arc;

use leptos::prelude::*;
use proxy_api::{EnvironmentInfo, Environments, Execution, Language, SendRequest};
use validator_core::layout::Layout;
use validator_core::report::{Direction, FileReport};
use validator_core::{Locale, catalog};

use super::brake::Brake;
use super::environments::EnvironmentChoice;
use super::executions::{ExecutionChoice, executions};
use super::request::RequestView;
use crate::components::icon::{Drawing, Icon};
use crate::components::long_check::Seconds;
use crate::http::draw_name;
use crate::payload::Payload;
use crate::send::Sender;
use crate::send::reach::meant;
use crate::send::request::{covered, to_confirm};
use crate::send::sent::{Held, Intent};
use crate::text::{Texts, locale_untracked, text};

/// Why a payload cannot be sent at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Obstacle {
    NoLayout,
    OwnLayout,
    IsAnswer,
}

/// By what the payload is sent.
fn target(layout: Option<&str>, direction: Option<Direction>) -> Result<&'static Layout, Obstacle> {
    match (layout, direction) {
        (_, Some(Direction::Response)) => Err(Obstacle::IsAnswer),
        (None, _) => Err(Obstacle::NoLayout),
        (Some(id), _) => catalog::layout(id).ok_or(Obstacle::OwnLayout),
    }
}

/// The choices and the button, or why there is nothing to choose.
#[component]
pub fn SendForm(
    sender: Sender,
    environments: Environments,
    payload: Signal<Payload, LocalStorage>,
    layout: Signal<Option<String>>,
    report: Signal<Arc<FileReport>>,
    is_pending: Signal<bool>,
) -> impl IntoView {
    let Environments { environments, user } = environments;
    let user = user.map(|user| {
        view! { <p class="send-note">{move || (text().send.reach.signed_in)(&user)}</p> }
    });
    let direction = Memo::new(move |_| report.with(|report| report.direction));
    let layout = Memo::new(move |_| layout.get());
    let form = move || {
        let layout = match layout.with(|id| target(id.as_deref(), direction.get())) {
            Ok(layout) => layout,
            Err(obstacle) => return note(obstacle_word(obstacle, text()).to_owned()),
        };
        let of_system = environments.iter().filter(|environment| environment.system == layout.system.id);
        let of_system: Vec<EnvironmentInfo> = of_system.cloned().collect();
        if of_system.is_empty() {
            return note((text().send.form.no_environment)(&layout.system.name));
        }
        view! { <Choices sender environments=of_system layout payload report is_pending /> }.into_any()
    };
    view! { {user} {form} }.into_any()
}

fn note(words: String) -> AnyView {
    view! { <p class="send-note">{words}</p> }.into_any()
}

fn obstacle_word(obstacle: Obstacle, texts: &Texts) -> &'static str {
    match obstacle {
        Obstacle::NoLayout => texts.send.form.no_layout,
        Obstacle::OwnLayout => texts.send.form.own_layout,
        Obstacle::IsAnswer => texts.send.form.is_answer,
    }
}

/// Environment, execution, the request, and the button.
#[component]
fn Choices(
    sender: Sender,
    environments: Vec<EnvironmentInfo>,
    layout: &'static Layout,
    payload: Signal<Payload, LocalStorage>,
    report: Signal<Arc<FileReport>>,
    is_pending: Signal<bool>,
) -> impl IntoView {
    let known = executions(layout);
    let offered = known.clone();
    let execution =
        Memo::new(move |_| Some(sender.execution.get()).filter(|chosen| known.contains(chosen)).unwrap_or_default());
    let listed = environments.clone();
    let environment = Memo::new(move |_| sender.chosen.with(|chosen| meant(&environments, chosen.as_deref()).cloned()));
    let name = Memo::new(move |_| environment.with(|environment| environment.as_ref().map(|it| it.name.clone())));
    let n_errors = Memo::new(move |_| report.with(|report| report.counts.error));

    let press = move |_| {
        let Some(environment) = environment.get_untracked() else { return };
        let Some(text) = payload.with_untracked(|payload| payload.to_text(u32::MAX)) else { return };
        let intent = intent(environment, layout, execution.get_untracked(), &text);
        let to_confirm = to_confirm(&intent.request.payload, layout, &intent.environment);
        match to_confirm.is_empty() {
            true => sender.send(Arc::new(intent)),
            false => sender.held.set(Some(Held { intent, to_confirm })),
        }
    };
    let before = move || {
        let texts = &text().send.form;
        let n_errors = n_errors.get();
        environment.with(|environment| match environment {
            None => texts.choose.to_owned(),
            Some(_) if n_errors == 0 => texts.valid.to_owned(),
            Some(to) if to.allow_invalid => (texts.errors_allowed)(n_errors, &to.name),
            Some(to) => (texts.errors_refused)(n_errors, &to.name),
        })
    };
    let button = move || {
        let texts = &text().send.form;
        name.with(|name| name.as_ref().map_or_else(|| texts.send_nowhere.to_owned(), |name| (texts.send)(name)))
    };
    let is_real = move || environment.with(|environment| environment.as_ref().is_some_and(|it| it.production));
    let is_under_way = move || sender.under_way.with(Option::is_some);
    let cannot = move || is_pending.get() || name.with(Option::is_none) || payload.with(Payload::is_empty);

    view! {
        <EnvironmentChoice environments=listed meant=name on_choose=move |name| sender.chosen.set(Some(name)) />
        {(!offered.is_empty()).then(|| view! { <ExecutionChoice known=offered.clone() chosen=execution on_choose=move |it| sender.execution.set(it) /> })}
        <RequestView layout environment=name execution payload />
        <p class="send-before" class:warned=move || n_errors.get() != 0>
            {move || (n_errors.get() != 0).then(|| view! { <Icon drawing=Drawing::Warning /> })}
            <span>{before}</span>
        </p>
        <div class="send-go">
            <button
                type="button"
                class="button send-now"
                class:real=is_real
                disabled=cannot
                aria-disabled=move || is_under_way().to_string()
                on:click=press
            >
                <Icon drawing=Drawing::Send />
                {button}
            </button>
            {move || is_under_way().then(|| view! {
                <span class="send-wait">{text().send.form.sending} " " <Seconds /></span>
                <button type="button" class="button stop-waiting" on:click=move |_| sender.stop()>
                    {text().send.form.stop}
                </button>
            })}
        </div>
        <Brake sender />
    }
    .into_any()
}

fn intent(environment: EnvironmentInfo, layout: &Layout, execution: Execution, text: &str) -> Intent {
    let language = match locale_untracked() {
        Locale::PtBr => Language::PtBr,
        Locale::En => Language::En,
        Locale::Es => Language::Es,
    };
    let request = SendRequest {
        environment: environment.name.clone(),
        layout: layout.id.clone(),
        execution,
        payload: covered(text, layout),
        language,
        idempotency_key: draw_name(),
        confirm: Vec::new(),
    };
    Intent { environment, request }
}
