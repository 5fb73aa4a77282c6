// The code editor of the page: a text, its underlined diagnostics, and edits that can be undone.
//
// Input: places as the report gives them (line and column from 1, in UTF-16 units) and words in the reader's language.
// Never counts offsets for anyone outside: CodeMirror takes every line break for one unit, whatever it was.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory, redo, undo } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { bracketMatching, foldGutter, foldKeymap } from "@codemirror/language";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, Compartment, EditorState } from "@codemirror/state";
import {
  EditorView,
  drawSelection,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
  placeholder,
} from "@codemirror/view";

import { diagnosticMarks, nextDiagnostic, previousDiagnostic, showDiagnostics } from "./diagnostics.js";
import { Snapshot } from "./document.js";
import { lineEnds, replaceAll } from "./line-ends.js";
import { lockWords, lockedValues, showLocked } from "./locks.js";
import { placeOf, spanOf } from "./places.js";
import { look } from "./theme.js";

const languages = { json, xml };

// Browsers lay out a wrapped line as a whole: from about here on, every key would wait for that.
const LONGEST_WRAPPED = 10_000;

// Marks what the page itself put into the editor, so that it is not told about it again.
const fromPage = Annotation.define();

// Tab indents, but after Escape it leaves the editor for a moment, as the page says below it.
// CodeMirror has that too, yet not while Escape has something else to do, such as giving up a selection.
const escapeFreesTab = EditorView.domEventObservers({
  keydown(event, view) {
    if (event.key === "Escape") {
      view.setTabFocusMode(2000);
    }
  },
});

// A change without what stays the same at its ends: so a key in a field is a key in the text.
function trimmed(doc, { from, to, insert: written }) {
  const insert = written.replaceAll("\r\n", "\n");
  const old = doc.sliceString(from, to);
  const longest = Math.min(old.length, insert.length);
  let start = 0;
  while (start < longest && old[start] === insert[start]) {
    start += 1;
  }
  let end = 0;
  while (end < longest - start && old.at(-1 - end) === insert.at(-1 - end)) {
    end += 1;
  }
  return { from: from + start, to: to - end, insert: insert.slice(start, insert.length - end) };
}

// Lines are wrapped unless a text comes in that has a very long one.
function wrapping(transaction, slot) {
  let [isReplaced, longest] = [false, 0];
  transaction.changes.iterChanges((fromA, toA, fromB, toB, inserted) => {
    isReplaced ||= fromA === 0 && toA === transaction.startState.doc.length;
    if (inserted.length > LONGEST_WRAPPED) {
      for (const line of inserted.iterLines()) {
        longest = Math.max(longest, line.length);
      }
    }
  });
  if (!isReplaced && longest <= LONGEST_WRAPPED) {
    return null;
  }
  return { effects: slot.reconfigure(longest > LONGEST_WRAPPED ? [] : EditorView.lineWrapping) };
}

/**
 * Makes an editor, in a shadow root of an element of its own, which may come and go on the page.
 *
 * `labels` is `{ name, invitation, locked, phrases }`: the accessible name, what an empty editor says, what is said of a
 * value that nobody types, and CodeMirror's own words by their English form.
 * `onChange(length)` follows every edit, `onSelect(startLine, startColumn, endLine, endColumn)` every move of the
 * selection. `describe(row)` says what is said of a diagnostic: `{ code, message, reason, source }`.
 */
export function createEditor({ language, onChange, onSelect, describe, labels }) {
  const host = document.createElement("div");
  host.className = "editor-root";
  // Inside a shadow root CodeMirror uses constructed style sheets, which a strict style policy allows.
  const root = host.attachShadow({ mode: "open" });
  // Where the text was scrolled to when the editor was last taken off the page.
  let left = null;
  // The text as it was last handed out, and what was done to it since.
  let known = null;
  let since = null;
  const languageSlot = new Compartment();
  const wrapSlot = new Compartment();
  const labelSlot = new Compartment();

  const wording = ({ name, invitation, locked, phrases }) => [
    placeholder(invitation),
    lockWords.of(locked),
    EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
    EditorState.phrases.of(phrases),
  ];

  const listener = EditorView.updateListener.of((update) => {
    const byPage = update.transactions.some((transaction) => transaction.annotation(fromPage));
    if (update.docChanged) {
      since = since === null ? update.changes : since.compose(update.changes);
    }
    if (update.docChanged && !byPage) {
      onChange(update.state.doc.length);
    }
    if (update.selectionSet) {
      const { from, to } = update.state.selection.main;
      const start = placeOf(update.state.doc, from);
      const end = placeOf(update.state.doc, to);
      onSelect(start.line, start.column, end.line, end.column);
    }
  });

  const view = new EditorView({
    parent: root,
    root,
    extensions: [
      lineNumbers(),
      foldGutter(),
      diagnosticMarks(describe),
      lockedValues(),
      history(),
      lineEnds(),
      drawSelection(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      bracketMatching(),
      search({ top: true }),
      wrapSlot.of(EditorView.lineWrapping),
      EditorState.transactionExtender.of((transaction) => wrapping(transaction, wrapSlot)),
      escapeFreesTab,
      keymap.of([
        { key: "F8", run: nextDiagnostic },
        { key: "Shift-F8", run: previousDiagnostic },
        ...searchKeymap,
        ...historyKeymap,
        ...foldKeymap,
        ...defaultKeymap,
        indentWithTab,
      ]),
      languageSlot.of(languages[language]()),
      labelSlot.of(wording(labels)),
      listener,
      look,
    ],
  });

  const handOut = () => {
    known = view.state.doc;
    since = null;
  };
  handOut();

  return {
    attach(parent) {
      parent.append(host);
      if (left !== null) {
        view.dispatch({ effects: left });
        left = null;
      }
      view.requestMeasure();
    },

    // The text, its history and its selection stay, and with them what can be undone.
    detach() {
      left = view.scrollSnapshot();
      showLocked(view, []);
      host.remove();
    },

    snapshot() {
      handOut();
      return new Snapshot(view.state);
    },

    // The former text stays one undo away, so that opening a file never loses a pasted payload.
    setDoc(text) {
      view.dispatch({
        ...replaceAll(view.state, text),
        selection: { anchor: 0 },
        scrollIntoView: true,
        annotations: [fromPage.of(true), isolateHistory.of("full")],
      });
      handOut();
    },

    // They are about the text that was handed out last, whatever was typed since.
    setDiagnostics(numbers) {
      showDiagnostics(view, numbers, known, since);
    },

    // Until the editor leaves the page: elsewhere every value is typed.
    lock(numbers) {
      showLocked(view, numbers);
    },

    select(startLine, startColumn, endLine, endColumn) {
      const start = { line: startLine, column: startColumn };
      const end = { line: endLine, column: endColumn };
      const { from, to } = spanOf(view.state.doc, start, end);
      view.dispatch({
        selection: { anchor: from, head: to },
        effects: EditorView.scrollIntoView(from, { y: "center" }),
      });
      view.focus();
    },

    applyEdits(edits) {
      const { doc: before } = view.state;
      const changes = view.state.changes(
        edits.map(({ start, end, text }) => ({ ...spanOf(before, start, end), insert: text })),
      );
      const first = edits.length > 0 ? spanOf(before, edits[0].start, edits[0].end).from : 0;
      view.dispatch({
        changes,
        selection: { anchor: changes.mapPos(first, 1) },
        scrollIntoView: true,
        annotations: isolateHistory.of("full"),
        userEvent: "input.fix",
      });
      view.focus();
    },

    // Of several keys in one field the history makes one step, as of keys in the text.
    writeEdits(edits) {
      const { doc } = view.state;
      const changes = edits.map(({ start, end, text }) => trimmed(doc, { ...spanOf(doc, start, end), insert: text }));
      view.dispatch({
        changes,
        effects: EditorView.scrollIntoView(changes[0].from, { y: "nearest", yMargin: 40 }),
        annotations: fromPage.of(true),
        userEvent: "input.type.form",
      });
      // The page has written it, and knows it.
      handOut();
    },

    undo: () => undo(view),
    redo: () => redo(view),

    setLanguage(next) {
      view.dispatch({ effects: languageSlot.reconfigure(languages[next]()) });
    },

    setLabels(next) {
      view.dispatch({ effects: labelSlot.reconfigure(wording(next)) });
    },
  };
}
