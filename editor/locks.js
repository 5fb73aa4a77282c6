// Shows which values of the text nobody types: a lock before each, words when the pointer rests on it, and no key that
// changes it.
//
// Input: places, and what is said of them. An edit of more than the value, such as a paste over everything, is not held
// up, nor is one that the page makes: only a key that would end up in a value by accident.

import { EditorState, Facet, RangeSet, RangeValue, StateEffect, StateField, Transaction } from "@codemirror/state";
import { Decoration, EditorView, ViewPlugin, WidgetType, hoverTooltip } from "@codemirror/view";

import { spanOf } from "./places.js";
import { areAlike } from "./ranges.js";

class Locked extends RangeValue {
  // What is typed beside the value stays outside of it.
  startSide = 1;
  endSide = -1;

  eq() {
    return true;
  }
}

const value = new Locked();
const setLocked = StateEffect.define();

const locked = StateField.define({
  create: () => RangeSet.empty,
  update(ranges, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setLocked)) {
        return effect.value;
      }
    }
    return transaction.docChanged ? ranges.map(transaction.changes) : ranges;
  },
});

/** What is said of a locked value, in the reader's language. */
export const lockWords = Facet.define({ combine: ([words]) => words ?? "" });

class Lock extends WidgetType {
  constructor(words) {
    super();
    this.words = words;
  }

  eq(other) {
    return this.words === other.words;
  }

  toDOM() {
    const element = document.createElement("span");
    element.className = "cm-lock";
    element.setAttribute("role", "img");
    element.setAttribute("aria-label", this.words);
    return element;
  }
}

const mark = Decoration.mark({ class: "cm-locked" });

const drawn = ViewPlugin.fromClass(
  class {
    constructor(view) {
      this.decorations = decorationsIn(view);
    }

    update({ view, docChanged, viewportChanged, startState, state }) {
      const isNew = startState.field(locked) !== state.field(locked);
      if (docChanged || viewportChanged || isNew || startState.facet(lockWords) !== state.facet(lockWords)) {
        this.decorations = decorationsIn(view);
      }
    }
  },
  { decorations: (plugin) => plugin.decorations },
);

function decorationsIn({ state, visibleRanges }) {
  const lock = Decoration.widget({ widget: new Lock(state.facet(lockWords)), side: -1 });
  const ranges = [];
  for (const { from, to } of visibleRanges) {
    state.field(locked).between(from, to, (start, end) => {
      ranges.push(lock.range(start));
      if (end > start) {
        ranges.push(mark.range(start, end));
      }
    });
  }
  return Decoration.set(ranges, true);
}

// Who types is told why nothing happens: by the lock that is there, and in words for those who hear the page.
const guard = EditorState.transactionFilter.of((transaction) => {
  if (!transaction.docChanged || !isByHand(transaction)) {
    return transaction;
  }
  let isHeldUp = false;
  const ranges = transaction.startState.field(locked);
  transaction.changes.iterChanges((from, to, _, __, inserted) => {
    ranges.between(from, to, (start, end) => {
      const isInside = from < end && to > start;
      const isAtIts = from === to && inserted.length > 0;
      const isMore = from < start && to > end;
      isHeldUp ||= !isMore && (isInside || isAtIts);
    });
  });
  return isHeldUp ? { effects: EditorView.announce.of(transaction.startState.facet(lockWords)) } : transaction;
});

// What the page writes itself is named `input.type.form` and `input.fix`; undoing is no typing.
function isByHand(transaction) {
  const event = transaction.annotation(Transaction.userEvent) ?? "";
  return /^(input|delete|move)\b/.test(event) && !/^input\.(fix|type\.form)$/.test(event);
}

function hovered(view, offset) {
  let found = null;
  view.state.field(locked).between(offset, offset, (start, end) => {
    found ??= { pos: start, end, above: true, create: () => ({ dom: tooltip(view.state.facet(lockWords)) }) };
  });
  return found;
}

function tooltip(words) {
  const element = document.createElement("p");
  element.className = "cm-lock-words";
  element.textContent = words;
  return element;
}

/** The extension that draws locks and keeps keys away from what they lock. */
export function lockedValues() {
  return [locked, drawn, guard, hoverTooltip(hovered)];
}

/** Replaces all locks: four numbers each, start line and column, end line and column. */
export function showLocked(view, numbers) {
  const ranges = [];
  for (let at = 0; at + 3 < numbers.length; at += 4) {
    const start = { line: numbers[at], column: numbers[at + 1] };
    const end = { line: numbers[at + 2], column: numbers[at + 3] };
    const { from, to } = spanOf(view.state.doc, start, end);
    ranges.push(value.range(from, to));
  }
  const here = RangeSet.of(ranges, true);
  if (!areAlike(here, view.state.field(locked))) {
    view.dispatch({ effects: setLocked.of(here) });
  }
}
