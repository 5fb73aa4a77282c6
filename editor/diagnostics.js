// Shows diagnostics in the text: underlined spans with a message on hover, and one mark a line in the gutter.
//
// Input: the report's diagnostics as they are. The list beside the editor says the rest.

import { linter, setDiagnostics, setDiagnosticsEffect } from "@codemirror/lint";
import { RangeSet, StateField } from "@codemirror/state";
import { GutterMarker, gutter } from "@codemirror/view";

import { spanOf } from "./places.js";

const loudness = { hint: 0, warning: 1, error: 2 };

class Mark extends GutterMarker {
  constructor(severity) {
    super();
    this.severity = severity;
  }

  eq(other) {
    return this.severity === other.severity;
  }

  // The shape differs with the severity, so that colour is never the only sign.
  toDOM() {
    const element = document.createElement("span");
    element.className = `cm-mark cm-mark-${this.severity}`;
    return element;
  }
}

const marks = {
  error: new Mark("error"),
  warning: new Mark("warning"),
  hint: new Mark("hint"),
};

const markField = StateField.define({
  create: () => RangeSet.empty,
  update(value, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setDiagnosticsEffect)) {
        return marksOf(transaction.newDoc, effect.value);
      }
    }
    return transaction.docChanged ? value.map(transaction.changes) : value;
  },
});

/** The extension that draws gutter marks; the underlines come with the first diagnostics. */
export function diagnosticMarks() {
  return [
    linter(null),
    markField,
    gutter({
      class: "cm-mark-gutter",
      markers: (view) => view.state.field(markField),
      initialSpacer: () => marks.error,
    }),
  ];
}

/** Replaces all diagnostics. */
export function showDiagnostics(view, diagnostics) {
  const { doc } = view.state;
  const placed = diagnostics.map((diagnostic) => ({
    ...spanOf(doc, diagnostic.start, diagnostic.end),
    severity: diagnostic.severity,
    message: `${diagnostic.code}: ${diagnostic.message}`,
    renderMessage: () => tooltip(diagnostic),
  }));
  view.dispatch(setDiagnostics(view.state, placed));
}

// What is wrong, why it matters, and where the manual says so.
function tooltip({ code, message, reason, source }) {
  const part = (kind, text) => {
    const element = document.createElement("p");
    element.className = `cm-told-${kind}`;
    element.textContent = text;
    return element;
  };
  const parts = document.createElement("div");
  parts.append(part("message", `${code}  ${message}`));
  if (reason) {
    parts.append(part("reason", reason));
  }
  if (source) {
    parts.append(part("source", source));
  }
  return parts;
}

// One mark a line, of the loudest diagnostic that begins there.
function marksOf(doc, diagnostics) {
  const loudest = new Map();
  for (const { from, severity } of diagnostics) {
    const line = doc.lineAt(from).from;
    const known = loudest.get(line);
    if (known === undefined || loudness[severity] > loudness[known]) {
      loudest.set(line, severity);
    }
  }
  const ranges = [...loudest].map(([line, severity]) => marks[severity].range(line));
  return RangeSet.of(ranges, true);
}
