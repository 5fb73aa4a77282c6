// From the report's places (line and column from 1, UTF-16 units) to CodeMirror's offsets, and back.
//
// A place beyond the text is moved to its nearest end: between an edit and the next report, places may be stale.

/** The offset of a place. */
export function offsetOf(doc, { line, column }) {
  const target = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return target.from + Math.min(Math.max(column - 1, 0), target.length);
}

/** The offsets of a span, in order. */
export function spanOf(doc, start, end) {
  const from = offsetOf(doc, start);
  return { from, to: Math.max(from, offsetOf(doc, end)) };
}

/** The place of an offset. */
export function placeOf(doc, offset) {
  const line = doc.lineAt(offset);
  return { line: line.number, column: offset - line.from + 1 };
}
