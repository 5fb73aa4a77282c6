//! The checker beside the page: a worker that runs this same program, so that typing stays smooth in a long text.
//!
//! One job at a time; of those that wait only the newest counts, and an answer to an older one is dropped. A worker that
//! was stopped or has crashed is replaced with the next job.

use js_sys::JsString;
use leptos::prelude::*;
use validator_core::report::FileReport;
use wasm_bindgen::prelude::*;

use crate::question::{Question, Task};

#[wasm_bindgen(module = "/js/checker-worker.js")]
extern "C" {
    #[derive(Clone)]
    type JsWorker;

    #[wasm_bindgen(js_name = startWorker)]
    fn start_worker(
        glue: &JsValue,
        module: &JsValue,
        on_answer: &Closure<dyn FnMut(u32, JsString)>,
        on_failure: &Closure<dyn FnMut()>,
    ) -> JsWorker;
    #[wasm_bindgen(method)]
    fn ask(this: &JsWorker, revision: u32, task: &str, text: &JsString);
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

/// What the worker calls: a task as JSON and the text; the answer is a report as JSON, or the mended text.
#[wasm_bindgen(js_name = answerTask)]
pub fn answer_task(task: &str, text: &str) -> Option<String> {
    Some(serde_json::from_str::<Task>(task).ok()?.answer(text))
}

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
    text: JsString,
    /// Who waits for a mended text.
    on_fixed: Option<Callback<JsString>>,
}

struct Running {
    worker: JsWorker,
    _on_answer: Closure<dyn FnMut(u32, JsString)>,
    _on_failure: Closure<dyn FnMut()>,
}

#[derive(Default)]
struct State {
    running: Option<Running>,
    in_flight: Option<Job>,
    /// Nobody waits for the job at hand any more.
    is_stale: bool,
    waiting: Option<Job>,
}

/// Copy handle to the worker and to what it said last.
#[derive(Clone, Copy)]
pub struct Background {
    state: StoredValue<State, LocalStorage>,
    /// The newest report, with the revision that it is about.
    pub report: RwSignal<Option<(u32, FileReport)>>,
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
    pub fn check(self, revision: u32, question: Question, text: JsString) {
        self.ask(Job { revision, task: Task::Check(question), text, on_fixed: None });
    }

    /// Asks for the mended text.
    pub fn fix_safe(self, revision: u32, question: Question, text: JsString, on_fixed: Callback<JsString>) {
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
            jobs.into_iter().flatten().map(|job| job.revision).max()
        });
        if let Some(revision) = newest.flatten() {
            self.stopped.set(Some((revision, why)));
        }
    }

    fn start(self) -> Running {
        let on_answer = Closure::new(move |revision, answer| self.take(revision, answer));
        // The closures of a worker may not be dropped from inside one of them: that waits for the next turn.
        let on_failure = Closure::new(move || set_timeout(move || self.stop(Stopped::Failed), Default::default()));
        let glue = META.with(ImportMeta::url);
        let worker = start_worker(&glue, &wasm_bindgen::module(), &on_answer, &on_failure);
        Running { worker, _on_answer: on_answer, _on_failure: on_failure }
    }

    fn take(self, revision: u32, answer: JsString) {
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
            Task::Check(_) => match serde_json::from_str(&String::from(answer)) {
                Ok(report) => self.report.set(Some((revision, report))),
                Err(_) => self.stopped.set(Some((revision, Stopped::Failed))),
            },
            // The page may have been left; then nobody waits any more.
            Task::FixSafe(_) => drop(on_fixed.map(|on_fixed| on_fixed.try_run(answer))),
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
        }
    }
}
