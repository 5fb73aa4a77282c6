// Keeps a text's own line ends (LF, CRLF, CR, also mixed), which CodeMirror forgets.
//
// The kind used most is remembered once; every break of another kind is remembered at its place and moves with edits.

import { invertedEffects } from "@codemirror/commands";
import { RangeSet, RangeSetBuilder, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

const lineBreak = /\r\n?|\n/g;

/** A break that is not of the usual kind. */
class Odd extends RangeValue {
  // It covers the break alone: text beside it stays outside, and a deleted break takes it along.
  startSide = 1;
  endSide = -1;

  constructor(text) {
    super();
    this.text = text;
  }

  eq(other) {
    return this.text === other.text;
  }
}

const setEnds = StateEffect.define();

const ends = StateField.define({
  create: () => ({ usual: "\n", odd: RangeSet.empty }),
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setEnds)) {
        return effect.value;
      }
    }
    if (!transaction.docChanged || value.odd.size === 0) {
      return value;
    }
    return { ...value, odd: value.odd.map(transaction.changes) };
  },
});

/** The extension that remembers line ends, through undo too. */
export function lineEnds() {
  return [
    ends,
    invertedEffects.of((transaction) =>
      transaction.effects.some((effect) => effect.is(setEnds))
        ? [setEnds.of(transaction.startState.field(ends))]
        : [],
    ),
    EditorView.clipboardOutputFilter.of(copied),
    EditorView.domEventHandlers({ paste }),
  ];
}

/** The transaction that makes `text` the whole document. */
export function replaceAll(state, text) {
  return {
    changes: { from: 0, to: state.doc.length, insert: text },
    effects: setEnds.of(endsOf(text)),
  };
}

/** The document, or a part of it, with its own line ends. */
export function textOf(state, from = 0, to = state.doc.length) {
  const { usual, odd } = state.field(ends);
  let text = "";
  let done = from;
  for (const cursor = odd.iter(from); cursor.value !== null && cursor.to <= to; cursor.next()) {
    // The cursor begins with a break that ends right here.
    if (cursor.from < from) {
      continue;
    }
    text += state.doc.sliceString(done, cursor.from, usual) + cursor.value.text;
    done = cursor.to;
  }
  return text + state.doc.sliceString(done, to, usual);
}

// Of several pieces copied at once nobody knows where each came from: they take the usual kind.
function copied(text, state) {
  const { from, to } = state.selection.main;
  const isOnePiece = state.doc.sliceString(from, to) === text;
  return isOnePiece ? textOf(state, from, to) : text.replaceAll("\n", state.field(ends).usual);
}

// A payload pasted over everything brings its own line ends; a piece takes those of the text around it.
function paste(event, view) {
  const { main } = view.state.selection;
  const text = event.clipboardData?.getData("text/plain");
  if (!text || main.from > 0 || main.to < view.state.doc.length) {
    return false;
  }
  event.preventDefault();
  view.dispatch({
    ...replaceAll(view.state, text),
    selection: { anchor: 0 },
    scrollIntoView: true,
    userEvent: "input.paste",
  });
  return true;
}

function endsOf(text) {
  // Nearly every text has one kind, and a long one is not to be searched break by break for another.
  if (!text.includes("\r")) {
    return { usual: "\n", odd: RangeSet.empty };
  }
  const counts = new Map();
  for (const [found] of text.matchAll(lineBreak)) {
    counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const [usual = "\n"] = [...counts].sort((one, other) => other[1] - one[1]).map(([kind]) => kind);
  if (counts.size < 2) {
    return { usual, odd: RangeSet.empty };
  }

  const builder = new RangeSetBuilder();
  // A CRLF is two units of the text and one of the document.
  let extra = 0;
  for (const { 0: found, index } of text.matchAll(lineBreak)) {
    if (found !== usual) {
      builder.add(index - extra, index - extra + 1, new Odd(found));
    }
    extra += found.length - 1;
  }
  return { usual, odd: builder.finish() };
}
