// Shows diagnostics in the text: underlined spans with a message on hover, and one mark a line in the gutter.
//
// Input: the report's places, and a way to ask what is said at one of them. Only what is in view is drawn, and only what
// the pointer rests on is put into words, so that a thousand diagnostics cost no keystroke anything.

import { RangeSet, RangeValue, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, ViewPlugin, WidgetType, gutter, hoverTooltip } from "@codemirror/view";

import { spanOf } from "./places.js";
import { areAlike } from "./ranges.js";

const severities = ["hint", "warning", "error"];

/** A diagnostic by its place in the report; the loudness is the severity's index. */
class Found extends RangeValue {
  // What is typed beside the span stays outside of it.
  startSide = 1;
  endSide = -1;

  constructor(row, loudness) {
    super();
    this.row = row;
    this.loudness = loudness;
  }

  eq(other) {
    return this.row === other.row && this.loudness === other.loudness;
  }
}

const setFound = StateEffect.define();

const found = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setFound)) {
        return effect.value;
      }
    }
    return transaction.docChanged ? value.map(transaction.changes) : value;
  },
});

class Mark extends GutterMarker {
  constructor(severity) {
    super();
    this.severity = severity;
  }

  // The shape differs with the severity, so that colour is never the only sign.
  toDOM() {
    const element = document.createElement("span");
    element.className = `cm-mark cm-mark-${this.severity}`;
    return element;
  }
}

/** Stands where a span is empty: something is missing there. */
class Point extends WidgetType {
  constructor(severity) {
    super();
    this.severity = severity;
  }

  eq(other) {
    return this.severity === other.severity;
  }

  toDOM() {
    const element = document.createElement("span");
    element.className = `cm-lintPoint cm-lintPoint-${this.severity}`;
    return element;
  }
}

const marks = severities.map((severity) => new Mark(severity));
const points = severities.map((severity) => Decoration.widget({ widget: new Point(severity), side: 1 }));
const underlines = severities.map((severity) =>
  Decoration.mark({ class: `cm-lintRange cm-lintRange-${severity}` }),
);

const drawn = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorationsIn(view);
    }

    update({ view, docChanged, viewportChanged, startState, state }) {
      if (docChanged || viewportChanged || startState.field(found) !== state.field(found)) {
        this.decorations = decorationsIn(view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

/** The extension that draws diagnostics; `describe(row)` gives their words, or null. */
export function diagnosticMarks(describe) {
  return [
    found,
    drawn,
    hoverTooltip((view, offset, side) => hovered(view, offset, side, describe), {
      hideOn: (transaction) => transaction.effects.some((effect) => effect.is(setFound)),
    }),
    gutter({
      class: "cm-mark-gutter",
      lineMarker: (view, line) => loudestOf(view.state.field(found), line),
      lineMarkerChange: ({ startState, state }) => startState.field(found) !== state.field(found),
      initialSpacer: () => marks[2],
    }),
  ];
}

/**
 * Replaces all diagnostics: five numbers each, start line and column, end line and column, loudness.
 *
 * They are about `doc`; `since` is what was done to it after that, or null. What was deleted takes its diagnostics along:
 * drawn by their places alone, those of a text that is gone would all end up in the last line of the one that is there.
 */
export function showDiagnostics(view, numbers, doc, since) {
  const ranges = [];
  for (let at = 0; at + 4 < numbers.length; at += 5) {
    const start = { line: numbers[at], column: numbers[at + 1] };
    const end = { line: numbers[at + 2], column: numbers[at + 3] };
    const { from, to } = spanOf(doc, start, end);
    ranges.push(new Found(at / 5, numbers[at + 4]).range(from, to));
  }
  const there = RangeSet.of(ranges, true);
  const here = since === null ? there : there.map(since);
  if (!areAlike(here, view.state.field(found))) {
    view.dispatch({ effects: setFound.of(here) });
  }
}

/** Commands that select the next diagnostic or the one before, round the end of the text. */
export const nextDiagnostic = (view) => goTo(view, ({ from }, { main }) => from > main.from, (spans) => spans[0]);
export const previousDiagnostic = (view) =>
  goTo(view, ({ from }, { main }) => from < main.from, (spans) => spans.at(-1));

function goTo(view, isThere, first) {
  const spans = [];
  for (const cursor = view.state.field(found).iter(); cursor.value !== null; cursor.next()) {
    spans.push({ from: cursor.from, to: cursor.to });
  }
  const span = first(spans.filter((span) => isThere(span, view.state.selection))) ?? first(spans);
  if (!span) {
    return false;
  }
  view.dispatch({ selection: { anchor: span.from, head: span.to }, scrollIntoView: true });
  return true;
}

// Where many lie upon each other, each severity is drawn once. Every line under a text is one more element around it, and a
// thousand of them in one place made the layout of Chromium 156 follow a null pointer, which ended the page.
function decorationsIn({ state, visibleRanges }) {
  const ranges = [];
  for (const { from, to } of visibleRanges) {
    const lines = severities.map(() => []);
    const pointed = severities.map(() => -1);
    state.field(found).between(from, to, (start, end, { loudness }) => {
      if (start === end) {
        if (pointed[loudness] !== start) {
          ranges.push(points[loudness].range(start));
          pointed[loudness] = start;
        }
      } else if (start < to && end > from) {
        // A span that is longer than what is seen is underlined there only.
        addSpan(lines[loudness], Math.max(start, from), Math.min(end, to));
      }
    });
    lines.forEach((spans, loudness) => spans.forEach(({ start, end }) => ranges.push(underlines[loudness].range(start, end))));
  }
  return Decoration.set(ranges, true);
}

// Spans come in the order of their start.
function addSpan(spans, start, end) {
  const last = spans.at(-1);
  if (last && start < last.end) {
    last.end = Math.max(last.end, end);
  } else {
    spans.push({ start, end });
  }
}

function loudestOf(diagnostics, line) {
  let loudest = -1;
  diagnostics.between(line.from, line.to, (start, _, { loudness }) => {
    if (start >= line.from) {
      loudest = Math.max(loudest, loudness);
    }
  });
  return marks[loudest] ?? null;
}

function hovered(view, offset, side, describe) {
  const rows = [];
  let [start, end] = [offset, offset];
  view.state.field(found).between(offset, offset, (from, to, { row, loudness }) => {
    const isOnIt = from === to || ((offset > from || side > 0) && (offset < to || side < 0));
    if (isOnIt) {
      rows.push({ row, loudness });
      [start, end] = [Math.min(start, from), Math.max(end, to)];
    }
  });
  const told = rows.map(({ row, loudness }) => ({ loudness, ...describe(row) })).filter(({ code }) => code);
  if (told.length === 0) {
    return null;
  }
  const isOneLine = view.state.doc.lineAt(start).to >= end;
  return { pos: start, end, above: !isOneLine, create: () => ({ dom: tooltip(told) }) };
}

// What is wrong, why it matters, and where the manual says so.
function tooltip(told) {
  const list = document.createElement("ul");
  list.className = "cm-told";
  for (const { loudness, code, message, reason, source } of told) {
    const item = document.createElement("li");
    item.className = `cm-diagnostic cm-diagnostic-${severities[loudness]}`;
    const parts = { message: `${code}  ${message}`, reason, source };
    for (const [kind, text] of Object.entries(parts).filter(([, text]) => text)) {
      const element = document.createElement("p");
      element.className = `cm-told-${kind}`;
      element.textContent = text;
      item.append(element);
    }
    list.append(item);
  }
  return list;
}
