// A text of the editor as it was at one moment, for those who read it while the person goes on typing.
//
// Input: a state, which never changes. Output: its text in pieces with its own line ends, or a beginning of it.
// Joins the pieces only where the whole is asked for: in a text of many megabytes that holds up the page.

import { textOf } from "./line-ends.js";

/** How much of the document one piece holds, in units of the document. */
const PIECE = 64 * 1024;

export class Snapshot {
  constructor(state) {
    this.state = state;
  }

  get length() {
    return this.state.doc.length;
  }

  /** The beginning, for a look at what kind of text it is. */
  head(length) {
    return textOf(this.state, 0, Math.min(length, this.length));
  }

  text() {
    return [...this.pieces()].join("");
  }

  *pieces() {
    const { doc } = this.state;
    let at = 0;
    while (at < doc.length) {
      let end = Math.min(at + PIECE, doc.length);
      if (end < doc.length && isHighSurrogate(doc.sliceString(end - 1, end))) {
        end += 1;
      }
      yield textOf(this.state, at, end);
      at = end;
    }
  }
}

// Two units that are one character stay together.
function isHighSurrogate(unit) {
  return unit >= "\ud800" && unit <= "\udbff";
}
