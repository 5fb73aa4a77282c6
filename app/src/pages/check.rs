//! The first page: paste a payload, see what is wrong with it, mend it.
//!
//! The text and its report belong to the checker, above the pages. The editor is the outside: it is told, and it tells.

use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use validator_core::MAX_BYTES;
use validator_core::report::{DiagnosticReport, EditReport, Position};

use crate::check::{fix_safe, row_at};
use crate::checker::Checker;
use crate::components::payload_editor::PayloadEditor;
use crate::components::results::Results;
use crate::editor::{EditorHandle, Selection};
use crate::navigation::title_page;
use crate::open_file::{NotOpened, OpenedFile, open_file};
use crate::text::text;

/// Up to this length, in UTF-16 units, every keystroke is checked at once.
const CHECKED_AT_ONCE: u32 = 256 * 1024;

/// How long the typing must rest before a longer text is checked.
const REST: Duration = Duration::from_millis(400);

/// Where a text begins.
const START: Position = Position { offset: 0, line: 1, column: 1 };

/// What there is to say about the file opened last.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Notice {
    ReadAs { name: String, encoding: &'static str },
    NotOpened(NotOpened),
}

/// Paste a payload, see what is wrong with it.
#[component]
pub fn CheckPage(checker: Checker) -> impl IntoView {
    title_page(|| text().page_title.to_owned());
    let Checker { source, selected, own_layout, report } = checker;
    let notice = RwSignal::new(None::<Notice>);
    let rest = RwSignal::new(None::<TimeoutHandle>);
    let editor = EditorHandle::new();

    let is_empty = Memo::new(move |_| source.with(|source| source.trim().is_empty()));
    let is_pending = Signal::derive(move || rest.with(Option::is_some));

    // An empty editor asks for a payload; that it is one fault long would be no help.
    Effect::new(move |_| match is_empty.get() {
        true => editor.show(&[]),
        false => report.with(|report| editor.show(&report.diagnostics)),
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
            source.set(text);
        }
    };
    let on_change = move |length: u32| {
        if length <= CHECKED_AT_ONCE {
            read_editor();
            return;
        }
        stop_waiting();
        rest.set(set_timeout_with_handle(read_editor, REST).ok());
    };

    let put = move |payload: String| {
        stop_waiting();
        notice.set(None);
        editor.set_text(&payload);
    };
    let replace = move |payload: String| {
        put(payload.clone());
        checker.open(payload);
    };
    let on_leave = move |()| {
        if is_pending.get_untracked() {
            read_editor();
        }
    };
    let has_own_layout = Memo::new(move |_| own_layout.with(Option::is_some));
    let on_detect = move |()| own_layout.set(None);
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
    let on_fix_safe = move |()| {
        let own = own_layout.get_untracked();
        let fixed = source.with_untracked(|source| fix_safe(source, own.as_deref()));
        put(fixed.clone());
        checker.open_with(fixed, own);
        editor.select(START, START);
    };

    let notice_text = move || {
        notice.get().map(|notice| match notice {
            Notice::ReadAs { name, encoding } => (text().read_as)(&name, encoding),
            Notice::NotOpened(NotOpened::Unreadable { name }) => (text().not_read)(&name),
            Notice::NotOpened(NotOpened::TooLarge { name }) => (text().too_large)(&name, MAX_BYTES / 1_000_000),
        })
    };

    view! {
        <main class="check">
            <h1 class="visually-hidden" tabindex="-1">{move || text().shell.check_heading}</h1>
            <p class="notice" role="status">{notice_text}</p>
            <div class="panes">
                <PayloadEditor editor source on_change on_select on_replace=replace on_file on_leave />
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
                />
            </div>
        </main>
    }
}
