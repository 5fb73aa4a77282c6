//! The checker beside the page: a worker that runs this same program, so that typing stays smooth in a long text.
//!
//! One job at a time; of those that wait only the newest counts, and an answer to an older one is dropped. A worker that
//! was stopped or has crashed is replaced with the next job.

use std::sync::Arc;

use js_sys::{Array, JsString};
use leptos::prelude::*;
use leptos::task::spawn_local;
use validator_core::report::FileReport;
use wasm_bindgen::prelude::*;

use crate::difference::Change;
use crate::payload::{LongText, Payload};
use crate::question::{Question, Task, read_head, read_page};

#[wasm_bindgen(module = "/js/pause.js")]
extern "C" {
    /// Lets whatever waits go first once this task has lasted for a while; gives when the task began that goes on.
    #[wasm_bindgen(js_name = pauseAfter)]
    async fn pause_after(begun: f64) -> JsValue;
}

#[wasm_bindgen(module = "/js/checker-worker.js")]
extern "C" {
    #[derive(Clone)]
    type JsWorker;

    #[wasm_bindgen(js_name = startWorker)]
    fn start_worker(
        glue: &JsValue,
        module: &JsValue,
        on_answer: &Closure<dyn FnMut(u32, Array<JsString>)>,
        on_failure: &Closure<dyn FnMut()>,
    ) -> JsWorker;
    #[wasm_bindgen(method)]
    fn ask(this: &JsWorker, revision: u32, task: &str, text: &LongText);
    #[wasm_bindgen(method)]
    fn stop(this: &JsWorker);
}

#[wasm_bindgen]
extern "C" {
    type ImportMeta;

    #[wasm_bindgen(thread_local_v2, js_namespace = import, js_name = meta)]
    static META: ImportMeta;
    #[wasm_bindgen(method, getter)]
    fn url(this: &ImportMeta) -> JsValue;
}

/// What the worker calls: a task as JSON and the text as UTF-8; the answer comes in pages.
#[wasm_bindgen(js_name = answerTask)]
pub fn answer_task(task: &str, text: &[u8]) -> Option<Vec<String>> {
    let task = serde_json::from_str::<Task>(task).ok()?;
    Some(task.answer(&String::from_utf8_lossy(text)))
}

/// Who waits for a mended text: what it changes, and the text.
pub type OnFixed = Callback<(Vec<Change>, Payload)>;

/// Why there is no answer to a revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// A person stopped it.
    Cancelled,
    /// The worker ended by itself.
    Failed,
}

/// A job, by a number that grows.
#[derive(Clone)]
struct Job {
    revision: u32,
    task: Task,
    text: LongText,
    on_fixed: Option<OnFixed>,
}

struct Running {
    worker: JsWorker,
    _on_answer: Closure<dyn FnMut(u32, Array<JsString>)>,
    _on_failure: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    in_flight: Option<Job>,
    /// Nobody waits for the job at hand any more.
    is_stale: bool,
    waiting: Option<Job>,
    /// The revision whose report is being read.
    reading: Option<u32>,
}

/// Copy handle to the worker and to what it said last.
#[derive(Clone, Copy)]
pub struct Background {
    state: StoredValue<State, LocalStorage>,
    /// The newest report, with the revision that it is about.
    pub report: RwSignal<Option<(u32, Arc<FileReport>)>>,
    /// The revision that got no answer, and why.
    pub stopped: RwSignal<Option<(u32, Stopped)>>,
}

impl Background {
    /// No worker yet.
    pub fn new() -> Self {
        Self {
            state: StoredValue::new_local(State::default()),
            report: RwSignal::new(None),
            stopped: RwSignal::new(None),
        }
    }

    /// Starts the worker before it is needed, so that nothing has to be fetched once there is a payload.
    pub fn prepare(self) {
        if self.state.with_value(|state| state.running.is_none()) {
            let running = self.start();
            self.state.update_value(|state| state.running = Some(running));
        }
    }

    /// Asks for a report, now or when the job at hand is done.
    pub fn check(self, revision: u32, question: Question, text: LongText) {
        self.ask(Job { revision, task: Task::Check(question), text, on_fixed: None });
    }

    /// Asks for the mended text.
    pub fn fix_safe(self, revision: u32, question: Question, text: LongText, on_fixed: OnFixed) {
        self.ask(Job { revision, task: Task::FixSafe(question), text, on_fixed: Some(on_fixed) });
    }

    fn ask(self, job: Job) {
        self.prepare();
        self.state.update_value(|state| match &state.in_flight {
            Some(_) => state.waiting = Some(job),
            None => state.send(job),
        });
    }

    /// Forgets what is asked and what was answered: the text is a short one now.
    pub fn forget(self) {
        if self.report.with_untracked(Option::is_some) {
            self.report.set(None);
        }
        self.state.update_value(|state| {
            state.waiting = None;
            state.reading = None;
            state.is_stale = true;
        });
    }

    /// Ends the worker and with it the job at hand.
    pub fn stop(self, why: Stopped) {
        let newest = self.state.try_update_value(|state| {
            if let Some(running) = state.running.take() {
                running.worker.stop();
            }
            let jobs = [state.waiting.take(), state.in_flight.take()];
            jobs.into_iter().flatten().map(|job| job.revision).chain(state.reading.take()).max()
        });
        if let Some(revision) = newest.flatten() {
            self.stopped.set(Some((revision, why)));
        }
    }

    fn start(self) -> Running {
        let on_answer = Closure::new(move |revision, pages| self.take(revision, pages));
        // The closures of a worker may not be dropped from inside one of them: that waits for the next turn.
        let on_failure = Closure::new(move || set_timeout(move || self.stop(Stopped::Failed), Default::default()));
        let glue = META.with(ImportMeta::url);
        let worker = start_worker(&glue, &wasm_bindgen::module(), &on_answer, &on_failure);
        Running { worker, _on_answer: on_answer, _on_failure: on_failure }
    }

    fn take(self, revision: u32, pages: Array<JsString>) {
        let done = self.state.try_update_value(|state| {
            let done = state.in_flight.take_if(|job| job.revision == revision)?;
            match state.waiting.take() {
                // The text has changed since: what is known of the old one helps nobody.
                Some(newer) => {
                    state.send(newer);
                    None
                }
                None => Some(done).filter(|_| !state.is_stale),
            }
        });
        let Some(Job { task, on_fixed, .. }) = done.flatten() else { return };
        match task {
            Task::Check(_) => {
                self.state.update_value(|state| state.reading = Some(revision));
                spawn_local(self.read(revision, pages));
            }
            Task::FixSafe(_) => {
                let changes = serde_json::from_str(&String::from(pages.get(0))).unwrap_or_default();
                // The page may have been left; then nobody waits any more.
                let _ = on_fixed.map(|on_fixed| on_fixed.try_run((changes, pages.get(1).into())));
            }
        }
    }

    /// Reads a report page by page between two keys, as long as nothing newer is asked for.
    async fn read(self, revision: u32, pages: Array<JsString>) {
        let mut acc: Option<FileReport> = None;
        let mut begun = 0.0;
        for page in pages.iter().map(String::from) {
            begun = pause_after(begun).await.as_f64().unwrap_or_default();
            if self.state.try_with_value(|state| state.reading) != Some(Some(revision)) {
                return;
            }
            match &mut acc {
                None => acc = read_head(&page),
                Some(report) => report.diagnostics.extend(read_page(&page).unwrap_or_default()),
            }
        }
        self.state.update_value(|state| state.reading = None);
        match acc {
            Some(report) => self.report.set(Some((revision, Arc::new(report)))),
            None => self.stopped.set(Some((revision, Stopped::Failed))),
        }
    }
}

impl State {
    fn send(&mut self, job: Job) {
        if let Some(running) = &self.running {
            // A task is plain data, which JSON can always hold.
            let task = serde_json::to_string(&job.task).unwrap_or_default();
            running.worker.ask(job.revision, &task, &job.text);
            self.in_flight = Some(job);
            self.is_stale = false;
            self.reading = None;
        }
    }
}
