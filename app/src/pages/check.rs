//! The first page: paste a payload, see what is wrong with it, mend it.
//!
//! The text and its report belong to the checker, above the pages. The editor is the outside: it is told, and it tells.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_navigate;
use validator_core::MAX_BYTES;
use validator_core::report::{DiagnosticReport, Direction, EditReport, FileReport, Position};

use crate::background::Stopped;
use crate::check::row_at;
use crate::checker::{Arrival, Checker, Progress};
use crate::components::fix_preview::FixPreview;
use crate::components::payload_editor::PayloadEditor;
use crate::components::results::Results;
use crate::components::send::SendPanel;
use crate::components::share_dialog::ShareDialog;
use crate::difference::{Change, differences};
use crate::editor::Selection;
use crate::navigation::{focus, title_page};
use crate::open_file::{NotOpened, OpenedFile, open_file};
use crate::paths;
use crate::payload::{CHECKED_AT_ONCE, HEAVY, Payload};
use crate::question::Choice;
use crate::send::Sender;
use crate::share::{LONGEST, Shared, masked, share};
use crate::text::text;

/// How long the typing must rest before a text is sent to the worker.
const REST: Duration = Duration::from_millis(120);
const HEAVY_REST: Duration = Duration::from_millis(400);

/// Where a text begins.
const START: Position = Position { offset: 0, line: 1, column: 1 };

/// What there is to say about the file opened last.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    ReadAs { name: String, encoding: &'static str },
    NotOpened(NotOpened),
    TooLongToShare,
}

/// Paste a payload, see what is wrong with it.
#[component]
pub fn CheckPage(checker: Checker, sender: Sender) -> impl IntoView {
    title_page(|| text().page_title.to_owned());
    let navigate = StoredValue::new(use_navigate());
    let Checker {
        payload,
        selected,
        choice,
        is_tolerant,
        question,
        background,
        report,
        progress,
        revision,
        editor,
        arrival,
        ..
    } = checker;
    let notice = RwSignal::new(None::<Notice>);
    let rest = RwSignal::new(None::<TimeoutHandle>);

    let is_empty = Memo::new(move |_| payload.with(Payload::is_empty));
    let is_resting = Memo::new(move |_| rest.with(Option::is_some));
    let is_pending = Signal::derive(move || is_resting.get() || progress.get() == Progress::Renewed);
    let length = Signal::derive(move || payload.with(Payload::length));

    // An empty editor asks for a payload; that it is one fault long would be no help.
    Effect::new(move |_| match is_empty.get() {
        true => editor.show(&FileReport::default()),
        false => report.with(|report| editor.show(report)),
    });

    let stop_waiting = move || {
        if let Some(rest) = rest.get_untracked() {
            rest.clear();
        }
        rest.set(None);
    };
    let read_editor = move || {
        stop_waiting();
        if let Some(text) = editor.text() {
            payload.set(text);
        }
    };
    let describe = move |row: usize| report.with_untracked(|report| report.diagnostics.get(row).cloned());
    let on_change = move |length: u32| {
        if length <= CHECKED_AT_ONCE {
            read_editor();
            return;
        }
        stop_waiting();
        rest.set(set_timeout_with_handle(read_editor, if length > HEAVY { HEAVY_REST } else { REST }).ok());
    };

    let put = move |payload: &Payload| {
        stop_waiting();
        notice.set(None);
        arrival.set(None);
        editor.set_text(&payload.to_js());
    };
    let replace = move |payload: String| {
        let payload = Payload::from(payload);
        put(&payload);
        checker.open(payload);
    };
    let on_leave = move |()| {
        if is_resting.get_untracked() {
            read_editor();
        }
    };
    let has_own_layout = Memo::new(move |_| choice.with(|choice| matches!(choice, Choice::Example { .. })));
    let on_detect = move |()| choice.set(Choice::Detect);
    let on_file = move |file: web_sys::File| {
        spawn_local(async move {
            match open_file(&file).await {
                Ok(OpenedFile { name, text, encoding }) => {
                    replace(text);
                    notice.set(encoding.map(|encoding| Notice::ReadAs { name, encoding }));
                }
                Err(not_opened) => notice.set(Some(Notice::NotOpened(not_opened))),
            }
        });
    };

    // Before the editor hears of it, which would put the file's text between what is there.
    let on_drag = move |event: web_sys::DragEvent| {
        if dropped_files(&event).is_some() {
            event.prevent_default();
        }
    };
    let on_drop = move |event: web_sys::DragEvent| {
        if let Some(files) = dropped_files(&event) {
            event.prevent_default();
            event.stop_propagation();
            if let Some(file) = files.get(0) {
                on_file(file);
            }
        }
    };

    let on_select = move |(start_line, start_column, end_line, end_column): Selection| {
        let (start, end) = ((start_line, start_column), (end_line, end_column));
        selected.set(report.with_untracked(|report| row_at(report, start, end, selected.get_untracked())));
    };
    let on_choose_row = move |(row, diagnostic): (usize, DiagnosticReport)| {
        editor.select(diagnostic.start, diagnostic.end);
        selected.set(Some(row));
    };
    let on_choose_place = move |(start, end): (Position, Position)| {
        // The row stays open while its cause is looked at.
        let row = selected.get_untracked();
        editor.select(start, end);
        selected.set(row);
    };
    let on_fix = move |edits: Vec<EditReport>| editor.apply(&edits);
    let mended = RwSignal::new_local(None::<(Payload, Vec<Change>)>);
    let show_fixed = move |(changes, fixed): (Vec<Change>, Payload)| {
        mended.set((!changes.is_empty()).then_some((fixed, changes)));
    };
    let on_apply = move |()| {
        if let Some((fixed, _)) = mended.try_update(Option::take).flatten() {
            // Behind an open dialog nothing takes the focus; by the next frame it is gone.
            request_animation_frame(move || {
                put(&fixed);
                checker.open_with(fixed, choice.get_untracked());
                editor.select(START, START);
            });
        }
    };
    let on_leave_fixes = move |()| mended.set(None);
    let on_fix_safe = move |()| {
        let question = question.get_untracked();
        match payload.get_untracked() {
            Payload::Short(text) => {
                let fixed = question.fix_safe(&text);
                show_fixed((differences(&text, &fixed), fixed.into()));
            }
            Payload::Long(text) => {
                background.fix_safe(revision.get_untracked(), question, text, Callback::new(show_fixed));
            }
        }
    };

    let masked_payload = move |()| {
        let text = payload.with_untracked(|payload| payload.to_text(LONGEST))?;
        question.with_untracked(|question| masked(&text, question))
    };
    let shared = RwSignal::new(None::<Shared>);
    let on_share = move |()| {
        if is_resting.get_untracked() {
            read_editor();
        }
        let Some(text) = payload.with_untracked(|payload| payload.to_text(LONGEST)) else {
            notice.set(Some(Notice::TooLongToShare));
            return;
        };
        let question = question.get_untracked();
        spawn_local(async move {
            let result = share(&text, &question).await;
            // The page may have been left.
            let _ = shared.try_set(Some(result));
        });
    };

    let layout = Memo::new(move |_| report.with(|report| report.layout.clone()));
    // Nobody is called with an answer.
    let called = Memo::new(move |_| {
        report.with(|report| report.layout.clone().filter(|_| report.direction == Some(Direction::Request)))
    });
    let carried = move |()| {
        if is_resting.get_untracked() {
            read_editor();
        }
        payload.with_untracked(|payload| payload.to_text(LONGEST))
    };
    let on_send = move |()| match sender.is_open.get_untracked() {
        true => sender.is_open.set(false),
        false => sender.open(),
    };
    let on_choose_field = move |path: String| {
        let text = payload.with_untracked(|payload| payload.to_text(LONGEST));
        let place = text.and_then(|text| question.with_untracked(|question| question.locate(&text, &path)));
        if let Some((start, end)) = place {
            editor.select(start, end);
        } else if let Some(id) = layout.get_untracked() {
            // The payload lacks the field: its row in the manual says what it is.
            navigate.with_value(|navigate| navigate(&paths::row(&id, Direction::Request, &path), Default::default()));
        }
    };
    let back = Signal::derive(|| text().send.close);
    let on_close = move |()| {
        sender.is_open.set(false);
        if let Ok(Some(button)) = document().query_selector(".to-send") {
            focus(&button);
        }
    };

    let notice_text = move || {
        let arrived = arrival.get().map(|arrival| match arrival {
            Arrival::Opened => text().share.opened.to_owned(),
            Arrival::Unreadable => text().share.unreadable.to_owned(),
        });
        let told = notice.get().map(|notice| match notice {
            Notice::TooLongToShare => text().share.too_long.to_owned(),
            Notice::ReadAs { name, encoding } => (text().read_as)(&name, encoding),
            Notice::NotOpened(NotOpened::Unreadable { name }) => (text().not_read)(&name),
            Notice::NotOpened(NotOpened::TooLarge { name }) => (text().too_large)(&name, MAX_BYTES / 1_000_000),
        });
        told.or(arrived)
    };

    view! {
        <main class="check" on:dragover:capture=on_drag on:drop:capture=on_drop>
            <h1 class="visually-hidden" tabindex="-1">{move || text().shell.check_heading}</h1>
            <p class="notice" role="status">{notice_text}</p>
            <div class="panes" class:sending=move || sender.is_open.get()>
                <PayloadEditor
                    editor
                    payload
                    on_change
                    on_select
                    describe
                    on_replace=replace
                    on_file
                    on_share
                    carried
                    called
                    on_send
                    is_sending=sender.is_open
                    on_leave
                />
                <Show when=move || sender.is_open.get()>
                    <SendPanel sender payload layout report is_pending on_choose_field back on_close />
                </Show>
                <Results
                    is_empty
                    is_pending
                    has_own_layout
                    report
                    selected
                    on_choose_sample=replace
                    on_choose_row
                    on_choose_place
                    on_fix
                    on_fix_safe
                    on_detect
                    masked=masked_payload
                    choice
                    is_tolerant
                    progress
                    length
                    on_cancel=move |()| background.stop(Stopped::Cancelled)
                    on_again=move |()| checker.check_again()
                />
            </div>
            {move || shared.get().map(|shared_now| view! {
                <ShareDialog shared=shared_now on_leave=move |()| shared.set(None) />
            })}
            {move || mended.get().map(|(_, changes)| view! {
                <FixPreview changes on_apply on_leave=on_leave_fixes />
            })}
        </main>
    }
}

/// The files that are dragged; none where it is a piece of text.
fn dropped_files(event: &web_sys::DragEvent) -> Option<web_sys::FileList> {
    let data = event.data_transfer()?;
    let is_file = data.types().iter().any(|kind| kind == "Files");
    data.files().filter(|_| is_file)
}
