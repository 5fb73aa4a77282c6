//! Sending through the proxy: what the page knows of it, above the pages and in memory only.
//!
//! | Module | What for |
//! |---|---|
//! | `reach` | whether there is a proxy, and which environments it has |
//! | `sent` | one call from intention to outcome, and those of this session |
//! | `request` | the payload as it leaves, credentials covered |
//! | `pretty` | an answer in lines that can be read |
//! | `packet` | what support gets to see of a call, with fakes |
//!
//! Nothing is asked before a person opens the panel, and nothing of a payload leaves before they press the button that sends.

pub mod packet;
pub mod pretty;
pub mod reach;
pub mod request;
pub mod sent;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use proxy_api::{ErrorCode, Execution};

use crate::http::{self, Stop};
use crate::send::reach::Reach;
use crate::send::sent::{Held, History, Intent, Sent, Told};

const ENVIRONMENTS: &str = "api/environments";
const SEND: &str = "api/send";

/// The signals of sending.
#[derive(Clone, Copy)]
pub struct Sender {
    pub is_open: RwSignal<bool>,
    pub reach: RwSignal<Reach>,
    /// What a person signed in with.
    token: RwSignal<String>,
    /// The environment chosen last, by name.
    pub chosen: RwSignal<Option<String>>,
    pub execution: RwSignal<Execution>,
    /// What a person has to confirm before it is sent.
    pub held: RwSignal<Option<Held>>,
    pub under_way: RwSignal<Option<UnderWay>, LocalStorage>,
    pub history: RwSignal<History>,
}

/// A call that nothing is known of yet.
#[derive(Clone)]
pub struct UnderWay {
    stop: Stop,
    /// No signal: it outlives whatever the button stood on.
    was_stopped: Rc<Cell<bool>>,
}

impl Sender {
    /// Nothing asked, nothing sent.
    pub fn new() -> Self {
        Self {
            is_open: RwSignal::new(false),
            reach: RwSignal::new(Reach::Unasked),
            token: RwSignal::new(String::new()),
            chosen: RwSignal::new(None),
            execution: RwSignal::new(Execution::Sync),
            held: RwSignal::new(None),
            under_way: RwSignal::new_local(None),
            history: RwSignal::new(History::default()),
        }
    }

    /// Opens the panel of the first page; the first time the environments are asked for.
    pub fn open(self) {
        self.is_open.set(true);
        self.prepare();
    }

    /// Asks for the environments, unless that was done before. Only a person who opens a panel makes the page ask.
    pub fn prepare(self) {
        if self.reach.with_untracked(|reach| *reach == Reach::Unasked) {
            self.ask_environments();
        }
    }

    /// Asks which environments there are.
    pub fn ask_environments(self) {
        self.reach.set(Reach::Asking);
        spawn_local(async move {
            let token = self.token.get_untracked();
            let reply = http::get(ENVIRONMENTS, &token).await;
            self.reach.set(Reach::of(reply, !token.is_empty()));
        });
    }

    /// Takes a token and asks with it. One that no header can carry is refused here.
    pub fn sign_in(self, token: &str) {
        let token = token.trim();
        if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.reach.set(Reach::SignIn { was_refused: true });
            return;
        }
        self.token.set(token.to_owned());
        self.ask_environments();
    }

    /// Sends, or asks once more for what became of the same intention. One call at a time.
    pub fn send(self, intent: Arc<Intent>) {
        if self.under_way.with_untracked(Option::is_some) {
            return;
        }
        // Plain data of ours holds nothing that JSON cannot.
        let body = serde_json::to_string(&intent.request).unwrap_or_default();
        let (stop, was_stopped) = (http::new_stop(), Rc::new(Cell::new(false)));
        self.under_way.set(Some(UnderWay { stop: stop.clone(), was_stopped: Rc::clone(&was_stopped) }));
        spawn_local(async move {
            let at = js_sys::Date::now();
            let reply = http::post(SEND, &self.token.get_untracked(), &body, &stop).await;
            let told = Told::of(reply, was_stopped.get());
            self.under_way.set(None);
            if matches!(told, Told::Refused(ErrorCode::SignInRequired)) {
                let was_refused = self.token.with_untracked(|token| !token.is_empty());
                self.reach.set(Reach::SignIn { was_refused });
                return;
            }
            let waited_ms = (js_sys::Date::now() - at).max(0.0) as u64;
            self.history.update(|history| history.add(Sent { at, intent, told, waited_ms }));
        });
    }

    /// Stops waiting for the call under way. What became of it is unknown then.
    pub fn stop(self) {
        if let Some(UnderWay { stop, was_stopped }) = self.under_way.get_untracked() {
            was_stopped.set(true);
            stop.abort();
        }
    }
}
