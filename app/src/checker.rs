//! The payload under check and what it is held against.
//!
//! It lives above the pages, so that a look at another page loses nothing, and nowhere else: not in the address, not in
//! storage. Short texts are checked here and now, long ones by the worker.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use validator_core::Locale;
use validator_core::report::FileReport;

use crate::background::{Background, Stopped};
use crate::check::nothing_yet;
use crate::editor::EditorHandle;
use crate::payload::Payload;
use crate::question::{Choice, Question};
use crate::share::Arrived;

/// The signals of the check; the report is derived from the others.
#[derive(Clone, Copy)]
pub struct Checker {
    pub payload: RwSignal<Payload, LocalStorage>,
    /// The row of the list that is open.
    pub selected: RwSignal<Option<usize>>,
    pub choice: RwSignal<Choice>,
    /// Whether severities follow what servers let pass.
    pub is_tolerant: RwSignal<bool>,
    pub question: Memo<Question>,
    /// Grows with everything that makes an answer old.
    pub revision: Memo<u32>,
    /// Asks the worker once more for what it did not answer.
    again: RwSignal<u32>,
    pub background: Background,
    /// It lives as long as the text, so that what was done can be undone after a look at another page.
    pub editor: EditorHandle,
    pub report: Memo<Arc<FileReport>>,
    pub progress: Memo<Progress>,
    /// What became of a payload that came with the address.
    pub arrival: RwSignal<Option<Arrival>>,
}

/// What became of a payload that came with the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arrival {
    Opened,
    /// It is none, or too long.
    Unreadable,
}

/// How a long text is coming along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The report is about the text as it is.
    Done,
    /// Nothing is known yet.
    First,
    /// A report on a former text is shown.
    Renewed,
    Stopped(Stopped),
}

impl Checker {
    /// Nothing to check yet.
    pub fn new(locale: RwSignal<Locale>) -> Self {
        let payload = RwSignal::new_local(Payload::empty());
        let choice = RwSignal::new(Choice::Detect);
        let is_tolerant = RwSignal::new(false);
        let again = RwSignal::new(0);
        let background = Background::new();
        let question = Memo::new(move |_| Question {
            choice: choice.get(),
            is_tolerant: is_tolerant.get(),
            language: locale.get().tag().to_owned(),
        });
        let revision = Memo::new(move |former: Option<&u32>| {
            payload.track();
            question.track();
            again.track();
            former.map_or(1, |former| former + 1)
        });
        let progress = Memo::new(move |_| {
            if payload.with(|payload| matches!(payload, Payload::Short(_))) {
                return Progress::Done;
            }
            let revision = revision.get();
            let answered = background.report.with(|report| report.as_ref().map(|(answered, _)| *answered));
            match (answered, background.stopped.get()) {
                (_, Some((stopped, why))) if stopped == revision => Progress::Stopped(why),
                (Some(answered), _) if answered == revision => Progress::Done,
                (Some(_), _) => Progress::Renewed,
                (None, _) => Progress::First,
            }
        });
        let report = Memo::new(move |_| {
            payload.with(|payload| match payload {
                Payload::Short(text) => question.with(|question| Arc::new(question.check(text))),
                Payload::Long(_) => background
                    .report
                    .with(|report| report.as_ref().map_or_else(nothing_yet, |(_, report)| Arc::clone(report))),
            })
        });
        Self {
            payload,
            selected: RwSignal::new(None),
            choice,
            is_tolerant,
            question,
            revision,
            again,
            background,
            editor: EditorHandle::new(),
            report,
            progress,
            arrival: RwSignal::new(None),
        }
    }

    /// Opens the payload that the address carries, if it carries one.
    pub fn take_arrived(self) {
        let Some(arrived) = Arrived::take() else { return };
        spawn_local(async move {
            match arrived.text().await {
                Some(text) => {
                    self.open(text);
                    // Where the editor is not there yet it will begin with this.
                    self.payload.with_untracked(|payload| self.editor.set_text(&payload.to_js()));
                    self.arrival.set(Some(Arrival::Opened));
                }
                None => self.arrival.set(Some(Arrival::Unreadable)),
            }
        });
    }

    /// Keeps the worker in step with a long text.
    pub fn follow(self) {
        let Self { payload, question, revision, background, .. } = self;
        Effect::new(move |_| {
            let revision = revision.get();
            payload.with_untracked(|payload| match payload {
                Payload::Short(_) => background.forget(),
                Payload::Long(text) => {
                    background.check(revision, question.get_untracked(), text.clone());
                }
            });
        });
    }

    /// Takes a payload whose layout is recognised by its content.
    pub fn open(self, payload: impl Into<Payload>) {
        self.open_with(payload, Choice::Detect);
    }

    /// Takes a payload, with what it is to be held against.
    pub fn open_with(self, payload: impl Into<Payload>, choice: Choice) {
        self.selected.set(None);
        self.choice.set(choice);
        self.payload.set(payload.into());
    }

    /// Asks again after a stop.
    pub fn check_again(self) {
        self.again.update(|again| *again += 1);
    }
}
