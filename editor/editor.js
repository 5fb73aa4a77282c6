// The code editor of the page: a text, its underlined diagnostics, and edits that can be undone.
//
// Input: places as the report gives them (line and column from 1, in UTF-16 units) and words in the reader's language.
// Never counts offsets for anyone outside: CodeMirror takes every line break for one unit, whatever it was.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { xml } from "@codemirror/lang-xml";
import { bracketMatching, foldGutter, foldKeymap } from "@codemirror/language";
import { nextDiagnostic, previousDiagnostic } from "@codemirror/lint";
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

import { diagnosticMarks, showDiagnostics } from "./diagnostics.js";
import { lineEnds, replaceAll, textOf } from "./line-ends.js";
import { placeOf, spanOf } from "./places.js";
import { look } from "./theme.js";

const languages = { json, xml };

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

/**
 * Mounts an editor in a shadow root below `parent`.
 *
 * `labels` is `{ name, invitation, phrases }`: the accessible name, what an empty editor says, and CodeMirror's own
 * words by their English form.
 * `onChange(length)` follows every edit, `onSelect(startLine, startColumn, endLine, endColumn)` every move of the
 * selection.
 */
export function createEditor(parent, { doc, language, onChange, onSelect, labels }) {
  // Inside a shadow root CodeMirror uses constructed style sheets, which a strict style policy allows.
  const root = parent.shadowRoot ?? parent.attachShadow({ mode: "open" });
  const languageSlot = new Compartment();
  const labelSlot = new Compartment();

  const wording = ({ name, invitation, phrases }) => [
    placeholder(invitation),
    EditorView.contentAttributes.of({ "aria-label": name, tabindex: "0" }),
    EditorState.phrases.of(phrases),
  ];

  const listener = EditorView.updateListener.of((update) => {
    const byPage = update.transactions.some((transaction) => transaction.annotation(fromPage));
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
      diagnosticMarks(),
      history(),
      lineEnds(),
      drawSelection(),
      highlightSpecialChars(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      bracketMatching(),
      search({ top: true }),
      EditorView.lineWrapping,
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
  view.dispatch({ ...replaceAll(view.state, doc), annotations: [fromPage.of(true)] });

  return {
    getDoc: () => textOf(view.state),

    // The former text stays one undo away, so that opening a file never loses a pasted payload.
    setDoc(text) {
      view.dispatch({
        ...replaceAll(view.state, text),
        selection: { anchor: 0 },
        scrollIntoView: true,
        annotations: [fromPage.of(true), isolateHistory.of("full")],
      });
    },

    setDiagnostics(diagnostics) {
      showDiagnostics(view, diagnostics);
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

    setLanguage(next) {
      view.dispatch({ effects: languageSlot.reconfigure(languages[next]()) });
    },

    setLabels(next) {
      view.dispatch({ effects: labelSlot.reconfigure(wording(next)) });
    },

    destroy() {
      view.destroy();
    },
  };
}
